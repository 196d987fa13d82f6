"""A printed share is told only of the part that is named: never that of which it is the whole.

Takes a Query and a Composed answer. Knows no document.

    '培训费里,基本支出占多少'   ->   '公用经费1004.66万元,占基本支出的9.27%'    no: 基本支出 is the whole there
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed

__all__ = ["of_the_whole_instead"]

_PART = re.compile(r"(?:支出|收入|经费)?(?:各|分别|大概|大约)?(?:自)?占")


def of_the_whole_instead(query: Query, composed: Composed) -> bool:
    """Whether the one share told is of something else in the item whose own share is asked."""
    shares = [f for f in composed.figures if f.unit == "%" and not f.formula]
    part = next((i for i in query.items if _PART.match(query.text, i.end)), None)
    if composed.kind != "found" or len(shares) != 1 or part is None or not query.asks("share"):
        return False
    quote = folded(composed.draft.evidence[shares[0].evidence - 1].citation.quote)
    number = f"{shares[0].value:f}%"
    whole = re.search(
        rf"占(?P<whole>[^,。;占]{{2,16}}?)的?(?:比重|比例)?(?:为|是)?{re.escape(number)}", quote
    )
    return whole is not None and part.text in whole["whole"]
