"""A band with rules under some of its columns becomes rows; its other columns are merged over them.

Takes a band of the body and the rules that run over a part of the table, gives the rows with the
rules under each. Rules that part no rows (an underline, the stroke above a sum) give none. Knows
nothing of what the words mean.

    道路清扫   2,680.0 | 产出指标  清扫面积    ≥486万平方米
                      ├──────────────────────────────────     rules of three columns
                      | 产出指标  机械化率    ≥82%            two rows, one name over both
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ingest.ruled.strokes import Rule
from ingest.unruled.regions import CLOSE, Band
from ingest.unruled.runs import Run, RunLine

__all__ = ["MergedRow", "merged_rows"]

SAME_LINE = 1.0
"""Texts of one row stand on one baseline, up to this many points."""


class MergedRow(NamedTuple):
    """As `Row`: the edges of a row, its lines, the rules that part it from the next."""

    top: float
    bottom: float
    lines: tuple[RunLine, ...]
    under: tuple[Rule, ...] = ()


def merged_rows(band: Band, partial: Sequence[Rule]) -> list[MergedRow] | None:
    """The rows of a band; none without rules inside it, None where they do not part rows surely."""
    inside = sorted(rule for rule in partial if band.top + 2 < rule.at < band.bottom - 2)
    cuts = [tuple(rules) for _, rules in groupby(inside, lambda rule: round(rule.at, 1))]
    if not cuts:
        return []
    edges = [band.top, *(rules[0].at for rules in cuts), band.bottom]
    rows = [
        MergedRow(top, bottom, _between(band, top, bottom), under)
        for (top, bottom), under in zip(pairwise(edges), [*cuts, ()], strict=True)
    ]
    whole = all(_parts(high.under, high, low) for high, low in pairwise(rows))
    return rows if whole and not any(_torn(rows, column) for column in _open(rows)) else None


def _between(band: Band, top: float, bottom: float) -> tuple[RunLine, ...]:
    return tuple(x for x in band.lines if top < x.baseline - 0.35 * x.size < bottom)


def _parts(rules: Sequence[Rule], high: MergedRow, low: MergedRow) -> bool:
    """Several texts stand right above the rules, and right below them."""
    return all(sum(_over(rules, run) for run in _runs(row)) > 1 for row in (high, low))


def _over(rules: Sequence[Rule], run: Run) -> bool:
    return any(rule.start - 1 < run.x and run.x < rule.end + 1 for rule in rules)


def _runs(row: MergedRow) -> Iterator[Run]:
    return (run for line in row.lines for run in line.runs)


Printed = list[tuple[int, RunLine, Run]]


def _open(rows: Sequence[MergedRow]) -> Iterator[Printed]:
    """The texts of rows that no rule parts at their place, under each other."""
    for index, row in enumerate(rows[:-1]):
        for run in _runs(row):
            if _over(row.under, run):
                continue
            column: Printed = []
            for below in range(index, len(rows)):
                column += [
                    (below, line, other)
                    for line in rows[below].lines
                    for other in line.runs
                    if other.x0 < run.x1 and run.x0 < other.x1
                ]
                if _over(rows[below].under, run):
                    break
            yield column


def _torn(rows: Sequence[MergedRow], column: Printed) -> bool:
    """The texts are not one: two figures, lines far apart, or each in line with a row of its own."""
    if sum(run.figure for _, _, run in column) > 1:
        return True
    if any(b.baseline - a.baseline > CLOSE * a.size for (_, a, _), (_, b, _) in pairwise(column)):
        return True
    in_line = {row for row, line, run in column if _in_line(rows[row], line, run)}
    return len(in_line) > 1


def _in_line(row: MergedRow, line: RunLine, run: Run) -> bool:
    """Other texts of the row stand on the baseline of this one."""
    return any(
        other is not run and abs(beside.baseline - line.baseline) < SAME_LINE
        for beside in row.lines
        for other in beside.runs
        if other.x0 > run.x1 or other.x1 < run.x0
    )
