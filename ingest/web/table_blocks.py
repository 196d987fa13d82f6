"""Placed cells of web tables → blocks: a table cut by the site's paging is one, captions are lines.

Takes WebTables in order, gives RawLines and RawTables. Two tables are joined only where nothing stands
between them, their columns are the same and the second repeats the header of the first.

    科目 | 合计 …(page 1)   科目 | 合计 …(page 2)   →   one RawTable
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.amount import number
from ingest.blocks import RawLine, RawTable
from ingest.label_rows import Printed, split
from ingest.office.grid import PlacedCell, compact
from ingest.web.table_grid import WebTable

__all__ = ["continues", "joined", "table_blocks"]


def table_blocks(table: WebTable) -> Iterator[RawLine | RawTable]:
    """The table, and as lines what only stands in its grid: title, unit, notes, a column of prose."""
    by_row: dict[int, list[PlacedCell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    printed = {row: [c for c in cells if c.text.strip()] for row, cells in by_row.items()}
    numbers = sorted(row for row, cells in printed.items() if cells)
    rows = [[Printed(c.text, c.col, c.col_span) for c in printed[n]] for n in numbers]
    for is_body, first, last in split(rows):
        wanted = range(numbers[first], numbers[last - 1] + 1)
        cells = [cell for row in wanted for cell in by_row.get(row, ())]
        body = compact(cells, uncertain=table.uncertain) if is_body else None
        if body is not None and body.columns > 1:
            yield body
            continue
        parts = (part for cell in cells for part in cell.parts)
        yield from (RawLine(part.text, part.place, breaks=True) for part in parts)


def continues(head: WebTable, tail: WebTable) -> bool:
    """The same columns, and the tail starts with the head's header again."""
    return head.columns == tail.columns > 1 and repeated(head, tail) > 0


def joined(head: WebTable, tail: WebTable) -> WebTable:
    """The tail's rows under the head's, without the repeated header."""
    skip, height = repeated(head, tail), head.height
    moved = (replace(cell, row=cell.row - skip + height) for cell in tail.cells if cell.row >= skip)
    uncertain = tuple(dict.fromkeys(head.uncertain + tail.uncertain))
    return WebTable((*head.cells, *moved), head.widths, uncertain)


def repeated(head: WebTable, tail: WebTable) -> int:
    """How many rows on top of the tail print the same as the head's, figures never among them."""
    count = 0
    first, second = _rows(head, 6), _rows(tail, 6)
    while count < min(len(first), len(second)):
        row = second[count]
        if any(number(cell.text) is not None for cell in row) or _said(row) != _said(first[count]):
            break
        count += 1
    whole = all(cell.row + cell.row_span <= count for row in second[:count] for cell in row)
    return count if whole and count < tail.height else 0


def _rows(table: WebTable, most: int) -> list[list[PlacedCell]]:
    """The first rows."""
    rows: list[list[PlacedCell]] = [[] for _ in range(min(most, table.height))]
    for cell in table.cells:
        if cell.row >= len(rows):
            break
        rows[cell.row].append(cell)
    return rows


def _said(row: list[PlacedCell]) -> list[tuple[int, int, str]]:
    return [(cell.col, cell.col_span, "".join(cell.text.split())) for cell in row]
