"""Whether two places claim to print the same figure, so that they ought to agree.

Takes two Places and what was asked. Knows nothing of which of them answers.

    一般公共预算支出 11,320.02 and 一般公共预算拨款 11,051.62   ->   no: spent is not given
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.facts import Fact
from retrieval.figures.siblings import of_other_form
from retrieval.printed.agreement import agree
from retrieval.understand.asking import Ask, admissible
from retrieval.understand.columns_asked import other_ends
from retrieval.understand.places import Place, matches, place_of
from retrieval.words.lexicon import lexicon

__all__ = ["comparable", "of_other_scope", "paid_otherwise"]

_FUNCTIONAL_CODE = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_ECONOMIC_CODE = re.compile(r"[35]\d{2}(?:\d{2})?")
_OF_THE_YEAR_OR_ALL = frozenset({"收入合计", "支出合计"})
"""Printed for 本年收入合计 as often as for 收入总计: that another total differs is no contradiction."""


def comparable(one: Place, other: Place, ask: Ask) -> bool:
    """Whether two places claim to print the same figure, so that they ought to agree."""
    a, b = one.fact, other.fact
    if (a.year, a.stage, a.measure, a.kind) != (b.year, b.stage, b.measure, b.kind):
        return False
    if a.table is not None and a.table == b.table:
        return False
    if a.kind != "amount" or one.special != other.special or of_other_form(one, other):
        return False
    if other_ends((a, b)):
        return False
    sides = _side(one, ask), _side(other, ask)
    if all(sides) and sides[0] != sides[1]:
        return False
    if (one.item in _OF_THE_YEAR_OR_ALL) != (other.item in _OF_THE_YEAR_OR_ALL):
        return False
    if a.scope != b.scope or _money(one, ask) != _money(other, ask):
        return False
    if _class(a) and _class(b) and _class(a) != _class(b):
        return False
    if a.doc_id != b.doc_id or (a.code and b.code and a.code != b.code):
        return False
    return (one.aspect, one.table_aspect) == (other.aspect, other.table_aspect) or agree(a, b)


def paid_otherwise(place: Place, ask: Ask) -> bool:
    """Whether a table prints of all money what is paid out of one kind by rule: 公务接待费."""
    narrow = any(lexicon().concepts[key].narrow for key in ask.item.concepts)
    if not narrow or place.fact.table is None or place.base:
        return False
    return not any(word in place.where for word in ("三公", "机关运行", "财政"))


def _money(place: Place, ask: Ask) -> str:
    """Of which money a place is, where several kinds may be printed apart."""
    narrow = any(lexicon().concepts[key].narrow for key in ask.item.concepts)
    return ("全部" if paid_otherwise(place, ask) else "") if narrow else place.base


def of_other_scope(best: Place, place: Place, facts: Sequence[Fact], ask: Ask) -> bool:
    """Whether a figure that differs is of other money, or counts in what was carried over."""
    return _of_other_money(best, place, facts, ask) or _differ_by_carried(best, place, facts)


def _of_other_money(best: Place, place: Place, facts: Iterable[Fact], ask: Ask) -> bool:
    """Whether a table prints the figure of a sentence of other money, or in another column of the row.

    '财政拨款支出中,教育支出1925.46万元' is no other figure of all 教育支出 where a table says so too.
    """
    if place.fact.table is not None or place.fact.value is None:
        return False
    cells = (f for f in facts if f.table is not None and f.value is not None)
    alike = (f for f in cells if admissible(f, ask) and agree(f, place.fact))
    return any(
        (_money(other, ask) != _money(best, ask) or _beside(other.fact, best.fact))
        and matches(other, ask.item) == 0
        and not agree(other.fact, best.fact)
        for other in map(place_of, alike)
    )


def _beside(one: Fact, other: Fact) -> bool:
    return (one.doc_id, one.table, one.row) == (other.doc_id, other.table, other.row)


def _differ_by_carried(best: Place, place: Place, facts: Iterable[Fact]) -> bool:
    """Whether two figures differ by money that the paper prints as carried over: one counts it in."""
    one, other = best.fact.amount, place.fact.amount
    if one is None or other is None:
        return False
    apart = abs(one.yuan - other.yuan)
    carried = (f.amount for f in facts if f.amount and _CARRIED.search(_said(f)))
    return any(abs(apart - amount.yuan) <= _ROUNDED for amount in carried if amount.value)


_CARRIED = re.compile(r"(?:上年|年初|上期)[^,;。]{0,8}(?:结转|结余)|结转下年|年末结转")
_ROUNDED = 150
"""Three figures in 万元 with two digits are each within 50 元."""


def _said(fact: Fact) -> str:
    return "".join((*fact.row_path[-1:], *fact.column_path))


def _side(place: Place, ask: Ask) -> str | None:
    """收入 or 支出; of a fund also by what the label says: a 拨款 is given, a 支出 is spent."""
    if place.fact.side or not any(lexicon().concepts[key].fund for key in ask.item.concepts):
        return place.fact.side
    label = place.item or place.where.rsplit(">", 1)[-1]
    spent, given = "支出" in label, "收入" in label or "拨款" in label
    return "支出" if spent else "收入" if given else None


def _class(fact: Fact) -> str:
    code = fact.code or ""
    if _FUNCTIONAL_CODE.fullmatch(code):
        return "功能"
    return "经济" if _ECONOMIC_CODE.fullmatch(code) else ""
