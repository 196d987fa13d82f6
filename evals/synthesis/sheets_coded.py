"""Sheets with a row for every classification code: by function, and by economic class.

Takes a Case, a Layout and a Sheet, gives a Table whose totals tie.

    科目编码 | 科目名称 | 2024年预算数 |          |
             |          | 小计         | 基本支出 | 项目支出
    2130306  | 水利工程运行与维护 | 742.10 | 0.00 | 742.10
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget
from evals.synthesis.classification import ECONOMIC, FUNCTIONAL
from evals.synthesis.disclosure import Cell, Meaning, Row, Table, label, spread
from evals.synthesis.grids import BLANK, header, labels, measured, path_of, stub_paths
from evals.synthesis.layout import PARTS, Case, Column, Layout, Money, Sheet

__all__ = ["by_economy", "by_function", "framed"]

Value = Callable[[Budget, str], Decimal]


def framed(
    case: Case, layout: Layout, sheet: Sheet, head_rows: Sequence[Row], body: Iterable[Row],
    widths: Sequence[float],
) -> Table:  # fmt: skip
    """A Table with everything that the layout says of all its tables."""
    money = sheet.money or layout.money
    names = {"y": case.now.year, "p": case.before.year, "e": layout.entity}
    return Table(
        sheet.key,
        sheet.title.format(**names),
        None,
        money.unit,
        len(head_rows),
        (*head_rows, *body),
        tuple(widths),
        layout.caption.format(unit=case.now.unit.name),
        sheet.note.format(**names),
        sheet.head_repeats,
        layout.unit_place,
        layout.number_inline,
        sheet.beside,
        sheet.cut,
    )


def by_function(case: Case, layout: Layout, sheet: Sheet) -> Table:
    """收入, 支出, 一般公共预算, 基金: rows are 类, 款, 项; empty frames where there is nothing."""

    def value(budget: Budget, code: str, column: Column) -> Decimal:
        return budget.sum(PARTS[column.part], code)

    budgets = [case.of(column.when) for column in sheet.columns]
    codes = sorted(
        {
            code
            for budget, column in zip(budgets, sheet.columns, strict=True)
            for code in budget.codes(PARTS[column.part])
        }
    )
    about = Meaning((), side="收入" if sheet.key == "income" else "支出")
    return _coded(case, layout, sheet, codes, FUNCTIONAL, value, about)


_ECONOMIC: dict[str, Value] = {
    "total": lambda b, c: b.economic(c) + b.economic(c, project=True),
    "basic": lambda b, c: b.economic(c),
    "project": lambda b, c: b.economic(c, project=True),
    "personnel": lambda b, c: _people(b, c),
    "public": lambda b, c: b.economic(c) - _people(b, c),
}


def _people(budget: Budget, code: str) -> Decimal:
    if not code:
        return budget.personnel
    return budget.economic(code) if code[:3] in ("301", "303") else ZERO


def by_economy(case: Case, layout: Layout, sheet: Sheet) -> Table:
    """一般公共预算 (基本) 支出 by economic class."""

    def value(budget: Budget, code: str, column: Column) -> Decimal:
        return _ECONOMIC[column.part](budget, code)

    codes = [c for c in ECONOMIC if any(value(case.of(x.when), c, x) for x in sheet.columns)]
    return _coded(case, layout, sheet, codes, ECONOMIC, value, Meaning((), side="支出"))


def _coded(
    case: Case, layout: Layout, sheet: Sheet, codes: Sequence[str], names: dict[str, str],
    value: Callable[[Budget, str, Column], Decimal], about: Meaning,
) -> Table:  # fmt: skip
    money = sheet.money or layout.money
    paths = [path_of(column.path, case, layout, money) for column in sheet.columns]
    stub = stub_paths(layout, sheet)
    rows: list[Row] = []
    for number, code in enumerate(codes, 1):
        named = labels(layout, sheet, code, names[code], number)
        printed = None if (sheet.codes or layout.codes) == "names" else code
        means = replace(about, row_path=_row_path(code, names), code=printed)
        rows.append((*named, *_figures(case, sheet, money, code, value, means)))
    total = _total(case, layout, sheet, money, value, about, len(stub), empty=not codes)
    rows += [(BLANK,) * (len(stub) + len(paths))] * (layout.empty_rows if not codes else 0)
    where = sheet.total or layout.total
    body = {"first": [total, *rows], "last": [*rows, total], "none": rows}[where]
    head_rows = header([*stub, *paths], ordinals=layout.ordinal_row)
    made = framed(case, layout, sheet, head_rows, body, _widths(stub, len(paths)))
    return made if codes else replace(made, note=_empty_note(layout, sheet))


def _empty_note(layout: Layout, sheet: Sheet) -> str:
    fund = "国有资本经营预算" if sheet.key == "capital" else "政府性基金预算"
    return layout.empty_note.format(kind=layout.entity, fund=fund, title=sheet.title)


def _row_path(code: str, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names[code[:n]] for n in (3, 5, 7) if len(code) >= n)


def _figures(
    case: Case, sheet: Sheet, money: Money, code: str,
    value: Callable[[Budget, str, Column], Decimal], means: Meaning,
) -> list[Cell]:  # fmt: skip
    return [
        measured(case, column, money, lambda b, x=column: value(b, code, x), means, sheet)  # type: ignore[misc]
        for column in sheet.columns
    ]


def _total(
    case: Case, layout: Layout, sheet: Sheet, money: Money,
    value: Callable[[Budget, str, Column], Decimal], about: Meaning, stub: int, *, empty: bool,
) -> Row:  # fmt: skip
    means = replace(about, row_path=(layout.total_label,))
    if empty:
        cells: list[Cell] = [Cell("", align="right")] * len(sheet.columns)
    else:
        cells = _figures(case, sheet, money, "", value, means)
    if (sheet.codes or layout.codes) == "one" and not layout.serial:
        return (BLANK, label(layout.total_label, "center"), *cells)
    return (*spread((label(layout.total_label, "center", stub),), stub), *cells)


def _widths(stub: Sequence[tuple[str, ...]], figures: int) -> tuple[float, ...]:
    """Narrow codes, a wide name."""
    first = [1.0 if path[-1] in ("类", "款", "项", "序号") else 2.2 for path in stub[:-1]]
    return (*first, 5.0, *[2.4] * figures)
