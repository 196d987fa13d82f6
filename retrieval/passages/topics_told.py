"""Everything under the heading of a topic, or what of it the question names: duties, goals, assets.

Takes a Reading and a Query with a topic, gives a Told or None. Knows no figures.

    '主要职责有哪些'      ->   every item under 主要职责
    '在养老方面管什么'    ->   nothing, where no duty speaks of 养老
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.passages.asked_documents import Reading
from retrieval.passages.free_questions import near
from retrieval.passages.institutions import hires, institutions
from retrieval.passages.quoted import short_lines
from retrieval.passages.relevant import about_at_all, about_topic, topic_sections
from retrieval.printed.prose import Line, Told, in_section
from retrieval.understand.focus import runs
from retrieval.understand.question import Query, topic_of
from retrieval.writing.prompts import lead

__all__ = ["topic_told"]

_ASPECT = re.compile(
    r"在[\u4e00-\u9fff、]{2,12}方面|(?:负责|管理?|承担)(?:着|的)?哪些[\u4e00-\u9fff]{2,6}的"
)
"""'在养老方面管什么': where no duty speaks of it, the whole list of duties is no answer."""


def topic_told(reading: Reading, query: Query) -> Told | None:
    """Everything under the heading of a topic, or what of it the question names."""
    title = topic_of(query.topics[0]).title
    title = "绩效目标" if query.topics[0] == "goals" and "绩效目标" in query.text else title
    if "organisation" in query.topics and hires(query):
        return None
    if "organisation" in query.topics:
        return _told(institutions(reading.document, reading.passages, query), title)
    sections = topic_sections(reading.document, query)
    inside = [p for s in sections[:1] for p in in_section(reading.passages, s)]
    if sum(len(p.text) for p in inside) < 12:
        headings = [word for key in query.topics for word in topic_of(key).headings]
        prose = [p for p in reading.passages if "名词" not in p.titles]
        inside = [p for p in prose if any(word in p.key for word in headings)][:1]
    named = about_topic(inside, query, reading.favoured)
    if not named and "duties" in query.topics and runs(query):
        named = near(replace(reading, passages=tuple(inside)), query)
    named = [p for p in named if any(i.start <= p.start <= i.spans[-1].end for i in inside)]
    if not named and not about_at_all(inside, query):
        return None
    if not named and "duties" in query.topics and _ASPECT.search(query.text):
        return None
    return _told(short_lines(named or inside), title)


def _told(lines: Sequence[Line], title: str) -> Told | None:
    return Told(lead("topic", title), tuple(lines)) if lines else None
