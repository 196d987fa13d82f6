"""A table element → placed cells: row and column spans as a browser lays them out, absurd ones cut.

Takes a Node and the table's number on the page, gives a WebTable of PlacedCells with places like
'表3行4列2'. Also says which tables hold data and which only lay out the page. Knows nothing of what
cells say beyond 'is it a number'.

    <tr><td colspan=2>收入</td>…  →  PlacedCell(0, 0, row_span 1, col_span 2, '表1行1列1')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.blocks import RawPart
from ingest.office.grid import PlacedCell
from ingest.web.flow import cell_lines
from ingest.web.inline import Printed
from ingest.web.site import speaks
from ingest.web.tree import Node

__all__ = ["WebTable", "caption_of", "first_rows", "is_data", "read_table", "rows_of"]

_NESTED = "表内嵌有表格，其文字并入了所在单元格"
_OVERLAP = "单元格的跨行跨列相互重叠，列的位置可能不对"
_MOST_COLUMNS = 1000
_MOST_ROW_SPAN = 65_534
_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}
_WORD = re.compile(r"[0-9A-Za-z.,，%％]")


@dataclass(frozen=True, slots=True)
class WebTable:
    """The cells of one table before empty rows are dropped, and its declared column widths."""

    cells: tuple[PlacedCell, ...]
    widths: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """Rows, empty ones included."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        """Columns that cells cover."""
        return max((cell.col + cell.col_span for cell in self.cells), default=0)


def caption_of(table: Node) -> list[Printed]:
    """The lines of the caption."""
    return [line for node in table.inside("caption") for line in cell_lines(node)]


def rows_of(table: Node) -> list[list[Node]]:
    """The rows in the order they are shown (the foot last), each with its cells."""
    return [row for group in _groups(table) for row in group]


def first_rows(table: Node, most: int) -> list[list[Node]]:
    """The first rows as they stand in the source, each with its cells."""
    rows: list[list[Node]] = []
    for part in table.inside("tr", "thead", "tbody", "tfoot"):
        for row in [part] if part.tag == "tr" else part.inside("tr"):
            rows.append(list(row.inside("td", "th")))
            if len(rows) >= most:
                return rows
    return rows


def _groups(table: Node) -> list[list[list[Node]]]:
    """Rows by their group: a row span ends where its group ends."""
    groups: list[tuple[int, list[list[Node]]]] = []
    loose: list[list[Node]] | None = None
    for node in table.inside("tr", "thead", "tbody", "tfoot"):
        if node.tag == "tr":
            if loose is None:
                loose = []
                groups.append((1, loose))
            loose.append(list(node.inside("td", "th")))
        else:
            rows = [list(row.inside("td", "th")) for row in node.inside("tr")]
            groups.append((_GROUPS[node.tag], rows))
            loose = None
    return [rows for _, rows in sorted(groups, key=lambda group: group[0])]


def is_data(table: Node) -> bool:
    """False for a table that only lays out the page: its contents are then read through."""
    counts = table.counts
    rows = [sum(1 for cell in row if cell.counts.signs) for row in rows_of(table)]
    wide = sum(1 for cells in rows if cells > 1)
    if not wide:
        return False
    if counts.tables > 1:
        return table.own_figures >= 3 and wide >= 2
    if counts.figures >= 4:
        return not _lays_out(table, wide)
    return table.attrs.get("role") not in ("presentation", "none") and not _lays_out(table, wide)


def _lays_out(table: Node, wide: int) -> bool:
    """A menu beside an article: hardly any row with two cells, one of them a page of its own."""
    if wide > 2:
        return False
    return any(
        cell.counts.headings or (cell.counts.blocks >= 4 and speaks(cell.counts))
        for row in rows_of(table)
        for cell in row
    )


def read_table(table: Node, number: int) -> WebTable:
    """The cells of a table; `number` is its number on the page."""
    cells: list[PlacedCell] = []
    overlaps = False
    row = 0
    for group in _groups(table):
        above: dict[int, int] = {}
        for offset, nodes in enumerate(group):
            left = len(group) - offset
            overlaps |= _read_row(cells, nodes, row, left, above, number)
            row += 1
    nested = table.counts.tables > 1
    said = ((_NESTED,) if nested else ()) + ((_OVERLAP,) if overlaps else ())
    return WebTable(tuple(cells), _widths(table), said)


def _read_row(
    cells: list[PlacedCell],
    nodes: Sequence[Node],
    row: int,
    left: int,
    above: dict[int, int],
    number: int,
) -> bool:
    """Place the cells of one row; True when a span ran into one from above."""
    overlaps, col = False, 0
    started: dict[int, int] = {}
    for node in nodes:
        while col in above:
            col += 1
        if col >= _MOST_COLUMNS:
            break
        width = min(_span(node, "colspan", 1000), _MOST_COLUMNS - col)
        free = next((i for i in range(width) if col + i in above), width)
        overlaps |= free < width
        tall = min(_span(node, "rowspan", _MOST_ROW_SPAN) or left, left)
        parts = tuple(_parts(node, f"表{number}行{row + 1}列{col + 1}"))
        shown = 1 if node.look.overflows else free
        cells.append(PlacedCell(row, col, tall, shown, parts))
        if tall > 1:
            started |= dict.fromkeys(range(col, col + free), tall - 1)
        col += free
    for spot in list(above):
        above[spot] -= 1
        if not above[spot]:
            del above[spot]
    above.update(started)
    return overlaps


def _span(node: Node, name: str, most: int) -> int:
    """A span as browsers take it: 1 where it is no number; a row span of 0 runs to the group's end."""
    found = re.match(r"\s*\+?(\d{1,9})", node.attrs.get(name, ""))
    value = min(int(found[1]), most) if found else 1
    return value if value or name == "rowspan" else 1


def _parts(node: Node, place: str) -> Iterator[RawPart]:
    """A run a line; a blank keeps two numbers or words on two lines apart."""
    lines = cell_lines(node)
    for index, line in enumerate(lines):
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        apart = bool(after) and _WORD.match(line.text[-1]) and _WORD.match(after[0])
        indent = line.indent + node.look.indent if index == 0 else 0
        yield RawPart(line.text + (" " if apart else ""), place, indent=min(indent, 80))


def _widths(table: Node) -> tuple[str, ...]:
    """The widths that the first row with a cell for every column declares."""
    rows = first_rows(table, 20)
    most = max((len(row) for row in rows), default=0)
    full = next((row for row in rows if len(row) == most), [])
    return tuple(cell.attrs.get("width", "") for cell in full)
