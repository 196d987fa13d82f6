"""The first rows of a page that belong to a table begun on the page before, under no rule of theirs.

Takes the lines of the page, its rules and the columns found so far, gives the band of those rows.
Lines that the page before prints at the same height are running heads. Knows nothing of chains.

    page 1   ═══ header ─── 40 rows, and the page ends without a rule
    page 2   12 rows ═══      a band from the first of them to the rule
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.ruled.page_numbers import is_page_number
from ingest.ruled.strokes import Rule
from ingest.unruled.line_kinds import ends_rows
from ingest.unruled.regions import Band, with_close_lines
from ingest.unruled.runs import RunLine

__all__ = ["height_key", "leading_band"]

SAME_FRAME = 8.0
FARTHEST = 5.0
"""Rows of one table are at most this many character sizes apart."""


def leading_band(
    lines: Sequence[RunLine],
    before: Sequence[RunLine],
    rules: Sequence[Rule],
    cuts: Sequence[float],
    figures: Sequence[bool],
) -> Band | None:
    """The rows above the first rule, or all of them; None where the page begins with something else.

    `figures[c]` says that column c prints figures. What stands above a running head is no row: a
    title between '预算10表' and '单位：万元'.
    """
    known = {height_key(line) for line in before}
    running = [line for line in lines if height_key(line) in known and not _is_row(line)]
    floor = next((rule.at for rule in sorted(rules) if _spans(rule, cuts)), None)
    heads = max((r.baseline for r in running if floor and r.baseline < floor), default=0.0)
    rest = [line for line in lines if line not in running and line.baseline > heads]
    rows: list[RunLine] = []
    for line in rest:
        if floor is not None and line.baseline > floor:
            break
        far = rows and line.baseline - rows[-1].baseline > FARTHEST * line.size
        if far or ends_rows(line) or not _fits(line, cuts, figures):
            if floor is None and rows:
                break
            return _band(rows, None, cuts)
        rows.append(line)
    return _band(rows, floor, cuts)


def height_key(line: RunLine) -> tuple[str, int]:
    """What a line says, without its numbers, and about where: the same for all running heads."""
    text = "".join(run.text for run in line.runs)
    return re.sub(r"\d+", "", text), round(line.baseline / 3)


def _is_row(line: RunLine) -> bool:
    """Several figures, no page number: rows of two pages may differ in nothing but their figures."""
    text = "".join(run.text for run in line.runs)
    return sum(run.figure for run in line.runs) > 1 and not is_page_number(text)


def _spans(rule: Rule, cuts: Sequence[float]) -> bool:
    return abs(rule.start - cuts[0]) + abs(rule.end - cuts[-1]) < SAME_FRAME


def _fits(line: RunLine, cuts: Sequence[float], figures: Sequence[bool]) -> bool:
    """Every run stands in one column, and figures where the table has figures."""
    for run in line.runs:
        col = next(
            (
                c
                for c in range(len(cuts) - 1)
                if cuts[c] - 1 <= run.x0 and run.x1 <= cuts[c + 1] + 1
            ),
            None,
        )
        if col is None or (run.figure and not figures[col]):
            return False
    return True


def _band(rows: list[RunLine], floor: float | None, cuts: Sequence[float]) -> Band | None:
    """Rows that print figures in several columns, a row cut by the page end above a rule, or the
    lines of a long cell: all in columns behind the first, where no prose begins."""
    inner = all(run.x0 >= cuts[1] - 1 for line in rows for run in line.runs) and not all(
        line.has_figure for line in rows
    )
    if floor is None and not inner:
        rows = with_close_lines(rows)
    if not rows or not (inner or any(line.has_figure and len(line.runs) > 1 for line in rows)):
        return None
    bottom = floor if floor is not None else rows[-1].baseline + 0.4 * rows[-1].size
    return Band(rows[0].top - 0.2 * rows[0].size, bottom, tuple(rows), "rows")
