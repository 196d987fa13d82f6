"""Header labels that a conversion set one column off → back over their columns, where it is certain.

Takes the header rows of a table that lost its spans, moves labels in them and says which. Knows
nothing of figures, titles or units.

    … | 本年收入   |          |            …  上年结转 |          上年结转 stands over the last column,
    …             | 事业收入 |            …           | 其他收入   其他收入 under 本年收入
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Move", "moved_back"]

Rows = list[list[str]]

_FISCAL = re.compile(r"国有资本经营预算|政府性基金|一般公共预算|财政拨款")
_NOT_FISCAL = re.compile(r"单位资金|财政专户|自有资金|事业收入|其他(?:资金|收入)")
"""What the budget law keeps apart: the second is never made of the first."""


class Move(NamedTuple):
    """A label of a header row and the column it belongs over."""

    row: int
    col: int
    to: int


def moved_back(rows: Rows) -> tuple[Move, ...]:
    """All labels that were moved, in `rows` too."""
    moves = []
    for found in (_last_group, _funds):
        for row in range(len(rows) - 1):
            for move in found(rows, row):
                moves.append(move)
    return tuple(moves)


def _moved(rows: Rows, row: int, col: int, to: int) -> Move:
    rows[row][col], rows[row][to] = "", rows[row][col]
    return Move(row, col, to)


def _last_group(rows: Rows, row: int) -> Iterator[Move]:
    """'上年结转' over two columns with one sub-heading over the second: both are one column off."""
    labels = [col for col, text in enumerate(rows[row]) if text]
    if not labels or labels[-1] != len(rows[row]) - 2:
        return
    col = labels[-1]
    for below in range(row + 1, len(rows)):
        if rows[below][col + 1] and not rows[below][col] and rows[below][col - 1]:
            yield _moved(rows, below, col + 1, col)
            yield _moved(rows, row, col, col + 1)
            return


def _funds(rows: Rows, row: int) -> Iterator[Move]:
    """财政专户 | 单位资金 with 国有资本经营预算拨款 under the second: it ends the group before the first."""
    upper, lower = rows[row], rows[row + 1]
    for col in range(2, len(upper) - 1):
        start = col - 1
        if not (_NOT_FISCAL.search(upper[col]) and _FISCAL.search(lower[col])):
            continue
        alone = _NOT_FISCAL.search(upper[start]) and not lower[start]
        before = not upper[start - 1] and _FISCAL.search(lower[start - 1])
        behind = not upper[col + 1] and lower[col + 1] and not _FISCAL.search(lower[col + 1])
        deeper = any(any(rest[start : col + 2]) for rest in rows[row + 2 :])
        if alone and before and behind and not deeper:
            yield _moved(rows, row + 1, col, start)
            yield _moved(rows, row, col, col + 1)
            yield _moved(rows, row, start, col)
            return
