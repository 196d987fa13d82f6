"""The figure that a printed change leads to: beside it in its sentence or row, else the only one of its item.

Takes an Understood, a Target, an Item and the Cell of the change, gives the Cell of the level; one without
a hit where it is not sure that both are of the same money. Knows nothing of wording.

    '三公经费37.91万元，比上年减少10万元'   ->   37.91 万元
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import Fact
from retrieval.figures.lookup import Cell, look_up, look_up_among
from retrieval.printed.agreement import agree
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import label_key, lexicon

__all__ = ["level_of"]

_GRAND = re.compile(r"总计|收、?支")
_YEARS_OWN = re.compile(r"合计|本年|当年|小计")
_NEAR = 160
"""Characters between this year's figure and its change: one sentence, or two beside each other."""


def level_of(
    understood: Understood, target: Target, item: Item, others: Sequence[Item], change: Cell
) -> Cell:
    """The level that a change leads to."""
    level = _beside(understood, target, item, others, change)
    if level.hit is None or _other_total(change, level):
        level = _only_level(understood, target, item, others, change)
    return Cell(target, item, None) if _other_total(change, level) else level


def _other_total(change: Cell, level: Cell) -> bool:
    """'收、支总计各增加520万元' beside '本年收入合计9160万元': the first has the carried-over money in it."""
    if change.hit is None or level.hit is None:
        return False
    moved, fact = change.hit.fact.item, level.hit.fact.item
    return bool(_GRAND.search(moved)) and bool(_YEARS_OWN.search(fact))


def _beside(
    understood: Understood, target: Target, item: Item, others: Sequence[Item], change: Cell
) -> Cell:
    """This year's figure in the sentence that prints the change, else in one right beside it."""
    none = Cell(target, item, None)
    if change.hit is None or change.row is None:
        return none
    fact = change.hit.fact
    facts = [f for f in understood.facts_of([change.row]) if f.measure == "level"]
    if fact.table is not None:
        near = [f for f in facts if (f.table, f.row) == (fact.table, fact.row)]
    else:
        near = [f for f in facts if f.table is None and abs(f.at.start - fact.at.start) < _NEAR]
        same = [f for f in near if f.citation == fact.citation]
        cell = look_up_among(understood, target, item, others, change.row, same)
        if cell.hit:
            return cell
    return look_up_among(understood, target, item, others, change.row, near)


def _only_level(
    understood: Understood, target: Target, item: Item, others: Sequence[Item], change: Cell
) -> Cell:
    """This year's figure said elsewhere, where the paper prints the item with one figure only."""
    cell = look_up(understood, target, item, others)
    moved = change.hit.fact if change.hit else None
    if moved is None or cell.hit is None or cell.rival or cell.hit.against or cell.hit.siblings:
        return Cell(target, item, None)
    if _same_money(understood, moved, cell):
        return cell
    key = label_key(moved.item)
    levels = [
        fact
        for fact in understood.facts_of(target.documents)
        if fact.measure == "level" and fact.year == target.year and label_key(fact.item) == key
    ]
    one = all(agree(fact, cell.hit.fact) for fact in levels)
    one = one and (moved.scope, moved.stage) == (cell.hit.fact.scope, cell.hit.fact.stage)
    return cell if one and label_key(cell.hit.fact.item) == key else Cell(target, item, None)


def _same_money(understood: Understood, moved: Fact, cell: Cell) -> bool:
    """Whether the level is surely that of the change, though it stands in a table under another label.

    The sentence of the change prints the same amount, or the item is paid from one fund only (三公).
    """
    assert cell.hit is not None
    fact = cell.hit.fact
    if cell.row is None or cell.hit.loose or cell.hit.note:
        return False
    if (moved.scope, moved.stage, moved.year) != (fact.scope, fact.stage, fact.year):
        return False
    said = (f for f in understood.facts_of([cell.row]) if f.citation == moved.citation)
    levels = [f for f in said if f.measure == "level" and f.kind == "amount"]
    if levels:
        return len(levels) == 1 and agree(levels[0], fact)
    concepts = lexicon().concepts
    return bool(cell.item.concepts) and all(concepts[key].narrow for key in cell.item.concepts)
