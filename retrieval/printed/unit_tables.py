"""Tables of one unit each: '单位支出预算明细表（某市人民医院）', a series with one table a unit.

Takes the Facts of one document, gives them with those of such tables as the figures of that unit: never
told for the whole department. Knows no questions.

    表13-2 单位支出预算明细表（某市人民医院） | 合计 | 公用经费   ->   某市人民医院 > 合计, scope 所属单位
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ingest.facts import Fact
from retrieval.words.lexicon import folded

__all__ = ["with_units"]

_OF_UNIT = re.compile(
    r"(?P<what>[^>]*?表[^>()]{0,4})[(](?P<unit>[\u4e00-\u9fff]{3,24}?(?:局|委员会|委|办公室|院|中心|所|站|队|校|学校|园|馆|场|社|街道办事处|会|厅|处|本级|机关|本部))(?P<own>\(?(?:本级|机关|本部)\)?)?[)]$"
)
_NUMBER = re.compile(r"[\d\-.一二三四五六七八九十、]+")
_OWN = re.compile(r"(?:本级|机关|本部)$")
_FEWEST = 2


def with_units(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts; those of a series of tables with one unit each under that unit."""
    listed = tuple(facts)
    titles = {
        fact.citation.section for fact in listed if fact.table is not None and fact.scope == "部门"
    }
    named = {title: found for title in titles if (found := _unit_of(title))}
    units: dict[str, set[str]] = {}
    for what, unit in named.values():
        units.setdefault(what, set()).add(unit)
    series = {title: unit for title, (what, unit) in named.items() if len(units[what]) >= _FEWEST}
    if not series:
        return listed
    return tuple(
        _under(fact, series[fact.citation.section])
        if fact.table is not None and fact.citation.section in series
        else fact
        for fact in listed
    )


@lru_cache(maxsize=8192)
def _unit_of(section: str) -> tuple[str, str] | None:
    """What the table is and whose; None where its title ends with no unit in brackets."""
    title = re.sub(r"\s+", "", folded(section.rsplit(">", 1)[-1]))
    match = _OF_UNIT.search(title)
    return (_NUMBER.sub("", match["what"]), match["unit"]) if match else None


def _under(fact: Fact, unit: str) -> Fact:
    if _OWN.search(unit):
        return replace(fact, scope="本级")
    return replace(fact, scope="所属单位", row_path=(unit, *fact.row_path))
