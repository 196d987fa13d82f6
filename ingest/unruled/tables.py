"""Pages with rules across only become grids: the recipe for tables without rules between columns.

Takes pages with the grids that their rules show, gives for every page the grids of its other
tables. What goes on from page to page is measured together, so that all its parts get the same
columns. Knows nothing of what the words mean.

    page 6  rules across, 34 rows, header 收入 | 支出 over 项目 | 预算数      ┐ one chain, five cuts
    page 7  one more row between two rules                               ┘
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.ruled.glyphs import Glyph
from ingest.ruled.rules import Grid, GridCell, owners
from ingest.ruled.strokes import Rule, Rules
from ingest.unruled.body_rows import Rows, rows_of
from ingest.unruled.columns import Columns, columns_of
from ingest.unruled.head_blocks import Block, blocks_of, leaves_of
from ingest.unruled.head_cells import head_cells
from ingest.unruled.regions import WIDE, Region, regions
from ingest.unruled.runs import Run, RunLine, run_lines

__all__ = ["Sheet", "unruled_grids"]

MARGIN = 0.12
"""Running heads and page numbers stand in this part of the page at either end."""

SAME_FRAME = 4.0

REST = 0.6
"""The rest of a cut row fills at most this part of the columns; a header fills nearly all."""


class Sheet(NamedTuple):
    """A page: its characters, its rules, the grids they form, how high it is."""

    glyphs: Sequence[Glyph]
    rules: Rules
    grids: Sequence[Grid]
    height: float


class _Part(NamedTuple):
    """A region on its page, with its rows and the texts of its header."""

    page: int
    region: Region
    rows: Rows
    blocks: list[Block]
    leaves: list[Block]
    first: bool
    last: bool


def unruled_grids(sheets: Sequence[Sheet]) -> list[list[Grid]]:
    """The grids of unruled tables, page by page."""
    grids: list[list[Grid]] = [[] for _ in sheets]
    chain: list[_Part] = []
    for page, sheet in enumerate(sheets):
        for part in _parts(page, sheet):
            if chain and not _goes_on(chain[-1], part):
                _close(chain, grids)
                chain = []
            if chain:
                part = _as_rest(chain[-1], part)
            if part.region.sure or chain:
                chain.append(part)
    _close(chain, grids)
    return grids


def _parts(page: int, sheet: Sheet) -> list[_Part]:
    """The regions of one page that have rows."""
    alone = [rule for rule in sheet.rules.horizontal if not _in_grid(rule, sheet.grids)]
    if not any(rule.end - rule.start > WIDE for rule in alone):
        return []
    free = [g for g in sheet.glyphs if not any(_holds(grid, g) for grid in sheet.grids)]
    lines = run_lines(free)
    found = regions(alone, lines)
    parts = []
    for index, region in enumerate(found):
        rows = rows_of(region)
        inner = [rule for rule in alone if region.top + 1 < rule.at < rows.head_bottom - 1]
        blocks = blocks_of(rows.head, inner)
        first = index == 0 and not _above(lines, region, sheet)
        last = index == len(found) - 1 and not _below(lines, region, sheet)
        parts.append(_Part(page, region, rows, blocks, leaves_of(blocks, inner), first, last))
    return parts


def _in_grid(rule: Rule, grids: Sequence[Grid]) -> bool:
    return any(
        grid.ys[0] - 1 <= rule.at <= grid.ys[-1] + 1
        and rule.start < grid.xs[-1]
        and grid.xs[0] < rule.end
        for grid in grids
    )


def _holds(grid: Grid, glyph: Glyph) -> bool:
    return grid.xs[0] <= glyph.x < grid.xs[-1] and grid.ys[0] <= glyph.y < grid.ys[-1]


def _above(lines: Sequence[RunLine], region: Region, sheet: Sheet) -> bool:
    """Something stands above that is no running head."""
    return any(MARGIN * sheet.height < line.top < region.top - line.size for line in lines) or any(
        grid.ys[0] < region.top for grid in sheet.grids
    )


def _below(lines: Sequence[RunLine], region: Region, sheet: Sheet) -> bool:
    low = (1 - MARGIN) * sheet.height
    return any(region.bottom < line.top < low for line in lines) or any(
        grid.ys[0] > region.bottom for grid in sheet.grids
    )


def _goes_on(before: _Part, part: _Part) -> bool:
    """The part may be the rest of a table on the page before."""
    same = _same_head(before, part)
    return (
        part.page == before.page + 1
        and before.last
        and (part.first or same)
        and abs(part.region.left - before.region.left) < SAME_FRAME
        and abs(part.region.right - before.region.right) < SAME_FRAME
        and (same or len(part.leaves) <= REST * len(before.leaves))
    )


def _as_rest(before: _Part, part: _Part) -> _Part:
    """The part without a header of its own, unless it repeats that of the part before."""
    if not part.rows.head or _same_head(before, part):
        return part
    return part._replace(rows=rows_of(part.region, headless=True), blocks=[], leaves=before.leaves)


def _same_head(before: _Part, part: _Part) -> bool:
    return bool(part.blocks) and [b.text for b in part.blocks] == [b.text for b in before.blocks]


def _close(chain: list[_Part], grids: list[list[Grid]]) -> None:
    """Measure what belongs together, and give every part its grid."""
    if not chain:
        return
    columns = _measured(chain)
    if columns is None:
        return
    for part in chain:
        grids[part.page].append(_grid(part, columns))


def _measured(chain: Sequence[_Part]) -> Columns | None:
    first = chain[0]
    rows = [_runs(row.lines) for part in chain for row in part.rows.rows]
    ends = {x for part in chain for rule in part.region.partial for x in (rule.start, rule.end)}
    inner = sorted(x for x in ends if first.region.left + 6 < x < first.region.right - 6)
    return columns_of(first.leaves, rows, (first.region.left, first.region.right), inner)


def _runs(lines: Sequence[RunLine]) -> list[Run]:
    return [run for line in lines for run in line.runs]


def _grid(part: _Part, columns: Columns) -> Grid:
    """The grid of one part over the cuts."""
    cuts = columns.cuts
    inner = [Rule(y, *cuts[:: len(cuts) - 1]) for y in _full(part)] + list(part.region.partial)
    head = (
        head_cells(part.blocks, inner, cuts, part.region.top, part.rows.head_bottom)
        if part.rows.head
        else []
    )
    edges = {round(y, 2) for cell in head for y in (cell.top, cell.bottom)}
    edges |= {round(y, 2) for row in part.rows.rows for y in (row.top, row.bottom)}
    ys = sorted(edges)
    at = {y: index for index, y in enumerate(ys)}
    cells = [
        GridCell(
            at[round(c.top, 2)],
            c.first,
            at[round(c.bottom, 2)] - at[round(c.top, 2)],
            c.last - c.first,
        )
        for c in head
    ]
    for row in part.rows.rows:
        top, bottom = at[round(row.top, 2)], at[round(row.bottom, 2)]
        cells += (GridCell(top, a, bottom - top, b - a) for a, b in _spans(row.lines, cuts))
    cells.sort()
    return Grid(
        cuts,
        tuple(ys),
        tuple(cells),
        owners(cells, len(ys) - 1, len(cuts) - 1),
        cut_below=part.region.loose,
        doubts=columns.doubts + ((_ROWS,) if part.rows.doubtful else ()),
    )


_ROWS = "没有横线的各行是按文字的行距分开的，折行的归属可能有误"


def _full(part: _Part) -> list[float]:
    return [band.top for band in part.region.bands]


def _spans(lines: Sequence[RunLine], cuts: Sequence[float]) -> list[tuple[int, int]]:
    """The columns of the cells in one row: a text that runs over a cut is a merged cell."""
    crossed = {
        index
        for index, x in enumerate(cuts[1:-1], 1)
        for line in lines
        for run in line.runs
        if run.x0 + 2 < x < run.x1 - 2 and not run.figure
    }
    spans, start = [], 0
    for index in range(1, len(cuts)):
        if index not in crossed:
            spans.append((start, index))
            start = index
    return spans
