"""The cells of a sheet as they are shown: text, place, spans, rules.

Filled in by `ingest.office.visible`, laid out by `ingest.office.sheet`. Knows no file format.

    SheetCell(row 7, col 2, spans 1 × 1, '51,447', '收支总表!B7', ruled)
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Sheet", "SheetCell"]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A shown cell; spans in rows and columns of the sheet; `ruled`: a rule left or right of it.

    `indent` counts the half-width blanks before its text, typed or set.
    """

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    place: str
    ruled: bool = False
    number: bool = False
    bold: bool = False
    size: float | None = None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: its name, its page number, its cells that show a text or a rule."""

    name: str
    number: int
    cells: tuple[SheetCell, ...]
