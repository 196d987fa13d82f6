"""A page of a table that lost its column of unit prices in conversion → its cells back under their columns.

A conversion drops a column on one page only, so that the rows of that page are one cell shorter than
those of the other and every cell behind it stands one column too far left. A total that stands under
单价 tells: prices are never added up. With the gap put back there, every printed total must tie;
otherwise nothing is moved.

    项目 | 数量 | 单价  | 总计  | 财政拨款
    合计 |      | 30.00 | 30.00                  four cells a row on the first page,
    道路养护 | 1 | 10.00 | 10.00
    路灯维修 | 1 | 20.00 | 20.00 | 20.00         five on the second
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.amount import number
from ingest.tabbed.tab_rows import Row

__all__ = ["restore_unit_prices"]

_TOTAL = re.compile(r"\s*(?:合|总|共)\s*计\s*")
_SUM = re.compile(r"[合总小共]\s*计")
_PRICE = re.compile(r"单\s*价(?:[（(].{1,6}[）)])?")

Texts = list[list[str]]


def restore_unit_prices(header: Sequence[Row], one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Put the blank back into the rows of the shorter page; whether that was done."""
    widths = {len(row.cells) for row in one}, {len(row.cells) for row in other}
    if len(widths[0]) != 1 or len(widths[1]) != 1:
        return False
    first, second = min(widths[0]), min(widths[1])
    if abs(first - second) != 1:
        return False
    narrow, wide = (one, other) if first < second else (other, one)
    at = _price(header)
    if at is None or not _lost(at, [row.texts for row in narrow], [row.texts for row in wide]):
        return False
    for row in narrow:
        row.cells.insert(at, ())
    return True


def _price(header: Sequence[Row]) -> int | None:
    """The one column headed 单价."""
    found = {
        col
        for row in header
        for col, text in enumerate(row.texts)
        if _PRICE.fullmatch(text.strip())
    }
    return found.pop() if len(found) == 1 else None


def _lost(at: int, narrow: Texts, wide: Texts) -> bool:
    """A total stands under 单价, and with a gap there every printed total ties."""
    totals = [texts for texts in narrow if _TOTAL.fullmatch(texts[0])]
    if len(totals) != 1 or at >= len(totals[0]) or number(totals[0][at]) is None:
        return False
    rows = [[*texts[:at], "", *texts[at:]] for texts in narrow] + wide
    columns = [col for col in range(at + 1, len(wide[0])) if _figures(rows, col)]
    return bool(columns) and all(_ties(rows, col) for col in columns)


def _figures(rows: Texts, col: int) -> bool:
    return any(number(texts[col]) is not None for texts in rows)


def _ties(rows: Texts, col: int) -> bool:
    """The total of a column is the sum of its rows."""
    total = next(number(texts[col]) for texts in rows if _TOTAL.fullmatch(texts[0]))
    parts = (number(texts[col]) for texts in rows if not _SUM.search(texts[0]))
    return total is not None and total == sum((part for part in parts if part), Decimal(0))
