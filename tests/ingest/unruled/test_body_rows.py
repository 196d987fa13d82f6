"""What of a table without rules under its rows is header and what is a row."""

from __future__ import annotations

from ingest.unruled.body_rows import rows_of
from ingest.unruled.regions import Band, Region
from ingest.unruled.runs import Run, RunLine


def line(baseline: float, *texts: tuple[str, float]) -> RunLine:
    runs = tuple(Run(text, x, x + 9.0 * len(text), False) for text, x in texts)
    return RunLine(baseline, baseline - 7.2, 9.0, runs)


def test_the_total_alone_at_the_left_is_the_row_of_a_blank_form_without_a_rule_under_its_header():
    upper = line(111, ("项目", 183), ("本年支出", 399))
    names = line(125, ("科目编码", 117), ("科目名称", 251), ("合计", 325), ("基本支出", 381))
    for x, rows in ((77, 1), (325, 0)):
        band = Band(100, 145, (upper, names, line(139, ("合计", x))), "rows")
        found = rows_of(Region(74, 522, (band,), (), True))
        assert (len(found.head), len(found.rows)) == (3 - rows, rows)
