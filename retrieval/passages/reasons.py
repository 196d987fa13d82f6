"""Why something changed: the sentences that give the reason, complete, each distinct one once.

Takes a document's paragraphs and a Query, gives passages. A reason is looked for where the item is
named: in its sentence, its paragraph, under its heading. A reason of something else is none.

    '公务接待费为什么减少'  ->  '2019年预算数0万元，比2018年减少2万元。减少原因是严格坚持厉行节约…。'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.passages.reason_grades import (
    grade_group,
    grade_of,
    names,
    of_another,
    subject_of,
)
from retrieval.passages.reason_places import SAYS_WHY, candidates, own_number
from retrieval.passages.reason_subjects import CHANGED, Wanted, wanted_subject
from retrieval.printed.prose import Passage, bare, joined, sentences, tables_beside
from retrieval.understand.focus import coverage, item_terms
from retrieval.understand.question import Query
from retrieval.understand.reason_asked import against_budget
from retrieval.words.lexicon import lexicon

__all__ = ["reasons"]

MOST = 4
"""Distinct reasons of one answer."""

NEAR = 220
"""Characters between the name of an item and its reason that are still told."""

_YEARLY = re.compile(r"(?:与|比|较)(?:上年|\d{4}年)")
_Graded = tuple[Passage, Passage, int]
"""A paragraph, the statement of a reason in it, and how surely it is of what is asked."""
_Found = tuple[Passage, int]


def reasons(passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The reasons given for what the question names, in the document's order."""
    wanted = wanted_subject(query)
    against = against_budget(query.text)
    graded = [
        (passage, said, grade)
        for passage, said in candidates(passages)
        if (grade := grade_of(passage, said, wanted)) and not _says_what_for(said)
    ]
    if against and _YEARLY_ASKED.search(query.text):
        return _best([(_with_subject(p, said, wanted), grade) for p, said, grade in graded])
    if against:
        graded = [(p, said, grade) for p, said, grade in graded if _of_budget(p, said)]
        return _best([(_with_subject(p, said, wanted), grade) for p, said, grade in graded])
    graded = _of_what_moved(_over_the_year(graded, query), query)
    found = [(_with_subject(p, said, wanted), grade) for p, said, grade in graded]
    found = found or _of_parts(passages, wanted) or _behind(passages, wanted)
    found = found or _of_named_parts(passages, query)
    if not found:
        return _remarks(passages, wanted)[:1] or _of_its_section(passages, query, wanted)[:1]
    return _best(found)


def _best(found: Sequence[tuple[Passage, int]]) -> list[Passage]:
    """The reasons that are most surely of what is asked."""
    best = max((grade for _, grade in found), default=0)
    return _distinct([said for said, grade in found if grade == best])[:MOST]


def _of_budget(passage: Passage, said: Passage) -> bool:
    """Whether a reason sets the outturn against the budget, not this year against the last."""
    before = passage.text[: max(passage.text.find(said.text[:12]), 0)]
    text = said.text if _YEARLY.search(said.text) else before + said.text
    return re.search(r"大于|小于|高于|低于|预算数|年初预算|完成.{0,4}预算", text) is not None


def _over_the_year(found: Sequence[_Graded], query: Query) -> list[_Graded]:
    """Not why the outturn missed the budget, where a reason over the year is given or asked for."""
    yearly = [(p, said, n) for p, said, n in found if not _is_of_budget(subject_of(said.key))]
    return yearly if yearly or _YEARLY_ASKED.search(query.text) else list(found)


def _is_of_budget(subject: str) -> bool:
    """Whether what is explained is the budget missed: '完成预算的100%。较上年增加' goes on to the year."""
    missed = [match.end() for match in _BUDGET_MISSED.finditer(subject)]
    yearly = [match.start() for match in _YEARLY.finditer(subject)]
    return bool(missed) and max(yearly, default=-1) < missed[-1]


_BUDGET_MISSED = re.compile(
    r"[比较](?:年初|全年|调整)?预算数?(?:相比)?[^,，;。]{0,4}(?:增|减|上升|下降)|(?:决算|支出|执行)数?(?:大于|小于|高于|低于|超过?|不及).{0,8}预算|预算数?(?:大于|小于|高于|低于).{0,8}(?:决算|支出)|完成.{0,6}预算"
)


_MOVED = re.compile(r"[增减升降涨跌]|[多少高低]了")


def _of_what_moved(found: Sequence[_Graded], query: Query) -> list[_Graded]:
    """Why something rose or fell is said behind a rise or a fall, where any reason is."""
    moved = [one for one in found if CHANGED.search(subject_of(one[1].key))]
    return moved if moved and _MOVED.search(query.text) else list(found)


_YEARLY_ASKED = re.compile(r"[比较]上年|[比较]去年|同比|[比较](?:19|20)?\d\d年|上年(?:相比|比)")


def _with_subject(passage: Passage, said: Passage, wanted: Wanted) -> Passage:
    """A reason that does not name the item is told from the sentence on that names it."""
    words = [word for group in wanted.groups for word in group]
    if not words or any(word in bare(said.key) for word in words):
        return said
    parts = sentences(passage)
    named = [n for n, p in enumerate(parts) if any(word in bare(p.key) for word in words)]
    before = [p for p in parts[named[0] :] if p.start < said.start] if named else []
    short = sum(len(p.text) for p in before) <= NEAR
    return joined([*before, said]) if before and short else said


def _of_parts(passages: Sequence[Passage], wanted: Wanted) -> list[tuple[Passage, int]]:
    """The reasons of the parts that changed, where none is given for the whole of a section."""
    inner = [
        (said, bare(passage.titles.rsplit(">", 1)[-1])) for passage, said in candidates(passages)
    ]
    return [
        (said, 1)
        for said, title in inner
        if wanted.groups
        and all(any(word in title for word in group) for group in wanted.groups)
        and re.search(r"[增减升降]", subject_of(said.key).replace("增减", ""))
        and not any(of_another(subject_of(bare(said.key)), group) for group in wanted.groups)
    ]


_PARTS = {"vehicle_all": ("vehicle_buy", "vehicle_run")}
"""Wholes whose parts are explained one by one: '公车费用为什么减少'."""


def _of_named_parts(passages: Sequence[Passage], query: Query) -> list[tuple[Passage, int]]:
    """The reasons of the parts of the one item asked for, each of a part that changed."""
    if len(query.items) != 1:
        return []
    item, concepts = query.items[0], lexicon().concepts
    found: list[tuple[Passage, int]] = []
    for key in (part for whole in item.concepts for part in _PARTS.get(whole, ())):
        part = item._replace(text=concepts[key].title, concepts=(key,), labels=frozenset())
        group = tuple(bare(word) for word in item_terms(part))
        found += [
            (said, 1)
            for passage, said in candidates(passages)
            if grade_group(group, passage, said) >= _SAID_OF_IT
            and CHANGED.search(subject_of(said.key))
        ]
    return sorted(found, key=lambda one: one[0].start)


_SAID_OF_IT = 3


def _says_what_for(said: Passage) -> bool:
    """'国内公务接待21批次，主要是接待检查组' tells what it was spent on: nothing in it moved."""
    match = SAYS_WHY.search(said.key)
    weak = match is not None and match[0] in ("主要是", "主要为")
    return bool(match and weak and not CHANGED.search(said.key[: match.start()]))


def _behind(passages: Sequence[Passage], wanted: Wanted) -> list[tuple[Passage, int]]:
    """A paragraph that is nothing but the reason, right behind the one that names the item."""
    found = []
    for before, passage in pairwise(passages):
        alone = _ALONE.match(passage.text) and not own_number(passage)
        if alone and passage.section == before.section and _about(before, wanted):
            found.append((joined([*sentences(before)[-1:], passage]), 1))
    return found


def _remarks(passages: Sequence[Passage], wanted: Wanted) -> list[Passage]:
    """What stands behind an item that is zero or stays the same: '…0万元，此项经费由区统筹安排'."""
    return [
        said
        for passage in passages
        for said in sentences(passage)
        if wanted.groups
        and all(any(_leads(word, said) for word in group) for group in wanted.groups)
        and (match := _STAYS.search(said.key))
        and _REMARK.search(said.key[match.end() :])
    ]


def _of_its_section(passages: Sequence[Passage], query: Query, wanted: Wanted) -> list[Passage]:
    """The one reason under a heading that, with its tables, says all that is asked of no known item."""
    if query.items or not wanted.groups:
        return []
    words = [group[0] for group in wanted.groups]
    found = []
    for passage, said in candidates(passages):
        place = f"{passage.titles}|{passage.key}|{tables_beside(passage)}"
        own = sum(coverage((word,), said.key) == 1 for word in words)
        if own and all(coverage((word,), place) == 1 for word in words):
            found.append(said)
    return found if len(found) == 1 else []


def _leads(word: str, said: Passage) -> bool:
    """Whether a sentence starts with the item."""
    return word in bare(said.key)[: len(word) + 12]


def _about(passage: Passage, wanted: Wanted) -> bool:
    """Whether a paragraph says the amount of everything that is asked for."""
    key = bare(passage.key)
    named = all(any(names(word, key) for word in group) for group in wanted.groups)
    return bool(wanted.groups) and named and re.search(r"\d[\d,.]*(?:万|亿)?元", key) is not None


_ALONE = re.compile(
    r"\s*(?:其)?(?:增加|减少|增减|变动|变化|上升|下降|差异)?的?(?:主要)?(?:原因|是因|由于|主要是)"
)
_STAYS = re.compile(
    r"(?:与|和|同|较|比).{0,12}(?:持平|一致|相同|相等|无增减|无变化)|(?:为|预算数?|决算数?|费用?)?(?<![\d.,])0(?:\.0+)?(?:万元|元)"
)
_REMARK = re.compile(r"[,，。;；]?(?:此项|该项|本项|经费由|因此|未|无|没有|不|统一|统筹|已).{2,}")


def _distinct(found: Sequence[Passage]) -> list[Passage]:
    """Each reason once: the same words in another section say nothing new."""
    kept: dict[str, Passage] = {}
    for said in found:
        match = SAYS_WHY.search(said.key)
        tail = re.sub(r"\W+", "", said.key[match.end() :] if match else said.key)
        kept.setdefault(tail, said)
    return sorted(kept.values(), key=lambda said: said.start)
