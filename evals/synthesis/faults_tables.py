"""Faults in the figures of a table, a row of data each: which cells, what happens, what it breaks.

Takes a Disclosure and a seeded source, gives the Disclosure with one cell changed and the Planted
truth; raises NotHere where a document has no such cell. `rules` are numbers of the catalogue.

    CellFault('class_total_wrong', keys=('expenditure',), code=3, rules=(13, 14))
    '数列之和' 2,310.44 printed as 2,477.13
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

from evals.synthesis.disclosure import Cell, Disclosure, Style, Table, figure, rounded
from evals.synthesis.planted import Place, Planted

__all__ = ["CELL_FAULTS", "CellFault", "NotHere", "Spot", "place_of", "spots", "with_cells"]


class NotHere(Exception):
    """This document has no place where the fault could stand."""


class Spot(NamedTuple):
    """A figure of a table and where it stands."""

    table: Table
    row: int
    column: int
    cell: Cell

    @property
    def value(self) -> Decimal:
        """The printed value."""
        return self.cell.value or Decimal(0)

    @property
    def measure(self) -> str:
        """The innermost header text over it."""
        return "".join(self.table.column_paths[self.column][-1:])


def spots(table: Table) -> Iterator[Spot]:
    """All figures of a table that mean something."""
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell and cell.means and cell.value is not None and cell.text:
                yield Spot(table, number, column, cell)


def with_cells(made: Disclosure, changes: dict[tuple[str, int, int], Cell]) -> Disclosure:
    """The document with some cells replaced: {(table key, row, column): cell}."""

    def changed(table: Table) -> Table:
        rows = [
            tuple(changes.get((table.key, r, c), cell) for c, cell in enumerate(row))
            for r, row in enumerate(table.rows)
        ]
        return replace(table, rows=tuple(rows))

    return made.with_blocks(changed(b) if isinstance(b, Table) else b for b in made.blocks)


def place_of(spot: Spot, cell: Cell | None = None) -> Place:
    """Where a figure stands, with what is printed there."""
    shown = cell or spot.cell
    return Place(spot.table.title, shown.text, shown.value, spot.table.unit)


Alter = Callable[[Decimal, Style, Random], Decimal]


def _shifted(value: Decimal, style: Style, draw: Random) -> Decimal:
    """Another amount, further off than any rounding explains."""
    by = abs(value) * draw.randint(6, 14) / 100 + Decimal(draw.randint(31, 79)).scaleb(
        -style.places
    )
    return rounded(value + by, style.places)


def _lowered(value: Decimal, style: Style, draw: Random) -> Decimal:
    return 2 * value - _shifted(value, style, draw)


def _digit(value: Decimal, style: Style, draw: Random) -> Decimal:
    """One digit, not one of the last two, is another."""
    text = f"{rounded(value, style.places):f}"
    at = draw.choice([i for i, mark in enumerate(text[:-2]) if mark.isdigit()] or [0])
    other = draw.choice([d for d in "123456789" if d != text[at]])
    return Decimal(text[:at] + other + text[at + 1 :])


def _transposed(value: Decimal, style: Style, _: Random) -> Decimal:
    """Two neighbouring digits have changed places."""
    text = f"{rounded(value, style.places):f}"
    pairs = [
        i for i in range(len(text) - 3)
        if text[i : i + 2].isdigit() and text[i] != text[i + 1] and (i or text[i + 1] != "0")
    ]  # fmt: skip
    if not pairs:
        raise NotHere
    i = pairs[0]
    return Decimal(text[:i] + text[i + 1] + text[i] + text[i + 2 :])


def _negative(value: Decimal, _: Style, __: Random) -> Decimal:
    if value <= 0:
        raise NotHere
    return -value


def _as_yuan(value: Decimal, _: Style, __: Random) -> Decimal:
    """万元 printed as 元."""
    return value * 10000


@dataclass(frozen=True, slots=True)
class CellFault:
    """One figure is wrong; `code` is the length of its code (0: a row of totals, None: any row)."""

    id: str
    keys: tuple[str, ...]
    rules: tuple[int, ...]
    message: str
    code: int | None = None
    item: str = ""
    measure: str = ""
    alter: Alter = _shifted
    needs: tuple[str, ...] = ()

    family = "表内"

    def plant(self, made: Disclosure, draw: Random) -> tuple[Disclosure, Planted]:
        """Change one cell; the right figure is told beside the wrong one."""
        if not all(any(t.key == key for t in made.tables) for key in self.needs):
            raise NotHere
        found = [s for t in made.tables if t.key in self.keys for s in spots(t) if self._fits(s)]
        spot, wrong = self._first(draw.sample(found, len(found)), draw)
        where = (spot.table.key, spot.row, spot.column)
        planted = Planted(
            self.id, self.family, self.rules,
            f"《{spot.table.title}》{self._row(spot)} {spot.measure}应为{spot.cell.text}，印成{wrong.text}：{self.message}",
            place_of(spot, wrong), (place_of(spot),),
        )  # fmt: skip
        return with_cells(made, {where: wrong}), planted

    @staticmethod
    def _row(spot: Spot) -> str:
        return spot.cell.means.row_path[-1] if spot.cell.means and spot.cell.means.row_path else ""

    def _fits(self, spot: Spot) -> bool:
        means = spot.cell.means
        if means is None or means.kind != "amount" or not spot.value:
            return False
        length = len(means.code or "")
        return (
            (self.code is None or length == self.code)
            and re.search(self.item, "".join(means.row_path[-1:])) is not None
            and re.search(self.measure, spot.measure) is not None
        )

    def _first(self, found: list[Spot], draw: Random) -> tuple[Spot, Cell]:
        """The first cell whose figure can be altered so."""
        for spot in found:
            try:
                return spot, self._wrong(spot, draw)
            except NotHere:
                continue
        raise NotHere

    def _wrong(self, spot: Spot, draw: Random) -> Cell:
        style = spot.cell.style or Style(2)
        cell = figure(self.alter(spot.value, style, draw), style)
        if cell.text == spot.cell.text:
            raise NotHere
        return replace(cell, means=spot.cell.means, indent=spot.cell.indent)


_BOTH = ("expenditure", "general")
_ALL = r"合计|小计|金额|总计"

CELL_FAULTS = (
    CellFault("digit_changed", _BOTH, (14, 39), "一位数字印错", 7, alter=_digit),
    CellFault("digits_transposed", _BOTH, (14, 39), "相邻两位数字颠倒", 7, alter=_transposed),
    CellFault("sign_changed", _BOTH, (12, 14, 30), "正数印成负数", 7, alter=_negative),
    CellFault("magnitude", _BOTH, (1, 12, 14), "万元印成元", 7, alter=_as_yuan),
    CellFault("row_sum_wrong", _BOTH, (12,), "合计不等于基本支出加项目支出", 7, measure="基本支出|项目支出"),
    CellFault("group_total_wrong", _BOTH, (14,), "款不等于各项之和", 5),
    CellFault("class_total_wrong", _BOTH, (13, 14), "类不等于各款之和", 3, alter=_lowered),
    CellFault("total_not_updated", _BOTH, (13,), "合计没有随明细更新", 0, "合计", alter=_lowered),
    CellFault("income_total_wrong", ("balance",), (7, 8, 33), "收入总计与支出总计不等", None, "^收入总计$"),
    CellFault("spending_total_wrong", ("balance",), (7, 9, 34), "支出总计与收入总计不等", None, "^支出总计$"),
    CellFault("year_income_wrong", ("balance",), (8, 10), "本年收入加结转不等于收入总计", None, "^本年收入合计$"),
    CellFault("year_spending_wrong", ("balance",), (9, 11), "本年支出加结转下年不等于支出总计", None, "^本年支出合计$"),
    CellFault("source_wrong", ("balance",), (10,), "各来源之和不等于本年收入", None, "财政拨款收入$"),
    CellFault("balance_class_wrong", ("balance",), (11, 34), "收支总表的类与支出总表不同", None, "住房保障支出|社会保障和就业支出"),
    CellFault("income_table_total_wrong", ("income",), (13, 33), "收入总表合计与收支总表不等", 0, "合计"),
    CellFault("economic_class_wrong", ("economic",), (15, 16), "经济分类的类不等于各款之和", 3),
    CellFault("economic_item_wrong", ("economic",), (15, 46), "经济分类的款印错", 5),
    CellFault("economic_total_wrong", ("economic",), (16, 40, 41), "基本支出表合计与支出总表的基本支出不等", 0, "合计"),
    CellFault("people_or_public_wrong", ("economic",), (17,), "人员经费加公用经费不等于合计", 5, measure="人员经费|公用经费"),
    CellFault("sangong_total_wrong", ("sangong",), (18, 58), "“三公”合计不等于各项之和", None, "^$|合计|年", "^合计|预算数"),
    CellFault("sangong_vehicles_wrong", ("sangong",), (19,), "公车小计不等于购置加运行", None, "", "小计"),
    CellFault("sangong_vehicles_item_wrong", ("sangong",), (19,), "公车费不等于购置加运行", None, "公务用车费", "预算数"),
    CellFault("sangong_difference_wrong", ("sangong",), (20, 73), "增减额列不等于本年减上年", None, "", "增减额"),
    CellFault("sangong_delta_wrong", ("sangong",), (20,), "增减额不等于本年减上年", None, "增减"),
    CellFault("procurement_total_wrong", ("procurement",), (21, 61), "采购合计不等于各品目之和", None, "^合计$"),
    CellFault("procurement_kind_wrong", ("procurement",), (21,), "类别合计不等于品目之和", 1, "类$"),
    CellFault("price_wrong", ("procurement",), (22,), "数量乘单价不等于总价", None, "", "单价"),
    CellFault("project_total_wrong", ("projects",), (23, 42), "项目合计不等于各项目之和", None, "^合计$"),
    CellFault("project_source_wrong", ("projects",), (23,), "合计不等于各来源之和", None, "", "一般公共预算"),
    CellFault("goal_amount_wrong", ("goals",), (24, 48), "绩效项目之和不等于合计", None, "^(?!合计)"),
    CellFault("fund_split_wrong", ("appropriation",), (27,), "合计不等于三本预算之和", None, "支出$", "^合计$"),
    CellFault("fiscal_total_wrong", ("appropriation",), (7, 37, 44), "财政拨款收入总计与支出总计不等", None, "^收入总计$"),
    CellFault("general_total_wrong", ("general",), (13, 38, 40), "一般公共预算合计与财政拨款表不等", 0, "合计", _ALL),
)  # fmt: skip
"""All faults that change one figure of a table."""
