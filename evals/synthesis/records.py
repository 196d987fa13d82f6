"""The right record of a sample: every field of the `departmental_budget` schema, in 万元.

Takes a Sample, gives fields with value, state and the quote that carries them. A sum that prose
rounds carries the rounded form as `alternative`.

    'total_income': {'value': '3434.8265', 'state': 'value', 'quote': '34,348,265', 'alternative': '3434.83'}
"""

from __future__ import annotations

from decimal import Decimal

from evals.synthesis.budget import ZERO
from evals.synthesis.classification import ECONOMIC, economic_name, name_of
from evals.synthesis.disclosure import rounded
from evals.synthesis.samples import Sample
from evals.synthesis.wording import rate, wan, wan_number
from ingest.amount import plain

__all__ = ["FieldTruth", "Row", "fields_of", "lists_of"]

FieldTruth = dict[str, str | None]
Row = dict[str, str | None]


def in_wan(yuan: Decimal) -> str:
    """元 in 万元, exact and at least with two places: 34348265 -> '3434.8265', 84000 -> '8.40'."""
    exact = yuan / 10000
    return plain(rounded(exact, 2) if exact == rounded(exact, 2) else exact.normalize())


def fields_of(sample: Sample) -> dict[str, FieldTruth]:
    """All scalar fields."""
    return _identity(sample) | _sums(sample) | _sangong(sample) | _told(sample) | _people(sample)


def _cell(sample: Sample, yuan: Decimal) -> FieldTruth:
    """An amount that a table of the sample prints."""
    text = sample.style.text(yuan if sample.layout == "coastal" else yuan / 10000)
    return _amount(yuan, text)


def _prose(yuan: Decimal) -> FieldTruth:
    """An amount that only prose prints, in 万元 with two places."""
    return _value(wan_number(yuan), wan(yuan))


def _value(value: str, quote: str) -> FieldTruth:
    return {"value": value, "state": "value", "quote": quote}


def _amount(yuan: Decimal, quote: str) -> FieldTruth:
    truth = _value(in_wan(yuan), quote)
    if wan_number(yuan) != in_wan(yuan):
        truth["alternative"] = wan_number(yuan)
    if yuan == 0:
        truth["alternative_state"] = "stated_none"
    return truth


def _none(quote: str) -> FieldTruth:
    return {"value": "0", "state": "stated_none", "quote": quote}


def _identity(sample: Sample) -> dict[str, FieldTruth]:
    unit, year = sample.disclosure.unit_name, sample.disclosure.fiscal_year
    return {
        "unit_name": _value(unit, unit),
        "fiscal_year": _value(str(year), f"{year}年"),
    }


def _sums(sample: Sample) -> dict[str, FieldTruth]:
    now = sample.now
    amounts = {
        "total_income": now.total,
        "total_expenditure": now.total,
        "general_public_budget": now.general_income,
        "basic_expenditure": now.basic_total,
        "project_expenditure": now.project_total,
        "personnel_expenditure": now.personnel,
        "public_expenditure": now.public,
        "individual_family_subsidy": now.economic("303"),
    }
    fields = {name: _cell(sample, amount) for name, amount in amounts.items()}
    return fields | {"gov_fund_budget": _fund(sample), "prior_year_carryover": _carry(sample)}


def _fund(sample: Sample) -> FieldTruth:
    if sample.now.fund:
        return _cell(sample, sample.now.fund)
    key = "政府性基金预算" if sample.layout == "coastal" else "fund"
    if sample.layout == "coastal":
        return _none(sample.disclosure.table(key).note)
    return _none(next(p.text for p in sample.disclosure.paragraphs if p.key == key))


def _carry(sample: Sample) -> FieldTruth:
    """The coastal tables have no row for it."""
    if sample.layout == "coastal":
        return {"value": None, "state": "not_stated", "quote": None}
    return _cell(sample, sample.now.carry)


def _sangong(sample: Sample) -> dict[str, FieldTruth]:
    s = sample.now.sangong
    amounts = {
        "sangong_total": s.total,
        "sangong_abroad": s.abroad,
        "sangong_reception": s.reception,
        "sangong_vehicle_purchase": s.purchase,
        "sangong_vehicle_operation": s.operation,
    }
    return {name: _amount(yuan, wan_number(yuan)) for name, yuan in amounts.items()}


def _told(sample: Sample) -> dict[str, FieldTruth]:
    """What only the explanations say."""
    now, before = sample.now, sample.before
    change = now.total - before.total
    percent = rounded(rate(now.total, before.total), 2)
    operating = now.operating if sample.layout == "coastal" else now.public
    return {
        "operating_expenses": _prose(operating),
        "procurement_total": _prose(now.bought()),
        "income_change_amount": _value(wan_number(change), wan(abs(change))),
        "income_change_percent": _value(plain(percent), f"{plain(abs(percent))}%"),
    }


def _people(sample: Sample) -> dict[str, FieldTruth]:
    unit = sample.now.unit
    return {
        "staff_authorized": _value(str(unit.authorized), f"编制{unit.authorized}人"),
        "staff_actual": _value(str(unit.actual), f"{unit.actual}人"),
        "retirees": _value(str(unit.retired), f"离退休人员{unit.retired}人"),
        "vehicles": _value(str(unit.vehicles), f"车辆{unit.vehicles}辆"),
    }


def lists_of(sample: Sample) -> dict[str, list[Row] | None]:
    """`functional`, `economic`, `projects`; None where a layout prints no such list."""
    return {
        "functional": _functional(sample),
        "economic": _economic(sample),
        "projects": _projects(sample) if sample.layout == "southern" else None,
    }


def _functional(sample: Sample) -> list[Row]:
    now = sample.now
    levels = {3: "类", 5: "款", 7: "项"}
    return [
        {
            "code": c,
            "name": name_of(c),
            "level": levels[len(c)],
            "total": in_wan(now.sum(lambda x: x.total, c)),
            "basic": in_wan(now.sum(lambda x: x.basic, c)),
            "project": in_wan(now.sum(lambda x: x.project, c)),
        }
        for c in now.codes()
    ]


def _economic(sample: Sample) -> list[Row]:
    """As printed, a stale total included; the coastal table has basic expenditure only."""
    now, south = sample.now, sample.layout == "southern"
    rows = []
    for c in ECONOMIC:
        basic, project = now.economic(c), now.economic(c, project=True) if south else ZERO
        if not basic + project:
            continue
        if sample.planted and c == "302":
            basic = next(p.left.value or ZERO for p in sample.planted if p.id == "stale_302_total")
        rows.append(
            {
                "code": c,
                "name": economic_name(c),
                "total": in_wan(basic + project),
                "basic": in_wan(basic),
                "project": in_wan(project) if south else None,
            }
        )
    return rows


def _projects(sample: Sample) -> list[Row]:
    return [{"name": p.plan.name, "amount": in_wan(p.amount)} for p in sample.now.projects]
