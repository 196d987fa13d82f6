"""Rules about where money comes from: sources beside each other, carry-overs, 财政拨款 against all money.

Each function takes a Context and gives Outcomes; nothing at all means that one of the tables is not
there or that the rule's condition does not hold: a unit with income of its own, or with money carried
over, is never held against a rule for units without. They are named in rules.yaml.

    政府性基金表 年初结转 12.00 + 本年收入 80.00 − 本年支出 90.00 = 年末结转 2.00  -> ties
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.checks.between import same, side_totals, total_cell
from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, nearest_of, sum_up
from extract.checks.within import cell_term, filled
from extract.kinds import Sheet
from extract.labels import fold, is_carry
from extract.ledger import Column, Row

__all__ = [
    "carried_within_fund",
    "fiscal_income_in_two_tables",
    "fund_in_fund_out",
    "funds_beside",
    "only_fiscal",
    "outturn_beyond_fiscal",
    "people_and_public",
]

_FUNDS = ("general_public", "gov_fund", "state_capital")


def funds_beside(context: Context) -> Iterator[Outcome]:
    """合计 = 一般公共预算 + 政府性基金 + 国有资本, row by row, where these are the columns of the table."""
    for sheet in context.of_kind("balance", side="支出"):
        ledger = sheet.ledger
        total = ledger.column("total")
        parts = [c for c in ledger.columns if c.measure in _FUNDS and c.period == "this"]
        known = {column.index for column in parts} | ({total.index} if total else set())
        if total is None or len(parts) < 2 or any(c.index not in known for c in ledger.columns):
            continue
        yield from _rows_add_up(sheet, total, parts)


def _rows_add_up(sheet: Sheet, total: Column, parts: Sequence[Column]) -> Iterator[Outcome]:
    for row in sheet.ledger.rows:
        whole = cell_term(sheet, row, total)
        each = [term for column in parts if (term := cell_term(sheet, row, column))]
        if whole and each and (whole.yuan or any(term.yuan for term in each)):
            yield sum_up(whole, each, group=sheet.ledger.place)


_HALVES = (("personnel", "public"), ("wages", "goods", "family", "capital"))


def people_and_public(context: Context) -> Iterator[Outcome]:
    """基本支出 (or the 合计 of a table of 基本支出) = 人员经费 + 公用经费, row by row."""
    for sheet in context.of_kind("economic"):
        ledger = sheet.ledger
        whole = ledger.column("basic") or (ledger.column("total") if sheet.basic_only else None)
        for measures in _HALVES:
            parts = [c for m in measures if (c := ledger.column(m))]
            if whole is None or len(parts) < 2 or _beside(sheet, whole, parts):
                continue
            yield from _rows_add_up(sheet, whole, parts)
            break


def _beside(sheet: Sheet, whole: Column, parts: Sequence[Column]) -> bool:
    """A filled column may be another part of the 基本支出: then nothing is claimed."""
    known = {whole.index, *(column.index for column in parts)}
    apart = ("total", "project", "basic")
    return any(
        column.index not in known
        and not (column.measure in apart and column.period == "this")
        and any(f.value for (_, c), f in sheet.ledger.cells.items() if c == column.index)
        for column in sheet.ledger.columns
    )


_START = re.compile(r"(?:年初|上年|期初)\S{0,10}(?:结转|结余)")
_END = re.compile(r"(?:年末|期末)\S{0,10}(?:结转|结余)|结转下年|下年结转")


def carried_within_fund(context: Context) -> Iterator[Outcome]:
    """年初结转 + 本年收入 − 本年支出 = 年末结转, row by row, in a table that prints all four."""
    for sheet in context.sheets:
        columns = _flow(sheet) if sheet.kind in ("functional", "other") else None
        for row in sheet.ledger.rows if columns else ():
            start, income, spending, end = (
                cell_term(sheet, row, column) if column else None for column in columns or ()
            )
            if income and spending and end and (income.yuan or spending.yuan or end.yuan):
                spent = spending._replace(yuan=-spending.yuan)
                parts = [term for term in (start, income, spent) if term]
                yield sum_up(end, parts, group=sheet.ledger.place)


def _flow(sheet: Sheet) -> tuple[Column | None, Column, Column, Column] | None:
    """The columns 年初结转, 本年收入, 本年支出, 年末结转; None where one is missing or one is unknown."""
    found: dict[str, Column] = {}
    for column in sheet.ledger.columns:
        head = fold(">".join(column.path))
        name = (
            "end" if _END.search(head) else "start" if _START.search(head)
            else "income" if re.search("收入", head) else "spending" if re.search("支出", head) else ""
        )  # fmt: skip
        part = re.search(r"基本支出|项目支出|其中", head)
        if not name:
            return None
        if part is None and found.setdefault(name, column) is not column:
            return None
    if {"income", "spending", "end", "start"} - set(found):
        return None
    return found["start"], found["income"], found["spending"], found["end"]


_FISCAL = re.compile(r"(?:本年)?(?:财政|政府预算)(?:预算)?拨款(?:收入|资金)?")
_BY_FUND = re.compile(
    r"^(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)(?:财政)?(?:拨款)?(?:收入|资金)?$"
)


def _fiscal_rows(sheet: Sheet) -> list[Row]:
    """The row of 财政拨款, or the rows of its funds, before anything carried over."""
    rows: list[Row] = []
    for row in sheet.ledger.rows:
        if is_carry(row.label) or row.total:
            break
        rows.append(row)
    whole = [row for row in rows if _FISCAL.fullmatch(row.label)]
    funds = [row for row in rows if _BY_FUND.fullmatch(row.label)]
    return whole or (funds if len({row.label for row in funds}) == len(funds) else [])


def only_fiscal(context: Context) -> Iterator[Outcome]:
    """收支总表 = 财政拨款收支总表 in total, where all income of the first is 财政拨款."""
    whole = context.first("balance", "all", side="收入")
    fiscal = context.first("balance", "fiscal", side="收入")
    column = whole.ledger.column("total") if whole else None
    if whole is None or fiscal is None or column is None or whole.grand_total is None:
        return
    parts = [t for row in _fiscal_rows(whole) if (t := cell_term(whole, row, column))]
    total = cell_term(whole, whole.grand_total, column)
    if not parts or total is None or not total.yuan:
        return
    if sum(part.yuan for part in parts) == total.yuan and (lefts := side_totals(fiscal)):
        outcomes = [same(left, total) for left in lefts]
        yield min(outcomes, key=lambda o: (o.status == "broken", o.difference or 0))


def fiscal_income_in_two_tables(context: Context) -> Iterator[Outcome]:
    """收入总表 财政拨款 = 财政拨款收支总表 本年收入."""
    income = context.first("income", "all")
    fiscal = context.first("balance", "fiscal", side="收入")
    left = _fiscal_column(income) if income else None
    if left is None or fiscal is None or not left.yuan:
        return
    carried = any(is_carry(row.label) and filled(fiscal, row) for row in fiscal.ledger.rows)
    rights = side_totals(fiscal)
    if rights and not (carried and fiscal.year_total is None):
        yield nearest_of([same(left, right) for right in rights])


def _fiscal_column(income: Sheet) -> Term | None:
    """财政拨款 of the 合计 row, where one column says so."""
    columns = [c for c in income.ledger.columns if c.measure == "fiscal" and c.period == "this"]
    if len(columns) != 1:
        return None
    return total_cell(income, "fiscal")


def fund_in_fund_out(context: Context) -> Iterator[Outcome]:
    """财政拨款收支总表: what came in of a fund, with what was carried over of it = the column of that fund."""
    for income in context.of_kind("balance", "fiscal", side="收入"):
        for spending in context.of_kind("balance", "fiscal", side="支出"):
            if income.ledger.table is spending.ledger.table and spending.grand_total:
                yield from _by_fund(income, spending)


_NAMES = {
    "general_public": "一般公共预算",
    "gov_fund": "政府性基金",
    "state_capital": "国有资本经营",
}


def _by_fund(income: Sheet, spending: Sheet) -> Iterator[Outcome]:
    column = income.ledger.column("total")
    for fund, name in _NAMES.items():
        out = total_of(spending, spending.grand_total, spending.ledger.column(fund))
        rows = _rows_of_fund(income, name)
        parts = [t for row in rows if column and (t := cell_term(income, row, column))]
        if out and parts and (out.yuan or any(part.yuan for part in parts)):
            yield sum_up(out, parts)


def total_of(sheet: Sheet, row: Row | None, column: Column | None) -> Term | None:
    """A cell as a term, where row and column are there."""
    return cell_term(sheet, row, column) if row and column else None


def _rows_of_fund(income: Sheet, name: str) -> list[Row]:
    """The rows of a fund, once among this year's money and once among what was carried over.

    Nothing where a fund stands twice, or where money was carried over and not split by funds.
    """
    rows = [row for row in income.ledger.rows if row.label and not row.total]
    first = next((at for at, row in enumerate(rows) if is_carry(row.label)), len(rows))
    year = [row for row in rows[:first] if row.label.startswith(name)]
    carried = [row for row in rows[first:] if row.label.startswith(name)]
    split = any(row.label.startswith(n) for row in rows[first:] for n in _NAMES.values())
    whole = first < len(rows) and filled(income, rows[first])
    if len(year) != 1 or len(carried) > 1 or (whole and not split):
        return []
    return [*year, *carried]


def outturn_beyond_fiscal(context: Context) -> Iterator[Outcome]:
    """决算: what was spent beyond 财政拨款 is other income and what was carried over; it explains, no more."""
    if "决算" not in (context.document.info.kind or ""):
        return
    balance, fiscal = (
        (context.first("balance", fund, side="收入"), context.first("balance", fund, side="支出"))
        for fund in ("all", "fiscal")
    )
    money = [_balance_flow(*sides) for sides in (balance, fiscal)]
    if money[0] is None or money[1] is None:
        return
    (income, start, spending, end), (f_income, f_start, f_spending, f_end) = money[0], money[1]
    spent = f_spending._replace(yuan=-f_spending.yuan)
    beyond = spending._replace(label="财政拨款以外的支出", yuan=spending.yuan + spent.yuan)
    parts = [income, start, _less(f_income), _less(f_start), _less(end), f_end]
    outcome = sum_up(beyond, [part for part in parts if part.yuan] or [income])
    if beyond.yuan and outcome.status != "broken":
        yield outcome


def _less(term: Term) -> Term:
    return term._replace(yuan=-term.yuan)


def _balance_flow(
    income: Sheet | None, spending: Sheet | None
) -> tuple[Term, Term, Term, Term] | None:
    """本年收入, 年初结转, 本年支出, 年末结转 of a balance that prints all of them."""
    if income is None or spending is None:
        return None
    found = []
    for sheet, words in ((income, _START), (spending, _END)):
        carry = next((row for row in sheet.ledger.rows if words.search(row.label)), None)
        for row in (sheet.year_total, carry):
            found.append(total_of(sheet, row, sheet.ledger.column("total")))
    year, start, spent, end = found
    if year is None or start is None or spent is None or end is None:
        return None
    return year, start, spent, end
