"""What prose says an item of 三公 grew or fell by, held against the two years of the table.

Takes a Context, gives Outcomes; nothing at all where the table lacks a year or the sentence prints
an amount of its own. Named in rules.yaml. Knows no totals.

    公务接待费较2030年预算增长27.62%; the table prints 4.20 and 3.04  -> broken, it fell
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.changes import Change
from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, term_of
from extract.kinds import Sheet
from extract.labels import plain_label
from extract.ledger import Entry
from extract.measures import sangong_item
from extract.narrative import of_a_part
from extract.tabular import sangong_entries
from ingest.facts import FindingSide

__all__ = ["percent_of_items"]

_LAST_YEAR = re.compile(r"上年|去年|上一年|20\d\d年")


def percent_of_items(context: Context) -> Iterator[Outcome]:
    """'公务接待费较上年下降27.62%' = (this year - last year) / last year, by the 三公 table."""
    sheet = next(context.of_kind("sangong"), None)
    if sheet is None or context.prose.of_account:
        return
    this, last = dict(sangong_entries(sheet, "this")), _budgeted(sheet)
    for change in context.changes:
        name = _item(change)
        if name is None or not _is_alone(change) or of_a_part(_clause(change), context.document):
            continue
        if name in this and name in last and last[name].yuan:
            label = plain_label(_clause(change))
            pair = _pair(sheet, this[name], last[name])
            yield _outcome(change, label, *pair)


def _budgeted(sheet: Sheet) -> dict[str, Entry]:
    """What was budgeted last year: what was spent then is another figure."""
    lasts = sangong_entries(sheet, "last")
    return {name: entry for name, entry in lasts if entry.fact.stage not in ("执行数", "决算")}


def _is_alone(change: Change) -> bool:
    """A percentage alone, against last year's budget."""
    bare = change.level is None and change.amount is None and change.percent is not None
    compared = _LAST_YEAR.search(change.base) and not re.search("执行|决算", change.base)
    return bare and compared is not None and change.direction != 0 and not change.subject


def _clause(change: Change) -> str:
    """What stands before the comparison in its clause."""
    return re.split("[,，。;；:：]", change.flat.text[: change.start])[-1]


def _item(change: Change) -> str | None:
    name = sangong_item((_clause(change),))
    return name if name not in (None, "total", "sangong_total") else None


def _pair(sheet: Sheet, this: Entry, last: Entry) -> tuple[Term, Term]:
    return term_of(this, "本年", sheet.ledger), term_of(last, "上年", sheet.ledger)


def _outcome(change: Change, label: str, this: Term, last: Term) -> Outcome:
    stated = change.signed_percent or Decimal(0)
    actual = (this.yuan - last.yuan) / last.yuan * 100
    slack = change.percent_place + (this.place + last.place) / last.yuan * 100
    fits = abs(stated - actual) <= slack
    side = FindingSide(f"正文“{label}”", None, None, change.citation, change.citation.quote)
    moved = f"{'增长' if actual > 0 else '下降'} {abs(actual):.2f}%"
    message = (
        f"正文“{label}”写{change.word} {change.percent}%，"
        f"{last.label} {last.shown}、本年 {this.shown}，应为{moved}"
    )
    return Outcome(
        "ties" if fits else "broken",
        message,
        None,
        (last, this),
        None,
        None,
        "三公增减" if fits else "",
        sides=(side,),
    )
