"""Rows that no rule separates: a ruled row with several printed rows of figures is cut into them.

Takes a grid and the lines in its cells, gives the grid with more rows, or the same one. Knows
nothing of pages. Without this, two figures under each other in one cell would become one number.

    │ 行政运行 │ 1,211 │        ->   │ 行政运行 │ 1,211 │
    │ 机构运行 │   629 │             ├──────────┼───────┤
                                     │ 机构运行 │   629 │
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from ingest.amount import is_dash, number
from ingest.ruled.glyphs import TextLine
from ingest.ruled.rules import Grid, GridCell, owners
from ingest.unruled.body_rows import rows_of
from ingest.unruled.regions import Band, Region
from ingest.unruled.runs import Run, RunLine, is_figure

__all__ = ["several_figures", "split_rows"]

_BESIDE = re.compile(r"(?:^|\s)-?\d[\d,]*(?:\.\d+)?\s+-?\d[\d,]*(?:\.\d+)?(?:\s|$)")

Lines = Sequence[Sequence[TextLine]]

NEAR = 0.5
"""Lines of one row differ in baseline by less than this part of their size."""

ASCENT = 0.9
"""A row begins this far above the baseline of its figures, in character sizes."""


def split_rows(grid: Grid, lines: Lines) -> Grid:
    """The grid with a row for every printed row of figures; the same grid where rules show them."""
    rows: dict[int, list[tuple[GridCell, Sequence[TextLine]]]] = {}
    for cell, printed in zip(grid.cells, lines, strict=True):
        if cell.row_span == 1 and len(printed) > 1:
            rows.setdefault(cell.row, []).append((cell, printed))
    cuts = [y for members in rows.values() for y in _cuts(grid, members)]
    if not cuts:
        return grid
    ys = tuple(sorted({*grid.ys, *cuts}))
    split = {bisect_left(grid.ys, y) - 1 for y in cuts}
    cells: list[GridCell] = []
    for cell in grid.cells:
        first = bisect_left(ys, grid.ys[cell.row])
        last = bisect_left(ys, grid.ys[cell.row + cell.row_span])
        if cell.row_span == 1 and cell.row in split:
            cells += (GridCell(row, cell.col, 1, cell.col_span) for row in range(first, last))
        else:
            cells.append(GridCell(first, cell.col, last - first, cell.col_span))
    cells.sort()
    height, width = len(ys) - 1, len(grid.xs) - 1
    owner = owners(cells, height, width)
    return grid._replace(ys=ys, cells=tuple(cells), owner=owner, odd=frozenset())


def _cuts(grid: Grid, members: Sequence[tuple[GridCell, Sequence[TextLine]]]) -> list[float]:
    """Where a ruled row is to be cut, from its cells of several lines.

    Nowhere unless it certainly holds several rows.
    """
    figures = [printed for _, printed in members if all(map(_is_figure, printed))]
    if not figures or len(members) < 2:
        return []
    narrow = any(_fills(grid, cell, line) for cell, printed in members for line in printed[:-1])
    if any(several_figures(printed) for printed in figures) or (len(figures) > 1 and not narrow):
        rows = _one_a_row(figures)
        edges = _between_rows(grid, members)
        by_figures = [line.baseline - ASCENT * line.size for line in rows[1:]]
        return edges if len(edges) >= len(by_figures) else by_figures
    return []


def _between_rows(
    grid: Grid, members: Sequence[tuple[GridCell, Sequence[TextLine]]]
) -> list[float]:
    """The edges between rows, labels without figures too; none where they had to be guessed."""
    left, top, right, bottom = grid.rectangle(members[0][0])
    runs = [
        (line, Run(line.text, line.left, line.right, is_figure(line.text)))
        for _, printed in members
        for line in printed
    ]
    runs.sort(key=lambda pair: (pair[0].baseline, pair[0].left))
    lines: list[RunLine] = []
    for line, run in runs:
        if lines and line.baseline - lines[-1].baseline <= 0.2 * line.size:
            lines[-1] = lines[-1]._replace(runs=(*lines[-1].runs, run))
        else:
            lines.append(RunLine(line.baseline, line.top, line.size, (run,)))
    band = Band(top, bottom, tuple(lines), "rows")
    found = rows_of(Region(left, right, (band,), (), sure=True), headless=True)
    return [] if found.doubtful else [row.top for row in found.rows[1:]]


def several_figures(printed: Sequence[TextLine]) -> bool:
    """Several numbers are printed, beside or under each other, that are no broken number.

    4200 over 0 may be a broken 42000; 1,211 over 629, or 1,211 beside 629, are two numbers.
    """
    if len(printed) == 1 and len(printed[0].text.split()) == 1:
        return False
    if any(_BESIDE.search(line.text) for line in printed):
        return True
    figures = [line.text for line in printed if number(line.text) is not None]
    return len(figures) > 1 and number("".join(figures)) is None


def _is_figure(line: TextLine) -> bool:
    return number(line.text) is not None or is_dash(line.text)


def _one_a_row(figures: Lines) -> list[TextLine]:
    """One line for every printed row, from the columns of figures together."""
    rows: list[TextLine] = []
    for line in sorted(
        (line for printed in figures for line in printed), key=attrgetter("baseline")
    ):
        if not rows or line.baseline - rows[-1].baseline > NEAR * line.size:
            rows.append(line)
    return rows


def _fills(grid: Grid, cell: GridCell, line: TextLine) -> bool:
    x0, _, x1, _ = grid.rectangle(cell)
    return line.width > x1 - x0 - 1.5 * line.size
