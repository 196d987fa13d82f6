"""Several rankings become one: reciprocal rank fusion, then a few plain rules.

Takes lists of hits (chunk id and score, best first) from vectors, keywords and figures found
directly; gives one list. Knows nothing of how a list was made.

>>> dense = [Hit("a", 0.9), Hit("b", 0.8)]
>>> words = [Hit("b", 7.1), Hit("c", 2.0)]
>>> [hit.chunk_id for hit in fuse([dense, words])]
['b', 'a', 'c']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

__all__ = ["Hit", "Passage", "Wish", "fuse", "rerank"]

RANK_OFFSET = 60
"""The k of reciprocal rank fusion: how little the first place counts above the second."""


class Hit(NamedTuple):
    """A chunk and how well it does; scores of different rankings are not comparable."""

    chunk_id: str
    score: float


class Passage(Protocol):
    """What the rules look at; a row of the library has it."""

    @property
    def doc_id(self) -> str: ...  # noqa: D102
    @property
    def section(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Wish:
    """What the question asks for beyond its words; empty means no preference.

    - `documents`: documents of the unit and year asked for.
    - `terms`: official terms meant by the question: ('公务接待费', '三公经费').
    - `years`: years named in it.
    """

    documents: frozenset[str] = frozenset()
    terms: tuple[str, ...] = ()
    years: tuple[int, ...] = field(default=())


def fuse(rankings: Iterable[Sequence[Hit]], weights: Sequence[float] = ()) -> list[Hit]:
    """Reciprocal rank fusion; ties go by chunk id, so the same lists give the same order."""
    scores: dict[str, float] = {}
    for number, ranking in enumerate(rankings):
        weight = weights[number] if weights else 1.0
        for rank, hit in enumerate(ranking):
            scores[hit.chunk_id] = scores.get(hit.chunk_id, 0.0) + weight / (RANK_OFFSET + rank + 1)
    return sorted(
        (Hit(c, s) for c, s in scores.items()), key=lambda hit: (-hit.score, hit.chunk_id)
    )


UNIT_AND_YEAR, SECTION, TERM, YEAR = 1.0, 0.3, 0.2, 0.1
"""What each rule adds, in shares of the fused score: a rule moves a passage, it never finds one."""


def rerank(hits: Sequence[Hit], passages: Mapping[str, Passage], wish: Wish) -> list[Hit]:
    """Passages of the unit, year, section and term asked for move up; unknown ids are dropped."""
    lifted = [
        Hit(hit.chunk_id, hit.score * (1.0 + _lift(passages[hit.chunk_id], wish)))
        for hit in hits
        if hit.chunk_id in passages
    ]
    return sorted(lifted, key=lambda hit: (-hit.score, hit.chunk_id))


def _lift(passage: Passage, wish: Wish) -> float:
    lift = UNIT_AND_YEAR if passage.doc_id in wish.documents else 0.0
    if wish.terms:
        named = sum(term in passage.section for term in wish.terms)
        said = sum(term in passage.text for term in wish.terms)
        lift += (SECTION * named + TERM * said) / len(wish.terms)
    if wish.years and any(_says_year(passage.text, year) for year in wish.years):
        lift += YEAR
    return lift


def _says_year(text: str, year: int) -> bool:
    return re.search(rf"(?<!\d){year}\s*年", text) is not None
