"""Which documents a prose question is put to, and where the search points in them.

Takes an Understood and Sources, gives Readings (a document, its paragraphs, the places the search
likes) for the unit that is named, or for the documents that fit best. Knows no kinds of question.

    '云江财局的主要职责'   ->  the latest document of that unit
    '谁负责引航'          ->  the documents whose passages the search finds best
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document
from retrieval.printed.prose import Passage, paragraphs
from retrieval.scope.scope import Listed
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import which_unit

__all__ = ["Reading", "ask_which", "likely", "one_target", "readings", "rows_of"]

MOST_DOCUMENTS = 12
"""Documents read for a question that names no unit."""


@dataclass(frozen=True)
class Reading:
    """One document being asked: its catalogue row, its paragraphs, where the search points."""

    document: Document
    row: Listed
    passages: tuple[Passage, ...]
    favoured: frozenset[tuple[int, int]]


def one_target(understood: Understood) -> Target | None:
    """The unit's documents of the year asked, else of the latest; None where units differ."""
    targets = [t for t in understood.targets if t.documents]
    if not targets or len({t.unit for t in targets}) > 1:
        return None
    return max(targets, key=lambda t: t.year or 0) if not understood.named_year else targets[0]


def rows_of(understood: Understood, *, any_year: bool) -> Sequence[Listed]:
    """The documents of the unit that is named, the latest first; none where units differ."""
    target = one_target(understood)
    if target is None:
        return ()
    if understood.named_year or not any_year:
        return target.own or target.documents
    targets = sorted(understood.targets, key=lambda t: -(t.year or 0))
    rows = list({row.doc_id: row for t in targets for row in t.own or t.documents}.values())
    account = understood.query.scope.account
    return [row for row in rows if account and (row.kind or "").endswith(account)] or rows


def readings(rows: Sequence[Listed], query: Query, sources: Sources) -> Iterator[Reading]:
    """The documents ready to be asked, one after another."""
    found = _favoured([row.doc_id for row in rows], query, sources)
    for row in rows:
        document = sources.document(row.doc_id)
        spans = frozenset(found.get(row.doc_id, ()))
        yield Reading(document, row, paragraphs(document), spans)


def _favoured(
    ids: Sequence[str], query: Query, sources: Sources
) -> dict[str, list[tuple[int, int]]]:
    """Where the search points in these documents, the best few places of each."""
    if sources.search is None or not ids or not (query.residue or query.topics):
        return {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for hit in sources.search(query.text, ids, 3 * len(ids) + 1):
        spans.setdefault(hit.doc_id, []).extend((p.start, p.end) for p in hit.citation.pieces)
    return spans


def likely(understood: Understood, sources: Sources) -> list[Listed]:
    """The documents whose passages the search finds best; without a search the latest few."""
    rows = {row.doc_id: row for row in understood.documents}
    if sources.search is None:
        newest = sorted(rows.values(), key=lambda row: -(row.fiscal_year or 0))
        return newest[:MOST_DOCUMENTS]
    found = sources.search(understood.query.text, list(rows), 3 * MOST_DOCUMENTS)
    best = dict.fromkeys(one.doc_id for one in found if one.doc_id in rows)
    return [rows[doc_id] for doc_id in list(best)[:MOST_DOCUMENTS]]


def ask_which(rows: Sequence[Listed]) -> Composed | None:
    """The question back: which of these units."""
    names = list(dict.fromkeys(r.unit_name for r in rows if r.unit_name))
    if len(names) < 2:
        return None
    write = Writer(kind="ambiguous")
    write.say(which_unit([*names[:8], *(["…"] if len(names) > 8 else [])]))
    return write.done()
