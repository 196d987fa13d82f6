"""Where something is printed: pieces of the canonical text, and boxes on the page.

Knows nothing of documents; `Document.cite` makes citations.

A citation of a table cell, taken apart:

    doc      '2019部门预算.pdf'            file name (with its parent folder when two share a name)
    doc_id   'eb6b2328…'                   sha256 of the bytes
    section  '第二部分 > 一、收支总体情况'   heading path
    page     7                             physical page, 1-based; None where there are no pages
    pieces   [Piece(1021, 1027, '第7页')]   text[1021:1027] == '51,447'
    quote    '51,447'                      the pieces joined
    boxes    [(7, 301.2, 210.0, 360.5, 224.1)]   page, x0, y0, x1, y1 in points, y downwards
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = ["Box", "Citation", "Piece"]


class Box(NamedTuple):
    """A rectangle on a physical page (1-based), in points, origin top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Piece(NamedTuple):
    """One run of the canonical text and where it stands; `place` is for people.

    place: PDF '第7页', XLSX '收支总表!B7', DOCX 'table 3, row 5, column 2' as '表3行5列2', text '第120行'.
    """

    start: int
    end: int
    place: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One or more ordered pieces of one document; a cell or sentence cut by a page has several."""

    doc: str
    doc_id: str
    section: str
    page: int | None
    pieces: tuple[Piece, ...]
    quote: str

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of all pieces, in order."""
        return tuple(box for piece in self.pieces for box in piece.boxes)

    @property
    def place(self) -> str:
        """The place of the first piece, for people."""
        return self.pieces[0].place if self.pieces else ""

    def as_json(self) -> dict[str, Any]:
        """The public form; see design.md §4."""
        return {
            "doc": self.doc,
            "doc_id": self.doc_id,
            "section": self.section,
            "page": self.page,
            "pieces": [{"start": p.start, "end": p.end, "place": p.place} for p in self.pieces],
            "quote": self.quote,
            "boxes": [[b.page, b.x0, b.y0, b.x1, b.y1] for b in self.boxes],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Citation:
        """Back from `as_json`; the boxes go to the first piece, their order is kept."""
        boxes = tuple(Box(int(b[0]), *map(float, b[1:])) for b in data["boxes"])
        pieces = tuple(
            Piece(p["start"], p["end"], p["place"], boxes if i == 0 else ())
            for i, p in enumerate(data["pieces"])
        )
        return cls(
            data["doc"], data["doc_id"], data["section"], data["page"], pieces, data["quote"]
        )
