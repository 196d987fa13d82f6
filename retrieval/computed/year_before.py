"""When a year is answered out of the paper of the year after: alone, or beside that year's own figure.

Takes an Understood, items and the reader of plain figures, gives a Composed answer or None. A figure that
is printed goes before one that is worked out. Knows not how it is worked out: `prior_year` does.

    '2023年公务接待费,2022年是多少'   ->   the figure of 2023 as printed, that of 2022 worked back
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.computed.parts import together
from retrieval.computed.prior_year import prior_answer
from retrieval.figures.lookup import Cell
from retrieval.understand.operations import BACKWARDS
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.writing.compose import Composed

__all__ = ["beside_year_before", "year_before"]

Plain = Callable[[Understood, Sequence[Item]], Composed | None]


def year_before(understood: Understood, items: Sequence[Item], plain: Plain) -> Composed | None:
    """The figure of a year whose own paper is not here: as the later one prints it, else worked out."""
    query = understood.query
    if any(target.own for target in understood.targets):
        return None
    backwards = BACKWARDS.search(query.text) is not None
    if backwards or query.scope.source:
        printed = None if backwards else plain(understood, items)
        return printed or prior_answer(understood, items)
    if query.forms or len(items) != 1 or plain(understood, items):
        return None
    return prior_answer(understood, items)


def beside_year_before(
    understood: Understood, items: Sequence[Item], cells: Sequence[Cell], plain: Plain
) -> Composed | None:
    """The year whose own paper is not here, worked out beside the one that is printed."""
    found = {(cell.target.unit, cell.target.year) for cell in cells}
    missing = [t for t in understood.targets if (t.unit, t.year) not in found]
    if len(missing) != 1 or len(understood.targets) != 2 or understood.query.asks(*_SET_AGAINST):
        return None
    prior = prior_answer(replace(understood, targets=tuple(missing)), items)
    if prior is None:
        return None
    rest = tuple(target for target in understood.targets if target not in missing)
    scope = replace(understood.query.scope, years=tuple(t.year for t in rest if t.year))
    alone = replace(understood, targets=rest, query=replace(understood.query, scope=scope))
    return together([plain(alone, items), prior])


_SET_AGAINST = ("change", "rate", "difference", "compare", "ratio", "sum", "share", "completion")
