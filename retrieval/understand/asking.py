"""What is asked of the facts, and which facts may answer at all: year, account, kind, side.

Takes an Ask and Facts. Knows nothing of ranking, places or wording.

    Ask(公务接待费, 2024, account='决算')   a fact of 2024 printed as 决算, in money
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.facts import Fact, Measure
from retrieval.understand.columns_asked import end_asked, end_of, of_asked_end
from retrieval.understand.question import Item
from retrieval.words.lexicon import folded, label_key, lexicon

__all__ = ["Ask", "admissible", "counted_only"]

_MEASURED = ("人数", "数量", "数", "量", "批次", "人次", "场次", "面积")
"""Ends of names that say themselves what is counted."""
_IN_BRACKETS = re.compile(r"\([^()]{2,}\)")


@dataclass(frozen=True, slots=True)
class Ask:
    """One figure wanted.

    - `others`: items named beside it, which the place must explain (aspect, heading, ancestor).
    - `counters`: '家' in '多少家企业': a count in that unit answers an item named in full.
    - `current`: '本年一般公共预算拨款': money of the year itself, without what was carried over.
    - `said`: the words of the question, for the end of the year that it names.
    - `year`: the year wanted; `date`: the day a stock was counted on;
      `side`: 收入 or 支出 where said beside the item; `kind`: amount or count where the question is
      about money or about heads; `account`: 预算 or 决算 where the question says so.
    """

    item: Item
    year: int | None = None
    account: str | None = None
    others: tuple[Item, ...] = ()
    measure: Measure = "level"
    rate: str | None = None
    residue: tuple[str, ...] = ()
    fiscal: dict[str, int] = field(default_factory=dict)
    own: str | None = None
    date: str = ""
    side: str | None = None
    kind: str | None = None
    counters: frozenset[str] = frozenset()
    current: bool = False
    said: str = ""


def admissible(fact: Fact, ask: Ask) -> bool:
    """Whether a fact is of the measure, time, kind and side that are asked for."""
    if fact.value is None or fact.measure != ask.measure or not _right_time(fact, ask):
        return False
    named = label_key(fact.item) in ask.item.labels and (fact.unit or "")[:1] in ask.counters
    counted = any(_counts(item, fact) for item in (ask.item, *ask.others))
    if fact.kind == "count" and not (ask.kind == "count" or named or counted):
        return False
    if ask.kind and fact.kind in ("amount", "count") and fact.kind != ask.kind:
        return False
    if ask.side and not _on_side(fact, ask.side):
        return False
    return not _other_bracket(fact, ask.item)


def _counts(item: Item, fact: Fact) -> bool:
    """Counts answer only for items that are counts: '19个内设机构、2个下属单位' misleads others."""
    concepts = lexicon().concepts
    named = label_key(fact.item) in item.labels and item.text.endswith(_MEASURED)
    return named or any(concepts[key].kind == "count" for key in item.concepts)


def counted_only(item: Item, facts: Iterable[Fact]) -> bool:
    """Whether nothing but heads or cars is printed under the name: '应急保障用车' is 4 辆, and no money."""
    if item.concepts or item.code or not item.labels:
        return False
    named = [f for f in facts if f.measure == "level" and label_key(f.item) in item.labels]
    return bool(named) and all(
        f.kind == "count" and (f.unit or "")[:1] in _HEADS_OR_CARS for f in named
    )


_HEADS_OR_CARS = tuple("人名辆台")


def _right_time(fact: Fact, ask: Ask) -> bool:
    year = fact.year or ask.fiscal.get(fact.doc_id)
    if ask.date:
        dated = ask.date in folded(fact.citation.quote)
        if dated or (fact.kind != "count" and "月" in ask.date):
            return dated
    if ask.year is not None and year != ask.year and not _counted_before(fact, ask):
        return False
    if not of_asked_end(fact, ask.said):
        return False
    if ask.account == "执行数":
        return fact.stage == "执行数" or (
            fact.stage == "决算" and ask.fiscal.get(fact.doc_id) == year
        )
    if ask.account == "调整预算":
        return fact.stage == "调整预算"
    if ask.account == "年初预算" and fact.stage == "调整预算":
        return False
    if ask.account == "决算":
        return fact.stage in ("决算", "执行数", None)
    return not (ask.account in ("预算", "年初预算") and fact.stage in ("决算", "执行数"))


def _counted_before(fact: Fact, ask: Ask) -> bool:
    """A budget counts heads and cars at the end of the year before: '截至2024年末…编制66人'."""
    of_assets = "资产" in label_key(fact.item) + folded(fact.citation.section)
    at_start = end_asked(ask.said) == "初" and end_of(fact) == "初"
    stock = fact.kind == "amount" and of_assets and (at_start or _at_year_end(fact))
    own = (
        (fact.kind == "count" or stock) and not ask.date and ask.fiscal.get(fact.doc_id) == ask.year
    )
    return own and fact.year == (ask.year or 0) - 1


def _at_year_end(fact: Fact) -> bool:
    """'2018年末资产总额4238.71万元', or a column 年末数: what a budget says it starts from."""
    said = "".join(fact.column_path) if fact.table is not None else fact.citation.quote
    return (
        fact.stage is None
        and re.search("年末|12月31日", folded(said)) is not None
        and "年初" not in folded(said)
    )


def _on_side(fact: Fact, side: str) -> bool:
    """Money in needs to be called so; a figure that names no side is spending."""
    if fact.side:
        return fact.side == side
    labels = "".join((*fact.row_path, *fact.column_path, fact.citation.section))
    return side == "支出" or side in labels


def _other_bracket(fact: Fact, item: Item) -> bool:
    """'台式计算机(20万以下)' is not the row '台式计算机(20万以上)'."""
    asked = _IN_BRACKETS.search(item.text)
    if asked is None or fact.table is None:
        return False
    labels = "".join(map(folded, (*fact.row_path, *fact.column_path)))
    return asked[0] not in labels and bool(_IN_BRACKETS.search(folded(fact.item)))
