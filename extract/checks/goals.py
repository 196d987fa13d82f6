"""Rules about performance targets: the projects listed, their amounts, and what the text says of them.

Each function takes a Context and gives Outcomes; nothing at all means that no table of projects with
targets is there. They are named in rules.yaml. A text may speak of more projects than a table lists:
number and amount are held against the table only where the other of the two agrees.

    对 10 个项目编报了绩效目标，涉及资金 850.22 万元; the table lists 7 with 850.22 万元  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, money_term, sum_up, term_of
from extract.checks.within import cell_term
from extract.items import MONEY, money_in
from extract.kinds import Sheet
from extract.labels import fold
from extract.ledger import Entry, Row
from extract.projects import form_amount, project_forms
from ingest.amount import printed_place
from ingest.facts import Fact, FindingSide

__all__ = ["form_parts", "goals_add_up", "goals_in_text"]


def _projects(sheet: Sheet) -> tuple[Row | None, list[tuple[Row, Term]]]:
    """The total row and the projects with their amount, 0 too; of graded rows those on top."""
    column = sheet.ledger.column("total") or next(
        (c for c in sheet.ledger.columns if c.measure == "unknown"), None
    )
    rows = _on_top(sheet)
    if rows and rows[0].rank and not all(row.rank for row in rows):
        return None, []  # '一、…' and rows without a number: which holds which is not printed
    if column is None or any(r.unit or r.of_which or re.search("小计|合计", r.label) for r in rows):
        return None, []
    found = [(row, term) for row in rows if (term := cell_term(sheet, row, column))]
    names = [row.label for row, _ in found]
    if len(set(names)) < len(names) or not all(names):
        return None, []
    return sheet.ledger.total_row, found


def _on_top(sheet: Sheet) -> list[Row]:
    """The rows that stand under no other row: '一、食品安全监管' holds the activities listed below it."""
    rows = [row for row in sheet.ledger.rows if not row.total]
    printed = {row.path for row in rows}
    return [row for row in rows if len(row.path) < 2 or row.path[:-1] not in printed]


def goals_add_up(context: Context) -> Iterator[Outcome]:
    """合计 = Σ projects of the table of targets."""
    for sheet in context.of_kind("performance"):
        total, found = _projects(sheet)
        column = sheet.ledger.column("total")
        target = cell_term(sheet, total, column) if total and column else None
        if target and target.yuan and len(found) > 1:
            yield sum_up(target, [term for _, term in found])


_SAID = (
    re.compile(
        rf"(?P<n>\d+)个(?:预算|二级|一级)?项目[^,。;\d]{{0,14}}绩效目标[^。;\d]{{0,20}}?(?:涉及|金额|资金)[^\d。;]{{0,14}}{MONEY}"
    ),
    re.compile(
        rf"绩效目标[^,。;\d]{{0,10}}项目(?:数量)?(?:共计|共|有|为)*(?P<n>\d+)个[^\d。;]{{0,20}}{MONEY}"
    ),
)


def goals_in_text(context: Context) -> Iterator[Outcome]:
    """The number of projects with targets and their money, as the table or the forms give them."""
    tables = [
        projects
        for s in context.of_kind("performance")
        if len(projects := _projects(s)[1]) > 1
        and len(_on_top(s)) == sum(not row.total for row in s.ledger.rows)
    ]
    forms = _forms(context)
    for count, left in _said(context):
        if len(tables) == 1:
            yield from _against_table(count, left, tables[0])
        elif not tables and forms and all(len(terms) == count for terms in forms):
            outcomes = [sum_up(left, terms) for terms in forms]
            yield next((o for o in outcomes if o.status != "broken"), outcomes[0])


def _said(context: Context) -> Iterator[tuple[int, Term]]:
    for flat in context.prose.flats:
        for found in (match for pattern in _SAID for match in pattern.finditer(flat.text)):
            if (money := money_in(found)) is not None:
                cite = partial(context.prose.cite, flat, found.start(), found.end())
                yield int(found["n"]), money_term("正文“绩效项目资金”", money, cite)


def _against_table(
    count: int, left: Term, projects: Sequence[tuple[Row, Term]]
) -> Iterator[Outcome]:
    terms = [term for _, term in projects]
    amount = sum_up(left, terms)
    if count in (sum(bool(term.yuan) for term in terms), len(terms)):
        yield amount
    elif amount.status != "broken":
        sides = (
            FindingSide("正文“项目个数”", Decimal(count), "个", left.cite()),
            FindingSide("绩效目标表", Decimal(len(terms)), "个", terms[0].cite()),
        )
        message = f"正文写对 {count} 个项目编报绩效目标，表中列出 {len(terms)} 个，金额相同"
        yield Outcome("broken", message, sides=sides)


def _forms(context: Context) -> list[list[Term]]:
    """One form a project: their money of the year, and that of the whole projects, where all print it."""
    forms = list(project_forms(context.sheets))
    ways = [[form_amount(form, kind) for form in forms] for kind in (0, 1)]
    names = {fact.row_path[0] for way in ways for fact in way if fact}
    if len(names) < len(forms) or len(forms) < 2:
        return []
    return [
        [_form_term(form, fact) for form, fact in zip(forms, way, strict=True) if fact]
        for way in ways
        if all(way)
    ]


def _form_term(form: Sheet, fact: Fact) -> Term:
    entry = Entry(fact, printed_place(fact.printed))
    return term_of(entry, "/".join(fact.row_path), form.ledger)


_SOURCE = re.compile(
    r"(?:当年|本年|年度)?(?:财政|一般公共预算|政府性基金)\S{0,8}|\S{0,6}结转\S{0,6}|(?:其他|自有|自筹|单位)\S{0,4}"
)


def form_parts(context: Context) -> Iterator[Outcome]:
    """资金总额 of a form = 财政拨款 + 上年结转 + 其他资金 printed under it."""
    for form in project_forms(context.sheets):
        facts = [f for f in form.ledger.cells.values() if f.amount and f.state == "printed"]
        for whole in (fact for fact in facts if len(fact.row_path) == 2):
            under = [f for f in facts if len(f.row_path) > 2 and f.row_path[:2] == whole.row_path]
            names = [fact.row_path[-1] for fact in under]
            plain = len(set(names)) == len(names) and all(len(f.row_path) == 3 for f in under)
            if len(under) > 1 and plain and all(map(_SOURCE.fullmatch, map(fold, names))):
                yield sum_up(
                    _form_term(form, whole), [_form_term(form, f) for f in under], group="绩效表"
                )
