"""A small press for test documents: pages with ruled tables of invented units, printed by PyMuPDF.

>>> press = Press()
>>> press.page()
>>> press.line("单位：万元", y=60)
>>> press.table(Table([["项目", "金额"], ["行政运行", "12.50"]]), y=80)
>>> press.read().blocks
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from ingest.blocks import RawDocument, RawLine, RawTable
from ingest.pdf import read_pdf

FONT = "china-s"


@dataclass
class Table:
    """What to print: `spans[row, col] = (rows, columns)` for merged cells, '' for covered ones."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    height: float = 20
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    border: str = "lines"
    open_sides: bool = False
    open_above: bool = False
    open_below: bool = False

    def edges(self, left: float) -> list[float]:
        """The x of all column edges."""
        widths = self.widths or [100.0] * len(self.rows[0])
        return [left + sum(widths[:index]) for index in range(len(widths) + 1)]


class Press:
    """Prints page by page; `read()` gives what the reader makes of it."""

    def __init__(self) -> None:
        self.document: Any = pymupdf.open()
        self.sheet: Any = None

    def page(self, width: float = 595, height: float = 842) -> None:
        """A fresh page."""
        self.sheet = self.document.new_page(width=width, height=height)

    def line(self, text: str, y: float, x: float = 72, size: float = 10) -> None:
        """A line of prose with its baseline at y."""
        font = "helv" if text.isascii() else FONT
        self.sheet.insert_text((x, y), text, fontname=font, fontsize=size)

    def table(self, table: Table, y: float, x: float = 72) -> float:
        """A table with its top left corner at (x, y); gives the y of its lower end."""
        xs = table.edges(x)
        ys = [y + table.height * index for index in range(len(table.rows) + 1)]
        covered = {
            (row + i, col + j)
            for (row, col), (rows, columns) in table.spans.items()
            for i in range(rows)
            for j in range(columns)
            if i or j
        }
        for row, texts in enumerate(table.rows):
            for col, text in enumerate(texts):
                if (row, col) in covered:
                    continue
                rows, columns = table.spans.get((row, col), (1, 1))
                box = pymupdf.Rect(xs[col], ys[row], xs[col + columns], ys[row + rows])
                self._border(table, box, xs, ys)
                for number, part in enumerate(text.split("\n")):
                    self.line(part, y=box.y0 + 13 + 11 * number, x=box.x0 + 4, size=9)
        return ys[-1]

    def _border(self, table: Table, box: Any, xs: list[float], ys: list[float]) -> None:
        """The sides of a cell, but for those that the table leaves open."""
        sides = [
            (box.tl, box.tr, table.open_above and box.y0 == ys[0]),
            (box.bl, box.br, table.open_below and box.y1 == ys[-1]),
            (box.tl, box.bl, table.open_sides and box.x0 == xs[0]),
            (box.tr, box.br, table.open_sides and box.x1 == xs[-1]),
        ]
        for start, end, left_open in sides:
            if left_open:
                continue
            if table.border == "bars":
                bar = pymupdf.Rect(start.x - 0.24, start.y - 0.24, end.x + 0.24, end.y + 0.24)
                self.sheet.draw_rect(bar, color=None, fill=(0, 0, 0), width=0)
            elif table.border == "pieces":
                self._pieces(start, end)
            elif table.border == "double":
                for shift in (-0.8, 0.8):
                    away = (shift, 0) if start.x == end.x else (0, shift)
                    self.sheet.draw_line(start + away, end + away, width=0.3)
            else:
                self.sheet.draw_line(start, end, width=0.5)

    def _pieces(self, start: Any, end: Any) -> None:
        """A dashed rule, every dash a line of its own."""
        length = abs(end - start)
        step = (end - start) / length
        for offset in range(0, int(length), 5):
            upto = min(offset + 3.5, length)
            self.sheet.draw_line(start + step * offset, start + step * upto, width=0.5)

    def bytes(self, **options: Any) -> bytes:
        """The file."""
        data: bytes = self.document.tobytes(**options)
        return data

    def read(self) -> RawDocument:
        """What the reader makes of it."""
        return read_pdf(Path("预算.pdf"), self.bytes())

    def tables(self) -> list[RawTable]:
        """The tables that are read."""
        return [block for block in self.read().blocks if isinstance(block, RawTable)]

    def lines(self) -> list[RawLine]:
        """The lines outside tables that are read."""
        return [block for block in self.read().blocks if isinstance(block, RawLine)]


def grid_of(table: RawTable) -> list[list[str]]:
    """The cells as a rectangle, merged text top left."""
    grid = [[""] * table.columns for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


@pytest.fixture
def press() -> Press:
    """A press without a page."""
    return Press()


@pytest.fixture
def ruled() -> type[Table]:
    """What a press prints as a table."""
    return Table


@pytest.fixture
def as_grid() -> Any:
    """A table as a list of rows of strings."""
    return grid_of
