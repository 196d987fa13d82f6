"""The one item of those printed that the words plainly mean: in words, in meaning and beside all others.

Takes a Query, what it says, the items near it and the printed labels, gives a Near or None. Where the
one that is nearest of all is not printed, none is given. Measured on phrases of five authors, over
the items that real budgets print (evals/LOG.md).

    '烧锅炉供热', 取暖费 ahead of all in words and in meaning   ->   Near(取暖费)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.everyday.items_meant import barred, is_one, is_printed, own_names, unscoped
from retrieval.everyday.sureness import sureness_of_printed
from retrieval.nearest import Near, nearest
from retrieval.understand.question import Query
from retrieval.words.contrast import Said
from retrieval.words.lexicon import folded
from retrieval.words.word_evidence import item_words

__all__ = ["plainly_ahead"]

LIKELY = 0.85
"""How likely the first that is printed must be meant."""

_SCORE, _MEANT, _NEAR = 0.65, 0.65, 0.05
"""The least score and nearness in meaning; how much nearer in meaning one may be that is not printed."""

_LEADS = ((0.8, 0.03), (0.6, 0.1))
"""How far it must be ahead of what is printed, in words and in meaning: the less of one, the more of
the other."""

_ADDED = re.compile(r"加起来|加一块|加一起|合一块|合一起|合起来|统共|统统|拢共|加总")
_JOINED_BY = re.compile(r"[、和与及跟]")
_JOINED = re.compile(r"[ 、和与及跟]")


def plainly_ahead(
    query: Query, heard: Said, near: Sequence[Near], labels: frozenset[str]
) -> Near | None:
    """The one that is printed, behind nothing that is not, and likely enough to be meant."""
    printed = [one for one in near if is_printed(one, labels)]
    if not printed or printed[0].score < _SCORE or printed[0].meaning < _MEANT:
        return None
    first = printed[0]
    others = [one for one in near if not is_one(first, one)]
    if any(one.score > first.score or one.meaning > first.meaning + _NEAR for one in others):
        return None
    rivals = [one for one in others if is_printed(one, labels)]
    if not _leads(first, rivals) or barred(query, heard, first):
        return None
    if own_names(heard, first, labels) or not _says_one_thing(query, heard, first):
        return None
    words, text = item_words(), folded(heard.asked)
    left = words.unexplained(text, {words.items.index(first.item)})
    untold = left / max(words.unexplained(text, ()), 1)
    return first if sureness_of_printed(first, rivals, untold) >= LIKELY else None


def _leads(first: Near, rivals: Sequence[Near]) -> bool:
    words = first.words - max((one.words for one in rivals), default=0.0)
    meaning = first.meaning - max((one.meaning for one in rivals), default=0.0)
    return any(words >= spoken and meaning >= near for spoken, near in _LEADS)


def _says_one_thing(query: Query, heard: Said, first: Near) -> bool:
    """Whether nothing is added up, and all that is joined means the same item: not '招待、座驾'."""
    if _ADDED.search(query.text):
        return False
    parts = [part for part in _JOINED.split(heard.asked) if len(part) > 1]
    joined = _JOINED_BY.search(unscoped(query)) and len(parts) > 1
    found = (nearest(part, 1) for part in parts) if joined else ()
    return all(one and is_one(first, one[0]) for one in found)
