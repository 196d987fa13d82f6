"""Rules between two tables of one document.

Each function takes a Context and gives Outcomes; nothing at all means that one of the tables is not
there or that the rule's condition does not hold. They are named in rules.yaml.

    表一“收支总表”“支出总计” 51,447 万元，表三“部门支出总表”“合计/支出合计” 51,447 万元  -> ties
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from extract.checks.context import Context
from extract.checks.said_units import units_of_totals
from extract.checks.units import table_units, units_in_cells
from extract.checks.verdict import Outcome, Term, agree, candidate_term, nearest_of, sum_up, term_of
from extract.kinds import Fund, Sheet
from extract.labels import fold, is_carry, same_name
from extract.ledger import Row
from ingest.amount import tolerance

__all__ = [
    "appropriation_by_fund",
    "balance_and_income_table",
    "balance_and_spending_table",
    "basic_in_two_tables",
    "cell_of",
    "functional_and_economic",
    "project_table_and_spending_table",
    "same",
    "same_codes_in_two_tables",
    "side_totals",
    "single_funded",
    "total_cell",
    "unit_of_table",
]


def unit_of_table(context: Context) -> Iterator[Outcome]:
    """The figures of a table stand elsewhere in its own unit, not in another one."""
    names = [fold(table.title) for table in context.document.tables]
    yield from table_units(context.facts, names)
    yield from _dearer_than_all(context)
    yield from units_in_cells(context.facts, names, [t.unit for t in context.document.tables])
    yield from units_of_totals(context)


_BOUGHT = re.compile(r"新增资产|资产(?:配置|购置|采购)|设备(?:配置|购置|采购)|政府?采购")
_DEARER = 10


def _dearer_than_all(context: Context) -> Iterator[Outcome]:
    """What is to be bought costs many times all spending of the year: its unit is printed wrong."""
    spent = next(iter(context.found("total_expenditure").table), None)
    for sheet in context.sheets if spent and spent.value else ():
        bought = sheet.kind in ("assets", "procurement") and _BOUGHT.search(sheet.ledger.title)
        total = total_cell(sheet, "total") if bought else None
        if total and spent and total.yuan > spent.value * _DEARER:
            whole = candidate_term(spent)
            message = f"{total.label} {total.shown}，多于{whole.label} {whole.shown}的 {_DEARER} 倍：表的单位可能印错"
            yield Outcome("broken", message, total, (whole,), total.yuan - whole.yuan)


def cell_of(sheet: Sheet | None, row: Row | None, *measures: str) -> Term | None:
    """The printed figure of a row in the first column of these measures."""
    if sheet is None or row is None:
        return None
    kept, at = sheet.ledger.kept, (row.index, measures)
    if at not in kept:
        kept[at] = _cell_of(sheet, row, measures)
    return cast("Term | None", kept[at])


def _cell_of(sheet: Sheet, row: Row, measures: Sequence[str]) -> Term | None:
    entry = sheet.ledger.entry(row, sheet.ledger.column(*measures))
    if entry is None or not entry.printed or entry.fact.unit is None:
        return None
    return term_of(entry, row.label or "合计", sheet.ledger)


def total_cell(sheet: Sheet | None, *measures: str) -> Term | None:
    """The printed figure of the whole table."""
    return cell_of(sheet, sheet.ledger.total_row, *measures) if sheet else None


def side_totals(sheet: Sheet | None) -> list[Term]:
    """总计 and 本年合计 of one side of a balance, those that are printed."""
    if sheet is None:
        return []
    rows = [row for row in (sheet.grand_total, sheet.year_total) if row]
    return [term for row in rows if (term := cell_of(sheet, row, "total"))]


def same(left: Term, right: Term) -> Outcome:
    """Two tables: one printed unit of the coarser side is rounding."""
    outcome = agree(left, right)
    if outcome.status == "broken" and abs(left.yuan - right.yuan) <= tolerance(
        max(left.place, right.place), 1
    ):
        return Outcome(
            "rounding",
            outcome.told,
            left,
            (right,),
            outcome.difference,
            max(left.place, right.place),
        )
    return outcome


def _any_of(lefts: Iterable[Term], right: Term) -> Outcome | None:
    """The first left that agrees, else the comparison with the nearest."""
    outcomes = [same(left, right) for left in lefts]
    return nearest_of(outcomes) if outcomes else None


def balance_and_income_table(context: Context) -> Iterator[Outcome]:
    """收支总表 收入 = 收入总表 合计."""
    totals = side_totals(context.first("balance", "all", side="收入"))
    income = context.first("income", "all")
    right = total_cell(income, "total")
    if totals and right and (outcome := _any_of(totals, right)):
        yield outcome


def _spending_side(context: Context) -> Sheet | None:
    """The spending side of the 收支总表 that ends in a total."""
    sides = list(context.of_kind("balance", "all", side="支出"))
    return next((sheet for sheet in sides if sheet.grand_total), None)


def balance_and_spending_table(context: Context) -> Iterator[Outcome]:
    """收支总表 支出 = 支出总表, in total and for each 类."""
    functional = context.first("functional", "all")
    right = total_cell(functional, "total")
    totals = side_totals(_spending_side(context))
    if totals and right and (outcome := _any_of(totals, right)):
        yield outcome
    if functional is None:
        return
    for balance in context.of_kind("balance", "all", side="支出"):
        yield from _classes(balance, functional)


def _classes(balance: Sheet, functional: Sheet) -> Iterator[Outcome]:
    top = [row for row in functional.ledger.coded if row.level == "类" and row.whole]
    if not functional.ledger.coded:
        plain = (r for r in functional.ledger.rows if len(r.path) == 1 and r.whole)
        top = [row for row in plain if not (row.total or row.unit or row.of_which)]
    for row in top:
        named = [r for r in balance.ledger.rows if same_name(r.label, row.label)]
        left = cell_of(balance, named[0], "total") if len(named) == 1 else None
        right = cell_of(functional, row, "total")
        if left and right:
            outcome = same(left, right)
            yield Outcome(
                outcome.status,
                outcome.told,
                left,
                (right,),
                outcome.difference,
                outcome.tolerance,
                "类",
            )


def appropriation_by_fund(context: Context) -> Iterator[Outcome]:
    """财政拨款收支总表 支出 = 一般公共预算表 + 政府性基金表 + 国有资本经营预算表."""
    sides = [s for s in context.of_kind("balance", "fiscal", side="支出") if s.grand_total]
    public = total_cell(context.first("functional", "general_public"), "total", "general_public")
    if not sides or public is None:
        return
    others = (_of_fund(context, fund) for fund in ("gov_fund", "state_capital"))
    parts = [public, *(term for term in others if term)]
    ways = [
        parts,
        *([*parts, term] for term in _carried(context.first("balance", "fiscal", side="收入"))),
    ]
    outcomes = [sum_up(total, way) for total in side_totals(sides[0]) for way in ways]
    fitting = [outcome for outcome in outcomes if outcome.status != "broken"]
    yield from (fitting or outcomes)[:1]


def _of_fund(context: Context, fund: Fund) -> Term | None:
    """What a fund spends, by its table of spending, else by the spending side of its 收支表."""
    own = total_cell(context.first("functional", fund), "total", fund)
    return own or next(iter(side_totals(context.first("balance", fund, side="支出"))), None)


def _carried(income: Sheet | None) -> list[Term]:
    """What was carried over in 财政拨款, in all and by fund: a table of this year's money lacks it.

    One fund's table may hold it while that of another prints this year's money alone.
    """
    rows = income.ledger.rows if income else ()
    carried = [row for row in rows if any(map(is_carry, row.path))]
    terms = (cell_of(income, row, "total") for row in carried)
    return [term for term in terms if term and term.yuan]


def functional_and_economic(context: Context) -> Iterator[Outcome]:
    """一般公共预算 by function = by economic class: 合计, 基本支出, 项目支出."""
    for fund in ("general_public", "fiscal"):
        functional = context.first("functional", fund)
        sheets = list(context.of_kind("economic", fund))
        economic = next((sheet for sheet in sheets if not sheet.partial), None)
        if functional is None or economic is None:
            yield from _halves_of_basic(functional, sheets)
            continue
        if economic.basic_only:
            pairs = [("basic", ("total",))]
        else:
            pairs = [("total", ("total",)), ("basic", ("basic",)), ("project", ("project",))]
        for left_measure, right_measures in pairs:
            left, right = (
                total_cell(functional, left_measure),
                total_cell(economic, *right_measures),
            )
            if left and right:
                yield same(left, right)


def _halves_of_basic(functional: Sheet | None, sheets: Sequence[Sheet]) -> Iterator[Outcome]:
    """基本支出 = the table of its 人员经费 + the table of its 公用经费."""
    halves = [
        (sheet.partial[:2], total)
        for sheet in sheets
        if sheet.partial and sheet.basic_only and (total := total_cell(sheet, "total"))
    ]
    left = total_cell(functional, "basic")
    if left and sorted(name for name, _ in halves) == ["人员", "公用"]:
        yield sum_up(left, [total for _, total in halves])


def basic_in_two_tables(context: Context) -> Iterator[Outcome]:
    """支出总表 基本支出 = 基本支出表 合计, where all spending is from the funds of the second table."""
    whole = context.first("functional", "all")
    tables = [s for s in context.of_kind("economic") if s.basic_only and not s.partial]
    left = total_cell(whole, "basic")
    if left is None:
        return
    for table in tables:
        right = total_cell(table, "total")
        if right and (table.fund == "all" or single_funded(context, table)):
            yield same(left, right)


def single_funded(context: Context, table: Sheet) -> bool:
    """All spending of the 支出总表 is spending of the fund of another table."""
    whole = total_cell(context.first("functional", "all"), "total")
    part = total_cell(context.first("functional", table.fund), "total")
    return bool(whole and part and whole.yuan == part.yuan)


def project_table_and_spending_table(context: Context) -> Iterator[Outcome]:
    """项目支出表 合计 = 支出总表 项目支出."""
    left = total_cell(context.first("functional", "all"), "project")
    for sheet in context.of_kind("projects", "all"):
        right = total_cell(sheet, "total")
        title = sheet.ledger.title
        if left and right and "项目支出" in title and not re.search("上级|转移支付", title):
            yield same(left, right)


def same_codes_in_two_tables(context: Context) -> Iterator[Outcome]:
    """支出总表 = 一般公共预算支出表, code by code, where all spending is 一般公共预算."""
    whole = context.first("functional", "all")
    public = context.first("functional", "general_public")
    if whole is None or public is None or not single_funded(context, public):
        return
    by_code = {row.code: row for row in public.ledger.coded if row.whole}
    for row in whole.ledger.coded:
        for measure in ("total", "basic", "project"):
            left, right = (
                cell_of(whole, row, measure),
                cell_of(public, by_code.get(row.code), measure),
            )
            if left and right:
                outcome = same(left, right)
                yield Outcome(
                    outcome.status,
                    outcome.told,
                    left,
                    (right,),
                    outcome.difference,
                    outcome.tolerance,
                    "科目",
                )
