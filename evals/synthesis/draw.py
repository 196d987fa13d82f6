"""Draws Budgets from a seed: a first year, then each next year out of the one before.

Takes a UnitProfile and a seed, gives consecutive Budgets whose parts tie in 元: pension, annuity,
health and housing contributions are the same sums in the functional and the economic
classification, and what remains of the basic expenditure is 行政运行 and 事业运行.

>>> before, now = draw(CULTURE, 2024, seed=7)
>>> now.basic_total == now.personnel + now.public
True
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget, Line, Project, Purchase, Sangong
from evals.synthesis.profile import Plan, UnitProfile

__all__ = ["YUAN", "draw", "draw_years"]

YUAN = Decimal(1)

_WAN = Decimal(10000)
_PER_HEAD = {
    "30101": 61800, "30102": 83500, "30103": 57400, "30107": 46200, "30108": 36900,
    "30109": 18450, "30110": 17800, "30111": 5200, "30112": 2350, "30113": 39600, "30199": 12700,
    "30201": 6400, "30202": 1150, "30205": 420, "30206": 1580, "30207": 1320, "30209": 4250,
    "30211": 1760, "30213": 1430, "30215": 380, "30216": 940, "30226": 1120,
    "30228": 4380, "30229": 3260, "30239": 7900, "30299": 2140, "31002": 1650,
}  # fmt: skip
"""元 a head and year, an order of magnitude for every item of basic expenditure."""


class _Draw:
    """A seeded source of amounts, all multiples of `step` 元."""

    def __init__(self, seed: str, step: Decimal) -> None:
        self._random = random.Random(seed)
        self._step = step

    def near(self, amount: Decimal, low: int = 90, high: int = 112) -> Decimal:
        """An amount between low % and high % of another."""
        percent = Decimal(self._random.randint(low * 100, high * 100)) / 10000
        return self.rounded(amount * percent)

    def rounded(self, amount: Decimal) -> Decimal:
        """The amount cut to the step."""
        return amount // self._step * self._step

    def chance(self, percent: int) -> bool:
        """True that often."""
        return self._random.randrange(100) < percent


def draw_years(
    unit: UnitProfile, first: int, count: int, seed: int, step: Decimal = YUAN
) -> list[Budget]:
    """`count` consecutive Budgets from the year `first` on."""
    basic: Mapping[str, Decimal] | None = None
    amounts: dict[str, Decimal] = {}
    years: list[Budget] = []
    for number in range(count):
        source = _Draw(f"{seed}:{unit.name}:{first + number}", step)
        sangong = _sangong(source, unit, number, years[-1].sangong if years else None)
        basic = _basic(source, unit, sangong, basic)
        amounts = _amounts(source, unit, number, amounts, sangong)
        years.append(_budget(source, unit, first + number, sangong, basic, amounts))
    return years


def draw(unit: UnitProfile, year: int, seed: int, step: Decimal = YUAN) -> tuple[Budget, Budget]:
    """The Budgets of the year before and of `year`."""
    before, now = draw_years(unit, year - 1, 2, seed, step)
    return before, now


def _sangong(source: _Draw, unit: UnitProfile, number: int, last: Sangong | None) -> Sangong:
    """Reception only falls, vehicle costs move little; all are whole hundreds of 元."""
    at = min(number, 2)
    hundred = Decimal(100)
    if last is None:
        reception, operation = Decimal(unit.reception), Decimal(27400) * unit.vehicles
    else:
        reception = last.reception - (hundred * 15 if source.chance(60) else ZERO)
        operation = last.operation - (hundred * 24 if source.chance(50) else ZERO)
    return Sangong(Decimal(unit.abroad[at]), reception, Decimal(unit.purchase[at]), operation)


def _basic(
    source: _Draw, unit: UnitProfile, sangong: Sangong, last: Mapping[str, Decimal] | None
) -> dict[str, Decimal]:
    """Basic expenditure by economic code; the three items of 三公 are taken over exactly."""
    heads = Decimal(unit.actual)
    drawn = {
        code: source.near(last[code], 97, 107) if last else source.near(heads * each)
        for code, each in _PER_HEAD.items()
    }
    drawn["30302"] = source.near(Decimal(7350) * unit.retired, 98, 104)
    drawn |= {"30212": sangong.abroad, "30217": sangong.reception, "30231": sangong.operation}
    return {code: amount for code, amount in sorted(drawn.items()) if amount}


def _amounts(
    source: _Draw, unit: UnitProfile, number: int, last: dict[str, Decimal], sangong: Sangong
) -> dict[str, Decimal]:
    """Project amounts by name: some unchanged, some new, the others up or down."""
    amounts = {}
    for plan in unit.plans:
        if plan.since > number:
            continue
        before = last.get(plan.name)
        if plan.economic == ("31013",):
            amounts[plan.name] = sangong.purchase
        elif before is not None and source.chance(25):
            amounts[plan.name] = before
        else:
            amounts[plan.name] = source.near(before or plan.size * _WAN, 82, 118)
    return amounts


def _budget(
    source: _Draw,
    unit: UnitProfile,
    year: int,
    sangong: Sangong,
    basic: Mapping[str, Decimal],
    amounts: Mapping[str, Decimal],
) -> Budget:
    projects = tuple(_project(source, p, amounts[p.name]) for p in unit.plans if p.name in amounts)
    lines = _lines(source, unit, basic, projects)
    public = sum((v for code, v in basic.items() if code[:3] in ("302", "310")), ZERO)
    institution, staff = unit.institution_share
    return Budget(
        unit=unit,
        year=year,
        lines=lines,
        basic=basic,
        projects=projects,
        purchases=tuple(
            Purchase(want, source.near(want.size * _WAN, 85, 115) // 100 * 100)
            for want in unit.wants
        ),
        sangong=sangong,
        operating=(public * (staff - institution) / staff) // 100 * 100,
        executed={x.code: _executed(source, x) for x in lines},
    )


def _executed(source: _Draw, line: Line) -> Decimal:
    """The outturn of a 项 out of 财政拨款, sometimes exactly as budgeted."""
    return line.fiscal if source.chance(20) else source.near(line.fiscal, 91, 104)


def _project(source: _Draw, plan: Plan, amount: Decimal) -> Project:
    """Its money divided over its economic codes; the first takes what the others leave."""
    parts = {code: source.near(amount, 12, 30) for code in plan.economic[1:]}
    first = amount - sum(parts.values(), ZERO)
    return Project(plan, amount, {plan.economic[0]: first} | parts)


def _lines(
    source: _Draw, unit: UnitProfile, basic: Mapping[str, Decimal], projects: tuple[Project, ...]
) -> tuple[Line, ...]:
    """The functional 项: contributions under their own codes, the rest of basic under 运行."""
    own = _contributions(source, unit, basic)
    rest = sum(basic.values(), ZERO) - sum(own.values(), ZERO)
    own |= _running(source, unit, rest)
    codes = sorted(set(own) | {p.plan.code for p in projects})
    return tuple(_line(code, own.get(code, ZERO), projects) for code in codes)


def _contributions(
    source: _Draw, unit: UnitProfile, basic: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    institution, staff = unit.institution_share
    health = source.rounded(basic["30110"] * institution / staff)
    own = {
        "2080501": basic["30302"],
        "2080505": basic["30108"],
        "2080506": basic["30109"],
        "2101101": basic["30110"] - health,
        "2101102": health,
        "2101103": basic["30111"],
        "2210201": basic["30113"],
    }
    if unit.housing_subsidy:
        own["2210203"] = source.rounded(basic["30102"] * 3 / 10)
    return {code: amount for code, amount in own.items() if amount}


def _running(source: _Draw, unit: UnitProfile, rest: Decimal) -> dict[str, Decimal]:
    if unit.institution is None:
        return {unit.main: rest}
    institution, staff = unit.institution_share
    share = source.rounded(rest * institution / staff)
    return {unit.main: rest - share, unit.institution: share}


def _line(code: str, basic: Decimal, projects: tuple[Project, ...]) -> Line:
    def paid(source: str) -> Decimal:
        return sum(
            (p.amount for p in projects if p.plan.code == code and source in ("", p.plan.source)),
            ZERO,
        )

    return Line(code, basic, paid(""), paid("其他收入"), paid("上年结转"), paid("政府性基金预算"))
