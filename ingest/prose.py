"""Printed lines → passages: lines that belong together as one heading, caption or paragraph.

A PDF prints a paragraph as many lines and cuts it at the page end; a text conversion cuts it with a
blank line where the page ended. Takes placed blocks, gives passages and tables in order. Knows
nothing of what a passage means.

    '…比 2018 年增加 5' | '' | '万元，增长 13.2%；'  →  one Passage of two lines
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.canonical import PlacedLine, PlacedTable
from ingest.document import Format, Span
from ingest.numbering import numbering

__all__ = ["Passage", "passages"]

_CLOSED = re.compile(r"[。；;：:！？!?”）)]$")
_SENTENCE = re.compile(r"[，,。；;]")
_BARE_PART = re.compile(r"第[一二三四五六七八九十百\d]+(?:部分|章|篇)")


@dataclass(frozen=True, slots=True)
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

    @property
    def text(self) -> str:
        """The lines joined as one; a blank stays where the first line ends in a Latin sign."""
        return "".join(line.text.strip() for line in self.lines)

    @property
    def spans(self) -> tuple[Span, ...]:
        """One span a line."""
        return tuple(Span(line.start, line.end) for line in self.lines if line.end > line.start)

    @property
    def furniture(self) -> bool:
        """True for running headers, page numbers, contents lines."""
        return self.lines[0].raw.furniture


def passages(
    blocks: Sequence[PlacedLine | PlacedTable], format_: Format
) -> Iterator[Passage | PlacedTable]:
    """The blocks in order with lines grouped; furniture between two lines of one passage is stepped over."""
    joins = (
        _text_joins if format_ == "text" else _Printed(blocks).joins if format_ == "pdf" else _never
    )
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


def _flush(group: list[PlacedLine], aside: list[PlacedLine]) -> Iterator[Passage]:
    if group:
        yield Passage(tuple(group))
    yield from (Passage((line,)) for line in aside)


def _never(group: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """Word paragraphs and sheet cells are passages already, but for a bare '第一部分'."""
    return _completes_part(group, line)


def _completes_part(group: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """'第一部分' alone on its line is the number of the title on the next."""
    bare = len(group) == 1 and _BARE_PART.fullmatch(group[0].text.strip())
    return bool(bare) and len(line.text) <= 30 and numbering(line.text) is None


def _text_joins(group: Sequence[PlacedLine], line: PlacedLine) -> bool:
    """Whether a line of a text file continues the passage: a hard break, or a page cut mid-sentence."""
    last = group[-1].text
    if last.endswith("  ") and not line.raw.breaks:
        return True
    if _completes_part(group, line):
        return True
    if (
        last.endswith("  ")
        or line.raw.heading
        or group[-1].raw.heading
        or _CLOSED.search(last.strip())
    ):
        return False
    if numbering(line.text) or not _SENTENCE.search(last):
        return False
    return len(last) >= 30 or bool(_SENTENCE.search(line.text))


class _Printed:
    """How lines join on printed pages: by margins, indents and gaps."""

    def __init__(self, blocks: Sequence[PlacedLine | PlacedTable]) -> None:
        self.margins: dict[int, tuple[float, float]] = {}
        for block in blocks:
            if isinstance(block, PlacedLine) and not block.raw.furniture and block.raw.box:
                box = block.raw.box
                left, right = self.margins.get(box.page, (box.x0, box.x1))
                self.margins[box.page] = (min(left, box.x0), max(right, box.x1))
        wide = [right for _, right in self.margins.values()]
        self.right = sorted(wide)[len(wide) // 2] if wide else 0.0

    def joins(self, group: Sequence[PlacedLine], line: PlacedLine) -> bool:
        """Whether a printed line continues the passage."""
        if _completes_part(group, line):
            return True
        last, box = group[-1].raw, line.raw.box
        if last.box is None or box is None or line.raw.breaks:
            return False
        size = last.size or (last.box.y1 - last.box.y0) * 0.8
        if line.raw.size and last.size and abs(line.raw.size - last.size) > 0.15 * last.size:
            return False
        return self._is_full(last.box.page, last.box.x1, size) and not self._is_indented(line, size)

    def _is_full(self, page: int, x1: float, size: float) -> bool:
        """The line runs to the right margin, so the next one may continue it."""
        right = max(self.margins[page][1], min(self.right, self.margins[page][1] * 1.5))
        return x1 >= right - 2.2 * size

    def _is_indented(self, line: PlacedLine, size: float) -> bool:
        box = line.raw.box
        if box is None or re.match(r"(?:\u3000| {2,})\s*\S", line.text):
            return True
        return box.x0 >= self.margins[box.page][0] + 1.2 * size
