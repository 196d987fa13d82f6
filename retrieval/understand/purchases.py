"""What is bought: the verb before a thing says nothing more, or makes of cars owned cars to be bought.

Takes a folded question and the Items read in it, gives Items, and the parts of the question that are
accounted for by them. Knows no figures.

    '买碎纸机多少钱'   ->  碎纸机; 买 is accounted for     '打算买几辆公车'   ->  购置车辆, not 保有车辆
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from retrieval.scope.periods import Taken
from retrieval.understand.item import Item
from retrieval.words.lexicon import lexicon

__all__ = ["as_bought", "bought", "to_be_bought"]

_BUYING = re.compile(r"(?:购买|购置|购进|采购|新购|新买|更新|新增|添置|添|买|购)(?:了|过)?$")
_THINGS = re.compile(r"(?:购买|购置|购进|添置|买)$")
_HOW_MANY = re.compile(r"^(?:多少|几)[辆台部]")
_OWNED, _NEW = ("vehicles",), ("vehicles_bought",)
_EQUIPMENT = frozenset({"fixed_equipment_100", "fixed_equipment_50"})


def as_bought(question: str, item: Item, labels: Mapping[str, object]) -> Item:
    """'买几辆公车' asks how many are to be bought, where the papers in scope print that."""
    printed = any(label in labels for label in lexicon().concepts[_NEW[0]].labels)
    if not printed or item.concepts != _OWNED or not _HOW_MANY.search(item.text):
        return item
    buying = _BUYING.search(question[: item.start])
    return item._replace(concepts=_NEW, labels=frozenset()) if buying else item


def bought(question: str, items: Iterable[Item]) -> Iterable[Taken]:
    """The verb before a thing that is printed by its own name: '买碎纸机' asks for 碎纸机."""
    for item in items:
        named = bool(item.labels or item.concepts) and set(item.concepts) <= _EQUIPMENT
        verb = (_THINGS if named else _BUYING).search(question[: item.start])
        if verb and (named or item.concepts == _NEW):
            yield Taken(verb.start(), verb.end())


_VERB = re.compile(r"(?:购买|购置|购进|采购|新购|新买|新增|添置|添|买|购)(?:了|过)?的?$")
_VERB_FIRST = re.compile(r"^(?:购买|购置|购进|采购|新购|新买|新增|添置|添|买)的?(?=..)")


def to_be_bought(
    question: str, items: Iterable[Item], labels: Mapping[str, frozenset[str]]
) -> tuple[Item, ...]:
    """'打算买单价100万元以上的设备' is what a document prints as 购置单价100万元以上设备, where it does."""
    return tuple(_new(question, item, labels) for item in items)


def _new(question: str, item: Item, labels: Mapping[str, frozenset[str]]) -> Item:
    verb = _VERB_FIRST.search(item.text) or _VERB.search(question[: item.start])
    counted = set(item.concepts) <= _EQUIPMENT
    if not verb or not counted or item.code:
        return item
    concepts = lexicon().concepts
    names = {*item.labels, *(label for key in item.concepts for label in concepts[key].labels)}
    new = tuple(f"{word}{key}" for word in ("购置", "新增", "采购") for key in names)
    kept = frozenset(key for key in labels if new and key.endswith(new))
    return item._replace(concepts=(), labels=kept) if kept else item
