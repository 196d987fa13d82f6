"""What part of one item is not paid by 财政拨款: its total less what the 财政拨款 tables print of it.

Takes an Understood that asks for the rest, gives a computed answer or None. Knows no column order:
a figure is of 财政拨款 where its header or its title says so.

    '某科目里非财政拨款的部分'  ->  支出总表 155.83 万元 − 财政拨款支出表 115.00 万元 = 40.83 万元
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_lines import say_computed, who, writer
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.found import Hit
from retrieval.figures.lookup import Cell, either_ending, look_up, look_up_among
from retrieval.understand.places import Place, matches, place_of
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import lexicon
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import figure_text

__all__ = ["other_money_answer"]

_REST = re.compile(
    r"(?:非|不(?:是|靠|用|属于|来自)|除了?|扣除|剔除|去掉)(?:由|从)?财政(?:预算)?拨款(?:安排|支付|来)?"
    r"(?:以外|之外|外)?的?(?:那?部分?|资金|钱|支出|经费)?分?"
)
_FISCAL = ("财政拨款收入", "财政拨款支出", "财政拨款")
_TOTALS = frozenset({"total_income", "total_expenditure", "fiscal_income", "fiscal_expenditure"})


def other_money_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """The item's total less its 财政拨款; None where the question asks for no rest, or one is missing."""
    asked = _REST.search(understood.query.text)
    if asked is None or len(understood.targets) != 1 or not _all_said(understood, asked):
        return None
    named = [item for item in items if not (asked.start() <= item.start < asked.end())]
    named = [item for item in named if not _TOTALS.intersection(item.concepts)]
    if len(named) != 1:
        return None
    understood = replace(understood, query=replace(understood.query, residue=()))
    target, item = understood.targets[0], either_ending(named[0])
    whole = _of_all_money(understood, target, item)
    if whole is None:
        return None
    paid = _paid(understood, target, item, whole)
    return _composed(understood, whole, paid) if paid else None


def _of_all_money(understood: Understood, target: Target, item: Item) -> Cell | None:
    """The figure of the item that no title and no header limits to one kind of money."""
    for row in target.own:
        facts = [f for f in understood.facts_of([row]) if not place_of(f).base]
        cell = look_up_among(understood, target, item, (), row, facts)
        if cell.hit and not cell.hit.siblings:
            return cell
    return None


def _all_said(understood: Understood, asked: re.Match[str]) -> bool:
    """Whether nothing is left unread but the words that ask for the rest."""
    return all(run in asked[0] for run in understood.query.residue)


def _paid(understood: Understood, target: Target, item: Item, whole: Cell) -> Fact | None:
    """What 财政拨款 pays of the item; 一般公共预算 alone where the document has no other fund."""
    assert whole.row is not None
    own = [
        place
        for place in map(place_of, understood.facts_of([whole.row]))
        if matches(place, item) == 0 and _of_all_of_it(place, whole)
    ]
    for base in ("财政拨款", "一般公共预算"):
        if base == "一般公共预算" and not _only_general(understood, target):
            return None
        found = [place.fact for place in own if place.base == base]
        if found and len({_yuan(fact) for fact in found}) == 1:
            return found[0]
    return None


def _of_all_of_it(place: Place, whole: Cell) -> bool:
    """The same year, stage and kind, of the whole row, in no column but that of the money."""
    assert whole.hit is not None
    fact, of = place.fact, whole.hit.fact
    alike = (fact.year, fact.stage, fact.measure, fact.kind, fact.scope) == (
        of.year,
        of.stage,
        of.measure,
        of.kind,
        of.scope,
    )
    plain = not place.aspect and not place.table_aspect and place.odd in ("", *_FISCAL)
    return alike and plain and fact.state == "printed"


def _only_general(understood: Understood, target: Target) -> bool:
    """Whether the document says that it has no 政府性基金 and no 国有资本经营 money."""
    return all(_none_of(understood, target, key) for key in ("gov_fund", "state_capital"))


def _none_of(understood: Understood, target: Target, key: str) -> bool:
    title = lexicon().concepts[key].title
    hit = look_up(understood, target, Item(title, 0, 0, (key,))).hit
    return hit is None or hit.fact.value == 0


def _yuan(fact: Fact) -> Decimal:
    return fact.amount.yuan if fact.amount else Decimal(0)


def _composed(understood: Understood, whole: Cell, paid: Fact) -> Composed | None:
    assert whole.hit is not None
    write = writer(understood)
    terms = [write.term(fact) for fact in (whole.hit.fact, paid)]
    pair = [term for term in terms if term]
    rest = compute("difference", pair) if len(pair) == 2 else None
    if rest is None or rest.value < 0:
        return None
    for fact, title in ((whole.hit.fact, whole.title), (paid, f"{whole.title}的{_money(paid)}")):
        number = write.evidence(fact)
        write.say(figure_text(who(whole), title, fact, number), core=True)
        write.state(fact, title, number)
    say_computed(write, "difference", pair, f"{whole.title}的非财政拨款部分", [whole])
    say_elsewhere(write, _hits(whole))
    return write.done()


def _money(paid: Fact) -> str:
    return place_of(paid).base


def _hits(whole: Cell) -> Iterable[Hit]:
    return [whole.hit] if whole.hit else []
