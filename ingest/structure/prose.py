"""Printed lines → passages: lines that belong together as one heading, caption or paragraph.

A PDF prints a paragraph as many lines and cuts it at the page end; a text conversion cuts it with a
blank line where the page ended. Takes placed blocks, gives passages and tables in order. Knows
nothing of what a passage means.

    '…比 2018 年增加 5' | '' | '万元，增长 13.2%；'  →  one Passage of two lines
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.blocks import RawLine
from ingest.document import Format, Page, Span
from ingest.label_rows import is_caption_line
from ingest.structure.canonical import PlacedLine, PlacedTable
from ingest.structure.numbering import numbering

__all__ = ["Item", "Passage", "body_size", "passages"]

_CLOSED = re.compile(r"[。；;：:！？!?”）)]$")
_SENTENCE = re.compile(r"[，,。；;]")
_PART = re.compile(r"第\s*[一二三四五六七八九十百\d]+\s*(?:部\s*分|章|篇)")
_TOKEN = re.compile(r"[A-Za-z\d.,%％]+|.")
_COMPLETE = re.compile(r"(?:表|概况|说明|解释|情况|职责|职能|附件|报表)(?:[（(].{1,12}[）)])?$")
_CAPTION = re.compile(r"(?:附?表|附件|公开)\s*[一二三四五六七八九十\d]")
_TITLE_TAIL = re.compile(r".{0,5}表(?:[（(].{1,12}[）)])?")


@dataclass(frozen=True)
class Passage:
    """Lines that belong together; `text` is what they say, joined."""

    lines: tuple[PlacedLine, ...]

    @property
    def start(self) -> int:
        """Where its first line starts."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1].end

    @cached_property
    def text(self) -> str:
        """The lines joined as one; '第一部分' and its title on the next line keep a blank."""
        joined = self.lines[0].text.strip()
        for line in self.lines[1:]:
            latin = joined[-1:].isascii() and joined[-1:].isalpha() and line.text[:1].isascii()
            joined += (" " if latin or _PART.fullmatch(joined) else "") + line.text.strip()
        return joined

    @property
    def spans(self) -> tuple[Span, ...]:
        """One span a line."""
        return tuple(Span(line.start, line.end) for line in self.lines if line.end > line.start)

    @property
    def raw(self) -> RawLine:
        """Its first line as read."""
        return self.lines[0].raw

    @property
    def furniture(self) -> bool:
        """True for running headers, page numbers, contents lines."""
        return self.lines[0].raw.furniture


Item = Passage | PlacedTable
"""What a document is made of, in reading order."""

_Joins = Callable[[Sequence[PlacedLine], PlacedLine], bool]


def passages(
    blocks: Sequence[PlacedLine | PlacedTable], format_: Format, pages: Sequence[Page] = ()
) -> Iterator[Item]:
    """The blocks in order with lines grouped; furniture inside a passage is stepped over."""
    joins = _joins(blocks, format_, pages)
    group: list[PlacedLine] = []
    aside: list[PlacedLine] = []
    for block in blocks:
        if isinstance(block, PlacedLine) and block.raw.furniture:
            aside.append(block)
            continue
        if group and isinstance(block, PlacedLine) and joins(group, block):
            group.append(block)
            continue
        yield from _flush(group, aside)
        group, aside = [], []
        if isinstance(block, PlacedTable):
            yield block
        elif block.text.strip():
            group = [block]
    yield from _flush(group, aside)


_SENTENCE_MARK = re.compile("[，。；]")


def body_size(blocks: Sequence[PlacedLine | PlacedTable]) -> float:
    """The font size most of the prose is printed in; 0 where sizes are not known.

    Lines with sentence marks speak for prose: the rows of a table without rules, which are lines
    too and are often set smaller, do not.
    """
    sizes: Counter[float] = Counter()
    marked: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, PlacedLine) and block.raw.size and not block.raw.furniture:
            size = round(block.raw.size * 2) / 2
            sizes[size] += len(block.text)
            marked[size] += len(block.text) if _SENTENCE_MARK.search(block.text) else 0
    most = (marked if marked.total() else sizes).most_common(1)
    return most[0][0] if most else 0.0


def _joins(
    blocks: Sequence[PlacedLine | PlacedTable], format_: Format, pages: Sequence[Page]
) -> _Joins:
    if format_ == "text":
        return _Typed(blocks).joins
    return _Printed(blocks, pages).joins if format_ == "pdf" else _completes_part


def _flush(group: list[PlacedLine], aside: list[PlacedLine]) -> Iterator[Passage]:
    if group:
        yield Passage(tuple(group))
    yield from (Passage((line,)) for line in aside)


def _completes_part(group: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """'第一部分' alone on its line is the number of the title on the next; so is a lone '目' of '录'."""
    if len(group) != 1 or len(line.text) > 30 or numbering(line.text):
        return False
    first = group[0].text.strip()
    return bool(_PART.fullmatch(first)) or (first, line.text.strip()) == ("目", "录")


class _Typed:
    """How lines of a text file join: a hard break, a page cut mid-sentence, a fixed line width."""

    def __init__(self, blocks: Sequence[PlacedLine | PlacedTable]) -> None:
        lines = [block for block in blocks if isinstance(block, PlacedLine)]
        widths = sorted(_width(line.text) for line in lines)
        longest = widths[len(widths) * 19 // 20] if widths else 0
        full = sum(1 for width in widths if width >= longest - 4)
        apart = sum(1 for line in lines if line.raw.breaks)
        wrapped = longest <= 140 and 5 * full >= len(lines) > 8 and 2 * apart < len(lines)
        self.width = longest if wrapped else 0

    def joins(self, group: Sequence[PlacedLine], line: PlacedLine) -> bool:
        """Whether a line of a text file continues the passage."""
        last = group[-1].text
        if last.endswith("  ") and not line.raw.breaks:
            return True
        if _completes_part(group, line):
            return True
        if is_caption_line(last.strip()) or is_caption_line(line.text.strip()):
            return False
        marked = line.raw.heading or group[-1].raw.heading or last.endswith("  ")
        if marked or _CLOSED.search(last.strip()) or numbering(line.text):
            return False
        if self.width and not line.raw.breaks:
            return _width(last) >= self.width - 6
        if not _SENTENCE.search(last):
            return False
        return len(last) >= 30 or bool(_SENTENCE.search(line.text))


def _width(text: str) -> int:
    """How wide a line is, Chinese signs counting two."""
    return sum(1 if char.isascii() else 2 for char in text.strip())


class _Printed:
    """How lines join on printed pages: by margins, indents and type sizes.

    A page of short lines has the usual right margin of the pages as wide as itself: broad tables are
    printed across.
    """

    def __init__(self, blocks: Sequence[PlacedLine | PlacedTable], pages: Sequence[Page]) -> None:
        self.body = body_size(blocks)
        self.widths = {page.number: round(page.width) for page in pages}
        self.margins: dict[int, tuple[float, float]] = {}
        for block in blocks:
            if isinstance(block, PlacedLine) and not block.raw.furniture and block.raw.box:
                box = block.raw.box
                left, right = self.margins.get(box.page, (box.x0, box.x1))
                self.margins[box.page] = (min(left, box.x0), max(right, box.x1))
        self.usual: dict[int, float] = {}
        for width in {self.widths.get(page, 0) for page in self.margins}:
            alike = [m for page, m in self.margins.items() if self.widths.get(page, 0) == width]
            self.usual[width] = sorted(right for _, right in alike)[len(alike) // 2]

    def joins(self, group: Sequence[PlacedLine], line: PlacedLine) -> bool:
        """Whether a printed line continues the passage."""
        if _completes_part(group, line):
            return True
        if is_caption_line(group[-1].text.strip()) or is_caption_line(line.text.strip()):
            return False
        last, next_ = group[-1].raw, line.raw
        if last.box is None or next_.box is None or next_.breaks or _differs(last, next_):
            return False
        size = last.size or (last.box.y1 - last.box.y0) * 0.8
        if self._is_centred(last, size) and self._is_centred(next_, size):
            return _completes_title(group, line)
        number = numbering(line.text)
        if number and (number.rank < 40 or _CLOSED.search(last.text.rstrip())):
            return False
        return self._is_full(group, line, size) and not self._is_indented(line, size)

    def _is_full(self, group: Sequence[PlacedLine], line: PlacedLine, size: float) -> bool:
        """The next line's first word would not have fitted, or the sentence plainly goes on."""
        box = group[-1].raw.box
        if box is None:
            return False
        left, right = self.margins[box.page]
        usual = self.usual[self.widths.get(box.page, 0)]
        right = max(right, min(usual, right * 1.5))
        if box.x1 + _first_word(line, size) >= right - 1.2 * size:
            return True
        goes_on = not _CLOSED.search(group[-1].text.rstrip()) and len(group[-1].text) > 20
        return goes_on and box.x1 >= left + 0.7 * (right - left)

    def _is_indented(self, line: PlacedLine, size: float) -> bool:
        box = line.raw.box
        if box is None or re.match(r"(?:\u3000| {2,})\s*\S", line.text):
            return True
        return box.x0 >= self.margins[box.page][0] + 1.2 * size

    def _is_centred(self, line: RawLine, size: float) -> bool:
        """As far from the left margin as from the right, and far from both, or set larger."""
        if line.box is None:
            return False
        left, right = self.margins[line.box.page]
        before, after = line.box.x0 - left, right - line.box.x1
        large = bool(self.body) and size > 1.12 * self.body
        return large or (before > 3 * size and abs(before - after) < 3 * size)


def _differs(last: RawLine, line: RawLine) -> bool:
    return bool(line.size and last.size and abs(line.size - last.size) > 0.15 * last.size)


def _completes_title(group: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """A heading set over two lines: '第二部分 某某局' | '2017年度部门预算表'; '…支出预算' | '表'."""
    first, text = group[0].text.strip(), line.text.strip()
    if numbering(text) or _CAPTION.match(text) or len(text) > 30:
        return False
    if _PART.match(first):
        whole = _COMPLETE.search(group[-1].text.strip()) and len(text) > 4
        return len(group) < 3 and not whole
    return len(first) >= 10 and not first.endswith("表") and bool(_TITLE_TAIL.fullmatch(text))


def _first_word(line: PlacedLine, size: float) -> float:
    """The width of what could not be parted from the line's first sign: '24,558.18', '一'."""
    found = _TOKEN.match(line.text)
    length = len(found[0]) if found else 1
    edges = line.raw.edges
    return edges[length] - edges[0] if len(edges) > length else size * max(1.0, length * 0.55)
