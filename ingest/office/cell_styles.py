"""The style sheet of a workbook: cell style number → number format, rules, font, indent.

Takes the tree of styles.xml, gives a CellStyle per number. Faults in what is not read of it (fills,
families, names) are not looked at. Knows nothing of cells.

    <xf numFmtId="176" borderId="2"/> with 176 = '#,##0.00_ ' -> CellStyle('#,##0.00_ ', ruled=True)
"""

from __future__ import annotations

from lxml import etree

from ingest.office.cell_text import format_code
from ingest.office.stored import CellStyle

__all__ = ["read_styles", "whole"]

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def whole(text: str | None, otherwise: int = 0) -> int:
    """An attribute that should be a whole number."""
    digits = (text or "").strip()
    short = digits.isascii() and digits.isdecimal() and len(digits) <= 9
    return int(digits) if short else otherwise


def read_styles(tree: etree._Element | None) -> list[CellStyle]:
    """The cell styles in the order of their numbers; one plain style where the file has none."""
    if tree is None:
        return [CellStyle()]
    codes = {
        whole(format_.get("numFmtId"), -1): format_.get("formatCode")
        for format_ in tree.iterfind(f"{S}numFmts/{S}numFmt")
    }
    rules = [_ruled(border) for border in tree.iterfind(f"{S}borders/{S}border")]
    fonts = [_font(font) for font in tree.iterfind(f"{S}fonts/{S}font")]
    styles = [_style(xf, codes, rules, fonts) for xf in tree.iterfind(f"{S}cellXfs/{S}xf")]
    return styles or [CellStyle()]


def _ruled(border: etree._Element) -> bool:
    """A rule at the left or right side ('start' and 'end' in the strict variant)."""
    sides = (border.find(S + side) for side in ("left", "right", "start", "end"))
    return any(side is not None and side.get("style") not in (None, "none") for side in sides)


def _font(font: etree._Element) -> tuple[bool, float | None]:
    bold, size = font.find(S + "b"), font.find(S + "sz")
    heavy = bold is not None and bold.get("val") not in ("0", "false")
    try:
        return heavy, None if size is None else float(size.get("val") or 0) or None
    except ValueError:
        return heavy, None


def _style(
    xf: etree._Element,
    codes: dict[int, str | None],
    rules: list[bool],
    fonts: list[tuple[bool, float | None]],
) -> CellStyle:
    number_id = whole(xf.get("numFmtId"))
    border, font = whole(xf.get("borderId")), whole(xf.get("fontId"))
    bold, size = fonts[font] if font < len(fonts) else (False, None)
    alignment = xf.find(S + "alignment")
    return CellStyle(
        code=format_code(number_id, codes.get(number_id)),
        ruled=border < len(rules) and rules[border],
        bold=bold,
        size=size,
        indent=0 if alignment is None else whole(alignment.get("indent")),
        left=alignment is None or alignment.get("horizontal") in (None, "general", "left"),
    )
