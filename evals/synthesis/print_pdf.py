"""A Disclosure on PDF pages: ruled tables, wrapped cells, page numbers, an embedded font.

Takes a Disclosure, gives bytes with the physical page of every table row. Written for our own
layouts only: text flows top down, tables break between rows, with or without their header again.

    cover, contents: unnumbered; the body starts with page number 1 on physical page 3
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pymupdf

from evals.synthesis.disclosure import (
    Align,
    Cell,
    Contents,
    Cover,
    Disclosure,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from evals.synthesis.printed import Printed

__all__ = ["Paper", "print_pdf"]

_TOKEN = re.compile(r"[0-9A-Za-z.,%\-+]+|.")
_NOT_FIRST = set("，。；：、）”％%】》")
_UNNUMBERED = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """The page and its type sizes, in points."""

    width: float = 842
    height: float = 595
    margin: float = 56
    body: float = 12
    cell: float = 9
    padding: float = 8

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Where text ends."""
        return self.height - self.margin


def print_pdf(disclosure: Disclosure, paper: Paper | None = None) -> Printed:
    """Print twice: the first time to learn the page numbers for the contents."""
    paper = paper or Paper()
    draft = _Press(paper, {})
    draft.run(disclosure)
    press = _Press(paper, draft.targets)
    press.run(disclosure)
    rows = {key: tuple(pages) for key, pages in press.row_pages.items()}
    data = press.bytes(disclosure.title)
    return Printed(data, rows, _texts(data))


def _texts(data: bytes) -> tuple[str, ...]:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return tuple("".join(page.get_text().split()) for page in document)


@dataclass
class _Press:
    """The growing document and the place where the next thing goes."""

    paper: Paper
    known: dict[str, int]
    targets: dict[str, int] = field(default_factory=dict)
    row_pages: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.font = pymupdf.Font("cjk")
        self.document = pymupdf.open()
        self.fresh = False
        self.y = 0.0

    def run(self, disclosure: Disclosure) -> None:
        """Print every block in order."""
        self._new_page()
        for block in disclosure.blocks:
            match block:
                case Cover():
                    self._cover(block)
                case Contents():
                    self._contents(block)
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._paragraph(block.text)
                case PageBreak():
                    self._break()
                case Table():
                    self._table(block)
        self._finish_page()

    def bytes(self, title: str) -> bytes:
        """The finished file, with a subset font and fixed dates."""
        stamp = "D:20250120090000Z"
        self.document.set_metadata({"title": title, "creationDate": stamp, "modDate": stamp})
        self.document.subset_fonts()
        data: bytes = self.document.tobytes(garbage=4, deflate=True, no_new_id=True)
        return data

    # pages

    @property
    def number(self) -> int:
        """The physical page, from 1."""
        return int(self.document.page_count)

    def _new_page(self) -> None:
        self.page = self.document.new_page(width=self.paper.width, height=self.paper.height)
        self.ink = pymupdf.TextWriter(self.page.rect)
        self.rules = self.page.new_shape()
        self.y = self.paper.margin
        self.fresh = True

    def _finish_page(self) -> None:
        if self.number > _UNNUMBERED:
            shown = f"— {self.number - _UNNUMBERED} —"
            self._line(shown, 0, self.paper.width, self.paper.height - 28, 9, "center")
        self.rules.finish(color=(0, 0, 0), width=0.6)
        self.rules.commit()
        self.ink.write_text(self.page)

    def _break(self) -> None:
        if not self.fresh:
            self._finish_page()
            self._new_page()

    def _room(self, height: float) -> bool:
        """Make room; True when that took a new page."""
        if self.y + height <= self.paper.bottom:
            return False
        self._break()
        return True

    # text

    def _line(
        self, text: str, left: float, right: float, base: float, size: float, align: Align
    ) -> None:
        """One line of text between two edges."""
        if not text:
            return
        width = self.font.text_length(text, size)
        start = {"left": left, "center": (left + right - width) / 2, "right": right - width}[align]
        self.ink.append((start, base), text, font=self.font, fontsize=size)
        self.fresh = False

    def _wrap(self, text: str, width: float, size: float, indent: float = 0) -> list[str]:
        """Lines no wider than `width`; numbers stay whole, no line starts with a closing mark."""
        lines, line, used = [], "", indent
        for token in _TOKEN.findall(text):
            step = self.font.text_length(token, size)
            if used + step > width and line and token[0] not in _NOT_FIRST:
                lines.append(line)
                line, used = "", 0.0
            line += token
            used += step
        return [*lines, line]

    def _cover(self, cover: Cover) -> None:
        paper = self.paper
        self._line(cover.lines[0], 0, paper.width, paper.height * 0.42, 28, "center")
        for i, text in enumerate(cover.lines[1:]):
            self._line(text, 0, paper.width, paper.height * 0.62 + 30 * i, 16, "center")

    def _contents(self, contents: Contents) -> None:
        self._break()
        self._line(contents.title, 0, self.paper.width, self.y + 16, 18, "center")
        self.y += 40
        step = min(24.0, (self.paper.bottom - self.y) / len(contents.entries))
        for entry in contents.entries:
            self._entry(entry.text, 24 * (entry.level - 1), self.known.get(entry.target))
            self.y += step

    def _entry(self, text: str, indent: float, page: int | None) -> None:
        """Title, dot leaders, page number."""
        left, right = self.paper.margin + indent, self.paper.width - self.paper.margin
        number = str(page - _UNNUMBERED) if page else ""
        dots = right - left - self.font.text_length(text + number, 11) - 12
        leader = "." * int(dots / self.font.text_length(".", 11))
        self._line(text + " " + leader, left, right, self.y + 11, 11, "left")
        self._line(number, left, right, self.y + 11, 11, "right")

    def _heading(self, heading: Heading) -> None:
        size = 18.0 if heading.level == 1 else 14.0
        self._room(size * 2 + self.paper.body * 2)
        self.targets[heading.text] = self.number
        left, right = self.paper.margin, self.paper.width - self.paper.margin
        align: Align = "center" if heading.centered or heading.level == 1 else "left"
        indent = 0 if align == "center" else self.paper.body * 2
        self._line(heading.text, left + indent, right, self.y + size, size, align)
        self.y += size * 2

    def _paragraph(self, text: str) -> None:
        size = self.paper.body
        indent = size * 2
        left, right = self.paper.margin, self.paper.width - self.paper.margin
        for i, line in enumerate(self._wrap(text, self.paper.inner, size, indent)):
            self._room(size * 1.7)
            self._line(line, left + (0 if i else indent), right, self.y + size, size, "left")
            self.y += size * 1.7

    # tables

    def _table(self, table: Table) -> None:
        self._table_top(table)
        edges = self._edges(table)
        heights = [self._height(row, edges) for row in table.rows]
        pages = self.row_pages.setdefault(table.key, [])
        head = table.rows[: table.header_rows]
        self._rows(head, heights, 0, edges)
        pages += [self.number] * len(head)
        for i in range(len(head), len(table.rows)):
            if self._room(heights[i]) and table.head_repeats:
                self._rows(head, heights, 0, edges)
            self._rows(table.rows[i : i + 1], heights, i, edges)
            pages.append(self.number)
        self._note(table.note)

    def _table_top(self, table: Table) -> None:
        """Number, title, and the line with the unit."""
        left, right = self.paper.margin, self.paper.width - self.paper.margin
        self.targets[table.title] = self.number
        self._line(table.number_line, left, right, self.y + 10, 10, "left")
        self._line(table.title_line, left, right, self.y + 20, 16, "center")
        self._line(table.caption, left, right, self.y + 44, 9.5, "left")
        self._line(table.unit_line, left, right, self.y + 44, 9.5, "right")
        self.y += 50

    def _note(self, note: str) -> None:
        if note:
            left = self.paper.margin
            self._line(note, left, self.paper.width - left, self.y + 16, 9.5, "left")
            self.y += 20

    def _edges(self, table: Table) -> list[float]:
        scale = self.paper.inner / sum(table.widths)
        edges = [self.paper.margin]
        for width in table.widths:
            edges.append(edges[-1] + width * scale)
        return edges

    def _height(self, row: Row, edges: Sequence[float]) -> float:
        """Room for the cell with the most lines."""
        size = self.paper.cell
        most = max(
            (
                len(self._wrap(cell.text, right - left - 6 - cell.indent * size, size))
                for cell, left, right in _spans(row, edges)
                if cell.down == 1
            ),
            default=1,
        )
        return most * size * 1.25 + self.paper.padding

    def _rows(
        self, rows: Sequence[Row], heights: Sequence[float], first: int, edges: Sequence[float]
    ) -> None:
        for i, row in enumerate(rows):
            for cell, left, right in _spans(row, edges):
                height = sum(heights[first + i : first + i + cell.down])
                self._cell(cell, pymupdf.Rect(left, self.y, right, self.y + height))
            self.y += heights[first + i]
        self.fresh = False

    def _cell(self, cell: Cell, box: pymupdf.Rect) -> None:
        self.rules.draw_rect(box)
        size = self.paper.cell
        left = box.x0 + 3 + cell.indent * size
        lines = self._wrap(cell.text, box.x1 - 3 - left, size)
        top = box.y0 + (box.height - len(lines) * size * 1.25) / 2
        for i, line in enumerate(lines):
            base = top + size * (1.25 * i + 1.0)
            self._line(line, left, box.x1 - 3, base, size, cell.align)


def _spans(row: Row, edges: Sequence[float]) -> Iterator[tuple[Cell, float, float]]:
    """The cells of a row with their left and right edge."""
    for column, cell in enumerate(row):
        if cell is not None:
            yield cell, edges[column], edges[column + cell.across]
