"""Rules about lists inside one table: purchases, projects, projects of a unit.

Each function takes a Context and gives Outcomes; nothing at all means that no table of the needed
form is there. They are named in rules.yaml. A sum is claimed only where no row can be a group of
other rows.

    《项目支出预算表》“合计/金额” 96.00 万元，老年食堂补助、村道保洁外包、中转站维护相加为 97.00 万元  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extract.checks.context import Context
from extract.checks.verdict import Outcome, Status, sum_up
from extract.checks.within import cell_term, cell_terms, filled
from extract.kinds import Sheet
from extract.labels import fold
from extract.ledger import Column, Row
from extract.projects import class_rows, project_row_names
from ingest.amount import number, printed_place
from ingest.facts import Fact, FindingSide

__all__ = ["procurement_kinds", "projects_listed", "quantity_times_price", "unit_subtotals"]


def procurement_kinds(context: Context) -> Iterator[Outcome]:
    """采购合计 = 货物 + 工程 + 服务, where the table prints these rows; each = Σ of its 品目."""
    for sheet in context.of_kind("procurement"):
        yield from _purchases(sheet)
        total, column = sheet.ledger.total_row, sheet.ledger.column("total")
        kinds = [
            r
            for r in sheet.ledger.rows
            if re.fullmatch(r"(?:货物|工程|服务)[类ABC]?(?:采购)?", r.label)
        ]
        if (
            total is None
            or column is None
            or not kinds
            or len({r.label for r in kinds}) < len(kinds)
        ):
            continue
        target, parts = cell_term(sheet, total, column), cell_terms(sheet, kinds, column)
        if target and parts:
            yield sum_up(target, parts)


_KIND = re.compile(r"(?:货物|工程|服务)[类ABC]?(?:采购)?")


def _purchases(sheet: Sheet) -> Iterator[Outcome]:
    """A kind, or 合计 where no kinds are printed, = Σ of the purchases listed with it."""
    ledger, column = sheet.ledger, sheet.ledger.column("total")
    rows = [row for row in ledger.rows if row.label and not row.unit and filled(sheet, row)]
    kinds = [row for row in rows if _KIND.fullmatch(row.label)]
    totals = [row for row in rows if row.total]
    items = [row for row in rows if row not in kinds and not row.total]
    if column is None or len(totals) > 1 or _nested(sheet, items):
        return
    for head, following in pairwise([*kinds, None]):
        end = following.index if following else ledger.table.height
        under = [row for row in items if head and head.index < row.index < end]
        yield from _sum_of(sheet, head, under, column)
    if not kinds and totals:
        yield from _sum_of(sheet, totals[0], items, column)


def _sum_of(
    sheet: Sheet, head: Row | None, under: Sequence[Row], column: Column
) -> Iterator[Outcome]:
    if head is None or len(under) < 2:
        return
    target, parts = cell_term(sheet, head, column), cell_terms(sheet, under, column)
    if target and target.yuan and len(parts) == len(under):
        outcome = sum_up(target, parts, group=sheet.ledger.place)
        leaves = all(_purchase_codes(sheet, row) or _priced(sheet, row) for row in under)
        if outcome.status != "broken" or leaves:
            yield outcome  # without codes a group of purchases may stand above its members


_WHOLES = (r"总价|总计", r"合计|金额|预算金额|采购金额")
"""合计 beside 总计 is a part of it, of one source of money."""


def _heads(sheet: Sheet) -> tuple[int, int, int] | None:
    """The columns 数量, 单价 and 总价; None where one of them is not there or stands twice."""
    count, price = _headed(sheet, r"(?:采购)?数量"), _headed(sheet, "单价")
    whole = next((found for words in _WHOLES if (found := _headed(sheet, words))), [])
    if not len(count) == len(price) == len(whole) == 1:
        return None
    return count[0], price[0], whole[0]


def _headed(sheet: Sheet, words: str) -> list[int]:
    heads = [fold(path[-1]) if path else "" for path in sheet.ledger.paths]
    pattern = re.compile(rf"(?:{words})(?:\(\S*\))?")
    return [i for i, head in enumerate(heads, sheet.ledger.span[0]) if pattern.fullmatch(head)]


def _purchase(sheet: Sheet, row: Row) -> tuple[Decimal, Fact, Fact] | None:
    """The number of pieces, the price and the sum of a row, where all three are printed."""
    heads = _heads(sheet)
    if heads is None:
        return None
    count = number(sheet.ledger.table.grid[row.index][heads[0]])
    price, whole = (sheet.ledger.cells.get((row.index, column)) for column in heads[1:])
    if not count or price is None or whole is None or not price.value or whole.value is None:
        return None
    return count, price, whole


def _priced(sheet: Sheet, row: Row) -> bool:
    return _purchase(sheet, row) is not None


def quantity_times_price(context: Context) -> Iterator[Outcome]:
    """数量 × 单价 = 总价, within the rounding of the price."""
    for sheet in context.of_kind("procurement"):
        for row in sheet.ledger.rows:
            purchase = None if row.total else _purchase(sheet, row)
            if purchase and purchase[1].unit == purchase[2].unit:
                yield _priced_outcome(sheet, row, *purchase)


def _priced_outcome(sheet: Sheet, row: Row, count: Decimal, price: Fact, whole: Fact) -> Outcome:
    each, total = price.value or Decimal(0), whole.value or Decimal(0)
    slack = printed_place(price.printed) / 2 * count + printed_place(whole.printed) / 2
    difference = abs(count * each - total)
    status: Status = "ties" if not difference else "rounding" if difference <= slack else "broken"
    message = f"{sheet.ledger.place}“{row.label}”数量 {count} × 单价 {price.printed}，总价印作 {whole.printed}"
    sides = (
        FindingSide(f"{sheet.ledger.place}“{row.label}/总价”", total, whole.unit, whole.citation),
        FindingSide("单价", each, price.unit, price.citation),
    )
    group = "" if status == "broken" else sheet.ledger.place
    return Outcome(status, message, None, (), difference, slack, group, sides)


def _nested(sheet: Sheet, rows: Sequence[Row]) -> bool:
    """A printed 品目 code is the beginning of another, or a row is a subtotal: sums would count twice."""
    codes = [code for row in rows for code in _purchase_codes(sheet, row)]
    nested = any(a != b and b.startswith(a) for a in codes for b in codes)
    return nested or any("小计" in row.label or row.of_which for row in rows)


def _purchase_codes(sheet: Sheet, row: Row) -> list[str]:
    figures = {column.index for column in sheet.ledger.columns}
    texts = sheet.ledger.table.grid[row.index]
    cells = [texts[at] for at in range(*sheet.ledger.span) if at not in figures]
    return [found[0] for text in cells if (found := re.match(r"[ABC]\d{2,}", text.strip()))]


def projects_listed(context: Context) -> Iterator[Outcome]:
    """项目支出表 合计 = Σ projects, where the projects stand on one level."""
    for sheet in (*context.of_kind("projects"), *context.of_kind("performance")):
        ledger = sheet.ledger
        total = ledger.total_row
        column = ledger.column("total") or ledger.column("total", period="budget")
        rows = [row for row, _ in project_row_names(ledger)]
        level = {(row.rank, len(row.path)) for row in rows}
        if total is None or column is None or len(rows) < 2 or len(level) != 1:
            continue
        if sheet.kind == "performance" and not total.total:
            continue  # a unit's row over the targets of its projects, not all of them
        if _unnamed(sheet, rows) or any(row.of_which for row in rows):
            continue
        for each in ledger.columns:
            target, parts = cell_term(sheet, total, each), cell_terms(sheet, rows, each)
            if target and target.yuan and len(parts) == len(rows):
                yield sum_up(target, parts)


def _unnamed(sheet: Sheet, rows: Sequence[Row]) -> bool:
    """A filled row that is neither a project nor a total: the sum may miss or repeat it."""
    heads = class_rows(sheet.ledger)
    return any(
        filled(sheet, row)
        for row in sheet.ledger.rows
        if row not in rows and not (row.total or row.unit or row.index in heads)
    )


def unit_subtotals(context: Context) -> Iterator[Outcome]:
    """A unit's own row = Σ of the projects printed under it."""
    for sheet in [*context.of_kind("performance"), *context.of_kind("projects")]:
        column = sheet.ledger.column("total")
        units = [row for row in sheet.ledger.rows if row.unit]
        for unit, following in pairwise([*units, None]) if column else ():
            end = following.index if following else sheet.ledger.table.height
            under = [r for r in sheet.ledger.rows if unit and unit.index < r.index < end]
            if column is None or unit is None or len(under) < 2:
                continue
            if any(row.total or not row.label for row in under):
                continue
            target, parts = cell_term(sheet, unit, column), cell_terms(sheet, under, column)
            if target and target.yuan and len(parts) == len(under):
                yield sum_up(target, parts)
