"""Cells of one name that are figures of their own: rows of one table, forms of one project each.

Takes Places, gives those that stand beside the best one. They contradict nothing; all are shown.
Knows no questions.

    '年度资金申请总额' in five forms of one title, each under its project   ->  four beside the first
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import Fact
from retrieval.printed.agreement import agree
from retrieval.understand.places import Place, is_unit_row

__all__ = ["of_less", "of_one_unit", "of_other_form", "siblings_of"]


_FISCAL = re.compile(r"财政拨款|一般公共预算|政府性基金")


def siblings_of(best: Place, places: Sequence[Place]) -> tuple[Place, ...]:
    """The other cells of one name in its table, or in the forms of other projects; () where they agree."""
    fact = best.fact
    if fact.table is None or best.on_column or best.by_total:
        return ()
    rows: dict[tuple[int | None, int | None], Place] = {}
    for place in places:
        other = place.fact
        named_so = place.item == best.item
        if named_so and (_of_other_row(best, place) or of_other_form(best, place)):
            rows.setdefault((other.table, other.row), place)
    if all(agree(place.fact, fact) for place in rows.values()):
        return ()
    return tuple(rows.values())


def _of_other_row(one: Place, other: Place) -> bool:
    a, b = one.fact, other.fact
    same = (a.doc_id, a.table, a.scope, a.column) == (b.doc_id, b.table, b.scope, b.column)
    return same and a.row != b.row


def of_other_form(one: Place, other: Place) -> bool:
    """Whether two cells stand in forms of one title that each speak of their own project.

    '年度资金申请总额' of one project says nothing of that of another one.
    """
    a, b = one.fact, other.fact
    if a.table is None or b.table is None or a.table == b.table or a.scope != b.scope:
        return False
    if a.doc_id != b.doc_id or one.where != other.where or a.column_path != b.column_path:
        return False
    heads = a.row_path[:-1], b.row_path[:-1]
    return all(heads) and heads[0] != heads[1] and (a.year, a.stage) == (b.year, b.stage)


def of_less(best: Place, place: Place) -> bool:
    """A row of one unit under the total, or a sentence of a section on 财政拨款 beside all money."""
    if of_one_unit(place.fact) and not of_one_unit(best.fact):
        return True
    if place.fact.table is not None or best.fact.table is None or "三公" in place.where:
        return False
    return bool(_FISCAL.search(place.where)) and not _FISCAL.search(best.where)


def of_one_unit(fact: Fact) -> bool:
    """A row that names a unit beside others: the row of the total goes before it."""
    return fact.table is not None and bool(fact.row_path) and is_unit_row(fact.row_path[-1])
