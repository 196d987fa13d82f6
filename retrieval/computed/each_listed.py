"""Several things whose amounts are asked for one by one, in words of the asker's own: each asked alone.

Takes a Query of one unit and year that no lane answered whole, gives an Operands whose questions ask for one
thing each. What is said behind the list belongs to each of its things. Knows no lane and no figures.

    '基本养老、基本医疗和其他社会保障费各安排多少'   ->   '基本养老是多少', '基本医疗是多少', …
    '城建档案馆、房产中心的预算分别是多少'         ->   '城建档案馆的预算是多少', '房产中心的预算是多少'
"""

from __future__ import annotations

import re

from retrieval.computed.asked_operands import Operands
from retrieval.understand.accounted import content
from retrieval.understand.question import Query
from retrieval.writing.compose import Composed

__all__ = ["each_listed", "half_told"]

_AND = re.compile(r"、|以及|还有|[和与及跟]")
_EACH = re.compile(
    r"^(?P<before>.*?)(?P<list>[^|,?。;:]{2,}(?:、|以及|还有|[和与及跟])[^|,?。;:]{2,}?)(?:这|那)?(?:[两二三四五六七八2-8][项样笔块个者类])?(?P<noun>的[\u4e00-\u9fff]{2,8}?)?(?:上)?,?(?:实际|总共|一共)?(?:分别|各自?|每[项样])(?:是|有|为|要|花|用|列|安排|支出|占用|拨|编)*了?(?:多少|几)(?:钱|万元|元|万|资金)?[?。]*$"
)
_LED = re.compile(
    r"^.*(?:按来源分|按项目分|里面?|当中|其中|中(?![心学国小型医])|缴纳?的|交的|花在|用[在于]|[,:])"
)
_OTHER = re.compile(r"上年|去年|比|增|减|占|率|变化|平均|每人|哪|谁|什么|为何|原因")
_SOURCE = re.compile(r"(?:拨款|补助|基金|专户|上缴)$")
"""Of a list of incomes, what is called by its giver alone: '上级补助、事业收入'."""
_MOST = 8


def each_listed(query: Query) -> Operands | None:
    """The things of the list, each with its own question; None where the question lists none."""
    scope = query.scope
    if (
        query.later
        or len(scope.each) != 1
        or len(scope.years) > 1
        or scope.stages
        or scope.compared
    ):
        return None
    match = _EACH.match(_whole_items(query))
    if match is None or _OTHER.search(match[0]):
        return None
    noun = _shown(match["noun"] or "")
    names = [_LED.sub("", _shown(name)).strip("的") for name in _AND.split(match["list"])]
    if not 2 <= len(names) <= _MOST or min(map(len, names)) < 2:
        return None
    if "收入" in match["before"] + match["list"]:
        names = [f"{name}收入" if _SOURCE.search(name) else name for name in names]
    lead = "".join(query.text[span.start : span.end] for span in sorted(scope.taken))
    asked = tuple((f"{lead}{name}{noun}是多少", f"{lead}{name}{noun}多少钱") for name in names)
    return Operands("sum", tuple(names), asked, each=True)


def half_told(composed: Composed | None) -> bool:
    """Whether some of several things were not found."""
    return composed is not None and any(line.missing for line in composed.draft.statements)


_JOINTS = "和与及跟、"
_HIDDEN = {ord(char): chr(0xE000 + n) for n, char in enumerate(_JOINTS)}
_BACK = {0xE000 + n: char for n, char in enumerate(_JOINTS)}


def _whole_items(query: Query) -> str:
    """The question without unit and year; '对个人和家庭的补助' is one name, its 和 joins nothing."""
    text = content(query)
    for item in query.items:
        whole = text[item.start : item.end].translate(_HIDDEN)
        text = text[: item.start] + whole + text[item.end :]
    return text.replace("|", "")


def _shown(text: str) -> str:
    return text.translate(_BACK)
