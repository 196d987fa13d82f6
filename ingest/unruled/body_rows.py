"""The bands of an unruled table become its header lines and its printed rows.

Takes the bands of a region, gives the lines of the header and the rows under it, each with the
lines printed in it. A band of a table with a rule under every row is a row; a band with many rows
is cut between the lines that print figures; lines without figures go with the row they are close
to, or are rows of their own. Knows nothing of columns.

    基本支出                    12.50
    机关事业单位基本养老保险
    缴费支出                     3.20      three rows, the second label on two lines
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.structure.header import is_index_row
from ingest.unruled.regions import Band, Region, segments
from ingest.unruled.runs import RunLine

__all__ = ["Rows", "rows_of"]

CLOSE = 0.88
"""A line this much closer to its neighbour than rows of figures are to each other is part of it."""

_TOTAL = re.compile(r"合计|总计|小计")


class Row(NamedTuple):
    """A printed row, from its upper to its lower edge."""

    top: float
    bottom: float
    lines: tuple[RunLine, ...]


class Rows(NamedTuple):
    """`head` are the lines of the header, `head_bottom` where it ends; `doubtful` says that which
    lines belong to one row had to be guessed."""

    head: tuple[RunLine, ...]
    head_bottom: float
    rows: tuple[Row, ...]
    doubtful: bool


def rows_of(region: Region, headless: bool = False) -> Rows:
    """Header lines and rows of one region; a part of a table may have no header."""
    head, body = ([], list(region.bands)) if headless else _parted(region)
    lines = tuple(line for band in head for line in band.lines)
    rows: list[Row] = []
    doubtful = False
    single = _ruled_by_row(body)
    for band in body:
        if single and not _stacked(band):
            rows.append(Row(*band[:3]))
            continue
        found, guessed = _rows_in(band)
        rows += found
        doubtful |= guessed
    return Rows(lines, head[-1].bottom if head else region.top, tuple(rows), doubtful)


def _parted(region: Region) -> tuple[list[Band], list[Band]]:
    """The bands of the header and those of the body."""
    head: list[Band] = []
    bands = list(region.bands)
    while len(bands) > 1 or (bands and not head):
        first = next((i for i, line in enumerate(bands[0].lines) if _is_data(line)), None)
        if first is not None:
            if not head and first > 0 and any(len(segments(x)) > 1 for x in bands[0].lines[:first]):
                upper, lower = _cut(bands[0], first)
                return [upper], [lower, *bands[1:]]
            break
        if head and _width(bands[0]) <= _width(head[-1]):
            break
        head.append(bands.pop(0))
    return head, bands


def _is_data(line: RunLine) -> bool:
    texts = [run.text for run in line.runs]
    if is_index_row(texts):
        return False
    return line.has_figure or (len(texts) < 3 and bool(_TOTAL.fullmatch("".join(texts))))


def _width(band: Band) -> int:
    """How many texts stand beside each other."""
    if any(is_index_row([run.text for run in line.runs]) for line in band.lines):
        return 99
    return max((len(segments(line)) for line in band.lines), default=0)


def _cut(band: Band, index: int) -> tuple[Band, Band]:
    """The band above and below the gap before a line."""
    y = _between(band.lines[index - 1], band.lines[index])
    return (
        Band(band.top, y, band.lines[:index], "rows"),
        Band(y, band.bottom, band.lines[index:], "rows"),
    )


def _between(upper: RunLine, lower: RunLine) -> float:
    return (upper.baseline + 0.2 * upper.size + lower.baseline - 0.75 * lower.size) / 2


def _ruled_by_row(body: Sequence[Band]) -> bool:
    """Most bands hold one row of figures."""
    return len(body) >= 2 and 3 * sum(map(_stacked, body)) <= len(body)


def _stacked(band: Band) -> bool:
    """Two whole figures stand under each other."""
    figures = [(line.baseline, run) for line in band.lines for run in line.runs if run.figure]
    return any(
        one.x0 < two.x1 and two.x0 < one.x1 and low > high and not _broken(one.text, two.text)
        for high, one in figures
        for low, two in figures
    )


def _broken(upper: str, lower: str) -> bool:
    """49,06 over 7 may be 49,067: too short for its separators, or cut behind them."""
    return re.fullmatch(r"-?\d{1,3}(?:,\d{3})*(?:,\d{0,2}|\.\d?)", upper) is not None or (
        upper.isdigit() and len(upper) >= 4 and lower.isdigit() and len(lower) < 3
    )


def _rows_in(band: Band) -> tuple[list[Row], bool]:
    """The rows of a band without rules between them."""
    groups, guessed = _grouped(list(band.lines))
    edges = [band.top, *(_between(a[-1], b[0]) for a, b in pairwise(groups)), band.bottom]
    return [
        Row(top, bottom, tuple(group))
        for group, (top, bottom) in zip(groups, pairwise(edges), strict=True)
    ], guessed


def _grouped(lines: list[RunLine]) -> tuple[list[list[RunLine]], bool]:
    """Lines closer to each other than rows are form one row; never two lines of figures."""
    if not lines:
        return [], False
    pitch = _pitch(lines)
    groups: list[list[RunLine]] = [[lines[0]]]
    guessed = False
    for index in range(1, len(lines)):
        line, before = lines[index], lines[index - 1]
        gap = line.baseline - before.baseline
        if line.has_figure and any(other.has_figure for other in groups[-1]):
            groups.append([line])
        elif gap < CLOSE * pitch:
            groups[-1].append(line)
        else:
            groups.append([line])
        guessed |= CLOSE * pitch * 0.97 < gap < CLOSE * pitch * 1.03
    return groups, guessed


def _pitch(lines: Sequence[RunLine]) -> float:
    """How far rows stand from each other: the closest that two lines of figures come, if any do."""
    both = [
        low.baseline - high.baseline
        for high, low in pairwise(lines)
        if high.has_figure and low.has_figure
    ]
    if both:
        return min(both)
    return 1.9 * max(line.size for line in lines)
