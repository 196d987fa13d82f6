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
from retrieval.passages.kinds_told import CAUSE, NONE, WHY
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
from retrieval.passages.reason_subjects import CHANGED
from retrieval.passages.said_passages import asks_for_prose, asks_no_amount, said_passages
from retrieval.passages.slots import slot_said
from retrieval.printed.prose import Passage, bare, cells_of_sentences
from retrieval.understand.accounted import pairs_of
from retrieval.understand.focus import item_terms
from retrieval.understand.question import Query
from retrieval.understand.reason_asked import against_budget, what_moved

__all__ = ["accounted", "explained", "freely", "near", "nearest_first", "of_kind"]


def freely(reading: Reading, query: Query) -> list[Passage]:
    """What answers a question of no certain kind: word by word first, then by what comes nearest."""
    found = slot_said(reading.document, reading.passages, query) or accounted(reading, query)
    found = [
        said for said in found if tells_kind(said, query) and _names_money(said, reading, query)
    ]
    found = found or near(reading, query)
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
    """What explains a nothing, an end, a goal missed: the one sentence near all that is asked, with a cause."""
    if not query.scope.units or len(WHY.asks.findall(query.text)) != 1:
        return []
    asked = replace(query, text=what_moved(query.text))
    if CHANGED.search(query.text) or against_budget(query.text):
        found = near_sentences(reading.document, reading.passages, asked, WHY)
        if len(found) == 1 and says_all(found[0], asked, WHY):
            return found
        return _in_a_form(reading, asked) if against_budget(query.text) else []
    found = near_sentences(reading.document, reading.passages, asked, CAUSE, close=True)
    return found if len(found) == 1 and _tells_more(found[0], query) else []


def _in_a_form(reading: Reading, asked: Query) -> list[Passage]:
    """Why a project's money was left, as its form tells: the one cell of causes near all that is asked."""
    found = near_sentences(reading.document, reading.passages, asked, CAUSE, close=True)
    cells = [said for said in found if not any(p.start == said.start for p in _places(reading))]
    return cells if len(cells) == len(found) == 1 else []


def _places(reading: Reading) -> list[Passage]:
    return [part for passage in reading.passages for part in passage.parts]


def _tells_more(said: Passage, query: Query) -> bool:
    """Whether the cause that a sentence gives is more than what is asked about."""
    cause = _CAUSE.split(said.key, maxsplit=1)[-1]
    return any(pair not in query.text for pair in pairs_of(cause))


_CAUSE = re.compile(r"原因[^,;。]{0,3}[是为:]|主要[是为]|由于|因为?")


def denied(reading: Reading, query: Query) -> list[Passage]:
    """Whether there is something, where one clause says that there is none: '2019年无新购资产计划'."""
    if not query.scope.units or not NONE.asks.search(query.text) or not asks_no_amount(query):
        return []
    found = near_sentences(reading.document, reading.passages, query, NONE)
    said = [one for one in found if denies_all(one, query)]
    return said if len(said) == len(found) == 1 else []


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
