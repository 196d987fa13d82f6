"""The pages of a document that are pictures: read one by one, then looked over together.

Takes a callable that gives the picture of a page, gives the blocks of each page; when these are
joined to whole tables, every cell and line is told how sure it is. Knows nothing of files.

    Scans(raster).printed(8)   ->   the characters and rules of page 8, as a text layer says them
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.blocks import RawCell, RawLine, RawTable
from ingest.citation import Box
from ingest.ruled.layout import PrintedPage
from ingest.scanned.lines import ReadLine
from ingest.scanned.picture import Picture

__all__ = ["Raster", "Scans"]

Raster = Callable[[int, bool], Picture]
"""The picture of a page by its number; at twice the resolution where the second argument says so."""


class Scans:
    """What was read from pictures, by its place on the pages as they are seen."""

    def __init__(self, raster: Raster) -> None:
        self._raster = raster
        self._lines: dict[int, list[ReadLine]] = {}
        self._places: dict[Box, Box] = {}

    def printed(self, number: int) -> PrintedPage:
        """The characters and rules of one page."""
        from ingest.scanned.page import read_page

        page = read_page(self._raster(number, False))
        self._lines[number] = page.lines

        sheet = page.sheet.without_pixels()

        def place(box: Box) -> Box:
            seen = sheet.seen(box)
            self._places[seen] = box
            return seen

        return PrintedPage(number, page.glyphs, page.rules, place, page.sheet.size[1])

    def reviewed(self, blocks: Sequence[RawLine | RawTable]) -> list[RawLine | RawTable]:
        """The same blocks with how sure everything is that was read from a picture."""
        return [
            self._line(block) if isinstance(block, RawLine) else self._table(block)
            for block in blocks
        ]

    def _line(self, line: RawLine) -> RawLine:
        if line.box not in self._places:
            return line
        found = self._at(self._places[line.box])
        return replace(line, recognition=_least(found))

    def _table(self, table: RawTable) -> RawTable:
        return replace(table, cells=tuple(map(self._cell, table.cells)))

    def _cell(self, cell: RawCell) -> RawCell:
        boxes = [self._places[part.box] for part in cell.parts if part.box in self._places]
        if not boxes or not cell.text:
            return cell
        return replace(cell, recognition=_least([line for box in boxes for line in self._at(box)]))

    def _at(self, box: Box) -> list[ReadLine]:
        """The lines whose characters lie in a box of the sheet."""
        return [
            line
            for line in self._lines[box.page]
            if any(box.x0 <= g.x <= box.x1 and box.y0 <= g.y <= box.y1 for g in line.glyphs)
        ]


def _least(lines: Sequence[ReadLine]) -> float:
    return min((line.reading.least for line in lines), default=0.0)
