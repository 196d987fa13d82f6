"""Two figures set against each other where each side is said in items of its own.

Takes a Query, gives its two sides; takes an Understood, gives their difference, ratio or sum where both
are found with every item of their side, None else. Knows no years or units side by side.

    '全口径的项目支出比一般公共预算的项目支出多多少'  ->  项目支出  |  项目支出 of 一般公共预算
    '支出比本年收入多出来的部分'                   ->  支出总计  |  本年收入
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.figures.cell_lines import full_title, lines_writer, say_computed
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import Cell, one_of
from retrieval.understand.main_items import main_items, without_totals
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import lexicon
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed

__all__ = ["sides_answer", "two_sides"]

_AGAINST = re.compile(r"相比于?|比起|[比较]|除以|减去?|是")
_WITH = re.compile(r"和|与|及|跟|、|加上?")

Sides = tuple[tuple[Item, ...], tuple[Item, ...]]


def two_sides(query: Query) -> Sides | None:
    """The items before and behind 比, where they are no plain pair of items in one context."""
    added = query.asks("sum")
    if not (added or query.asks("difference", "ratio")) or query.asks("change", "rate", "share"):
        return None
    sign = _WITH if added else _AGAINST
    items = without_totals(query)
    for cut in range(1, len(items)):
        left, right = items[:cut], items[cut:]
        joined = sign.search(query.text, left[-1].end, right[0].start)
        if joined and _apart(query, left, right, one_by_one=not added):
            return left, right
    return None


def _apart(query: Query, left: Sequence[Item], right: Sequence[Item], *, one_by_one: bool) -> bool:
    """One item in two kinds of money, two items each in its own, or all spending against income."""
    if len(left) == len(right) == 1:
        return one_by_one and len(main_items(query)) == 1 and left[0].concepts != right[0].concepts
    if len(left) == len(right) == 2:
        return any(_names_fund(item) for item in left) and any(map(_names_fund, right))
    one, many = sorted((left, right), key=len)
    return any(_same(one[0], item) for item in many)


def _same(one: Item, other: Item) -> bool:
    return (one.concepts or one.labels) == (other.concepts or other.labels)


def sides_answer(understood: Understood, sides: Sides) -> Composed | None:
    """Both figures and what they differ by."""
    if len(understood.targets) != 1:
        return None
    target = understood.targets[0]
    text, cut = understood.query.text, sides[0][-1].end
    spoken = (text[:cut], " " * cut + text[cut:])
    cells = [
        one_of(replace(understood, query=replace(understood.query, text=said)), target, side)
        for said, side in zip(spoken, sides, strict=True)
    ]
    found = [cell for cell in cells if cell and cell.hit]
    if len(found) != 2 or not _of_own_money(found, sides):
        return None
    write = lines_writer(understood, found)
    terms = [term for cell in found if cell.hit and (term := write.term(cell.hit.fact))]
    if len(terms) != 2:
        return None
    if understood.query.asks("sum"):
        say_computed(write, "sum", terms, "", found)
    elif understood.query.asks("ratio"):
        say_computed(write, "ratio", terms, "", found)
    else:
        computed = compute("difference", terms)
        if computed is None:
            return None
        order = (0, 1) if computed.value >= 0 else (1, 0)
        names = [_title(found[n], understood.query.text) for n in order]
        lead = f"{names[0]}多于{names[1]}，差额" if computed.value else ""
        say_computed(write, "difference", [terms[n] for n in order], lead, found)
    say_elsewhere(write, [cell.hit for cell in found if cell.hit])
    return write.done() if write.kind == "computed" else None


def _of_own_money(cells: Sequence[Cell], sides: Sides) -> bool:
    """A side that names no fund is a figure of all money where the other side names one."""
    bases = [cell.hit.chosen.base if cell.hit else "" for cell in cells]
    funds = [any(_names_fund(item) for item in side) for side in sides]
    places = {cell.hit.fact.at for cell in cells if cell.hit}
    alone = any(funds) and any(b and not f for b, f in zip(bases, funds, strict=True))
    return len(places) == 2 and not alone


def _names_fund(item: Item) -> bool:
    concepts = lexicon().concepts
    return any(concepts[key].fund for key in item.concepts)


def _title(cell: Cell, text: str) -> str:
    """The item with the kind of money it is of."""
    title = full_title(cell, text)
    base = cell.hit.chosen.base if cell.hit else ""
    return f"{base}{title}" if base and base in text and base not in title else title
