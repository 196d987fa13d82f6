"""Rules about the rows of a table of projects: their sources of money and the items they belong to.

Each function takes a Context and gives Outcomes; nothing at all means that the table does not show
by its other rows that the rule holds. They are named in rules.yaml.

    外贸稳增长奖补 合计 642.00 | 一般公共预算 624.00, while every other row adds up  -> broken
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.checks.between import cell_of, total_cell
from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, agree, sum_up
from extract.checks.within import cell_term, filled
from extract.kinds import Sheet
from extract.ledger import Column
from extract.projects import project_row_names

__all__ = ["items_of_projects", "sources_of_projects"]

_FEW = 4
"""One row in so many may break what the others show."""


def sources_of_projects(context: Context) -> Iterator[Outcome]:
    """合计 = the columns beside it, row by row, where nearly all rows of the table say so."""
    for sheet in context.of_kind("projects"):
        whole = sheet.ledger.column("total")
        beside = [c for c in sheet.ledger.columns if c is not whole and c.period == "this"]
        if whole is None or len(beside) < 2 or any(c.measure == "of_which" for c in beside):
            continue
        outcomes = list(_across(sheet, whole, beside))
        broken = [outcome for outcome in outcomes if outcome.status == "broken"]
        if _whole_breaks(sheet, whole, beside):
            continue  # money from a source that has no column
        if len(broken) * _FEW <= len(outcomes) and len(outcomes) >= _FEW:
            yield from outcomes


def _whole_breaks(sheet: Sheet, whole: Column, beside: list[Column]) -> bool:
    """The 合计 row itself does not add up across: its own mistakes are those of its columns."""
    row = sheet.ledger.total_row
    target = cell_term(sheet, row, whole) if row else None
    parts = [term for c in beside if row and (term := cell_term(sheet, row, c))]
    return bool(target and parts and sum_up(target, parts).status == "broken")


def _across(sheet: Sheet, whole: Column, beside: list[Column]) -> Iterator[Outcome]:
    for row in sheet.ledger.rows:
        target = cell_term(sheet, row, whole)
        parts = [term for column in beside if (term := cell_term(sheet, row, column))]
        if target and target.yuan and any(part.yuan for part in parts):
            yield sum_up(target, parts, group=sheet.ledger.place)


def items_of_projects(context: Context) -> Iterator[Outcome]:
    """Projects by code = 项目支出 by code, where both tables hold the same money in all."""
    for sheet in context.of_kind("projects"):
        for column in sheet.ledger.columns:
            by_code = _by_code(sheet, column)
            whole = sum((term.yuan for terms in by_code.values() for term in terms), Decimal(0))
            for table in context.of_kind("functional", "all", "general_public", "fiscal"):
                total = total_cell(table, "project")
                if len(by_code) > 2 and total and total.yuan == whole:
                    yield from _shared_out(table, by_code)


def _by_code(sheet: Sheet, column: Column) -> dict[str, list[Term]]:
    """The amounts of the projects by their 7-digit code; empty where a project has none."""
    found: dict[str, list[Term]] = defaultdict(list)
    for row, name in project_row_names(sheet.ledger):
        term = cell_term(sheet, row, column)
        if row.level != "项" and filled(sheet, row):
            return {}
        if term and term.yuan and row.code:
            found[row.code].append(_named(term, name))
    return found


def _named(term: Term, name: str) -> Term:
    """The term under the name of its project."""
    return term._replace(label=f"{term.label.partition('“')[0]}“{name}”")


def _shared_out(table: Sheet, by_code: dict[str, list[Term]]) -> Iterator[Outcome]:
    """One finding for the codes of one table that hold other projects than the table says."""
    rows = {row.code: row for row in table.ledger.coded if row.whole} or {}
    outcomes = [
        agree(left, terms[0], "项目") if len(terms) == 1 else sum_up(left, terms, "项目")
        for code, terms in by_code.items()
        if (left := cell_of(table, rows.get(code), "project"))
    ]
    broken = [outcome for outcome in outcomes if outcome.status == "broken"]
    if not outcomes or len(broken) > max(2, len(outcomes) // _FEW):
        return
    yield from (outcome for outcome in outcomes if outcome.status != "broken")
    if broken:
        more = f"；另有 {len(broken) - 1} 个科目也不符，可能两行颠倒" if broken[1:] else ""
        others = tuple(o.left for o in broken[1:] if o.left)
        first = broken[0]
        yield replace(first, told=first.message + more, right=(*first.right, *others))
