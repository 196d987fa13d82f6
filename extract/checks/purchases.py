"""政府采购 in prose: the total and its kinds, and what speaks of a part of it.

Takes a Context, gives Outcomes; named in rules.yaml. Knows no tables.

    政府采购预算总额 353.95 万元：货物 14.20 万元、工程 171.75 万元、服务 168.00 万元  -> ties
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.changes import Money
from extract.checks.context import Context
from extract.checks.verdict import Outcome, agree, candidate_term, sum_up
from extract.items import MONEY, money_in
from extract.narrative import of_a_part

__all__ = ["of_some_purchases", "procurement_parts", "purchases_in_two_places"]

_PURCHASES_OF_SOME = re.compile(r"其中.*(?:拨款|公共预算|基金|资金).*政府采购")
"""'其中一般公共预算拨款政府采购…万元' is a part of the 政府采购 before it."""


def of_some_purchases(clause: str) -> bool:
    """A clause that tells of the purchases from one source of money."""
    return _PURCHASES_OF_SOME.search(clause) is not None


_PROCUREMENT = re.compile(
    rf"(?:政府采购(?!(?:预算|支出)?(?:货物|工程|服务))|采购(?:预算|支出)?总(?:额|金额))[^。;]{{0,40}}?{MONEY}(?:\([^()]{{0,20}}\))?[,;:]"
    r"(?:其中:?)?(?P<rest>(?:(?!其中[^,;。]{0,16}(?:拨款|公共预算|基金|资金))[^。])*?(?:货物|工程|服务)[^。]*)"
)
_GOODS = re.compile(
    rf"(?P<kind>货物|工程|服务)(?:类|项目|采购|预算|支出|金额|\d+个|,?涉及金额|为|,)*{MONEY}"
)


def procurement_parts(context: Context) -> Iterator[Outcome]:
    """政府采购 in prose = 货物 + 工程 + 服务."""
    for flat in context.prose.flats:
        for found in _PROCUREMENT.finditer(flat.text):
            whole = money_in(found)
            base = found.start("rest")
            kinds: dict[str, Money] = {}
            for part in _GOODS.finditer(flat.text, base, found.end()):
                if money := money_in(part):
                    kinds.setdefault(part["kind"], money)
            if whole is None or len(kinds) < 2:
                continue
            parts = [context.said(flat, kind, money) for kind, money in kinds.items()]
            outcome = sum_up(context.said(flat, "政府采购", whole), parts)
            if len(kinds) == 3 or outcome.status != "broken":
                yield outcome


_ALL_PURCHASES = re.compile(
    r"(?:^|[^一-鿿]|本?(?:部门|单位|局|系统)|年度?|全年|共?实施|安排|实际)政府采购(?:预算|支出|决算)?(?:总额|金额|总金额|合计|总计|规模)?(?:共计?|为|是)?$"
)


def purchases_in_two_places(context: Context) -> Iterator[Outcome]:
    """All 政府采购 of the year is the same wherever the text tells it of the whole."""
    told = [
        said
        for said in context.found("procurement_total").prose
        if _ALL_PURCHASES.search(said.clause)
        and not of_some_purchases(said.clause)
        and not of_a_part(said.clause, context.document)
    ]
    if len(told) != 2:
        return
    one, other = told
    if ("预算" in one.clause) == ("预算" in other.clause):
        yield agree(candidate_term(one), candidate_term(other))
