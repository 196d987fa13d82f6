"""What a question denies is never told as what it asks: '没有预留给中小企业的那部分' is not the part that is.

Takes a Query and a Composed answer, says whether the one figure shown is of something the question sets
aside by a negation that nothing in its evidence repeats. Knows no documents.

    '还没支付的那部分是多少'   ->   '已支付 120 万元'      no: what is paid is told for what is not
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed

__all__ = ["of_what_is_denied"]

_DENIED = re.compile(
    r"(?<!有)(?<![是不])(?:还没有?|没有|没能?|尚未|并未|未能?|不曾)(?P<done>预留|留给|纳入|列入|编入|安排|完成|支付|执行|使用|拨付|花|用|开支|分配|到位|发放|实施|开工|采购|结算|下达|授予|公开|编报|编制|细化)[^,。?]{0,14}?的"
)
_LEFT = re.compile(
    r"多少(?:钱|资金)?(?:还)?没有?(?:用|花|支出?)(?:掉|完|出去)|(?:留|结转)(?:到|给)(?:下|明)一?年|结转和?结余(?:了|是|有|为)*(?:多少|几)"
)
_LEFT_SAID = re.compile(r"结转|结余|剩|余额|未")
"""'还有多少没用掉': what is left over is told by nothing that is not called so."""
_NONE_SAID = re.compile(r"没|未|无|不|结转|结余|剩|余|非|除")


def of_what_is_denied(query: Query, composed: Composed) -> bool:
    """Whether a plain figure is told of what the question says was not done."""
    asked = query.asked or query.text
    match = _DENIED.search(asked)
    if composed.kind != "found" or not composed.figures:
        return False
    evidence = composed.draft.evidence
    if _LEFT.search(asked) and not any(_LEFT_SAID.search(folded(e.said)) for e in evidence):
        return True
    if match is None:
        return False
    if _carried_into(asked, composed):
        return True
    return not any(_says_none("".join((e.citation.quote, *e.labels))) for e in evidence)


_YEAR_BEFORE = re.compile(r"上一?年|去年|以前|往年|年初|旧|前一?年|头年")


def _carried_into(asked: str, composed: Composed) -> bool:
    """'2024年没花完的钱' is what went on into 2025, not what came over from 2023."""
    items = "".join(figure.item for figure in composed.figures)
    return "结转" in items and "上年" in items and _YEAR_BEFORE.search(asked) is None


def _says_none(printed: str) -> bool:
    return _NONE_SAID.search(re.sub(r"[\d.,]+", "", folded(printed))) is not None
