"""Lines as read become characters at their places, as large as they are printed.

Takes where lines are printed and what was read there, gives glyphs in points. Knows no pixels but
their coordinates, nothing of tables.

    ink 961…1043 × 402…424, Reading('51,447')   ->   Glyph('5', 345.9, 144.7, …, size 9.0) …
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.ruled.glyphs import Glyph
from ingest.scanned.recogniser import Reading

__all__ = ["PrintLine", "ReadLine", "Window", "placed"]

CHINESE_INK, LATIN_INK = 0.93, 0.74
"""How much of the character size the ink of a line covers, with Chinese characters and without."""

WIDE, NARROW = 1.0, 0.56
"""How wide Chinese and Latin characters are at most, in character sizes."""

ALIKE = 0.12
"""Sizes that differ by less than this part are one size, measured twice."""

BLANK = 0.3
"""Characters that stand this much further apart than usual, in character sizes, are words."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HANGING = re.compile(r"[,;()（），；]")
_MARKS = frozenset("，。；、：！？）》」』”’,.;:!?)%（《“‘(…-")


class Window(NamedTuple):
    """A rectangle of pixels."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.y1 - self.y0

    @property
    def width(self) -> int:
        """From left to right."""
        return self.x1 - self.x0


class PrintLine(NamedTuple):
    """The ink of one line, and the window that may be read: it reaches no other line and no rule.

    `strokes` is the ink without dots, which may be dirt.
    """

    ink: Window
    window: Window
    strokes: Window


class ReadLine(NamedTuple):
    """A printed line, what was read, and its characters on the sheet, in points."""

    printed: PrintLine
    reading: Reading
    glyphs: tuple[Glyph, ...]


def placed(read: Sequence[tuple[PrintLine, Reading]], scale: float) -> list[ReadLine]:
    """Every line with its characters; `scale` pixels are a point."""
    sizes = _sizes([_size(line, reading.text, scale) for line, reading in read])
    return [
        ReadLine(line, reading, tuple(_glyphs(line, reading, size, scale)))
        for (line, reading), size in zip(read, sizes, strict=True)
    ]


def _size(line: PrintLine, text: str, scale: float) -> float:
    """The character size of a line, from the height of its ink."""
    covers = CHINESE_INK if _CHINESE.search(text) else LATIN_INK
    return line.ink.height / scale / covers


def _sizes(measured: Sequence[float]) -> list[float]:
    """Sizes without what only the measuring makes different: the usual ones draw the others in."""
    usual: list[float] = []
    for size, _ in Counter(round(2 * size) / 2 for size in measured).most_common():
        if all(abs(size - other) > ALIKE * other for other in usual):
            usual.append(size)
    return [min(usual, key=lambda other: abs(other - size)) for size in measured]


def _glyphs(line: PrintLine, reading: Reading, size: float, scale: float) -> Iterator[Glyph]:
    """The characters of a line at their places."""
    window, ink = line.window, line.ink
    top, bottom = ink.y0 / scale, ink.y1 / scale
    baseline = bottom - _below(reading.text) * size
    middles = [(window.x0 + at * window.width) / scale for at in reading.at]
    left, right = ink.x0 / scale, ink.x1 / scale
    for index, (char, middle) in enumerate(zip(reading.text, middles, strict=True)):
        before = _border(reading.text, middles, index, size)
        after = _border(reading.text, middles, index + 1, size)
        x0 = before[1] if before else min(left, middle)
        x1 = after[0] if after else max(right, middle)
        yield Glyph(char, x0, top, x1, bottom, baseline, size, False)


def _below(text: str) -> float:
    """How far the ink of a line reaches under its baseline, in character sizes."""
    if _CHINESE.search(text):
        return 0.1
    return 0.14 if _HANGING.search(text) else 0.0


def _border(
    text: str, middles: Sequence[float], index: int, size: float
) -> tuple[float, float] | None:
    """Where the character before `index` ends and the one at `index` begins; None at both ends.

    They touch, however their strokes stand, unless there is room for a blank between them.
    """
    if not 0 < index < len(middles):
        return None
    one, two = middles[index - 1], middles[index]
    widths = [
        size * (NARROW if char.isascii() else WIDE) / 2 for char in text[index - 1 : index + 1]
    ]
    if text[index - 1] not in _MARKS and two - one > sum(widths) + BLANK * size:
        return one + widths[0], two - widths[1]
    return (one + two) / 2, (one + two) / 2
