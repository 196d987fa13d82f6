"""Wrapped lines of one header cell are one block, however far apart the body sets its lines."""

from __future__ import annotations

import pytest

from ingest.unruled.head_blocks import Around, blocks_of
from ingest.unruled.runs import Run, RunLine


def line(baseline: float, *texts: tuple[str, float]) -> RunLine:
    runs = tuple(Run(text, x, x + 12 * len(text), False) for text, x in texts)
    return RunLine(baseline, baseline - 10, 12.0, runs)


@pytest.mark.parametrize(
    ("leading", "texts"),
    [(18.0, ["一般公共预算", "其他资金"]), (None, ["一般公共预", "其他资", "算", "金"])],
)
def test_lines_of_a_header_are_as_far_apart_as_those_of_the_body(leading, texts) -> None:
    upper = line(141.75, ("一般公共预", 376), ("其他资", 452))
    lower = line(163.5, ("算", 400), ("金", 464))
    blocks = blocks_of([upper, lower], [], Around(leading=leading))
    assert [block.text for block in blocks] == texts
