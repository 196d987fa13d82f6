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
from retrieval.words.foreign_terms import cannot_mean
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

_LEAST_LEADS, _SURER = (0.2, 0.1), 0.9
"""A lesser lead, for one that is surer."""

_UNTOLD, _BARELY = 0.35, 0.03
"""The share of what is said that may stay untold by one that accounts for more of it than all others, and how far
ahead in meaning it must be."""

_PRINTED_AMONG = 20
"""Items near a part of what is said, of which the first that is printed counts."""

_ADDED = re.compile(r"加起来|加一块|加一起|合一块|合一起|合起来|统共|统统|拢共|加总")
_JOINED_BY = re.compile(r"[、和与及跟]")
_JOINED = re.compile(r"[ 、和与及跟]")


def plainly_ahead(
    query: Query, heard: Said, near: Sequence[Near], labels: frozenset[str]
) -> Near | None:
    """The one that is printed, behind nothing that is not, and likely enough to be meant."""
    if alone := _tells_all(query, heard, near, labels):
        return alone
    printed = [one for one in near if is_printed(one, labels)]
    if not printed or printed[0].score < _SCORE or printed[0].meaning < _MEANT:
        return None
    first = printed[0]
    others = [one for one in near if not is_one(first, one)]
    if any(one.score > first.score or one.meaning > first.meaning + _NEAR for one in others):
        return None
    rivals = [one for one in others if is_printed(one, labels)]
    if barred(query, heard, first):
        return None
    if own_names(heard, first, labels) or not _says_one_thing(query, heard, first, labels):
        return None
    words, text = item_words(), _FOR_ALL.sub("", folded(heard.asked))
    if words.of_others(words.untold(text, {words.items.index(first.item)})):
        return None
    left = words.unexplained(text, {words.items.index(first.item)})
    untold = left / max(words.unexplained(text, ()), 1)
    sure = sureness_of_printed(first, rivals, untold)
    leads = (*_LEADS, *([_LEAST_LEADS] if sure >= _SURER else []))
    ahead = _leads(first, rivals, leads) or (
        untold <= _UNTOLD and _accounts_for_more(text, first, rivals)
    )
    return first if ahead and sure >= LIKELY else None


def _tells_all(
    query: Query, heard: Said, near: Sequence[Near], labels: frozenset[str]
) -> Near | None:
    """'办公用电': 电费 accounts for all that is said, 办公费 and all others leave something untold."""
    words, text = item_words(), _ABOUT.sub("", folded(heard.asked))
    spoken = max((one.words for one in near), default=0.0)
    whole = [
        one
        for one in near
        if one.words >= _HALF * spoken
        and not words.unexplained(text, {words.items.index(one.item)})
    ]
    if not whole or not is_printed(whole[0], labels) or _ADDED.search(query.text):
        return None
    first = whole[0]
    if first.words < max(_TOLD, _MOST * spoken) or not all(is_one(first, one) for one in whole):
        return None
    own = words.own(text, {words.items.index(first.item)})
    kept = not cannot_mean(heard.asked, first.item) and not own_names(heard, first, labels)
    return first if own and kept else None


_TOLD, _MOST, _HALF = 0.9, 0.9, 0.5
"""The evidence of words from which on one that accounts for all is meant, and the part of the most that any item
has: what it must have, and what another must have to be told by all that is said as well."""
_FOR_ALL = re.compile(r"(?:给|为|让|帮)(?:居民|群众|老百姓|百姓|市民|大家)(?=[搞办做开])")
"""'给居民搞体育健身': for whom nearly all is done."""
_ABOUT = re.compile(r"(?:这|那)?一?(?:方面|块儿?)")
"""Words behind a thing that narrow it to nothing."""


def _leads(first: Near, rivals: Sequence[Near], leads: Sequence[tuple[float, float]]) -> bool:
    words = first.words - max((one.words for one in rivals), default=0.0)
    meaning = first.meaning - max((one.meaning for one in rivals), default=0.0)
    return any(words >= spoken and meaning >= near for spoken, near in leads)


def _accounts_for_more(text: str, first: Near, rivals: Sequence[Near]) -> bool:
    """'坐车住店': 住店 is said of 差旅费 alone, 坐车 of 其他交通费用 as well."""
    words = item_words()
    left = words.unexplained(text, {words.items.index(first.item)})
    others = (words.unexplained(text, {words.items.index(one.item)}) for one in rivals[:3])
    nearer = max((one.meaning for one in rivals), default=0.0)
    return first.meaning >= nearer + _BARELY and all(left < other for other in others)


def _says_one_thing(query: Query, heard: Said, first: Near, labels: frozenset[str]) -> bool:
    """Whether nothing is added up, and all that is joined means the same of what is printed: not
    '招待、座驾'."""
    if _ADDED.search(query.text):
        return False
    parts = [part for part in _JOINED.split(heard.asked) if len(part) > 1]
    joined = _JOINED_BY.search(unscoped(query)) and len(parts) > 1
    return all(_means(part, first, labels) for part in parts) if joined else True


def _means(part: str, first: Near, labels: frozenset[str]) -> bool:
    printed = [one for one in nearest(part, _PRINTED_AMONG) if is_printed(one, labels)]
    return bool(printed) and is_one(first, printed[0])
