"""Rules inside one table: totals, classes and items, rows.

Each function takes a Context and gives Outcomes; nothing at all means that no table of the needed
form is there. They are named in rules.yaml.

    表三“部门支出总表”“合计/基本支出” 2,364 万元，各类相加为 2,363 万元  -> rounding (u = 1, n = 4)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import cast

from extract.checks.context import Context
from extract.checks.form import official_names
from extract.checks.verdict import Outcome, Term, sum_up, term_of
from extract.kinds import Sheet
from extract.labels import is_carry, same_name
from extract.ledger import Column, Row

__all__ = [
    "cell_term",
    "cell_terms",
    "change_column",
    "children",
    "classes",
    "filled",
    "income_sources",
    "income_with_carryover",
    "row_parts",
    "sides_balance",
    "spending_classes",
    "spending_with_carryover",
]

_ADDITIVE = ("basic", "project", "upward", "operating_spending", "subsidy", "reserve", "next_year")
_PART_OF_BASIC = ("wages", "goods", "family", "capital", "personnel", "public", "of_which", "rate")


def cell_term(sheet: Sheet, row: Row, column: Column) -> Term | None:
    """A figure as a term, made once; None where no amount is printed."""
    kept, at = sheet.ledger.kept, (row.index, column.index)
    if at not in kept:
        kept[at] = _cell_term(sheet, row, column)
    return cast("Term | None", kept[at])


def _cell_term(sheet: Sheet, row: Row, column: Column) -> Term | None:
    entry = sheet.ledger.entry(row, column)
    if entry is None or entry.fact.kind != "amount":
        return None
    label = f"{row.label or '合计'}/{column.name}" if len(sheet.ledger.columns) > 1 else row.label
    return term_of(entry, label, sheet.ledger)


def sides_balance(context: Context) -> Iterator[Outcome]:
    """收入总计 = 支出总计, to the last digit."""
    for income in context.of_kind("balance", side="收入"):
        for spending in context.of_kind("balance", side="支出"):
            if income.ledger.table is not spending.ledger.table:
                continue
            left = _grand(income)
            right = _grand(spending)
            if left and right:
                yield sum_up(left, [right], exact=True)
                break


def _grand(sheet: Sheet) -> Term | None:
    """The total of a side after everything carried over; None where only 本年合计 is printed."""
    row, column = sheet.grand_total, sheet.ledger.column("total")
    if row is None or column is None or re.match(r"本年|当年", row.label):
        return None
    term = cell_term(sheet, row, column)
    return term if term and term.yuan else None


def income_with_carryover(context: Context) -> Iterator[Outcome]:
    """本年收入合计 + 上年结转 + 使用结余 = 收入总计."""
    for sheet in context.of_kind("balance", side="收入"):
        yield from _with_carryover(sheet)


def spending_with_carryover(context: Context) -> Iterator[Outcome]:
    """本年支出合计 + 结余分配 + 结转下年 = 支出总计."""
    for sheet in context.of_kind("balance", side="支出"):
        yield from _with_carryover(sheet)


def _with_carryover(sheet: Sheet) -> Iterator[Outcome]:
    year, grand = sheet.year_total, sheet.grand_total
    if year is None or grand is None or year.index >= grand.index:
        return
    between = [
        row for row in sheet.ledger.rows if year.index < row.index < grand.index and row.label
    ]
    rank = min((row.rank for row in between), default=0)
    carried = [row for row in between if row.rank == rank and not row.of_which]
    if not all(is_carry(row.label) or "分配" in row.label for row in carried):
        return
    for column in sheet.ledger.columns:
        total, parts = cell_term(sheet, grand, column), cell_terms(sheet, [year, *carried], column)
        if total and total.yuan and len(parts) > 1:
            yield sum_up(total, parts)


def cell_terms(sheet: Sheet, rows: Sequence[Row], column: Column) -> list[Term]:
    """The figures of several rows in one column."""
    return [term for row in rows if (term := cell_term(sheet, row, column))]


def income_sources(context: Context) -> Iterator[Outcome]:
    """本年收入合计 = Σ 一、二、三、… of the income side."""
    for sheet in context.of_kind("balance", side="收入"):
        yield from _numbered(sheet)
        yield from _by_fund(sheet)


_FUND_ROW = re.compile(r"^(?:一般公共|公共财政|政府性基金|国有资本)(?!.*(?:结转|结余))")


def _by_fund(sheet: Sheet) -> Iterator[Outcome]:
    """财政拨款收入 = 一般公共预算 + 政府性基金 + 国有资本, printed straight under it."""
    column = sheet.ledger.column("total")
    for position, row in enumerate(sheet.ledger.rows):
        if column is None or not re.match(r"(?:财政|政府预算)\S{0,4}拨款(?!\S*结转)", row.label):
            continue
        under = []
        for below in sheet.ledger.rows[position + 1 :]:
            deeper = below.rank > row.rank or below.path[:-1] == row.path
            if not deeper or not _FUND_ROW.match(below.label):
                break
            under.append(below)
        target, parts = cell_term(sheet, row, column), cell_terms(sheet, under, column)
        if target and target.yuan and len(parts) > 1:
            yield sum_up(target, parts)


def spending_classes(context: Context) -> Iterator[Outcome]:
    """本年支出合计 = Σ 类 of the spending side, by numbering or by the names of the coded tables."""
    for sheet in context.of_kind("balance", side="支出"):
        numbered = list(_numbered(sheet))
        yield from numbered or _named_classes(context, sheet)


def _numbered(sheet: Sheet) -> Iterator[Outcome]:
    """Rows of the highest rank add up to the first total below them."""
    year = sheet.year_total
    total = year if year and year.rank == 0 else sheet.grand_total
    if total is None:
        return
    above = [row for row in sheet.ledger.rows if row.index < total.index and row.label]
    first = [row for row in above if row.rank == 1]
    within = {row.path for row in first}
    loose = [
        row
        for row in above
        if row.rank == 0 and not row.of_which and not row.total and row.path[:-1] not in within
    ]
    carried = [row for row in loose if is_carry(row.label)] if total is not year else []
    if len(first) < 2 or any(row not in carried and filled(sheet, row) for row in loose):
        return
    for column in sheet.ledger.columns:
        target = cell_term(sheet, total, column)
        parts = cell_terms(sheet, [*first, *carried], column)
        if target and target.yuan and parts and column.measure not in ("rate", "of_which"):
            yield sum_up(target, parts)
    yield from _under_year_row(sheet, first, total)


def _under_year_row(sheet: Sheet, first: Sequence[Row], total: Row) -> Iterator[Outcome]:
    """一、本年支出 = Σ （一）（二）… under it."""
    for row, following in pairwise([*first, total]):
        if not re.fullmatch(r"本年(?:收入|支出)", row.label):
            continue
        under = [
            r for r in sheet.ledger.rows if row.index < r.index < following.index and r.rank == 2
        ]
        for column in sheet.ledger.columns:
            target, parts = cell_term(sheet, row, column), cell_terms(sheet, under, column)
            if target and target.yuan and len(parts) > 1:
                yield sum_up(target, parts)


def filled(sheet: Sheet, row: Row) -> bool:
    """Something other than zero stands in the row."""
    return any(entry.yuan for _, entry in sheet.ledger.entries(row))


def _named_classes(context: Context, sheet: Sheet) -> Iterator[Outcome]:
    """Without numbering the classes are known by name from a coded table; each must stand once.

    Another filled 类 beside them may be of a fund whose table has no codes: either way may add up.
    """
    tables = context.of_kind("functional", "all", "general_public", "fiscal")
    coded = next((table for table in tables if table.ledger.coded), None)
    total, column = sheet.year_total or sheet.grand_total, sheet.ledger.column("total")
    if coded is None or total is None or column is None:
        return
    names = dict.fromkeys(row.label for row in coded.ledger.coded if row.level == "类")
    rows = [[r for r in sheet.ledger.rows if same_name(r.label, name)] for name in names]
    if names and all(len(found) == 1 for found in rows):
        named = [found[0] for found in rows]
        ways = [named, [*named, *_classes_beside(sheet, named, total)]]
        target = cell_term(sheet, total, column)
        if target and target.yuan:
            outcomes = [sum_up(target, cell_terms(sheet, way, column)) for way in ways]
            yield next((o for o in outcomes if o.status != "broken"), outcomes[-1])


def _classes_beside(sheet: Sheet, named: Sequence[Row], total: Row) -> list[Row]:
    """Filled rows that stand beside the named ones and bear the name of a 类."""
    beside = {row.path[:-1] for row in named}
    names = [n for code, known in official_names().items() if code[0] == "2" for n in known]
    return [
        row
        for row in sheet.ledger.rows
        if row.index < total.index
        and row.path[:-1] in beside
        and row not in named
        and any(same_name(row.label, name) for name in names)
        and filled(sheet, row)
    ]


def row_parts(context: Context) -> Iterator[Outcome]:
    """合计 = 基本支出 + 项目支出 + every other printed part, row by row."""
    for sheet in [*context.of_kind("functional"), *context.of_kind("economic")]:
        ledger = sheet.ledger
        total, basic = ledger.column("total"), ledger.column("basic")
        if total is None or basic is None or ledger.column("project") is None:
            continue
        parts = [c for c in ledger.columns if c.measure in _ADDITIVE and c.period == "this"]
        if _unknown_part(sheet, total):
            continue
        rows = sorted(ledger.rows, key=lambda row: row is not ledger.total_row)
        for row in rows:
            left, right = (
                cell_term(sheet, row, total),
                [t for c in parts if (t := cell_term(sheet, row, c))],
            )
            if left and left.yuan and right:
                yield sum_up(left, right, group=ledger.place)


def _unknown_part(sheet: Sheet, total: Column) -> bool:
    """A filled column that may be a part of the total and is not recognised."""
    known = {*_ADDITIVE, *_PART_OF_BASIC}
    return any(
        column.measure not in known and column is not total and _column_filled(sheet, column)
        for column in sheet.ledger.columns
    )


def _column_filled(sheet: Sheet, column: Column) -> bool:
    return any(f.value for (_, c), f in sheet.ledger.cells.items() if c == column.index)


def _coded_sheets(context: Context, kinds: Sequence[str]) -> Iterator[tuple[Sheet, list[Row]]]:
    for sheet in context.sheets:
        rows = [row for row in sheet.ledger.coded if row.whole] or list(sheet.ledger.coded)
        once = max(Counter(row.code for row in rows).values(), default=0) == 1
        if sheet.kind in kinds and rows and once and not _loose(sheet):
            yield sheet, rows


def _loose(sheet: Sheet) -> bool:
    """A filled row without a readable code among coded ones: sums by code would miss it."""
    return any(
        filled(sheet, row)
        for row in sheet.ledger.rows
        if not (row.code or row.total or row.unit or "合计" in row.label or "小计" in row.label)
    )


def classes(context: Context) -> Iterator[Outcome]:
    """The 合计 row = Σ 类, in every column."""
    for sheet, rows in _coded_sheets(context, ("functional", "income", "economic", "operating")):
        total = sheet.ledger.total_row
        top = [row for row in rows if row.level == "类"]
        orphan = any(row.code and row.code[:3] not in {r.code for r in top} for row in rows)
        if total is None or not top or orphan:
            continue
        for column in sheet.ledger.columns:
            target, parts = cell_term(sheet, total, column), cell_terms(sheet, top, column)
            if target and (target.yuan or any(part.yuan for part in parts)):
                yield sum_up(target, parts)


_DEEPEST = 7


def children(context: Context, kinds: Sequence[str]) -> Iterator[Outcome]:
    """类 = Σ 款, 款 = Σ 项 by code prefix, in every column."""
    for sheet, rows in _coded_sheets(context, kinds):
        columns = [column for column in sheet.ledger.columns if _column_filled(sheet, column)]
        beside = _beside(context, sheet) if len(columns) == 1 else []
        own_rows = set(map(id, rows))
        below = _by_prefix([*rows, *(each for _, each in beside)])
        for row in rows:
            under = _children(row, below)
            own = [each for each in under if id(each) in own_rows]
            for column in columns if under else ():
                target, parts = cell_term(sheet, row, column), cell_terms(sheet, own, column)
                parts += _terms_beside(beside, under)
                if target and (target.yuan or any(part.yuan for part in parts)):
                    yield sum_up(target, parts, group=sheet.ledger.place)


def _beside(context: Context, sheet: Sheet) -> list[tuple[Sheet, Row]]:
    """The coded rows of the column groups beside this one: a long list goes on in the next group."""
    return [
        (other, row)
        for other in context.sheets
        if other is not sheet and other.ledger.table is sheet.ledger.table
        and len(other.ledger.columns) == 1
        for row in other.ledger.coded
    ]  # fmt: skip


def _terms_beside(beside: Sequence[tuple[Sheet, Row]], under: Sequence[Row]) -> list[Term]:
    found = ((s, row) for s, row in beside if any(row is each for each in under))
    terms = (cell_term(s, row, s.ledger.columns[0]) for s, row in found)
    return [term for term in terms if term]


def _by_prefix(rows: Sequence[Row]) -> dict[tuple[str, int], list[Row]]:
    """The rows by what their code begins with and how long it is."""
    below: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        code = row.code or ""
        for shorter in range(len(code)):
            below.setdefault((code[:shorter], len(code)), []).append(row)
    return below


def _children(row: Row, below: Mapping[tuple[str, int], list[Row]]) -> list[Row]:
    """The rows of the nearest level under a code."""
    code = row.code or ""
    deeper = (below.get((code, length), []) for length in range(len(code) + 1, _DEEPEST + 1))
    return next(filter(None, deeper), [])


def change_column(context: Context) -> Iterator[Outcome]:
    """增减额 = 本年 − 上年, row by row, where most rows of the table say so."""
    for sheet in [*context.of_kind("functional"), *context.of_kind("economic")]:
        this = sheet.ledger.column("total")
        last, change = (_only(sheet, period) for period in ("last", "change"))
        if this is None or last is None or change is None:
            continue
        outcomes = [
            sum_up(terms[0], terms[1:], group=sheet.ledger.place)
            for row in sheet.ledger.rows
            if len(terms := [t for c in (this, last, change) if (t := cell_term(sheet, row, c))])
            == 3
            and any(term.yuan for term in terms)
        ]
        broken = sum(outcome.status == "broken" for outcome in outcomes)
        if broken * 4 <= len(outcomes):
            yield from outcomes


def _only(sheet: Sheet, period: str) -> Column | None:
    """The one column of amounts of a period; None where there are several."""
    columns = [c for c in sheet.ledger.columns if c.period == period and c.measure != "rate"]
    return columns[0] if len(columns) == 1 else None
