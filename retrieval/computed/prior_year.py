"""Last year's figure, worked out from this year's and the change that its document prints.

Takes an Understood whose year has no document of its own, gives a Composed answer or None. A figure
that is printed goes before one that is worked out; what is worked out says so and shows its formula.

    sentence  2024年预算收入15,577.52万元，较2023年预算减少2,115.67万元
    answer    2023年…：15,577.52 万元 + 2,115.67 万元 = 17,693.19 万元
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact
from retrieval.computed.change_answers import sole_part_of
from retrieval.computed.change_bases import from_plan
from retrieval.computed.change_levels import level_of
from retrieval.figures.cell_lines import who, writer
from retrieval.figures.lookup import Cell, in_order, look_up
from retrieval.understand.places import place_of
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import folded
from retrieval.writing.arithmetic import Computed, Operation, Term, compute, shown
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import change_text, figure_text, mark, period, value_text

__all__ = ["prior_answer"]

_SPENT = re.compile(r"执行|决算")
_TO_YEAR = re.compile(r"[比较](?:上年|去年|((?:19|20)\d\d)年)")


def prior_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """The figure of the year before the document's own, computed."""
    if len(understood.targets) != 1:
        return None
    target = understood.targets[0]
    if target.year is None or target.own or not target.documents:
        return None
    later = Target(target.unit, target.year + 1, target.documents, target.documents)
    plain_query = replace(understood.query, scope=replace(understood.query.scope, account=None))
    read = replace(understood, query=plain_query)
    for item in in_order(items):
        others = tuple(other for other in items if other is not item)
        change = _of_years(target, look_up(read, later, item, others, "change"))
        level = level_of(read, later, item, others, change)
        if change.hit and level.hit and _of_asked_base(understood, change.hit.fact):
            return _composed(understood, target, level, change)
    return _of_sole_part(understood, target, read, later, items)


def _of_sole_part(
    understood: Understood,
    target: Target,
    read: Understood,
    later: Target,
    items: Sequence[Item],
) -> Composed | None:
    """Worked back by the change of the one part that is all of the item: 财政拨款支出 of 支出预算."""
    found = sole_part_of(read, later, items)
    if found is None:
        return None
    cell, whole, moved = found
    assert cell.hit is not None
    change = replace(cell, hit=replace(cell.hit, chosen=place_of(moved)))
    level = replace(cell, hit=replace(cell.hit, chosen=place_of(whole)))
    if not (_since(target, moved) and _of_asked_base(understood, moved) and moved.value):
        return None
    return _composed(understood, target, level, change)


def _of_years(target: Target, cell: Cell) -> Cell:
    """The change since the year asked for, where the amount is also said of something else; none else."""
    if cell.hit is None:
        return cell
    places = (cell.hit.chosen, *cell.hit.same)
    named = [p for p in places if _since(target, p.fact)]
    return replace(cell, hit=replace(cell.hit, chosen=named[0]) if named else None)


def _since(target: Target, fact: Fact) -> bool:
    """Whether a change is one from the year asked for; from its own plan, or within a year, it is not."""
    said = folded(" ".join(fact.column_path))
    compared = _TO_YEAR.search(said)
    other = compared and compared[1] and compared[1] != str(target.year)
    return not other and not from_plan(fact) and bool(compared or fact.table is not None)


def _of_asked_base(understood: Understood, change: Fact) -> bool:
    """A change from last year's outturn gives the outturn, not the budget, and the other way round."""
    account = understood.query.scope.account
    said = _SPENT.search(folded(" ".join(change.column_path))) is not None
    spent = change.stage in ("决算", "执行数")
    if account is None:
        return spent or not said
    return (spent or said) == (account in ("决算", "执行数"))


def _composed(understood: Understood, target: Target, level: Cell, change: Cell) -> Composed | None:
    assert level.hit is not None
    assert change.hit is not None
    if not change.hit.fact.value:
        return _stayed(understood, target, level, change)
    write = writer(understood)
    computed = _backwards(write, level.hit.fact, change.hit.fact)
    if computed is None:
        return None
    write.kind = "computed"
    numbers = [write.evidence(level.hit.fact), write.evidence(change.hit.fact)]
    write.say(figure_text(who(level), level.title, level.hit.fact, numbers[0]))
    write.say(f"比上年{change_text(change.hit.fact)}{mark(numbers[1])}。")
    marks = mark(*dict.fromkeys(numbers))
    value = f"{shown(computed.value)} {computed.unit}"
    lead = f"{period(target.year)}{who(level)}{level.title}推算为 {value}"
    write.say(f"{lead}：{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, level.title, "level", str(target.year))
    return write.done()


def _stayed(understood: Understood, target: Target, level: Cell, change: Cell) -> Composed | None:
    """'与上年持平': last year's figure is this year's."""
    assert level.hit is not None
    assert change.hit is not None
    fact = level.hit.fact
    if change.hit.fact.value is None or fact.citation != change.hit.fact.citation:
        return None
    write = writer(understood)
    number = write.evidence(fact)
    moved = write.evidence(change.hit.fact)
    write.say(figure_text(who(level), level.title, fact, number), core=True)
    text = f"文件写明与上年{change_text(change.hit.fact)}，{period(target.year)}{level.title}因此同为 {value_text(fact)}{mark(*dict.fromkeys((number, moved)))}。"
    write.say(text, core=True)
    write.state(fact, level.title, number)
    return write.done()


def _backwards(write: Writer, level: Fact, change: Fact) -> Computed | None:
    """This year's figure without what was added, or with what was taken away."""
    this, moved = write.term(level), write.term(change)
    if this is None or moved is None or change.value is None or not change.value:
        return None
    operation: Operation = "difference" if change.value > 0 else "sum"
    return compute(operation, [this, Term(abs(moved.value), *moved[1:])])
