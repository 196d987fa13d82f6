"""Clauses that state a nothing: '2019年本部门无政府性基金预算支出' is an answer, value 0.

Takes a flat clause without a figure; gives the names it denies and where the denial stands. Knows
no periods and makes no facts.

    '本单位无政府性基金预算支出、国有资本经营预算支出'  -> two names
    '本部门2021年政府性基金预算支出情况表为空表'        -> '政府性基金预算支出'
    '公务用车购置费未安排'                              -> '公务用车购置费'
    '本单位无房屋', '无法', '无形资产', '无增减'        -> nothing
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.figures.clauses import split_names

__all__ = ["Denied", "nothing_in"]

_NOT = r"(?:没有(?:使用|安排|发生)?|未(?:安排|使用|发生|编列)|不涉及|无(?!形|法|偿|变|增|房|障|害|党|业|需|关|论|线|纸|锡|为|力|条|其他情))"
_MONEY = r"(?:支出|收入|预算|经费|拨款|费用?|安排|采购(?:预算|项目)?|资金|结转|结余|收支)"
_DENIAL = re.compile(rf"{_NOT}(?P<what>[^,。;]{{2,60}}?{_MONEY}(?:安排|计划|的?支出|情况)?)$")
_DENIED_BEHIND = re.compile(
    r"(?P<what>(?!.*(?:上年|去年|[该此其]项))[^,。;]{2,40}?(?:费用?|经费|支出|收入|拨款)(?:预算)?)"
    r"(?:均|都|也|暂)?(?:未安排|没有安排|未列支|未编列|未发生|不安排|无安排)$"
)
"""'因公出国（境）费用未安排': the name first, the nothing behind it."""
_EMPTY_TABLE = re.compile(r"(?P<what>[^,。;]{4,40}?)(?:情况)?表?(?:为|系|是|以)(?:空表|空白)")
_TOPIC_DENIED = re.compile(
    r"(?:\d{4}年度?)?(?:[本我](?:部门|单位|局|委|院|办))?(?:\d{4}年度?)?"
    r"(?:无|不涉及|没有|未安排)(?:(?:此项|该项|此类|相关|上述|此方面)(?:收支|支出|收入|预算|内容|项目|情况|安排)*)?"
)
_REMARK = re.compile(r"\(详?见[^()]*\)$")
_NOT_MONEY = re.compile(r"情况说明|纳入|原因|需要|编制范围|项目单位|变化|增减")


class Denied(NamedTuple):
    """A name that is denied and the span of its denial within the clause."""

    name: str
    start: int
    end: int


def nothing_in(clause: str, topic: tuple[str, ...] = ()) -> list[Denied]:
    """Every name a clause denies; '无', '不涉及' and '无此项支出' deny the topic of the section."""
    if _TOPIC_DENIED.fullmatch(clause):
        return [Denied(topic[-1], 0, len(clause))] if topic else []
    clause = _REMARK.sub("", clause)
    found = _DENIAL.search(clause) or _DENIED_BEHIND.match(clause) or _EMPTY_TABLE.search(clause)
    if not found or _NOT_MONEY.search(clause):
        return []
    start, end = found.span()
    return [Denied(_plain(name), start, end) for name in split_names(found["what"])]


def _plain(name: str) -> str:
    """'政府性基金预算拨款安排的支出' -> '政府性基金预算拨款支出'."""
    return re.sub(r"安排的|^使用", "", name)
