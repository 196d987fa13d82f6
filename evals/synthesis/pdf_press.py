"""Pages that grow: text flows top down, headings are remembered for the contents.

Takes Blocks of text and gives a PDF; tables are set by `print_pdf`, which stands on this.

    cover, contents: unnumbered; the body starts with page number 1 on physical page 3
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

import pymupdf

from evals.synthesis.disclosure import Align, Contents, Cover, Heading

__all__ = ["Paper", "Press"]

_TOKEN = re.compile(r"[0-9A-Za-z.,%\-+]+|.")
_NOT_FIRST = set("，。；：、）”％%】》")
_UNNUMBERED = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """The page and its type sizes, in points."""

    width: float = 842
    height: float = 595
    margin: float = 56
    body: float = 12
    cell: float = 9
    padding: float = 8
    rules: Literal["grid", "three"] = "grid"

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Where text ends."""
        return self.height - self.margin


@dataclass
class Press:
    """The growing document and the place where the next thing goes; knows text, no tables."""

    paper: Paper
    known: dict[str, int]
    targets: dict[str, int] = field(default_factory=dict)
    row_pages: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.font = pymupdf.Font("cjk")
        self.document = pymupdf.open()
        self.fresh = False
        self.y = 0.0
        self.running_header = ""

    def bytes(self, title: str) -> bytes:
        """The finished file, with a subset font and fixed dates."""
        stamp = "D:20250120090000Z"
        self.document.set_metadata({"title": title, "creationDate": stamp, "modDate": stamp})
        self.document.subset_fonts()
        data: bytes = self.document.tobytes(garbage=4, deflate=True, no_new_id=True)
        return data

    # pages

    @property
    def number(self) -> int:
        """The physical page, from 1."""
        return int(self.document.page_count)

    def new_page(self) -> None:
        """A blank page."""
        self.page = self.document.new_page(width=self.paper.width, height=self.paper.height)
        self.ink = pymupdf.TextWriter(self.page.rect)
        self.rules = self.page.new_shape()
        self.y = self.paper.margin
        self.fresh = True

    def finish_page(self) -> None:
        """Put down what the page holds."""
        self.line(self.running_header, 0, self.paper.width, 34, 9, "center")
        if self.number > _UNNUMBERED:
            shown = f"— {self.number - _UNNUMBERED} —"
            self.line(shown, 0, self.paper.width, self.paper.height - 28, 9, "center")
        self.rules.finish(color=(0, 0, 0), width=0.6)
        self.rules.commit()
        self.ink.write_text(self.page)

    def turn(self) -> None:
        """A new page, unless this one is still blank."""
        if not self.fresh:
            self.finish_page()
            self.new_page()

    def room(self, height: float) -> bool:
        """Make room; True when that took a new page."""
        if self.y + height <= self.paper.bottom:
            return False
        self.turn()
        return True

    # text

    def line(
        self, text: str, left: float, right: float, base: float, size: float, align: Align
    ) -> None:
        """One line of text between two edges."""
        if not text:
            return
        width = self.font.text_length(text, size)
        start = {"left": left, "center": (left + right - width) / 2, "right": right - width}[align]
        self.ink.append((start, base), text, font=self.font, fontsize=size)
        self.fresh = False

    def wrap(self, text: str, width: float, size: float, indent: float = 0) -> list[str]:
        """Lines no wider than `width`; numbers stay whole, no line starts with a closing mark."""
        lines, line, used = [], "", indent
        for token in _TOKEN.findall(text):
            step = self.font.text_length(token, size)
            if used + step > width and line and token[0] not in _NOT_FIRST:
                lines.append(line)
                line, used = "", 0.0
            line += token
            used += step
        return [*lines, line]

    def cover(self, cover: Cover) -> None:
        """The first page."""
        paper = self.paper
        self.line(cover.lines[0], 0, paper.width, paper.height * 0.42, 28, "center")
        for i, text in enumerate(cover.lines[1:]):
            self.line(text, 0, paper.width, paper.height * 0.62 + 30 * i, 16, "center")

    def contents(self, contents: Contents) -> None:
        """The contents page."""
        self.turn()
        self.line(contents.title, 0, self.paper.width, self.y + 16, 18, "center")
        self.y += 40
        step = min(24.0, (self.paper.bottom - self.y) / len(contents.entries))
        for entry in contents.entries:
            self._entry(entry.text, 24 * (entry.level - 1), self.known.get(entry.target))
            self.y += step

    def _entry(self, text: str, indent: float, page: int | None) -> None:
        """Title, dot leaders, page number."""
        left, right = self.paper.margin + indent, self.paper.width - self.paper.margin
        number = str(page - _UNNUMBERED) if page else ""
        dots = right - left - self.font.text_length(text + number, 11) - 12
        leader = "." * int(dots / self.font.text_length(".", 11))
        self.line(text + " " + leader, left, right, self.y + 11, 11, "left")
        self.line(number, left, right, self.y + 11, 11, "right")

    def heading(self, heading: Heading) -> None:
        """A heading, with room for what follows."""
        size = 18.0 if heading.level == 1 else 14.0
        self.room(size * 2 + self.paper.body * 2)
        self.targets[heading.text] = self.number
        left, right = self.paper.margin, self.paper.width - self.paper.margin
        align: Align = "center" if heading.centered or heading.level == 1 else "left"
        indent = 0 if align == "center" else self.paper.body * 2
        self.line(heading.text, left + indent, right, self.y + size, size, align)
        self.y += size * 2

    def paragraph(self, text: str) -> None:
        """A paragraph, its first line set in."""
        size = self.paper.body
        indent = size * 2
        left, right = self.paper.margin, self.paper.width - self.paper.margin
        for i, line in enumerate(self.wrap(text, self.paper.inner, size, indent)):
            self.room(size * 1.7)
            self.line(line, left + (0 if i else indent), right, self.y + size, size, "left")
            self.y += size * 1.7
