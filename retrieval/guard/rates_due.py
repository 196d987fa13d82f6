"""The rate of a deed is no share of money: what is paid back, let off or passed is printed, or not told.

Takes a Query and a Composed answer, says whether a share that was worked out may answer it. Knows no document.

    '医保报销比例是多少'   ->   医保缴费 ÷ 支出总计      no: nothing cited speaks of 报销
    '医保缴费占支出的比例'  ->   医保缴费 ÷ 支出总计      yes
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.words.frame_words import tagged
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed

__all__ = ["of_a_deed_asked"]

_RATE = re.compile(r"([\u4e00-\u9fff]{2,8})的?比例")
_OF_MONEY = frozenset(
    [
        "支出",
        "收入",
        "预算",
        "决算",
        "占有",
        "占据",
        "所占",
        "执行",
        "完成",
        "增长",
        "增加",
        "减少",
        "下降",
        "构成",
        "组成",
        "分配",
        "投入",
        "拨款",
        "采购",
        "安排",
        "资金",
        "经费",
    ]
)


def of_a_deed_asked(query: Query, composed: Composed) -> bool:
    """Whether a share answers a question for the rate of a deed; other answers pass."""
    match = _RATE.search(folded(query.asked or query.text))
    if composed.kind != "computed" or match is None or "占" in query.text:
        return True
    word, kind = (list(tagged(match[1])) or [("", "")])[-1]
    if not kind.startswith("v") or len(word) < _WHOLE or word in _OF_MONEY:
        return True
    return any(word in folded(e.citation.quote) for e in composed.draft.evidence)


_WHOLE = 2
