"""Placed cells become a RawTable: rows without text and columns in which nothing starts are dropped.

Takes cells as an office format stores them (row, column, spans, parts; blank ones too), gives a
rectangular RawTable whose spans are cut to the rows and columns that are left. Knows no format.

    rows 6, 7, 8, 12 with text, columns A, D, E used; A6:D6 '项目'
    -> height 4, columns 3; RawCell(0, 0, '项目', row_span 1, col_span 2)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from ingest.blocks import RawCell, RawPart, RawTable

__all__ = ["PlacedCell", "compact"]

_CODES = re.compile(r"编\s*码\s*$|代\s*码\s*$")


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell at its place in the source grid; `parts` is empty where nothing is printed."""

    row: int
    col: int
    row_span: int
    col_span: int
    parts: tuple[RawPart, ...]

    @property
    def text(self) -> str:
        """The printed text."""
        return "".join(part.text for part in self.parts)


def compact(
    cells: Iterable[PlacedCell],
    pages: tuple[int, ...] = (),
    sheet: str | None = None,
    uncertain: tuple[str, ...] = (),
) -> RawTable | None:
    """The printed grid; None when nothing is printed in it."""
    placed = sorted(cells, key=lambda cell: (cell.row, cell.col))
    printed = {cell.row for cell in placed if cell.text.strip()}
    starts = {cell.col for cell in placed if cell.row in printed}
    rows, cols = sorted(printed), sorted(starts | _code_columns(placed, printed))
    kept = [cut for cell in placed if (cut := _cut(cell, rows, cols)) is not None]
    if not rows:
        return None
    return RawTable(
        cells=tuple(kept),
        height=len(rows),
        columns=len(cols),
        pages=pages,
        sheet=sheet,
        uncertain=uncertain,
    )


def _code_columns(cells: Sequence[PlacedCell], printed: Set[int]) -> set[int]:
    """类, 款 and 项 under one heading are columns also where all of them are blank.

    Where every row is merged like the heading, it is one column.
    """
    kept: set[int] = set()
    for head in cells:
        if head.row in printed and head.col_span in (2, 3) and _CODES.search(head.text):
            under = range(head.col, head.col + head.col_span)
            merged = {c.row for c in cells if c.col_span > 1 and c.col in under}
            kept |= set(under) if printed - merged else set()
    return kept


def _cut(cell: PlacedCell, rows: Sequence[int], cols: Sequence[int]) -> RawCell | None:
    """A cell in the numbering of the rows and columns that are left; None for a plain blank."""
    row, row_end = bisect_left(rows, cell.row), bisect_left(rows, cell.row + cell.row_span)
    col, col_end = bisect_left(cols, cell.col), bisect_left(cols, cell.col + cell.col_span)
    height, width = row_end - row, col_end - col
    if height < 1 or width < 1 or (not cell.text and height == width == 1):
        return None
    return RawCell(row, col, cell.parts, height, width)
