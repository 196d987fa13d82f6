"""Which of the items named are set side by side, and which only say where to look.

Takes the items of a Query in the order of the question, gives the operands and their context.
Knows no figures.

    '一般公共预算中,基本支出比项目支出多多少'  ->  基本支出, 项目支出   in 一般公共预算
    '三公经费里的公务接待费'                 ->  公务接待费          in 三公经费
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from retrieval.understand.main_items import GENERIC, divides, splits
from retrieval.understand.question import Item, Query

__all__ = ["Operands", "implied", "joined", "operands"]


class Operands(NamedTuple):
    """What is asked for side by side, and what the places of all of them must explain."""

    wanted: tuple[Item, ...]
    context: tuple[Item, ...]


_FILL = r"(?:的|预算数?|决算数?|支出|收入|经费|项目|金额|资金|费用?|总额|专项|科目|这项|那项|部分|方面|数|是?多少|年度?|本年|当年|这|该|一项|各)*"
_JOINER = r"(?:、|和|与|及|以及|跟|同|,|(?:花|用|支|安排|投|拿)?得?更?[多少高低大]?(?:些|一些)?还是|加上?|减去?|比|较|或者?|除以|/|还有|再加上?)"
_JOINED = re.compile(_FILL + _JOINER + _FILL)

_PARTS = {
    "sangong": {"abroad", "reception", "vehicle_all", "vehicle_buy", "vehicle_run"},
    "vehicle_all": {"vehicle_buy", "vehicle_run"},
    "procurement": {"procurement_goods", "procurement_works", "procurement_services"},
    "staff_authorized": {"staff_admin", "staff_institution"},
    "retirees": {"leave_retirees"},
}
"""Items whose place is understood: 公务接待费 is part of 三公经费 wherever it is printed."""


def operands(query: Query, items: Sequence[Item]) -> Operands:
    """The longest run of items joined by '、', '和', '比'…; the rest is context."""
    runs: list[list[Item]] = [[items[0]]]
    for before, item in pairwise(items):
        if _JOINED.fullmatch(_between(query, before, item)):
            runs[-1].append(item)
        else:
            runs.append([item])
    wanted = _without_frame(query, max(reversed(runs), key=len))
    if len(wanted) < 2:
        if columns := _columns_of_rows(query, items):
            return columns
        inner = tuple(item for item in items if not implied(item, items))
        return Operands(inner or tuple(items), ())
    context = tuple(item for item in items if item not in wanted)
    return Operands(tuple(wanted), context)


def _without_frame(query: Query, run: Sequence[Item]) -> Sequence[Item]:
    """'政府采购,货物和服务哪个多': what stands before a comma and holds the others says where to look."""
    if len(run) < 3 or not query.asks("compare", "difference", "sum", "ratio"):
        return run
    gaps = [_between(query, before, item) for before, item in pairwise(run)]
    whole = divides(run[0]) or implied(run[0], run) or bool(GENERIC.intersection(run[0].concepts))
    framed = _COMMA.fullmatch(gaps[0]) and not any("," in gap for gap in gaps[1:])
    return run[1:] if whole and framed else run


_COMMA = re.compile(f"{_FILL},{_FILL}")


def _columns_of_rows(query: Query, items: Sequence[Item]) -> Operands | None:
    """'甲科目比乙科目的当年拨款多多少': a column beside two rows says where to look in both."""
    rows = tuple(item for item in items if not divides(item))
    rows = rows or tuple(item for item in items if splits(item))
    if not query.asks("compare", "difference", "ratio") or not 1 < len(rows) < len(items):
        return None
    return Operands(rows, tuple(item for item in items if item not in rows))


def joined(query: Query, items: Sequence[Item]) -> bool:
    """Whether all of the items stand beside each other: 'A比B', 'A、B和C'."""
    gaps = [_between(query, before, item) for before, item in pairwise(items)]
    return bool(gaps) and all(_JOINED.fullmatch(gap) for gap in gaps)


def _between(query: Query, before: Item, item: Item) -> str:
    """The words between two items, without units, years, and words that every place must explain."""
    chars = list(query.text[before.end : item.start])
    for span in query.scope.taken:
        for at in range(max(span.start, before.end), min(span.end, item.start)):
            chars[at - before.end] = ""
    text = "".join(chars)
    for word in query.residue:
        text = text.replace(word, "", 1)
    return text


def implied(outer: Item, items: Sequence[Item]) -> bool:
    """Whether an item is the known whole of another one named beside it."""
    parts = {part for key in outer.concepts for part in _PARTS.get(key, ())}
    return any(parts.intersection(item.concepts) for item in items if item is not outer)
