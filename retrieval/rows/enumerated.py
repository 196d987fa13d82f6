"""What a named whole is made of, where one sentence prints it: '总预算50万元，其中A 30万元，B 20万元'.

Takes facts and an Item, gives the whole and its parts in the order of the sentence. Knows nothing of
tables and of how a question was put.

    项目总预算1410万，其中支持甲340万，支持乙120万，…，合计1410万   ->   甲 340, 乙 120, …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.facts import Fact
from retrieval.understand.places import matches, place_of
from retrieval.understand.question import Item
from retrieval.words.lexicon import folded, label_key

__all__ = ["Enumeration", "enumeration_of"]

_TOTAL = re.compile(r"合计|总计|小计|共计")
_WORDS = re.compile(r"[^，,；;。：:、\d]+$")
_FEWEST = 2


class Enumeration(NamedTuple):
    """A whole and its parts, each with its name as the sentence prints it."""

    whole: Fact
    parts: tuple[tuple[str, Fact], ...]


def enumeration_of(item: Item, facts: Sequence[Fact]) -> Enumeration | None:
    """The parts of the item that its own sentence lists; None where no sentence does."""
    prose = [fact for fact in facts if fact.table is None and fact.kind == "amount"]
    for whole in prose:
        if whole.measure != "level" or matches(place_of(whole), item) != 0:
            continue
        parts = _of_one(whole, prose) or _over_sentences(whole, prose)
        if len(parts) >= _FEWEST:
            return Enumeration(whole, parts)
    return None


def _of_one(whole: Fact, facts: Sequence[Fact]) -> tuple[tuple[str, Fact], ...]:
    """The parts within the sentence of the whole; a first part alone goes on behind it."""
    parts = tuple(_parts(whole, facts))
    return parts if len(parts) >= _FEWEST else ()


def _parts(whole: Fact, facts: Iterable[Fact]) -> Iterable[tuple[str, Fact]]:
    """Figures of the same sentence one level below the whole, without their total and changes."""
    depth = len(whole.row_path)
    beside = [
        fact
        for fact in facts
        if fact.citation == whole.citation
        and fact.at.start > whole.at.start
        and fact.row_path[:depth] == whole.row_path
        and len(fact.row_path) == depth + 1
    ]
    for fact in sorted(beside, key=lambda fact: fact.at.start):
        name = _name(fact)
        if fact.value is None or _TOTAL.search(name) or (fact.measure != "level" and not name):
            continue
        if fact.measure == "level" or _grown(fact, name):
            yield name, fact


def _over_sentences(whole: Fact, facts: Iterable[Fact]) -> tuple[tuple[str, Fact], ...]:
    """Parts that go on in the sentences behind the whole; only where they add up to it."""
    depth, rest = len(whole.row_path), whole.value
    found: list[tuple[str, Fact]] = []
    behind = (f for f in facts if f.doc_id == whole.doc_id and f.at.start > whole.at.start)
    for fact in sorted(behind, key=lambda fact: fact.at.start):
        inside = fact.row_path[:depth] == whole.row_path and len(fact.row_path) == depth + 1
        if fact.citation.section != whole.citation.section or rest is None:
            return ()
        if not inside or fact.measure != "level" or fact.unit != whole.unit or fact.value is None:
            continue
        found.append((_name(fact), fact))
        rest -= fact.value
        if rest <= 0:
            break
    return tuple(found) if rest == 0 else ()


def _grown(fact: Fact, name: str) -> bool:
    """'支持稳增长30万元' prints an amount: 增长 is the end of a name, not a change from last year."""
    return fact.measure == "change" and not re.search(r"比|较|上年|同期", name) and len(name) > 4


def _name(fact: Fact) -> str:
    """The words right before the figure: what the sentence calls it."""
    offset = 0
    for piece in fact.citation.pieces:
        if piece.start <= fact.at.start < piece.end:
            offset += fact.at.start - piece.start
            break
        offset += piece.end - piece.start
    before = folded(fact.citation.quote[:offset])
    match = _WORDS.search(re.sub(r"(?:安排|为|共|约|预算)+$", "", before))
    return label_key(match[0].removeprefix("其中")) if match else ""
