"""Of several years asked side by side each is told: one year alone is no answer to three.

Takes a Query and a Composed answer. Knows no document.

    '2025、2026、2027年分别是多少'  ->  2025年…68.00 万元[1]。    no: two years are left out
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.writing.compose import Composed

__all__ = ["tells_every_year"]

_SIDE_BY_SIDE = re.compile(r"\d\d年?(?:和|与|及|以及|、|,|到|至|跟|-|~|—)+(?:20)?\d\d年")


def tells_every_year(query: Query, composed: Composed) -> bool:
    """Whether an answer in figures names every year of those asked side by side."""
    asked = query.asked or query.text
    years = query.scope.years
    if len(years) < 2 or not composed.figures or not _SIDE_BY_SIDE.search(asked):
        return True
    told = "".join(statement.text for statement in composed.draft.statements)
    return all(str(year) in told for year in years) or len(set(years)) == 1
