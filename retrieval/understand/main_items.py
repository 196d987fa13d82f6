"""Which of the items of a question are looked up, which only say where: rows, columns, words for all.

Takes a Query and Items, gives the items in the order they are tried. Knows no facts.

    '印刷费,其中从项目支出开支的'  ->  印刷费, divided by 项目支出: not two items side by side
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.understand.question import Item, Query
from retrieval.words.lexicon import lexicon

__all__ = ["GENERIC", "divides", "in_order", "main_items", "separate", "splits", "without_totals"]

GENERIC = frozenset({"total_income", "total_expenditure"})

_INSIDE = re.compile(r"其中|当中|里头?|里面|中(?!心)|从|属于|归[到入]|走|列[在入]|那一?[栏列]")

"""'印刷费,其中从项目支出开支': the second says which part of the first, it is no second item."""

_IN_TABLE = re.compile(r"(?:总|明细)?表(?:[里中上内,]|格)")
"""'采购表里': the table to look in, no item of its own."""
_JOINED = re.compile(r"^(?:、|和|与|及|以及|跟|同|,|加|减|比|还是|或|除以|/|的?(?:和|与))")


def main_items(query: Query) -> tuple[Item, ...]:
    """The items without general words that another item makes superfluous ('花了多少钱')."""
    items = [i for i in query.items if not _heads(query, i) and not _paid_so(query, i)]
    items = _once(items or query.items)
    items = [i for i in items if i.text not in _HEAD_WORDS] or items
    special = [item for item in items if not GENERIC.intersection(item.concepts)]
    if special and not query.asks("share", "ratio", "compare", "difference", "sum"):
        kept = [i for i in items if i in special or i.text in ("收入总计", "支出总计")]
        return tuple(kept)
    if special:
        return tuple(i for i in items if i in special or i.text not in _COLLOQUIAL)
    return tuple(items)


def _heads(query: Query, item: Item) -> bool:
    """'支出合计' right behind a name is the column of that name, not a second item."""
    if not GENERIC.intersection(item.concepts):
        return False
    if _TOTAL_OF_IT.fullmatch(item.text):
        return any(other.end == item.start for other in query.items)
    if _GENERIC_SIDES.isdisjoint((item.text[:2],)):
        return False
    before = (
        i for i in query.items if not GENERIC.intersection(i.concepts) and i.end <= item.start
    )
    return any(_OF.fullmatch(query.text[i.end : item.start]) for i in before)


def _paid_so(query: Query, item: Item) -> bool:
    """'在职人员的养老钱': what is paid to nobody else (工资福利支出) is no count of those in post."""
    concepts = lexicon().concepts
    paid = next((pay for who, pay in _PAID_TO if who.fullmatch(item.text)), None)
    if paid is None:
        return False
    behind = (i for i in query.items if i.start == item.end + 1 and query.text[item.end] == "的")
    return any(paid.search(concepts[key].title) for i in behind for key in i.concepts)


_IN_POST = re.compile(r"(?:在职|在编|在岗)(?:的)?(?:人员|职工|员工|干部|干部职工)")
_WAGES = re.compile(r"(?:保险|年金)缴费|基本工资|津贴补贴|奖金|绩效工资|住房公积金")
_RETIRED = re.compile(r"(?:离退休|离休|退休)(?:的)?(?:老同志|老干部|人员|干部|职工)|老干部|老同志")
_PENSIONS = re.compile(r"离休费|退休费|离退休费?")
_PAID_TO = ((_IN_POST, _WAGES), (_RETIRED, _PENSIONS))
_TOTAL_OF_IT = re.compile(r"(?:预算|决算)?(?:总额|总量|总数|总金额|金额)")
"""'采购预算总额': all of the purchases, not all of the budget."""


def without_totals(query: Query) -> tuple[Item, ...]:
    """The items without words that only say 'in all' of the item before them."""
    return tuple(item for item in query.items if not _heads(query, item))


_GENERIC_SIDES = frozenset({"支出", "收入"})

_OF = re.compile(r"[()]?的?(?:本年|年度|全年)?")

_HEAD_WORDS = frozenset({"多少人", "几个人", "人数", "多少职工", "多少员工"})

_COLLOQUIAL = frozenset(
    {"花多少钱", "花了多少钱", "要花多少钱", "花了多少", "开销", "花销", "支出", "收入"}
)


def _once(items: Sequence[Item]) -> list[Item]:
    """Each item once: '2025年收入预算比2024年收入决算' names one item twice."""
    kept: list[Item] = []
    for item in items:
        if not any(_same_item(item, other) for other in kept):
            kept.append(item)
    return kept


def _same_item(one: Item, other: Item) -> bool:
    """One item in two wordings; two labels that are both printed stay two."""
    if one.concepts and not GENERIC.intersection(one.concepts):
        two_labels = one.labels and other.labels and one.labels != other.labels
        return one.concepts == other.concepts and not two_labels
    if one.concepts:
        return one.concepts == other.concepts
    return (one.concepts, one.labels, one.code) == (other.concepts, other.labels, other.code)


def separate(query: Query, items: Sequence[Item]) -> bool:
    """Whether several items are asked for side by side, not one within the other."""
    things = [
        item
        for item in items
        if not _IN_TABLE.match(query.text[item.end :]) and not _column_in_brackets(query, item)
    ]
    if len(things) == 1 and len(items) > 1:
        return False
    if query.asks("sum", "difference", "ratio", "compare") and len(things) > 1:
        return True
    if len(things) < len(items) < 3:
        return False
    pairs = [(query.text[a.end : b.start], a, b) for a, b in pairwise(items)]
    if any(divides(b) and not divides(a) and _INSIDE.search(gap) for gap, a, b in pairs):
        return False
    gaps = [gap for gap, _, _ in pairs]
    return bool(gaps) and all(_JOINED.match(gap) for gap in gaps)


def _column_in_brackets(query: Query, item: Item) -> bool:
    """'取暖费一共多少(基本支出)': which column, no second thing."""
    around = query.text[max(item.start - 1, 0) : item.start], query.text[item.end : item.end + 1]
    return around == ("(", ")") and divides(item)


_SOURCES = frozenset(
    {
        "fiscal_income", "fiscal_expenditure", "special_account", "business_income",
        "operating_income", "other_income", "superior_grant", "subordinate_income",
    }
)  # fmt: skip

"""Money that columns of a table of income are named by."""


def divides(item: Item) -> bool:
    """Whether an item is a column that rows are divided by: its kind of spending, its kind of money."""
    concepts = lexicon().concepts
    fund = any(concepts[key].fund for key in item.concepts)
    return splits(item) or fund or bool(_SOURCES.intersection(item.concepts))


def in_order(items: Sequence[Item]) -> list[Item]:
    """The item to look up first: a printed label, then the last one that does not split others."""
    concepts = lexicon().concepts

    def splits(item: Item) -> tuple[bool, bool]:
        return (
            any(concepts[k].aspect or concepts[k].fund for k in item.concepts),
            any(concepts[k].totals for k in item.concepts),
        )

    return sorted(sorted(items, key=lambda item: -item.start), key=splits)


def splits(item: Item) -> bool:
    """Whether an item is a way to split rows: the 基本支出 of a 科目."""
    concepts = lexicon().concepts
    return any(concepts[key].aspect for key in item.concepts)
