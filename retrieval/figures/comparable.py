"""Whether two places claim to print the same figure, so that they ought to agree.

Takes two Places and what was asked. Knows nothing of which of them answers.

    一般公共预算支出 11,320.02 and 一般公共预算拨款 11,051.62   ->   no: spent is not given
"""

from __future__ import annotations

import re

from ingest.facts import Fact
from retrieval.figures.siblings import of_other_form
from retrieval.printed.agreement import agree
from retrieval.understand.asking import Ask
from retrieval.understand.columns_asked import other_ends
from retrieval.understand.places import Place
from retrieval.words.lexicon import lexicon

__all__ = ["comparable"]

_FUNCTIONAL_CODE = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_ECONOMIC_CODE = re.compile(r"[35]\d{2}(?:\d{2})?")
_OF_THE_YEAR_OR_ALL = frozenset({"收入合计", "支出合计"})
"""Printed for 本年收入合计 as often as for 收入总计: that another total differs is no contradiction."""


def comparable(one: Place, other: Place, ask: Ask) -> bool:
    """Whether two places claim to print the same figure, so that they ought to agree."""
    a, b = one.fact, other.fact
    if (a.year, a.stage, a.measure, a.kind) != (b.year, b.stage, b.measure, b.kind):
        return False
    if a.table is not None and a.table == b.table and a.row != b.row:
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
    narrow = any(lexicon().concepts[key].narrow for key in ask.item.concepts)
    if a.scope != b.scope or (one.base != other.base and not narrow):
        return False
    if _class(a) and _class(b) and _class(a) != _class(b):
        return False
    if a.doc_id != b.doc_id or (a.code and b.code and a.code != b.code):
        return False
    return (one.aspect, one.table_aspect) == (other.aspect, other.table_aspect) or agree(a, b)


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
