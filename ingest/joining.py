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
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.amount import number
from ingest.blocks import RawCell, RawLine, RawTable
from ingest.fragments import Fragment, FragmentCell, without_blank_rows

__all__ = ["joined"]

AGREE = 4.0
"""Column edges of two fragments of one table differ by at most this much."""

SHIFT = 72.0
"""Left and right pages of a bound document may be set off by this much."""

CODE_LENGTHS = frozenset({3, 5, 7})
HEADER_ROWS = 6

TOGETHER = 6.0
"""Two grids of the same columns this close under each other are one table with a double rule."""

_CONTINUED = re.compile(r"续表|[（(]续[一二三四五六七八九十\d]*[）)]$|^续")
_NEW_ROW = re.compile(
    r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[、.．]\D|[①-⑳]"
    r"|其中|合\s*计|总\s*计|小\s*计|本年|上年|年初|年末|\d{3}(?:\d\d){0,2}$"
)
_CODE = re.compile(r"\d{1,7}")


def joined(blocks: Iterable[RawLine | Fragment]) -> list[RawLine | RawTable]:
    """Lines and whole tables in reading order; a table stands where it begins."""
    out: list[RawLine | Fragment] = []
    for block in blocks:
        if isinstance(block, RawLine):
            out.append(block)
            continue
        before, between = _table_before(out)
        first = out[before] if before is not None else None
        if before is None or not isinstance(first, Fragment):
            out.append(block)
            continue
        whole = _continuation(first, block, out[:before], [out[i] for i in between])
        if whole is None:
            out.append(block)
            continue
        out[before] = whole
        for index in between:
            line = out[index]
            assert isinstance(line, RawLine)
            out[index] = replace(line, furniture=True)
    return [
        _table(block) if isinstance(block, Fragment) else block
        for block in out
        if isinstance(block, RawLine) or block.height
    ]


def _table_before(out: Sequence[RawLine | Fragment]) -> tuple[int | None, list[int]]:
    """The last table, and the positions of the lines since it that are not furniture."""
    between: list[int] = []
    for index in range(len(out) - 1, -1, -1):
        block = out[index]
        if isinstance(block, Fragment):
            return index, between[::-1]
        if not block.furniture:
            between.append(index)
    return None, []


def _continuation(
    first: Fragment,
    second: Fragment,
    above: Sequence[RawLine | Fragment],
    between: Sequence[RawLine | Fragment],
) -> Fragment | None:
    """The two fragments as one, or None when the second begins a table of its own."""
    if second.pages[0] == first.pages[-1] and (between or second.top - first.bottom > TOGETHER):
        return None
    lines = [block for block in between if isinstance(block, RawLine)]
    if any(line.page != second.pages[0] for line in lines):
        return None
    aligned = _aligned(first, second)
    if aligned is None or not _repeated(lines, above):
        return None
    first, second = aligned
    repeated = _repeated_rows(first, second)
    if lines and not _announced(lines) and not repeated:
        return None
    rest = _without_rows(second, repeated)
    if lines and not _announced(lines) and _starts_again(first, rest, repeated):
        return None
    return _appended(first, rest)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


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


def _nearest(xs: Sequence[float], x: float) -> int | None:
    index = bisect_left(xs, x)
    close = [i for i in (index - 1, index) if 0 <= i < len(xs) and abs(xs[i] - x) <= AGREE]
    return min(close, key=lambda i: abs(xs[i] - x), default=None)


def _on_columns(fragment: Fragment, old: Sequence[float], new: tuple[float, ...]) -> Fragment:
    if len(old) == len(new):
        return replace(fragment, xs=new)
    where = [_nearest(new, x) or 0 for x in old]
    cells = tuple(
        replace(
            cell,
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
    """How many leading rows of the second are those of the first, without cutting a cell."""
    count = 0
    most = min(HEADER_ROWS, first.height, second.height)
    while count < most and _row(first, count) == _row(second, count):
        count += 1
    while count and any(cell.row < count < cell.end for cell in second.cells):
        count -= 1
    return count


def _without_rows(fragment: Fragment, count: int) -> Fragment:
    cells = tuple(cell.moved(-count) for cell in fragment.cells if cell.row >= count)
    return replace(fragment, height=fragment.height - count, cells=cells)


def _appended(first: Fragment, second: Fragment) -> Fragment:
    """The rows of the second under those of the first; a row cut in two becomes one."""
    if first.height and second.height and _is_rest(first, second):
        first, second = _row_joined(first, second)
    first, second = _cells_continued(first, second)
    cells = first.cells + tuple(cell.moved(first.height) for cell in second.cells)
    pages = first.pages + tuple(page for page in second.pages if page not in first.pages)
    return replace(
        first,
        cells=cells,
        pages=pages,
        height=first.height + second.height,
        bottom=second.bottom,
        uncertain=first.uncertain + second.uncertain,
    )


def _last_row(fragment: Fragment) -> dict[tuple[int, int], FragmentCell]:
    """The cells that reach the last row, by columns."""
    return {
        (cell.col, cell.col_span): cell for cell in fragment.cells if cell.end == fragment.height
    }


def _is_rest(first: Fragment, second: Fragment) -> bool:
    """The first row of the second fragment is the rest of the last row of the first.

    CASE 1 two pieces make a code or a number of their column: 210110 | 1, 0.0 | 0.
    CASE 2 a line that goes on is spread over its cell: 当 年 收 入 | 小计.
    CASE 3 every text above fills its cell or leaves a bracket open: 机关事业单位基本养老保险缴费 | 支出.
    CASE 4 all other rows have numbers, this one has only words: 社会保障和就 | 业支出.
    A row that begins like one (二、, 其中, 合计, 2010101) or has numbers of its own is none.
    """
    above = _last_row(first)
    pairs = [
        (above.get((cell.col, cell.col_span)), cell)
        for cell in second.cells
        if cell.row == 0 and cell.text
    ]
    cut = [(upper, lower) for upper, lower in pairs if upper is not None and upper.text]
    if not cut or any(upper is None for upper, _ in pairs):
        return False
    figures = [_cut_figure(first, upper, lower) for upper, lower in cut if _is_figure(lower.text)]
    if any(figures):
        return all(figures)
    if any(number(lower.text) is not None for _, lower in cut):
        return False
    if len(cut) == len(pairs) and all(_spread(first, upper) for upper, _ in cut):
        return True
    if any(_NEW_ROW.match(lower.text) for _, lower in cut):
        return False
    if all(upper.full or _unclosed(upper.text, lower.text) for upper, lower in cut):
        return len(cut) == len(pairs) or _numbers_left_below(first)
    return len(cut) == len(pairs) and _rows_have_numbers(first)


def _spread(fragment: Fragment, cell: FragmentCell) -> bool:
    """The cell's last line is spread, which is not how its column is printed."""
    if not cell.stretched:
        return False
    column = [other for other in fragment.cells if other.col == cell.col and other.text]
    return 4 * sum(other.stretched for other in column) <= len(column) + 3


def _numbers_left_below(fragment: Fragment) -> bool:
    """All rows but the last have numbers: those of the last stand on the next page."""
    last = fragment.height - 1
    rows = {cell.row for cell in fragment.cells if number(cell.text) is not None}
    body = range(min(rows, default=last), last)
    return last not in rows and len(body) >= 3 and all(row in rows for row in body)


def _unclosed(upper: str, lower: str) -> bool:
    """A bracket opened before the cut is closed after it."""
    return any(
        upper.count(left) > upper.count(right) and lower.count(right) > lower.count(left)
        for left, right in ("（）", "()", "《》", "“”")
    )


def _rows_have_numbers(fragment: Fragment) -> bool:
    """Nearly every row under the head has a number, the last one too."""
    rows = {cell.row for cell in fragment.cells if number(cell.text) is not None}
    if fragment.height - 1 not in rows:
        return False
    body = range(min(rows), fragment.height)
    return len(body) >= 3 and len(rows) >= 0.9 * len(body)


def _cut_figure(first: Fragment, upper: FragmentCell, lower: FragmentCell) -> bool:
    """Two pieces that are only together a code, or a number as its column prints them."""
    if not _is_figure(upper.text):
        return False
    whole = upper.text + lower.text
    if number(whole) is None or (whole.isdigit() and len(whole) > max(CODE_LENGTHS)):
        return False
    column = [
        cell.text
        for cell in first.cells
        if (cell.col, cell.col_span) == (upper.col, upper.col_span)
        and cell is not upper
        and number(cell.text) is not None
    ]
    if not column:
        return False
    if number(upper.text) is None:
        return True
    shape = {_shape(text) for text in column}
    codes = all(len(text) in CODE_LENGTHS and text.isdigit() for text in column)
    if codes:
        return len(whole) in CODE_LENGTHS and len(upper.text) not in CODE_LENGTHS
    return _shape(whole) in shape and _shape(upper.text) not in shape


def _is_figure(text: str) -> bool:
    """Nothing but digits and their marks: '210110', '0.0', '51,'."""
    return re.fullmatch(r"-?[\d,.]+", text) is not None


def _shape(text: str) -> int:
    """The number of decimals."""
    return len(text.partition(".")[2])


def _row_joined(first: Fragment, second: Fragment) -> tuple[Fragment, Fragment]:
    """Give the texts of the second's first row to the cells above them."""
    given = {(c.col, c.col_span): c for c in second.cells if c.row == 0 and c.text}
    cells = []
    for cell in first.cells:
        lower = given.get((cell.col, cell.col_span)) if cell.end == first.height else None
        if lower is not None:
            span = cell.row_span + lower.row_span - 1
            cell = replace(cell, parts=cell.parts + lower.parts, row_span=span, full=lower.full)
        cells.append(cell)
    rest = [
        replace(cell, row=1, row_span=cell.row_span - 1) if cell.row == 0 else cell
        for cell in second.cells
        if cell.row > 0 or (cell.row_span > 1 and not cell.text)
    ]
    left = replace(second, cells=tuple(rest))
    return replace(first, cells=tuple(cells)), _without_rows(left, 1)


def _cells_continued(first: Fragment, second: Fragment) -> tuple[Fragment, Fragment]:
    """A merged cell cut by the page end goes on where the next page has it blank."""
    above = _last_row(first)
    longer: dict[FragmentCell, int] = {}
    gone: set[FragmentCell] = set()
    for cell in second.cells:
        upper = above.get((cell.col, cell.col_span))
        if cell.row or cell.text or upper is None or not upper.text:
            continue
        if cell.row_span > 1 or upper.row_span > 1:
            longer[upper] = cell.row_span
            gone.add(cell)
    if not gone:
        return first, second
    grown = tuple(
        replace(cell, row_span=cell.row_span + longer[cell]) if cell in longer else cell
        for cell in first.cells
    )
    kept = tuple(cell for cell in second.cells if cell not in gone)
    return replace(first, cells=grown), replace(second, cells=kept)


def _table(fragment: Fragment) -> RawTable:
    """The finished table."""
    whole = without_blank_rows(fragment)
    cells = sorted(whole.cells, key=lambda cell: (cell.row, cell.col))
    return RawTable(
        cells=tuple(
            RawCell(cell.row, cell.col, cell.parts, cell.row_span, cell.col_span) for cell in cells
        ),
        height=whole.height,
        columns=whole.columns,
        pages=whole.pages,
        uncertain=whole.uncertain,
    )
