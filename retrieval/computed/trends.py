"""How a figure moved over several years: a line a year, and what it changed from each to the next.

Takes an Understood of one unit and three or more years, gives a Composed answer or None. Two years
are `change_answers`; a year that is not found is said to be missing.

    '三年来三公经费怎么变化'  ->  2023年 22.91 万元[1]  2024年 47.91 万元[2]  '2024年比2023年增加：…'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.amount import plain
from retrieval.figures.cell_lines import lines_writer
from retrieval.figures.lookup import Cell, asked_for_all, one_of
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.writing.arithmetic import Computed, Term, compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, signed

__all__ = ["trend_answer"]

_TREND = re.compile(
    r"趋势|走势|逐年|历年|各年|[几三四五六两]年(?:来|间|以来|里|的|份)|怎么变|(?:如何|怎样|怎么)(?:变|走|演变)|一年比一年|变化"
)


_FROM_TO = re.compile(r"(?:19|20)\d\d年?(?:到|至|-|~|—)(?:19|20)\d\d年?")


def trend_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """The figure of every year, and the change between neighbouring years."""
    query, targets = understood.query, understood.targets
    told = _TREND.search(query.asked or query.text) is not None
    if len(targets) < (2 if told else 3) or len({target.unit for target in targets}) > 1:
        return None
    if query.asks("sum", "share", "ratio", "completion", "largest", "smallest", "reason"):
        return None
    if not query.asks("change", "rate") or not (told or asked_for_all(understood)):
        return None
    ordered = sorted(targets, key=lambda target: target.year or 0)
    cells = [
        one_of(understood, target, items) or Cell(target, items[-1], None) for target in ordered
    ]
    if sum(cell.hit is not None for cell in cells) < 2:
        return None
    write = lines_writer(understood, cells)
    levels = len(write.statements)
    found = [cell for cell in cells if cell.hit]
    for early, late in pairwise(found):
        _say_step(write, early, late)
    if len(found) > 2 and _FROM_TO.search(query.text):
        _say_step(write, found[0], found[-1])
    if len(targets) == 2 and len(write.statements) == levels:
        return None  # two places of other money: the table of both years may tell the change
    return write.done()


def _say_step(write: Writer, early: Cell, late: Cell) -> None:
    """'2024年比2023年增加：…': only where both figures are of one account."""
    assert early.hit is not None
    assert late.hit is not None
    before, this = early.hit, late.hit
    if (this.fact.stage == "决算") != (before.fact.stage == "决算"):
        write.miss(f"{early.target.year}年与{late.target.year}年一为预算、一为决算，不作比较。")
        return
    if this.chosen.base != before.chosen.base:
        return
    terms = [write.term(late.hit.fact), write.term(early.hit.fact)]
    pair = [term for term in terms if term]
    difference = compute("difference", pair) if len(pair) == 2 else None
    if difference is None:
        return
    write.kind = "computed"
    growth = compute("growth", pair)
    computed = [difference, growth] if growth and growth.value else [difference]
    write.say(_step_text(early, late, computed, pair), computed, core=True)
    when = str(late.target.year)
    write.derive(difference, late.title, "change", when)
    if growth and growth.value:
        write.derive(growth, late.title, "rate", when)


def _step_text(early: Cell, late: Cell, computed: Sequence[Computed], terms: Sequence[Term]) -> str:
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    moved = signed(computed[0].value)
    text = f"{late.target.year}年比{early.target.year}年{moved}：{computed[0].formula}{marks}"
    if len(computed) < 2:
        return f"{text}。"
    verb = signed(computed[1].value, "增长", "下降")
    return f"{text}；{verb} {plain(abs(computed[1].value))}%：{computed[1].formula}{marks}。"
