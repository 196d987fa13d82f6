"""An Excel workbook becomes lines and tables as its sheets show them.

Takes the bytes of a .xlsx, gives a RawDocument: a Page per visible sheet, cell strings as displayed,
merged cells as spans, places like '收支总表!B7'. Reads cached values and never computes; a formula
without one, and everything hidden, is said in the warnings. Knows nothing of budgets; which rows are
lines and which are a table is decided in `ingest.office.sheet`.

    stored 31214205.8, format '#,##0.00', cell B7 of 收支总表 -> '31,214,205.80' at '收支总表!B7'
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from lxml import etree
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel

from ingest.blocks import RawDocument, RawLine, RawTable, leading_blanks
from ingest.document import Page
from ingest.errors import DamagedFile, EmptyFile, TooLarge
from ingest.office.archive import Package, open_package
from ingest.office.number_format import exact, show_date, show_number, show_text
from ingest.office.sheet import Sheet, SheetCell, sheet_blocks
from ingest.office.workbook_repair import reduced

__all__ = ["MAX_CELLS", "read_xlsx"]

MAX_CELLS = 2_000_000
"""The most cells, blank but formatted ones included, that one workbook may hold."""

_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')

# Built-in formats that the Chinese edition shows and openpyxl does not list; 14 and 22 by locale.
_CHINESE_DATES = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
# openpyxl meets odd workbooks with many kinds of exceptions; all mean the same to people.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)


class _Area(NamedTuple):
    """Where a cell is shown: its first row and column, how many of each it covers."""

    row: int
    col: int
    rows: int
    cols: int


def read_xlsx(path: Path, data: bytes) -> RawDocument:
    """Read every visible sheet of a workbook; raises an InputError that says what to do."""
    package = open_package(path, data, "xl")
    _check_cells(package)
    book = _load(path, data, package)
    said: list[str] = []
    blocks: list[RawLine | RawTable] = []
    pages: list[Page] = []
    for source in book.worksheets:
        if source.sheet_state != "visible":
            said.extend(_hidden_sheet(source))
            continue
        pages.append(Page(len(pages) + 1, 0, 0, name=source.title))
        sheet = _sheet(source, len(pages), book.epoch, said)
        blocks.extend(sheet_blocks(sheet))
    said.extend(_uncomputed(package, [page.name for page in pages]))
    if not blocks:
        raise EmptyFile(path.name, "没有可读的单元格", "请确认工作表没有被隐藏后再导入")
    return RawDocument("xlsx", tuple(blocks), None, tuple(pages), tuple(said))


def _check_cells(package: Package) -> None:
    """Counts cells before they are built: a small file can unpack, or merge, to millions."""
    cells = 0
    for part in package.parts:
        if not part.endswith((".xml", ".rels")):
            continue
        data = package.read(part) or b""
        if part.startswith("xl/worksheets/"):
            cells += (
                data.count(b"<c ")
                + data.count(b"<row")
                + sum(map(_merged_cells, _MERGED.finditer(data)))
            )
    if cells > MAX_CELLS:
        raise TooLarge(
            package.name, f"有 {cells} 个单元格，超过上限", "请删去空白区域或拆分后再导入"
        )


def _merged_cells(match: re.Match[bytes]) -> int:
    """How many cells one merged area covers."""
    first, top, last, bottom = (group.decode() for group in match.groups())
    columns: int = column_index_from_string(last) - column_index_from_string(first) + 1
    return columns * (int(bottom) - int(top) + 1)


def _load(path: Path, data: bytes, package: Package) -> Any:
    """The workbook; one that other programs wrote with faults without what is not read of it."""
    try:
        return _opened(data)
    except _FAULTS:
        pass
    try:
        return _opened(reduced(package))
    except _FAULTS as error:
        raise DamagedFile(
            path.name, "工作簿不完整或内部已损坏", "请用 Excel 或 WPS 打开后另存一份再导入"
        ) from error


def _opened(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    if not book.worksheets:
        raise ValueError("no worksheets")
    return book


def _hidden_sheet(source: Any) -> Iterator[str]:
    if any(cell.value is not None for cell in source._cells.values()):
        yield f"工作表“{source.title}”是隐藏的，没有读取"


def _sheet(source: Any, number: int, epoch: datetime, said: list[str]) -> Sheet:
    """The visible cells of one sheet with their spans, in the numbering of the sheet."""
    hidden_rows, hidden_cols = _hidden_rows(source), _hidden_columns(source)
    areas = _areas(source, hidden_rows, hidden_cols)
    zeros = source.sheet_view.showZeros is not False
    cells: list[SheetCell] = []
    left_out: set[str] = set()
    for (row, col), cell in sorted(source._cells.items()):
        alone = None if row in hidden_rows or col in hidden_cols else _Area(row, col, 1, 1)
        area = None if isinstance(cell, MergedCell) else areas.get((row, col), alone)
        if area is None:
            left_out |= _left_out(cell, hidden_rows)
            continue
        shown = _shown(cell, epoch, zeros)
        if shown in _ERRORS:
            said.append(f"{source.title}!{cell.coordinate} 显示为错误值 {shown}")
        placed = _placed(cell, area, shown, source.title)
        if placed.text or placed.ruled:
            cells.append(placed)
    if left_out:
        said.append(f"工作表“{source.title}”有隐藏的{_listed(left_out)}，没有读取")
    return Sheet(source.title, number, tuple(cells))


def _hidden_rows(source: Any) -> set[int]:
    return {row for row, format_ in source.row_dimensions.items() if _is_hidden(format_)}


def _is_hidden(dimension: Any) -> bool:
    size = getattr(dimension, "height", None) if hasattr(dimension, "height") else dimension.width
    return bool(dimension.hidden) or (size is not None and size == 0)


def _hidden_columns(source: Any) -> set[int]:
    """openpyxl keeps a run of equal columns as one dimension with min and max."""
    runs = [d for d in source.column_dimensions.values() if _is_hidden(d) and d.min]
    return {col for run in runs for col in range(run.min, min(run.max, source.max_column) + 1)}


def _areas(source: Any, rows: set[int], cols: set[int]) -> dict[tuple[int, int], _Area | None]:
    """Merged areas by their anchor, from the first row and column of them that is shown."""
    found: dict[tuple[int, int], _Area | None] = {}
    for area in source.merged_cells.ranges:
        row = next((r for r in range(area.min_row, area.max_row + 1) if r not in rows), None)
        col = next((c for c in range(area.min_col, area.max_col + 1) if c not in cols), None)
        found[area.min_row, area.min_col] = (
            _Area(row, col, area.max_row - row + 1, area.max_col - col + 1)
            if row is not None and col is not None
            else None
        )
    return found


def _left_out(cell: Any, hidden_rows: set[int]) -> set[str]:
    if cell.value is None:
        return set()
    return {f"第{cell.row}行" if cell.row in hidden_rows else f"{cell.column_letter}列"}


def _listed(names: set[str]) -> str:
    ordered = sorted(names, key=lambda name: (name[0] != "第", len(name), name))
    more = f"等{len(ordered)}处" if len(ordered) > 8 else ""
    return "、".join(ordered[:8]) + more


def _placed(cell: Any, area: _Area, shown: str, title: str) -> SheetCell:
    border, font = cell.border, cell.font
    return SheetCell(
        row=area.row,
        col=area.col,
        row_span=area.rows,
        col_span=area.cols,
        text=shown,
        place=f"{title}!{get_column_letter(cell.column)}{cell.row}",
        ruled=bool(border.left and border.left.style) or bool(border.right and border.right.style),
        number=isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool),
        bold=bool(font and font.b),
        size=float(font.sz) if font and font.sz else None,
        indent=_indent(cell),
    )


def _indent(cell: Any) -> int:
    """The half-width blanks before a label: typed, or set for cells that are not centred."""
    if not isinstance(cell.value, str):
        return 0
    alignment = cell.alignment
    left = alignment is not None and alignment.horizontal in (None, "general", "left")
    step = int(alignment.indent or 0) * 2 if left else 0
    return leading_blanks(cell.value) + step


def _shown(cell: Any, epoch: datetime, zeros: bool) -> str:
    """The text a cell displays."""
    value = cell.value
    if value is None:
        return ""
    style = cell._style.numFmtId if cell.has_style else 0
    code = _CHINESE_DATES.get(style, cell.number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if style in _CHINESE_DATES:
            return show_date(from_excel(value, epoch), code)
        return "" if value == 0 and not zeros else show_number(exact(value), code)
    if isinstance(value, (datetime, date, time, timedelta)):
        return show_date(value, code)
    return show_text(str(value), code).replace("_x000D_", "").replace("\r\n", "\n").strip()


def _uncomputed(package: Package, visible: list[str]) -> Iterator[str]:
    """Formulas whose result was never stored, as 'sheet!cell'; their cells are blank to us."""
    places: list[str] = []
    for name, part in _sheet_parts(package):
        data = package.read(part) or b""
        if name in visible and (b"<f>" in data or b"<f " in data):
            places += [f"{name}!{cell}" for cell in _without_result(data)]
    if places:
        more = f"等{len(places)}处" if len(places) > 10 else ""
        yield (
            f"公式没有存结果，按空白处理：{'、'.join(places[:10])}{more}；"
            "请用 Excel 或 WPS 打开并保存一次后再导入"
        )


def _without_result(data: bytes) -> Iterator[str]:
    parser = {"resolve_entities": False, "no_network": True, "tag": "{*}c"}
    for _, cell in etree.iterparse(io.BytesIO(data), events=("end",), **parser):
        value, inline = cell.find("{*}v"), cell.find("{*}is")
        empty = value is None or not value.text
        if cell.find("{*}f") is not None and empty and inline is None and cell.get("t") != "str":
            yield str(cell.get("r"))
        cell.clear()


def _sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    """Sheet names with their parts, through the workbook's relationships."""
    book, rels = package.tree("xl/workbook.xml"), package.tree("xl/_rels/workbook.xml.rels")
    if book is None or rels is None:
        return
    targets = {str(link.get("Id")): str(link.get("Target")) for link in rels}
    for sheet in book.iter("{*}sheet"):
        ids = [value for name, value in sheet.attrib.items() if str(name).endswith("}id")]
        target = targets.get(str(ids[0])) if ids else None
        if target:
            part = target.lstrip("/") if target.startswith("/") else "xl/" + target
            yield str(sheet.get("name")), part
