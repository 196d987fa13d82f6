"""A Disclosure on PDF pages: ruled or three-line tables, wrapped cells, page numbers, an embedded font.

Takes a Disclosure, gives bytes with the physical page of every table row. Written for our own
layouts only: text flows top down, tables break between rows, with or without their header again,
and, where the document asks for it, inside a row; a wide table is cut into left and right pages.

    科目编码 | 科目名称 | 合计      |-> page 7        基本支出 | 项目支出   |-> page 8
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pymupdf

from evals.synthesis.disclosure import (
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
from evals.synthesis.pdf_press import Paper, Press
from evals.synthesis.printed import Printed

__all__ = ["Paper", "print_pdf"]


def print_pdf(disclosure: Disclosure, paper: Paper | None = None) -> Printed:
    """Print twice: the first time to learn the page numbers for the contents."""
    paper = paper or Paper()
    draft = _Pages(paper, {})
    draft.run(disclosure)
    press = _Pages(paper, draft.targets)
    press.run(disclosure)
    rows = {key: tuple(pages) for key, pages in press.row_pages.items()}
    data = press.bytes(disclosure.title)
    return Printed(data, rows, _texts(data))


def _texts(data: bytes) -> tuple[str, ...]:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return tuple("".join(page.get_text().split()) for page in document)


class _Pages(Press):
    """Pages with tables; `half` is where the right one of two tables beside each other begins."""

    half: float | None = None
    breaks = False

    def run(self, disclosure: Disclosure) -> None:
        """Print every block in order."""
        self.running_header, self.breaks = disclosure.running_header, disclosure.break_rows
        self.left, self.right = self.paper.margin, self.paper.width - self.paper.margin
        self.new_page()
        for block in disclosure.blocks:
            match block:
                case Cover():
                    self.cover(block)
                case Contents():
                    self.contents(block)
                case Heading():
                    self.heading(block)
                case Paragraph():
                    self.paragraph(block.text)
                case PageBreak():
                    self.turn()
                case Table():
                    self._place(block)
        self.finish_page()

    def _place(self, table: Table) -> None:
        """A table over the whole width, or in the left or the right half."""
        edges, middle = (self.left, self.right), self.paper.width / 2
        top, lowest = self.y, 0.0
        if self.half is not None:
            lowest, self.y, self.left, self.half = self.y, self.half, middle + 8, None
        elif table.beside:
            self.half, self.right = top, middle - 8
        self._table(table)
        self.left, self.right = edges
        self.y = max(self.y, lowest)

    # tables

    def _table(self, table: Table) -> None:
        self._table_top(table)
        bounds = [0, *table.cut, table.columns]
        for start, end in pairwise(bounds):
            if start:
                self.turn()
            part = replace(
                table, rows=tuple(r[start:end] for r in table.rows), widths=table.widths[start:end]
            )
            self._part(part)
        self._note(table.note)

    def _part(self, table: Table) -> None:
        """The rows of a table, or of the columns of a wide one that share a page."""
        edges = self._edges(table)
        heights = [self._height(row, edges) for row in table.rows]
        pages = self.row_pages.setdefault(table.key, [])
        head = table.rows[: table.header_rows]
        self._head(head, heights, edges)
        pages += [self.number] * len(head)
        for i in range(len(head), len(table.rows)):
            rest = self._begun(table.rows[i], edges) if self.breaks else None
            row, height = rest or (table.rows[i], heights[i])
            if self.room(height) and table.head_repeats:
                self._head(head, heights, edges)
            self._rows((row,), (height,), edges)
            pages.append(self.number)
        self._rule(edges)

    def _begun(self, row: Row, edges: Sequence[float]) -> tuple[Row, float] | None:
        """Set as many lines of a long row as the page still holds; what is left of it, if any."""
        step = self.paper.cell * 1.25
        fits = int((self.paper.bottom - self.y - self.paper.padding) // step)
        if fits < 2 or self._height(row, edges) <= self.paper.bottom - self.y:
            return None
        first, rest = self._torn(row, edges, fits)
        self._rows((first,), (fits * step + self.paper.padding,), edges)
        return rest, self._height(rest, edges)

    def _torn(self, row: Row, edges: Sequence[float], fits: int) -> tuple[Row, Row]:
        upper: list[Cell | None] = []
        lower: list[Cell | None] = []
        for column, cell in enumerate(row):
            if cell is None:
                upper.append(None)
                lower.append(None)
                continue
            width = edges[column + cell.across] - edges[column] - 6 - cell.indent * self.paper.cell
            lines = self.wrap(cell.text, width, self.paper.cell)
            upper.append(replace(cell, text="".join(lines[:fits])))
            lower.append(replace(cell, text="".join(lines[fits:])))
        return tuple(upper), tuple(lower)

    def _head(self, head: Sequence[Row], heights: Sequence[float], edges: Sequence[float]) -> None:
        self._rule(edges)
        self._rows(head, heights, edges)
        self._rule(edges)

    def _rule(self, edges: Sequence[float]) -> None:
        """One of the horizontal lines of a three-line table."""
        if self.paper.rules == "three":
            self.rules.draw_line((edges[0], self.y), (edges[-1], self.y))

    def _table_top(self, table: Table) -> None:
        """Number, title, and the line with the unit."""
        left, right = self.left, self.right
        self.targets[table.title] = self.number
        self.line(table.number_line, left, right, self.y + 10, 10, "left")
        self.line(table.title_line, left, right, self.y + 20, 16, "center")
        self.line(table.caption, left, right, self.y + 44, 9.5, "left")
        self.line(table.unit_line, left, right, self.y + 44, 9.5, "right")
        self.y += 50

    def _note(self, note: str) -> None:
        if note:
            self.line(note, self.left, self.right, self.y + 16, 9.5, "left")
            self.y += 20

    def _edges(self, table: Table) -> list[float]:
        scale = (self.right - self.left) / sum(table.widths)
        edges = [self.left]
        for width in table.widths:
            edges.append(edges[-1] + width * scale)
        return edges

    def _height(self, row: Row, edges: Sequence[float]) -> float:
        """Room for the cell with the most lines."""
        size = self.paper.cell
        most = max(
            (
                len(self.wrap(cell.text, right - left - 6 - cell.indent * size, size))
                for cell, left, right in _spans(row, edges)
                if cell.down == 1
            ),
            default=1,
        )
        return most * size * 1.25 + self.paper.padding

    def _rows(self, rows: Sequence[Row], heights: Sequence[float], edges: Sequence[float]) -> None:
        for i, row in enumerate(rows):
            for cell, left, right in _spans(row, edges):
                height = sum(heights[i : i + cell.down])
                self._cell(cell, pymupdf.Rect(left, self.y, right, self.y + height))
            self.y += heights[i]
        self.fresh = False

    def _cell(self, cell: Cell, box: pymupdf.Rect) -> None:
        if self.paper.rules == "grid":
            self.rules.draw_rect(box)
        elif cell.align == "center" and cell.across > 1:
            self.rules.draw_line((box.x0 + 4, box.y1), (box.x1 - 4, box.y1))
        size = self.paper.cell
        left = box.x0 + 3 + cell.indent * size
        lines = self.wrap(cell.text, box.x1 - 3 - left, size)
        top = box.y0 + (box.height - len(lines) * size * 1.25) / 2
        for i, line in enumerate(lines):
            base = top + size * (1.25 * i + 1.0)
            self.line(line, left, box.x1 - 3, base, size, cell.align)


def _spans(row: Row, edges: Sequence[float]) -> Iterator[tuple[Cell, float, float]]:
    """The cells of a row with their left and right edge."""
    for column, cell in enumerate(row):
        if cell is not None:
            yield cell, edges[column], edges[column + cell.across]
