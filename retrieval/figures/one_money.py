"""Of which money a place prints its figure, and the place that prints another figure of the same money.

Takes Cells, gives the cell of one stage that may be set against that of another. Knows no wording.

    预算 720.40 under '一般公共预算财政拨款支出…情况'  ->  决算 758.32 of that sentence, not 776.86 of all money
"""

from __future__ import annotations

from ingest.facts import Fact
from retrieval.figures.lookup import Cell, look_up_among
from retrieval.understand.places import BASES, Place, place_of
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import lexicon

__all__ = ["beside_plan", "money_of"]


def money_of(place: Place) -> str:
    """'' for all money, else the fund; of a sentence also what its heading says it is about."""
    if place.base or place.fact.table is not None:
        return place.base
    heading = place.where.rsplit(">", 2)[-2:]
    return next((base for base in reversed(BASES[1:]) if base in "".join(heading)), "")


def beside_plan(understood: Understood, spent: Cell, planned: Cell) -> Cell | None:
    """What was spent, as the sentence or row of the plan prints it; None where only other money is printed."""
    if spent.hit is None or planned.hit is None or planned.row is None:
        return None
    own = understood.facts_of([planned.row])
    plan = planned.hit.fact
    near = [fact for fact in own if _is_beside(fact, plan)]
    cell = look_up_among(understood, spent.target, spent.item, (), planned.row, near)
    if cell.hit and _split_alike(cell, planned):
        return cell
    money = money_of(planned.hit.chosen)
    if money_of(spent.hit.chosen) == money or _is_of_one_money(spent):
        return spent
    alike = [fact for fact in own if money_of(place_of(fact)) == money]
    cell = look_up_among(understood, spent.target, spent.item, (), planned.row, alike)
    return cell if cell.hit and _split_alike(cell, planned) else None


def _split_alike(one: Cell, other: Cell) -> bool:
    """Both of all spending, or both of 基本支出."""
    splits = [
        (cell.hit.chosen.aspect, cell.hit.chosen.table_aspect) for cell in (one, other) if cell.hit
    ]
    return len(set(splits)) == 1


def _is_beside(fact: Fact, plan: Fact) -> bool:
    """In the same row of a table, or in the same sentence under the same names."""
    if plan.table is not None:
        return (fact.table, fact.row) == (plan.table, plan.row)
    return fact.table is None and fact.citation == plan.citation


def _is_of_one_money(cell: Cell) -> bool:
    """'公务接待费' is paid from one kind of money, whatever the heading says."""
    return any(lexicon().concepts[key].narrow for key in cell.item.concepts)
