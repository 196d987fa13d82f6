"""What money is for: the sentences that name the item and say what it is spent on.

Takes a document's paragraphs and a Query, gives passages. Knows no amounts.

    '机关运行经费包括哪些'  ->  '主要用于办公费、差旅费等。' with the sentence before that names the item
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.passages.kinds_told import explains_a_change
from retrieval.printed.prose import Passage, bare, joined, sentences
from retrieval.understand.focus import terms
from retrieval.understand.question import Query

__all__ = ["asks_what_of", "governing", "purposes", "spent_on"]

NEAR = 220
"""Characters between the name of an item and its purpose that are still told."""
_ALL_MONEY = frozenset(
    {"total_income", "total_expenditure", "current_income", "current_expenditure"}
)
MOST = 400
"""Characters after which a list parted by '；' goes no further as one sentence."""

_PURPOSE = re.compile(
    r"用于|主要(?:包括|是(?!因|由|根据)|为(?!了))|具体(?:包括|用于)|反映|包括|内容为"
)
_GOES_ON = re.compile(r"^\s*(?:主要|具体|其中|包括)")


def asks_what_of(query: Query) -> bool:
    """'人员经费主要包括什么': what an item is spent on, where no table of its own lists it."""
    asked = re.search(
        r"(?:主要|具体|都)?(?:包括|包含|用于|由.{0,6}构成|花在|开支(?:些|了)?(?=什么|哪些|啥))",
        query.text,
    )
    listed = re.search(r"三公|采购|科目|项目|收入|总支出|功能|单位|部门", query.text)
    aggregate = query.asks("largest", "smallest", "rank", "count", "sum", "share", "change")
    amount = "多少" in re.sub(r"各(?:自)?(?:是|占|有|为)?多少(?:钱)?", "", query.text)
    return bool(query.items and asked and not listed and not aggregate and not amount)


def purposes(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """From the sentence that names the item on, those that say what it is for."""
    wanted = [bare(word) for word in terms(query.items)]
    residue = [word for word in query.residue if len(word) > 1]
    hits: list[Passage] = []
    for passage in passages:
        if "名词" not in passage.titles and any(t in bare(passage.key) for t in wanted):
            hits += _said(passage, wanted)
    exact = [s for s in hits if all(word in s.key + s.titles for word in residue)]
    literal = [s for s in exact if query.items[-1].text in bare(s.key)]
    return (literal or exact)[:2]


def spent_on(passages: Sequence[Passage]) -> list[Passage]:
    """The sentence that enumerates what 项目支出 is spent on, where no list is printed."""
    found = (part for p in passages for part in sentences(p) if "名词" not in p.titles)
    return [part for part in found if _PROJECTS_ARE.search(part.key)][:1]


_PROJECTS_ARE = re.compile(
    r"项目支出(?:预算|决算)?(?:数|金额)?(?:为|是)?\d[\d,.]*(?:万|亿)?元.*?(?:主要|具体)?(?:包括|用于)[^,，。;；]{4,}"
)


def governing(query: Query) -> Query:
    """'政府性基金安排了哪些支出': of all the money of the fund, not what any 支出 is for."""
    own = tuple(i for i in query.items if not i.concepts or set(i.concepts) - _ALL_MONEY)
    return replace(query, items=own) if own else query


def _said(passage: Passage, wanted: Sequence[str]) -> Iterator[Passage]:
    held: list[Passage] = []
    for sentence in _whole_lists(sentences(passage), wanted):
        key = bare(sentence.key)
        known = any(t in key for t in wanted)
        said = _PURPOSE.search(key)
        if said and any(t in key[: said.start()] for t in wanted):
            yield sentence
        elif held and explains_a_change(held[-1].key, sentence.key):
            pass
        elif held and _PURPOSE.search(sentence.text) and _GOES_ON.match(sentence.text):
            near = sum(len(p.text) for p in held) <= NEAR
            yield joined([*held, sentence]) if near else sentence
        held = [sentence] if known else [*held, sentence] if held else []


_PARTED = re.compile(r"[；;]\s*$")


def _whole_lists(parts: Sequence[Passage], wanted: Sequence[str]) -> Iterator[Passage]:
    """The sentences, a list of what is wanted as one: '某项主要用于以下方面：甲…；乙…。'"""
    held: list[Passage] = []
    for part in parts:
        held.append(part)
        goes_on = _PARTED.search(part.text) and _lists(held[0], wanted)
        if goes_on and sum(len(one.text) for one in held) <= MOST:
            continue
        yield joined(held) if len(held) > 1 else part
        held = []
    if held:
        yield joined(held) if len(held) > 1 else held[0]


def _lists(first: Passage, wanted: Sequence[str]) -> bool:
    key = bare(first.key)
    head = re.search(r"(?:包括|用于|分为|如下|以下)[^,。;:]{0,8}:", key)
    return head is not None and any(term in key[: head.start()] for term in wanted)
