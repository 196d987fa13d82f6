"""What a turn asks of: its items without general ways to ask, in its own words, and which is part of which.

Takes a Query, gives its Items and their wording. Knows no documents.

    '财政拨款负担的基本支出是多少'   ->   one thing, '财政拨款负担的基本支出'
    人员经费 beside 基本支出         ->   a part of it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.understand.main_items import GENERIC, splits
from retrieval.understand.operands import implied
from retrieval.understand.question import Item, Query
from retrieval.words.lexicon import lexicon

__all__ = [
    "IN",
    "IN_IT",
    "LEAD",
    "THAT",
    "is_functional",
    "is_general",
    "named_items",
    "part_of",
    "spoken_of",
    "years_before",
]

THAT = r"(?:这|那|该|此)(?:一)?(?:个|项|笔|块|部分|科目|方面)(?!单位|局|部门|街道)|它"
IN = r"(?:这?里[头面边]?|中|当中|之中|内|方面|上|底下|下面)"
IN_IT = re.compile(
    rf"^(?:那么?)?(?:(?:这|那|它|其)(?:个|项|笔|块|些|几项|几块)?)?(?:{IN}|其中|中间)(?:的)?[,]?|^(?:那么?)?(?:它|其)的?(?=最)"
)
LEAD = re.compile(r"^(?:那么?|再|又|还有|而|请问|另外|要是|如果|换成?)+")


def named_items(query: Query) -> list[Item]:
    """The items of a query that are more than a general way to ask."""
    return [i for i in query.items if not is_general(i)]


def spoken_of(query: Query) -> tuple[str, ...]:
    """What a turn asks of, in its own words: '财政拨款负担的基本支出' is one thing, '甲和乙' are two."""
    items = sorted(named_items(query), key=lambda item: item.start)
    said = query.text[items[0].start : items[-1].end] if items else ""
    if len(items) > 1 and _INSIDE_EACH_OTHER.fullmatch(_gaps(said, items)):
        return (said,)
    return tuple(dict.fromkeys(item.text for item in items))


_INSIDE_EACH_OTHER = re.compile(rf"(?:(?:{IN})?的?|负担的?|安排的?|承担的?)+")


def _gaps(said: str, items: Sequence[Item]) -> str:
    start = items[0].start
    between = (said[a.end - start : b.start - start] for a, b in pairwise(items))
    return "".join(between)


def is_general(item: Item) -> bool:
    """'花了多少', '总共多少钱': all money, by no printed name."""
    return bool(GENERIC.intersection(item.concepts)) and not item.labels


def years_before(query: Query, end: int) -> str:
    """The years that a turn names before a place of it."""
    spans = sorted(s for s in query.scope.taken if s.end <= end)
    return "".join(query.text[s.start : s.end] for s in spans)


def is_functional(row: Item) -> bool:
    """A class of functional spending, or a row that only its label names: its columns divide it."""
    return all(key.startswith("f_") for key in row.concepts)


def part_of(part: Item, whole: Item) -> bool:
    """Whether one item is known to be a part of another: 人员经费 of 基本支出, 工程 of 政府采购."""
    if implied(whole, [part]):
        return True
    concepts = lexicon().concepts
    if splits(whole):
        inner = any(concepts[key].aspect in ("人员经费", "公用经费") for key in part.concepts)
        return not splits(part) or (inner and whole.text.startswith("基本支出"))
    if "org_running" in whole.concepts:
        concepts_of = (concepts[key].code or "" for key in part.concepts)
        return any(code[:3] in ("302", "310") and len(code) == 5 for code in concepts_of)
    return "procurement" in whole.concepts and part.text[:2] in ("货物", "工程", "服务")
