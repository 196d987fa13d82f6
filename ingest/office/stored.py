"""What a spreadsheet file stores of one sheet, whichever of its formats it is in.

The readers of .xlsx and .xls fill these in; `ingest.office.visible` decides what of it is shown.
Rows and columns count from 1, as in 'B7'. Values are never computed, numbers never floats.

    row 7, col 2, Decimal('31214205.8'), format '#,##0.00', a rule at its left -> one StoredCell
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "CellStyle",
    "Merged",
    "Note",
    "Stored",
    "StoredCell",
    "StoredSheet",
    "cell_name",
    "without_placeholders",
]

Stored = str | bool | Decimal | datetime | date | time
"""A value as stored: a number stays a number also where its format shows a date."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell looks: its number format, a rule left or right of it, its font, its set indent."""

    code: str = "General"
    ruled: bool = False
    bold: bool = False
    size: float | None = None
    indent: int = 0
    left: bool = True


class StoredCell(NamedTuple):
    """One cell; value None for a blank one."""

    row: int
    col: int
    value: Stored | None
    style: CellStyle


class Merged(NamedTuple):
    """A merged area, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


class Note(NamedTuple):
    """A text that lies over the cells, anchored at a row: a text box."""

    row: int
    text: str


@dataclass(slots=True)
class StoredSheet:
    """One sheet: the cells of rows in which anything is stored, in order, and what is hidden.

    `uncomputed`: formulas without a stored result, `zero_formulas` those with a stored 0, `computed`:
    another result is stored. `commented`: cells with a comment. `pictures` counts those laid over the
    cells. `from_1904`: dates are counted from the year 1904.
    """

    name: str
    hidden: bool = False
    cells: list[StoredCell] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    zeros: bool = True
    from_1904: bool = False
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    zero_formulas: list[tuple[int, int]] = field(default_factory=list)
    computed: bool = False
    commented: list[str] = field(default_factory=list)
    boxes: list[Note] = field(default_factory=list)
    pictures: int = 0


def cell_name(row: int | str, col: int) -> str:
    """(7, 2) -> 'B7'; ('', 28) -> 'AB'."""
    return f"{_letters(col)}{row}"


@lru_cache(maxsize=512)
def _letters(col: int) -> str:
    letters = ""
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def without_placeholders(sheet: StoredSheet) -> StoredSheet:
    """Programs that cannot compute store 0 for every formula: those are no results."""
    spots = set(sheet.zero_formulas)
    sheet.cells = [
        cell._replace(value=None) if (cell.row, cell.col) in spots else cell for cell in sheet.cells
    ]
    sheet.uncomputed = sorted({*sheet.uncomputed, *spots})
    return sheet
