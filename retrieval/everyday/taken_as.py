"""The figure of something that may be meant, said to be taken so.

Takes an Understood and what may be meant, gives Composed answers. Knows no words: what they mean is
`colloquial`'s.

    Meant('邮电费')   ->   '按“邮电费”理解。' and its figure
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from retrieval.lanes.figure_answers import figure_answer
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import label_key, lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import taken_as
from retrieval.writing.verify import Statement

__all__ = ["MODIFIERS", "Meant", "figure_of", "names_column", "row_of", "taken"]

MODIFIERS = frozenset(
    {
        "sangong", "basic", "project", "personnel", "public", "general_budget", "fiscal_income", "fiscal_expenditure",
        "procurement", "procurement_goods", "procurement_services", "procurement_works", "total_income", "total_expenditure",
    }
)  # fmt: skip
"""Items that, beside everyday words, only say in which column or table to look."""


@dataclass(frozen=True, slots=True)
class Meant:
    """An item by its title: a concept of the lexicon, or printed labels."""

    title: str
    concepts: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()


def row_of(label: str) -> Meant:
    """A row under a name of its own."""
    return Meant(label, (), frozenset({label}))


def taken(understood: Understood, meant: Meant) -> Composed | None:
    """The figure of what is meant, with a line that says so."""
    composed = figure_of(understood, meant)
    if composed is None:
        return None
    note = Statement(taken_as(meant.title))
    draft = replace(composed.draft, statements=(note, *composed.draft.statements))
    return replace(composed, draft=draft)


def figure_of(understood: Understood, meant: Meant) -> Composed | None:
    """The figure of an item: in the column or table that the question names, else wherever it is."""
    item = Item(meant.title, 0, 0, meant.concepts, meant.labels)
    picks = tuple(one for one in understood.query.items if _picks(one) and one.text != item.text)
    tries = [(item, *picks), (item,)] if picks else [(item,)]
    for items in (*tries, *((item, column) for column in _only_column(understood, meant))):
        query = replace(understood.query, items=items, residue=(), topics=(), forms=frozenset())
        if composed := figure_answer(replace(understood, query=query)):
            return composed
    return None


def _only_column(understood: Understood, meant: Meant) -> Iterator[Item]:
    """The column of a part of the money, where the item is printed in no other: 取暖费 in a table of
    机关运行经费 alone."""
    names = meant.labels | {label_key(meant.title)}
    rows = {row.doc_id: row for target in understood.targets for row in target.own}
    facts = [
        f
        for f in understood.facts_of(rows.values())
        if f.row_path and label_key(f.row_path[-1]) in names
    ]
    heads = {label_key(fact.column_path[-1]) if fact.column_path else "" for fact in facts}
    for head in heads if len(heads) == 1 else ():
        if keys := lexicon().printed.get(head, ()):
            yield Item(lexicon().concepts[keys[0]].title, 0, 0, tuple(keys), frozenset({head}))


def names_column(query: Query) -> bool:
    """Whether a column or table is named beside the everyday words."""
    return any(map(_picks, query.items))


def _picks(item: Item) -> bool:
    """A column or table that is named beside the everyday words: '基本支出里', '三公口径'."""
    return bool(item.concepts) and MODIFIERS.issuperset(item.concepts)
