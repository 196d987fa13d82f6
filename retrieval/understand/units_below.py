"""A unit named alone that only its department's paper prints: '某市人民医院2025年…' of 某市卫生健康局.

Takes a turn, its Scope and Sources, gives the turn with the department's name before the unit's, or None
where no paper, or more than one department's, has rows of that unit. Knows no figures.

    '云江市疾控中心2025年支出是多少'   ->   '云江市卫生健康局云江市疾病预防控制中心2025年支出是多少'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.facts import Fact
from retrieval.scope.scope import Listed, Scope
from retrieval.scope.unit_names import bare_unit, is_short_for, places_of
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded

__all__ = ["led_by_department"]

_FOUND = 12
_READ = 4
"""Passages looked at, and documents whose rows are: a unit is named in few papers."""


def led_by_department(turn: str, scope: Scope, sources: Sources) -> str | None:
    """The turn with the name of the one department that has rows of the unit named."""
    if len(scope.strangers) != 1 or scope.units or sources.search is None:
        return None
    name = scope.strangers[0]
    place, core = places_of(name)
    at = turn.find(name)
    if at < 0 or not place or len(core) < 3:
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
    return name if name in labels else next((one for one in sorted(labels) if _same(name, one)), "")


def _same(name: str, label: str) -> bool:
    """'云江市疾控中心' is printed 云江市疾病预防控制中心: one place, and a short form of the rest."""
    (place, core), (own, whole) = places_of(name), places_of(label)
    alike = place == own and whole[-1:] == core[-1:] and whole[:1] == core[:1]
    return alike and len(core) > 2 and is_short_for(core, whole)
