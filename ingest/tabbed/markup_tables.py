"""HTML tables inside a text conversion → tables with their spans, by offsets into the source.

Converters of PDF to Markdown print tables as markup. Takes the decoded text, gives each table with
where it stands; its cells are runs of the source, never repaired. What stands between two numbers of
one cell is kept, so that they are never read as one. Knows nothing of budgets.

    <tr><td colspan="2">收入</td><td>支出</td></tr>  ->  '收入' over two columns, '支出' in the third
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from ingest.amount import number
from ingest.blocks import RawLine, RawPart, RawTable
from ingest.label_rows import Printed, split
from ingest.office.grid import PlacedCell, compact
from ingest.tabbed.runs import kept_apart
from ingest.tabbed.tab_rows import SourceLine, is_page_number

__all__ = ["MarkupTable", "joined", "markup_tables"]

_TABLE = re.compile(r"<table\b[^<>]*>|</table\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"\b(?P<name>rowspan|colspan)\s*=\s*[\"']?\s*(?P<count>\d{1,4})", re.IGNORECASE)
_BLANKS = re.compile(r"(?:\s|&(?:nbsp|ensp|emsp|#160|#12288);|<!--.*?-->)+", re.DOTALL)
_NESTED = "表内嵌有表格，其文字并入了所在单元格"
_MOST_COLUMNS = 500


@dataclass(slots=True)
class MarkupTable:
    """One table: where its markup begins and ends in the text, and its placed cells."""

    start: int
    end: int
    cells: list[PlacedCell] = field(default_factory=list)
    nested: bool = False

    @property
    def columns(self) -> int:
        """Columns that cells cover."""
        return max((cell.col + cell.col_span for cell in self.cells), default=0)

    @property
    def height(self) -> int:
        """Rows, empty ones included."""
        return max((cell.row for cell in self.cells), default=-1) + 1

    def rows(self) -> dict[int, list[tuple[int, str]]]:
        """What each row prints, by column."""
        rows: dict[int, list[tuple[int, str]]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append((cell.col, cell.text))
        return rows

    def blocks(self) -> Iterator[RawLine | RawTable]:
        """The table; as lines what only stands in its grid: title, unit, notes."""
        by_row: dict[int, list[PlacedCell]] = {}
        for cell in self.cells:
            if cell.text:
                by_row.setdefault(cell.row, []).append(cell)
        numbers = sorted(by_row)
        rows = [[Printed(c.text, c.col, c.col_span) for c in by_row[n]] for n in numbers]
        for is_body, first, last in split(rows):
            wanted = range(numbers[first], numbers[last - 1] + 1)
            cells = [cell for cell in self.cells if cell.row in wanted]
            body = _body(cells, self.nested) if is_body else None
            if body is not None and body.columns > 1:
                yield body
                continue
            for part in (part for cell in cells for part in cell.parts):
                yield RawLine(part.text, part.place, breaks=True, start=part.start)


def _body(cells: Sequence[PlacedCell], nested: bool) -> RawTable | None:
    table = compact(cells, uncertain=(_NESTED,) if nested else ())
    parts = [part for cell in cells for part in cell.parts]
    if table is None:
        return None
    starts = [part.start or 0 for part in parts]
    ends = [(part.start or 0) + len(part.text) for part in parts]
    return replace(table, start=min(starts), end=max(ends))


def markup_tables(text: str) -> list[MarkupTable]:
    """The closed tables of a text in order; a table in a cell of another belongs to that cell."""
    tables: list[MarkupTable] = []
    opened: list[int] = []
    for mark in _TABLE.finditer(text):
        if mark[0][1] != "/":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if not opened:
                tables.append(_read(text, start, mark.end(), len(tables) + 1))
    return [table for table in tables if table.cells]


def joined(tables: Sequence[MarkupTable], lines: Sequence[SourceLine]) -> list[MarkupTable]:
    """Tables that a page end has cut put together; only page numbers may stand between them."""
    whole: list[MarkupTable] = []
    for table in tables:
        head = whole[-1] if whole else None
        if head is not None and _clear(lines, head.end, table.start) and _continues(head, table):
            whole[-1] = _appended(head, table)
        else:
            whole.append(table)
    return whole


def _clear(lines: Sequence[SourceLine], start: int, end: int) -> bool:
    first = bisect_left(lines, start, key=lambda line: line.start)
    between = takewhile(lambda line: line.start < end, islice(lines, first, None))
    return all(is_page_number(line.body) for line in between)


def _continues(head: MarkupTable, tail: MarkupTable) -> bool:
    """As many columns, and the header again or a figure in the first row."""
    if head.columns != tail.columns:
        return False
    figures = any(number(cell.text) is not None for cell in tail.cells if cell.row == 0)
    return figures or _repeated(head, tail) > 0


def _repeated(head: MarkupTable, tail: MarkupTable) -> int:
    """How many rows on top say the same, figures never among them."""
    count, above, below = 0, head.rows(), tail.rows()
    while count in below and below[count] == above.get(count):
        if any(number(text) is not None for _, text in below[count]):
            break
        count += 1
    return count


def _appended(head: MarkupTable, tail: MarkupTable) -> MarkupTable:
    skip = _repeated(head, tail)
    moved = [
        replace(cell, row=cell.row - skip + head.height) for cell in tail.cells if cell.row >= skip
    ]
    cells = [*head.cells, *moved]
    return MarkupTable(head.start, tail.end, cells, head.nested or tail.nested)


@dataclass(slots=True)
class _Row:
    """Where the next cell of a row goes, past the cells that reach down from above."""

    number: int = -1
    col: int = 0


def _read(text: str, start: int, end: int, number_: int) -> MarkupTable:
    """The cells of one table."""
    table, row, depth = MarkupTable(start, end), _Row(), 0
    taken: set[tuple[int, int]] = set()
    cell: tuple[re.Match[str], int] | None = None
    for tag in _TAG.finditer(text, start, end):
        name, closes = tag["name"].lower(), bool(tag["close"])
        if name == "table":
            depth += -1 if closes else 1
            table.nested = table.nested or depth > 1
        elif depth == 1 and name in ("tr", "td", "th"):
            if cell is not None:
                _place(table, text, cell, tag.start(), row, taken, number_)
            cell = (tag, tag.end()) if name != "tr" and not closes else None
            if name == "tr" and not closes:
                row.number, row.col = row.number + 1, 0
    return table


def _place(
    table: MarkupTable,
    text: str,
    cell: tuple[re.Match[str], int],
    end: int,
    row: _Row,
    taken: set[tuple[int, int]],
    number_: int,
) -> None:
    """Put one cell into the first free columns of its row."""
    tag, start = cell
    row.number = max(row.number, 0)
    while (row.number, row.col) in taken:
        row.col += 1
    spans = {span["name"].lower(): int(span["count"]) for span in _SPAN.finditer(tag["attributes"])}
    height, width = max(1, spans.get("rowspan", 1)), max(1, spans.get("colspan", 1))
    if row.col + width > _MOST_COLUMNS:
        return
    place = f"表{number_}行{row.number + 1}列{row.col + 1}"
    parts = tuple(_parts(text, start, end, place))
    table.cells.append(PlacedCell(row.number, row.col, height, width, parts))
    covered = range(row.col, row.col + width)
    taken.update((row.number + down, col) for down in range(1, height) for col in covered)
    row.col += width


def _parts(text: str, start: int, end: int, place: str) -> Iterator[RawPart]:
    """The runs of a cell between tags and line ends; numbers on two lines stay apart."""
    runs: list[tuple[int, int]] = []
    at = start
    for tag in [*_TAG.finditer(text, start, end), None]:
        stop = tag.start() if tag else end
        runs += _lines(text, at, stop)
        at = tag.end() if tag else end
    for first, last in kept_apart(text, runs):
        yield RawPart(text[first:last], place, start=first)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of text without line ends; blanks within a line stay, blanks around it go."""
    for line in re.finditer(r"[^\r\n]+", text[start:end]):
        first, last = start + line.start(), start + line.end()
        lead = _BLANKS.match(text, first, last)
        first = lead.end() if lead else first
        while first < last and (blank := _trailing(text, first, last)):
            last -= blank
        if first < last:
            yield first, last


def _trailing(text: str, first: int, last: int) -> int:
    found = re.search(
        r"(?:\s|&(?:nbsp|ensp|emsp|#160|#12288);)$", text[max(first, last - 8) : last]
    )
    return len(found[0]) if found else 0
