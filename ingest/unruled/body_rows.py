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

from ingest.ruled.strokes import Rule
from ingest.structure.header import is_index_row
from ingest.unruled.line_kinds import segments
from ingest.unruled.merged_rows import merged_rows
from ingest.unruled.regions import Band, Region
from ingest.unruled.runs import RunLine
from ingest.unruled.wrapped_lines import BEGINNING, wrapped_lines

__all__ = ["Row", "Rows", "leading_of", "pitch_of", "rows_of"]

CLOSER = 0.6
"""A line this much closer, in points, than rows of figures are to each other is part of a row."""

LONG = 8
"""A label of so many characters that reaches the end of its column may go on in the next line."""

_TOTAL = re.compile(r"合计|总计|小计")


class Row(NamedTuple):
    """A printed row, from its upper to its lower edge.

    `under` are the rules below it where they part only some columns: the others go on.
    """

    top: float
    bottom: float
    lines: tuple[RunLine, ...]
    under: tuple[Rule, ...] = ()


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
    parted = [merged_rows(band, region.partial) for band in body]
    single = _ruled_by_row([band for band, rows in zip(body, parted, strict=True) if not rows])
    for band, merged in zip(body, parted, strict=True):
        if merged:
            rows += [Row(*row) for row in merged]
            continue
        doubtful |= merged is None
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
        begins = _is_data if head else _has_data
        first = next((i for i, line in enumerate(bands[0].lines) if begins(line)), None)
        if first is None and not head and _ends_in_total(bands[0].lines):
            first = len(bands[0].lines) - 1
        if first is not None:
            if not head and first > 0 and any(len(segments(x)) > 1 for x in bands[0].lines[:first]):
                upper, lower = _cut(bands[0], first)
                return [upper], [lower, *bands[1:]]
            break
        if head and _width(bands[0]) <= _width(head[-1]):
            break
        head.append(bands.pop(0))
    return head, bands


def _has_data(line: RunLine) -> bool:
    return line.has_figure and not is_index_row([run.text for run in line.runs])


def _is_data(line: RunLine) -> bool:
    """Figures, or a total alone: '合计' is also a header, but not on a line of its own."""
    texts = [run.text for run in line.runs]
    return _has_data(line) or (len(texts) < 3 and bool(_TOTAL.fullmatch("".join(texts))))


def _ends_in_total(lines: Sequence[RunLine]) -> bool:
    """A blank form without a rule under its header: '合计' alone, left of the labels above it."""
    if len(lines) < 2 or len(lines[-1].runs) != 1 or not _TOTAL.fullmatch(lines[-1].runs[0].text):
        return False
    return lines[-1].runs[0].x1 <= lines[-2].runs[0].x0 and len(segments(lines[-2])) > 2


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
    """Lines closer to each other than rows are form one row; never two lines of figures.

    Where none are closer, labels on two lines cannot be told from rows without figures.
    """
    if not lines:
        return [], False
    pitch = _pitch(lines)
    groups: list[list[RunLine]] = [[lines[0]]]
    guessed = False
    wrapped = wrapped_lines(lines)
    for index in range(1, len(lines)):
        line, before = lines[index], lines[index - 1]
        if index in wrapped:
            groups[-1].append(line)
            continue
        gap = line.baseline - before.baseline
        after = lines[index + 1].baseline - line.baseline if index + 1 < len(lines) else pitch
        full = any(other.has_figure for other in groups[-1])
        new = any(_both_begin(other, line) for other in groups[-1])
        nearer_below = full and after < gap - 1 and after < pitch - CLOSER
        if new or nearer_below or (line.has_figure and full):
            groups.append([line])
        elif gap < pitch - CLOSER:
            groups[-1].append(line)
        else:
            guessed |= not (line.has_figure and before.has_figure) and _fills(before, lines)
            groups.append([line])
    return groups, guessed and len(groups) == len(lines)


def _both_begin(high: RunLine, low: RunLine) -> bool:
    """Both lines begin, at one place or around one middle, as rows do: with a number, a code, or the name of a total."""
    one, two = high.runs[0], low.runs[0]
    return (
        min(abs(one.x0 - two.x0), abs(one.x - two.x)) < 2
        and BEGINNING.match(one.text) is not None
        and BEGINNING.match(two.text) is not None
    )


def _fills(line: RunLine, lines: Sequence[RunLine]) -> bool:
    """The first text of a line is as wide as its column: it may go on in the next line."""
    label = next((run for run in line.runs if not run.figure), None)
    if label is None or len(label.text) < LONG:
        return False
    column = [
        r.x1 for x in lines for r in x.runs if not r.figure and r.x0 < label.x1 and label.x0 < r.x1
    ]
    return label.x1 > max(column) - 1.1 * line.size and len(column) > 1


def _pitch(lines: Sequence[RunLine]) -> float:
    """How far rows stand from each other: the closest that two lines of figures come, if any do."""
    both = [
        low.baseline - high.baseline
        for high, low in pairwise(lines)
        if high.has_figure and low.has_figure
    ]
    both += [
        low.baseline - high.baseline for high, low in pairwise(lines) if _both_begin(high, low)
    ]
    if both:
        return min(both)
    return 1.9 * max(line.size for line in lines)


def leading_of(rows: Sequence[Row]) -> float | None:
    """How far the lines of one cell are apart, where a label takes several."""
    gaps = [
        low.baseline - high.baseline
        for row in rows
        for index, high in enumerate(row.lines)
        for low in row.lines[index + 1 :]
        if not low.has_figure or not high.has_figure
        if any(
            one.x0 < two.x1 and two.x0 < one.x1 and not one.figure and not two.figure
            for one in high.runs
            for two in low.runs
        )
    ]
    return min(gaps, default=None)


def pitch_of(rows: Sequence[Row]) -> float | None:
    """How close rows of one line come to each other, on their baselines."""
    flat = [row.lines[0].baseline if len(row.lines) == 1 else None for row in rows]
    gaps = [low - high for high, low in pairwise(flat) if high is not None and low is not None]
    return min((gap for gap in gaps if gap > 0), default=None)
