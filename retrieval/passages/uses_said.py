"""What the money of one named item is used for: the sentence whose own subject is that item.

Takes an Understood and Sources, gives a Composed answer or None: the name of the sentence stands in the
question, and nothing but asking what for is left of it. Knows no figures and no tables.

    '某局2025年行政单位医疗主要用来干什么'
    ->  '12.卫生健康支出（类）…行政单位医疗（项）63万元，主要用于在职人员医疗保险缴费。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.passages.asked_documents import readings, rows_of
from retrieval.passages.kinds_told import kinds_asked, without_kinds
from retrieval.passages.quoted import quoted
from retrieval.printed.prose import Passage, Told, bare, joined, sentences
from retrieval.understand.accounted import asks_only, content
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import lead

__all__ = ["use_said_answer"]

MOST = 3
"""Sentences of one name that are told."""

_USED = re.compile(r"(?:主要|具体|全部)?用于|(?:主要|具体)(?:包括|是用于)")
_NOT_ASKED = frozenset({"reason", "definition", "count", "sum", "share", "largest", "change"})
_OF_DEEDS = {"work_done"}
"""What was done with money is what it was for."""
_CLASS = re.compile(r"([^(),，。;:\d]{2,30}(?:\([^()类款项]+\)[^(),，。;:\d]*)?)\(项\)")
_NUMBER = r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.．])?\s*(?:\d{5,7}-?)?"
_LEADS = re.compile(
    rf"^{_NUMBER}(?:其中[,:]?)?(?:(?:19|20)\d\d年度?)?(?P<name>[^\d,，。;:]{{2,30}}?)"
    r"(?:\(\d{5,7}\))?(?:预算|决算)?(?:数|安排)?(?:为|是|共计?)?(?=\d|[,:;])"
)
_CLAUSE = re.compile(
    r"(?:^|[,，。;:、])(?P<name>[^\d,，。;:、]{2,30})(?:为|是)?\d[\d,.]*(?:万|亿)?元[,，]?$"
)
_OPEN = re.compile(r"[；;]\s*$")


def use_said_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The sentences that say what the one thing named is for, of the first document that does."""
    query = understood.query
    asked = _asked(query)
    if not asked:
        return None
    years = {target.year for target in understood.targets}
    for reading in readings(rows_of(understood, any_year=True), query, sources):
        if understood.named_year and reading.row.fiscal_year not in years:
            continue
        found = list({p.start: p for p in _uses(reading.passages, asked)}.values())
        if found:
            lines = tuple(p.line for p in found[:MOST])
            return quoted([(reading.row, Told(lead("section"), lines))])
    return None


def _asked(query: Query) -> str:
    """What is left of a question that asks for nothing but a purpose; '' for others."""
    if query.forms & _NOT_ASKED or set(query.topics) - _OF_DEEDS or query.later:
        return ""
    text = content(query)
    kinds = kinds_asked(text)
    return bare(without_kinds(text)) if [k.name for k in kinds] == ["purpose"] else ""


def _uses(passages: Sequence[Passage], asked: str) -> Iterator[Passage]:
    """The statements of a use whose own subject is what is asked."""
    for passage in passages:
        parts = [] if "名词" in passage.titles else sentences(passage)
        for number, part in enumerate(parts):
            for match in _USED.finditer(part.key):
                first = _named(parts, number, match.start(), asked)
                if first is not None:
                    yield joined(parts[first : _end(parts, number)])
                    break


def _named(parts: Sequence[Passage], number: int, at: int, asked: str) -> int | None:
    """The sentence that names the subject of a use, where it is what is asked."""
    own = parts[number].key[:at]
    clause = _CLAUSE.search(own)
    if clause and asks_only(bare(clause["name"]), asked):
        return number
    for n in range(number, -1, -1):
        text = own if n == number else parts[n].key
        classes = _CLASS.findall(text)
        led = _LEADS.match(text)
        names = classes[-1:] or ([led["name"]] if led else [])
        if names:
            return n if not clause and asks_only(bare(names[0]).lstrip("、和及"), asked) else None
        if re.match(r"\s*其中", text):
            return None
    return None


def _end(parts: Sequence[Passage], number: int) -> int:
    """Behind the statement; behind its last point where it goes on as a list: '包括：甲…；乙…。'"""
    end = number + 1
    if "包括" in parts[number].text:
        while end < len(parts) and _OPEN.search(parts[end - 1].text):
            end += 1
    return end
