"""Where each place, office or quarter is asked for, or who it is, one figure of the whole is no answer.

Takes a Query and a Composed answer, says whether what is told may answer. Knows no document.

    '工资福利支出在每个科室各多少'    ->   '工资福利支出为 809.32 万元'      no: of all of them together
    '卫生健康支出里最大的科目占多少'   ->   '卫生健康支出占 2.36%'          no: not of the largest
    '卫生健康支出由谁花'             ->   '卫生健康支出为 1,295.91 万元'   no: nobody is named
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed

__all__ = ["told_of_each"]

_EACH = re.compile(
    r"(?:在|由|按|分|给)?(?:每一?个?|各个?|哪[些几]个?|哪几家|分|按)(?P<what>科室|股室|处室|内设机构|乡镇|镇街|街道|村(?!级)|社区|季度|月份?|批次?|家?单位|人|户|地区|地方)(?:承担|负责|花|用|领|实施)?[^,。?]{0,8}(?:,)?(?:各|分别|都|多少|承担|$|[。?])"
)
_OF_THE_LARGEST = re.compile(
    r"最[多大高少小低]的?[^,。?]{0,8}?占(?!最)(?:了|到)?(?:多少(?!钱|万|元)|几|百分|比)"
)
_WHO = re.compile(r"(?:是|由|被)谁(?:来|去)?(?:批|定|花|用|管|领|拿|出)")


def told_of_each(query: Query, composed: Composed) -> bool:
    """Whether the answer tells more than one figure, or of the row that is asked for."""
    text = query.asked or query.text
    if _OF_THE_LARGEST.search(text):
        rates = any(figure.unit == "%" for figure in composed.figures)
        first = folded(composed.figures[0].item) if composed.figures else ""
        return rates and len(composed.figures) > 1 and first not in text
    quoted = any(line.verbatim for line in composed.draft.statements)
    if _WHO.search(text) and composed.figures and not quoted:
        return False
    match = _EACH.search(text)
    if match is None or composed.kind != "found" or len(composed.figures) > 1:
        return True
    if not composed.figures:
        return composed.accounted or ("多少" not in match[0] and "各" not in match[0][1:])
    evidence = composed.draft.evidence[composed.figures[0].evidence - 1]
    return match["what"][-1] in "".join((evidence.citation.quote, *evidence.labels))
