"""What is left of the whole without a part: '除了项目支出还有多少', '不属于基本支出的支出'.

Takes a Query and items, says which of them are named only to be left out; gives the whole less those
parts, computed, or None. A figure of what is left out never answers.

    '不属于基本支出的支出是多少'  ->  支出总计 − 基本支出, both cited
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.figures.cell_lines import lines_writer, say_computed
from retrieval.figures.lookup import look_up, splits
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import lexicon
from retrieval.writing.arithmetic import Term
from retrieval.writing.compose import Composed

__all__ = ["left_out", "rest_answer"]

_BEFORE = re.compile(
    r"(?:不属于|不(?:包括|包含|含|算)|除(?:了|去|开)?|扣除|扣掉|剔除|减掉|去掉|抛开|非)(?:掉)?$"
)
_WHOLE = Item("支出总计", 0, 0, ("total_expenditure",))
_TOTALS = frozenset({"total_expenditure", "current_expenditure", "total_income"})


def left_out(query: Query, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items right behind a word that takes them out."""
    return tuple(item for item in items if _BEFORE.search(query.text[: item.start]))


def rest_answer(
    understood: Understood, items: Sequence[Item], out: Sequence[Item]
) -> Composed | None:
    """The total of expenditure without a part of it; None where the whole is another one."""
    others = [i for i in items if i not in out and not _TOTALS & set(i.concepts)]
    if others or len(understood.targets) != 1 or len(out) != 1 or _more(understood.query):
        return None
    part = out[0]
    classes = any((lexicon().concepts[key].code or "").startswith("2") for key in part.concepts)
    if not (splits(part) or classes) or "人员" in part.text or "公用" in part.text:
        return None
    target = understood.targets[0]
    understood = replace(understood, query=replace(understood.query, residue=()))
    cells = [look_up(understood, target, _WHOLE), look_up(understood, target, part)]
    if any(cell.hit is None or cell.row != cells[0].row for cell in cells):
        return None
    write = lines_writer(understood, cells)
    terms: list[Term] = [t for c in cells if c.hit and (t := write.term(c.hit.fact))]
    if len(terms) == 2:
        say_computed(write, "difference", terms, f"{cells[1].title}以外的支出", cells)
    return write.done() if write.kind == "computed" else None


def _more(query: Query) -> bool:
    """Whether the question carries words beside those that leave something out."""
    return any(_OUT_WORDS.sub("", run) for run in query.residue)


_OUT_WORDS = re.compile(
    r"不|属于|包括|包含|含|算|除|了|去|开|扣|掉|剔|减|抛|非|以外|之外|外|剩下|剩余|剩|其余|余下"
)
