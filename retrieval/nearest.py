"""Which items of a budget an everyday way of asking is nearest to, by meaning and by its words.

Takes a few words without unit, year and money, gives the nearest items, best first. Uses the
bundled vectors whatever the store was built with: the margins were measured with them
(evals/everyday_held.tsv, figures in retrieval/embedding/README.md). Knows no document.

    nearest('请人吃饭喝酒')  ->  [Near(公务接待费, score 0.91, share 1.0), Near(福利费, 0.52, 0.0), …]
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.everyday import Everyday, everyday
from retrieval.models import BUNDLED
from retrieval.static import StaticEmbeddings

__all__ = ["Near", "is_clear", "nearest"]

SCORE, MARGIN, SHARE, BEHIND = 0.65, 0.12, 0.5, 0.2
"""When one item is meant: how near it must be, by how much nearer than the next, which share of
the characters its own ways hold, and how far another item's ways may hold more."""

BEST, SOME = 0.6, 5
"""An item scores by its nearest way, and by the mean of its nearest five."""


class Near(NamedTuple):
    """An item, how near it is, and the share of the characters that its own ways hold."""

    item: Everyday
    score: float
    share: float


class _Known(NamedTuple):
    model: StaticEmbeddings
    vectors: NDArray[np.float32]
    starts: NDArray[np.int64]
    pairs: tuple[frozenset[str], ...]


def nearest(text: str, most: int = 8) -> list[Near]:
    """The nearest items; none where no word of the text is known."""
    known = _known()
    asked = known.model.question(text)
    if not asked.any():
        return []
    likeness = known.vectors @ asked
    scored = [_score(part) for part in np.split(likeness, known.starts[1:])]
    order = np.argsort(-np.array(scored), kind="stable")[:most]
    items = everyday()
    return [Near(items[n], scored[n], _share(text, known.pairs[n])) for n in order]


def is_clear(near: Sequence[Near], meant: Sequence[Hashable]) -> bool:
    """Whether the first of them is meant and no other; `meant` says which are one and the same."""
    first = near[0]
    others = [other for other, same in zip(near, meant, strict=True) if same != meant[0]]
    if first.score < SCORE or first.share < SHARE:
        return False
    if any(other.score > first.score - MARGIN for other in others):
        return False
    return all(other.share <= first.share + BEHIND for other in others)


def _score(likeness: NDArray[np.float32]) -> float:
    best = np.sort(likeness)[::-1][:SOME]
    return float(BEST * best[0] + (1 - BEST) * best.mean())


def _share(text: str, pairs: frozenset[str]) -> float:
    """The share of the characters that stand in two neighbours known of the item."""
    held = [False] * len(text)
    for at in range(len(text) - 1):
        if text[at : at + 2] in pairs:
            held[at] = held[at + 1] = True
    return sum(held) / max(len(text), 1)


@lru_cache(maxsize=1)
def _known() -> _Known:
    """The vectors of every way and name, item after item."""
    model = StaticEmbeddings(BUNDLED)
    texts = [(*item.ways, *item.names) for item in everyday()]
    starts = np.cumsum([0, *map(len, texts[:-1])])
    vectors = model.passages([text for listed in texts for text in listed])
    return _Known(model, vectors, starts, tuple(frozenset(_pairs(listed)) for listed in texts))


def _pairs(texts: Sequence[str]) -> list[str]:
    return [text[at : at + 2] for text in texts for at in range(len(text) - 1)]
