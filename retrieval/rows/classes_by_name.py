"""Classes of functional spending where no code is printed beside them: known by their national names.

Takes facts and the fund asked for, gives the places of the classes in one table, else in the one
section of the text that divides that fund by class. Knows nothing of questions.

    '财政拨款收支总表' | '（五）教育支出' | 一般公共预算     '…教育（类）支出 96.00 万元，占 12.4%；'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.facts import Fact
from retrieval.understand.places import Place, place_of
from retrieval.words.everyday import everyday
from retrieval.words.lexicon import label_key, lexicon

__all__ = ["all_spending", "class_codes", "class_name", "classes_by_name"]

_ALSO = {
    "外交支出": "202",
    "社会保险基金支出": "209",
    "其他支出": "229",
    "债务发行费用支出": "233",
}
_DIVIDED = re.compile(r"结构|构成|具体|使用")


def classes_by_name(
    in_tables: Iterable[Fact], printed: Iterable[Fact], fund: str | None, aspect: str | None
) -> list[Place]:
    """The classes of one fund (or of all money), of the table or section that prints most of them."""
    rows = [_named(place) for fact in in_tables if _is_class(fact) for place in [place_of(fact)]]
    wanted = fund or ""
    fitting = [p for p in rows if not p.odd and p.aspect == aspect and p.base == wanted]
    best = _most(fitting, lambda p: (p.fact.table, p.fact.column))
    if best or not fund or aspect:
        return best
    said = [_named(place_of(f)) for f in printed if f.table is None and _is_class(f)]
    inside = [p for p in said if fund in p.where and _DIVIDED.search(p.where.rsplit(">", 1)[-1])]
    found = _most([p for p in inside if not p.columns], lambda p: p.where)
    return found if len(found) > 1 else []


def _is_class(fact: Fact) -> bool:
    level = fact.kind == "amount" and fact.measure == "level" and fact.value is not None
    return level and fact.side != "收入" and class_name(fact) in class_codes()


def class_name(fact: Fact) -> str:
    """'教育支出(类)', '教育(类)支出' and '教育支出支出' are 教育支出."""
    key = re.sub(r"\(?类\)?(?=支出|$)", "", label_key(fact.item))
    return re.sub(r"(?:支出)+$", "支出", key)


def _named(place: Place) -> Place:
    return replace(place, item=class_name(place.fact))


@lru_cache(maxsize=1)
def class_codes() -> dict[str, str]:
    """The codes of the national classes by their names: '教育支出' -> '205'."""
    known = {
        label_key(name): code
        for item in everyday()
        for code in item.codes
        if re.fullmatch(r"2\d\d", code)
        for name in item.names
    }
    return known | _ALSO


def _most(places: Sequence[Place], group: Callable[[Place], object]) -> list[Place]:
    """The places of the group with most of them, each class once."""
    counted = Counter(group(place) for place in places)
    if not counted:
        return []
    best = counted.most_common(1)[0][0]
    kept: dict[str, Place] = {}
    for place in places:
        if group(place) == best:
            kept.setdefault(place.item, place)
    return list(kept.values())


def all_spending(rows: Sequence[Place], facts: Sequence[Fact]) -> bool:
    """Whether the classes make up all that is spent, or that no total of it is printed to say so."""
    concepts = lexicon().concepts
    labels = {*concepts["total_expenditure"].labels, *concepts["current_expenditure"].labels}
    totals = {
        f.amount.yuan
        for f in facts
        if f.amount
        and not f.fund
        and f.side == "支出"
        and label_key(f.item) in labels
        and "财政拨款" not in f.citation.section.rsplit(">", 1)[-1]
    }
    return not totals or sum(p.fact.amount.yuan for p in rows if p.fact.amount) in totals
