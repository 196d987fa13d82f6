"""The cells of one sheet become titles, tables and notes in reading order.

Takes the shown cells of a sheet with their spans, gives RawLines and RawTables. A sheet may be prose,
one table under its title, or several tables one under the other or side by side. Knows how such
sheets are laid out in general (a title and a unit row above, notes below, rules around the grid);
knows no budget terms beyond '单位：' and '注：'.

    A2 '2026年部门收入预算总表'                       -> line
    A4 '编制部门：某局'      I4 '单位：元'             -> lines
    A6 '项目'  E6 '收入预算' / A7 '编码' … / A20 '合计' -> table, rows 6 to 20
    A22 '注：本表含结转'                             -> line
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.blocks import RawLine, RawPart, RawTable
from ingest.label_rows import (
    Printed,
    is_label_row,
    is_note,
    is_title,
    split,
    states_the_table,
)
from ingest.office.grid import PlacedCell, compact
from ingest.office.sheet_cells import Sheet, SheetCell
from ingest.office.side_by_side import parted

__all__ = ["sheet_blocks"]

Block = RawLine | RawTable

_CONTENTS = re.compile(r"^[^，。；]{0,30}目\s*[录錄次]$")
_TOTAL = re.compile(r"^(?:合|总|小|共)\s*计")
_SENTENCE_END = "。；;，,"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a sheet: its cells with text, and all its cells, ruled blanks included."""

    number: int
    texts: tuple[SheetCell, ...]
    cells: tuple[SheetCell, ...]

    @property
    def ruled(self) -> bool:
        """A rule stands at the side of one of the cells that print something, or of two blanks."""
        return any(cell.ruled for cell in self.texts) or sum(c.ruled for c in self.cells) > 1

    @property
    def printed(self) -> list[Printed]:
        """The texts with their columns."""
        return [Printed(cell.text, cell.col, cell.col_span) for cell in self.texts]

    @property
    def labels(self) -> list[str]:
        """The texts alone."""
        return [cell.text for cell in self.texts]


def sheet_blocks(sheet: Sheet) -> list[Block]:
    """Lines and tables of a sheet, top to bottom; tables side by side from left to right."""
    parts = (Sheet(sheet.name, sheet.number, tuple(part)) for part in parted(sheet.cells))
    return [block for part in parts for block in _blocks(part)]


def _blocks(sheet: Sheet) -> list[Block]:
    rows = _rows(sheet.cells)
    if not rows:
        return []
    if _CONTENTS.match(sheet.name.strip()) or _CONTENTS.match(rows[0].texts[0].text.strip()):
        return list(_lines(sheet, rows, furniture=True))
    segments = _segments(rows)
    if not any(is_table for is_table, _ in segments):
        return _prose(sheet, rows)
    blocks: list[Block] = []
    for is_table, segment in segments:
        blocks.extend(_table(sheet, segment) if is_table else _lines(sheet, segment))
    return blocks


def _rows(cells: Iterable[SheetCell]) -> list[_Row]:
    """Rows that print something, in order."""
    by_row: dict[int, list[SheetCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows = (
        _Row(number, tuple(c for c in row if c.text), tuple(row))
        for number, row in sorted(by_row.items())
    )
    return [row for row in rows if row.texts]


def _segments(rows: Sequence[_Row]) -> list[tuple[bool, list[_Row]]]:
    """Runs of rows that are lines (False) or one table (True)."""
    kinds = [_is_tabular(row) for row in rows]
    kinds = [kind or _inside(rows, kinds, i) for i, kind in enumerate(kinds)]
    segments: list[tuple[bool, list[_Row]]] = []
    for row, kind in zip(rows, kinds, strict=True):
        if segments and segments[-1][0] == kind:
            segments[-1][1].append(row)
        else:
            segments.append((kind, [row]))
    parted = [part for kind, run in segments for part in _trimmed(kind, run)]
    return _joined(parted)


def _is_tabular(row: _Row) -> bool:
    """Several cells side by side that are not only labels of the table to come."""
    return len(row.texts) > 1 and not is_label_row(row.labels) and not is_note(row.labels)


def _inside(rows: Sequence[_Row], kinds: Sequence[bool], i: int) -> bool:
    """A row with one cell, or one that looks like labels, among the rows of a table."""
    row = rows[i]
    above = next((j for j in range(i - 1, -1, -1) if kinds[j]), None)
    below = next((j for j in range(i + 1, len(rows)) if kinds[j]), None)
    if row.ruled:
        return _touches(rows, i, None if is_note(row.labels) else above, below)
    if above is None or is_note(row.labels) or any(map(_announces, rows[above + 1 : i + 1])):
        return False
    if below is None:
        return row.number == rows[i - 1].number + 1 and _is_total(row, rows[above])
    return not any(map(_announces, rows[i + 1 : below]))


def _announces(row: _Row) -> bool:
    """A row without rules that another table begins with: its title, its number, its unit."""
    lone = len(row.texts) == 1
    return not row.ruled and (
        states_the_table(row.labels) or (lone and is_title(row.texts[0].text))
    )


def _is_total(row: _Row, above: _Row) -> bool:
    """A last row with a label alone: '合计' with blank amounts, or a text under a later column."""
    cell = row.texts[0]
    later = cell.col > above.texts[0].col and len(cell.text) <= 20
    return later or bool(_TOTAL.match(cell.text))


def _touches(rows: Sequence[_Row], i: int, above: int | None, below: int | None) -> bool:
    """Ruled rows hang together: every row between this one and the table is ruled too."""
    up = above is not None and all(row.ruled for row in rows[above + 1 : i])
    down = below is not None and all(row.ruled for row in rows[i + 1 : below])
    return up or down


def _trimmed(kind: bool, run: list[_Row]) -> Iterator[tuple[bool, list[_Row]]]:
    """Titles, labels and notes that were ruled like the table are lines all the same."""
    if not kind:
        yield False, run
        return
    for is_table, first, last in split([row.printed for row in run]):
        part = run[first:last]
        yield is_table and _is_table(part), part


def _is_table(body: Sequence[_Row]) -> bool:
    """At least two rows and two columns; a lone header row where it is ruled or has three cells."""
    columns = {cell.col for row in body for cell in row.texts}
    return len(columns) > 1 and (len(body) > 1 or len(columns) > 2 or body[0].ruled)


def _joined(parts: Iterable[tuple[bool, list[_Row]]]) -> list[tuple[bool, list[_Row]]]:
    """Empty runs left out, neighbouring runs of lines put together."""
    out: list[tuple[bool, list[_Row]]] = []
    for kind, run in parts:
        if run and out and not kind and not out[-1][0]:
            out[-1][1].extend(run)
        elif run:
            out.append((kind, list(run)))
    return out


def _prose(sheet: Sheet, rows: Sequence[_Row]) -> list[Block]:
    """A sheet without a table: its first line is the heading of what follows."""
    lines = list(_lines(sheet, rows))
    first = lines[0]
    text = first.text.strip()
    if len(lines) > 1 and len(text) <= 50 and text[-1] not in _SENTENCE_END:
        lines[0] = RawLine(
            first.text,
            first.place,
            first.page,
            size=first.size,
            bold=first.bold,
            heading=1,
            breaks=True,
        )
    return list(lines)


def _lines(sheet: Sheet, rows: Iterable[_Row], furniture: bool = False) -> Iterator[RawLine]:
    """One line for every printed line of every cell."""
    for row in rows:
        for cell in row.texts:
            for text in filter(str.strip, cell.text.split("\n")):
                yield RawLine(
                    text.strip(),
                    cell.place,
                    sheet.number,
                    size=cell.size,
                    bold=cell.bold,
                    furniture=furniture,
                    breaks=True,
                )


def _table(sheet: Sheet, rows: Sequence[_Row]) -> Iterator[RawTable]:
    """The grid of a run of rows; ruled blanks keep their column, blanks beyond the texts do not."""
    first = min(cell.col for row in rows for cell in row.texts)
    last = max(cell.col + cell.col_span for row in rows for cell in row.texts)
    cells = [
        PlacedCell(c.row, c.col, c.row_span, c.col_span, _parts(c, sheet.number))
        for row in rows
        for c in row.cells
        if first <= c.col < last
    ]
    table = compact(cells, pages=(sheet.number,), sheet=sheet.name)
    if table is not None:
        yield table


def _parts(cell: SheetCell, page: int) -> tuple[RawPart, ...]:
    """The lines of a cell; 'A\\nB' reads 'AB', as a cell broken by its width does."""
    lines = [line.strip() for line in cell.text.split("\n")]
    printed = [line for line in lines if line]
    return tuple(
        RawPart(line, cell.place, page, indent=0 if number else cell.indent)
        for number, line in enumerate(printed)
    )
