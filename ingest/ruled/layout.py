"""A printed page becomes blocks in reading order: lines of prose and table fragments.

Takes the characters and rules of one page, gives RawLines and Fragments from top to bottom with
boxes on the page as it is seen. Title and unit rows that stand inside the rules of a table are
lines above it. Knows nothing of other pages.

    page 6   '表一' '部门收支总表' '单位：万元' Fragment(34 × 4) '- 6 -'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.amount import unit_in
from ingest.blocks import RawLine
from ingest.citation import Box
from ingest.ruled.fragments import Fragment, FragmentCell, fragment, place_glyphs
from ingest.ruled.glyphs import Glyph, TextLine, lines_of
from ingest.ruled.rules import Grid, grids
from ingest.ruled.strokes import Rules
from ingest.unruled.tables import Sheet, unruled_grids
from ingest.unruled.under_head import Ruled, with_rows_below

__all__ = ["PageBlocks", "PrintedPage", "blocks_of_pages"]

_TITLE = re.compile(
    r"(?:附件?|公开)?(?:表[一二三四五六七八九十]|表?\d+表?[:：\s]|表\d).*|.{2,40}表(?:[（(].{1,20}[）)])?"
)
_STATED = re.compile(r"(?:编制|填报|预算)?(?:部门|单位)(?:名称)?[:：].*")


WIDE = 150.0
"""A rule this wide may belong to a table; a shorter one is an underline."""

CAPTION = 45.0
"""The lines above a table stand this close to it and to each other, in points."""

_FIGURES = re.compile(r"\S.*\s-?\d[\d,]*(?:\.\d+)?(?:\s|$)")


class PrintedPage(NamedTuple):
    """What is printed on a page, upright, and its height where known.

    `place` maps a box back to the page as it is seen.
    """

    number: int
    glyphs: list[Glyph]
    rules: Rules
    place: Callable[[Box], Box] | None = None
    height: float = 0.0


class PageBlocks(NamedTuple):
    """The lines and table fragments of a page, from top to bottom.

    `open_table` says that rules only run across, over lines with figures: a table without columns.
    """

    blocks: list[RawLine | Fragment]
    open_table: bool


def blocks_of_pages(pages: Sequence[PrintedPage]) -> list[PageBlocks]:
    """The blocks of all pages; columns that no rule shows are measured over all pages of a table."""
    by_rules = [grids(page.rules) for page in pages]
    ruled = with_rows_below(
        [
            Ruled(page.glyphs, page.rules, found, page.height)
            for page, found in zip(pages, by_rules, strict=True)
        ]
    )
    sheets = [
        Sheet(page.glyphs, page.rules, found, page.height)
        for page, found in zip(pages, ruled, strict=True)
    ]
    return [
        _page_blocks(page, sorted([*found, *unruled], key=lambda grid: grid.area))
        for page, found, unruled in zip(pages, ruled, unruled_grids(sheets), strict=True)
    ]


def _page_blocks(page: PrintedPage, found: list[Grid]) -> PageBlocks:
    """Sort what is printed on one page into lines and table fragments."""
    placed = place_glyphs(page.glyphs, found)
    half = _right_half(found, placed.free)
    rest, right = placed.free, list[Glyph]()
    if half:
        right = [glyph for glyph in rest if half.holds(glyph.x, glyph.baseline)]
        rest = [glyph for glyph in rest if not half.holds(glyph.x, glyph.baseline)]
    lines = lines_of(rest)
    beside = lines_of(right)
    blocks: list[tuple[float, RawLine | Fragment]] = [
        (line.top, _raw_line(line, page)) for line in lines
    ]
    blocks += ((half.after(line.top), _raw_line(line, page)) for line in beside if half)
    for grid, glyphs in zip(found, placed.by_cell, strict=True):
        whole = fragment(grid, glyphs, page.number, page.place or _same)
        at = half.after(whole.top) if half and half.holds(grid.xs[0], whole.top) else whole.top
        blocks += ((at, part) for part in _parts(whole))
    lines += beside
    blocks.sort(key=lambda block: block[0])
    return PageBlocks([block for _, block in blocks], _open_table(page.rules, found, lines))


class _Half(NamedTuple):
    """Where the right one of two tables beside each other stands, with the lines above it."""

    left: float
    top: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """A place belongs to the right table."""
        return x > self.left and self.top <= y <= self.bottom

    def after(self, y: float) -> float:
        """Where it is read: behind all of the left table."""
        return self.bottom + (y - self.top) / 1000


def _right_half(found: Sequence[Grid], free: Sequence[Glyph]) -> _Half | None:
    """The right half where just two grids stand beside each other, with captions above both."""
    if len(found) != 2:
        return None
    one, two = sorted(found, key=lambda grid: grid.xs[0])
    top, bottom = max(one.ys[0], two.ys[0]), max(one.ys[-1], two.ys[-1])
    if one.xs[-1] > two.xs[0] or top >= min(one.ys[-1], two.ys[-1]):
        return None
    between = one.xs[-1] + 1, two.xs[0] - 1
    crossing = [g.baseline for g in free if g.x1 > between[0] and g.x0 < between[1]]
    floor = max((y for y in crossing if y < top), default=0.0)
    above = {g.baseline for g in free if g.x0 >= two.xs[0] and floor + 2 < g.baseline < top}
    first = top
    for y in sorted(above, reverse=True):
        if first - y > CAPTION:
            break
        first = y
    return _Half(two.xs[0] - 1, first - 2, bottom) if first < top else None


def _open_table(rules: Rules, found: list[Grid], lines: list[TextLine]) -> bool:
    """At least three wide rules of one length, in no grid, with lines of figures between them."""
    alone = [
        rule
        for rule in rules.horizontal
        if rule.end - rule.start > WIDE
        and not any(grid.ys[0] <= rule.at <= grid.ys[-1] for grid in found)
    ]
    for first in alone:
        like = [
            rule.at
            for rule in alone
            if abs(rule.start - first.start) + abs(rule.end - first.end) < 6
        ]
        figures = sum(
            min(like) < line.baseline < max(like) and bool(_FIGURES.search(line.text))
            for line in lines
        )
        if len(like) >= 3 and figures >= 2:
            return True
    return False


def _same(box: Box) -> Box:
    return box


def _raw_line(line: TextLine, page: PrintedPage) -> RawLine:
    box = Box(page.number, line.left, line.top, line.right, line.bottom)
    return RawLine(
        text=line.text,
        place=f"第{page.number}页",
        page=page.number,
        box=page.place(box) if page.place else box,
        edges=() if page.place else line.edges,
        size=round(line.size, 1),
        bold=line.bold,
    )


def _parts(whole: Fragment) -> Iterator[RawLine | Fragment]:
    """Cut a grid at its title and unit rows; two tables may share their borders."""
    titles = _title_rows(whole)
    start = 0
    for row in sorted(titles):
        if row > start:
            yield _cut(whole, start, row)
        yield from (_cell_line(cell) for cell in titles[row])
        start = row + 1
    if not titles:
        yield whole
    elif start < whole.height:
        yield _cut(whole, start, whole.height)


def _title_rows(whole: Fragment) -> dict[int, list[FragmentCell]]:
    """The rows that print nothing but a table's title, its unit, its department or its year."""
    crossed = {row for cell in whole.cells for row in range(cell.row, cell.end - 1)}
    rows: dict[int, list[FragmentCell]] = {}
    for cell in whole.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    titles: dict[int, list[FragmentCell]] = {}
    for row, cells in sorted(rows.items()):
        if (
            row not in crossed
            and row - 1 not in crossed
            and (
                _is_title(cells, whole.columns)
                or (row - 1 in titles and cells[0].col_span == whole.columns)
            )
        ):
            titles[row] = cells
    return titles


def _is_title(cells: list[FragmentCell], columns: int) -> bool:
    if all(_STATED.fullmatch(cell.text) or unit_in(cell.text) for cell in cells):
        return True
    return cells[0].col_span == columns and _TITLE.fullmatch(cells[0].text) is not None


def _cut(whole: Fragment, start: int, end: int) -> Fragment:
    """The rows from start to end as a fragment of their own."""
    cells = tuple(cell.moved(-start) for cell in whole.cells if start <= cell.row < end)
    return replace(whole, height=end - start, cells=cells)


def _cell_line(cell: FragmentCell) -> RawLine:
    """A cell that is a line of prose."""
    part = cell.parts[0]
    return RawLine(cell.text, part.place, part.page, part.box)
