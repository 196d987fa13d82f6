"""Rules about lists inside one table: purchases, projects, projects of a unit.

Each function takes a Context and gives Outcomes; nothing at all means that no table of the needed
form is there. They are named in rules.yaml. A sum is claimed only where no row can be a group of
other rows.

    《项目支出预算表》“合计/金额” 96.00 万元，老年食堂补助、村道保洁外包、中转站维护相加为 97.00 万元  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.checks.context import Context
from extract.checks.verdict import Outcome, sum_up
from extract.checks.within import cell_term, cell_terms, filled
from extract.kinds import Sheet
from extract.ledger import Column, Row
from extract.projects import project_row_names

__all__ = ["procurement_kinds", "projects_listed", "unit_subtotals"]


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
        if outcome.status != "broken" or all(_purchase_codes(sheet, row) for row in under):
            yield outcome  # without codes a group of purchases may stand above its members


def _nested(sheet: Sheet, rows: Sequence[Row]) -> bool:
    """A printed 品目 code is the beginning of another, or a row is a subtotal: sums would count twice."""
    codes = [code for row in rows for code in _purchase_codes(sheet, row)]
    nested = any(a != b and b.startswith(a) for a in codes for b in codes)
    return nested or any("小计" in row.label or row.of_which for row in rows)


def _purchase_codes(sheet: Sheet, row: Row) -> list[str]:
    start, _ = sheet.ledger.span
    first = min(column.index for column in sheet.ledger.columns)
    cells = sheet.ledger.table.grid[row.index][start:first]
    return [found[0] for text in cells if (found := re.match(r"[ABC]\d{2,}", text.strip()))]


def projects_listed(context: Context) -> Iterator[Outcome]:
    """项目支出表 合计 = Σ projects, where the projects stand on one level."""
    for sheet in context.of_kind("projects"):
        ledger = sheet.ledger
        total, column = ledger.total_row, ledger.column("total")
        rows = [row for row, _ in project_row_names(ledger)]
        level = {(row.rank, len(row.path)) for row in rows}
        if total is None or column is None or len(rows) < 2 or len(level) != 1:
            continue
        if _unnamed(sheet, rows) or any(row.of_which for row in rows):
            continue
        for each in ledger.columns:
            target, parts = cell_term(sheet, total, each), cell_terms(sheet, rows, each)
            if target and target.yuan and len(parts) == len(rows):
                yield sum_up(target, parts)


def _unnamed(sheet: Sheet, rows: Sequence[Row]) -> bool:
    """A filled row that is neither a project nor a total: the sum may miss or repeat it."""
    return any(
        filled(sheet, row)
        for row in sheet.ledger.rows
        if row not in rows and not (row.total or row.unit)
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
