"""What a format reader hands over: lines and tables in reading order, with their places.

A reader knows one file format and nothing of budgets; `ingest.assemble` turns its blocks into a
Document (canonical text, sections, paragraphs, table titles, header paths). Tables arrive joined
over pages. A text reader gives `start` offsets into the source, which is then the canonical text;
the others leave them None and the canonical text is built from the blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.citation import Box
from ingest.document import Format, Page

__all__ = ["RawCell", "RawDocument", "RawLine", "RawPart", "RawTable", "leading_blanks"]


@dataclass(frozen=True, slots=True)
class RawLine:
    """A printed line outside tables, in reading order.

    `size` is the font size in points where known; `heading` the level a format states itself
    (Word heading style, Markdown marks); `furniture` marks running headers, footers, page numbers
    and contents pages: kept in the text, never a section or prose. `breaks` says that a new
    paragraph is known to start here (Word paragraphs, a blank line before in a text file).
    `recognition`: how sure the characters are where they were read from a picture; 1 elsewhere.
    """

    text: str
    place: str
    page: int | None = None
    box: Box | None = None
    edges: tuple[float, ...] = ()
    size: float | None = None
    bold: bool = False
    heading: int | None = None
    furniture: bool = False
    breaks: bool = False
    start: int | None = None
    recognition: float = 1.0


class RawPart(NamedTuple):
    """A run of a cell's text in one place; a cell cut by a page or a line end has several.

    The cell's text is its parts joined without anything between them. `indent` is how many half-width
    blanks are printed before it; where the canonical text is built they are written there.
    """

    text: str
    place: str
    page: int | None = None
    box: Box | None = None
    start: int | None = None
    indent: int = 0


def leading_blanks(text: str) -> int:
    """How many half-width blanks a text begins with; a Chinese blank counts two."""
    blanks = text[: len(text) - len(text.lstrip(" \u3000\xa0"))]
    return sum(2 if blank == "\u3000" else 1 for blank in blanks)


class RawCell(NamedTuple):
    """An anchor cell with its spans; covered positions have no cell. `recognition` as in RawLine."""

    row: int
    col: int
    parts: tuple[RawPart, ...]
    row_span: int = 1
    col_span: int = 1
    recognition: float = 1.0

    @property
    def text(self) -> str:
        """The printed text."""
        parts = self.parts
        return parts[0].text if len(parts) == 1 else "".join([part.text for part in parts])


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table joined over pages; rows without any text are already dropped.

    `cells` of a long table may be made only when they are looked at.

    `spans_known` is False when the conversion lost the header spans (text files), `header_rows`
    is set only where the format knows it. `start`/`end` as in RawLine.
    """

    cells: Sequence[RawCell]
    height: int
    columns: int
    pages: tuple[int, ...] = ()
    spans_known: bool = True
    header_rows: int | None = None
    sheet: str | None = None
    uncertain: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """All blocks of one file in reading order; `text` only when the source itself is canonical.

    `pages` carry number, size and name; their spans are filled in by `assemble` from the blocks.
    """

    format: Format
    blocks: tuple[RawLine | RawTable, ...]
    text: str | None = None
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()
