"""Pages with rules across only become grids: the recipe for tables without rules between columns.

Takes pages with the grids that their rules show, gives for every page the grids of its other
tables. What goes on from page to page is measured together, so that all its parts get the same
columns. Knows nothing of what the words mean.

    page 6  rules across, 34 rows, header 收入 | 支出 over 项目 | 预算数      ┐ one chain, five cuts
    page 7  one more row between two rules                               ┘
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.ruled.glyphs import Glyph
from ingest.ruled.rules import Grid, GridCell, owners
from ingest.ruled.strokes import Rule, Rules
from ingest.unruled.bare_regions import bare_regions, states_units
from ingest.unruled.body_rows import Row, Rows, leading_of, pitch_of, rows_of
from ingest.unruled.centred import at_centred_edges
from ingest.unruled.columns import Columns, body_stretches, columns_of
from ingest.unruled.following import height_key, leading_band
from ingest.unruled.head_blocks import Around, Block, blocks_of, leaves_of
from ingest.unruled.head_cells import head_cells
from ingest.unruled.line_kinds import is_caption, segments
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
    """A region on its page, with its rows and the rules inside its header.

    `first` and `last` say that nothing but running heads stands above it, or below.
    """

    page: int
    region: Region
    rows: Rows
    inner: list[Rule]
    first: bool
    last: bool

    @property
    def width(self) -> int:
        """How many texts stand beside each other in its header."""
        return max((len(segments(line)) for line in self.rows.head), default=0)


def unruled_grids(sheets: Sequence[Sheet]) -> list[list[Grid]]:
    """The grids of unruled tables, page by page."""
    grids: list[list[Grid]] = [[] for _ in sheets]
    chain: list[_Part] = []
    before: list[RunLine] = []
    for page, sheet in enumerate(sheets):
        parts, lines = _parts(page, sheet, before)
        if chain:
            lines = lines or run_lines(_free(sheet))
            parts = _with_lead(chain, parts, page, sheet, lines, before)
        before = lines
        for part in parts:
            if chain and not _goes_on(chain, part):
                _close(chain, grids)
                chain = []
            if chain:
                part = _as_rest(chain[0], part)
            if part.region.sure or chain:
                chain.append(part)
    _close(chain, grids)
    return grids


def _with_lead(
    chain: Sequence[_Part],
    parts: list[_Part],
    page: int,
    sheet: Sheet,
    lines: Sequence[RunLine],
    before: Sequence[RunLine],
) -> list[_Part]:
    """The parts of a page, with the rows at its top that go on with the table of the page before."""
    last = chain[-1]
    if last.page != page - 1 or not last.last or (parts and parts[0].first):
        return parts
    columns = _measured(chain)
    if columns is None:
        return parts
    rows = [_runs(row.lines) for part in chain for row in part.rows.rows]
    figures = [
        any(run.figure and left <= run.x < right for row in rows for run in row)
        for left, right in pairwise(columns.cuts)
    ]
    band = leading_band(lines, before, _alone(sheet), columns.cuts, figures)
    if band is None:
        return parts
    left, right = last.region.left, last.region.right
    closed = any(abs(rule.at - band.bottom) < 0.1 for rule in _alone(sheet))
    joined = [part for part in parts if abs(part.region.top - band.bottom) < 0.1]
    bands = (band, *(joined[0].region.bands if joined else ()))
    partial = joined[0].region.partial if joined else ()
    region = Region(left, right, bands, partial, False, not closed)
    rest = [part for part in parts if part not in joined]
    ends = not rest and not _below(lines, region, sheet)
    rows_here = rows_of(region, headless=True)
    return [_Part(page, region, rows_here, [], True, ends), *rest]


def _alone(sheet: Sheet) -> list[Rule]:
    """The rules across that belong to no grid; edges of shading where no rule is among them."""
    alone = [rule for rule in sheet.rules.horizontal if not _in_grid(rule, sheet.grids)]
    shaded = sheet.rules.shaded
    if not shaded or sheet.grids:
        return alone
    top, bottom = shaded[0].at - SAME_FRAME, shaded[-1].at + SAME_FRAME
    return alone if any(top < rule.at < bottom for rule in alone) else sorted([*alone, *shaded])


def _free(sheet: Sheet) -> list[Glyph]:
    """The characters in no grid."""
    return [g for g in sheet.glyphs if not any(_holds(grid, g) for grid in sheet.grids)]


def _parts(page: int, sheet: Sheet, before: Sequence[RunLine]) -> tuple[list[_Part], list[RunLine]]:
    """The regions of one page that have rows, and its lines where it has rules across."""
    alone = _alone(sheet)
    ruled = any(rule.end - rule.start > WIDE for rule in alone)
    if not ruled and (sheet.grids or not states_units(sheet.glyphs)):
        return [], []
    lines = run_lines(_free(sheet))
    found = regions(alone, lines) if ruled else list(bare_regions(lines))
    parts = []
    for index, region in enumerate(found):
        rows = rows_of(region)
        inner = [rule for rule in alone if region.top + 1 < rule.at < rows.head_bottom - 1]
        first = index == 0 and not _above(lines, before, region, sheet)
        last = index == len(found) - 1 and not _below(lines, region, sheet)
        parts.append(_Part(page, region, rows, inner, first, last))
    return parts, lines


def _in_grid(rule: Rule, grids: Sequence[Grid]) -> bool:
    return any(
        grid.ys[0] - 1 <= rule.at <= grid.ys[-1] + 1
        and rule.start < grid.xs[-1]
        and grid.xs[0] < rule.end
        for grid in grids
    )


def _holds(grid: Grid, glyph: Glyph) -> bool:
    return grid.xs[0] <= glyph.x < grid.xs[-1] and grid.ys[0] <= glyph.y < grid.ys[-1]


def _above(
    lines: Sequence[RunLine], before: Sequence[RunLine], region: Region, sheet: Sheet
) -> bool:
    """Something stands above that is no running head: near the edge of the page, a new caption."""
    over = [line for line in lines if line.top < region.top - line.size]
    running = {height_key(line) for line in before}
    return (
        any(line.top > MARGIN * sheet.height for line in over)
        or any(is_caption(line) and height_key(line) not in running for line in over)
        or any(grid.ys[0] < region.top for grid in sheet.grids)
    )


def _below(lines: Sequence[RunLine], region: Region, sheet: Sheet) -> bool:
    low = (1 - MARGIN) * sheet.height
    return any(region.bottom < line.top < low for line in lines) or any(
        grid.ys[0] > region.bottom for grid in sheet.grids
    )


def _goes_on(chain: Sequence[_Part], part: _Part) -> bool:
    """The part may be the rest of a table on the page before."""
    before = chain[-1]
    same = _same_head(chain[0], part)
    return (
        part.page == before.page + 1
        and before.last
        and (part.first or same)
        and abs(part.region.left - before.region.left) < SAME_FRAME
        and abs(part.region.right - before.region.right) < SAME_FRAME
        and (same or part.width <= REST * chain[0].width)
    )


def _as_rest(before: _Part, part: _Part) -> _Part:
    """The part without a header of its own, unless it repeats that of the part before."""
    if not part.rows.head or _same_head(before, part):
        return part
    return part._replace(rows=rows_of(part.region, headless=True))


def _same_head(before: _Part, part: _Part) -> bool:
    return bool(part.rows.head) and _texts(part) == _texts(before)


def _texts(part: _Part) -> list[str]:
    """The characters of the header, however its texts are wrapped."""
    return sorted("".join(run.text for line in part.rows.head for run in line.runs))


def _close(chain: list[_Part], grids: list[list[Grid]]) -> None:
    """Measure what belongs together, and give every part its grid."""
    if not chain:
        return
    columns = _measured(chain)
    if columns is None:
        return
    body = _around(chain)
    for part in chain:
        blocks = blocks_of(part.rows.head, part.inner, body)
        leaves = leaves_of(blocks, part.inner, body.stretches)
        grids[part.page].append(_grid(part, blocks, leaves, columns))


def _measured(chain: Sequence[_Part]) -> Columns | None:
    """The columns of all parts together, under the leaves of the first header."""
    first, body = chain[0], _around(chain)
    blocks = blocks_of(first.rows.head, first.inner, body)
    leaves = leaves_of(blocks, first.inner, body.stretches)
    rows = [_runs(row.lines) for part in chain for row in part.rows.rows]
    ends = {x for part in chain for rule in part.region.partial for x in (rule.start, rule.end)}
    inner = sorted(x for x in ends if first.region.left + 6 < x < first.region.right - 6)
    columns = columns_of(leaves, rows, (first.region.left, first.region.right), inner)
    runs = (run for row in rows for run in row)
    return at_centred_edges(columns, leaves, runs) if columns else None


def _around(chain: Sequence[_Part]) -> Around:
    """What the rows say about the header."""
    rows = [row for part in chain for row in part.rows.rows]
    stretches = body_stretches([_runs(row.lines) for row in rows])
    first = chain[0]
    under = [r for r in first.region.partial if abs(r.at - first.rows.head_bottom) < 1]
    return Around(stretches, leading_of(rows), pitch_of(rows), under)


def _runs(lines: Sequence[RunLine]) -> list[Run]:
    return [run for line in lines for run in line.runs]


def _grid(part: _Part, blocks: list[Block], leaves: list[Block], columns: Columns) -> Grid:
    """The grid of one part over the cuts."""
    cuts = columns.cuts
    inner = [Rule(y, *cuts[:: len(cuts) - 1]) for y in _full(part)] + list(part.region.partial)
    head = (
        head_cells(blocks, leaves, inner, cuts, part.region.top, part.rows.head_bottom)
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
    for group in _merged(part.rows.rows):
        cells += _cells(group, at, cuts)
    cells.sort()
    return Grid(
        cuts,
        tuple(ys),
        tuple(cells),
        owners(cells, len(ys) - 1, len(cuts) - 1),
        doubts=columns.doubts
        + ((_ROWS,) if part.rows.doubtful else ())
        + ((_BARE,) if _is_bare(part) else ()),
    )


def _is_bare(part: _Part) -> bool:
    """Header and rows stand in one band that no rule ends."""
    return bool(part.rows.head) and part.region.loose and len(part.region.bands) == 1


def _merged(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows, together where cells are merged over them."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and groups[-1][-1].under:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _cells(
    rows: Sequence[Row], at: Mapping[float, int], cuts: Sequence[float]
) -> Iterator[GridCell]:
    """The cells of a row, or of several with rules between some of their columns only."""
    open_tops: dict[tuple[int, int], int] = {}
    for row in rows:
        top, bottom = at[round(row.top, 2)], at[round(row.bottom, 2)]
        for first, last in _spans(row.lines, cuts):
            start = open_tops.pop((first, last), top)
            x = (cuts[first] + cuts[last]) / 2
            if row.under and not any(rule.start < x < rule.end for rule in row.under):
                open_tops[first, last] = start
            else:
                yield GridCell(start, first, bottom - start, last - first)


_BARE = "没有框线，各栏是按文字的位置分开的"
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
