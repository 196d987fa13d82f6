"""Workbooks made for people: sheets of cells with number formats, colours and links, none a formula.

Takes Sheets of rows, writes one .xlsx: frozen header, filter, wrapped text, numbers as numbers. The
only door to openpyxl for writing. Knows no records and no findings.

    Page("勾稽", ["文件", "差额"], [[Text("预算.pdf"), Number(Decimal("0.40"))]])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from extract.whole_file import replaced_whole

__all__ = ["Colour", "Link", "Number", "Page", "Text", "Value", "save_pages"]

Colour = Literal["green", "yellow", "red", "grey", "blue"]
_FILLS = {
    "green": "D9EAD3",
    "yellow": "FFF2CC",
    "red": "F4CCCC",
    "grey": "EEEEEE",
    "blue": "DDEBF7",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FONT = "Calibri"
"""What a workbook shows where nothing is said; a font without a name is another one in some programs."""
READABLE = 320
"""Characters that one sheet of A4 paper still shows beside each other."""
LONGEST = 2000
"""No cell holds more characters; a table that came as one cell would hide the rest of the row."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of another sheet that a click leads to."""

    page: str
    row: int


@dataclass(frozen=True, slots=True)
class Text:
    """A cell of words."""

    text: str
    colour: Colour | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A cell of one exact number, shown with the decimals it has, at least `places`."""

    value: Decimal
    colour: Colour | None = None
    link: Link | None = None
    places: int = 0

    @property
    def format(self) -> str:
        """'#,##0.00' for 3442.96."""
        decimals = max(self.places, -int(self.value.as_tuple().exponent))
        return "#,##0" + ("." + "0" * decimals if decimals else "")


Value = Text | Number | None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its header row and its rows; `fixed` columns stay in view at the left."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    fixed: int = 1
    widest: int = 44


def save_pages(pages: Iterable[Page], path: Path) -> None:
    """Write the workbook; the old file stays as it was if anything goes wrong."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        _write(book.create_sheet(page.title), page)

    def save(stream: IO[bytes]) -> None:
        book.save(stream)

    replaced_whole(path, save)


def _write(sheet: Any, page: Page) -> None:
    for column, head in enumerate(page.heads, 1):
        cell = sheet.cell(row=1, column=column)
        _put_text(cell, head)
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="44546A")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for row, values in enumerate(page.rows, 2):
        for column, value in enumerate(values, 1):
            if value is not None:
                _put(sheet.cell(row=row, column=column), value)
    sheet.freeze_panes = f"{get_column_letter(page.fixed + 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(page.heads))}{len(page.rows) + 1}"
    widths = [_width(page, column) for column in range(len(page.heads))]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _lay_out_for_paper(sheet, page, sum(widths))


def _lay_out_for_paper(sheet: Any, page: Page, width: int) -> None:
    """Landscape, the header on every sheet of paper; one sheet wide where that can still be read."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.print_title_rows = "1:1"
    if width <= READABLE:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
    else:
        sheet.print_title_cols = f"A:{get_column_letter(page.fixed)}"


def _put(cell: Any, value: Text | Number) -> None:
    if isinstance(value, Number):
        cell.value = value.value
        cell.number_format = value.format
        cell.alignment = Alignment(vertical="top")
    else:
        _put_text(cell, value.text)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    if value.colour:
        cell.fill = PatternFill("solid", fgColor=_FILLS[value.colour])
    if value.link:
        place = f"'{value.link.page}'!A{value.link.row}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
        cell.font = Font(name=FONT, color="0563C1", underline="single")


def _put_text(cell: Any, text: str) -> None:
    """Words stay words, also where they begin like a formula."""
    plain = _CONTROL.sub("", text)
    cell.value = plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
    cell.data_type = "s"
    cell.number_format = "@"
    if plain.lstrip().startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def _width(page: Page, column: int) -> int:
    shown = [page.heads[column]]
    for row in page.rows[:200]:
        value = row[column] if column < len(row) else None
        if isinstance(value, Number):
            shown.append(format(value.value, ",f") + "000")
        elif value is not None:
            shown.append(value.text)
    longest = max(max(map(_wide, text.split("\n"))) for text in shown)
    return max(8, min(page.widest, longest + 2))


def _wide(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
