"""Table fragments become tables: what a page end has cut is put together again.

Takes the lines and fragments of all pages in reading order, gives lines and tables. A fragment
continues the table before it when nothing but running headers stands between them and all column
edges agree; never because the number of columns does. Knows nothing of files or glyphs.

    page 6   …  本年收入合计 | 51,447 | 本年支出合计 | 51,447      the last thing on its page
    page 7   收入总计     | 51,447 | 支出总计     | 51,447      the first thing on its page: one table
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from ingest.amount import number
from ingest.blocks import RawCell, RawLine, RawTable
from ingest.ruled.broken_rows import cells_continued, is_rest, row_joined
from ingest.ruled.fragments import (
    Fragment,
    FragmentCell,
    without_blank_rows,
    without_first_rows,
)
from ingest.ruled.indents import set_in
from ingest.ruled.part_captions import is_caption, says_it_goes_on, titles
from ingest.ruled.right_halves import NO_LABELS, has_no_labels, loses_its_labels
from ingest.ruled.wide_pages import side_by_side, told_of_lone_columns
from ingest.ruled.wide_parts import parts_together, perhaps_a_part, tables_together

__all__ = ["joined"]

AGREE = 4.0
"""Column edges of two fragments of one table differ by at most this much."""

SHIFT = 72.0
"""Left and right pages of a bound document may be set off by this much."""

HEADER_ROWS = 6

TOGETHER = 6.0
"""Two grids of the same columns this close under each other are one table with a double rule."""

_CONTINUED = re.compile(r"续表|[（(]续[一二三四五六七八九十\d]*[）)]$|^续")


_PLACE = attrgetter("row", "col")

_DATA = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+|\d{3}(?:\d\d){1,2}")
"""An amount or a code: what a head does not print; it may print a year or the number of a column."""


def joined(blocks: Sequence[RawLine | Fragment]) -> list[RawLine | RawTable]:
    """Lines and whole tables in reading order; a table stands where it begins."""
    cut_rows_are_open = any(isinstance(block, Fragment) and block.cut_below for block in blocks)
    out: list[RawLine | Fragment] = []
    for block in side_by_side(parts_together(blocks)):
        if isinstance(block, RawLine) or not _joins(out, block, cut_rows_are_open):
            out.append(_marked(out, block))
    return [
        _table(block) if isinstance(block, Fragment) else block
        for block in told_of_lone_columns(tables_together(out))
        if isinstance(block, RawLine) or block.height
    ]


def _marked(out: Sequence[RawLine | Fragment], block: RawLine | Fragment) -> RawLine | Fragment:
    """A table without labels that opens its page under no caption is said to be doubtful."""
    if isinstance(block, RawLine) or not has_no_labels(block):
        return block
    found = _table_before(out)
    over = [line for _, line in found[2] if line.page == block.pages[0]] if found else []
    if not found or _names_a_table(over):
        return block
    return replace(block, uncertain=(*block.uncertain, f"第{block.pages[0]}页的表格{NO_LABELS}"))


def _names_a_table(lines: Sequence[RawLine]) -> bool:
    """More than a unit, a number or the title of a table that goes on."""
    if any(map(says_it_goes_on, lines)):
        return False
    return bool(titles(lines)) or not all(is_caption(line.text) for line in lines)


def _joins(out: list[RawLine | Fragment], second: Fragment, cut_rows_are_open: bool) -> bool:
    """Append a fragment to the table that it continues; what stood between them is furniture."""
    found = _table_before(out)
    if found is None:
        return False
    position, first, between = found
    lines = [line for _, line in between]
    if loses_its_labels(first, second) or perhaps_a_part(second) or _heads_anew(first, second):
        return False
    rest = _continuation(first, second, out[:position], lines)
    if rest is None:
        return False
    out[position] = _appended(*rest, cut_rows_are_open)
    for index, line in between:
        out[index] = replace(line, furniture=True)
    return True


def _table_before(
    out: Sequence[RawLine | Fragment],
) -> tuple[int, Fragment, list[tuple[int, RawLine]]] | None:
    """The last table with its position, and the lines since it that are not furniture."""
    between: list[tuple[int, RawLine]] = []
    for index in range(len(out) - 1, -1, -1):
        block = out[index]
        if isinstance(block, Fragment):
            return index, block, between[::-1]
        if not block.furniture:
            between.append((index, block))
    return None


def _continuation(
    first: Fragment,
    second: Fragment,
    above: Sequence[RawLine | Fragment],
    lines: Sequence[RawLine],
) -> tuple[Fragment, Fragment] | None:
    """Both on the same columns, the second without the head; None when it is a table of its own."""
    if second.pages[0] == first.pages[-1] and (lines or second.top - first.bottom > TOGETHER):
        return None
    if any(line.page != second.pages[0] for line in lines):
        return None
    aligned = _aligned(first, second)
    if aligned is None and _announced(lines):
        aligned = _under_one_head(first, second)
    if aligned is None or not _repeated(lines, above):
        return None
    first, second = aligned
    repeated = _repeated_rows(first, second)
    rest = without_first_rows(second, repeated)
    announced = not lines or _announced(lines)
    if not announced and (not repeated or _starts_again(first, rest, repeated)):
        return None
    return first, rest


def _plain(text: str) -> str:
    return "".join(text.split())


def _announced(lines: Sequence[RawLine]) -> bool:
    return any(_CONTINUED.search(_plain(line.text)) for line in lines)


def _repeated(lines: Sequence[RawLine], above: Sequence[RawLine | Fragment]) -> bool:
    """Only a 续表 line, or the title lines of the table itself, stand above the second part."""
    if not lines:
        return True
    if _announced(lines):
        return len(lines) <= 4
    titles: set[str] = set()
    for block in reversed(above):
        if isinstance(block, Fragment) or len(titles) >= 6:
            break
        titles.add(_plain(block.text))
    return all(_plain(line.text) in titles for line in lines)


def _starts_again(first: Fragment, rest: Fragment, header: int) -> bool:
    """The first row under a repeated title and head is that of the table: a table of its own."""
    return rest.height > 0 and _row(first, header) == _row(rest, 0)


def _heads_anew(first: Fragment, second: Fragment) -> bool:
    """The second begins with the first label of the head of the first, and other labels beside it."""
    other = _row(second, 0)
    if len(other) < 2 or any(_says_data(text) for _, text in other):
        return False
    one = _row(first, 0)
    return (
        len(one) > 1
        and one[0] == other[0]
        and one != other
        and not any(_says_data(t) for _, t in one)
    )


def _says_data(text: str) -> bool:
    return _DATA.fullmatch(text) is not None or number(text) is not None


def _aligned(first: Fragment, second: Fragment) -> tuple[Fragment, Fragment] | None:
    """Both fragments on the same columns; None when their edges do not agree."""
    shift = first.xs[0] - second.xs[0]
    moved = tuple(x + shift for x in second.xs)
    if abs(shift) > SHIFT or abs(moved[-1] - first.xs[-1]) > AGREE:
        return None
    finer, coarser = (first.xs, moved) if len(first.xs) >= len(moved) else (moved, first.xs)
    where = [_nearest(finer, x) for x in coarser]
    if None in where or len(set(where)) < len(where):
        return None
    if finer is not first.xs:
        return _on_columns(first, first.xs, finer), replace(second, xs=finer)
    return first, _on_columns(second, moved, finer)


def _under_one_head(first: Fragment, second: Fragment) -> tuple[Fragment, Fragment] | None:
    """What is announced as 续表 and repeats the head cell by cell, in columns of other widths."""
    if len(first.xs) != len(second.xs):
        return None
    head = _repeated_rows(first, second)
    named = {cell.col for cell in second.cells if cell.row < head and cell.text}
    spanned = sum(c.col_span for c in second.cells if c.row == 0)
    whole = head > 0 and len(named) > 1 and spanned == len(second.xs) - 1
    return (first, replace(second, xs=first.xs)) if whole else None


def _nearest(xs: Sequence[float], x: float) -> int | None:
    index = bisect_left(xs, x)
    close = [i for i in (index - 1, index) if 0 <= i < len(xs) and abs(xs[i] - x) <= AGREE]
    return min(close, key=lambda i: abs(xs[i] - x), default=None)


def _on_columns(fragment: Fragment, old: Sequence[float], new: tuple[float, ...]) -> Fragment:
    if len(old) == len(new):
        return replace(fragment, xs=new)
    where = [_nearest(new, x) or 0 for x in old]
    cells = tuple(
        cell._replace(
            col=where[cell.col],
            col_span=where[cell.col + cell.col_span] - where[cell.col],
        )
        for cell in fragment.cells
    )
    return replace(fragment, xs=new, cells=cells)


def _row(fragment: Fragment, row: int) -> list[tuple[int, str]]:
    return [
        (cell.col, _plain(cell.text)) for cell in fragment.cells if cell.row == row and cell.text
    ]


def _repeated_rows(first: Fragment, second: Fragment) -> int:
    """How many leading rows of the second repeat the head of the first, without cutting a cell."""
    count = 0
    most = min(HEADER_ROWS, first.height, second.height)
    while count < most and (row := _row(second, count)) == _row(first, count):
        if any(_DATA.fullmatch(text) for _, text in row):
            break
        count += 1
    while count and any(cell.row < count < cell.end for cell in second.cells):
        count -= 1
    return count


def _appended(first: Fragment, second: Fragment, cut_rows_are_open: bool) -> Fragment:
    """The rows of the second under those of the first; a row cut in two becomes one."""
    next_page = first.pages[-1] != second.pages[0]
    if first.height and second.height and next_page and is_rest(first, second, cut_rows_are_open):
        first, second = row_joined(first, second)
    first, second = cells_continued(first, second)
    cells = first.cells + tuple(cell.moved(first.height) for cell in second.cells)
    pages = first.pages + tuple(page for page in second.pages if page not in first.pages)
    return replace(
        first,
        cells=cells,
        pages=pages,
        height=first.height + second.height,
        bottom=second.bottom,
        cut_below=second.cut_below,
        uncertain=first.uncertain + second.uncertain,
    )


def _table(fragment: Fragment) -> RawTable:
    """The finished table."""
    whole = without_blank_rows(fragment)
    cells = sorted(_set_in(whole.cells), key=_PLACE)
    return RawTable(
        cells=tuple(
            [
                RawCell(cell.row, cell.col, cell.parts, cell.row_span, cell.col_span)
                for cell in cells
            ]
        ),
        height=whole.height,
        columns=whole.columns,
        pages=whole.pages,
        uncertain=whole.uncertain,
    )


def _set_in(cells: Sequence[FragmentCell]) -> Iterator[FragmentCell]:
    """Labels that are set in get their blanks, where none are printed: judged over all pages."""
    columns: dict[int, list[FragmentCell]] = {}
    for cell in cells:
        columns.setdefault(cell.col, []).append(cell)
    blanks = set_in([cell.inset for cell in column] for column in columns.values())
    for column, indents in zip(columns.values(), blanks, strict=True):
        for cell, indent in zip(column, indents, strict=True):
            first = cell.parts[0]
            if indent and not first.indent:
                cell = cell._replace(parts=(first._replace(indent=indent), *cell.parts[1:]))
            yield cell
