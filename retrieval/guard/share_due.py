"""A printed share is told only of the part that is named, and of the whole that is named.

Takes a Query and a Composed answer. Knows no document.

    '培训费里,基本支出占多少'   ->   '公用经费1004.66万元,占基本支出的9.27%'    no: 基本支出 is the whole there
    '机关项目支出占项目支出多少' ->   '项目支出3090.29万元,占82.37%'          no: 项目支出 is the part there
    '主要用在哪些方面,各占多少'  ->   '占82.37%'                              no: one share is not of each
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed, Stated

__all__ = ["of_the_whole_instead"]

_EACH = re.compile(
    r"(?:各|分别)(?:自|类|项|部分)?(?:大概|大约)?(?:占|是多少比例|(?:的)?(?:比重|比例|占比))"
)
_PART = re.compile(r"(?:支出|收入|经费)?(?:各|分别|大概|大约)?(?:自)?占")


def of_the_whole_instead(query: Query, composed: Composed) -> bool:
    """Whether the one share told is of something else in the item whose own share is asked."""
    every = [f for f in composed.figures if f.unit == "%"]
    if len(every) == 1 and query.asks("share") and _EACH.search(query.asked or query.text):
        return True
    shares = [f for f in every if not f.formula]
    part = next((i for i in query.items if _PART.match(query.text, i.end)), None)
    if composed.kind != "found" or len(shares) != 1 or not query.asks("share"):
        return False
    if _of_that_whole(query, composed, shares[0]):
        return True
    if part is None:
        return False
    quote = folded(composed.draft.evidence[shares[0].evidence - 1].citation.quote)
    number = f"{shares[0].value:f}%"
    whole = re.search(
        rf"占(?P<whole>[^,。;占]{{2,16}}?)的?(?:比重|比例)?(?:为|是)?{re.escape(number)}", quote
    )
    return whole is not None and part.text in whole["whole"]


def _of_that_whole(query: Query, composed: Composed, share: Stated) -> bool:
    """'占全部项目支出的比例' is not told by the share that 项目支出 itself has in something larger."""
    at = max(query.text.find("占"), query.text.find("在"))
    whole = next((item for item in query.items if at >= 0 and item.start > at), None)
    if whole is None:
        return False
    quote = folded(composed.draft.evidence[share.evidence - 1].citation.quote)
    own = rf"{re.escape(whole.text)}(?:预算|决算)?(?:数|为|是)?[\d,.]+万?元,占(?:比)?[^,;。\d]*{re.escape(f'{share.value:f}%')}"
    return re.search(own, quote) is not None
