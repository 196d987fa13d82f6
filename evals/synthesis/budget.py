"""A Budget: all figures of one unit in one year, in 元, so that every printed sum ties.

Holds only what cannot be derived; totals are properties and methods, computed when asked. Takes
amounts from `draw`; knows nothing of layouts, sentences or files.

    Line('2070109', basic=0, project=2,640,000, other=0, carry=0) under '20701' under '207'
    basic: {'30101': 3,598,200, …}      projects: '潮音艺术周' 960,000 …
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from evals.synthesis.classification import name_of
from evals.synthesis.profile import Plan, UnitProfile, Want

__all__ = ["ZERO", "Budget", "Line", "Project", "Purchase", "Sangong"]

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A 项 of the functional classification.

    `project` includes what 其他收入 (`other`), 上年结转 (`carry`) and 政府性基金 (`fund`) pay for.
    """

    code: str
    basic: Decimal
    project: Decimal
    other: Decimal = ZERO
    carry: Decimal = ZERO
    fund: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """基本支出 + 项目支出."""
        return self.basic + self.project

    @property
    def fiscal(self) -> Decimal:
        """财政拨款支出: all but what other income pays."""
        return self.total - self.other

    @property
    def general(self) -> Decimal:
        """一般公共预算支出, carry-over included."""
        return self.fiscal - self.fund

    @property
    def general_project(self) -> Decimal:
        """项目支出 out of 一般公共预算."""
        return self.project - self.other - self.fund


@dataclass(frozen=True, slots=True)
class Project:
    """A project with this year's money and what it is spent on."""

    plan: Plan
    amount: Decimal
    economic: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Purchase:
    """A procurement item with this year's money."""

    want: Want
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sangong:
    """“三公”经费."""

    abroad: Decimal
    reception: Decimal
    purchase: Decimal
    operation: Decimal

    @property
    def vehicles(self) -> Decimal:
        """公务用车购置及运行维护费."""
        return self.purchase + self.operation

    @property
    def total(self) -> Decimal:
        """All three."""
        return self.abroad + self.reception + self.vehicles


@dataclass(frozen=True)
class Budget:
    """One year of one unit; `executed` is the outturn of 财政拨款 by 项."""

    unit: UnitProfile
    year: int
    lines: tuple[Line, ...]
    basic: Mapping[str, Decimal]
    projects: tuple[Project, ...]
    purchases: tuple[Purchase, ...]
    sangong: Sangong
    operating: Decimal
    executed: Mapping[str, Decimal]

    def sum(self, part: Callable[[Line], Decimal], prefix: str = "") -> Decimal:
        """The sum of a part of every line under a code: sum(lambda x: x.basic, '207')."""
        return total(part(line) for line in self.lines if line.code.startswith(prefix))

    def codes(self, part: Callable[[Line], Decimal] | None = None) -> list[str]:
        """类, 款 and 项 in printing order; with `part`, only those under which it is not zero."""
        kept = [x.code for x in self.lines if part is None or part(x)]
        return sorted({code[:n] for code in kept for n in (3, 5, 7)})

    def categories(self, part: Callable[[Line], Decimal] | None = None) -> list[str]:
        """The 类 codes."""
        return [code for code in self.codes(part) if len(code) == 3]

    @property
    def total(self) -> Decimal:
        """支出总计 = 收入总计."""
        return self.sum(lambda x: x.total)

    @property
    def fiscal(self) -> Decimal:
        """财政拨款支出, carry-over included."""
        return self.sum(lambda x: x.fiscal)

    @property
    def carry(self) -> Decimal:
        """上年结转."""
        return self.sum(lambda x: x.carry)

    @property
    def other(self) -> Decimal:
        """其他收入."""
        return self.sum(lambda x: x.other)

    @property
    def fund(self) -> Decimal:
        """政府性基金预算."""
        return self.sum(lambda x: x.fund)

    @property
    def general(self) -> Decimal:
        """一般公共预算支出, carry-over included."""
        return self.sum(lambda x: x.general)

    @property
    def general_income(self) -> Decimal:
        """一般公共预算拨款收入 of this year."""
        return self.general - self.carry

    @property
    def basic_total(self) -> Decimal:
        """基本支出."""
        return self.sum(lambda x: x.basic)

    @property
    def project_total(self) -> Decimal:
        """项目支出."""
        return self.sum(lambda x: x.project)

    def economic(self, prefix: str, *, project: bool = False) -> Decimal:
        """基本支出 (or 一般公共预算项目支出) under an economic code."""
        source = self.general_economic if project else self.basic
        return total(v for code, v in source.items() if code.startswith(prefix))

    @property
    def general_economic(self) -> dict[str, Decimal]:
        """一般公共预算项目支出 by economic code."""
        sums: dict[str, Decimal] = {}
        for project in self.projects:
            if project.plan.source in ("一般公共预算", "上年结转"):
                for code, amount in project.economic.items():
                    sums[code] = sums.get(code, ZERO) + amount
        return dict(sorted(sums.items()))

    @property
    def personnel(self) -> Decimal:
        """人员经费 = 301 + 303."""
        return self.economic("301") + self.economic("303")

    @property
    def public(self) -> Decimal:
        """公用经费 = 302 + 310."""
        return self.economic("302") + self.economic("310")

    def bought(self, kind: str = "") -> Decimal:
        """政府采购预算, of one kind or of all."""
        return total(p.amount for p in self.purchases if kind in ("", p.want.kind))

    @property
    def goals(self) -> tuple[Project, ...]:
        """The projects with performance goals: all that 财政拨款 of this year pays for."""
        return tuple(
            p for p in self.projects if p.plan.source in ("一般公共预算", "政府性基金预算")
        )

    def full_name(self, code: str) -> str:
        """'文化旅游体育与传媒支出（类）文化和旅游（款）群众文化（项）'."""
        return f"{name_of(code[:3])}（类）{name_of(code[:5])}（款）{name_of(code)}（项）"


def total(values: Iterable[Decimal]) -> Decimal:
    """The sum as a Decimal, also of nothing."""
    return sum(values, ZERO)
