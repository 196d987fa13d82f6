"""The department's document beside that of its own unit: one figure of both, and the difference.

Takes an Understood whose question names 部门预算 and 单位预算, gives a Composed answer or None where
the library does not hold both. Without an item the total of expenditure is set side by side.

    '单位预算和部门预算差多少'  ->  两份文件的支出总计[1][2]，差额：… − … = …
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.figures.cell_lines import full_title, say_computed, writer
from retrieval.figures.lookup import Cell, main_items, one_of
from retrieval.scope.scope import Listed
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.writing.arithmetic import Term
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["levels_answer"]

_DEPARTMENT = re.compile(
    r"部门(?:预算|决算|口径)?(?=的|口径|和|与|跟|及|、|比|相差|之间|$)|部门[预决]算|全部门"
)
_UNIT = re.compile(r"单位[预决]算|单位口径|局?本级|委?本级|本部")
_WHOLE = Item("支出总计", 0, 0, ("total_expenditure",))


def levels_answer(understood: Understood) -> Composed | None:
    """The figure in both documents, and their difference where it is asked for."""
    query, targets = understood.query, understood.targets
    text = query.asked or query.text
    if not (_DEPARTMENT.search(text) and _UNIT.search(text)) or len(targets) != 1:
        return None
    rows = _levels(targets[0].own)
    if len(rows) != 2:
        return None
    plain = replace(understood, query=replace(query, scope=replace(query.scope, own=None)))
    items = main_items(query) or (_WHOLE,)
    found = []
    for row in rows:
        cell = one_of(plain, replace(targets[0], documents=(row,), own=(row,)), items)
        if cell is None or cell.hit is None:
            return None
        found.append(cell)
    return _composed(plain, rows, found)


def _levels(rows: Sequence[Listed]) -> list[Listed]:
    """The department's document, then that of the unit; the first of each."""
    found = []
    for level in ("部门", "单位"):
        found += [row for row in rows if (row.kind or "").startswith(level)][:1]
    return found


def _composed(understood: Understood, rows: Sequence[Listed], cells: Sequence[Cell]) -> Composed:
    write = writer(understood)
    terms: list[Term] = []
    for row, cell in zip(rows, cells, strict=True):
        terms += _say(write, understood, row, cell)
    if understood.query.asks("difference", "compare", "change") and len(terms) == 2:
        lead = f"{rows[0].kind}减{rows[1].kind}"
        say_computed(write, "difference", terms, lead, cells)
    return write.done()


def _say(write: Writer, understood: Understood, row: Listed, cell: Cell) -> list[Term]:
    assert cell.hit is not None
    fact = cell.hit.fact
    number = write.evidence(fact)
    title = full_title(cell, understood.query.text)
    lead = f"{period(row.fiscal_year)}{row.unit_name or ''}{row.kind}的{title}"
    write.say(f"{lead}为 {value_text(fact)}{mark(number)}。", core=True)
    write.state(fact, cell.title, number)
    term = write.term(fact)
    return [term] if term else []
