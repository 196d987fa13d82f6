"""What one document says in figures that another document may repeat, each under a name both would use.

    known_of(context).figures['budget']['functional', 'all', '2130314', 'total'] -> Term 500.00 万元

Takes the Context of a document, gives a Known: whose document it is, and its figures of this year, of
last year and of 年初预算. Knows no rule and no other document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Literal

from extract.changes import Change
from extract.checks.context import Context
from extract.checks.verdict import Term, candidate_term, term_of
from extract.checks.yearly import sangong_total_change, total_change
from extract.kinds import Sheet
from extract.labels import fold
from extract.ledger import Column, Row
from extract.tabular import sangong_entries
from ingest.citation import Citation
from ingest.document import DocumentInfo

__all__ = ["Key", "Known", "When", "base_name", "known_of"]

Key = tuple[str, ...]
When = Literal["this", "last", "budget"]
_MEASURES = frozenset(
    {"total", "basic", "project", "fiscal", "general_public", "personnel", "public"}
)
_OUTTURN = re.compile(r"执行|决算|实际|完成|预计")


@dataclass(frozen=True, slots=True)
class Known:
    """One document and its figures; `sheets` are the kinds of tables that it prints for this year.

    `text` is all that a department's document says, without white space; '' for a single unit's.
    """

    doc_id: str
    doc: str
    info: DocumentInfo
    text: str
    figures: Mapping[When, Mapping[Key, Term]]
    sheets: frozenset[tuple[str, str]]

    @property
    def account(self) -> bool:
        """A final account."""
        return (self.info.kind or "").endswith("决算")

    @property
    def of_unit(self) -> bool:
        """Of a single unit, not of a department with its units."""
        return (self.info.kind or "").startswith("单位")

    @property
    def region(self) -> str | None:
        """Where the unit is."""
        return self.info.region

    @property
    def year(self) -> int | None:
        """The fiscal year."""
        return self.info.fiscal_year

    @property
    def name(self) -> str:
        """The unit's name without its region and without 本级."""
        return base_name(self.info.unit_name or "", self.region)


def base_name(name: str, region: str | None) -> str:
    """'云江市青岚区水务局（本级）' in 云江市青岚区 -> '水务局'."""
    folded = re.sub(r"\((?:本级|本部|机关)\)$|(?:本级|本部)$", "", fold(name))
    return folded.removeprefix(fold(region or ""))


def known_of(context: Context) -> Known:
    """Everything that another document may repeat."""
    figures: dict[When, dict[Key, Term]] = {"this": {}, "last": {}, "budget": {}}
    sheets = set()
    doubled: set[tuple[When, Key]] = set()
    for sheet in context.sheets:
        for when, key, term in (*_cells(context, sheet), *_sangong(context, sheet)):
            before = figures[when].setdefault(key, term)
            if before is not term and before.yuan != term.yuan:
                doubled.add((when, key))
            if when == "this":
                sheets.add((key[0], key[1]))
    for when, key, term in _totals(context):
        figures[when][key] = term
    for when, key in doubled:
        del figures[when][key]
    document = context.document
    text = "" if (document.info.kind or "").startswith("单位") else fold(document.text)
    return Known(document.doc_id, document.name, document.info, text, figures, frozenset(sheets))


def _cells(context: Context, sheet: Sheet) -> Iterator[tuple[When, Key, Term]]:
    """The cells of the coded tables and of the balances, by code or by label."""
    if sheet.kind not in ("functional", "economic", "income", "balance") or sheet.fund == "part":
        return
    columns = [(c, when) for c in sheet.ledger.columns if (when := _when(context, sheet, c))]
    wholes = {c.index for c in (sheet.ledger.column("total", period=p) for p in ("this", "last", "budget")) if c}  # fmt: skip
    for row in sheet.ledger.rows:
        name = _row_name(sheet, row)
        for column, when in columns if name and row.whole else ():
            measure = "total" if sheet.kind == "balance" else column.measure
            if measure == "total" and column.index not in wholes:
                continue
            entry = sheet.ledger.entry(row, column)
            if entry and entry.printed and entry.fact.unit and sheet.ledger.sure:
                half = "basic" if sheet.basic_only else ""
                key = (f"{sheet.kind}{half}", sheet.fund, sheet.side or "", name, measure)
                label = f"{row.label or '合计'}/{column.name}"
                yield when, key, term_of(entry, label, sheet.ledger)


def _row_name(sheet: Sheet, row: Row) -> str:
    """A code, 合计, or the label of a row of a balance that stands there once."""
    if row.code:
        same = sum(other.code == row.code for other in sheet.ledger.coded)
        return row.code if same == 1 else ""
    if sheet.kind != "balance":
        return "合计" if row is sheet.ledger.total_row else ""
    labels = [other.label for other in sheet.ledger.rows]
    once = labels.count(row.label) == 1 and not row.of_which and row.rank < 2
    return row.label if row.label and once else ""


def _when(context: Context, sheet: Sheet, column: Column) -> When | None:
    """This year, last year or 年初预算; a column of another stage or of a change says nothing here."""
    if column.measure not in _MEASURES and sheet.kind != "balance":
        return None
    return _stage(context, column.period, fold(">".join(column.path)))


def _stage(context: Context, period: str, words: str) -> When | None:
    account = (context.document.info.kind or "").endswith("决算")
    if period == "this":
        return "this" if account or not _OUTTURN.search(words) else None
    if period == "last":
        apart = "预算" in words and "决算" not in words if account else bool(_OUTTURN.search(words))
        return None if apart else "last"
    if period == "budget":
        return "budget" if "年初" in words else None
    return None


def _sangong(context: Context, sheet: Sheet) -> Iterator[tuple[When, Key, Term]]:
    if sheet.kind != "sangong" or not sheet.ledger.sure:
        return
    for period in ("this", "last", "budget"):
        seen: set[str] = set()
        for item, entry in sangong_entries(sheet, period):
            path = fold(">".join((*entry.fact.column_path, *entry.fact.row_path)))
            when = _stage(context, period, path)
            if when and item not in seen and entry.printed and entry.fact.unit:
                seen.add(item)
                label = fold(entry.fact.column_path[-1] if entry.fact.column_path else entry.fact.item)  # fmt: skip
                yield when, ("sangong", "", "", item, "total"), term_of(entry, label, sheet.ledger)


_FIELDS = ("total_income", "total_expenditure", "sangong_total")


def _totals(context: Context) -> Iterator[tuple[When, Key, Term]]:
    """Totals of the whole, and what the prose says they were last year: this year's less the change."""
    changes = (
        total_change(context, "收入", "支出"),
        total_change(context, "支出", "收入"),
        sangong_total_change(context),
    )
    for name, change in zip(_FIELDS, changes, strict=True):
        best = context.found(name).best
        key = ("field", name, "", "", "")
        if best is not None:
            cited = best.cite()
            yield "this", key, candidate_term(best)._replace(cite=partial(_given, cited))
        if change is not None and (prior := _prior(context, change)):
            yield "last", key, prior


def _prior(context: Context, change: Change) -> Term | None:
    """'收入 1,260.50 万元，比2023年预算减少 139.50 万元' -> 1,400.00 万元; nothing where another stage is meant."""
    account = (context.document.info.kind or "").endswith("决算")
    level, apart = change.level, "预算" if account else _OUTTURN.pattern
    if level is None or re.search(apart, change.base) or (change.direction and not change.amount):
        return None
    moved = change.direction * change.amount.yuan if change.amount else Decimal(0)
    place = max(level.place, change.amount.place) if change.amount else level.place
    cited = change.citation
    return Term("正文推出的上年数", level.yuan - moved, place, level.unit, partial(_given, cited))


def _given(citation: Citation | None) -> Citation | None:
    return citation
