"""The printed total of the one item asked for, before rows of a table are added up to it.

Takes an Understood, gives a Composed answer or None: only where nothing but the amount of one item is
asked, and its figure is printed. Knows nothing of rows.

    '采购预算一共多少'   ->   the '合计' of the table of purchases, and not its rows with their sum
"""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.lanes.figure_answers import figure_answer
from retrieval.understand.reading import Understood
from retrieval.words.operation_words import ADDED_UP
from retrieval.writing.compose import Composed

__all__ = ["whole_printed_answer"]

_OF_ROWS = re.compile(
    rf"{ADDED_UP}|各|哪|分别|每|[几多][个项笔条]|明细|清单|列|表|项目|其中|除|以外"
)
_AT_ALL = ("total_expenditure", "total_income")
"""'一共花了多少钱' says no more than how much."""


def whole_printed_answer(understood: Understood) -> Composed | None:
    """The one figure that is printed of the whole; see the module docstring."""
    query = understood.query
    if len(understood.targets) > 1:  # the sum is over years or units
        return None
    if query.forms - {"sum"} or query.residue or query.topics or _OF_ROWS.search(query.text):
        return None
    named = [item for item in query.items if not set(item.concepts) & set(_AT_ALL)]
    if len(named) != 1 or "procurement" not in named[0].concepts:
        return None
    plain = replace(query, forms=frozenset())
    figure = figure_answer(replace(understood, query=plain))
    whole = figure is not None and figure.kind in ("found", "conflicting", "none_stated")
    return figure if whole else None
