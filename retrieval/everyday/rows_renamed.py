"""The figure of the one row whose name a question says in other words, before any other way to answer.

Takes an Understood that asks for one amount, gives a Composed answer that says how the words were taken, or
None: where the words are printed so, where several rows may be meant, or where more than one figure is asked.

    '居民体育活动安排了多少'   ->   '按“群众体育”理解。' and its figure
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from retrieval.everyday.items_meant import unscoped
from retrieval.everyday.offered import MOST, which_of
from retrieval.everyday.taken_as import Meant, row_of, taken
from retrieval.understand.main_items import divides
from retrieval.understand.places import headed
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.words.contrast import said
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.not_budget import asks_for_money, is_not_of_a_budget
from retrieval.words.other_names import meant_of, of_the_other, other_names
from retrieval.writing.compose import Composed

__all__ = ["renamed_answer", "renamed_or_asked"]

_ONE = frozenset({"purpose", "sum"})
"""Forms beside which one amount is asked: '用于绿化的有多少', '一共多少'."""

_SEVERAL = re.compile(r"[和与及、跟].*(?:加起来|合计|共|总)|分别|各")


def renamed_answer(understood: Understood) -> Composed | None:
    """The figure of the row that is plainly meant."""
    meant = _meant(understood)
    return taken(understood, meant[0]) if len(meant) == 1 else None


def renamed_or_asked(understood: Understood) -> Composed | None:
    """The figure of the row meant, or the question back between those that may be, where nothing else answers."""
    meant = _meant(understood, again=True)
    if not meant or len(meant) > MOST:
        return None
    return taken(understood, meant[0]) if len(meant) == 1 else which_of(understood, meant)


def _meant(understood: Understood, *, again: bool = False) -> list[Meant]:
    """What the words asked may name, the nearest first: one alone is meant. `again`: also what was read as
    it is printed, and not found."""
    query = understood.query
    text = unscoped(query)
    heard = said(text)
    if query.context or query.forms - _ONE or heard.denied or _SEVERAL.search(query.text):
        return []
    if len(set(query.scope.years)) > 1:
        return []  # the other year is asked for as well
    if not understood.targets or not asks_for_money(query.text) or is_not_of_a_budget(text):
        return []
    if not query.residue and any(divides(item) for item in query.items):
        return []  # '基本支出' is read, and its '基本' begins 基本工资 as well
    names = other_names(heard.asked, _names(understood))
    close = meant_of([one for one in names if not of_the_other(query.text, one.label)])
    read = any(item.labels == {one.label} for item in query.items for one in close[:1])
    if (read or _is_printed(query)) and not query.residue and not again:
        return []  # read as it is printed
    found = [_of(one.label) for one in close]
    return found if len(found) > 1 or all(one.whole for one in close) else []


def _is_printed(query: Query) -> bool:
    """Whether the one thing named is the name of a row: 司法 of a 司法局 is no 基层司法业务."""
    named = [item for item in query.items if item.text not in ("支出", "收入")]
    return len(named) == 1 and label_key(named[0].text) in map(label_key, named[0].labels)


def _of(label: str) -> Meant:
    """An item of the lexicon where its name is one, else the row printed so."""
    keys = lexicon().printed.get(label, ())
    if len(keys) != 1:
        return row_of(label)
    return Meant(lexicon().concepts[keys[0]].title, (keys[0],))


def _names(understood: Understood) -> Mapping[str, str]:
    """The labels of amounts in scope, each with the labels above it and whose they are."""
    rows = {row.doc_id: row for target in understood.targets for row in target.own}
    units = [folded(row.unit_name) for row in rows.values() if row.unit_name]
    above: dict[str, dict[str, None]] = {}
    for fact in understood.facts_of(rows.values()):
        if fact.kind != "amount":
            continue
        for label in {fact.row_path[-1] if fact.row_path else "", headed(fact)}:
            if label and (key := label_key(label)):
                above.setdefault(key, {}).update(dict.fromkeys(map(label_key, fact.row_path[:-1])))
    return {
        label: "|".join((*over, *units))
        for label, over in above.items()
        if not any(label in unit or unit in label for unit in units)
    }
