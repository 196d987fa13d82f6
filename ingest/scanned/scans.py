"""The pages of a document that are pictures: read one by one, then looked over together.

Takes a callable that gives the picture of a page, gives the blocks of each page; when these are
joined to whole tables, every cell and line is told how sure it is. Knows nothing of files.

    Scans(raster).printed(8)   ->   the characters and rules of page 8, as a text layer says them
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.blocks import RawCell, RawLine, RawTable
from ingest.citation import Box
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


class Scans:
    """What was read from pictures, by its place on the pages as they are seen."""

    def __init__(self, raster: Raster) -> None:
        self._raster = raster
        self._lines: dict[int, list[ReadLine]] = {}
        self._sheets: dict[int, Sheet] = {}
        self._places: dict[Box, Box] = {}
        self._kept: tuple[int, Grey, float] | None = None

    def printed(self, number: int) -> PrintedPage:
        """The characters and rules of one page."""
        from ingest.scanned.page import read_page

        page = read_page(self._raster(number, False))
        self._lines[number] = page.lines
        self._sheets[number] = page.sheet.without_pixels()

        def place(box: Box) -> Box:
            seen = self._sheets[number].seen(box)
            self._places[seen] = box
            return seen

        return PrintedPage(number, page.glyphs, page.rules, place, page.sheet.size[1])

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
        return replace(cell, recognition=min(0.999, *(line.reading.least for line in found)))

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


def _figures_sure(line: ReadLine) -> float:
    """How sure a line of prose is: its worst digit, or all its characters where it has none."""
    pairs = list(zip(line.reading.text, line.reading.sure, strict=True))
    digits = [sure for char, sure in pairs if char.isdigit() or char in ".%"]
    every = [sure for _, sure in pairs]
    return min(0.999, *digits) if digits else min(0.999, sum(every) / len(every))
