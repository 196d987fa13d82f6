"""The figure of something that may be meant, said to be taken so; or the question back between several.

Takes an Understood and what may be meant, gives Composed answers. Knows no words: what they mean is
`colloquial`'s.

    Meant('邮电费')   ->   '按“邮电费”理解。' and its figure
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from retrieval.everyday.printed_rows import is_spelling
from retrieval.lanes.figure_answers import figure_answer
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.writing.compose import Composed, Writer, not_found
from retrieval.writing.prompts import taken_as, which_item
from retrieval.writing.verify import Statement

__all__ = ["MODIFIERS", "MOST", "Meant", "figure_of", "row_of", "taken", "which_of"]

MOST = 4
"""Items that a question back names at most."""

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


def which_of(understood: Understood, meant: Sequence[Meant]) -> Composed | None:
    """The question back, with the items that the words may mean and that are printed.

    Rows that are spellings of one thing are one; one alone is not asked back: it is what is nearest.
    """
    titles = list(_printed_once(understood, meant))[:MOST]
    if len(titles) < 2:
        return not_found(*titles) if titles else None
    write = Writer(kind="ambiguous")
    write.say(which_item(titles))
    return write.done()


def _printed_once(understood: Understood, meant: Sequence[Meant]) -> Iterator[str]:
    """The titles that are printed, of spellings with the same figure the first."""
    known: list[tuple[str, frozenset[tuple[Decimal, str | None]]]] = []
    for one in dict.fromkeys(meant):
        figure = figure_of(understood, one)
        if figure is None:
            continue
        told = frozenset((stated.value, stated.unit) for stated in figure.figures)
        if not any(told == other and is_spelling(one.title, title) for title, other in known):
            known.append((one.title, told))
            yield one.title


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
    for items in ((item, *picks), (item,)) if picks else ((item,),):
        query = replace(understood.query, items=items, residue=(), topics=(), forms=frozenset())
        if composed := figure_answer(replace(understood, query=query)):
            return composed
    return None


def _picks(item: Item) -> bool:
    """A column or table that is named beside the everyday words: '基本支出里', '三公口径'."""
    return bool(item.concepts) and MODIFIERS.issuperset(item.concepts)
