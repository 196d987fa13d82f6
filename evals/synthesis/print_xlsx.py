"""A Disclosure as a workbook: a sheet of prose, then a sheet for every table.

Figures are numbers with a number format, headers are merged cells, codes are text.
"""

from __future__ import annotations

import datetime
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evals.synthesis.disclosure import Cell, Contents, Cover, Disclosure, Heading, Paragraph, Table
from evals.synthesis.printed import FIXED_DATE, Printed, repacked

__all__ = ["print_xlsx"]

_THIN = Border(*[Side(style="thin")] * 4)


def print_xlsx(disclosure: Disclosure, *, stacked: bool = False) -> Printed:
    """The whole workbook; `stacked` puts all tables on one sheet, one below the other."""
    book = Workbook()
    stamp = datetime.datetime.fromisoformat(FIXED_DATE.replace("Z", "+00:00")).replace(tzinfo=None)
    book.properties.title = disclosure.title
    book.properties.creator = ""
    book.properties.created = stamp
    first = book.active
    first.title = "编制说明"
    _prose(first, disclosure)
    sheet, top = first, 1
    for i, table in enumerate(disclosure.tables):
        if i == 0 or not stacked:
            sheet, top = book.create_sheet("公开表" if stacked else _sheet_name(table)), 1
        top = _table(sheet, table, top) + 3
    out = io.BytesIO()
    book.save(out)
    return Printed(repacked(out.getvalue()))


def _sheet_name(table: Table) -> str:
    """At most 31 characters, none that Excel forbids."""
    name = table.number or table.title
    return name.translate(str.maketrans("", "", "[]:*?/\\"))[:31]


def _prose(sheet: Worksheet, disclosure: Disclosure) -> None:
    """One paragraph a row in a wide column A; the contents are left out."""
    sheet.column_dimensions["A"].width = 110
    row = 1
    for block in disclosure.blocks:
        match block:
            case Cover():
                for text in block.lines:
                    row = _prose_line(sheet, row, text, Font(bold=True, size=18))
            case Heading():
                row = _prose_line(
                    sheet, row, block.text, Font(bold=True, size=16 - 2 * block.level)
                )
            case Paragraph():
                row = _prose_line(sheet, row, block.text, Font(size=11))
            case Contents() | Table() | _:
                continue


def _prose_line(sheet: Worksheet, row: int, text: str, font: Font) -> int:
    cell = sheet.cell(row, 1, text)
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return row + 1


def _table(sheet: Worksheet, table: Table, top: int) -> int:
    """Number, merged title, caption and unit, the grid, the note; the last row that is used."""
    sheet.cell(top, 1, table.number_line)
    title = sheet.cell(top + 1, 1, table.title_line)
    title.font = Font(bold=True, size=15)
    title.alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=top + 1, end_row=top + 1, start_column=1, end_column=table.columns)
    sheet.cell(top + 2, 1, table.caption)
    unit = sheet.cell(top + 2, table.columns, table.unit_line or None)
    unit.alignment = Alignment(horizontal="right")
    for r, row in enumerate(table.rows, top + 3):
        for c, cell in enumerate(row, 1):
            _frame(sheet, r, c, cell)
    if table.note:
        sheet.cell(top + 3 + len(table.rows), 1, table.note)
    for c, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(c)].width = width * 6
    return top + 3 + len(table.rows)


def _frame(sheet: Worksheet, row: int, column: int, cell: Cell | None) -> None:
    """One cell with its border, its value and its merge."""
    if cell is None:
        return
    target = sheet.cell(row, column)
    target.border = _THIN
    target.alignment = Alignment(
        horizontal=cell.align, vertical="center", wrap_text=True, indent=cell.indent
    )
    if cell.value is not None and cell.style is not None:
        target.value = cell.value
        target.number_format = cell.style.excel
    elif cell.text:
        target.value = cell.text
    if cell.across > 1 or cell.down > 1:
        sheet.merge_cells(
            start_row=row, start_column=column,
            end_row=row + cell.down - 1, end_column=column + cell.across - 1,
        )  # fmt: skip
