"""Documents that belong together: a department and its units, consecutive years, budget and account.

Takes a seed, gives Disclosures whose figures agree with one another: the department is the sum of
its units line by line, last year's column is last year's document, the outturn is of this budget.

    family(7): 局 2023 预算, 局 2024 预算, 局 2024 决算, 局本级 2024 单位预算, 图书馆 2024 单位预算, …
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget, Line, Sangong
from evals.synthesis.cases import invented
from evals.synthesis.catalogue import LAYOUTS
from evals.synthesis.compose import compose
from evals.synthesis.disclosure import Disclosure
from evals.synthesis.draw import draw_years
from evals.synthesis.layout import Case
from evals.synthesis.profile import UnitProfile

__all__ = ["family", "merged", "unit_profiles"]

_STEP = Decimal(100)


def unit_profiles(department: UnitProfile) -> list[UnitProfile]:
    """A profile for every body of a department, with its own projects; the first keeps the rest."""
    profiles = []
    for number, body in enumerate(department.bodies):
        own = tuple(replace(p, body=0) for p in department.plans if p.body == number)
        institution = body.kind == "事业" and department.institution
        first = number == 0
        profiles.append(
            replace(
                department,
                name=body.name.removesuffix("（本部）"),
                bodies=(body,),
                main=department.institution if institution and department.institution else department.main,
                institution=None,
                plans=own,
                wants=department.wants if first else (),
                reception=department.reception if first else 0,
                abroad=department.abroad if first else (0, 0, 0),
                purchase=department.purchase if first else (0, 0, 0),
            )
        )  # fmt: skip
    return profiles


def merged(department: UnitProfile, units: Sequence[Budget]) -> Budget:
    """The Budget of a department: every figure is the sum of its units."""
    return Budget(
        department,
        units[0].year,
        _lines(units),
        _sums([u.basic for u in units]),
        tuple(p for u in units for p in u.projects),
        tuple(p for u in units for p in u.purchases),
        _sangong(units),
        sum((u.operating for u in units), ZERO),
        _sums([u.executed for u in units]),
    )


def _sums(parts: Sequence[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    total: dict[str, Decimal] = {}
    for part in parts:
        for code, amount in part.items():
            total[code] = total.get(code, ZERO) + amount
    return dict(sorted(total.items()))


def _lines(units: Sequence[Budget]) -> tuple[Line, ...]:
    total: dict[str, Line] = {}
    for line in (line for unit in units for line in unit.lines):
        was = total.get(line.code, Line(line.code, ZERO, ZERO))
        total[line.code] = Line(
            line.code, was.basic + line.basic, was.project + line.project, was.other + line.other,
            was.carry + line.carry, was.fund + line.fund,
        )  # fmt: skip
    return tuple(total[code] for code in sorted(total))


def _sangong(units: Sequence[Budget]) -> Sangong:
    each = [u.sangong for u in units]
    return Sangong(
        sum((s.abroad for s in each), ZERO), sum((s.reception for s in each), ZERO),
        sum((s.purchase for s in each), ZERO), sum((s.operation for s in each), ZERO),
    )  # fmt: skip


def family(
    seed: int, year: int = 2024, budget: str = "delta", account: str = "estuary",
    single: str = "terrace",
) -> list[Disclosure]:  # fmt: skip
    """The department's budgets of two years, its final account, and its units' budgets."""
    department = invented(seed)
    profiles = unit_profiles(department)
    drawn = [draw_years(p, year - 2, 5, seed, _STEP) for p in profiles]
    whole = [merged(department, [years[i] for years in drawn]) for i in range(5)]
    made = [
        compose(_case(whole, year - 1), LAYOUTS[budget]),
        compose(_case(whole, year), LAYOUTS[budget]),
        compose(_case(whole, year), LAYOUTS[account]),
    ]
    own = LAYOUTS[single]
    below = replace(own, title="{unit}{y}年单位预算", caption="单位：{unit}")
    layouts = [own, *[below] * (len(drawn) - 1)]
    units = zip(drawn, layouts, strict=True)
    return made + [compose(_case(years, year), layout) for years, layout in units]


def _case(years: Sequence[Budget], year: int) -> Case:
    """Budgets of the years before, then two that serve as what became of this year's."""
    at = next(i for i, b in enumerate(years) if b.year == year)
    before, now = years[at - 1], years[at]
    later = [replace(b, year=year) for b in years[-2:]]
    return Case(before, replace(years[-1], year=year - 1), now, later[0], later[1])
