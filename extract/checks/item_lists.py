"""Items that prose lists one after the other: they add up to the total where the list is complete.

Takes a Context, gives Outcomes; named in rules.yaml.

    2220401储备粮油补贴 8,642 万元 … four of thirteen items that a table prints  -> nothing is claimed
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.checks.context import Context
from extract.checks.text import item_term
from extract.checks.verdict import Outcome, candidate_term, sum_up
from extract.checks.within import filled
from extract.items import Item

__all__ = ["items_sum"]


def items_sum(context: Context) -> Iterator[Outcome]:
    """A list of 7-digit items in prose adds up to the total spending the prose states."""
    items = [item for item in context.items if item.code and item.headline]
    total = context.found("total_expenditure")
    if len(items) < 3 or not total.prose:
        return
    names = ("general_public_spending", "fiscal_spending")
    lefts = [total.prose[0], *(c for name in names for c in context.found(name).prose)]
    parts = [item_term(item, item.headline) for item in items if item.headline]
    outcomes = [sum_up(candidate_term(left), parts) for left in lefts]
    best = min(outcomes, key=lambda o: (o.status == "broken", o.difference or 0))
    if best.status != "broken" or _complete(context, items):
        yield best


def _complete(context: Context, items: Sequence[Item]) -> bool:
    """The list tells of nearly all items that a table prints, not of the main ones alone."""
    told = {item.code for item in items}
    printed = [
        {row.code for row in sheet.ledger.coded if row.level == "项" and filled(sheet, row)}
        for sheet in context.of_kind("functional", "general_public", "fiscal", "all")
    ]
    near = not any(printed) or any(
        len(codes - told) * 4 <= len(codes) for codes in printed if codes
    )
    return near and not _codes_without_amount(context, items)


def _codes_without_amount(context: Context, items: Sequence[Item]) -> bool:
    """An item is cut off before its amount: the list that was read is not complete."""
    read = {item.code for item in items}
    said = {
        c
        for flat in context.prose.flats
        for c in re.findall(r"(?<![\d.,])2\d{6}(?=[一-鿿])", flat.text)
    }
    return bool(said - read)
