"""How sure it is that the first of some items is meant, from how far it is ahead of the others.

Takes the first Near and its rivals, gives a chance between 0 and 1. The weights were set on
phrases of another author (evals/everyday_calibrate.tsv, evals/LOG.md). Knows no document.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from retrieval.nearest import Near

__all__ = ["features", "sureness", "sureness_of_printed"]

_WEIGHTS = (-3.4, 4.8, 0.7, 0.35, 0.1, 0.8, 4.6)


def features(first: Near, rivals: Sequence[Near]) -> tuple[float, ...]:
    """1, the lead in all, the score, the lead in words, the words, the lead in meaning, the meaning."""
    second = max((one.score for one in rivals), default=0.0)
    words = max((one.words for one in rivals), default=0.0)
    meaning = max((one.meaning for one in rivals), default=0.0)
    return (
        1.0,
        first.score - second,
        first.score,
        min(first.words - words, 1.0),
        min(first.words, 2.0),
        first.meaning - meaning,
        first.meaning,
    )


def sureness(first: Near, rivals: Sequence[Near]) -> float:
    """The chance that the first is meant."""
    total = sum(w * f for w, f in zip(_WEIGHTS, features(first, rivals), strict=True))
    return 1 / (1 + math.exp(-total))


_CONSTANT, _AHEAD, _SPOKEN, _UNTOLD, _FAR = 1.7, 9.0, 0.57, 3.1, 0.2
"""For one that is printed and behind nothing that is not: the lead in meaning over what is printed,
the evidence of words, the share of the words that it leaves untold; the lead that counts at most, for a
document that prints little has few rivals. Set on phrases of three authors,
each in turn left out (evals/LOG.md)."""


def sureness_of_printed(first: Near, printed: Sequence[Near], untold: float) -> float:
    """The chance that the first is meant of those that a document prints; `untold`: a share."""
    lead = first.meaning - max((one.meaning for one in printed), default=0.0)
    total = _CONSTANT + _AHEAD * min(lead, _FAR) + _SPOKEN * min(first.words, 2.0)
    return 1 / (1 + math.exp(_UNTOLD * untold - total))
