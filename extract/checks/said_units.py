"""The total of a table said in prose under another unit than the table prints it in.

Takes a Context, gives Outcomes: the prose names the table and prints the digits of its total.
Only tables whose totals no other rule holds against the prose.

    2030年新增资产配置预算816.00元; 表14《新增资产配置预算表》 合计 816.00, 单位：万元  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.changes import Money
from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, term_of
from extract.items import MONEY, money_in
from extract.kinds import Sheet
from extract.labels import fold
from extract.narrative import of_a_part
from ingest.amount import number
from ingest.figures.sentences import Flat

__all__ = ["units_of_totals"]

_KINDS = ("assets", "other")
_NOISE = re.compile(
    r"20\d\d年度?|(?:部门|单位|本级|本)|预算|决算|(?:情况|明细|汇总)?表|情况|\([^()]*\)|安排|资金|金额|总额|合计|总计|共|计|为"
)
_TELLING = 4
"""A name of fewer characters names several things."""


def units_of_totals(context: Context) -> Iterator[Outcome]:
    """'新增资产配置预算816.00万元' = the 合计 of 新增资产配置预算表, in the unit that it prints."""
    totals = {name: terms for sheet in context.sheets for name, terms in _total_of(sheet)}
    for flat in context.prose.flats if totals else ():
        for found in re.finditer(MONEY, flat.text):
            money, subject = money_in(found), _subject(flat, found.start())
            if money is None or subject not in totals or of_a_part(subject, context.document):
                continue
            yield from _compared(context, flat, money, totals[subject])


def _total_of(sheet: Sheet) -> Iterator[tuple[str, list[Term]]]:
    name = _core(sheet.ledger.title)
    row = sheet.ledger.total_row
    if sheet.kind not in _KINDS or row is None or len(name) < _TELLING:
        return
    entries = [sheet.ledger.entry(row, column) for column in sheet.ledger.columns]
    money = [e for e in entries if e and e.printed and e.fact.kind == "amount" and e.fact.unit]
    if money:
        yield name, [term_of(entry, row.label, sheet.ledger) for entry in money]


def _core(text: str) -> str:
    return _NOISE.sub("", fold(text))


def _subject(flat: Flat, end: int) -> str:
    """What stands before an amount in its clause, without the words of every sum."""
    return _core(_clause(flat, end))


def _clause(flat: Flat, end: int) -> str:
    return re.split(r"[,。;:、]", flat.text[max(0, end - 40) : end])[-1]


def _compared(context: Context, flat: Flat, money: Money, totals: list[Term]) -> Iterator[Outcome]:
    left = context.said(flat, _clause(flat, money.start), money)
    for right in totals:
        if right.yuan == left.yuan:
            yield Outcome("ties", "单位一致", left, (right,), group="金额单位")
        elif right.unit != money.unit and _digits(right) == number(money.printed):
            message = f"{left.label} {left.shown}，{right.label} {right.shown}：数字相同，单位不同"
            yield Outcome("broken", message, left, (right,), abs(left.yuan - right.yuan))


def _digits(term: Term) -> object:
    """The number as it stands in the table."""
    return number(term.shown.removesuffix(term.unit).strip())
