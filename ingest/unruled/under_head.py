"""Tables with rules around their header only: the rows under it stand in the columns that it rules.

Takes pages with the grids that their rules show, gives the grids of every page, those of a bare header
with the rows below it and with those at the top of the next page. Knows nothing of other unruled tables.

    ┌──────┬──────┐
    │ 科目 │ 合计 │          a grid of one row   ->   a grid of three rows
    └──────┴──────┘
      行政运行  12.50
      住房公积金 3.20
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.ruled.glyphs import Glyph
from ingest.ruled.rules import Grid, GridCell, owners
from ingest.ruled.strokes import Rules
from ingest.structure.header import is_index_row
from ingest.unruled.body_rows import Rows, rows_of
from ingest.unruled.following import leading_band
from ingest.unruled.line_kinds import ends_rows
from ingest.unruled.regions import Band, Region, with_close_lines
from ingest.unruled.runs import RunLine, run_lines

__all__ = ["Ruled", "with_rows_below"]

DEEPEST = 5
"""A header has at most this many rows."""

FARTHEST = 4.0
"""Rows are at most this many character sizes apart."""

OVER = 1.0
"""A text reaches at most this far over the edge of its column, in points."""

DOUBT = "表体没有横线，各行是按文字的行距分开的，折行的归属可能有误"


class Ruled(NamedTuple):
    """A page: its characters, its rules and the grids that they form."""

    glyphs: Sequence[Glyph]
    rules: Rules
    grids: Sequence[Grid]
    height: float


def with_rows_below(pages: Sequence[Ruled]) -> list[list[Grid]]:
    """The grids of every page, each bare header with its rows."""
    found: list[list[Grid]] = []
    open_table: Grid | None = None
    before: list[RunLine] = []
    for page in pages:
        grids = list(page.grids)
        heads = [i for i, grid in enumerate(grids) if _is_bare_head(page, grid)]
        if not heads and open_table is None:
            found.append(grids)
            continue
        lines = run_lines(_free(page))
        if open_table is not None and (rest := _rest(page, open_table, lines, before)):
            grids.append(rest)
        open_table = None
        for index in heads:
            grids[index] = _extended(page, grids[index], lines)
            if grids[index] is not page.grids[index] and _is_last(page, grids[index], lines):
                open_table = grids[index]
        found.append(grids)
        before = lines
    return found


def _is_bare_head(page: Ruled, grid: Grid) -> bool:
    """Labels in three columns or more and no figures, and no other grid goes on right below."""
    if len(grid.ys) - 1 > DEEPEST or len(grid.xs) < 4:
        return False
    lines = run_lines(g for g in page.glyphs if grid.cell_at(g.x, g.y) >= 0)
    if any(line.has_figure and not _is_index(line) for line in lines):
        return False
    filled = {
        bisect_right(grid.xs, run.x) - 1 for line in lines for run in line.runs if run.text.strip()
    }
    return len(filled) > 0.6 * (len(grid.xs) - 1)


def _is_index(line: RunLine) -> bool:
    return is_index_row([run.text for run in line.runs])


def _free(page: Ruled) -> list[Glyph]:
    """The characters in no grid."""
    return [g for g in page.glyphs if all(grid.cell_at(g.x, g.y) < 0 for grid in page.grids)]


def _extended(page: Ruled, grid: Grid, lines: Sequence[RunLine]) -> Grid:
    """The grid with the rows under it; the same one where none stand in its columns."""
    floor = min((g.ys[0] for g in page.grids if g.ys[0] > grid.ys[-1]), default=page.height)
    rows: list[RunLine] = []
    last = grid.ys[-1]
    for line in lines:
        if line.baseline < grid.ys[-1]:
            continue
        far = line.baseline - last > FARTHEST * line.size
        if far or line.baseline > floor or ends_rows(line) or not _fits(line, grid.xs):
            break
        rows.append(line)
        last = line.baseline
    rows = with_close_lines(rows)
    figures = [line for line in rows if line.has_figure and len(line.runs) > 1]
    if not figures or 2 * len(figures) < sum(len(line.runs) > 1 for line in rows):
        return grid
    return _with(grid, _rows_of(page, grid, rows))


def _rows_of(page: Ruled, grid: Grid, lines: Sequence[RunLine]) -> Rows:
    """The rows that the lines form, parted where rules run across."""
    last = lines[-1]
    end = last.baseline + 0.4 * last.size
    across = [
        rule.at
        for rule in page.rules.horizontal
        if grid.ys[-1] + 1 < rule.at < end + 1.5 * last.size
        and rule.start < grid.xs[0] + 6
        and rule.end > grid.xs[-1] - 6
    ]
    edges = [grid.ys[-1], *across]
    if not across or across[-1] < last.baseline:
        edges.append(end)
    bands = [
        Band(top, bottom, tuple(x for x in lines if top < x.baseline <= bottom), "rows")
        for top, bottom in pairwise(edges)
    ]
    kept = tuple(band for band in bands if band.lines)
    return rows_of(Region(grid.xs[0], grid.xs[-1], kept, (), sure=True), headless=True)


def _with(grid: Grid, rows: Rows) -> Grid:
    edges = [rows.rows[0].top, *(row.bottom for row in rows.rows)]
    above = list(grid.ys[:-1]) if abs(edges[0] - grid.ys[-1]) < 1 else list(grid.ys)
    ys = (*above, *edges)
    width, first = len(grid.xs) - 1, len(ys) - 1 - len(rows.rows)
    cells = [*grid.cells] if above else []
    cells += (GridCell(row, col, 1, 1) for row in range(first, len(ys) - 1) for col in range(width))
    doubts = (*grid.doubts, DOUBT) if rows.doubtful else grid.doubts
    owner = owners(cells, len(ys) - 1, width)
    return grid._replace(ys=ys, cells=tuple(cells), owner=owner, cut_below=False, doubts=doubts)


def _rest(
    page: Ruled, table: Grid, lines: Sequence[RunLine], before: Sequence[RunLine]
) -> Grid | None:
    """The rows at the top of a page that go on with a table of the page before."""
    across = [r for r in page.rules.horizontal if all(_outside(r.at, g) for g in page.grids)]
    every = [True] * (len(table.xs) - 1)
    band = leading_band(lines, before, across, table.xs, every)
    if band is None or any(grid.ys[0] < band.bottom for grid in page.grids):
        return None
    region = Region(table.xs[0], table.xs[-1], (band,), (), sure=True)
    bare = Grid(table.xs, (band.top,), (), ())
    return _with(bare, rows_of(region, headless=True))


def _outside(y: float, grid: Grid) -> bool:
    return not grid.ys[0] - 1 <= y <= grid.ys[-1] + 1


def _is_last(page: Ruled, grid: Grid, lines: Sequence[RunLine]) -> bool:
    """Nothing but the foot of the page stands below."""
    low = 0.88 * page.height
    return not any(grid.ys[-1] < line.baseline < low for line in lines) and all(
        other.ys[0] <= grid.ys[-1] for other in page.grids
    )


def _fits(line: RunLine, cuts: Sequence[float]) -> bool:
    """Every text stands in one column."""
    return all(
        any(left - OVER <= run.x0 and run.x1 <= right + OVER for left, right in pairwise(cuts))
        for run in line.runs
    )
