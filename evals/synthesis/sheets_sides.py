"""Sheets with two sides: 收支总表 and 财政拨款收支总表, beside each other or one above the other.

Takes a Case, a Layout and a Sheet, gives a Table. `form` holds words: 'all' prints every category,
'plain' leaves the numerals away, 'lines' adds 行次, 'stacked' puts the sides one under the other,
'funds' splits the right side by fund, 'level' prints 款 and 项 too.

    收  入 |        | 支  出 |
    项目   | 预算数 | 项目   | 预算数
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from evals.synthesis.budget import ZERO, Budget
from evals.synthesis.classification import CATEGORIES, FUNCTIONAL, name_of
from evals.synthesis.disclosure import Cell, Meaning, Row, Table, head, label
from evals.synthesis.grids import BLANK, header, measured, path_of
from evals.synthesis.headings import numeral
from evals.synthesis.layout import PARTS, Case, Column, Layout, Sheet, columns
from evals.synthesis.sheets_coded import framed

__all__ = ["sides"]

Value = Callable[[Budget], Decimal]


@dataclass(frozen=True, slots=True)
class _Item:
    """A row of one side: its label, what it measures (under `code`) and the rows above it."""

    text: str
    value: Value
    above: tuple[str, ...] = ()
    bottom: bool = False
    code: str | None = None


def sides(case: Case, layout: Layout, sheet: Sheet) -> Table:
    """The table, in the form that the sheet asks for."""
    fiscal = sheet.key == "appropriation"
    left = _fiscal_income(sheet) if fiscal else _income(sheet)
    right = _spending(case, sheet, fiscal=fiscal)
    if "stacked" in sheet.form:
        return _stacked(case, layout, sheet, left, right)
    return _beside(case, layout, sheet, left, right)


def _mark(sheet: Sheet, number: int, text: str, form: str = "{}、{}") -> str:
    return text if "plain" in sheet.form else form.format(numeral(number), text)


def _income(sheet: Sheet) -> list[_Item]:
    first = _mark(sheet, 1, "财政拨款收入")
    return [
        _Item(first, lambda b: b.fiscal - b.carry),
        _Item("其中：一般公共预算", lambda b: b.general_income, (first,)),
        _Item("政府性基金预算", lambda b: b.fund, (first,)),
        _Item(_mark(sheet, 2, "事业收入"), lambda _: ZERO),
        _Item(_mark(sheet, 3, "其他收入"), lambda b: b.other),
        _Item("本年收入合计", lambda b: b.total - b.carry, bottom=True),
        _Item("上年结转", lambda b: b.carry, bottom=True),
        _Item("收入总计", lambda b: b.total, bottom=True),
    ]


def _fiscal_income(sheet: Sheet) -> list[_Item]:
    return [
        _Item(_mark(sheet, 1, "一般公共预算拨款"), lambda b: b.general_income),
        _Item(_mark(sheet, 2, "政府性基金预算拨款"), lambda b: b.fund),
        _Item(_mark(sheet, 3, "国有资本经营预算拨款"), lambda _: ZERO),
        _Item("本年收入合计", lambda b: b.fiscal - b.carry, bottom=True),
        _Item("上年结转", lambda b: b.carry, bottom=True),
        _Item("收入总计", lambda b: b.fiscal, bottom=True),
    ]


def _spending(case: Case, sheet: Sheet, *, fiscal: bool) -> list[_Item]:
    def total(budget: Budget) -> Decimal:
        return budget.fiscal if fiscal else budget.total

    items = [_category(sheet, i, c, fiscal) for i, c in enumerate(_shown(case, sheet), 1)]
    return [
        *items,
        _Item("本年支出合计", total, bottom=True, code=""),
        _Item("结转下年", lambda _: ZERO, bottom=True, code="none"),
        _Item("支出总计", total, bottom=True, code=""),
    ]


def _shown(case: Case, sheet: Sheet) -> list[str]:
    """Names of categories, all of the official list or only those with money."""
    if "all" in sheet.form:
        return list(CATEGORIES)
    used = {c for column in sheet.columns for c in case.of(column.when).categories()}
    return [name_of(c) for c in sorted(used)]


def _category(sheet: Sheet, number: int, name: str, fiscal: bool) -> _Item:
    code = next((c for c, n in FUNCTIONAL.items() if n == name and len(c) == 3), "none")
    return _Item(
        _mark(sheet, number, name),
        lambda b: b.sum((lambda x: x.fiscal) if fiscal else (lambda x: x.total), code),
        code=code,
    )


_FUNDS = columns(
    "合计=fiscal", "一般公共预算=general", "政府性基金预算=fund", "国有资本经营预算=none"
)


def _beside(
    case: Case, layout: Layout, sheet: Sheet, left: list[_Item], right: list[_Item]
) -> Table:
    groups = sheet.stub or ("收  入/项目", "支  出/项目")
    paths = _side_paths(case, layout, sheet, groups[0])
    paths += _side_paths(case, layout, _right(sheet), groups[1])
    tops = [[x for x in side if not x.bottom] for side in (left, right)]
    ends = [[x for x in side if x.bottom] for side in (left, right)]
    body: list[Row] = []
    for upper, lower in (tops, ends):
        for i in range(max(len(upper), len(lower))):
            number = len(body) + 1
            first = _half(case, layout, sheet, upper, i, "收入", number)
            body.append((*first, *_half(case, layout, _right(sheet), lower, i, "支出", number)))
    head_rows = header(paths, ordinals=False)
    lines = [1.2] if "lines" in sheet.form else []
    widths = [4.6, *lines, *[2.6] * len(sheet.columns)]
    widths += [4.6, *lines, *[2.6] * len(_right(sheet).columns)]
    return framed(case, layout, sheet, head_rows, body, widths)


def _right(sheet: Sheet) -> Sheet:
    """The sheet as its right side sees it: a column for every fund, where it splits them."""
    return replace(sheet, columns=_FUNDS) if "funds" in sheet.form else sheet


def _side_paths(case: Case, layout: Layout, sheet: Sheet, group: str) -> list[tuple[str, ...]]:
    above, _, item = group.rpartition("/")
    start = tuple(above.split("/")) if above else ()
    money = sheet.money or layout.money
    lines = [(*start, "行次")] if "lines" in sheet.form else []
    measures = [(*start, *path_of(x.path, case, layout, money)) for x in sheet.columns]
    return [(*start, item), *lines, *measures]


def _half(
    case: Case, layout: Layout, sheet: Sheet, items: Sequence[_Item], at: int,
    side: Literal["收入", "支出"], number: int,
) -> Row:  # fmt: skip
    lines = [head(str(number if side == "收入" else number + 40))] if "lines" in sheet.form else []
    if at >= len(items):
        return (BLANK, *lines, *[BLANK] * len(sheet.columns))
    item = items[at]
    named = label(item.text, "center" if item.bottom and item.text.endswith("总计") else "left")
    return (
        replace(named, indent=len(item.above)),
        *lines,
        *_figures(case, layout, sheet, item, side),
    )


def _figures(
    case: Case, layout: Layout, sheet: Sheet, item: _Item, side: Literal["收入", "支出"]
) -> list[Cell]:
    money = sheet.money or layout.money
    means = Meaning((*item.above, item.text), side=side)
    return [
        measured(case, column, money, _value(sheet, item, column), means, sheet)
        for column in sheet.columns
    ]


def _value(sheet: Sheet, item: _Item, column: Column) -> Value:
    code = item.code
    if sheet.columns is not _FUNDS or code is None:
        return item.value
    return lambda b: b.sum(PARTS[column.part], code)


def _stacked(
    case: Case, layout: Layout, sheet: Sheet, left: list[_Item], right: list[_Item]
) -> Table:
    money = sheet.money or layout.money
    stub = sheet.stub or ("项目",)
    paths = [tuple(stub[0].split("/"))]
    paths += [path_of(x.path, case, layout, money) for x in sheet.columns]
    body: list[Row] = []
    for side, items in (("收入", left), ("支出", right)):
        for item in items:
            cells = _figures(case, layout, sheet, item, side)  # type: ignore[arg-type]
            body.append((replace(label(item.text), indent=len(item.above)), *cells))
    return framed(case, layout, sheet, header(paths), body, (6.0, *[2.6] * len(sheet.columns)))
