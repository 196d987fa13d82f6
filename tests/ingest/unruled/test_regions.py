"""Where a table without rules between its columns begins, and where its header ends."""

from __future__ import annotations

import pytest

from ingest.ruled.strokes import Rule
from ingest.unruled.regions import regions
from ingest.unruled.runs import Run, RunLine, is_figure


def line(baseline: float, *texts: tuple[str, float]) -> RunLine:
    runs = tuple(Run(text, x, x + 9.0 * len(text), is_figure(text)) for text, x in texts)
    return RunLine(baseline, baseline - 7.2, 9.0, runs)


def header(y: float) -> list[RunLine]:
    return [
        line(y + 11, ("科目编码", 91), ("科目名称", 204), ("合计", 327), ("基本支出", 393)),
        line(y + 23, ("类", 79), ("款", 104), ("项", 130)),
    ]


FILLED = [("合计", 213), ("8.00", 312), ("8.00", 400)]


@pytest.mark.parametrize("total", [FILLED, FILLED[:1]], ids=["filled", "blank form"])
def test_the_rule_under_part_of_a_header_ends_it_in_every_table_of_a_page(total) -> None:
    first = [*header(100), line(136, *FILLED), line(148, ("229", 79), *FILLED[1:])]
    second = [line(220, ("基金预算支出表", 230)), *header(240), line(276, *total)]
    rules = [
        *(Rule(y, 70, 520) for y in (100, 152, 240, 282)),
        *(Rule(y + 26, 70, 146) for y in (100, 240)),
    ]
    found = regions(sorted(rules), [*first, *second])
    assert [[band.bottom for band in region.bands] for region in found] == [
        [126, 152],
        [266, 282],
    ]
