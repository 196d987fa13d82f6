"""An Excel workbook becomes lines and tables as its sheets show them.

Takes the bytes of a .xlsx or .xlsm, gives a RawDocument (`ingest.office.visible`). Reads values as
cached and never computes, runs no macro, follows no link; what it does not read of the file may be
faulty. Knows nothing of budgets.

    stored 31214205.8, format '#,##0.00', cell B7 of 收支总表 -> '31,214,205.80' at '收支总表!B7'
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.blocks import RawDocument
from ingest.errors import DamagedFile, TooLarge
from ingest.office.archive import Package, open_package
from ingest.office.cell_styles import S, read_styles
from ingest.office.drawing import read_overlays
from ingest.office.sheet_part import SheetReader, read_strings
from ingest.office.stored import StoredSheet, without_placeholders
from ingest.office.visible import raw_workbook

__all__ = ["MAX_CELLS", "read_xlsx"]

MAX_CELLS = 2_000_000
"""The most cells, merged ones included, that the printed rows of one workbook may hold."""

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FAULTS = (etree.LxmlError, LookupError, SyntaxError, TypeError, ValueError, OverflowError)


def read_xlsx(path: Path, data: bytes) -> RawDocument:
    """Read every visible sheet of a workbook; raises an InputError that says what to do."""
    package = open_package(path, data, "xl")
    try:
        sheets = list(_sheets(package))
    except _FAULTS as error:
        raise _damaged(path.name) from error
    if not sheets:
        raise _damaged(path.name)
    return raw_workbook(path.name, sheets)


def _damaged(name: str) -> DamagedFile:
    return DamagedFile(name, "工作簿不完整或内部已损坏", "请用 Excel 或 WPS 打开后另存一份再导入")


def _sheets(package: Package) -> Iterator[StoredSheet]:
    """The worksheets in the order of their tabs."""
    part = package.related("", "officeDocument") or "xl/workbook.xml"
    book = package.tree(part)
    if book is None:
        return
    reader = _reader(package, part, book)
    links = _links(package, part)
    found = []
    for tab in book.iterfind(f"{S}sheets/{S}sheet"):
        kind, target = links.get(tab.get(_ID) or "", ("", ""))
        data = package.read(target) if kind == "worksheet" else None
        if data is not None:
            hidden = tab.get("state") in ("hidden", "veryHidden")
            found.append(reader.read(tab.get("name") or "", data, hidden))
            read_overlays(package, target, found[-1])
    if _is_stale(book) and not any(sheet.computed for sheet in found):
        found = [without_placeholders(sheet) for sheet in found]
    yield from found


def _reader(package: Package, part: str, book: etree._Element) -> SheetReader:
    strings, styles = package.related(part, "sharedStrings"), package.related(part, "styles")
    data = package.read(strings) if strings else None
    properties = book.find(S + "workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return SheetReader(
        strings=[] if data is None else read_strings(data),
        styles=read_styles(package.tree(styles) if styles else None),
        from_1904=from_1904,
        allowed=lambda cells: _allow(package.name, cells),
    )


def _allow(name: str, cells: int) -> None:
    if cells > MAX_CELLS:
        raise TooLarge(name, f"有超过 {MAX_CELLS} 个单元格，超过上限", "请拆分后再导入")


def _links(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part points to inside the file: kind and name by id."""
    folder, base = posixpath.split(part)
    tree = package.tree(posixpath.join(folder, "_rels", base + ".rels"))
    return {
        str(link.get("Id")): (
            str(link.get("Type")).rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, str(link.get("Target"))))[1:],
        )
        for link in (() if tree is None else tree)
        if link.get("TargetMode") != "External"
    }


def _is_stale(book: etree._Element) -> bool:
    """The writing program asks for everything to be computed when the workbook is opened."""
    settings = book.find(S + "calcPr")
    return settings is not None and settings.get("fullCalcOnLoad") in ("1", "true")
