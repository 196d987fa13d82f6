"""Lines that run over the rules of a row too low for them are one text in one cell."""

from __future__ import annotations

import pytest

from ingest.ruled.glyphs import Glyph
from ingest.ruled.rules import Grid, GridCell
from ingest.ruled.spilled import settled

SIZE = 10.0
ROWS = 3
GRID = Grid(
    xs=(0.0, 62.0),
    ys=(0.0, 12.0, 24.0, 36.0),
    cells=tuple(GridCell(row, 0, 1, 1) for row in range(ROWS)),
    owner=tuple((row,) for row in range(ROWS)),
)


def printed(text: str, left: float, baseline: float) -> list[Glyph]:
    return [
        Glyph(
            char,
            left + SIZE * i,
            baseline - 9,
            left + SIZE * (i + 1),
            baseline + 1,
            baseline,
            SIZE,
            False,
        )
        for i, char in enumerate(text)
    ]


def homes(*lines: tuple[str, float, float]) -> list[int]:
    glyphs = [glyph for line in lines for glyph in printed(*line)]
    owners = [(0, GRID.cell_at(glyph.x, glyph.y)) for glyph in glyphs]
    out = [owner for _, owner in settled(glyphs, owners, [GRID])]
    starts = [sum(len(text) for text, _, _ in lines[:i]) for i in range(len(lines))]
    return [out[start] for start in starts]


def test_two_lines_about_the_middle_of_a_low_row_are_both_of_that_row() -> None:
    assert homes(("用车运行维护", 1, 15.5), ("费", 26, 27.5)) == [1, 1]


def test_the_row_that_prints_a_figure_of_its_own_is_not_the_home_of_the_text() -> None:
    lines = [("92.60", 10, 34.0), ("用车运行维护", 1, 18.0), ("费", 26, 29.0)]
    assert homes(*lines) == [2, 1, 1]


@pytest.mark.parametrize(
    "lines",
    [
        [("教育支出", 2, 10.0), ("卫生支出", 2, 22.0)],
        [("教育支出", 2, 10.0), ("8.00", 2, 20.5)],
        [("教育支出", 2, 10.0), ("农林", 2, 20.5)],
    ],
    ids=["inside_their_rows", "a_figure_below", "not_full_and_not_centred"],
)
def test_texts_of_two_rows_stay_apart(lines: list[tuple[str, float, float]]) -> None:
    assert homes(*lines) == [0, 1]


def test_a_sign_on_the_side_of_a_cell_goes_with_the_text_it_ends() -> None:
    glyphs = printed("商品和服", 27.2, 10.0)
    owners = [(0, GRID.cell_at(glyph.x, glyph.y)) for glyph in glyphs]
    assert owners[-1] == (0, -1)
    assert settled(glyphs, owners, [GRID])[-1] == (0, 0)
