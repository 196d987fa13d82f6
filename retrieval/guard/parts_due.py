"""A whole is never told for what is inside it, a joined name never for two sides, a level never for a growth.

Takes a Query and a Composed answer, says whether it is of the whole, joined or level instead. Knows no document.

    '环境整治经费里,专门用于除四害的多少'   ->  '环境整治经费 456.38 万元'     of the whole instead
    '编了目标的项目资金里,服务费占多少'     ->  服务费 ÷ 支出总计             of another whole
    '企业培育和环境建设哪头钱多'           ->  '企业培育和环境建设 98 万元'   of both joined
    '比上年涨幅最大的是哪一类'             ->  '卫生健康支出 43 万元'         a level
"""

from __future__ import annotations

import re

from retrieval.understand.accounted import content, pairs_of
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed

__all__ = ["of_a_whole_instead"]

_INSIDE = re.compile(
    r"(?:里面?|中|当中|其中),?(?:专门|单独|具体|直接|主要)*(?:用|花)(?:于|在|来|到|去)(?P<part>[\u4e00-\u9fff]{2,12}?)"
    r"(?:上|方面)?(?:的)?(?:那?部分|钱|费用|经费|资金)?(?:是|有|为|共|要)*(?:多少|几)"
)
_SHARE = re.compile(
    r"(?:^|[|,。])(?P<whole>[^|,。?]{3,24}?)(?:里面?|中|当中|里头),?[^|,。?]{2,20}占"
)
_ALL_MONEY = re.compile(
    r"(?:收入|支出|收支)?(?:总计|合计|总额)|总(?:收入|支出)|本年(?:收入|支出)(?:合计)?"
)
_SAYS_ALL = re.compile(
    r"[全总]部?|整个|所有|一年|全年|全局|总|合计|本年|当年|年度?|部门|单位|预算|决算|支出|收入|经费|资金|安排|开支|花销|花费|盘子|财政|拨款|一般公共|的|钱|在|从|这|那|它|自己|系统|实际|花|用|要|掉|了"
)
_SIDES = re.compile(
    r"[和与跟](?P<b>[\u4e00-\u9fff]{2,14}?)(?:比|相比|,)?(?:哪|谁)(?:头|边|个|项|样|类|块|方|家)?[^,?。]{0,6}?(?:多|大|高|少|小|低)"
)
_LARGEST_UNIT = re.compile(r"哪(?:一?家|一?个)(?:单位)?[^,?。]{0,8}最[多少大小高低]")
"""Which unit has most is no matter of words alone."""
_GROWTH_FIRST = re.compile(r"(?:涨|增|升|降|减|跌)(?:得|幅|长|速|了)?(?:幅度)?(?:最|第[一二])")


def of_a_whole_instead(query: Query, composed: Composed) -> bool:
    """Whether what is told is the whole, both sides joined, or a level; see the module docstring."""
    asked = folded(query.asked or query.text)
    if composed.kind == "found" and not composed.figures:
        return _LARGEST_UNIT.search(asked) is not None
    if composed.kind not in ("found", "computed"):
        return False
    return (
        _sum_for_one_unit(asked, composed)
        or _part_untold(asked, composed)
        or _whole_untold(query, composed)
        or _joined(asked, composed)
        or _level_for_growth(asked, composed)
    )


def _sum_for_one_unit(asked: str, composed: Composed) -> bool:
    """'哪家空编最多' with the posts of all."""
    firsts = {label_key(one.labels[0]) for one in composed.draft.evidence if one.labels}
    return _LARGEST_UNIT.search(asked) is not None and firsts <= {"合计", "总计"}


def _part_untold(asked: str, composed: Composed) -> bool:
    """What the part is for stands nowhere in what is told."""
    part = _INSIDE.search(asked)
    if part is None:
        return False
    evidence = composed.draft.evidence
    told = folded("|".join(text for e in evidence for text in (e.said, *e.labels)))
    return not any(pair in told for pair in pairs_of(part["part"]))


def _whole_untold(query: Query, composed: Composed) -> bool:
    """The share is one of all money, and the whole that is named is not."""
    shares = [f for f in composed.figures if f.formula and "÷" in f.formula]
    match = _SHARE.search(content(query)) if shares and not query.later else None
    if match is None or not _SAYS_ALL.sub("", match["whole"]):
        return False
    parts = [figure for figure in composed.figures if not figure.formula]
    whole = label_key(parts[-1].item) if parts else ""
    named = [item.text for item in query.items]
    known = any(name in match["whole"] for name in named)
    return bool(_ALL_MONEY.fullmatch(whole)) and not known


def _joined(asked: str, composed: Composed) -> bool:
    """'甲和乙哪头多' with the one figure of '甲和乙'."""
    match = _SIDES.search(asked)
    if match is None or len(composed.figures) != 1 or composed.figures[0].formula:
        return False
    item = label_key(composed.figures[0].item)
    return re.search(rf"[和与跟及、]{re.escape(match['b'])}", item) is not None


def _level_for_growth(asked: str, composed: Composed) -> bool:
    """Which grew most is told with a rate or a change."""
    if _GROWTH_FIRST.search(asked) is None:
        return False
    return not any(f.unit == "%" or f.formula or f.measure == "change" for f in composed.figures)
