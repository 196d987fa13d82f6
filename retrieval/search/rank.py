"""Several rankings become one: fusion, then a few plain rules.

Takes lists of hits (chunk id and score, best first) from vectors, keywords and figures found
directly; gives one list. Knows nothing of how a list was made.

A place in the dense or direct list counts by its reciprocal rank, so any embedding model may stand
behind it. A keyword hit counts by its coverage: which share of the question's weight its text
holds. Plain reciprocal ranks for both let the weaker list pull down the stronger one: a question
in the document's own words is found by keywords (coverage near 1), one in everyday words is not
(coverage near 0). So the best coverage says how much is left for the vectors to find: at FAMILIAR
half, above it soon nothing, and what the vectors lose the order of the keywords gains; a hit that
covers less than CHANCE counts less than its share (figures in
retrieval/embedding/README.md, what did not help in evals/LOG.md).

>>> dense = [Hit("a", 0.9), Hit("b", 0.8)]
>>> words = [Hit("b", 0.9), Hit("c", 0.1)]
>>> [hit.chunk_id for hit in fuse((dense, words))]
['b', 'a', 'c']
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from retrieval.models import Judge

__all__ = ["Hit", "Passage", "Wish", "fuse", "judged", "rerank"]

RANK_OFFSET = 3
"""The rank at which a hit counts half of the first."""

COVERAGE = 4.0
"""What a text that holds the whole question counts, where the first place counts 1."""

CHANCE = 0.16
"""The coverage at which a keyword hit counts half: what covers less shares words by chance."""

FAMILIAR = 0.3
"""The best coverage at which a question counts half as one in the document's own words."""

STEEP = 4
"""How fast that turns: twice FAMILIAR leaves the vectors a seventeenth."""

ORDER = 2.0
"""What the first place by keywords counts for a question in the document's own words."""

DIRECT = 2.0
"""What a figure found directly counts, where the first place by vector counts 1."""


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


def fuse(ranked: tuple[Sequence[Hit], Sequence[Hit]], direct: Sequence[Hit] = ()) -> list[Hit]:
    """The dense and the lexical list as one, with the direct hits; equal scores go by chunk id."""
    dense, lexical = ranked
    scores: defaultdict[str, float] = defaultdict(float)
    known = _familiar(lexical)
    for rank, hit in enumerate(dense):
        scores[hit.chunk_id] += (1.0 - known) * _reciprocal(rank)
    for rank, hit in zip(_places(lexical), lexical, strict=True):
        covered = COVERAGE * hit.score * _half_at(CHANCE, hit.score, 2)
        scores[hit.chunk_id] += covered + ORDER * known * _reciprocal(rank)
    for rank, hit in enumerate(direct):
        scores[hit.chunk_id] += DIRECT * _reciprocal(rank)
    return _sorted(Hit(chunk, score) for chunk, score in scores.items())


def _familiar(lexical: Sequence[Hit]) -> float:
    """How far a question is in the documents' own words: 0 not at all, 1 wholly."""
    return _half_at(FAMILIAR, max((hit.score for hit in lexical), default=0.0), STEEP)


def _half_at(middle: float, value: float, steep: int) -> float:
    """From 0 to 1, a half at the middle."""
    times = (value / middle) ** steep
    return times / (1.0 + times)


def _places(hits: Sequence[Hit]) -> list[int]:
    """The place of every hit, best first from 0; equal scores share theirs."""
    first: dict[float, int] = {}
    return [first.setdefault(hit.score, rank) for rank, hit in enumerate(hits)]


def _reciprocal(rank: int) -> float:
    return 1.0 / (1.0 + rank / RANK_OFFSET)


def _sorted(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.chunk_id))


UNIT_AND_YEAR, SECTION, TERM, YEAR = 1.0, 0.3, 1.0, 0.1
"""What each rule adds, in shares of the fused score: a rule moves a passage, it never finds one."""


def rerank(hits: Sequence[Hit], passages: Mapping[str, Passage], wish: Wish) -> list[Hit]:
    """Passages of the unit, year, section and term asked for move up; unknown ids are dropped."""
    lifted = [
        Hit(hit.chunk_id, hit.score * (1.0 + _lift(passages[hit.chunk_id], wish)))
        for hit in hits
        if hit.chunk_id in passages
    ]
    return _sorted(lifted)


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


Some = TypeVar("Some", bound=Passage)


def judged(question: str, found: Sequence[Some], judge: Judge | None, most: int) -> Sequence[Some]:
    """The best of some passages, in the order of a judge where there is one."""
    if judge is None:
        return found[:most]
    scores = judge(question, [passage.text for passage in found])
    order = sorted(range(len(found)), key=lambda n: (-scores[n], n))
    return [found[n] for n in order[:most]]
