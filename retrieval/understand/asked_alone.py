"""What is asked, without the clauses around it that only tell where the asker looks or how to answer.

Takes a Query that found nothing, gives the question again in fewer words, or None. Unit, year and
document named in a clause that goes are kept. Only a clause with a word of telling goes ('附的资产表', '我在核'), and
never one that narrows ('基本支出里', '不算局本级', '付给房东的钱'). Knows no documents.

    '某局2025年的收支总表把支出拆成人员和公用,住房保障支出的公用经费是几何'
    ->  '某局2025年,住房保障支出的公用经费是几何'
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query

__all__ = ["asked_alone", "unscoped"]

_CLAUSE = re.compile(r"[^,;:。!?]+")
_ASKS = re.compile(r"多少|几(?!乎|年)|谁|哪|什么|何|怎|是否|有没有|吗|呢|占比|增幅|降幅|比重|多大")
_NARROWS = re.compile(
    r"(?:[里中内间上的]|那个|里头|里面|当中|方面|口径|以来|[之以]?后|相?比|来说)$"
    r"|^(?:除|不算|不含|不包括|不计|扣|若|如果|假如|只|仅|光|从|比|较|以|按|在|当|凡)"
)
_TELLS = re.compile(
    r"拆[成开]|分[成为]|列了|附[了的有着上]|写[着了]|印[着了]|听说|据|看到|查|核|研究|对照|公布|公开|披露"
    r"|交代|说[了到是]|讲[了到]|提[了到]|后面的?|末尾|开头|表$|说明$|用$"
)
_TO_THE_READER = re.compile(
    r"^(?:请|麻烦|劳驾|谢|连|连同|把|一并|一起|顺便|顺手|保留|精确|四舍五入|列出|说出|给出|写出|算到|单位[是为用]|用[万亿]?元)"
)
_DOCUMENT = re.compile(r"度?(?:的)?(?:部门|单位)?(?:预|决)算")
_VAGUE = re.compile(r"[多少几花掏用钱]")
_SHORTEST = 4


def asked_alone(query: Query) -> str | None:
    """The one clause that asks, led by the unit and year that the others name; None where it cannot stand alone."""
    clauses = list(_CLAUSE.finditer(query.text))
    asking = [clause for clause in clauses if _ASKS.search(clause[0])]
    if len(asking) != 1 or len(clauses) < 2 or not _stands(query, asking[0]):
        return None
    others = [clause for clause in clauses if clause is not asking[0]]
    if not all(_goes(query, clause, asking[0]) for clause in others):
        return None
    named = [_named(query, clause) for clause in others if clause.start() < asking[0].start()]
    return ",".join([name for name in named if name] + [asking[0][0]])


def _stands(query: Query, clause: re.Match[str]) -> bool:
    """Whether the clause names an item itself; '备了多少' and '平均每人多少' do not."""
    own = [i for i in query.items if clause.start() <= i.start and i.end <= clause.end()]
    return any(len(i.text) >= _SHORTEST - 1 and not _VAGUE.search(i.text) for i in own)


def _goes(query: Query, clause: re.Match[str], asking: re.Match[str]) -> bool:
    """Whether nothing is lost without a clause but where the asker looks."""
    if clause.start() > asking.start():
        return _TO_THE_READER.search(clause[0]) is not None
    rest = _unnamed(query, clause)
    return not rest or bool(_TELLS.search(rest) and not _NARROWS.search(rest))


def _unnamed(query: Query, clause: re.Match[str]) -> str:
    """A clause without the unit and year it names."""
    chars = list(query.text)
    for span in query.scope.taken:
        chars[span.start : span.end] = " " * (span.end - span.start)
    return "".join(chars[clause.start() : clause.end()]).strip(" 的在是()")


def _named(query: Query, clause: re.Match[str]) -> str:
    """What a clause says up to the last word that names a unit, year or document."""
    ends = [s.end for s in query.scope.taken if clause.start() <= s.start and s.end <= clause.end()]
    if not ends:
        return ""
    document = _DOCUMENT.match(query.text, max(ends))
    return query.text[clause.start() : document.end() if document else max(ends)]


def unscoped(query: Query) -> str:
    """The question without what names its unit and year."""
    chars = list(query.text)
    for span in query.scope.taken:
        chars[span.start : span.end] = "|" * (span.end - span.start)
    return "".join(chars)
