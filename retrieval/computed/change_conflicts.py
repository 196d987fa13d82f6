"""When two printed changes are changes of one figure, so that they ought to agree.

Takes Facts of one document, says yes or no, or gives the other change. The total of income and what
came in this year are two figures under one concept; income and spending are two unless both
sentences print the same amount and the question names no side.

    '…收入预算21940.96万元,增加3959.28万元' / '…支出预算21940.96万元,增加3958.98万元'   ->   said twice
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.facts import Fact
from retrieval.figures.lookup import Cell
from retrieval.printed.agreement import agree
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import label_key, lexicon

__all__ = ["of_one_item", "said_twice"]


def of_one_item(one: Fact, other: Fact) -> bool:
    """Whether two changes are of one figure: a grand total has several under one concept."""
    same = label_key(one.item) == label_key(other.item)
    return same or not _GRAND & (_concepts(one) | _concepts(other))


_GRAND = frozenset({"total_income", "total_expenditure"})


def said_twice(understood: Understood, cell: Cell, facts: Sequence[Fact]) -> list[Fact]:
    """Changes of the same concept, year and fund beside the same amount, that differ."""
    assert cell.hit is not None
    best = cell.hit.fact
    if best.kind != "amount" or best.table is not None:
        return []
    if best.stage != "年初预算" and _names_side(understood, cell):
        return []
    own = _levels(best, facts)
    return [
        fact
        for fact in facts
        if _may_differ(fact, best)
        and not agree(fact, best)
        and any(agree(one, other) for one in own for other in _levels(fact, facts))
    ]


def _may_differ(fact: Fact, best: Fact) -> bool:
    same = (fact.measure, fact.kind, fact.year, fact.stage, fact.fund, fact.scope)
    wanted = (best.measure, best.kind, best.year, best.stage, best.fund, best.scope)
    apart = fact.table is None and fact.citation != best.citation
    return apart and same == wanted and bool(_concepts(fact) & _concepts(best))


def _names_side(understood: Understood, cell: Cell) -> bool:
    """'收入增加多少' asks for one side, and in an account both sides may move apart.

    A budget balances: the same amount on both sides with two changes cannot be right.
    """
    said = cell.item.text + "".join(item.text for item in understood.query.items)
    return "收入" in said or "支出" in said


def _levels(change: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """The amounts of the same item in the sentence of the change."""
    return [
        fact
        for fact in facts
        if fact.measure == "level"
        and fact.kind == "amount"
        and fact.value
        and fact.citation == change.citation
        and fact.row_path == change.row_path
    ]


def _concepts(fact: Fact) -> set[str]:
    return set(lexicon().printed.get(label_key(fact.item), ()))
