"""A change said in a sentence, held against the two years that a table of the same paper prints.

Takes the Cell of the printed change and a draft; adds the difference of the table, and calls the answer
conflicting, where the two are not one figure. Amounts rounded to what the sentence prints agree.

    sentence  '比上年减少2万元'     table  17.30 → 15.00     ->  表中两年之差为 2.30 万元, 前后不一致
"""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.amount import Unit, printed_place
from ingest.facts import Fact
from retrieval.computed.change_bases import base_of, from_plan
from retrieval.figures.lookup import Cell, in_table_of, look_up
from retrieval.understand.reading import Target, Understood
from retrieval.writing.arithmetic import compute, shown
from retrieval.writing.compose import Writer, short_place
from retrieval.writing.prompts import mark, signed

__all__ = ["say_table_change"]

_COARSE = Decimal("0.05")
"""A whole number for a figure with decimals is another figure where they are a twentieth apart."""


def say_table_change(write: Writer, understood: Understood, cell: Cell) -> None:
    """Adds what the table says of the two years, where that is another change."""
    pair = _two_years(understood, cell)
    moved = cell.hit.fact if cell.hit else None
    if pair is None or moved is None or _agrees(moved, *pair):
        return
    terms = [term for fact in pair if (term := write.term(fact))]
    computed = compute("difference", terms) if len(terms) == 2 else None
    if computed is None:
        return
    write.kind = "conflicting"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    verb = signed(computed.value, "增加", "减少")
    amount = f" {shown(abs(computed.value))} {computed.unit}" if computed.value else ""
    place = short_place(pair[0].citation)
    text = f"“{place}”中两年之差则为{verb}{amount}：{computed.formula}{marks}，前后不一致，请以原文核对。"
    write.say(text, [computed])
    when = str(moved.year) if moved.year else None
    write.derive(computed, cell.title, "change", when)


def _two_years(understood: Understood, cell: Cell) -> tuple[Fact, Fact] | None:
    """This year and the one before in one table of the paper that says the change."""
    moved, row, year = (cell.hit.fact if cell.hit else None), cell.row, cell.target.year
    if moved is None or row is None or year is None or moved.table is not None:
        return None
    if moved.kind != "amount" or moved.measure != "change" or from_plan(moved):
        return None
    late = look_up(understood, Target(cell.target.unit, year, (row,), (row,)), cell.item)
    if not _sure(late) or late.hit is None or late.hit.fact.table is None:
        return None
    before = Cell(Target(cell.target.unit, year - 1, (row,), ()), cell.item, None)
    early = in_table_of(understood, before, late)
    if early is None or not _sure(early) or early.hit is None:
        return None
    pair = late.hit.fact, early.hit.fact
    return pair if _of_one_kind(understood, moved, *pair) else None


def _sure(cell: Cell) -> bool:
    hit = cell.hit
    return hit is not None and not (hit.against or hit.siblings or hit.loose or hit.note)


def _of_one_kind(understood: Understood, moved: Fact, late: Fact, early: Fact) -> bool:
    """Whether both levels are those that the sentence compares: one scope, one fund, the same base."""
    facts = understood.facts.get(moved.doc_id, ())
    spent = bool(base_of(moved, facts)) or moved.stage in ("决算", "执行数")
    if (early.stage in ("决算", "执行数")) != spent or late.stage != moved.stage:
        return False
    alike = (late.scope, late.fund, _place(late)) == (early.scope, early.fund, _place(early))
    years = (late.year, early.year) == (moved.year, (moved.year or 0) - 1)
    return years and alike and moved.scope == late.scope


_YEAR = re.compile(r"(?:19|20)\d\d年?度?|上年度?|本年度?|[(（]?(?:年初)?预算数?[)）]?")


def _place(fact: Fact) -> tuple[str, ...]:
    """The labels of a cell without those that only say the year."""
    return tuple(
        filter(None, (_YEAR.sub("", part) for part in (*fact.row_path, *fact.column_path)))
    )


def _agrees(moved: Fact, late: Fact, early: Fact) -> bool:
    """Within the rounding of what is printed, or, for a whole number, near enough."""
    if not all(fact.amount and fact.unit for fact in (moved, late, early)):
        return True
    assert moved.amount is not None
    assert late.amount is not None
    assert early.amount is not None
    difference = late.amount.yuan - early.amount.yuan
    apart = abs(difference - moved.amount.yuan)
    slack = sum((_half_place(fact) for fact in (late, early)), Decimal(0))
    whole = "." not in moved.printed and any("." in f.printed for f in (late, early))
    if whole:
        return apart <= slack + abs(difference) * _COARSE
    return apart <= slack + _half_place(moved)


def _half_place(fact: Fact) -> Decimal:
    return printed_place(fact.printed) * Unit(fact.unit or "元").yuan / 2
