"""A Word table becomes placed cells: grid spans, vertical merges, rows and columns as drawn.

Takes table elements, gives PlacedCells with places like '表3行5列2'; joins the fragments of a table
that a conversion cut at a page end. Knows nothing of what the cells say beyond 'is it a number'.

    w:gridSpan 2 in row 1, column 3 of the fourth table -> PlacedCell(row 0, col 2, col_span 2, '表4行1列3')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from ingest.amount import number
from ingest.blocks import RawLine, RawPart, RawTable
from ingest.label_rows import Printed, split
from ingest.office.grid import PlacedCell, compact
from ingest.office.word_lists import W
from ingest.office.word_text import Words, gone, on, value

__all__ = ["WordTable", "continues", "framed", "join", "read_table", "table_blocks"]

_NESTED = "表内嵌有表格，其文字并入了所在单元格"
_APART = "表内嵌有表格，已列在本表之后"
_SAME_EDGE = 80
"""Twips (4 pt) by which the column widths of two fragments of one table may differ."""
_WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass
class WordTable:
    """The cells of one table before empty rows are dropped, and its column widths in twips.

    Grows while a table runs over pages; `rows` finds the cells that start in a row.
    """

    cells: list[PlacedCell]
    widths: tuple[int, ...]
    uncertain: tuple[str, ...] = ()
    nested: tuple[etree._Element, ...] = ()
    height: int = 0
    rows: dict[int, list[PlacedCell]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cells, self.cells = self.cells, []
        self.add(cells)

    def add(self, cells: Iterable[PlacedCell]) -> None:
        """More cells; the height counts empty rows too."""
        for cell in cells:
            self.cells.append(cell)
            self.rows.setdefault(cell.row, []).append(cell)
            self.height = max(self.height, cell.row + cell.row_span)

    def row(self, row: int) -> list[PlacedCell]:
        """The cells that start in a row."""
        return self.rows.get(row, [])


def children(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of a kind, also inside content controls and insertions; deleted ones left out."""
    for child in node:
        if child.tag == W + tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def framed(table: etree._Element) -> list[etree._Element]:
    """The cells of a table that is nothing but a frame around what stands one under the other."""
    rows = [list(children(row, "tc")) for row in _rows(table)]
    stacked = all(len(row) == 1 for row in rows)
    holds = len(rows) == 1 or any(_is_holder(cell) for row in rows for cell in row)
    return [cell for row in rows for cell in row] if stacked and holds else []


def _is_holder(cell: etree._Element) -> bool:
    return any(is_grid(table) for table in _nested(cell))


def read_table(table: etree._Element, place: int, words: Words) -> WordTable:
    """The cells of a table; `place` is its number in the document."""
    cells: list[PlacedCell] = []
    above: dict[int, int] = {}
    said: set[str] = set()
    nested: list[etree._Element] = []
    for row, node in enumerate(_rows(table)):
        below: dict[int, int] = {}
        for col, span, cell in _row_cells(node):
            for inner in _nested(cell):
                said.add(_APART if is_grid(inner) else _NESTED)
                nested.extend([inner] if is_grid(inner) else ())
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            starts = merge is None or merge.get(W + "val") == "restart"
            if not starts and col in above:
                _grow(cells, above[col], row)
                below[col] = above[col]
                continue
            spot = f"表{place}行{row + 1}列{col + 1}"
            texts = list(_cell_lines(cell, words))
            indent = _indent(cell, words) if texts else 0
            parts = tuple(
                RawPart(text, spot, indent=0 if number else indent)
                for number, text in enumerate(texts)
            )
            if merge is not None:
                below[col] = len(cells)
            cells.append(PlacedCell(row, col, 1, span, parts))
        above = below
    return WordTable(cells, _widths(table), tuple(sorted(said)), tuple(nested))


def _nested(cell: etree._Element) -> Iterator[etree._Element]:
    """The tables that stand directly in a cell."""
    for child in cell:
        if child.tag == W + "tbl":
            yield child
        elif child.tag in _WRAPPERS and not gone(child):
            yield from _nested(child)


def is_grid(table: etree._Element) -> bool:
    """At least two rows, and one of them with at least two cells."""
    rows = [sum(1 for _ in children(row, "tc")) for row in _rows(table)]
    return len(rows) > 1 and max(rows) > 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in children(table, "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and (
            properties.find(W + "del") is not None or on(properties, "hidden")
        ):
            continue
        yield row


def _row_cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a row with grid column and span; old-style horizontal merges joined."""
    col = int(value(row.find(W + "trPr"), "gridBefore") or 0)
    pending: tuple[int, int, etree._Element] | None = None
    for cell in children(row, "tc"):
        properties = cell.find(W + "tcPr")
        span = max(1, int(value(properties, "gridSpan") or 1))
        merge = None if properties is None else properties.find(W + "hMerge")
        if merge is not None and merge.get(W + "val") != "restart" and pending:
            pending = pending[0], pending[1] + span, pending[2]
        else:
            if pending:
                yield pending
            pending = col, span, cell
        col += span
    if pending:
        yield pending


def _grow(cells: list[PlacedCell], index: int, row: int) -> None:
    cells[index] = replace(cells[index], row_span=row - cells[index].row + 1)


def _cell_lines(cell: etree._Element, words: Words) -> Iterator[str]:
    """The printed lines of a cell; the rows of a table inside it follow as lines."""
    for node in cell:
        if node.tag == W + "p":
            yield from words.lines(node)
        elif node.tag == W + "tbl" and not is_grid(node):
            for row in _rows(node):
                texts = ["".join(_cell_lines(c, words)) for c in children(row, "tc")]
                if line := " ".join(filter(None, texts)):
                    yield line
        elif node.tag in _WRAPPERS and not gone(node):
            yield from _cell_lines(node, words)


def _indent(cell: etree._Element, words: Words) -> int:
    """The blanks before the text of a cell's first paragraph."""
    first = cell.find(W + "p")
    return 0 if first is None else words.indent(first)


def _widths(table: etree._Element) -> tuple[int, ...]:
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    return tuple(int(float(column.get(W + "w") or 0)) for column in columns)


def table_blocks(table: WordTable) -> Iterator[RawLine | RawTable]:
    """The table, and as lines what only stands in its grid: title, unit, notes, a column of prose."""
    by_row: dict[int, list[PlacedCell]] = {}
    for cell in table.cells:
        if cell.text.strip():
            by_row.setdefault(cell.row, []).append(cell)
    numbers = sorted(by_row)
    rows = [[Printed(c.text, c.col, c.col_span) for c in by_row[number]] for number in numbers]
    for is_body, first, last in split(rows):
        wanted = set(range(numbers[first], numbers[last - 1] + 1))
        cells = [cell for cell in table.cells if cell.row in wanted]
        body = compact(cells, uncertain=table.uncertain) if is_body else None
        if body is not None and body.columns > 1:
            yield body
            continue
        parts = (part for cell in cells for part in cell.parts)
        yield from (RawLine(part.text, part.place, breaks=True) for part in parts)


def continues(head: WordTable, tail: WordTable) -> bool:
    """The same columns, and the tail starts with the head's header again or with a figure."""
    if len(head.widths) != len(tail.widths) or not head.widths:
        return False
    same = all(abs(a - b) <= _SAME_EDGE for a, b in zip(head.widths, tail.widths, strict=True))
    return same and (_repeated(head, tail) > 0 or _has_number(tail.row(0)))


def join(head: WordTable, tail: WordTable) -> None:
    """The tail's rows under the head's, without the repeated header."""
    skip, height = _repeated(head, tail), head.height
    head.add(replace(cell, row=cell.row - skip + height) for cell in tail.cells if cell.row >= skip)
    head.uncertain = head.uncertain or tail.uncertain
    head.nested += tail.nested


def _repeated(head: WordTable, tail: WordTable) -> int:
    """How many rows on top of the tail print the same as the head's, figures never among them."""
    count = 0
    while count < min(head.height, tail.height):
        row = tail.row(count)
        if _has_number(row) or _texts(row) != _texts(head.row(count)):
            break
        count += 1
    return count


def _texts(row: list[PlacedCell]) -> list[tuple[int, str]]:
    return [(cell.col, cell.text.strip()) for cell in row]


def _has_number(row: list[PlacedCell]) -> bool:
    return any(number(cell.text) is not None for cell in row)
