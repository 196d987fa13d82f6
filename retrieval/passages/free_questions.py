"""Free questions, put to a document word by word first, then by what comes nearest.

Takes a Reading and a Query, gives the passages of one of two ways: those that account for every word of
the question, and those that say its things and tell the kind of thing it wants. Of the papers of one
unit and year the one that comes nearer is asked first. Knows no figures.

    '公益诉讼怎么推进'      ->  accounted    '全面开展公益诉讼工作。…'
    '盖好以后拿来做什么'    ->  of_kind      '建成后作为社区事务受理场所。'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.passages.asked_documents import Reading
from retrieval.passages.kinds_told import NONE, WHY, Kind
from retrieval.passages.names_said import name_said
from retrieval.passages.near_sentences import (
    asks_for_sentences,
    asks_of_kind,
    denies_all,
    near_sentences,
    nearness,
    says_all,
    tells_kind,
)
from retrieval.passages.points import with_points
from retrieval.passages.project_answers import of_project, says_matter
from retrieval.passages.said_passages import asks_for_prose, asks_no_amount, said_passages
from retrieval.passages.slots import slot_said
from retrieval.printed.prose import Passage, bare, cells_of_sentences
from retrieval.understand.accounted import content
from retrieval.understand.focus import item_terms
from retrieval.understand.question import Query
from retrieval.understand.reason_asked import what_moved

__all__ = ["accounted", "explained", "freely", "near", "nearest_first", "of_kind"]


def freely(reading: Reading, query: Query) -> list[Passage]:
    """What answers a question of no certain kind: word by word first, then by what comes nearest."""
    found = slot_said(reading.document, reading.passages, query) or accounted(reading, query)
    found = [
        said for said in found if tells_kind(said, query) and _names_money(said, reading, query)
    ]
    found = found or near(reading, query) or counted(reading, query)
    found = found or name_said(reading.document, reading.passages, query)
    return found or denied(reading, query)


def accounted(reading: Reading, query: Query) -> list[Passage]:
    """The passages that account for every word of a question that sentences can answer."""
    if not asks_for_prose(query):
        return []
    unit = reading.row.unit_name or ""
    found = said_passages(reading.document, reading.passages, query, unit)
    whole = {p.start: with_points(p, reading.passages) for p in found if _OPEN.search(p.text)}
    return _of_matter([whole.get(p.start, p) for p in found], reading, query)


_OPEN = re.compile(r"[:：][^。]*[；;]\s*$")
"""The first part of a list: '主要用于以下方面：甲支出2106.66万元，占71.73%；'."""


def near(reading: Reading, query: Query) -> list[Passage]:
    """The nearest sentences; only of a unit that is named."""
    if not query.scope.units or not asks_for_sentences(query):
        return []
    found = near_sentences(reading.document, reading.passages, query)
    found = [said for said in found if _names_money(said, reading, query)]
    return _of_matter(found, reading, query)


def _names_money(said: Passage, reading: Reading, query: Query) -> bool:
    """Whether every item of money is named by the sentence, its paragraph, its row or headings.

    A row that the prose calls by its name is meant by no sentence without it.
    """
    of_money = [i for i in query.items if i.concepts and _MONEY.search(i.text)]
    long = [i for i in query.items if len(i.text) >= _LONG and not i.concepts]
    rows = [
        i for i in long if i.text in i.labels and any(i.text in p.key for p in reading.passages)
    ]
    named = [item_terms(item) for item in (*of_money, *rows)]
    place = _place(said, reading) if named else ""
    return all(any(bare(term) in place for term in terms) for terms in named)


def _place(said: Passage, reading: Reading) -> str:
    """The paragraph of a sentence with its headings; of a cell the words of its row."""
    within = cells_of_sentences(reading.document)
    beside = next((words for c, words in within if c.start <= said.start <= c.spans[-1].end), "")
    around = (p for p in reading.passages if p.start <= said.start <= p.spans[-1].end)
    paragraph = next(around, said)
    return bare(f"{paragraph.key}|{paragraph.titles}|{beside}")


_LONG = 4
_MONEY = re.compile(r"(?:费|支出|收入|资金|资产|补助|结余|结转)$")


def of_kind(reading: Reading, query: Query) -> list[Passage]:
    """The nearest sentences of a question that only one kind of sentence answers."""
    return near(reading, query) if asks_of_kind(query) else []


def explained(reading: Reading, query: Query) -> list[Passage]:
    """What explains a nothing or an end without the word 原因: the sentence that says every thing asked."""
    if not query.scope.units or len(WHY.asks.findall(query.text)) != 1:
        return []
    query = replace(query, text=what_moved(query.text))
    found = near_sentences(reading.document, reading.passages, query, WHY)
    return found if len(found) == 1 and says_all(found[0], query, WHY) else []


def denied(reading: Reading, query: Query) -> list[Passage]:
    """Whether there is something, where one clause says that there is none: '2019年无新购资产计划'."""
    if not query.scope.units or not NONE.asks.search(query.text) or not asks_no_amount(query):
        return []
    found = near_sentences(reading.document, reading.passages, query, NONE)
    said = [one for one in found if denies_all(one, query)]
    return said if len(said) == len(found) == 1 else []


def counted(reading: Reading, query: Query) -> list[Passage]:
    """The one sentence with a number of the measure asked ('按几度设防') that says every thing itself."""
    if not query.scope.units:
        return []
    asked = query.asked or query.text
    if (match := _HOW_MUCH.search(content(query))) and not query.items:
        return _measured(reading, query, match)
    measures = [match["measure"] for match in _MEASURED.finditer(asked)]
    if not measures or query.text != asked:
        return []
    numbers = "|".join(rf"(?:\d+|[一二三四五六七八九十]+){measure}" for measure in measures)
    kind = Kind("count", _MEASURED, re.compile(numbers))
    found = near_sentences(reading.document, reading.passages, query, kind)
    if len(found) != 1:
        return []
    paragraph = next((p for p in reading.passages if found[0].start in _starts(p)), found[0])
    return found if says_all(paragraph, query, kind) else []


def _measured(reading: Reading, query: Query, match: re.Match[str]) -> list[Passage]:
    """The one sentence with a number right behind the last words of what is measured."""
    tail = re.escape(match["noun"][-2:])
    kind = Kind("measure", _NEVER, re.compile(rf"{tail}[^,。;\d]{{0,10}}\d[\d.,]*(?![\d年月日])"))
    rest = replace(query, text=re.sub(_HOW_MUCH, lambda m: m["noun"] + "|", query.text))
    found = near_sentences(reading.document, reading.passages, rest, kind)
    return found if len(found) == 1 and says_all(found[0], rest, kind) else []


_NEVER = re.compile(r"(?!)")
_HOW_MUCH = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,12}?)(?:要|应该?|需要?|得|将|能|力争)*(?:达到|做到|达|超过|稳定在|保持在|控制在)(?:了)?多少[?。]*$"
)
"""'粮食总产量要达到多少': what is measured, without its unit."""


def _starts(paragraph: Passage) -> list[int]:
    return [part.start for part in paragraph.parts]


_MEASURED = re.compile(r"(?:多少|几)(?P<measure>度(?!数)|级|期|讲|届|层|轮|遍|周年)")
"""Measures of prose that no table counts in."""


def nearest_first(asked: Sequence[Reading], query: Query) -> list[Reading]:
    """Of a department's and a unit's paper of one year the one that comes nearer first."""
    if len({one.row.fiscal_year for one in asked}) != 1 or not asks_of_kind(query):
        return list(asked)
    near = [nearness(one.document, one.passages, query) for one in asked]
    return [asked[n] for n in sorted(range(len(asked)), key=lambda n: -near[n])]


def _of_matter(found: Sequence[Passage], reading: Reading, query: Query) -> list[Passage]:
    """Those that speak of the goal, ground, term asked for, and of the project named."""
    said = [passage for passage in found if says_matter(passage, query)]
    return of_project(said, reading.document, reading.passages, query)
