"""A Layout: how a region prints its disclosures, as data; every dimension can vary on its own.

A Layout names its sheets, a Sheet its columns, a Column its header path and what it measures.
Knows no figures and no file format; `compose` turns a Layout and a Case into a Disclosure.

    Sheet('expenditure', '部门支出预算总表', columns('{y}年预算数/小计=total', '…/基本支出=basic'))
    Layout('riverside', Money('万元', 2), codes='three', total='last', habit='parts', …)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from evals.synthesis.budget import ZERO, Budget, Line
from evals.synthesis.disclosure import Style, UnitPlace
from evals.synthesis.headings import Habit

__all__ = [
    "PARTS",
    "Case",
    "Codes",
    "Column",
    "Layout",
    "Money",
    "Narrative",
    "Sheet",
    "When",
    "columns",
]

Part = Callable[[Line], Decimal]
Codes = Literal["one", "three", "names", "joined"]
When = Literal["now", "before", "executed", "adjusted", "final", "delta", "rate", "done"]
Narrative = Literal["items", "bullets", "comparative", "terse", "ledger"]

PARTS: dict[str, Part] = {
    "total": lambda x: x.total,
    "basic": lambda x: x.basic,
    "project": lambda x: x.project,
    "fiscal": lambda x: x.fiscal,
    "year_fiscal": lambda x: x.fiscal - x.carry,
    "general": lambda x: x.general,
    "year_general": lambda x: x.general - x.carry,
    "general_project": lambda x: x.general_project,
    "fund": lambda x: x.fund,
    "carry": lambda x: x.carry,
    "other": lambda x: x.other,
    "year": lambda x: x.total - x.carry,
    "none": lambda _: ZERO,
}
"""What a column of a table by function can measure."""


@dataclass(frozen=True, slots=True)
class Money:
    """The unit of the tables, and how its figures are printed."""

    unit: Literal["元", "万元"] = "万元"
    places: int = 2
    grouping: bool = True
    zero: Literal["0", "", "-"] = "0"
    suffix: str = ""

    @property
    def style(self) -> Style:
        """As the printers want it."""
        return Style(self.places, self.grouping, self.zero, self.suffix)

    @property
    def yuan(self) -> int:
        """How many 元 one unit is."""
        return 10000 if self.unit == "万元" else 1


@dataclass(frozen=True, slots=True)
class Column:
    """A measure column: '{y}年预算数/小计' measures `part` of the year `when`."""

    path: str
    part: str
    when: When = "now"


def columns(*specs: str) -> tuple[Column, ...]:
    """'{p}年预算数/小计=total@before' -> Column('{p}年预算数/小计', 'total', 'before')."""
    made = []
    for spec in specs:
        path, _, what = spec.rpartition("=")
        part, _, when = what.partition("@")
        made.append(Column(path, part, when or "now"))  # type: ignore[arg-type]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a layout; `key` chooses its builder, `form` a variant of it.

    `stub` are the header paths of the label columns where they differ from the usual ones.
    """

    key: str
    title: str
    columns: tuple[Column, ...] = ()
    form: str = ""
    stub: tuple[str, ...] = ()
    money: Money | None = None
    codes: Codes | None = None
    total: Literal["first", "last", "none"] | None = None
    head_repeats: bool = True
    beside: bool = False
    cut: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Layout:
    """Everything that is the region's and not the unit's."""

    name: str
    sheets: tuple[Sheet, ...]
    money: Money = Money()
    unit_place: UnitPlace = "above"
    codes: Codes = "one"
    join: str = "{code} {name}"
    total: Literal["first", "last", "none"] = "first"
    total_label: str = "合计"
    serial: bool = False
    ordinal_row: bool = False
    empty_rows: int = 0
    empty_note: str = "注：本{kind}没有使用{fund}拨款安排的支出，本表为空表。"
    number: str = ""
    number_inline: bool = False
    habit: Habit = "parts"
    tables_first: bool = False
    contents: Literal["dots", "plain", "none"] = "dots"
    narrative: Narrative = "items"
    prose_unit: Literal["万元", "亿元", "元"] = "万元"
    prose_places: int = 2
    rate_places: int = 2
    caption: str = "部门：{unit}"
    title: str = "{unit}{y}年部门预算"
    kind: Literal["部门预算", "单位预算", "部门决算", "单位决算"] = "部门预算"
    running_header: str = ""
    portrait: bool = True
    break_rows: bool = False
    modelled_on: str = ""

    @property
    def account(self) -> bool:
        """A final account, not a budget."""
        return self.kind.endswith("决算")

    @property
    def entity(self) -> str:
        """'部门' or '单位'."""
        return self.kind[:2]


@dataclass(frozen=True)
class Case:
    """The figures that a document prints: the year before, its outturn, this year, its outturn.

    In a final account `now` is the budget at the start of the year, `adjusted` and `final` follow.
    """

    before: Budget
    executed: Budget
    now: Budget
    adjusted: Budget
    final: Budget

    def of(self, when: When) -> Budget:
        """The Budget that a column of this kind reads."""
        return {
            "before": self.before,
            "executed": self.executed,
            "adjusted": self.adjusted,
            "final": self.final,
        }.get(when, self.now)
