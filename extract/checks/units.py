"""The unit of a table that prints none, and the unit that a table prints wrongly.

Takes a Document and its Facts. `with_units` gives the Facts back, those of a table without a unit in
the unit under which its figures stand elsewhere in the document; `table_units` compares the printed ones. A unit is
told only by several figures; where they do not tell, comparisons with other places are not claimed.

    table without 单位, 合计 3,572.00; prose 支出预算总额为3572.00万元  -> 万元
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from extract.checks.verdict import Outcome
from ingest.amount import Unit, printed_place
from ingest.facts import Fact, FindingSide

__all__ = ["table_units", "units_in_cells", "with_units"]

_TOLD = 3
"""How many different figures must stand elsewhere before they tell a unit."""


class _Known:
    """The amounts of the document in 元, by the place they are printed to; one of every table.

    `telling` are those of each table that tell a unit.
    """

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_place: dict[Decimal, dict[Decimal, dict[int | None, Fact]]] = {}
        self._near: dict[Decimal, list[dict[int | None, Fact]]] = {}
        self.telling: dict[int | None, list[Fact]] = {}
        for fact in facts:
            if fact.unit and fact.value is not None and _telling(fact):
                factor = _FACTORS[fact.unit]
                self.telling.setdefault(fact.table, []).append(fact)
                same = self._by_place.setdefault(_place_of(fact.printed) * factor, {})
                same.setdefault(fact.value * factor, {}).setdefault(fact.table, fact)

    def match(self, yuan: Decimal, table: int | None) -> Fact | None:
        """A figure outside a table that is this amount, or its rounding."""
        near = self._near.get(yuan)
        if near is None:
            near = self._near[yuan] = list(self._places_of(yuan))
        for places in near:
            for other, fact in places.items():
                if other != table:
                    return fact
        return None

    def _places_of(self, yuan: Decimal) -> Iterator[dict[int | None, Fact]]:
        """Where this amount or its rounding stands, the same for every table that asks."""
        for place, values in self._by_place.items():
            near = (yuan / place).quantize(_ONE, ROUND_HALF_UP) * place
            if near in values:
                yield values[near]


_ONE = Decimal(1)
_FACTORS = {unit.value: unit.yuan for unit in Unit}
_place_of = lru_cache(maxsize=8192)(printed_place)


def _telling(fact: Fact) -> bool:
    """Four digits or more: a small round number stands in many places."""
    if fact.kind != "amount" or not fact.value or fact.state != "printed":
        return False
    return _digits(fact.value) >= 4


@lru_cache(maxsize=8192)
def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _matches(
    facts: Iterable[Fact], known: _Known, factor: Decimal
) -> dict[Decimal, tuple[Fact, Fact]]:
    """The figures, each once, that stand elsewhere; only such as tell something are asked for."""
    found: dict[Decimal, tuple[Fact, Fact]] = {}
    for fact in facts:
        if fact.value is None or fact.value in found:
            continue
        other = known.match(fact.value * factor, fact.table)
        if other is not None:
            found[fact.value] = fact, other
    return found


def with_units(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The same facts; tables without a unit take the one that their figures have elsewhere."""
    amounts = [fact for fact in facts if fact.kind == "amount"]
    bare = {f.table for f in amounts if f.table is not None and f.unit is None}
    bare -= {f.table for f in amounts if f.unit is not None}
    if not bare:
        return facts
    known = _Known(amounts)
    told = {}
    for table in bare:
        own = [f for f in amounts if f.table == table and _telling(f)]
        counts = {u: len(_matches(own, known, u.yuan)) for u in (Unit.YUAN, Unit.WAN, Unit.YI)}
        best = max(counts, key=lambda unit: counts[unit])
        if counts[best] >= _TOLD and sorted(counts.values())[-2] * 2 < counts[best]:
            told[table] = best.value
    return [
        replace(f, unit=told[f.table]) if f.kind == "amount" and f.table in told else f
        for f in facts
    ]


_TEN_THOUSAND = (Decimal(10000), Decimal(1) / 10000)


def units_in_cells(
    facts: Sequence[Fact], names: Sequence[str], stated: Sequence[Unit | None]
) -> Iterator[Outcome]:
    """'单位：元' above a table is not contradicted by cells that all print '12.40万元'."""
    by_table: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.table is not None and fact.kind == "amount" and fact.state == "printed":
            by_table[fact.table].append(fact)
    for table, own in by_table.items():
        unit, units = stated[table], {fact.unit for fact in own}
        printed = all(fact.unit and fact.printed.endswith(fact.unit) for fact in own)
        if unit is None or len(own) < _TOLD or len(units) > 1 or not printed:
            continue
        first = own[0]
        side = FindingSide(
            f"《{names[table]}》“{first.item}”", first.value, first.unit, first.citation
        )
        if first.unit == unit.value:
            yield Outcome(
                "ties", f"《{names[table]}》的单位与格中所写相同", sides=(side,), group="单位"
            )
        else:
            message = f"《{names[table]}》的单位写{unit.value}，格中 {len(own)} 个数都写{first.unit}（如 {first.printed}）"
            yield Outcome("broken", message, sides=(side,))


def table_units(facts: Sequence[Fact], names: Sequence[str]) -> Iterator[Outcome]:
    """The figures of a table stand elsewhere in its own unit, not in another one."""
    by_table: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.table is not None and fact.unit and fact.kind == "amount":
            by_table[fact.table].append(fact)
    wrong: list[tuple[int, int, Outcome]] = []
    known = _Known(facts)
    for table, own in by_table.items():
        told = _unit_outcome(known, names[table], own)
        if told and told[2].status == "broken":
            wrong.append(told)
        elif told:
            yield told[2]
    yield from (outcome for *_, outcome in sorted(wrong, key=lambda one: one[:2], reverse=True)[:1])


def _unit_outcome(known: _Known, name: str, own: Sequence[Fact]) -> tuple[int, int, Outcome] | None:
    """In how many other places its figures stand, how many of them, and what that says of its unit."""
    units = {fact.unit for fact in own}
    factor = Unit(next(iter(units)) or "元").yuan
    if len(units) > 1:
        return None
    own = known.telling.get(own[0].table, [])
    if len(own) < _TOLD:
        return None
    plain = _matches(own, known, factor)
    moved: dict[Decimal, tuple[Fact, Fact]] = {}
    if len(plain) * 4 <= len(own):
        moved = max((_matches(own, known, factor * by) for by in _TEN_THOUSAND), key=len)
    if len(moved) >= _TOLD and len(plain) * 4 <= len(moved):
        fact, other = next(iter(moved.values()))
        message = (
            f"《{name}》的单位是{fact.unit}，{len(moved)} 个数字（如 {fact.printed}）在别处以{other.unit}为单位"
            f"（{other.printed}{other.unit}）：表的单位可能印错"
        )
        sides = (
            FindingSide(f"《{name}》“{fact.item}”", fact.value, fact.unit, fact.citation),
            FindingSide(f"“{other.item}”", other.value, other.unit, other.citation),
        )
        places = {other.table for _, other in moved.values()}
        return len(places), len(moved), Outcome("broken", message, sides=sides)
    if len(plain) >= _TOLD:
        message = f"《{name}》有 {len(plain)} 个数字在别处以同一单位印出"
        return 0, len(plain), Outcome("ties", message, group="单位")
    return None
