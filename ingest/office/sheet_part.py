"""The XML of one sheet → its StoredSheet, row by row, whatever its size.

Takes the bytes of a worksheet part with the workbook's shared strings and styles; blank rows cost
nothing, however many are formatted. Values are read as cached; a formula without one is named.
Knows nothing of packages or of how a sheet is laid out.

    <c r="B7" s="3"><f>SUM(B3:B6)</f><v>51447</v></c> -> StoredCell(7, 2, Decimal('51447'), …)
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from ingest.office.cell_styles import S, whole
from ingest.office.cell_text import parsed_number
from ingest.office.stored import CellStyle, Merged, Stored, StoredCell, StoredSheet

__all__ = ["SheetReader", "read_strings"]

_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (S + tag for tag in ("row", "c", "v", "f", "is"))
_ALL = tuple(S + tag for tag in ("row", "col", "mergeCell", "sheetView"))
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_SPOT = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def read_strings(data: bytes) -> list[str]:
    """The shared strings, formatting runs joined, phonetic guides left out."""
    strings: list[str] = []
    for _, item in _nodes(data, (S + "si",)):
        strings.append(_text(item))
        _drop(item)
    return strings


def _nodes(data: bytes, tags: Sequence[str]) -> Iterator[tuple[str, etree._Element]]:
    yield from etree.iterparse(
        io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True
    )


def _drop(node: etree._Element) -> None:
    """Memory stays that of one row."""
    node.clear()
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


def _text(item: etree._Element) -> str:
    runs = (node.text or "" for node in item.iter(S + "t") if not _is_phonetic(node))
    return _ESCAPED.sub(_unescaped, "".join(runs))


def _is_phonetic(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == S + "rPh"


def _unescaped(match: re.Match[str]) -> str:
    """'_x000D_' is a line end that XML cannot carry; other control signs print nothing."""
    code = int(match[1], 16)
    return "" if (code < 32 and code not in (9, 10)) or 0xD800 <= code < 0xE000 else chr(code)


@dataclass
class SheetReader:
    """Reads the sheets of one workbook; `allowed` is called with the cells counted so far."""

    strings: Sequence[str]
    styles: Sequence[CellStyle]
    from_1904: bool
    allowed: Callable[[int], None]
    counted: int = 0

    def read(self, name: str, data: bytes, hidden: bool) -> StoredSheet:
        """One worksheet part."""
        sheet = StoredSheet(name, hidden, from_1904=self.from_1904)
        row = 0
        for _, node in _nodes(data, _ALL):
            if node.tag == _ROW:
                row = whole(node.get("r"), row + 1)
                self._read_row(node, row, sheet)
                _drop(node)
            elif node.tag == S + "col":
                sheet.hidden_cols |= _hidden_columns(node)
            elif node.tag == S + "sheetView":
                sheet.zeros = sheet.zeros and node.get("showZeros") not in ("0", "false")
            elif area := _AREA.fullmatch(node.get("ref") or ""):
                self._merge(area, sheet)
        sheet.cells.sort(key=lambda cell: cell[:2])
        return sheet

    def _read_row(self, node: etree._Element, row: int, sheet: StoredSheet) -> None:
        """The cells of one row; none where it prints nothing."""
        if _is_hidden(node, "ht"):
            sheet.hidden_rows.add(row)
        cells: list[StoredCell] = []
        said = False
        col = 0
        for cell in node:
            if cell.tag != _CELL:
                continue
            row, col = _spot(cell.get("r"), row, col + 1)
            value = self._value(cell)
            number = whole(cell.get("s"))
            style = self.styles[number if number < len(self.styles) else 0]
            said = said or value is not None
            if value is not None or style.ruled:
                cells.append(StoredCell(row, col, value, style))
            if cell.find(_FORMULA) is not None:
                _note_formula(cell, value, row, col, sheet)
        if said:
            sheet.cells.extend(cells)
            self._count(len(cells))

    def _value(self, cell: etree._Element) -> Stored | None:
        """What a cell stores; None for nothing."""
        kind = cell.get("t")
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return None if inline is None else _text(inline) or None
        stored = cell.find(_VALUE)
        text = None if stored is None else stored.text
        if not text:
            return None
        if kind == "s":
            return self.strings[int(text)] or None
        if kind in ("str", "e"):
            return _ESCAPED.sub(_unescaped, text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return datetime.fromisoformat(text.strip())
        number = parsed_number(text.strip())
        return text.strip() if number is None else number

    def _merge(self, area: re.Match[str], sheet: StoredSheet) -> None:
        top, left = _spot(area[1] + area[2], 0, 0)
        bottom, right = _spot(area[3] + area[4], 0, 0)
        if top <= bottom and left <= right:
            sheet.merged.append(Merged(top, left, bottom, right))
            self._count((bottom - top + 1) * (right - left + 1))

    def _count(self, cells: int) -> None:
        self.counted += cells
        self.allowed(self.counted)


def _spot(name: str | None, row: int, col: int) -> tuple[int, int]:
    """Row and column of 'B7'; the place that follows where a cell does not say."""
    if name is None:
        return row, col
    found = _SPOT.fullmatch(name)
    if found is None:
        raise ValueError(f"no cell: {name}")
    row, col = int(found[2]), 0
    for letter in found[1]:
        col = col * 26 + ord(letter) - 64
    if not (0 < row <= _LAST_ROW and 0 < col <= _LAST_COLUMN):
        raise ValueError(f"beyond the sheet: {name}")
    return row, col


def _is_hidden(node: etree._Element, size: str) -> bool:
    """Hidden, or drawn without height or width."""
    return node.get("hidden") in ("1", "true") or node.get(size) in ("0", "0.0")


def _hidden_columns(node: etree._Element) -> set[int]:
    first, last = whole(node.get("min")), whole(node.get("max"))
    hidden = first > 0 and _is_hidden(node, "width")
    return set(range(first, min(last, _LAST_COLUMN) + 1)) if hidden else set()


def _note_formula(
    cell: etree._Element, value: Stored | None, row: int, col: int, sheet: StoredSheet
) -> None:
    """A formula whose result was never stored, and one whose result may be a mere placeholder."""
    if value is None and cell.get("t") != "str":
        sheet.uncomputed.append((row, col))
    elif value == 0 and not isinstance(value, bool):
        sheet.zero_formulas.append((row, col))
    else:
        sheet.computed = True
