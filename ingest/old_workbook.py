"""An Excel workbook of the years before 2007 (.xls) becomes lines and tables as its sheets show them.

Takes the bytes of a .xls, gives what the reader of .xlsx gives for the same sheets: cell strings as
displayed, merged cells as spans, what is hidden said. The only door to xlrd; computes nothing, runs
no macro. Knows nothing of budgets.

    stored 31214205.8, format '#,##0.00', cell B7 of 收支总表 -> '31,214,205.80' at '收支总表!B7'
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlrd

from ingest.blocks import RawDocument
from ingest.errors import DamagedFile, InputError, PasswordProtected
from ingest.office.cell_text import format_code
from ingest.office.number_format import exact
from ingest.office.stored import (
    CellStyle,
    Merged,
    Stored,
    StoredCell,
    StoredSheet,
    cell_name,
    without_placeholders,
)
from ingest.office.visible import raw_workbook

__all__ = ["read_xls"]

# xlrd meets broken files with many kinds of exceptions; all mean the same to people.
_FAULTS = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
_NO_RULE = 0
_FORMULA, _END, _COMPUTE_ON_OPENING, _EMPTY = 0x0006, 0x000A, 0x0002, 3


def read_xls(path: Path, data: bytes) -> RawDocument:
    """Read every visible sheet of an old workbook; raises an InputError that says what to do."""
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            on_demand=True,
            logfile=io.StringIO(),
        )
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except _FAULTS as error:
        raise _fault(path.name, error) from error
    if any(sheet.computed for sheet in sheets):
        for sheet in sheets:
            sheet.uncomputed.clear()
        return raw_workbook(path.name, sheets)
    return raw_workbook(path.name, map(without_placeholders, sheets))


def _fault(name: str, error: Exception) -> InputError:
    if "encrypted" in str(error).lower():
        return PasswordProtected(name, "文件设有打开密码", "请在办公软件中打开并去掉密码后再导入")
    return DamagedFile(name, "工作簿不完整或内部已损坏", "请用 Excel 或 WPS 打开后另存一份再导入")


def _sheet(book: Any, sheet: Any) -> StoredSheet:
    stored = StoredSheet(
        name=sheet.name,
        hidden=sheet.visibility != 0,
        cells=list(_cells(book, sheet)),
        merged=[
            Merged(top + 1, left + 1, end, right) for top, end, left, right in sheet.merged_cells
        ],
        hidden_rows={row + 1 for row, info in sheet.rowinfo_map.items() if _row_hidden(info)},
        hidden_cols={
            col + 1 for col, info in sheet.colinfo_map.items() if info.hidden or not info.width
        },
        zeros=bool(sheet.show_zero_values),
        from_1904=bool(book.datemode),
        commented=[cell_name(row + 1, col + 1) for row, col in sorted(sheet.cell_note_map)],
    )
    _note_formulas(book, sheet, stored)
    return stored


def _note_formulas(book: Any, sheet: Any, stored: StoredSheet) -> None:
    """Formulas with an empty result, with 0 until the file is opened, and with a real one."""
    memory, at = book.mem, book._sh_abs_posn[sheet.number]
    while at + 4 <= len(memory):
        kind, length = struct.unpack_from("<HH", memory, at)
        if kind == _END:
            return
        if kind == _FORMULA and length >= 16:
            row, col, _, result, flags = struct.unpack_from("<HHH8sH", memory, at + 4)
            if result[6:] == b"\xff\xff" and result[0] == _EMPTY:
                stored.uncomputed.append((row + 1, col + 1))
            elif not any(result) and flags & _COMPUTE_ON_OPENING:
                stored.zero_formulas.append((row + 1, col + 1))
            else:
                stored.computed = True
        at += 4 + length


def _row_hidden(info: Any) -> bool:
    return bool(info.hidden) or info.height == 0


def _cells(book: Any, sheet: Any) -> Iterator[StoredCell]:
    """The cells of rows in which anything is stored."""
    styles: dict[int, CellStyle] = {}
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        stored = [_value(kind, value) for kind, value in zip(kinds, values, strict=True)]
        if all(value is None for value in stored):
            continue
        for col, value in enumerate(stored):
            number = sheet.cell_xf_index(row, col)
            style = styles.get(number) or styles.setdefault(number, _style(book, number))
            if value is not None or style.ruled:
                yield StoredCell(row + 1, col + 1, value, style)


def _value(kind: int, value: Any) -> Stored | None:
    """Dates stay the numbers they are stored as; their format shows them."""
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return exact(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#VALUE!"))
    return str(value) if kind == xlrd.XL_CELL_TEXT and value else None


def _style(book: Any, number: int) -> CellStyle:
    style = book.xf_list[number]
    font, border = book.font_list[style.font_index], style.border
    own = book.format_map.get(style.format_key)
    return CellStyle(
        code=format_code(style.format_key, own.format_str if own else None),
        ruled=border.left_line_style != _NO_RULE or border.right_line_style != _NO_RULE,
        bold=bool(font.bold) or font.weight >= 700,
        size=font.height / 20 or None,
        indent=style.alignment.indent_level,
        left=style.alignment.hor_align in (0, 1),
    )
