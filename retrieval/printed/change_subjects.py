"""What a printed change is a change of: the words of its own clause, not the item named before it.

Takes the Facts of a document, gives the same Facts with changes and rates of prose under the item
that their clause names, and a rate in brackets behind a change as the rate of that change. Knows no
questions.

    '…上年结转215.60万元,2024年本部门预算收入较上年增加2751.59万元'   ->  预算收入, not 上年结转
    '较上年减少24.98万元(31.46%)'                                ->  31.46% is that decrease
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ingest.facts import Fact
from retrieval.printed.agreement import label_before
from retrieval.words.lexicon import label_key, lexicon

__all__ = ["with_subjects"]

_STOPS = re.compile(r"[,;:。、]")
_LED = re.compile(r"^.*(?:19|20)\d\d年(?:度)?|^(?:本|我|全|该)(?:部门|单位|局|级|区|市|县)(?:的)?")
_CLAUSE = re.compile(
    r"(?P<label>.*?)(?:预算数|决算数)?(?:总体|总额|共|均|各|也|则)?(?:比|较|同比|与(?:上年|去年|(?:19|20)\d\d)|增|减|上升|下降|\d|为|$)"
)
_AGAINST = re.compile(r"^(?:比|较|同比|与|和|同)|^(?:增|减|上升|下降)")
_GRAND = re.compile(
    r"(?:部门|单位|年度|全年)*(?:预算|决算)?收入?[、,和与及/]?支出?(?:的)?(?:预算|决算)?(?:总计|总数|总额|总量|总预算|总决算|合计)(?:数|额)?"
    r"|(?:部门|单位)?(?:预算|决算)(?:总)?收支(?:安排)?|(?:部门|单位)?收支(?:预算|决算)(?:安排)?|(?:总收支|收支总)(?:预算|决算)?|总?收[、,和与及/]?支"
)
_BOTH_SIDES = "收支总计"
_SAME_TIME = ("同比增加", "同比减少", "同比增长", "同比下降", "同比上升", "同比降低")
_IN_BRACKETS = re.compile(
    r"(?P<verb>增加|增长|上升|提高|减少|下降|降低|压减|压缩)了?[\d.,]+(?:万|亿)?元$"
)
_UP = ("增加", "增长", "上升", "提高")


def with_subjects(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts, each change under what its clause names."""
    return tuple(_bound(fact) if _of_prose(fact) else fact for fact in facts)


def _of_prose(fact: Fact) -> bool:
    return fact.measure in ("change", "rate") and fact.table is None and fact.value is not None


@lru_cache(maxsize=8192)
def _bound(fact: Fact) -> Fact:
    before = label_before(fact)
    fact = _in_brackets(fact, before)
    against = "".join(fact.column_path) + ("同比" if before.rstrip().endswith(_SAME_TIME) else "")
    if not fact.column_path or not re.search(r"比|较", against):
        return fact
    if _GRAND.fullmatch(label_key(fact.item)) or _GRAND.fullmatch(fact.item):
        return replace(fact, row_path=(_BOTH_SIDES,))
    clause, subject = _subject(label_before(fact, beside=False))
    printed = lexicon().printed
    if fact.kind == "count" or label_key(fact.item) in label_key(clause):
        return fact
    own = printed.get(label_key(fact.item), ())
    if subject not in printed or set(printed[subject]).intersection(own):
        return fact
    return replace(fact, row_path=(subject,), side=None)


def _subject(before: str) -> tuple[str, str]:
    """The clause of the number and what it names; where it only compares, the clause before it."""
    for clause in reversed(_STOPS.split(before)[-3:]):
        if not clause or _AGAINST.match(clause):
            continue
        bare = _LED.sub("", _LED.sub("", clause))
        match = _CLAUSE.match(bare)
        return clause, label_key(match["label"]) if match else ""
    return "", ""


def _in_brackets(fact: Fact, before: str) -> Fact:
    """'减少24.98万元(31.46%)': the rate of the decrease before it."""
    match = _IN_BRACKETS.search(before)
    if fact.measure != "rate" or fact.column_path or match is None or fact.value is None:
        return fact
    value = abs(fact.value) if match["verb"] in _UP else -abs(fact.value)
    return replace(fact, value=value, column_path=("比上年增减",), confidence=0.9)
