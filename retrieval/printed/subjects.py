"""A cited sentence that leaves its subject to the one before is cited together with it.

Takes a verified Citation, the facts and the text of its document, gives the Citation that a reader
can check alone. What was verified was the narrower one. Knows nothing of answers.

    '比2023年预算减少14.67万元。'  ->  '拥军优属（项）”110.75万元，…。比2023年预算减少14.67万元。'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.citation import Citation
from ingest.document import Document, Span
from ingest.facts import Fact
from retrieval.words.lexicon import folded, label_key

__all__ = ["with_subject"]

_NEAR = 160
"""Characters of text between the two sentences at most: other figures of the same item."""


def with_subject(citation: Citation, facts: Iterable[Fact], document: Document) -> Citation:
    """The citation from the sentence that names the item on; itself where it names it."""
    start = citation.pieces[0].start if citation.pieces else 0
    before: dict[tuple[str, ...], Fact] = {}
    own: list[Fact] = []
    for fact in facts:
        if fact.table is not None or not fact.row_path:
            continue
        if fact.citation == citation:
            own.append(fact)
        elif start - _NEAR - len(fact.citation.quote) < fact.at.start < start:
            before[fact.row_path] = fact
    nameless = [fact for fact in own if not _names(citation, fact)]
    named = [before[f.row_path] for f in nameless if f.row_path in before]
    led = next((f for f in named if _leads(f, citation)), None)
    return _joined(led.citation, citation, document) if led and len(named) == len(own) else citation


def _names(citation: Citation, fact: Fact) -> bool:
    return label_key(fact.item) in re.sub(r"[()境]", "", folded(citation.quote))


def _leads(fact: Fact, citation: Citation) -> bool:
    """The sentence before, of the same section, naming the item itself."""
    end, start = fact.citation.pieces[-1].end, citation.pieces[0].start
    near = end <= start <= end + _NEAR and fact.citation.section == citation.section
    return near and _names(fact.citation, fact)


def _joined(first: Citation, last: Citation, document: Document) -> Citation:
    """Everything from the first sentence to the end of the last, under the section of the last."""
    span = Span(first.pieces[0].start, last.pieces[-1].end)
    joined = document.cite_spans([span])
    return Citation(last.doc, last.doc_id, last.section, joined.page, joined.pieces, joined.quote)
