"""Raw blocks → the one canonical text, and every line and cell as spans of it.

A text file brings its own canonical text and offsets. For PDF, DOCX and XLSX it is built here:
prose lines as read, table rows as lines with tabs between cells. Knows nothing of budgets.

    …\\n表一 部门收支总表\\n单位：万元\\n收入总计\\t51,447\\t支出总计\\t51,447\\n…
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ingest.blocks import RawCell, RawDocument, RawLine, RawPart, RawTable
from ingest.citation import Piece
from ingest.document import Cell, Page

__all__ = ["Canonical", "PlacedLine", "PlacedTable", "cell_text", "place"]

_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—"
_WRAPPED = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}()])|(?<=[()])\s+(?=[{_CJK}])|[\r\n]+")
_COLUMN, _PLACE = attrgetter("col"), attrgetter("row", "col")
_BREAKS = str.maketrans(dict.fromkeys("\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line outside tables: `text[start:end] == raw.text`."""

    raw: RawLine
    start: int
    end: int

    @property
    def text(self) -> str:
        """The printed line."""
        return self.raw.text


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table whose cells have their pieces; rows without text are gone."""

    raw: RawTable
    start: int
    end: int
    cells: tuple[Cell, ...]
    height: int


class Canonical(NamedTuple):
    """The canonical text, the pages over it, the blocks in order."""

    text: str
    pages: tuple[Page, ...]
    blocks: tuple[PlacedLine | PlacedTable, ...]


def cell_text(pieces: Iterable[str]) -> str:
    """A cell's text from its printed pieces: line breaks, and blanks between Chinese signs, are gone.

    >>> cell_text(["归口管理的 行政单位离", "退休"]), cell_text(["收 入"]), cell_text(["OA 系统"])
    ('归口管理的行政单位离退休', '收入', 'OA 系统')
    """
    text = "".join(pieces).strip()
    return text if len(text.split()) < 2 else _WRAPPED.sub("", text)


def place(raw: RawDocument) -> Canonical:
    """The canonical text of a document with all its blocks placed on it."""
    if raw.text is not None:
        return Canonical(raw.text, raw.pages, tuple(_source_block(block) for block in raw.blocks))
    writer = _Writer()
    blocks = tuple(_written_block(writer, block) for block in _page_order(raw.blocks))
    text = "".join(writer.parts)
    return Canonical(text, _page_spans(raw.pages, writer.marks, len(text)), blocks)


def _source_block(block: RawLine | RawTable) -> PlacedLine | PlacedTable:
    if isinstance(block, RawLine):
        start = block.start or 0
        return PlacedLine(block, start, start + len(block.text))
    rows = _printed_rows(block)
    cells = [
        _cell(cell, rows, [_piece(part, part.start or 0) for part in cell.parts])
        for cell in block.cells
        if cell.row in rows
    ]
    if any(one[:2] > other[:2] for one, other in pairwise(cells)):
        cells.sort(key=_PLACE)
    return PlacedTable(_frame(block), block.start or 0, block.end or 0, tuple(cells), len(rows))


def _page_order(blocks: Sequence[RawLine | RawTable]) -> list[RawLine | RawTable]:
    """A page number met after a table that runs on to the next page goes before that table."""
    ordered: list[RawLine | RawTable] = []
    table = 0
    for block in blocks:
        if isinstance(block, RawTable):
            table = len(ordered)
            ordered.append(block)
            continue
        before = ordered[table] if table < len(ordered) else None
        late = isinstance(before, RawTable) and len(before.pages) > 1 and block.furniture
        if late and isinstance(before, RawTable) and (block.page or 0) in before.pages[:-1]:
            ordered.insert(table, block)
            table += 1
        else:
            ordered.append(block)
    return ordered


class _Writer:
    """The canonical text being built; `marks` notes the offset where each page first shows."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.marks: list[tuple[int, int | str]] = []

    def write(self, text: str) -> int:
        """Append; the offset where the text starts."""
        start = self.at
        self.parts.append(text)
        self.at += len(text)
        return start

    def mark(self, page: int | str | None) -> None:
        """Note that what follows stands on a page (or sheet)."""
        if page is not None:
            self.marks.append((self.at, page))


def _written_block(writer: _Writer, block: RawLine | RawTable) -> PlacedLine | PlacedTable:
    if isinstance(block, RawTable):
        return _written_table(writer, block)
    writer.mark(block.page if block.page is not None else _sheet(block.place))
    start = writer.write(_one_line(block.text))
    writer.write("\n")
    return PlacedLine(block, start, writer.at - 1)


def _one_line(text: str) -> str:
    """The same number of characters, none of which ends a line."""
    return text if text.isprintable() else text.translate(_BREAKS)


def _written_table(writer: _Writer, table: RawTable) -> PlacedTable:
    rows = _printed_rows(table)
    by_row: dict[int, list[RawCell]] = {}
    for cell in table.cells:
        if cell.row in rows:
            by_row.setdefault(cell.row, []).append(cell)
    start = writer.at
    writer.mark(table.sheet)
    cells: list[Cell] = []
    for row in sorted(rows):
        cells.extend(_written_row(writer, sorted(by_row.get(row, []), key=_COLUMN), rows, table))
    return PlacedTable(_frame(table), start, max(start, writer.at - 1), tuple(cells), len(rows))


def _frame(table: RawTable) -> RawTable:
    """What a reader says of a table besides its cells: those are placed, and large."""
    return replace(table, cells=())


def _written_row(
    writer: _Writer, row: Sequence[RawCell], rows: dict[int, int], table: RawTable
) -> list[Cell]:
    cells, col = [], 0
    writer.mark(next((part.page for cell in row for part in cell.parts), None))
    for cell in row:
        if cell.col != col:
            writer.write("\t" * (cell.col - col))
            col = cell.col
        cells.append(_cell(cell, rows, [_written_part(writer, part) for part in cell.parts]))
    writer.write("\t" * (table.columns - 1 - col) + "\n")
    return cells


def _written_part(writer: _Writer, part: RawPart) -> Piece:
    """Where the text of a part stands, behind the blanks that indent it."""
    if part.indent:
        writer.write(" " * part.indent)
    return _piece(part, writer.write(_one_line(part.text)))


def _piece(part: RawPart, start: int) -> Piece:
    return Piece(start, start + len(part.text), part.place, (part.box,) if part.box else ())


def _cell(cell: RawCell, rows: dict[int, int], pieces: list[Piece]) -> Cell:
    """The cell with rows without text taken out of its number and its span."""
    span = 1
    if cell.row_span > 1:
        span = sum(1 for row in range(cell.row, cell.row + cell.row_span) if row in rows)
    text = cell_text((cell.text,))
    return Cell(
        rows[cell.row], cell.col, text, tuple(pieces), max(1, span), cell.col_span, cell.recognition
    )


def _printed_rows(table: RawTable) -> dict[int, int]:
    """The rows in which something is printed, and the number each gets."""
    printed = sorted({cell.row for cell in table.cells if cell.text.strip()})
    return {row: number for number, row in enumerate(printed)}


def _sheet(place_: str) -> str | None:
    """The sheet of a place 'sheet!B7'."""
    sheet, mark, _ = place_.rpartition("!")
    return sheet if mark else None


def _page_spans(
    pages: Sequence[Page], marks: Sequence[tuple[int, int | str]], length: int
) -> tuple[Page, ...]:
    """Every page from where it first shows to where the next one does."""
    numbers = {page.name: page.number for page in pages if page.name}
    first: dict[int, int] = {}
    latest = 0
    for at, mark in marks:
        number = mark if isinstance(mark, int) else numbers.get(mark, latest)
        if number > latest:
            latest = number
            first[number] = at
    spans, end = [], length
    for page in sorted(pages, key=lambda page: page.number, reverse=True):
        start = first.get(page.number, end)
        spans.append(page._replace(start=start, end=end))
        end = start
    if spans:
        spans[-1] = spans[-1]._replace(start=0)
    return tuple(reversed(spans))
