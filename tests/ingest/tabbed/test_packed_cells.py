"""Cells of a long table are made when they are looked at, and are the ones that were read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import RawCell, RawPart
from ingest.tabbed.packed_cells import packed
from ingest.tabbed.tab_rows import Run

RUNS = st.lists(
    st.builds(
        Run, st.text(max_size=4), st.integers(0, 1 << 40), st.sampled_from(["第1行", "第2行"])
    ),
    max_size=3,
)


@given(st.lists(st.lists(RUNS, max_size=4), max_size=5))
def test_every_cell_comes_back_at_its_row_and_column_with_all_its_parts(rows):
    cells = packed(rows)
    expected = [
        RawCell(row, col, tuple(RawPart(text, place, start=at) for text, at, place in runs))
        for row, line in enumerate(rows)
        for col, runs in enumerate(line)
        if runs
    ]
    assert list(cells) == expected
    assert [cells[at] for at in range(len(cells))] == expected
    assert cells[1:] == expected[1:]


def test_a_cell_without_runs_is_none():
    assert [(cell.row, cell.col) for cell in packed([[(), (Run("12", 3, "第1行"),)], [()]])] == [
        (0, 1)
    ]
