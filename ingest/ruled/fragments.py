"""A grid and the characters in it become a table fragment: the part of a table on one page.

Takes grids and characters of one page, gives fragments and the characters outside of all grids.
A character belongs to the cell that holds its centre; a number that runs over the edge of its cell
is not torn. Knows nothing of other pages.

    Grid 8 × 4 + characters   ->   Fragment(page 7, height 6 (two rows are blank), 4 columns)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ingest.amount import number
from ingest.blocks import RawPart
from ingest.citation import Box
from ingest.ruled.glyphs import Glyph, TextLine, lines_of, text_of
from ingest.ruled.indents import Inset, insets
from ingest.ruled.rules import Grid
from ingest.ruled.spilled import settled
from ingest.ruled.text_rows import several_figures, split_rows

__all__ = [
    "Fragment",
    "FragmentCell",
    "Placed",
    "fragment",
    "place_glyphs",
    "without_blank_rows",
    "without_first_rows",
]

NARROWEST = 6.0
"""A column narrower than a character holds nothing; it comes from rules that miss each other."""

TOUCHING = 0.15
"""Digits of one number stand closer than this part of their size."""

WIDEST_PADDING = 8.0

_DIGITS = frozenset("0123456789,.")
_NEW = tuple.__new__
"""Makes a cell of its values, in half the time that its own constructor takes."""

_CUT_NUMBER = re.compile(r"[\d,]*[.,][\d,.]*")


class FragmentCell(NamedTuple):
    """A cell with its parts.

    `spare` is how many characters more its last printed line could hold, `stretched` says that its
    few characters are spread to fill it: printers spread a line that goes on, not the last one.
    `inset` is where its text begins; what that means shows over all pages of the table. `gaps` are
    how far its text is from the left and from the right edge, in its size.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    parts: tuple[RawPart, ...]
    spare: float = 0.0
    stretched: bool = False
    inset: Inset | None = None
    gaps: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """The printed text."""
        parts = self.parts
        return parts[0].text if len(parts) == 1 else "".join([part.text for part in parts])

    @property
    def end(self) -> int:
        """The row under the cell."""
        return self.row + self.row_span

    def moved(self, rows: int) -> FragmentCell:
        """The same cell some rows further down."""
        return _NEW(FragmentCell, (self[0] + rows, *self[1:]))


@dataclass(frozen=True, slots=True)
class Fragment:
    """Part of a table: `xs` are its column edges, rows without text are dropped.

    `cut_above` and `cut_below` say that the page end cuts through the first or last row.
    """

    pages: tuple[int, ...]
    xs: tuple[float, ...]
    height: int
    cells: tuple[FragmentCell, ...]
    top: float
    bottom: float
    cut_above: bool = False
    cut_below: bool = False
    uncertain: tuple[str, ...] = ()

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.xs) - 1


class Placed(NamedTuple):
    """The characters of a page: by grid and cell, and those in no cell."""

    by_cell: list[dict[int, list[Glyph]]]
    free: list[Glyph]


def place_glyphs(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> Placed:
    """Every character to the cell that holds its centre; the smallest grid goes first."""
    placed = Placed([{} for _ in grids], [])
    if not grids:
        placed.free.extend(glyphs)
        return placed
    owners = settled(glyphs, _owners(glyphs, grids), grids)
    for start, end in _torn_numbers(glyphs, owners):
        most, _ = Counter(owners[start:end]).most_common(1)[0]
        owners[start:end] = [most] * (end - start)
    before, into = (-1, -1), placed.free
    for glyph, owner in zip(glyphs, owners, strict=True):
        if owner != before:
            grid, cell = before = owner
            into = placed.free if grid < 0 else placed.by_cell[grid].setdefault(cell, [])
        into.append(glyph)
    return placed


def _owners(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> list[tuple[int, int]]:
    """The grid and cell of every character; most stand in the cell of the one before."""
    owners: list[tuple[int, int]] = []
    owner = (-1, -1)
    left = top = right = bottom = 0.0
    for glyph in glyphs:
        _, x0, y0, x1, y1, baseline, size, _ = glyph
        x = (x0 + x1) / 2
        y = baseline - 0.35 * size
        y = y0 if y < y0 else y1 if y > y1 else y
        if not (left <= x < right and top <= y < bottom):
            owner = _owner(x, y, grids)
            grid = grids[owner[0]]
            alone = owner[0] == 0
            box = grid.rectangle(grid.cells[owner[1]]) if alone else (0.0, 0.0, 0.0, 0.0)
            left, top, right, bottom = box
        owners.append(owner)
    return owners


def _owner(x: float, y: float, grids: Sequence[Grid]) -> tuple[int, int]:
    for index, grid in enumerate(grids):
        cell = grid.cell_at(x, y)
        if cell >= 0:
            return index, cell
    return -1, -1


def _torn_numbers(
    glyphs: Sequence[Glyph], owners: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Runs of characters that are one printed number but lie in two cells."""
    for index in range(1, len(glyphs)):
        if owners[index] == owners[index - 1] or not _one_number(glyphs[index - 1], glyphs[index]):
            continue
        start, end = index - 1, index + 1
        while start > 0 and _one_number(glyphs[start - 1], glyphs[start]):
            start -= 1
        while end < len(glyphs) and _one_number(glyphs[end - 1], glyphs[end]):
            end += 1
        printed = "".join(glyph.char for glyph in glyphs[start:end])
        if _CUT_NUMBER.fullmatch(printed) and number(printed) is not None:
            yield start, end


def _one_number(earlier: Glyph, glyph: Glyph) -> bool:
    return (
        glyph.char in _DIGITS
        and earlier.char in _DIGITS
        and abs(glyph.baseline - earlier.baseline) < 1
        and abs(glyph.x0 - earlier.x1) < TOUCHING * glyph.size
    )


def fragment(
    grid: Grid, glyphs: dict[int, list[Glyph]], page: int, place: Callable[[Box], Box]
) -> Fragment:
    """The table fragment of one grid; `place` maps a box to the page as it is seen."""
    lines = _cell_lines(grid, glyphs)
    finer = split_rows(grid, lines)
    if finer is not grid:
        glyphs = _placed_again(finer, glyphs)
        lines = _cell_lines(finer, glyphs)
    padding = _padding(finer, lines)
    begun = insets(finer, lines, padding)
    named, nothing = f"第{page}页", (0.0, False)
    cells = []
    for index, (cell, printed) in enumerate(zip(finer.cells, lines, strict=True)):
        x0, y0, x1, y1 = finer.rectangle(cell)
        box = place(_NEW(Box, (page, x0, y0, x1, y1)))
        text, indent, gaps, (spare, stretched) = "", 0, None, nothing
        if printed:
            room = x1 - x0 - 2 * padding
            text, indent = text_of(printed, room), _indent(printed[0], glyphs[index])
            spare, stretched = _spare(printed[-1], room)
            line = printed[0]
            gaps = (line.left - x0) / line.size, (x1 - line.right) / line.size
        parts = (_NEW(RawPart, (text, named, page, box, None, indent)),)
        cells.append(_NEW(FragmentCell, (*cell, parts, spare, stretched, begun.get(index), gaps)))
    raw = Fragment(
        pages=(page,),
        xs=finer.xs,
        height=len(finer.ys) - 1,
        cells=tuple(cells),
        top=finer.ys[0],
        bottom=finer.ys[-1],
        cut_above=grid.cut_above,
        cut_below=grid.cut_below,
        uncertain=tuple(_doubts(grid, finer, lines, page)),
    )
    return without_blank_rows(_without_slivers(raw))


def _indent(first: TextLine, glyphs: Sequence[Glyph]) -> int:
    """The half-width blanks printed before the first line of a cell."""
    blanks = [glyph for glyph in glyphs if glyph[0].isspace()]
    ahead = [
        glyph.char
        for glyph in blanks
        if glyph.x1 <= first.left + 0.5 and glyph.baseline < first.baseline + 1
    ]
    return sum(2 if char == "\u3000" else 1 for char in ahead)


def _cell_lines(grid: Grid, glyphs: dict[int, list[Glyph]]) -> list[list[TextLine]]:
    return [lines_of(glyphs.get(index, ())) for index in range(len(grid.cells))]


def _placed_again(grid: Grid, glyphs: dict[int, list[Glyph]]) -> dict[int, list[Glyph]]:
    """The same characters in the cells of a grid with more rows."""
    again: dict[int, list[Glyph]] = {}
    for glyph in (glyph for cell in glyphs.values() for glyph in cell):
        again.setdefault(grid.cell_at(glyph.x, glyph.y), []).append(glyph)
    return again


def _spare(last: TextLine, room: float) -> tuple[float, bool]:
    """How many more characters the last line could hold, and whether it was spread to hold none."""
    spare = (room - last.width) / last.size
    spread = (room - last.natural) / last.size
    return spare, spare < 1 <= spread and len(last.text) > 1


def _doubts(
    grid: Grid, finer: Grid, lines: Sequence[Sequence[TextLine]], page: int
) -> Iterator[str]:
    """Why the structure may be wrong."""
    yield from (f"第{page}页的表格{doubt}" for doubt in grid.doubts)
    if finer is not grid:
        yield f"第{page}页的表格行间没有横线，按文字的行位分行"
    if any(lines[index] for index in grid.odd if finer is grid):
        yield f"第{page}页的表格缺少部分格线，合并单元格可能有误"
    if any(several_figures(printed) for printed in lines if printed):
        yield f"第{page}页的表格有一格内印着几个数，可能缺少格线"
    if any("\ufffd" in line.text for printed in lines for line in printed):
        yield f"第{page}页的表格有无法识别的字符"


def _padding(grid: Grid, lines: Sequence[Sequence[TextLine]]) -> float:
    """The distance kept between a cell's edge and its text; text that runs over does not count."""
    gaps = sorted(
        min(line.edges[0] - grid.xs[cell.col], grid.xs[cell.col + cell.col_span] - line.edges[-1])
        for cell, printed in zip(grid.cells, lines, strict=True)
        for line in printed
    )
    usual = gaps[len(gaps) // 10] if gaps else 0.0
    return min(max(usual, 0.0), WIDEST_PADDING)


def _without_slivers(raw: Fragment) -> Fragment:
    """Columns too narrow for a character, in which nothing is printed, are no columns."""
    printed = {cell.col for cell in raw.cells if cell.col_span == 1 and cell.text}
    kept = [
        col
        for col in range(raw.columns)
        if raw.xs[col + 1] - raw.xs[col] >= NARROWEST or col in printed
    ]
    if len(kept) == raw.columns:
        return raw
    new = {old: index for index, old in enumerate(kept)}
    cells = []
    for cell in raw.cells:
        covered = [new[col] for col in range(cell.col, cell.col + cell.col_span) if col in new]
        if covered:
            cells.append(cell._replace(col=covered[0], col_span=len(covered)))
    xs = tuple(raw.xs[col] for col in kept) + raw.xs[-1:]
    return replace(raw, xs=xs, cells=tuple(cells))


def without_blank_rows(raw: Fragment) -> Fragment:
    """Rows in which nothing starts that has text are dropped, the others counted anew."""
    kept = sorted({cell.row for cell in raw.cells if cell.text})
    if len(kept) == raw.height:
        return raw
    cells = []
    for cell in raw.cells:
        rows = [index for index, row in enumerate(kept) if cell.row <= row < cell.end]
        if rows:
            cells.append(cell._replace(row=rows[0], row_span=len(rows)))
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(
        raw,
        height=len(kept),
        cells=tuple(cells),
        cut_above=raw.cut_above and kept[:1] == [0],
        cut_below=raw.cut_below and kept[-1:] == [raw.height - 1],
    )


def without_first_rows(whole: Fragment, count: int) -> Fragment:
    """The rows from `count` on; under a repeated head a row may be cut that has a rule above it."""
    cells = tuple(cell.moved(-count) for cell in whole.cells if cell.row >= count)
    cut = whole.cut_above or count > 0
    return replace(whole, height=whole.height - count, cells=cells, cut_above=cut)
