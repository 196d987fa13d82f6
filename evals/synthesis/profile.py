"""What an invented unit is made of: its bodies, the projects it plans, what it wants to buy.

Gives types only; `units` fills them. Knows no amounts of a year: the `size` of a project is the
order of magnitude (万元) that `draw` starts from.

    Plan('潮音艺术周', '2070109', 96, ('30227', '30299'), goal='举办演出和展览60场', …)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Body", "Plan", "Source", "UnitProfile", "Want"]

Source = Literal["一般公共预算", "政府性基金预算", "其他收入", "上年结转"]


@dataclass(frozen=True, slots=True)
class Body:
    """One budget unit inside a department."""

    name: str
    kind: Literal["行政", "参公", "事业"]
    authorized: int
    actual: int
    retired: int
    vehicles: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A project a unit runs every year: what, under which code, how large, out of which money.

    `economic` are the codes that its money goes to; the first takes what the others leave.
    """

    name: str
    code: str
    size: int
    economic: tuple[str, ...]
    goal: str
    basis: str
    source: Source = "一般公共预算"
    since: int = 0
    body: int = 0


@dataclass(frozen=True, slots=True)
class Want:
    """Something a unit buys through government procurement; size in 万元."""

    code: str
    name: str
    kind: Literal["货物", "工程", "服务"]
    size: int


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """A department that does not exist."""

    name: str
    region: str
    bodies: tuple[Body, ...]
    main: str
    institution: str | None
    duties: tuple[str, ...]
    goals: tuple[str, ...]
    plans: tuple[Plan, ...]
    wants: tuple[Want, ...]
    reception: int
    abroad: tuple[int, ...]
    purchase: tuple[int, ...]
    housing_subsidy: bool = True

    @property
    def short(self) -> str:
        """The name without its region: '文化和旅游局'."""
        return self.name.removeprefix(self.region)

    @property
    def authorized(self) -> int:
        """编制数 of all bodies."""
        return sum(body.authorized for body in self.bodies)

    @property
    def actual(self) -> int:
        """实有人数 of all bodies."""
        return sum(body.actual for body in self.bodies)

    @property
    def retired(self) -> int:
        """离退休人员 of all bodies."""
        return sum(body.retired for body in self.bodies)

    @property
    def vehicles(self) -> int:
        """公务用车保有量 of all bodies."""
        return sum(body.vehicles for body in self.bodies)

    @property
    def institution_share(self) -> tuple[int, int]:
        """(staff in 事业单位, all staff): how wages divide between the two 运行 codes."""
        return sum(b.actual for b in self.bodies if b.kind == "事业"), self.actual
