"""A later turn that asks something else of the one thing asked before becomes that question in full.

Takes the turns of a conversation and the catalogue, gives the last turn said in full and alone where the
turn before is a plain question after one thing of one unit and year; else the turns as they are. What is
then answered is what the whole question is answered with, and nothing of the turns before is left to mix
in. Knows no documents and no items.

    '某局2024年甲项目是多少' / '它占项目支出的百分之几'   ->   '某局2024年甲项目占项目支出的比例是多少'
    '某局2024年三公经费是多少' / '各项分别是多少'         ->   '某局2024年三公经费各项分别是多少'
    '某局2024年甲项目是多少' / '绩效目标呢'              ->   '某局2024年甲项目的绩效目标是什么'
    '某局2024年有哪些项目' / '花钱最多的是哪个'           ->   '某局2024年金额最大的项目是哪个'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.scope.scope import Listed, read_scope
from retrieval.words.lexicon import folded, label_key, lexicon

__all__ = ["asked_alone_of"]

_TAIL = r"(?:一共|总共|合计)?(?:是|为|有|花了?|安排了?)?多少(?:钱|万元|亿元|元)?"
_PLAIN = re.compile(rf"(?P<tail>{_TAIL})[?。]*$")
_MOVED = re.compile(
    r"(?P<tail>(?:比|较)(?:上年|去年|上一年)(?:增加|增长|减少|下降|变化|增减)了?多少)[?。]*$"
)
_LISTED = re.compile(r"(?P<tail>(?:都|一共)?有(?:哪些|什么)项目(?:,?各?(?:自|是)?多少钱?)?)[?。]*$")
_IT = r"(?:那么?|,)*(?:它们?|其|这(?:个|项|笔|些)?(?:项目|钱)?|该项目?)?的?"
_NAME = re.compile(
    r"(?:那么?|还有|再(?:看看?|问问?|说说?|查查?))*(?P<name>[^?。,;、]{2,24}?)(?:的?呢|(?:是|有|为)?多少钱?)?[?。]*"
)
_NO_NAME = re.compile(
    r"上年|去年|今年|明年|年|[比较占]|幅|增[长加速]|减少|变化|为什么|原因|缘故|其中|里面|当中|之中|它|这|那|哪|最|各|分别|总共|一共|合计|加|几|多少|什么|怎|谁|率|目标|单价|数量|部分|换|折合|[人辆批台套]"
)


class _Asked(NamedTuple):
    """A plain question: unit and year as they are said, the thing, and how it is asked."""

    lead: str
    name: str
    tail: str = ""
    inside: bool = False


def asked_alone_of(turns: Sequence[str], catalogue: Sequence[Listed]) -> tuple[str, ...]:
    """The last turn in full where it goes on about the one thing asked before; else all of them."""
    if len(turns) < 2:
        return tuple(turns)
    last = folded(turns[-1])
    if read_scope(last, catalogue).taken:
        return tuple(turns)
    before = _before([folded(turn) for turn in turns[:-1]], catalogue)
    full = _in_full(before, last) if before else ""
    return (full,) if full else tuple(turns)


def _before(turns: Sequence[str], catalogue: Sequence[Listed]) -> _Asked | None:
    """What the turns before asked; None where the last of them is no plain question."""
    asked: _Asked | None = None
    for turn in turns:
        named = _NAME.fullmatch(turn) if asked and not _NO_NAME.search(_name_of(turn)) else None
        whole = _parted(turn, catalogue)
        if whole is None and asked and _INSIDE.match(turn):
            asked = asked._replace(inside=True)
            continue
        if whole is None and named and asked and not read_scope(turn, catalogue).taken:
            asked = asked._replace(name=named["name"])
        else:
            asked = whole
    return asked


def _name_of(turn: str) -> str:
    match = _NAME.fullmatch(turn)
    return match["name"] if match else "?"


def _parted(turn: str, catalogue: Sequence[Listed]) -> _Asked | None:
    """Lead, thing and asking of a question that names one unit and says nothing else."""
    scope = read_scope(turn, catalogue)
    if len(scope.each) != 1 or scope.strangers or not scope.taken:
        return None
    match = _MOVED.search(turn) or _LISTED.search(turn) or _PLAIN.search(turn)
    said = [span.end for span in scope.taken if match and span.end <= match.start()]
    if match is None or not said:
        return None
    at = max(said)
    name = re.sub(r"^的", "", turn[at : match.start()])
    if re.search(r"[,;?]", name) or (len(name) < _SHORTEST and match.re is not _LISTED):
        return None
    return _Asked(turn[:at], name, match["tail"])


_SHORTEST = 2


def _in_full(before: _Asked, last: str) -> str:
    """The turn as a question of its own; '' where it is of another kind."""
    lead, name, tail, inside = before
    if inside:
        less = _named_in(_TAKEN_OUT, last)
        return f"{lead}{name}减去{less}是多少" if less else ""
    if _LISTED.fullmatch(tail):
        return f"{lead}金额最大的项目是哪个" if not name and _LARGEST.fullmatch(last) else ""
    if _MOVED.fullmatch(tail):
        other = _NAME.fullmatch(last) if last.rstrip("?。").endswith("呢") else None
        return (
            f"{lead}{other['name']}{tail}" if other and not _NO_NAME.search(other["name"]) else ""
        )
    if (other := _NAME.fullmatch(last)) and _is_other(other["name"], last):
        return f"{lead}{other['name']}是多少"
    if match := _SHARE.fullmatch(last):
        return f"{lead}{name}占{match['whole']}的比例是多少"
    if part := _named_in(_PART, last):
        return f"{lead}{part}占{name}的比例是多少"
    if less := _named_in(_TAKEN_OUT, last):
        return f"{lead}{name}减去{less}是多少"
    if added := _named_in(_ADDED, last) or _named_in(_COUNTED_IN, last):
        return f"{lead}{name}和{added}一共是多少"
    if _GOALS.fullmatch(last):
        return f"{lead}{name}的绩效目标是什么"
    if _PARTS.fullmatch(last) and "三公" in name:
        return f"{lead}{name}各项分别是多少"
    if match := _UNIT.fullmatch(last):
        return f"{lead}{name}换算成{match['unit']}是多少"
    if _CARS.fullmatch(last) and "车" in name:
        return f"{lead}一共有多少辆公务用车"
    return ""


def _named_in(pattern: re.Pattern[str], turn: str) -> str:
    """The name that a turn of this kind says; '' where it points at something instead."""
    match = pattern.fullmatch(turn)
    name = next((said for said in match.groups() if said), "") if match else ""
    return "" if _POINTS.search(name) else name


_POINTS = re.compile(
    r"上年|去年|上一年|前一年|今年|本年|年初|^[预决]算|[它这那哪谁最各]|分别|两项|一共|总共|合计|几|多少"
)


def _is_other(name: str, turn: str) -> bool:
    """Whether a turn names another item by its printed name, and no part or kind of the one before."""
    whole = re.search(r"(?:是|有|为)?多少(?:钱)?[?。]*$", turn) is not None
    known = label_key(name) in lexicon().printed or _CLASS.fullmatch(name) is not None
    return (
        known and not _NO_NAME.search(name) and (_COLUMN if whole else _KIND).search(name) is None
    )


_CLASS = re.compile(r"(?!实际|其他)[\u4e00-\u9fff]{4,12}支出")
_COLUMN = re.compile(r"^(?:基本支出|项目支出|人员经费|公用经费)")
_KIND = re.compile(
    r"基本支出|项目支出|人员|公用|[年期][初末]|编制|预算|决算|基金|资金|拨款|资本|行政|事业|本级|单位|^(?:总|全部|本年)?(?:收入|支出)|货物|工程|服务|负担|结转|结余"
)
_SHARE = re.compile(
    rf"{_IT}占(?:了|到|去)?(?:整个|全部门|单位)?(?:的)?(?P<whole>[\u4e00-\u9fff]{{0,8}}(?:支出|支出总额|支出总计|经费|收入|预算))(?:的)?(?:比例|比重|份额|百分之几|百分之多少|几成|多少|多大)(?:比例|比重|份额)?(?:是多少|呢)?[?。]*"
)
_PERCENT = r"(?:百分之(?:几|多少)|几成|多少成|多大(?:的)?(?:比例|比重|份额)?|多少(?:的)?(?:比例|比重|份额|百分比)?|(?:比例|比重|份额)(?:是|有|为)?(?:多少|多大))"
_PART = re.compile(
    rf"(?:那么?|,)*(?:其中|(?:它|这|其)?里[面头边]|这(?:其中|里面?|当中)|当中)的?([^?。,;、]{{2,20}}?)(?:大概|大约|约)*占(?:了|到|去|比)?{_PERCENT}(?:呢)?[?。]*"
    rf"|(?:那么?|,)*([^?。,;、]{{2,20}}?)占(?:了|到|去)?(?:它|其中?|这(?:[个项笔]|一项|笔钱|项支出)?)的?{_PERCENT}(?:呢)?[?。]*"
    rf"|(?:那么?|,)*([^?。,;、]{{2,20}}?)在(?:它|其|这)?(?:里[面头边]|其?中|当中)(?:大概|大约|约)*占(?:了|到|去)?{_PERCENT}(?:呢)?[?。]*"
)
_ADDED = re.compile(
    r"(?:那么?|,)*(?:如果|要是)?(?:再)?加上?([^?。,;、]{2,20}?)(?:的话)?(?:呢|(?:一共|总共|合计|共)?(?:是|有|要)?多少(?:钱|万元)?)[?。]*"
    r"|(?:那么?|,)*(?:它)?(?:跟|和|与|同)([^?。,;、]{2,20}?)(?:合起来|加起来|合计|加在一起|合在一起|一共|总共)(?:呢|(?:是|有|要)*多少(?:钱|万元)?)[?。]*"
)
_COUNTED_IN = re.compile(
    r"(?:那么?|如果|要是|,)*(?:再)?把([^?。,;、]{2,20}?)(?:也|都|一起)*(?:算|加)(?:上|进去|进来|在内)(?:的话)?,?(?:呢|(?:一共|总共|合计|共)?(?:是|有|要)?多少(?:钱|万元)?)[?。]*"
)
_INSIDE = re.compile(r"(?:那么?|,)*(?:其中|里[面头边]|这里面|这其中|当中)")
_TAKEN_OUT = re.compile(
    r"(?:那么?|,|如果|要是|再)*(?:除[掉去了开]?|扣[除掉去]|去掉|刨[除去掉]|减[去掉]|不算|不含|剔除)([^?。,;、]{2,20}?)(?:之外|以外|外|以后|之后|后)?,?"
    r"(?:其余|其他|其它|剩下|剩余|余下|别的)?的?(?:各项|来源|收入|部分|支出|项目|钱)*(?:加起来|合起来|合计|一共|总共|还)?(?:剩下?|余下?|有|是)*多少(?:钱|万元)?(?:呢)?[?。]*"
)
_GOALS = re.compile(rf"{_IT}(?:年度|总体)?绩效?目标(?:是|有|都)*(?:什么|哪些|啥|呢)[?。]*")
_PARTS = re.compile(
    r"(?:那么?|,)*(?:里面|其中|具体|都)*(?:各项|各部分|每项)?(?:的)?(?:分别|各|各自)(?:是|为)?多少(?:钱)?(?:呢)?[?。]*"
    r"|(?:那么?)?(?:具体|都|是)*由哪[些几](?:个?部分|项)?(?:构成|组成)(?:的)?[?。]*"
    r"|(?:那么?)?(?:具体|都|主要)*(?:花|用)(?:在|到)(?:了)?哪(?:里|儿|些方面|些地方)?(?:了)?[?。]*"
    r"|(?:那么?)?(?:具体|都)*(?:包括|包含|有)(?:哪些|什么|哪几项)(?:,?各?(?:是)?多少(?:钱)?)?[?。]*|(?:那么?)?明细(?:呢|是什么)?[?。]*"
)
_LARGEST = re.compile(
    r"(?:那么?|其中|里面)*(?:(?:金额|花钱|用钱|花费|资金|钱)?最[大多高]的(?:项目)?(?:是)?(?:哪(?:一)?[个项]|什么)?(?:项目)?|哪(?:一)?[个项](?:项目)?(?:的)?(?:金额|花钱|资金|钱)?最[大多高])(?:呢)?[?。]*"
)
_UNIT = re.compile(
    rf"{_IT}(?:换算?成|折合成?|折算成?|合|合成|等于|按)(?:多少)?(?P<unit>万元|亿元|元)(?:的话)?(?:是|等于|算)?(?:多少|呢)?[?。]*"
)
_CARS = re.compile(
    r"(?:那么?|现在|目前|一共|总共|共|名下)*(?:有)?(?:多少|几)[辆台部](?:公务用?|公)?车(?:辆)?[?。]*"
)
