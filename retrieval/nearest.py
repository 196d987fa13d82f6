"""Which items of a budget an everyday way of asking means, by its words and by its meaning.

Takes a few words without unit, year and money, gives the items they may mean, best first. Two
witnesses are added up: the single words (retrieval/words/word_evidence.py) and nearness to everyday
ways of saying every item, by the bundled vectors whatever the store was built with, for the
margins were measured with them (evals/everyday_calibrate.tsv). Knows no document.

A question for passages profits from the same knowledge: `question_vector` pulls its vector towards the
names of the items it may mean, so that a row is found by what it is called (figures in evals/LOG.md).

    nearest('请人吃饭喝酒')  ->  [Near(公务接待费, 1.9, words 1.4, meaning 0.9), Near(福利费, 0.5, …), …]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.models import Embedder, bundled
from retrieval.static import StaticEmbeddings
from retrieval.words.everyday import Everyday, everyday
from retrieval.words.lexicon import folded
from retrieval.words.word_evidence import item_words

__all__ = ["Near", "likeness", "nearest", "question_vector"]

WORDS = 0.25
"""What the evidence of words weighs beside nearness in meaning."""

BEST, SOME = 0.6, 5
"""An item scores by its nearest way, and by the mean of its nearest five."""

APART = 4.0
"""More than two likenesses can differ by: the ways of one item sort together."""

_DENIED, _FLOOR = 0.25, 0.8
"""What stays of an item that the question excludes; an item far off in meaning scores this much of
the least of those looked at."""

PULL, SHARP = 0.4, 30.0
"""How far a question is moved at most, and how much more a better item counts than the next."""

FAR, PLAIN = 0.35, 0.2
"""The score of the best item up to which no item is meant; so much above it one surely is."""

_MEANT = 20
"""Items a question is moved towards; what is behind them weighs nothing."""


class Near(NamedTuple):
    """An item and how much speaks for it: in all, by its words, by nearness in meaning."""

    item: Everyday
    score: float
    words: float
    meaning: float


class _Known(NamedTuple):
    """Ways and names of all items, item after item: `owners` by text, `starts` by item."""

    model: StaticEmbeddings
    vectors: NDArray[np.float32]
    starts: NDArray[np.int64]
    owners: NDArray[np.int64]
    names: NDArray[np.float32]
    number: dict[str, int]


def nearest(text: str, most: int = 8, *, denied: str = "") -> list[Near]:
    """The items meant, best first; `denied`: words of what is said not to be meant."""
    text = folded(text)
    words = item_words().evidence(text)
    excluded = item_words().evidence(folded(denied)) if denied else {}
    meaning = _meanings(text)
    if not words and not meaning.any():
        return []
    items = everyday()
    floor = _FLOOR * float(np.sort(meaning)[-60:][0])
    found = []
    for number in {*words, *np.argsort(-meaning)[:60].tolist()}:
        near = max(float(meaning[number]), floor)
        part = _DENIED if excluded.get(number, 0.0) >= 0.5 else 1.0
        spoken = words.get(number, 0.0) * part
        found.append(Near(items[number], WORDS * spoken + near * part, spoken, near))
    return sorted(found, key=lambda one: -one.score)[:most]


def question_vector(text: str, embedder: Embedder) -> NDArray[np.float32]:
    """The vector of a question for passages; that of the bundled model moves towards items meant.

    Other models stay as they are: nobody has measured what moving does to them.
    """
    asked = embedder.question(text)
    if embedder.name != bundled().name or not asked.any():
        return asked
    found = nearest(text, _MEANT)
    pull = PULL * min(max((found[0].score - FAR) / PLAIN, 0.0), 1.0) if found else 0.0
    return _unit((1.0 - pull) * asked + pull * _names_of(found)) if pull else asked


def _names_of(found: Sequence[Near]) -> NDArray[np.float32]:
    """The names of some items as one vector, the better ones counting more."""
    known = _known()
    weights = np.exp(SHARP * (np.array([one.score for one in found]) - found[0].score))
    return _unit(weights @ known.names[[known.number[one.item.title] for one in found]])


def _unit(vector: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)


def likeness(text: str, others: Sequence[str]) -> NDArray[np.float32]:
    """How near some texts are to one, by the bundled vectors."""
    model = _known().model
    return model.passages(list(others)) @ model.question(text)


@lru_cache(maxsize=256)
def _meanings(text: str) -> NDArray[np.float32]:
    """By item: its nearest way, and the mean of its nearest few."""
    known = _known()
    near = known.vectors @ known.model.question(text)
    order = np.argsort(APART * known.owners - near)
    some = order[np.arange(len(near)) - known.starts[known.owners] < SOME]
    sums = np.bincount(known.owners[some], near[some], len(known.starts))
    few = np.minimum(np.diff(known.starts, append=len(near)), SOME)
    best = np.maximum.reduceat(near, known.starts)
    return np.asarray(BEST * best + (1 - BEST) * sums / few, np.float32)


@lru_cache(maxsize=1)
def _known() -> _Known:
    """The vectors of every way and name, item after item."""
    model = bundled()
    texts = [(*item.ways, *item.names) for item in everyday()]
    starts = np.cumsum([0, *map(len, texts[:-1])])
    vectors = model.passages([text for listed in texts for text in listed])
    titles = [item.title for item in everyday()]
    number = {title: n for n, title in enumerate(titles)}
    owners = np.repeat(np.arange(len(texts)), [len(listed) for listed in texts])
    return _Known(model, vectors, starts, owners, model.passages(titles), number)
