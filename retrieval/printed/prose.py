"""Prose of a document as passages: paragraphs and sentences with the titles above them.

Takes a Document, gives Passages (spans with their section) and the Lines and Told that an answer is
written from. Knows nothing of questions.

    passage   text '主要原因是差旅费增加。'   titles '第二部分>四、机关运行经费情况'
    line      '主要原因是差旅费增加。' with the citation of exactly these characters
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from ingest.citation import Citation
from ingest.document import Cell, Document, Paragraph, Section, Span, Table
from retrieval.printed.chunk import sentences as sentence_spans
from retrieval.words.lexicon import folded

__all__ = [
    "SENTENCE",
    "Kind",
    "Line",
    "Passage",
    "Told",
    "bare",
    "cell_line",
    "cells_of_sentences",
    "heading_line",
    "in_section",
    "joined",
    "paragraphs",
    "sentences",
    "shown",
    "tables_beside",
]

Kind = Literal["found", "none_stated"]
SENTENCE = 25
"""Characters from which on a cell holds sentences, not a label."""

_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|·{4,})[\s\d.…·]*$")


@dataclass(frozen=True)
class Passage:
    """A paragraph or sentence of a document with the titles above it."""

    document: Document
    spans: tuple[Span, ...]
    section: int | None

    @cached_property
    def text(self) -> str:
        """As printed, lines joined."""
        return "".join(self.document.text[s.start : s.end] for s in self.spans)

    @cached_property
    def key(self) -> str:
        """Folded for comparison."""
        return folded(self.text)

    @cached_property
    def titles(self) -> str:
        """The heading path, folded."""
        return folded(self.document.section_path(self.section))

    @cached_property
    def parts(self) -> tuple[Passage, ...]:
        """Its sentences."""
        found = sentence_spans(self.document.text, self.spans)
        return tuple(Passage(self.document, spans, self.section) for spans in found)

    @property
    def start(self) -> int:
        """Where it starts in the document."""
        return self.spans[0].start

    @property
    def line(self) -> Line:
        """The passage as a line of an answer."""
        citation = self.document.cite(self.document.pieces(self.spans), self.section)
        return Line(shown(self.text), citation)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: its text, where it is printed, and whether the text is a quotation.

    `unit` is that of a bare number in a cited cell; `labels` are printed around the place.
    """

    text: str
    citation: Citation
    verbatim: bool = True
    unit: str | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says to a question: a lead in our words ('{who}' is filled in), and lines.

    `accounted`: the lines say every word of the question, in like words too.
    """

    lead: str
    lines: tuple[Line, ...]
    kind: Kind = "found"
    accounted: bool = False


def shown(text: str) -> str:
    """A passage on one line, without marks of headings."""
    return re.sub(r"\s*\n\s*", "", text).strip(" #*\t　")


def bare(text: str) -> str:
    """Folded text without brackets: '因公出国(境)费' as '因公出国境费'."""
    return re.sub(r"[()]", "", text)


class _Same:
    """A document as a key: it is the same one only where it is the very object."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.document is self.document


def paragraphs(document: Document) -> tuple[Passage, ...]:
    """The paragraphs of a document, without its table of contents; kept for the next question."""
    return _kept(_Same(document))


@lru_cache(maxsize=32)
def _kept(same: _Same) -> tuple[Passage, ...]:
    return tuple(_paragraphs(same.document))


def _paragraphs(document: Document) -> Iterator[Passage]:
    for paragraph in document.paragraphs:
        text = "".join(document.text[s.start : s.end] for s in paragraph.pieces)
        if text.strip() and not _CONTENTS.search(text):
            yield Passage(document, _trimmed(document.text, paragraph), paragraph.section)


def _trimmed(text: str, paragraph: Paragraph) -> tuple[Span, ...]:
    """The spans without white space at their ends."""
    found = []
    for start, end in paragraph.pieces:
        printed = text[start:end]
        body = printed.strip()
        if body:
            first = start + printed.index(body)
            found.append(Span(first, first + len(body)))
    return tuple(found)


def sentences(passage: Passage) -> list[Passage]:
    """The sentences of a passage."""
    return list(passage.parts)


def joined(parts: Sequence[Passage]) -> Passage:
    """Neighbouring sentences as one passage."""
    first = parts[0]
    return Passage(first.document, tuple(s for p in parts for s in p.spans), first.section)


def tables_beside(passage: Passage) -> str:
    """The titles and the words of the tables that stand under the same heading, folded."""
    return _tables_of(_Same(passage.document), passage.section)


@lru_cache(maxsize=512)
def _tables_of(same: _Same, section: int | None) -> str:
    tables = (t for t in same.document.tables if t.section == section)
    return "|".join(
        folded(word)
        for table in tables
        for word in (table.title or "", *(cell.text for cell in table.cells))
        if len(word) > 1
    )


def in_section(passages: Iterable[Passage], section: Section) -> list[Passage]:
    """The passages that stand under a heading."""
    return [p for p in passages if section.start <= p.start < section.end]


def heading_line(document: Document, section: Section) -> Line:
    """A heading as a line: an item of a list may have been read as one."""
    start = document.text.find(section.title[:6], section.start)
    start = start if section.start <= start < section.end else section.start
    end = document.text.find("\n", start)
    span = Span(start, end if start < end < section.end else section.end)
    text = document.text[span.start : span.end].strip(" #*\n")
    return Line(text, document.cite(document.pieces([span]), section.position))


def cell_line(document: Document, table: Table, cells: Sequence[Cell], text: str = "") -> Line:
    """Cells of one row as a line; its text is what they print unless another is given."""
    base = document.cite_cell(table, cells[0])
    pieces = tuple(piece for cell in cells for piece in cell.pieces)
    quote = "".join(document.text[p.start : p.end] for p in pieces)
    citation = Citation(base.doc, base.doc_id, base.section, base.page, pieces, quote)
    unit = table.unit.value if table.unit else None
    labels = tuple(cell.text for cell in cells)
    said = text or " ".join(shown(cell.text) for cell in cells)
    return Line(said, citation, verbatim=not text and len(cells) == 1, unit=unit, labels=labels)


def cells_of_sentences(document: Document) -> Iterator[tuple[Passage, str]]:
    """The cells of tables that hold sentences, each with its titles: the form's project, its column, its row."""
    for table in document.tables:
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        project = ""
        for cells in rows.values():
            project = _named_in(cells) or project
            words = [folded(cell.text) for cell in cells if not _says(cell)]
            for cell in cells:
                if _says(cell) and cell.pieces:
                    spans = tuple(Span(piece.start, piece.end) for piece in cell.pieces)
                    passage = Passage(document, spans, table.section)
                    under = table.column_paths[cell.col] if table.header_rows else ()
                    above = [] if cell.row < table.header_rows else [folded(word) for word in under]
                    yield passage, "|".join((passage.titles, project, *above, *words))


def _says(cell: Cell) -> bool:
    """Whether a cell holds a sentence: a long text, or a shorter one with a clause of its own."""
    text = cell.text
    return len(text) >= SENTENCE or (len(text) >= _CLAUSED and _CLAUSE.search(text) is not None)


_CLAUSED = 12
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{4,}[，,；;。][^，,；;。]*[\u4e00-\u9fff]{4,}")


def _named_in(cells: Sequence[Cell]) -> str:
    """The name beside 项目名称 in a row of a form; '' elsewhere."""
    for label, name in pairwise(cells):
        if _NAME_LABEL.fullmatch(folded(label.text)) and len(name.text) > 2:
            return folded(name.text)
    return ""


_NAME_LABEL = re.compile(r"(?:一级|二级|子)?项目名称[:]?")
