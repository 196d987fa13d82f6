"""Items of the classification beside a question: which one is printed, is the same sum, is barred.

Takes a Query, what it says and a Near, answers one small question each. Knows no figures and not how
near an item is.

    meant_by(邮电费)   ->   Meant('邮电费', …)      barred('门票收入', 差旅费)   ->   True
"""

from __future__ import annotations

import re

from retrieval.everyday.printed_rows import rows_spoken_of
from retrieval.everyday.taken_as import MODIFIERS, Meant
from retrieval.nearest import Near
from retrieval.understand.asked_alone import unscoped
from retrieval.understand.question import Item, Query
from retrieval.words.contrast import Said
from retrieval.words.everyday import Everyday, everyday
from retrieval.words.foreign_terms import cannot_mean
from retrieval.words.kin import same_money
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.word_evidence import item_words

__all__ = [
    "barred",
    "is_name",
    "is_one",
    "is_printed",
    "meant_by",
    "own_names",
    "unprinted_name",
    "unscoped",
]


def is_printed(one: Near, labels: frozenset[str]) -> bool:
    """Whether a document prints an item under one of its names."""
    return not labels.isdisjoint(map(label_key, one.item.names))


def unprinted_name(asked: str, labels: frozenset[str]) -> bool:
    """Whether all that is said is the official name of an item that no row is printed under."""
    said = label_key(asked)
    own = [item for item in everyday() if said in map(label_key, item.names)]
    if len(said) < _OFFICIAL or not own:
        return False
    kin = [one for one in everyday() for item in own if same_money(item.title, one.title)]
    return labels.isdisjoint(label_key(name) for item in (*own, *kin) for name in item.names)


_OFFICIAL = 4
"""Characters from which on a name of the classification is no everyday word."""


def is_one(first: Near, other: Near) -> bool:
    """Whether two items are one sum of money: another view of it."""
    return meant_by(first.item) == meant_by(other.item) or same_money(
        first.item.title, other.item.title
    )


def meant_by(item: Everyday) -> Meant:
    """An item of the lexicon where its name is one, else the row printed so."""
    keys = lexicon().printed.get(label_key(item.title), ())
    if len(keys) == 1:
        return Meant(lexicon().concepts[keys[0]].title, (keys[0],))
    return Meant(item.title, (), frozenset(map(label_key, item.names)))


def barred(query: Query, heard: Said, near: Near) -> bool:
    """Whether the question is of something else, whatever its words come near to."""
    return (
        cannot_mean(heard.asked, near.item)
        or _names_another(query, near)
        or _other_side(query, near)
    )


def own_names(heard: Said, first: Near, labels: frozenset[str]) -> list[str]:
    """Rows under names of their own with words that the item does not account for."""
    words = item_words()
    untold = words.untold(folded(heard.asked), {words.items.index(first.item)})
    return rows_spoken_of(untold, labels)


def _names_another(query: Query, first: Near) -> bool:
    """Whether a printed name is used and words beside it that speak for another item.

    Then the strict reading stands: '高中住房保障支出' is not 住房保障支出.
    """
    if not query.residue or not any(is_name(item) for item in query.items):
        return False
    words = item_words()
    number = words.items.index(first.item)
    for run in query.residue:
        if run in _EVERYBODY:
            continue
        found = words.evidence(run)
        if found.get(number, 0.0) < max(0.3, 0.5 * max(found.values(), default=0.0)):
            return True
    return False


_EVERYBODY = frozenset({"居民", "群众", "老百姓", "百姓", "市民", "大家"})
"""For whom nearly all is done: '给居民搞体育健身' is 群众体育."""


def _other_side(query: Query, first: Near) -> bool:
    """Whether money received is asked for and the item is spending: '住房公积金收入'."""
    received = re.search(r"收入(?:是|有|为|了|一共|合计)*(?:多少|几)", query.text)
    return bool(received) and not any("收入" in name for name in first.item.names)


def is_name(item: Item) -> bool:
    """Whether an item is called what it is printed as, not by an everyday word."""
    if item.code:
        return True
    if item.concepts and MODIFIERS.issuperset(item.concepts):
        return False
    if item.text in item.labels:
        return True
    concepts = lexicon().concepts
    keys = [key for key in item.concepts if concepts[key].kind != "count"]
    return any(item.text in concepts[key].labels for key in keys)
