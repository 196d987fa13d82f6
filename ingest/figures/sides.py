"""Income above expenditure in one list: which rows stand on which side.

Takes a table and its columns, gives the side of every row up to the two totals that say so. Knows
no figures; a list in which the names of the two sides are mixed has no sides.

    一、财政拨款 | 51        收入
    收入总计     | 52        收入: what stands above it is income
    结转下年     | 2         支出: what stands between the two totals is expenditure
    支出总计     | 52        支出
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Table
from ingest.facts import Side
from ingest.figures.columns import Column
from ingest.figures.periods import folded, side_in

__all__ = ["sides_of"]

_TOTAL = re.compile(r"(?:收入|支出)(?:总计|合计|总额)")


def sides_of(table: Table, columns: Sequence[Column]) -> dict[int, Side]:
    """The side of every row between the totals of one list; {} where nothing is sure."""
    label = next((c.index for c in columns if c.role == "label"), None)
    if label is None:
        return {}
    rows = range(table.header_rows, table.height)
    named = {row: side_in(folded(table.grid[row][label])) for row in rows}
    totals = [row for row in rows if _TOTAL.search(folded(table.grid[row][label]))]
    income = max((row for row in totals if named[row] == "收入"), default=None)
    spent = max((row for row in totals if named[row] == "支出"), default=None)
    if income is None or spent is None or spent < income:
        return {}
    sides: dict[int, Side] = {
        row: "收入" if row <= income else "支出" for row in rows if row <= spent
    }
    mixed = any(side and sides.get(row, side) != side for row, side in named.items())
    return {} if mixed else sides
