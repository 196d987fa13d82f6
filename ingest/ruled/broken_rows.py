"""A row cut by the page end becomes whole: which rows are the rest of one, and how they are joined.

Takes the two fragments on both sides of a page end, on the same columns, gives them back with the
cut row in the first. Knows nothing of lines, titles or files.

    2080505 | 机关事业单位基本养老保险缴费 | 142      the last row of a page
            | 支出                     |          the first of the next: its rest
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.amount import number
from ingest.ruled.fragments import Fragment, FragmentCell, without_first_rows

__all__ = ["cells_continued", "is_rest", "row_joined"]

CODE_LENGTHS = frozenset({3, 5, 7})
"""类, 款 and 项 of the classifications."""

_NEW_ROW = re.compile(
    r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[、.．]\D|[①-⑳]"
    r"|其中|合\s*计|总\s*计|小\s*计|本年|上年|年初|年末|\d{3}(?:\d\d){0,2}$"
)

_UNPARTED = re.compile(r"[（《“]*(?:[\w.,%]+|.)[，。、；：）》”！？]*", re.ASCII)


def _last_row(fragment: Fragment) -> dict[tuple[int, int], FragmentCell]:
    """The cells that reach the last row, by columns."""
    height = fragment.height
    return {
        (cell.col, cell.col_span): cell
        for cell in fragment.cells
        if cell.row + cell.row_span == height
    }


def is_rest(first: Fragment, second: Fragment, cut_rows_are_open: bool) -> bool:
    """The first row of the second fragment is the rest of the last row of the first.

    CASE 1 two pieces make a code or a number of their column: 210110 | 1, 0.0 | 0.
    CASE 2 no rule is printed where the page cuts the row; where the printer of the document leaves
           cut rows open, a closed row is a whole one.
    CASE 3 a line that goes on is spread over its cell: 当 年 收 入 | 小计.
    CASE 4 every text above fills its cell or leaves a bracket open: 机关事业单位基本养老保险缴费 | 支出.
    CASE 5 all other rows have numbers, this one has only words: 社会保障和就 | 业支出.
    Otherwise a row that begins like one (二、, 其中, 合计, 2010101) or has its own numbers is none.
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
    if cut_rows_are_open:
        return first.cut_below and second.cut_above
    if len(cut) == len(pairs) and all(_spread(first, upper) for upper, _ in cut):
        return True
    if any(_NEW_ROW.match(lower.text) for _, lower in cut):
        return False
    if all(_no_room(upper, lower) or _unclosed(upper.text, lower.text) for upper, lower in cut):
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
    rows = {cell.row for cell in fragment.cells if _has_number(cell)}
    body = range(min(rows, default=last), last)
    return last not in rows and len(body) >= 3 and all(row in rows for row in body)


def _has_number(cell: FragmentCell) -> bool:
    """The cell prints a number; most texts are told by their last character."""
    text = cell.text
    return bool(text) and (text[-1].isdigit() or text[-1] in ")）") and number(text) is not None


def _no_room(upper: FragmentCell, lower: FragmentCell) -> bool:
    """What the lower text begins with did not fit behind the upper one.

    A line may end before a number or word that cannot be parted, and no mark may begin the next.
    """
    found = _UNPARTED.match(lower.text)
    first = found[0] if found else lower.text[:1]
    return upper.spare < sum(0.5 if char.isascii() else 1.0 for char in first)


def _unclosed(upper: str, lower: str) -> bool:
    """A bracket opened before the cut is closed after it."""
    return any(
        upper.count(left) > upper.count(right) and lower.count(right) > lower.count(left)
        for left, right in ("（）", "()", "《》", "“”")
    )


def _rows_have_numbers(fragment: Fragment) -> bool:
    """Nearly every row under the head has a number, the last one too."""
    rows = {cell.row for cell in fragment.cells if _has_number(cell)}
    if fragment.height - 1 not in rows:
        return False
    body = range(min(rows), fragment.height)
    return len(body) >= 3 and len(rows) >= 0.9 * len(body)


def _cut_figure(first: Fragment, upper: FragmentCell, lower: FragmentCell) -> bool:
    """Two pieces that are only together a code, or a number as its column prints them."""
    if not _is_figure(upper.text):
        return False
    whole, torn = upper.text + lower.text, number(upper.text) is None
    if number(whole) is None or (whole.isdigit() and len(whole) > max(CODE_LENGTHS)):
        return False
    whole_code = len(whole) in CODE_LENGTHS and len(upper.text) not in CODE_LENGTHS
    if not torn and not whole_code and _shape(whole) == _shape(upper.text):
        return False
    column = [
        cell.text
        for cell in first.cells
        if (cell.col, cell.col_span) == (upper.col, upper.col_span)
        and cell is not upper
        and _has_number(cell)
    ]
    if not column:
        return False
    if torn:
        return True
    shape = {_shape(text) for text in column}
    codes = all(len(text) in CODE_LENGTHS and text.isdigit() for text in column)
    if codes:
        return whole_code
    return _shape(whole) in shape and _shape(upper.text) not in shape


def _is_figure(text: str) -> bool:
    """Nothing but digits and their marks: '210110', '0.0', '51,'."""
    return re.fullmatch(r"-?[\d,.]+", text) is not None


def _shape(text: str) -> int:
    """The number of decimals."""
    return len(text.partition(".")[2])


def row_joined(first: Fragment, second: Fragment) -> tuple[Fragment, Fragment]:
    """Give the texts of the second's first row to the cells above them."""
    given = {(c.col, c.col_span): c for c in second.cells if c.row == 0 and c.text}
    cells = []
    for cell in first.cells:
        lower = given.get((cell.col, cell.col_span)) if cell.end == first.height else None
        if lower is not None:
            span = cell.row_span + lower.row_span - 1
            cell = cell._replace(parts=cell.parts + lower.parts, row_span=span, spare=lower.spare)
        cells.append(cell)
    rest = [
        cell._replace(row=1, row_span=cell.row_span - 1) if cell.row == 0 else cell
        for cell in second.cells
        if cell.row > 0 or (cell.row_span > 1 and not cell.text)
    ]
    left = replace(second, cells=tuple(rest))
    return replace(first, cells=tuple(cells)), without_first_rows(left, 1)


def cells_continued(first: Fragment, second: Fragment) -> tuple[Fragment, Fragment]:
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
        cell._replace(row_span=cell.row_span + longer[cell]) if cell in longer else cell
        for cell in first.cells
    )
    kept = tuple(cell for cell in second.cells if cell not in gone)
    return replace(first, cells=grown), replace(second, cells=kept)
