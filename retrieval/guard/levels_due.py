"""Whether what is told is of the level of school that is asked, and of the item that a part is asked of.

Takes a Query and a Composed answer. Knows no document.

    '高中课后服务多少钱'             ->   '初中课后服务补助…': no
    '普法宣传多少 / 其中上年结转多少'   ->   '…收入8149万元,其中:上年结转36万元': no word of 普法宣传
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, lexicon
from retrieval.writing.compose import Composed

__all__ = ["of_asked_level"]

_LEVELS = re.compile(r"幼儿园|学前|小学|初中|高中|中职|职高|大学")


_INSIDE = re.compile(r"(?:那么?|这)?(?:其中|当中|里面)")
_SPOKEN_OF_ALL = frozenset({"total_income", "total_expenditure"})


def of_asked_level(query: Query, composed: Composed) -> bool:
    """Whether every figure that names a level names one that the question names."""
    if not _says_of_what(query, composed) or _of_more_than_projects(query, composed):
        return False
    asked = set(_LEVELS.findall(query.asked or query.text))
    told = {level for figure in composed.figures for level in _LEVELS.findall(figure.item)}
    return not asked or not told or composed.kind != "found" or bool(asked & told)


def _says_of_what(query: Query, composed: Composed) -> bool:
    """Whether a sentence that tells '其中上年结转多少' names the item spoken of before."""
    sentences = [line.text for line in composed.draft.statements if line.verbatim]
    named = [i for i in query.context if not _SPOKEN_OF_ALL.intersection(i.concepts)]
    if not named or not sentences or not _INSIDE.match(query.asked):
        return True
    said = folded("".join((*sentences, *(e.citation.section for e in composed.draft.evidence))))
    labels = {
        label for i in named for key in i.concepts for label in lexicon().concepts[key].labels
    }
    return any(name in said for name in (*labels, *(i.text for i in named)))


_IN_PROJECTS = re.compile(
    r"项目(?:支出)?(?:里[面头]?|当中|中)(?:的|由|用|从|使用)*(?=[^,?。]{0,6}(?:收入|拨款|基金|资金|结转|一般公共预算))"
)


def _of_more_than_projects(query: Query, composed: Composed) -> bool:
    """'项目里事业收入安排了多少' is not told by all 事业收入: what is cited speaks of projects."""
    if not composed.figures or _IN_PROJECTS.search(query.asked or query.text) is None:
        return False
    evidence = composed.draft.evidence
    told = (evidence[figure.evidence - 1] for figure in composed.figures)
    return not all("项目" in folded(f"{e.said}{e.citation.section}") for e in told)
