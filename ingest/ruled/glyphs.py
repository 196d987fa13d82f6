"""Printed characters become lines: ordered by baseline, then by place, spaces as printed.

Takes characters with their places, gives lines of text; knows nothing of rules, cells or budgets.
A character drawn twice for boldness counts once. A space is kept where one is printed, or where
two words stand clearly apart; `edges` are the n + 1 borders of the n characters of a line.

    glyphs 部 门 : X 局 … 单 位 : 元 on one baseline   ->   '部门：X局 单位：元'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

__all__ = ["Glyph", "TextLine", "lines_of", "on_one_baseline", "once_each", "text_of"]

SAME_LINE = 0.4
"""Baselines differ by less than this part of the character size within one line."""

DRAWN_TWICE = 0.2
"""The same character again within this part of its size is the same one, printed bold."""

LATIN_GAP = 0.25
"""Two Latin words, or two numbers, stand further apart than this part of the character size."""

CHINESE_GAP = 0.45
"""Two words of Chinese stand this much further apart than the characters of a line do."""

MIXED_GAP = 0.75
"""The same between Chinese and a number, where printers leave some space of their own accord."""

_CLOSING = frozenset("，。；、：！？）》」』”’,.;:!?)%]")
_OPENING = frozenset("（《「『“‘([")


class Glyph(NamedTuple):
    """A printed character: its box, its baseline, its size."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    bold: bool

    @property
    def x(self) -> float:
        """The middle, from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle of the printed strokes: fonts state boxes much higher than what they print."""
        return min(max(self.baseline - 0.35 * self.size, self.y0), self.y1)


_LEFT, _TOP, _RIGHT, _BOTTOM, _BASELINE, _SIZE, _BOLD = map(itemgetter, range(1, 8))
"""The values of a Glyph, read faster than by their names."""


class TextLine(NamedTuple):
    """A line of text; `edges` has one more entry than `text` has characters.

    `natural` is how wide its characters are without the space between them.
    """

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    natural: float

    @property
    def left(self) -> float:
        """Where the first character starts."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Where the last character ends."""
        return self.edges[-1]

    @property
    def width(self) -> float:
        """From the first character to the last."""
        return self.edges[-1] - self.edges[0]


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """All lines that these characters form, from top to bottom; blank ones are left out."""
    ordered = list(glyphs)
    if not ordered:
        return []
    if ordered[0].baseline == ordered[-1].baseline and (plain := _plain_line(ordered)):
        return [plain]
    ordered.sort(key=_BASELINE)
    lines = (_plain_line(line) or _line(line) for line in on_one_baseline(ordered))
    return [line for line in lines if line is not None]


def _plain_line(glyphs: list[Glyph]) -> TextLine | None:
    """The line of characters that are drawn in order on one baseline, close to each other.

    None where anything is to be put right: order, spaces, boldness by printing twice.
    """
    while len(glyphs) > 1 and glyphs[-1].char == " ":
        glyphs = glyphs[:-1]
    first = glyphs[0]
    baseline, size, bold = first.baseline, first.size, first.bold
    step, gap = DRAWN_TWICE * size, LATIN_GAP * size
    at, right, top, bottom = first.x0 - size, first.x0, first.y0, first.y1
    natural = 0.0
    chars: list[str] = []
    edges: list[float] = []
    for char, x0, y0, x1, y1, line, own, heavy in glyphs:
        if line != baseline or own != size or heavy != bold or char.isspace():
            return None
        if x0 - at < step or x0 - right > gap:
            return None
        chars.append(char)
        edges.append(x0)
        at, right = x0, x1
        top = y0 if y0 < top else top
        bottom = y1 if y1 > bottom else bottom
        natural += x1 - x0
    edges.append(max(right, edges[-1]))
    return TextLine("".join(chars), tuple(edges), top, bottom, baseline, size, bold, natural)


FITS = 1.0
"""Where two more digits had fitted (a digit is half as wide as its size), no number was broken."""


def text_of(lines: Sequence[TextLine], room: float = 0.0) -> str:
    """The text of a cell: its lines joined without anything between them.

    Two numbers on two lines of a cell with `room` to spare stay two: '12' over '13' is '12 13'.
    """
    if len(lines) == 1:
        return lines[0].text
    text = ""
    for earlier, line in zip((None, *lines), lines, strict=False):
        if earlier is not None and _two_numbers(earlier, line, room):
            text += " "
        text += line.text
    return text


def _two_numbers(earlier: TextLine, line: TextLine, room: float) -> bool:
    """Digits meet at the line end although more of them had fitted on the line."""
    meet = earlier.text[-1:].isdigit() and line.text[:1].isdigit()
    return meet and room - earlier.width > FITS * earlier.size


def on_one_baseline(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Characters sorted by baseline, line by line."""
    line: list[Glyph] = []
    for baseline, level in groupby(glyphs, _BASELINE):
        together = list(level)
        if line:
            below, size = baseline - line[0].baseline, line[0].size
            apart = (i for i, g in enumerate(together) if below > SAME_LINE * min(g.size, size))
            cut = next(apart, len(together))
            line += together[:cut]
            if cut == len(together):
                continue
            yield line
            together = together[cut:]
        line = together
    if line:
        yield line


def _line(glyphs: list[Glyph]) -> TextLine | None:
    """Order, drop what is drawn twice, trim, and set the spaces."""
    glyphs.sort(key=_drawn_at)
    once, doubled = once_each(glyphs)
    while once and once[-1].char.isspace():
        once.pop()
    start = 0
    while start < len(once) and once[start].char.isspace():
        start += 1
    once = once[start:]
    if not once:
        return None
    text, edges = _spaced(once)
    size = _usual_size(once)
    bold = 2 * max(doubled, sum(map(_BOLD, once))) > len(once)
    top, bottom = min(map(_TOP, once)), max(map(_BOTTOM, once))
    natural = sum(map(_RIGHT, once)) - sum(map(_LEFT, once))
    return TextLine(text, edges, top, bottom, once[0].baseline, size, bold, natural)


def _drawn_at(glyph: Glyph) -> float:
    """Where it begins; the second half of '——' drawn as one sign has no width and is not behind the next."""
    return glyph.x0 if glyph.x1 > glyph.x0 else glyph.x0 - DRAWN_TWICE * glyph.size


def _usual_size(glyphs: list[Glyph]) -> float:
    sizes = Counter(map(_SIZE, glyphs))
    return glyphs[0].size if len(sizes) == 1 else sizes.most_common(1)[0][0]


def once_each(glyphs: list[Glyph]) -> tuple[list[Glyph], int]:
    """The characters without their second printing, and how many had one."""
    once = glyphs[:1]
    for glyph in glyphs[1:]:
        if glyph.char != once[-1].char or not _again(glyph, once[-1]):
            once.append(glyph)
    return once, len(glyphs) - len(once)


def _again(glyph: Glyph, earlier: Glyph) -> bool:
    width = min(glyph.size, glyph.x1 - glyph.x0 + 0.01)
    return glyph.x0 - earlier.x0 < DRAWN_TWICE * width


def _spaced(glyphs: list[Glyph]) -> tuple[str, tuple[float, ...]]:
    """Text and edges; one space stands for a gap in which none is printed."""
    chars, edges = [glyphs[0].char], [glyphs[0].x0]
    usual: float | None = None
    for earlier, glyph in pairwise(glyphs):
        gap = glyph.x0 - earlier.x1
        if gap > LATIN_GAP * glyph.size and not (earlier.char.isspace() or glyph.char.isspace()):
            usual = _usual_gap(glyphs) if usual is None else usual
            if _apart(earlier, glyph, gap, usual):
                chars.append(" ")
                edges.append(max(earlier.x1, edges[-1]))
        chars.append(glyph.char)
        edges.append(max(glyph.x0, edges[-1]))
    edges.append(max(glyphs[-1].x1, edges[-1]))
    return "".join(chars), tuple(edges)


def _usual_gap(glyphs: list[Glyph]) -> float:
    """The middle gap of a line: spread headings and justified lines have wide ones everywhere."""
    gaps = sorted(glyph.x0 - earlier.x1 for earlier, glyph in pairwise(glyphs))
    return max(gaps[len(gaps) // 2], 0.0)


def _apart(earlier: Glyph, glyph: Glyph, gap: float, usual: float) -> bool:
    if earlier.char in _OPENING or glyph.char in _CLOSING:
        return False
    latin = _latin(earlier.char) + _latin(glyph.char)
    if latin == 2:
        return True
    return gap > usual + (MIXED_GAP if latin else CHINESE_GAP) * glyph.size


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
