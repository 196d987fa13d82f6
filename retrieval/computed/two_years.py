"""Two years of one item set against each other: the difference, the growth or the ratio, computed.

Takes an Understood, the targets and items, gives a Composed answer or None where a year is not
found or the two figures are not of the same money. Knows nothing of printed changes.

    2025 37.91 万元, 2024 47.91 万元  ->  减少 10.00 万元；下降 20.87%
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.amount import plain
from retrieval.figures.cell_lines import lines_writer, say_computed
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import Cell, in_table_of, one_of
from retrieval.figures.one_money import beside_plan
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.writing.arithmetic import Computed, Term, compute, shown
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, signed

__all__ = ["between"]


def between(
    understood: Understood, targets: Sequence[Target], items: Sequence[Item]
) -> Composed | None:
    """The difference, growth or ratio between two years, computed."""
    cells = [cell for target in targets if (cell := one_of(understood, target, items))]
    if len(cells) < 2:
        return None
    early, late = _in_one_unit(*_of_one_kind(understood, cells[0], cells[1]))
    if _are_stages(early, late):
        spent = beside_plan(understood, late, early)
        if spent is None:
            return None
        late = spent
    if not _comparable(early, late) or _of_one_year(early, late):
        return None
    write = lines_writer(understood, [late, early])
    if not late.hit or not early.hit:
        return None
    terms = [write.term(late.hit.fact), write.term(early.hit.fact)]
    if None in terms:
        return None
    query = understood.query
    pair = [term for term in terms if term]
    if query.asks("ratio"):
        say_computed(write, "ratio", pair, "", cells)
    else:
        _say_growth(write, understood, cells, pair)
    say_elsewhere(write, [late.hit, early.hit])
    return write.done() if write.kind == "computed" else None


def _of_one_kind(understood: Understood, early: Cell, late: Cell) -> tuple[Cell, Cell]:
    """Both years from one table where it prints both: all money is never set against one fund."""
    if not early.hit or not late.hit or early.row is None or early.row != late.row:
        return early, late
    if early.hit.fact.table == late.hit.fact.table:
        return early, late
    if beside := in_table_of(understood, late, early):
        return early, beside
    return (in_table_of(understood, early, late) or early), late


def _are_stages(early: Cell, late: Cell) -> bool:
    """The plan and the outturn of one year."""
    if not early.hit or not late.hit or early.hit.fact.year != late.hit.fact.year:
        return False
    return early.hit.fact.stage in _PLANNED and late.hit.fact.stage in ("决算", "执行数")


_PLANNED = ("年初预算", "调整预算")


def _in_one_unit(early: Cell, late: Cell) -> tuple[Cell, Cell]:
    """Each year at the place that prints it in the unit of the other, where one does."""
    for one, other in ((early, late), (late, early)):
        if not one.hit or not other.hit or one.hit.fact.unit == other.hit.fact.unit:
            return early, late
        places = [p for p in one.hit.same if p.fact.unit == other.hit.fact.unit]
        if places:
            same = (one.hit.chosen, *(p for p in one.hit.same if p is not places[0]))
            moved = replace(one, hit=replace(one.hit, chosen=places[0], same=same))
            return (moved, late) if one is early else (early, moved)
    return early, late


def _comparable(early: Cell, late: Cell) -> bool:
    """Whether both figures are of the same money: '财政拨款' and '一般公共预算' may both mean all."""
    if not early.hit or not late.hit:
        return True
    one, other = early.hit.chosen, late.hit.chosen
    tables = one.fact.table is not None and other.fact.table is not None
    return not tables or one.base == other.base or early.row != late.row


def _of_one_year(early: Cell, late: Cell) -> bool:
    """Both ends of one year are no two years: '2019年' of a table that prints 2018年初 and 年末."""
    if not early.hit or not late.hit or early.target.year == late.target.year:
        return False
    return early.hit.fact.year == late.hit.fact.year is not None


def _say_growth(
    write: Writer, understood: Understood, cells: Sequence[Cell], terms: Sequence[Term]
) -> None:
    difference = compute("difference", terms)
    growth = compute("growth", terms)
    if difference is None:
        return
    write.kind = "computed"
    marks = mark(*(term.evidence for term in difference.terms))
    when = str(cells[1].target.year)
    amount_too = understood.query.asks("change") or _AMOUNT.search(understood.query.text)
    if understood.query.asks("rate") and growth and not amount_too:
        write.say(f"{_growth_text(growth)}{marks}。", [growth], core=True)
        write.derive(growth, cells[1].title, "rate", when)
        return
    amount = f"{shown(abs(difference.value))} {difference.unit}" if difference.value else ""
    text = f"{_verb(difference, '增加', '减少')}{' ' + amount if amount else ''}：{difference.formula}{marks}"
    write.say(f"{text}。", [difference], core=True)
    write.derive(difference, cells[1].title, "change", when)
    if growth and growth.value:
        write.say(_growth_text(growth) + f"{marks}。", [growth])
        write.derive(growth, cells[1].title, "rate", when)


_AMOUNT = re.compile(r"[多少高低差](?:了|出)*多少(?!个?百分)|多少(?:钱|万|元|亿)|金额|数额")


def _growth_text(growth: Computed) -> str:
    """'下降 20.87%：（37.91 万元 − 47.91 万元）÷ 47.91 万元 × 100% = -20.87%'."""
    rate = f" {plain(abs(growth.value))}%" if growth.value else ""
    return f"{_verb(growth, '增长', '下降')}{rate}：{growth.formula}"


def _verb(computed: Computed, up: str, down: str) -> str:
    return signed(computed.value, up, down)
