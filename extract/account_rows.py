"""The functional rows of a final account: 年初预算 and 完成率 beside the 决算 of each code.

    2130301 行政运行   决算 560.00   年初预算 548.20   完成率 102.15

Takes the functional rows of a Record and the Readings; the other stages come from the same table row,
by code, or from the sentence about the item, by name. A name that two rows share is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.labels import same_name
from extract.own_figures import Readings, in_unit, says_done
from extract.record import ListRow
from ingest.amount import Unit, plain
from ingest.facts import Fact

__all__ = ["account_rows"]


def account_rows(rows: Sequence[ListRow], readings: Readings) -> tuple[ListRow, ...]:
    """Every row with its stages."""
    names = Counter(row.values.get("name") for row in rows)
    return tuple(_with_stages(row, readings, names[row.values.get("name")] == 1) for row in rows)


def _with_stages(row: ListRow, readings: Readings, alone: bool) -> ListRow:
    code, name = row.values.get("code"), row.values.get("name") or ""
    coded = [f for f in readings.facts if code and f.code == code and f.state == "printed"]
    said = (
        [f for f in readings.facts if f.table is None and same_name(f.item, name)] if alone else []
    )
    budget = _figure(coded, "年初预算", readings) or _figure(said, "年初预算", readings)
    rate = _rate(coded, readings) or _rate(said, readings)
    values = {
        "code": code,
        "name": row.values.get("name"),
        "level": row.values.get("level"),
        "budget": plain(in_unit(budget, Unit.WAN)) if budget else None,
        "final": row.values.get("total"),
        "rate": plain(rate.value) if rate and rate.value is not None else None,
    }
    cells = (*row.cells, *(fact.citation for fact in (budget, rate) if fact))
    return ListRow(values, row.evidence, cells)


def _figure(facts: Sequence[Fact], stage: str, readings: Readings) -> Fact | None:
    """The one amount of a stage of this year; None where two differ."""
    fiscal = readings.document.info.fiscal_year
    fitting = [
        fact
        for fact in facts
        if (fact.kind, fact.measure, fact.stage) == ("amount", "level", stage)
        and fact.year in (None, fiscal)
        and fact.amount is not None
    ]
    values = {fact.amount.yuan for fact in fitting if fact.amount}
    return fitting[0] if len(values) == 1 else None


def _rate(facts: Sequence[Fact], readings: Readings) -> Fact | None:
    """The one percentage that is headed, or said to be, how much of the budget was done."""
    fitting = [f for f in facts if f.kind == "percent" and says_done(f, readings.document)]
    return fitting[0] if len({fact.value for fact in fitting}) == 1 else None
