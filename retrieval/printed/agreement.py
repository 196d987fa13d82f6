"""Whether two facts print the same figure, and what a sentence says before one.

Takes Facts, gives yes or no, or the folded words before the number. Knows no questions.

    '3,121.42 万元' and '31,214,205.80 元'  ->  the same within the coarser printed place
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ingest.amount import printed_place
from ingest.facts import Fact
from retrieval.words.lexicon import folded

__all__ = ["agree", "label_before"]


def agree(one: Fact, other: Fact) -> bool:
    """The same figure within the coarser printed place: rounded or cut off."""
    if one.value is None or other.value is None:
        return False
    a, b = one.amount, other.amount
    if a is not None and b is not None:
        return abs(a.yuan - b.yuan) <= max(_place(one), _place(other))
    if one.kind != other.kind:
        return False
    return abs(one.value - other.value) < max(
        printed_place(one.printed), printed_place(other.printed)
    )


def _place(fact: Fact) -> Decimal:
    amount = fact.amount
    return Decimal(0) if amount is None else amount.place_yuan


@lru_cache(maxsize=8192)
def label_before(fact: Fact, *, beside: bool = True) -> str:
    """The part of the cited sentence before the figure, folded as labels are.

    Without `beside` what closed brackets list with figures is left out: '购置及运行费5万元(购置费0万元)'.
    """
    offset = 0
    for piece in fact.citation.pieces:
        if piece.start <= fact.at.start < piece.end:
            offset += fact.at.start - piece.start
            break
        offset += piece.end - piece.start
    said = folded(fact.citation.quote[:offset])
    return re.sub(r"[()境]", "", said if beside else _LISTED.sub("", said))


_LISTED = re.compile(r"\([^()]*\d[^()]*\)")
