"""The turns of a conversation become one Query: each is said plainly and in full, then joined.

Takes turns, the catalogue and the labels printed in the documents in scope, gives the Query of the last
turn. Knows no documents.

    '2024年决算里行政运行花了多少' / '那年初给它批的是多少'   ->   行政运行, 2024, 预算
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.scope.scope import Listed, read_scope
from retrieval.understand.conversation import follow, spelled_out
from retrieval.understand.plain_asking import said_plainly
from retrieval.understand.question import Labels, Query, as_folded, read_question
from retrieval.understand.said_first import said_first
from retrieval.understand.said_in_full import in_full
from retrieval.understand.short_lists import listed_in_full

__all__ = ["merged", "plain_turns"]


def plain_turns(turns: Sequence[str], catalogue: Sequence[Listed]) -> tuple[str, ...]:
    """The turns folded; later ones that only ask for an amount in plain words."""
    first, *later = spelled_out([said_first(turn, catalogue) for turn in as_folded(turns)])
    later = [_NEXT_YEAR.sub("下一年", turn) for turn in later]
    taken = [read_scope(turn, catalogue).taken for turn in later]
    return (first, *(said_plainly(t, spans) for t, spans in zip(later, taken, strict=True)))


_NEXT_YEAR = re.compile(r"^(?:那么?|到了?)?第二年(?=呢|[的是有又]|多少|$)")


def merged(turns: Sequence[str], catalogue: Sequence[Listed], labels: Labels) -> Query:
    """The last turn with what it takes from those before, read with the labels printed."""
    first, *later = (listed_in_full(turn, labels) for turn in turns)
    query = _read(first, catalogue, labels)
    for turn in later:
        query = follow(query, _later(query, turn, catalogue, labels))
    return query


def _read(turn: str, catalogue: Sequence[Listed], labels: Labels) -> Query:
    return read_question(turn, read_scope(turn, catalogue), labels)


def _later(earlier: Query, turn: str, catalogue: Sequence[Listed], labels: Labels) -> Query:
    """A later turn; one that points at what is not there asks for nothing that can be found."""
    query = _without_unit(earlier, _read(turn, catalogue, labels), labels)
    full = in_full(earlier, query)
    if full is None:
        return replace(query, lost=True)
    return _read(listed_in_full(full, labels), catalogue, labels) if full else query


def _without_unit(earlier: Query, later: Query, labels: Labels) -> Query:
    """A very short name of the unit already spoken of may be part of an item: '人大' in '人大监督'."""
    scope = later.scope
    short = all(span.end - span.start <= 3 for span in scope.named)
    if not scope.named or not short or not set(scope.units) & set(earlier.scope.units):
        return later
    taken = tuple(span for span in scope.taken if span not in scope.named)
    again = read_question(later.text, replace(scope, each=(), taken=taken, named=()), labels)
    return again if again.items and not again.residue else later
