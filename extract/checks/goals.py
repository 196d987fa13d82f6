"""Rules about performance targets: the projects listed, their amounts, and what the text says of them.

Each function takes a Context and gives Outcomes; nothing at all means that no table of projects with
targets is there. They are named in rules.yaml. A text may speak of more projects than a table lists:
number and amount are held against the table only where the other of the two agrees.

    对 10 个项目编报了绩效目标，涉及资金 850.22 万元; the table lists 7 with 850.22 万元  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, money_term, sum_up
from extract.checks.within import cell_term
from extract.items import MONEY, money_in
from extract.kinds import Sheet
from extract.ledger import Row
from ingest.facts import FindingSide

__all__ = ["goals_add_up", "goals_in_text"]


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


_SAID = re.compile(
    rf"(?P<n>\d+)个(?:预算|二级|一级)?项目[^,。;\d]{{0,14}}绩效目标[^。;\d]{{0,20}}?(?:涉及|金额|资金)[^\d。;]{{0,14}}{MONEY}"
    rf"|绩效目标[^,。;\d]{{0,10}}项目(?:数量)?(?:共计|共|有|为)*(?P<m>\d+)个[^\d。;]{{0,20}}{MONEY.replace('<a>', '<b>').replace('<u>', '<v>')}"
)


def goals_in_text(context: Context) -> Iterator[Outcome]:
    """The number of projects with targets and their money, as the table lists them."""
    tables = [
        projects
        for s in context.of_kind("performance")
        if len(projects := _projects(s)[1]) > 1
        and len(_on_top(s)) == sum(not row.total for row in s.ledger.rows)
    ]
    if len(tables) != 1:
        return
    rows, terms = zip(*tables[0], strict=True)
    for flat in context.prose.flats:
        for found in _SAID.finditer(flat.text):
            money = money_in(found) if found["a"] else None
            if money is None:
                continue
            count, paid = int(found["n"]), sum(bool(term.yuan) for term in terms)
            cite = context.prose.cite(flat, found.start(), found.end())
            left = money_term("正文“绩效项目资金”", money, lambda cite=cite: cite)  # type: ignore[misc]
            amount = sum_up(left, terms)
            if count in (paid, len(rows)):
                yield amount
            elif amount.status != "broken":
                sides = (
                    FindingSide("正文“项目个数”", Decimal(count), "个", cite),
                    FindingSide("绩效目标表", Decimal(len(rows)), "个", terms[0].cite()),
                )
                message = f"正文写对 {count} 个项目编报绩效目标，表中列出 {len(rows)} 个，金额相同"
                yield Outcome("broken", message, sides=sides)
