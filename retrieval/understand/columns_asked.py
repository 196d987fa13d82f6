"""The column that a question names: which budget of the year, which end of the year.

Takes the text of a question and Facts, gives whether a fact stands in the column asked for. A column
asked by name is never answered from the one beside it. Knows no items and no ranking.

    '全年预算数是多少'     ->  调整预算: never the 年初预算数 beside it
    '流动资产的年初数'     ->  初: never the 年末数;   nothing said  ->  both may answer
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from ingest.facts import Fact
from retrieval.scope.periods import Account
from retrieval.words.lexicon import folded

__all__ = [
    "budget_asked",
    "budgets_asked",
    "end_asked",
    "end_of",
    "names_adjusted",
    "of_asked_end",
    "of_budget",
    "of_one_stage",
    "other_ends",
]

Budget = Literal["年初预算", "调整预算"]
End = Literal["初", "末"]

_ADJUSTED = r"全年(?:的)?(?:部门|单位|支出|收入)?预算(?!收入|支出|资金|执行|完成|管理|编制|绩效)|(?:年中)?(?:调整|变动|追加|调剂)(?:以|之)?后?(?:的)?预算|预算(?:调整|变动)(?:以|之)?后?(?=数|额|的?(?:金额|数))|调整(?:以|之)?后(?:的)?(?=数|金额)"
_FIRST = r"年初(?:的)?(?:部门|单位|支出|收入)?(?:批复|核定|下达|安排|编制)?(?:的)?预算|年初(?:批复|安排|核定|下达|批准)(?:的)?(?:数|金额)?"
_ASKED_LAST = re.compile(
    rf"(?:(?P<adjusted>{_ADJUSTED})|(?P<first>{_FIRST}))(?:的)?(?:数|额|金额|总额|栏|列|那栏|那列|一栏|一列|那一栏|那一列)*(?:里|上|中)?(?:填|写|列|记|印|标|应|到底)?(?:的|了|着)?(?:该)?(?:是|为|有)?(?:多少|几|什么数|[?。]|$)"
)
_START = re.compile(
    r"[年期]初(?!的?预算|的?结[转余]|批|安排|计划|下达|的?部门|的?单位|核定|定|预|给|报|编|拨|就)"
)
_FINISH = re.compile(r"[年期]末(?!的?结[转余])|年底|12月31日")
_LABEL = re.compile(
    r"(?:(?:19|20)\d\d)?(?P<end>[年期]初|[年期]末)(?:数|余额|账面|账面数|原?价值|净?值|金额|数量|面积|合计|[(（].*)?"
)


def budget_asked(text: str, account: str | None) -> Budget | None:
    """Which of the budgets of a year is asked by its name; None where none or both are.

    Where the question says 决算 too, the word that stands last before the question decides.
    """
    if account is None:
        match = _ASKED_LAST.search(text)
        return None if match is None else "调整预算" if match["adjusted"] else "年初预算"
    adjusted, first = re.search(_ADJUSTED, text), re.search(_FIRST, text)
    if account != "预算" or bool(adjusted) == bool(first):
        return None
    return "调整预算" if adjusted else "年初预算"


_BOTH = re.compile(
    rf"(?:(?P<adjusted>{_ADJUSTED})|(?P<first>{_FIRST})|(?P<final>决算)|(?P<done>(?:全年|预算)?执行(?=数)))数?"
)


def budgets_asked(text: str) -> tuple[Account, ...]:
    """The stages named, in their order, where the adjusted budget is one of several."""
    found: list[Account] = [
        "调整预算"
        if m["adjusted"]
        else "年初预算"
        if m["first"]
        else "执行数"
        if m["done"]
        else "决算"
        for m in _BOTH.finditer(_PAPER.sub("", text))
    ]
    named = tuple(dict.fromkeys(found))
    return named if "调整预算" in named and len(named) > 1 else ()


_PAPER = re.compile(r"决算(?:公开)?(?:报告|文件|说明|里|中|[总明]?细?表)")


def names_adjusted(text: str) -> bool:
    """'全年预算' may be all that a budget is; '调整预算' is the adjusted one alone."""
    return re.search("调整|变动|追加|调剂", text) is not None


def of_budget(facts: Sequence[Fact], text: str, account: str | None) -> list[Fact]:
    """The facts without those of the other budget of the year than the one that is named."""
    asked = budget_asked(text, account)
    if asked is None or not (names_adjusted(text) or any(f.stage == asked for f in facts)):
        return list(facts)
    return [fact for fact in facts if fact.stage in (asked, None)]


_PLANNED = frozenset({"年初预算", "调整预算"})
_SPENT = frozenset({"决算", "执行数"})


def of_one_stage(
    facts: Sequence[Fact], text: str, account: str | None, *, final: bool
) -> list[Fact]:
    """Of tables that print what was planned beside what was spent, the columns that are asked.

    `final`: the document is a final account, whose own figures are what was spent.
    """
    budget = budget_asked(text, account)
    spent = account in _SPENT or (final and account is None and budget is None)
    stages: dict[int | None, set[str | None]] = {}
    for fact in facts:
        if fact.table is not None and fact.kind == "amount":
            stages.setdefault(fact.table, set()).add(fact.stage)
    if budget and any(budget in printed for printed in stages.values()):
        return [fact for fact in facts if fact.stage == budget or fact.kind != "amount"]
    if not spent and account != "预算":
        return list(facts)
    wanted = _SPENT if spent else _PLANNED
    both = {t for t, printed in stages.items() if printed & _SPENT and printed & _PLANNED}
    return [f for f in facts if f.table not in both or f.stage is None or f.stage in wanted]


@lru_cache(maxsize=1024)
def end_asked(text: str) -> End | None:
    """初 or 末 where the question names one end of the year."""
    start, finish = _START.search(text), _FINISH.search(text)
    return None if bool(start) == bool(finish) else "初" if start else "末"


_DATED = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?:度)?初")


def end_of(fact: Fact) -> End | None:
    """Which end of the year a cell is of, by the column or the row it stands in."""
    if fact.table is None:
        return None
    return _end_of((*fact.column_path, *fact.row_path[-1:]))


@lru_cache(maxsize=16384)
def _end_of(labels: tuple[str, ...]) -> End | None:
    for label in labels:
        match = _LABEL.fullmatch(folded(label))
        if match:
            return "初" if match["end"].endswith("初") else "末"
    return None


def of_asked_end(fact: Fact, text: str) -> bool:
    """Whether a cell is of the end of the year that is asked for; a cell that tells none is of any.

    '2019年初的固定资产' is what stood there at the end of 2018.
    """
    asked, printed = end_asked(text), end_of(fact)
    if asked is None or printed is None:
        return True
    dated = _DATED.search(text)
    if dated and fact.year == int(dated["year"]) - 1:
        return printed == "末"
    return printed == asked


def other_ends(facts: Iterable[Fact]) -> bool:
    """Whether some facts are of both ends of a year: two figures, and no contradiction."""
    return len({end for fact in facts if (end := end_of(fact))}) > 1
