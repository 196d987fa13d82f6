"""Tables that print no rule and no shading: header and rows under a line that states their unit.

Takes the lines of a page without rules, gives regions of one band. Without '单位：万元' above it and
without several rows of figures nothing is a table here. Knows nothing of columns.

                       单位：万元
    项目      合计    基本支出        a region from this line
    行政运行  12.50      12.50       to the last row
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.ruled.glyphs import Glyph
from ingest.unruled.line_kinds import ends_rows, is_prose, segments, text_of
from ingest.unruled.regions import Band, Region, with_close_lines
from ingest.unruled.runs import RunLine

__all__ = ["bare_regions", "states_units"]

_UNIT = re.compile(r"单位[:：](?:人民币)?[亿万千百]?元$")

FARTHEST = 4.0
"""Rows are at most this many character sizes apart."""

FEWEST = 2
"""A table has at least so many rows with figures in several columns."""


def states_units(glyphs: Sequence[Glyph]) -> bool:
    """The page may print a line that states a unit: told at once, before lines are made."""
    return re.search("单位[:：]", "".join(glyph.char for glyph in glyphs)) is not None


def bare_regions(lines: Sequence[RunLine]) -> Iterator[Region]:
    """The tables of a page, from top to bottom."""
    for index, line in enumerate(lines):
        if _UNIT.search(text_of(line)):
            region = _region(line, lines[index + 1 :])
            if region:
                yield region


def _region(unit: RunLine, below: Sequence[RunLine]) -> Region | None:
    rows: list[RunLine] = []
    last = unit.baseline
    for line in below:
        if line.baseline - last > FARTHEST * line.size or ends_rows(line):
            break
        rows.append(line)
        last = line.baseline
    rows = with_close_lines(rows)
    first = next((i for i, line in enumerate(rows) if line.has_figure), 0)
    figures = sum(line.has_figure and len(segments(line)) > 1 for line in rows)
    wide = max((len(segments(line)) for line in rows[:first]), default=0)
    if wide < 3 or figures < FEWEST:
        return None
    left = min(line.runs[0].x0 for line in rows) - 2
    right = max(line.runs[-1].x1 for line in rows) + 2
    if any(is_prose(line, left, right) for line in rows):
        return None
    top, bottom = rows[0].top - 0.2 * rows[0].size, rows[-1].baseline + 0.4 * rows[-1].size
    return Region(left, right, (Band(top, bottom, tuple(rows), "rows"),), (), sure=True, loose=True)
