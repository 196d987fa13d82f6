"""Clauses that compare: changes with their sign, rates of change, shares, completion, '持平'.

Takes a flat clause before a figure (or without one); gives a Comparison. Knows no figures.

    '比2018年减少'          -> change, sign -1, base '比2018年', no subject of its own
    '财政拨款支出增加'      -> change, sign +1, subject '财政拨款支出'
    '占本年支出合计的'      -> share, said '占比'
    '完成年初预算的'        -> share, said '完成年初预算'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ingest.figures.periods import folded, years_in

__all__ = ["Comparison", "Former", "base_in", "comparison_in", "former_value_in", "unchanged_in"]

_UP = r"增加|增长|上升|提高|增幅|涨幅|调增|追加|扩大|上涨|(?<!新)增"
_DOWN = r"减少|下降|降低|降幅|压减|压缩|调减|核减|缩减|削减|减幅|减"
_TAIL = r"(?:了|额度?|金额|数额?|幅度?|率|比例|各|约|为|达|:|至少)*"
_VERB_LAST = re.compile(
    rf"(?P<before>.*?)(?:同比|环比|略有?|有所|共|各|均|分别|合计|预算|小幅)*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:\([增减长少]+\))?{_TAIL}$"
)
_VERB_FIRST = re.compile(
    r"^(?:等原因|因此|相应|从而|共|主要)*(?:(?P<up>增加|调增|追加)|(?P<down>减少|调减|压减|核减))(?:了)?(?P<noun>[^,:]{2,24})$"
)
_MOVED = re.compile(
    r"(?P<before>.*?)(?:调减|调出|划出|核减|压减)(?:部分)?(?:预算|经费|资金|指标)?(?:用于|用作|安排|调入|转入|至|到|给)[^,:]{2,24}$"
)
"""'从会议费预算中调减用于培训费': what was moved is gone from the first of the two."""
_FROM = re.compile(
    r"(?:^|.*[是为系因将,])从(?P<item>[^从,:]{2,30}?)(?:预算|经费预算|资金)?(?:当?中|内|里)$"
)
_TRANSFER = "调剂"
_LESS = re.compile(
    r"(?P<before>.*?)(?:(?P<up>大于|高于|多于)|(?P<down>小于|低于|少于))(?:\d{4}年|上一?年|年初|全年|调整)?度?[预决算执行]*数?$"
)
_BASE = re.compile(
    r"(?:与|和|同|比|较|相比|相较|对比|小于|大于|等于|低于|高于)(?:于)?(?P<what>(?:\d{4}年|上一?年|去年|年初|预算|调整|全年|执行|决算)[^,:]{0,24}?)"
    r"(?=$|相比|比较|相较|对比|比|[,:]|增|减|下|上升|降|提|持|无|没|未|相|一|不|略|基|均|各|有|财|部|收|支|保|,)"
)
_PERIOD_FIRST = re.compile(
    r"^(?:\d{4}年|上一?年|去年|年初|同期|全年|度|预计|调整|预算|决算|执行|完成|安排|数|的)*"
)
_MONEY_OF_ITEM = re.compile(r"(?:财政拨款)(?:支出|收入)?(?:年初)?(?:预算|决算)?(?:安排)?数?")
"""Behind an item that the base names again: '比2023年“三公”经费 | 财政拨款预算 减少'."""
_ONLY_SO_MUCH = re.compile(r"(?:支出|收入)?(?:预算|决算|执行|完成|安排|实际)?数")
"""Behind a year: '较上年支出数 | 减少', what last year came to of the same thing."""
_FORMER_NAME = re.compile(
    r"[^,:;增减降升比较]{0,18}(?:总数|总额|总计|合计|数|预算|决算|支出|收入|经费)"
)
"""Behind a year, before a figure: '比2022年收支预算总数 | 12969.05万元增加'."""
_YEAR_NAMED = re.compile(r"\d{4}年|上一?年|去年")
_SHARE = re.compile(
    r"(?P<before>.*?)占(?P<of>[^占]{0,30}?)(?:的)?(?:比例|比重|比|份额)?(?:约|为|的)*$"
)
_DONE = re.compile(
    r"(?P<before>.*?)(?:完成|达到|为)(?P<of>(?:年初|调整|全年|年度|年)?(?:预算|计划)(?:数)?)的?$"
)
_DONE_RATE = re.compile(
    r"(?P<before>.*?)(?P<of>完成率|执行率|执行进度|预算完成率)(?:为|达到?|约)?$"
)
_SAME = re.compile(
    r"(?P<word>(?:基本|大致|总体)?(?:持平|相等|相当|一样|无增减(?:变化|变动)?|无变化|没有变化|无变动|相同|一致|未变|不变|没有增减|等于(?=(?:年初|调整)?预算数?$)))"
)
_TIES = re.compile(
    r"^\(?或|^(?:相比较?|比较|相较|对比|比)+|^(?:均|各|都|也|同步|相应|分别)+(?=$|[较比与同])|(?:均|各|都|也)$"
)
_TOLD = re.compile(r"原因|由于|因为|主要")
_STAGE_WORD = re.compile(r"执行数|决算|调整预算|预计执行")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a clause compares: `before` is the text of its own subject, often empty."""

    form: Literal["change", "share"]
    sign: int
    said: str
    before: str
    sure: float = 1.0


class Former(NamedTuple):
    """A value compared with: what it is called, and the subject its clause names, often none."""

    said: str
    before: str


def comparison_in(clause: str, *, percent: bool) -> Comparison | None:
    """The comparison a clause makes with the figure behind it; None for a plain level."""
    text = folded(clause)
    if percent:
        for pattern in (_DONE, _DONE_RATE, _SHARE):
            found = pattern.fullmatch(text)
            if found:
                said = "占比" if pattern is _SHARE else "完成" + found["of"].removeprefix("完成")
                return Comparison("share", 1, said, _own(found["before"]))
    found = _VERB_LAST.fullmatch(text) or _LESS.fullmatch(text)
    if found:
        return _change(1 if found["up"] else -1, found["before"])
    found = _MOVED.fullmatch(text)
    if found and not percent:
        return Comparison("change", -1, _TRANSFER, _own(found["before"]), 0.75)
    found = _VERB_FIRST.fullmatch(text)
    if found:
        return Comparison("change", 1 if found["up"] else -1, "", found["noun"], 0.7)
    return None


def _change(sign: int, before: str) -> Comparison:
    """A change; what is moved from one item to another is not the change of the year."""
    if _FROM.match(_BASE.sub("", before)):
        return Comparison("change", sign, _TRANSFER, _own(before), 0.75)
    return Comparison("change", sign, "", _own(before))


def _own(before: str) -> str:
    """The subject a comparing clause names itself: what is left without '比2018年预算'."""
    found = _BASE.search(before)
    if not found:
        return _named(before)
    behind, item = before[found.end() :], _PERIOD_FIRST.sub("", found["what"])
    if item and _MONEY_OF_ITEM.fullmatch(behind):
        return item + behind
    if _ONLY_SO_MUCH.fullmatch(behind):
        return _named(before[: found.start()])
    return _named(behind) or _named(before[: found.start()])


def _named(text: str) -> str:
    """Without words that only tie a clause to the one before it: '均', '相比', '也同步'."""
    source = _FROM.match(text)
    text = source["item"] if source else text
    return _TIES.sub("", text.strip(",:的")).strip(",:的")


def base_in(text: str, year: int | None) -> str | None:
    """What is compared with, as a column word: '比2018年', '比2018年执行数', '比年初预算'; else None."""
    every = list(_BASE.finditer(folded(text)))
    if not every:
        return None
    what = every[-1]["what"]
    named = years_in(what) or ((year - 1,) if year and re.match(r"上一?年|去年", what) else ())
    stage = _STAGE_WORD.search(what)
    if named:
        return f"比{named[-1]}年{stage[0] if stage else ''}"
    if re.match(r"上一?年|去年", what):
        return "比上年"
    return "比年初预算" if what.startswith(("年初", "预算")) else f"比{what[:4]}"


def former_value_in(clause: str) -> Former | None:
    """'较上年预算' right before a figure: the figure is the former value, of '三公经费' perhaps."""
    text = folded(clause)
    found = _BASE.search(text)
    if not found or found.end() != found.end("what"):
        return None
    behind = text[found.end() :]
    if behind and not (_FORMER_NAME.fullmatch(behind) and _YEAR_NAMED.match(found["what"])):
        return None
    if _TOLD.search(found["what"]):
        return None
    ahead = text[: found.start()]
    bare = re.sub(r"\d{4}年度?|预算|决算|数|支出|本年|安排|的", "", ahead)
    return Former(found["what"].rstrip("的"), _named(ahead) if bare else _named(behind))


def unchanged_in(clause: str) -> tuple[str, str, float] | None:
    """('持平', own subject, how sure) for a clause that says a figure has not changed."""
    text = folded(clause)
    found = _SAME.search(text)
    if not found or not re.search(r"[比与较同和]|上年|持平|等于", text):
        return None
    word = found["word"]
    about = word.startswith(("基本", "大致", "总体")) or word.endswith("相当")
    sure = 0.5 if about else 0.9
    return word, _own(text[: found.start()]), sure
