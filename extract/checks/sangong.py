"""Rules inside the 三公 table: the total and its parts, vehicles and their two halves, the changes.

Each function takes a Context and gives Outcomes; nothing at all means that no such table, or not
enough of it, is printed. They are named in rules.yaml.

    三公合计 12.40 = 因公出国 0 + 公务用车 10.20 + 公务接待 2.20  -> ties
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, sum_up, term_of
from extract.kinds import Sheet
from extract.tabular import sangong_entries

__all__ = ["change_row", "sangong_parts", "vehicle_parts"]


def sangong_parts(context: Context) -> Iterator[Outcome]:
    """三公合计 = 因公出国 + 公务用车 + 公务接待, in every period."""
    for items in _sangong_rows(context):
        total = items.get("sangong_total")
        vehicle = _vehicle(items)
        parts = [items.get("sangong_abroad"), *vehicle, items.get("sangong_reception")]
        known = [part for part in parts if part]
        if total and vehicle and (total.yuan or any(part.yuan for part in known)):
            yield sum_up(total, known)


def _vehicle(items: dict[str, Term]) -> list[Term]:
    if whole := items.get("sangong_vehicle"):
        return [whole]
    halves = (items.get("sangong_vehicle_purchase"), items.get("sangong_vehicle_operation"))
    return [half for half in halves if half]


def vehicle_parts(context: Context) -> Iterator[Outcome]:
    """公务用车小计 = 购置 + 运行."""
    for items in _sangong_rows(context):
        whole = items.get("sangong_vehicle")
        parts = [items.get("sangong_vehicle_purchase"), items.get("sangong_vehicle_operation")]
        known = [part for part in parts if part]
        if whole and known and (whole.yuan or any(part.yuan for part in known)):
            yield sum_up(whole, known)


_PERIODS = {"this": "本年", "last": "上年", "budget": "预算数", "change": "增减"}


def _sangong_rows(context: Context) -> Iterator[dict[str, Term]]:
    for sheet in context.of_kind("sangong"):
        for period in ("this", "last", "budget"):
            if items := _sangong(sheet, period):
                yield items


def _sangong(sheet: Sheet, period: str) -> dict[str, Term]:
    found: dict[str, Term] = {}
    entries = sorted(sangong_entries(sheet, period), key=lambda each: not each[1].printed)
    for item, entry in entries:  # a heading's dash gives way to the row that prints the figure
        head = entry.fact.column_path[-1] if entry.fact.column_path else entry.fact.item
        found.setdefault(item, term_of(entry, f"{_PERIODS[period]}{head}", sheet.ledger))
    return found


def change_row(context: Context) -> Iterator[Outcome]:
    """增减变化金额 = 本年 − 上年, item by item."""
    for sheet in context.of_kind("sangong"):
        this, last, change = (_sangong(sheet, p) for p in ("this", "last", "change"))
        for item, delta in change.items():
            if item in this and item in last:
                yield sum_up(this[item], [last[item], delta], group=sheet.ledger.place)
