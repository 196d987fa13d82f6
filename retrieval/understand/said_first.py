"""A share whose unit and year stand between its part and its whole, with both said first.

Takes a folded turn and the catalogue, gives the turn with unit and year at its front, where every reader
looks for what stands before a thing and behind it; any other turn as it is. Knows no items.

    '住房公积金在某局2025年基本支出中的占比是多少'   ->   '某局2025年住房公积金在基本支出中的占比是多少'
    '邮电费占某局2025年商品和服务支出几成'         ->   '某局2025年邮电费占商品和服务支出几成'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.scope.scope import Listed, read_scope

__all__ = ["said_first"]

_SHARE = re.compile(r"占|比重|比例|份额|百分之|几成")
_BETWEEN = re.compile(r"(?:在|占(?:了|到|去)?|,)$")
_OPEN = re.compile(r"[,。?;]|多少|几|比(?!重|例)|较")


def said_first(turn: str, catalogue: Sequence[Listed]) -> str:
    """The turn with its one unit and year before the part that they interrupt."""
    if not _SHARE.search(turn):
        return turn
    scope = read_scope(turn, catalogue)
    if len(scope.named) != 1 or len(scope.years) > 1 or scope.compared or scope.stages:
        return turn
    spans = sorted(scope.taken)
    start, end = spans[0].start, spans[-1].end
    block = turn[start:end]
    together = all(not turn[a.end : b.start].strip("的") for a, b in pairwise(spans))
    before = turn[:start]
    if not together or not _BETWEEN.search(before) or _OPEN.search(before.rstrip(",")):
        return turn
    return f"{block}{before.removesuffix(',')}{turn[end:].removeprefix('的')}"
