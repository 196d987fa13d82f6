"""Which items of a budget an everyday way of asking means, by its words and by its meaning.

Takes a few words without unit, year and money, gives the items they may mean, best first. Two
witnesses are added up: the single words (retrieval/words/word_evidence.py) and nearness to everyday
ways of saying every item, by the bundled vectors whatever the store was built with, for the
margins were measured with them (evals/everyday_calibrate.tsv). Knows no document.

    nearest('请人吃饭喝酒')  ->  [Near(公务接待费, 1.9, words 1.4, meaning 0.9), Near(福利费, 0.5, …), …]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.models import bundled
from retrieval.static import StaticEmbeddings
from retrieval.words.everyday import Everyday, everyday
from retrieval.words.lexicon import folded
from retrieval.words.word_evidence import item_words

__all__ = ["Near", "likeness", "nearest"]

WORDS = 0.25
"""What the evidence of words weighs beside nearness in meaning."""

BEST, SOME = 0.6, 5
"""An item scores by its nearest way, and by the mean of its nearest five."""

_DENIED, _FLOOR = 0.25, 0.8
"""What stays of an item that the question excludes; an item far off in meaning scores this much of
the least of those looked at."""


class Near(NamedTuple):
    """An item and how much speaks for it: in all, by its words, by nearness in meaning."""

    item: Everyday
    score: float
    words: float
    meaning: float


class _Known(NamedTuple):
    model: StaticEmbeddings
    vectors: NDArray[np.float32]
    starts: NDArray[np.int64]


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


def likeness(text: str, others: Sequence[str]) -> NDArray[np.float32]:
    """How near some texts are to one, by the bundled vectors."""
    model = _known().model
    return model.passages(list(others)) @ model.question(text)


def _meanings(text: str) -> NDArray[np.float32]:
    known = _known()
    near = known.vectors @ known.model.question(text)
    return np.array([_score(part) for part in np.split(near, known.starts[1:])], np.float32)


def _score(near: NDArray[np.float32]) -> float:
    best = np.sort(near)[::-1][:SOME]
    return float(BEST * best[0] + (1 - BEST) * best.mean())


@lru_cache(maxsize=1)
def _known() -> _Known:
    """The vectors of every way and name, item after item."""
    model = bundled()
    texts = [(*item.ways, *item.names) for item in everyday()]
    starts = np.cumsum([0, *map(len, texts[:-1])])
    return _Known(model, model.passages([text for listed in texts for text in listed]), starts)
