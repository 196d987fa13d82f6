"""A workbook that another program wrote with faults is reduced to what is read of it.

Takes a Package, gives the bytes of a plain workbook: the sheets with cells, merges and hidden rows,
the shared strings, the number formats. Left out is what is never read and most often faulty: fonts,
fills, drawings, names, links, validations, properties. No value and no number format changes.

    <cellXfs><xf numFmtId="176" fontId="9"/></cellXfs> -> <xf numFmtId="176" fontId="0" …/>
"""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from ingest.office.archive import Package

__all__ = ["reduced"]

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK_KEPT = frozenset(_S + tag for tag in ("workbookPr", "sheets", "bookViews"))
_SHEET_KEPT = frozenset(
    _S + tag for tag in ("sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells")
)
_PLAIN = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills>"
    '<borders>{borders}</borders><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
)


def reduced(package: Package) -> bytes:
    """The workbook again, with nothing in it but what is read."""
    book = package.tree("xl/workbook.xml")
    rels = package.tree("xl/_rels/workbook.xml.rels")
    if book is None or rels is None:
        raise ValueError("no workbook part")
    links = {
        str(link.get("Id")): (str(link.get("Type")).rpartition("/")[2], _target(link))
        for link in rels
        if link.get("TargetMode") != "External"
    }
    kept = {
        key: (kind, part)
        for key, (kind, part) in links.items()
        if kind in ("worksheet", "sharedStrings", "styles") and part in package.parts
    }
    _keep(book, _BOOK_KEPT)
    _drop_sheets_without_part(book, set(kept))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", etree.tostring(book))
        for kind, part in kept.values():
            archive.writestr(part, _part(package, kind, part))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(kept))
        archive.writestr("_rels/.rels", _relations({"b": ("officeDocument", "xl/workbook.xml")}))
        archive.writestr("[Content_Types].xml", _types(kept))
    return out.getvalue()


def _target(link: etree._Element) -> str:
    return posixpath.normpath(posixpath.join("/xl", str(link.get("Target"))))[1:]


def _keep(node: etree._Element, tags: frozenset[str]) -> None:
    for child in list(node):
        if child.tag not in tags:
            node.remove(child)


def _drop_sheets_without_part(book: etree._Element, kept: set[str]) -> None:
    for sheet in list(book.iter(_S + "sheet")):
        parent = sheet.getparent()
        if sheet.get(_R + "id") not in kept and parent is not None:
            parent.remove(sheet)


def _part(package: Package, kind: str, part: str) -> bytes:
    tree = package.tree(part)
    if tree is None or kind == "sharedStrings":
        return package.read(part) or b""
    if kind == "styles":
        return _styles(tree)
    _keep(tree, _SHEET_KEPT)
    return etree.tostring(tree)


def _styles(tree: etree._Element) -> bytes:
    """Number formats and which cell style uses which; borders only as ruled or not."""
    formats, used = tree.find(_S + "numFmts"), tree.find(_S + "cellXfs")
    rules = [_border(border) for border in tree.iterfind(f"{_S}borders/{_S}border")]
    styles = [] if used is None else list(used)
    cells = "".join(_style(xf, len(rules)) for xf in styles) or '<xf numFmtId="0"/>'
    shown = "" if formats is None else etree.tostring(formats, encoding="unicode")
    plain = _PLAIN.format(borders="".join(rules) or "<border/>")
    text = f'<styleSheet xmlns="{_S[1:-1]}">{shown}{plain}<cellXfs>{cells}</cellXfs></styleSheet>'
    return text.encode()


def _border(border: etree._Element) -> str:
    sides = (border.find(_S + side) for side in ("left", "right"))
    ruled = [side is not None and side.get("style") not in (None, "none") for side in sides]
    names = (
        f'<{name} style="thin"/>' for name, on in zip(("left", "right"), ruled, strict=True) if on
    )
    return f"<border>{''.join(names)}</border>"


def _style(xf: etree._Element, borders: int) -> str:
    border = xf.get("borderId") or "0"
    known = border if border.isdigit() and int(border) < borders else "0"
    return f'<xf numFmtId="{int(xf.get("numFmtId") or 0)}" borderId="{known}"/>'


def _relations(parts: dict[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="/{part}"/>'
        for key, (kind, part) in parts.items()
    )
    return f'<Relationships xmlns="{_RELS}">{links}</Relationships>'


def _types(parts: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Override PartName="/{part}" ContentType="{_MAIN}.{kind}+xml"/>'
        for kind, part in (("sheet.main", "xl/workbook.xml"), *parts.values())
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{rows}</Types>'
    )
