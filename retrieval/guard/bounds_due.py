"""What is counted from one amount on is never told of another amount: '单价100万元以上的设备'.

Takes a Query and a composed answer, says whether every bound that its sources print is one that was
asked for. Knows no document.

    asked 单价100万元以上的设备   printed 单价50万元以上通用设备1台   ->  no answer
"""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed

__all__ = ["of_asked_bounds"]

_BOUND = re.compile(
    r"(?:单价|价值|单台|单件)(?:在|超过|达到?|为)?(\d[\d,.]*)(万?)元?(?:\(含\))?以上"
)


def of_asked_bounds(query: Query, composed: Composed) -> bool:
    """Whether one of the bounds asked stands in each source that prints a bound."""
    asked = _bounds(query.text)
    if not asked:
        return True
    printed = [_bounds(e.citation.quote) for e in composed.draft.evidence]
    return all(not found or found & asked for found in printed)


def _bounds(text: str) -> set[Decimal]:
    """The amounts in 元 from which something is counted."""
    found = _BOUND.findall(folded(text))
    return {Decimal(n.replace(",", "")) * (10000 if wan else 1) for n, wan in found}
