"""Both budgets of a year asked for in one question: a line for each column that is named.

Takes an Understood and its items, gives a Composed answer with all the columns or None. Works nothing out.

    '公务接待费的年初预算和全年预算各多少'   ->   年初预算 13.00 万元; 调整预算 10.50 万元
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.figures.cell_lines import lines_writer
from retrieval.figures.lookup import one_of
from retrieval.understand.columns_asked import budgets_asked
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.writing.compose import Composed

__all__ = ["budgets_beside"]


def budgets_beside(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """A line for each column named, all of them or none."""
    stages, query = budgets_asked(understood.query.text), understood.query
    if not stages or len(understood.targets) != 1 or query.forms - {"each", "list"}:
        return None
    target = understood.targets[0]
    each = [one_of(understood, replace(target, account=stage), items) for stage in stages]
    cells = [cell for cell in each if cell and cell.hit]
    if len(cells) < len(stages):
        return None
    return lines_writer(understood, cells).done()
