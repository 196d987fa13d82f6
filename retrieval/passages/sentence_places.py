"""Where the sentences of a document stand: paragraphs and cells, with their headings and what is around them.

Takes a Document and its paragraphs, gives Places; entries of the glossary only where their whole term is
asked about. Knows no question but its text.

    '改造老旧小区41个。'   titles '第一部分>三、重点工作'   around   the whole of 三、重点工作
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Document
from retrieval.passages.definitions import entry_term
from retrieval.printed.prose import Passage, cells_of_sentences

__all__ = ["Place", "entries_named", "places_of"]

LONGEST_AROUND = 4000
_ENTRY = re.compile(r"^[^。]{2,40}[:：]\s*(?:是|指|反映)|^[^。]{0,8}名词")

_BRACKETED = re.compile(r"\([^()]{8,}(?:\([^()]*\)[^()]*)*\)[。]?$")
"""What a paper says of itself behind its last entry, in brackets."""


class Place(NamedTuple):
    """A paragraph, or a cell of sentences, with its headings and all that stands around it."""

    passage: Passage
    titles: str
    around: str


def entries_named(passages: Sequence[Passage], asked: str) -> Iterator[Place]:
    """The entries of the glossary whose whole term stands in the question."""
    for passage in passages:
        term = entry_term(passage) if "名词" in passage.titles else ""
        if len(term) > 2 and term in asked:
            yield Place(passage, passage.titles, "")


def places_of(document: Document, passages: Sequence[Passage]) -> Iterator[Place]:
    """Every paragraph that is no entry of a glossary, then the cells that hold sentences."""
    groups: dict[int | None, list[str]] = {}
    for passage in passages:
        groups.setdefault(_group(document, passage.section), []).append(passage.key)
    around = {group: "|".join(texts) for group, texts in groups.items()}
    for passage in passages:
        text = around[_group(document, passage.section)]
        entry = "名词" in passage.titles and (
            entry_term(passage) or not _BRACKETED.match(passage.key)
        )
        if not entry and not _ENTRY.search(passage.key):
            yield Place(passage, passage.titles, text if len(text) <= LONGEST_AROUND else "")
    yield from (Place(cell, titles, "") for cell, titles in cells_of_sentences(document))


def _group(document: Document, section: int | None) -> int | None:
    """The section that a section belongs to: 'the form of one project', whose parts are headings."""
    if section is None:
        return None
    parent = document.sections[section].parent
    return section if parent is None else parent
