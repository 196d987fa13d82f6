"""The pages of a document that are pictures: read one by one, then looked over together.

Takes a callable that gives the picture of a page, gives the blocks of each page; when these are
joined to whole tables, every cell and line is told how sure it is. Knows nothing of files.

    Scans(raster).printed(8)   ->   the characters and rules of page 8, as a text layer says them
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.blocks import RawCell, RawLine, RawTable
from ingest.citation import Box
from ingest.ruled.fragments import Fragment
from ingest.ruled.layout import PrintedPage
from ingest.scanned.lines import ReadLine
from ingest.scanned.picture import Picture
from ingest.scanned.recogniser import Grey, Reading, recogniser, softened, with_room
from ingest.scanned.review import reviewed

if TYPE_CHECKING:
    from ingest.scanned.sheet import Sheet

__all__ = ["Raster", "Scans"]

Raster = Callable[[int, bool], Picture]
"""The picture of a page by its number; at twice the resolution where the second argument says so."""


UNEVEN = 0.04
"""Scans of one document differ in size by less than this part."""

ASTRAY = 3.0
"""Column edges of one table then agree this closely, in points."""

FEWEST_EDGES = 4

MARGIN = 0.1
_PAGE_NUMBER = re.compile(r"[-—–－\s]*\d{1,4}[-—–－\s]*|第\s*\d{1,4}\s*页.{0,8}")


class Scans:
    """What was read from pictures, by its place on the pages as they are seen."""

    def __init__(self, raster: Raster) -> None:
        self._raster = raster
        self._lines: dict[int, list[ReadLine]] = {}
        self._sheets: dict[int, Sheet] = {}
        self._heights: dict[int, float] = {}
        self._places: dict[Box, Box] = {}
        self._kept: tuple[int, Grey, float] | None = None

    def printed(self, number: int) -> PrintedPage:
        """The characters and rules of one page."""
        from ingest.scanned.page import read_page

        page = read_page(self._raster(number, False))
        self._lines[number] = page.lines
        self._sheets[number] = page.sheet.without_pixels()
        self._heights[number] = page.sheet.size[1]

        def place(box: Box) -> Box:
            seen = self._sheets[number].seen(box)
            self._places[seen] = box
            return seen

        return PrintedPage(number, page.glyphs, page.rules, place, page.sheet.size[1])

    def aligned(self, blocks: Sequence[RawLine | Fragment]) -> list[RawLine | Fragment]:
        """The columns of a table that goes on overleaf, where the pages were scanned unevenly."""
        out: list[RawLine | Fragment] = []
        last: Fragment | None = None
        for block in blocks:
            if isinstance(block, Fragment):
                if last and {*block.pages, *last.pages} & self._lines.keys():
                    block = replace(block, xs=_fitted(block.xs, last.xs))
                last = block
            elif self._is_page_number(block):
                block = replace(block, furniture=True)
            out.append(block)
        return out

    def _is_page_number(self, line: RawLine) -> bool:
        """At the head or foot of the page as it is read, which may have been scanned sideways."""
        box = self._places.get(line.box) if line.box else None
        if box is None or not _PAGE_NUMBER.fullmatch(line.text):
            return False
        height = self._heights[box.page]
        return box.y1 < MARGIN * height or box.y0 > (1 - MARGIN) * height

    def reviewed(self, blocks: Sequence[RawLine | RawTable]) -> list[RawLine | RawTable]:
        """The same blocks with how sure everything is that was read from a picture."""
        return [
            self._line(block)
            if isinstance(block, RawLine)
            else reviewed(self._table(block), self._again)
            for block in blocks
        ]

    def _line(self, line: RawLine) -> RawLine:
        if line.box not in self._places:
            return line
        found = self._at(self._places[line.box])
        return replace(line, recognition=min(map(_figures_sure, found), default=0.0))

    def _table(self, table: RawTable) -> RawTable:
        return replace(table, cells=tuple(map(self._cell, table.cells)))

    def _cell(self, cell: RawCell) -> RawCell:
        found = self._lines_of(cell)
        if not found or not cell.text:
            return cell
        return cell._replace(recognition=min(0.999, *(line.reading.least for line in found)))

    def _lines_of(self, cell: RawCell) -> list[ReadLine]:
        boxes = [self._places[part.box] for part in cell.parts if part.box in self._places]
        return [line for box in boxes for line in self._at(box)]

    def _at(self, box: Box) -> list[ReadLine]:
        """The lines whose characters lie in a box of the sheet."""
        return [
            line
            for line in self._lines[box.page]
            if any(box.x0 <= g.x <= box.x1 and box.y0 <= g.y <= box.y1 for g in line.glyphs)
        ]

    def _again(self, cell: RawCell) -> list[Reading]:
        """A cell of one line read again, at twice the resolution, in several ways."""
        from ingest.scanned.sheet import cut_out

        lines = self._lines_of(cell)
        page = cell.parts[0].page
        if len(lines) != 1 or page is None:
            return []
        grey, unit = self._finer(page)
        whole, strokes = (
            cut_out(grey, unit, self._sheets[page], window)
            for window in (lines[0].printed.window, lines[0].printed.strokes)
        )
        return recogniser().read([whole, with_room(strokes), with_room(whole), softened(whole)])

    def _finer(self, page: int) -> tuple[Grey, float]:
        """A page at twice the resolution, kept until another one is asked for."""
        from ingest.scanned.sheet import clean

        if self._kept is None or self._kept[0] != page:
            picture = self._raster(page, True)
            self._kept = page, clean(picture), picture.unit
        return self._kept[1], self._kept[2]


def _fitted(xs: tuple[float, ...], before: tuple[float, ...]) -> tuple[float, ...]:
    """Column edges drawn onto those of the page before, where only size and place differ."""
    if len(xs) != len(before) or len(xs) < FEWEST_EDGES:
        return xs
    size = (before[-1] - before[0]) / (xs[-1] - xs[0])
    moved = tuple(before[0] + (x - xs[0]) * size for x in xs)
    apart = max(abs(one - two) for one, two in zip(moved, before, strict=True))
    return before if abs(size - 1) < UNEVEN and apart < ASTRAY else xs


def _figures_sure(line: ReadLine) -> float:
    """How sure a line of prose is: its worst digit, or all its characters where it has none."""
    pairs = list(zip(line.reading.text, line.reading.sure, strict=True))
    digits = [sure for char, sure in pairs if char.isdigit() or char in ".%"]
    every = [sure for _, sure in pairs]
    return min(0.999, *digits) if digits else min(0.999, sum(every) / len(every))
