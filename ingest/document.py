"""The Document: one canonical text, and everything printed as spans of it.

Takes nothing, gives the frozen types that all other folders stand on; knows no file format.

`text` is the one canonical string. For text and HTML it is the decoded source, unrepaired; for
PDF, DOCX and XLSX it is built after joining: prose lines as read, table rows as lines with tabs
between cells. Pages, lines, paragraphs, sections, tables and cells are spans of it, so that
`text[start:end]` equals the quoted part for every piece of every citation.

    text      '…\\n表一\\n部门收支总表\\n单位：万元\\n…\\n收入总计\\t51,447\\t支出总计\\t51,447\\n…'
    table     title '部门收支总表', number '表一', unit 万元, header_rows 2, columns 4
    cell      row 33, col 1, text '51,447', pieces [(1021, 1027, '第480行')]
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from ingest.amount import Unit
from ingest.citation import Box, Citation, Piece

__all__ = [
    "READER_VERSION",
    "SURE",
    "Cell",
    "Document",
    "DocumentInfo",
    "DocumentKind",
    "Format",
    "Line",
    "Page",
    "Paragraph",
    "Section",
    "Span",
    "Table",
]

READER_VERSION = 5
"""Raised whenever the same bytes would be read differently; stored documents are read again."""

SURE = 0.7
"""Characters recognised less surely than this are 识别存疑: shown and used, never without saying so.

Chosen, not fitted: on six scans of 200 dpi under one figure in a hundred lay below it; the few that
were read wrongly were found by their form, which puts them at 0.4, not by this number."""

Format = Literal["pdf", "docx", "xlsx", "html", "image", "text"]
DocumentKind = Literal["部门预算", "单位预算", "部门决算", "单位决算"]


class Span(NamedTuple):
    """`text[start:end]`."""

    start: int
    end: int


class Page(NamedTuple):
    """A physical page (PDF) or a sheet (XLSX, number from 1); text and DOCX have none."""

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    name: str = ""


class Line(NamedTuple):
    """A printed line of prose or of a heading; `edges` are the x of its characters (n + 1) in a PDF.

    `recognition`: how sure the characters are where they were read from a picture; 1 elsewhere.
    """

    start: int
    end: int
    place: str
    page: int | None = None
    box: Box | None = None
    edges: tuple[float, ...] = ()
    recognition: float = 1.0


class Section(NamedTuple):
    """A heading and what stands under it; `path` holds the titles from the root to itself.

    path ('第二部分 部门预算安排情况说明', '一、部门预算收支总体情况'); `start` is where its heading
    starts, `end` where the next heading of the same or a higher level starts.
    """

    position: int
    title: str
    level: int
    path: tuple[str, ...]
    start: int
    end: int
    parent: int | None = None


class Paragraph(NamedTuple):
    """A run of prose lines that belong together, also over a page cut; never a heading or a table."""

    pieces: tuple[Span, ...]
    section: int | None


class Cell(NamedTuple):
    """A printed cell at its top left position; `text` is joined from its pieces without line breaks.

    `recognition`: how sure the characters are where they were read from a picture; 1 elsewhere.
    """

    row: int
    col: int
    text: str
    pieces: tuple[Piece, ...] = ()
    row_span: int = 1
    col_span: int = 1
    recognition: float = 1.0


@dataclass(frozen=True)
class Table:
    """A printed table, joined over pages.

    - `cells`: anchors only, row-major, header rows first; a position covered by a span has no cell.
    - `column_paths[c]`: the header texts over column c from top to bottom, without repeats:
      ('2019年一般公共预算基本支出', '商品和服务支出').
    - `groups`: column ranges that have row labels of their own ((0, 2), (2, 4)) when 收入 and 支出
      stand side by side in one grid; ((0, columns),) otherwise.
    - `rows` counts data rows: under the header, with something printed in them.
    - `uncertain`: reasons why the structure may be wrong, in Chinese; empty when it is sure.
    """

    position: int
    title: str
    number: str | None
    unit: Unit | None
    section: int | None
    pages: tuple[int, ...]
    start: int
    end: int
    header_rows: int
    columns: int
    height: int
    cells: tuple[Cell, ...]
    column_paths: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    title_span: Span | None = None
    sheet: str | None = None

    @property
    def rows(self) -> int:
        """The number of data rows."""
        return self.height - self.header_rows

    @cached_property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """Rectangular, `height` × `columns`; merged text top left, '' where covered."""
        grid = [[""] * self.columns for _ in range(self.height)]
        for cell in self.cells:
            grid[cell.row][cell.col] = cell.text
        return tuple(map(tuple, grid))

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        }

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a position, also when it starts further up or left; None if empty."""
        return self._anchors.get((row, col))

    @property
    def name(self) -> str:
        """Number and title: '表一 部门收支总表'."""
        return f"{self.number} {self.title}".strip() if self.number else self.title


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a document says of itself, from cover, headings and tables, never from the file name.

    - `contradictions`: sentences in Chinese where its own statements disagree.
    - `absent_tables`: titles that it lists but that are not printed in it.
    - `blank_form`: an official form that nobody has filled in.
    """

    unit_name: str | None = None
    region: str | None = None
    fiscal_year: int | None = None
    kind: DocumentKind | None = None
    title: str | None = None
    unit: Unit | None = None
    contradictions: tuple[str, ...] = ()
    absent_tables: tuple[str, ...] = ()
    blank_form: bool = False


@dataclass(frozen=True)
class Document:
    """A file that was read: see the module docstring.

    `doc_id` is the sha256 of the bytes; `name` is the file name and never means anything.
    """

    doc_id: str
    name: str
    format: Format
    text: str
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    info: DocumentInfo = field(default_factory=DocumentInfo)
    warnings: tuple[str, ...] = ()

    @cached_property
    def _recognised(self) -> tuple[tuple[int, int, float], ...]:
        """Every span that was read from a picture and is not quite sure."""
        cells = (cell for table in self.tables for cell in table.cells if cell.recognition < 1)
        spans = [(p.start, p.end, cell.recognition) for cell in cells for p in cell.pieces]
        lines = [(n.start, n.end, n.recognition) for n in self.lines if n.recognition < 1]
        return tuple(sorted(spans + lines))

    def recognition(self, spans: Iterable[tuple[int, int]]) -> float:
        """How sure the characters are that stand at these spans: 1 but for what a picture shows."""
        return min(
            (
                sure
                for start, end in spans
                for first, last, sure in self._recognised
                if first < end and start < last
            ),
            default=1.0,
        )

    def is_doubtful(self, citation: Citation | None) -> bool:
        """What is cited was recognised so badly that it must be compared with the original."""
        if citation is None or not self._recognised:
            return False
        return self.recognition((p.start, p.end) for p in citation.pieces) < SURE

    def section_path(self, section: int | None) -> str:
        """The heading path as one string: '第二部分 … > 一、…'; '' outside any section."""
        return "" if section is None else " > ".join(self.sections[section].path)

    def section_at(self, offset: int) -> int | None:
        """The position of the innermost section that covers an offset."""
        at: int | None = bisect_right(self._section_starts, offset) - 1
        while at is not None and at >= 0:
            section = self.sections[at]
            if section.start <= offset < section.end:
                return section.position
            at = section.parent
        return None

    def page_at(self, offset: int) -> int | None:
        """The physical page of an offset; None where the format has no pages."""
        if self.format not in {"pdf", "image"}:
            return None
        for page in self.pages:
            if page.start <= offset < page.end:
                return page.number
        return None

    def pieces(self, spans: Iterable[Span]) -> tuple[Piece, ...]:
        """Spans of prose with their places and, in a PDF, boxes cut to the characters."""
        return tuple(self._piece(Span(*span)) for span in spans)

    def _piece(self, span: Span) -> Piece:
        touched = self._touched(span)
        boxes = tuple(box for line in touched if (box := _cut(line, span)) is not None)
        return Piece(span.start, span.end, touched[0].place if touched else "", boxes)

    def _touched(self, span: Span) -> list[Line]:
        """The lines under a span, found by bisection: they are in order and never overlap."""
        first = max(0, bisect_right(self._line_starts, span.start) - 1)
        last = bisect_left(self._line_starts, span.end)
        return [line for line in self.lines[first:last] if span.start < line.end]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    def cite(self, pieces: Sequence[Piece], section: int | None = None) -> Citation:
        """A citation of pieces; its quote is their text, its section the given or the innermost."""
        first = pieces[0]
        page = first.boxes[0].page if first.boxes else self.page_at(first.start)
        where = section if section is not None else self.section_at(first.start)
        return Citation(
            doc=self.name,
            doc_id=self.doc_id,
            section=self.section_path(where),
            page=page,
            pieces=tuple(pieces),
            quote="".join(self.text[p.start : p.end] for p in pieces),
        )

    def cite_spans(self, spans: Iterable[Span]) -> Citation:
        """A citation of spans of prose."""
        return self.cite(self.pieces(spans))

    def cite_cell(self, table: Table, cell: Cell) -> Citation:
        """A citation of one table cell; its section is '… > table name'."""
        base = self.cite(cell.pieces, table.section)
        path = " > ".join(part for part in (base.section, table.name) if part)
        return Citation(base.doc, base.doc_id, path, base.page, base.pieces, base.quote)


def _cut(line: Line, span: Span) -> Box | None:
    """The part of a line's box that a span covers; the whole box where no edges are known."""
    if line.box is None:
        return None
    first, last = max(line.start, span.start), min(line.end, span.end)
    if len(line.edges) != line.end - line.start + 1 or last <= first:
        return line.box
    x0, x1 = line.edges[first - line.start], line.edges[last - line.start]
    return line.box._replace(x0=x0, x1=x1)
