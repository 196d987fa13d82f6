"""A picture of a page becomes a printed page: rules and characters, as a text layer would say them.

Takes the picture of one page, gives its characters and rules in points, and its lines as read, with
how sure every character is. Knows nothing of other pages or of what the figures mean.

    picture of page 8   ->   612 glyphs, 21 + 11 rules, 182 lines, the sheet they stand on
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.ruled.glyphs import Glyph
from ingest.ruled.rules import grids
from ingest.ruled.strokes import Rules
from ingest.scanned.lines import PrintLine, ReadLine, placed
from ingest.scanned.picture import Picture
from ingest.scanned.print_lines import print_lines
from ingest.scanned.recogniser import Reading, recogniser
from ingest.scanned.rulings import rulings
from ingest.scanned.sheet import Sheet, sheet_of

__all__ = ["ScannedPage", "read_page"]

SAMPLE = 12
"""So many lines tell whether a page stands upright."""

LEGIBLE = 0.8
"""Lines read upright are surer than this; else the page is tried the other ways round."""

LEVEL = 2.0
"""Printed lines are this many times as wide as high, together; on a page that lies on its side the
single characters are found, not the lines."""


class ScannedPage(NamedTuple):
    """A page as read: what is printed on it, its straightened picture, its lines."""

    glyphs: list[Glyph]
    rules: Rules
    sheet: Sheet
    lines: list[ReadLine]


class _Attempt(NamedTuple):
    """A page one way round: where it prints lines, and how well some of them can be read."""

    sheet: Sheet
    rules: Rules
    lines: list[PrintLine]
    legible: float

    @property
    def levelness(self) -> float:
        """How much wider than high the printed lines are."""
        high = sum(line.ink.height for line in self.lines)
        return sum(line.ink.width for line in self.lines) / max(high, 1)

    def upright(self) -> float:
        """How much speaks for this way round."""
        return self.legible * min(self.levelness, LEVEL)


def read_page(picture: Picture) -> ScannedPage:
    """What is printed on the picture of a page, whichever way round it lies."""
    best = _attempt(picture, 0)
    if best.lines and (best.legible < LEGIBLE or best.levelness < LEVEL):
        others = [_attempt(picture, quarters) for quarters in (1, 2, 3)]
        best = max([best, *others], key=_Attempt.upright)
    read = _read_lines(best.sheet, best.lines)
    glyphs = [glyph for line in read for glyph in line.glyphs]
    return ScannedPage(glyphs, best.rules, best.sheet, read)


def _attempt(picture: Picture, quarters: int) -> _Attempt:
    sheet = sheet_of(picture, quarters)
    found = rulings(sheet)
    lines = print_lines(sheet, found.mask, grids(found.rules))
    longest = sorted(lines, key=lambda line: -line.ink.width)[:SAMPLE]
    sure = [sum(r.sure) / len(r.sure) if r.sure else 0.0 for r in _readings(sheet, longest)]
    return _Attempt(sheet, found.rules, lines, sum(sure) / len(sure) if sure else 0.0)


def _readings(sheet: Sheet, lines: Sequence[PrintLine]) -> list[Reading]:
    windows = [line.window for line in lines]
    return recogniser().read([sheet.grey[w.y0 : w.y1, w.x0 : w.x1] for w in windows])


def _read_lines(sheet: Sheet, lines: Sequence[PrintLine]) -> list[ReadLine]:
    """Every line with its characters; what holds none is dirt."""
    read = [
        (line, reading)
        for line, reading in zip(lines, _readings(sheet, lines), strict=True)
        if reading.text.strip()
    ]
    return placed(read, sheet.scale)
