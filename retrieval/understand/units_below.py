"""A unit named alone that only its department's paper prints: '某市人民医院2025年…' of 某市卫生健康局.

Takes a turn, its Scope and Sources, gives the turn with the department's name before the unit's, or None
where no paper, or more than one department's, has rows of that unit. Knows no figures.

    '云江市疾控中心2025年支出是多少'   ->   '云江市卫生健康局云江市疾病预防控制中心2025年支出是多少'
    '省水文中心2024年底有多少人'      ->   '云江省水利厅云江省水文中心2024年底有多少人'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.facts import Fact
from retrieval.scope.scope import Listed, Scope
from retrieval.scope.spoken_names import STANDS_ALONE
from retrieval.scope.unit_names import bare_unit, is_short_for, places_of
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded

__all__ = ["led_by_department"]

_ENDING = 6
"""Characters of a name's end that tell one unit: '康复服务中心' of 某县残疾人康复服务中心."""
_FOUND = 12
_READ = 4
"""Passages looked at, and documents whose rows are: a unit is named in few papers."""


def led_by_department(turn: str, scope: Scope, sources: Sources) -> str | None:
    """The turn with the name of the one department that has rows of the unit named."""
    if len(scope.strangers) > 1 or scope.units or sources.search is None:
        return None
    name = scope.strangers[0] if scope.strangers else _body_first(turn)
    at = turn.find(name)
    if at < 0 or len(places_of(name)[1]) < 3:
        return None
    rows = {row.doc_id: row for row in sources.catalogue if _of_year(row, scope)}
    found = [hit.doc_id for hit in sources.search(name, None, _FOUND) if hit.doc_id in rows]
    owners: dict[str, str] = {}
    for doc_id in list(dict.fromkeys(found))[:_READ]:
        unit = folded(rows[doc_id].unit_name or "")
        printed = _printed_as(name, sources.facts([doc_id]))
        if unit and bare_unit(unit) != name and printed:
            owners.setdefault(bare_unit(unit), unit + printed)
    if len(owners) != 1:
        return None
    return turn[:at] + next(iter(owners.values())) + turn[at + len(name) :]


_BODY = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:中心|院|站|队|所|学校|中学|小学|馆|林场|幼儿园)")


def _body_first(turn: str) -> str:
    """The body that a turn begins with, where its name stands alone: '省水文中心2024年…'; else ''."""
    for end in range(4, min(len(turn), 20)):
        if _BODY.fullmatch(turn, 0, end) and STANDS_ALONE.match(turn, end):
            return turn[:end]
    return ""


def _of_year(row: Listed, scope: Scope) -> bool:
    return not scope.years or row.fiscal_year in scope.years


def _printed_as(name: str, facts: Iterable[Fact]) -> str:
    """What the rows, or a table of its own, call the unit below with that name; '' where none do."""
    labels = {
        re.sub(r"\s+", "", folded(label))
        for fact in facts
        if fact.table is not None and fact.scope == "所属单位"
        for label in fact.row_path
    }
    if name in labels:
        return name
    ended = [one for one in labels if len(name) >= _ENDING and one.endswith(name)]
    return next((one for one in sorted(labels) if _same(name, one)), "") or (
        ended[0] if len(ended) == 1 else ""
    )


def _same(name: str, label: str) -> bool:
    """'云江市疾控中心' is printed 云江市疾病预防控制中心: a short form of it, with its place or its level."""
    return len(places_of(label)[1]) > 2 and is_short_for(name, label)
