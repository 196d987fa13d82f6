"""What of a workbook is shown: visible sheets, rows and columns become lines and tables.

Takes StoredSheets, gives a RawDocument: a Page per visible sheet, cell strings as displayed, merged
cells as spans, places like '收支总表!B7'. What is not read is said: hidden sheets, rows and columns,
comments, pictures, formulas without a result. Knows no file format.

    row 3 hidden, column B hidden -> "工作表“收支”有隐藏的第3行、B列，没有读取"
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ingest.blocks import RawDocument, RawLine, RawTable, leading_blanks
from ingest.document import Page
from ingest.errors import EmptyFile, NoTextLayer
from ingest.office.cell_text import ERRORS, cell_text
from ingest.office.sheet import sheet_blocks
from ingest.office.sheet_cells import Sheet, SheetCell
from ingest.office.stored import Merged, StoredCell, StoredSheet, cell_name

__all__ = ["raw_workbook"]

_MOST_NAMED = 10
_PICTURE_FORMULA = "=DISPIMG("
"""What WPS stores for a picture inside a cell."""


def raw_workbook(name: str, sheets: Iterable[StoredSheet]) -> RawDocument:
    """The visible sheets in order; raises where nothing in them can be read."""
    book = _Book()
    for stored in sheets:
        book.add(stored)
    if not book.blocks and book.pictures:
        raise NoTextLayer(
            name, "工作簿里只有图片，没有单元格", "请把图片另存为 .png 或 .jpg 后再导入"
        )
    if not book.blocks:
        if book.uncomputed:
            raise EmptyFile(name, "只有没存结果的公式", "请用 Excel 或 WPS 打开并保存一次后再导入")
        raise EmptyFile(name, "没有可读的单元格", "请确认工作表没有被隐藏后再导入")
    return RawDocument("xlsx", tuple(book.blocks), None, tuple(book.pages), tuple(book.warnings))


@dataclass
class _Book:
    """The sheets read so far, and what is to be said of them."""

    blocks: list[RawLine | RawTable] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)
    pictures: int = 0

    def add(self, stored: StoredSheet) -> None:
        """Read one sheet, or say that it is hidden."""
        if stored.hidden:
            if any(cell.value is not None for cell in stored.cells):
                self.said.append(f"工作表“{stored.name}”是隐藏的，没有读取")
            return
        page = len(self.pages) + 1
        self.pages.append(Page(page, 0, 0, name=stored.name))
        shown = _Shown(stored)
        sheet = Sheet(stored.name, page, tuple(shown.cells()))
        self.blocks.extend(_with_boxes(stored, page, sheet_blocks(sheet)))
        self.said.extend(shown.said())
        self.uncomputed.extend(f"{stored.name}!{cell_name(*spot)}" for spot in stored.uncomputed)
        self.pictures += stored.pictures + len(shown.pictured)

    @property
    def warnings(self) -> list[str]:
        """Everything that was not read."""
        if not self.uncomputed:
            return self.said
        unknown = (
            f"公式没有存结果，按空白处理：{_listed(self.uncomputed)}；"
            "请用 Excel 或 WPS 打开并保存一次后再导入"
        )
        return [*self.said, unknown]


class _Area(NamedTuple):
    """Where a cell is shown: its first row and column, how many of each it covers."""

    row: int
    col: int
    rows: int
    cols: int


class _Shown:
    """One sheet on its way: its cells as shown, and what is left out of it."""

    def __init__(self, stored: StoredSheet) -> None:
        self.stored = stored
        self.areas = {(m.top, m.left): _area(stored, m) for m in reversed(stored.merged)}
        self.covering = _by_row(stored)
        self.errors: list[str] = []
        self.pictured: list[str] = []
        self.hidden_rows: set[int] = set()
        self.hidden_cols: set[int] = set()

    def cells(self) -> Iterator[SheetCell]:
        """The visible cells that show a text or a rule, in order."""
        for cell in self.stored.cells:
            area = self._place(cell)
            if area is None:
                continue
            shown = self._text(cell)
            if shown or cell.style.ruled:
                yield self._cell(cell, area, shown)

    def _place(self, cell: StoredCell) -> _Area | None:
        """Where a cell is shown; None where it is hidden or covered by a merged one."""
        spot = cell.row, cell.col
        if spot in self.areas:
            area = self.areas[spot]
        elif any(m.left <= cell.col <= m.right for m in self.covering.get(cell.row, ())):
            return None
        elif cell.row in self.stored.hidden_rows or cell.col in self.stored.hidden_cols:
            area = None
        else:
            area = _Area(cell.row, cell.col, 1, 1)
        if area is None and cell.value is not None:
            by_row = cell.row in self.stored.hidden_rows
            (self.hidden_rows if by_row else self.hidden_cols).add(cell.row if by_row else cell.col)
        return area

    def _text(self, cell: StoredCell) -> str:
        shown = cell_text(cell.value, cell.style.code, self.stored.zeros, self.stored.from_1904)
        if shown in ERRORS:
            self.errors.append(f"{self._name(cell)} 显示为错误值 {shown}")
        if shown.startswith(_PICTURE_FORMULA):
            self.pictured.append(f"{cell_name(cell.row, cell.col)}")
            return ""
        return shown

    def _name(self, cell: StoredCell) -> str:
        return f"{self.stored.name}!{cell_name(cell.row, cell.col)}"

    def _cell(self, cell: StoredCell, area: _Area, shown: str) -> SheetCell:
        style, label = cell.style, isinstance(cell.value, str)
        return SheetCell(
            row=area.row,
            col=area.col,
            row_span=area.rows,
            col_span=area.cols,
            text=shown,
            place=self._name(cell),
            ruled=style.ruled,
            number=isinstance(cell.value, Decimal),
            bold=style.bold,
            size=style.size,
            indent=_indent(cell) if label else 0,
        )

    def said(self) -> Iterator[str]:
        """What of the sheet was not read, and what it shows as errors."""
        sheet = f"工作表“{self.stored.name}”"
        yield from self.errors
        rows = [f"第{row}行" for row in sorted(self.hidden_rows)]
        columns = [f"{cell_name('', col)}列" for col in sorted(self.hidden_cols)]
        if hidden := rows + columns:
            yield f"{sheet}有隐藏的{_listed(hidden)}，没有读取"
        if self.stored.commented:
            yield f"{sheet}有批注，没有读取：{_listed(self.stored.commented)}"
        if self.pictured:
            yield f"{sheet}的单元格里有图片，没有读取：{_listed(self.pictured)}"
        if self.stored.pictures:
            yield f"{sheet}有{self.stored.pictures}张图片，没有读取"


def _area(stored: StoredSheet, merged: Merged) -> _Area | None:
    """A merged area from the first row and column of it that is shown; None where none is."""
    rows, cols = stored.hidden_rows, stored.hidden_cols
    row = next((r for r in range(merged.top, merged.bottom + 1) if r not in rows), None)
    col = next((c for c in range(merged.left, merged.right + 1) if c not in cols), None)
    if row is None or col is None:
        return None
    return _Area(row, col, merged.bottom - row + 1, merged.right - col + 1)


def _by_row(stored: StoredSheet) -> dict[int, list[Merged]]:
    """The merged areas over every row in which something is stored."""
    rows = sorted({cell.row for cell in stored.cells})
    found: dict[int, list[Merged]] = {}
    for merged in stored.merged:
        for row in rows[bisect_left(rows, merged.top) : bisect_right(rows, merged.bottom)]:
            found.setdefault(row, []).append(merged)
    return found


def _indent(cell: StoredCell) -> int:
    """The half-width blanks before a label: typed, or set for cells that are not centred."""
    step = cell.style.indent * 2 if cell.style.left else 0
    return leading_blanks(str(cell.value)) + step


def _with_boxes(
    stored: StoredSheet, page: int, blocks: Sequence[RawLine | RawTable]
) -> Iterator[RawLine | RawTable]:
    """Text boxes: those above the first printed row come first, the others last."""
    top = next((cell.row for cell in stored.cells if cell.value is not None), 0)
    above = [box for box in stored.boxes if box.row < top]
    below = [box for box in stored.boxes if box.row >= top]
    place = f"{stored.name}!文本框"
    yield from (RawLine(box.text, place, page, breaks=True) for box in above)
    yield from blocks
    yield from (RawLine(box.text, place, page, breaks=True) for box in below)


def _listed(names: Sequence[str]) -> str:
    more = f"等{len(names)}处" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more
