"""What was spent against what was planned, in money: the 决算 of an item less its 预算, computed.

Takes an Understood and items, gives a Composed answer or None where one of the two is not printed
for that unit and year. Knows nothing of changes between years or of 完成率.

    '三公经费没花完,比年初预算结余多少'  ->  决算比年初预算少：12.00 万元 − 9.28 万元 = 2.72 万元
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.amount import plain
from retrieval.computed.completion import by_name
from retrieval.figures.cell_lines import lines_writer, say_computed
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import Cell, one_of
from retrieval.figures.one_money import beside_plan
from retrieval.scope.periods import Account
from retrieval.understand.operations import LEFT_OVER, PLAN_SAID, YEAR_BEFORE
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark

__all__ = ["stage_gap_answer"]

_BOTH: tuple[Account, Account] = ("决算", "预算")


def stage_gap_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """The difference of both stages of one year; None where the question or the paper says else."""
    query, targets = understood.query, understood.targets
    if not query.asks("difference", "rate") or query.asks("completion", "share", "reason"):
        return None
    if _of_another_year(query, targets) or not PLAN_SAID.search(query.text):
        return None
    staged = {account for _, account in query.scope.stages} == set(_BOTH)
    if not (staged or LEFT_OVER.search(query.text)):
        return None
    if len({(t.unit, t.year) for t in targets}) != 1 or any("结" in i.text for i in items):
        return None
    spent, planned = (_at(understood, targets[0], items, account) for account in _BOTH)
    if not spent or not planned or not spent.hit or not planned.hit:
        return None
    spent = beside_plan(understood, spent, planned)
    if spent is None or not _of_two_stages(spent, planned):
        return None
    return _composed(understood, spent, planned)


def _of_another_year(query: Query, targets: Sequence[Target]) -> bool:
    """'比上年预算': no gap of one year; '2025年执行数比2025年预算' names the year twice."""
    years = {str(target.year) for target in targets}
    said = (match[0] for match in YEAR_BEFORE.finditer(query.text))
    return any(text[1:5] not in years for text in said)


def _at(
    understood: Understood, target: Target, items: Sequence[Item], account: Account
) -> Cell | None:
    """The item at one stage; 收入 and 支出 in the words ('支出决算') name no item of their own."""
    staged = replace(target, account=account)
    named = [by_name(understood, target, item) or item for item in items]
    if cell := one_of(understood, staged, named):
        return cell
    bare = [item for item in named if not _TOTALS.intersection(item.concepts)]
    return one_of(understood, staged, bare) if bare and len(bare) < len(named) else None


_TOTALS = frozenset({"total_income", "total_expenditure"})


def _of_two_stages(spent: Cell, planned: Cell) -> bool:
    assert spent.hit is not None
    assert planned.hit is not None
    stages = spent.hit.fact.stage, planned.hit.fact.stage
    one_year = spent.hit.fact.year == planned.hit.fact.year
    return one_year and stages[0] in ("决算", "执行数") and stages[1] in ("年初预算", "调整预算")


def _composed(understood: Understood, spent: Cell, planned: Cell) -> Composed | None:
    assert spent.hit is not None
    assert planned.hit is not None
    write = lines_writer(understood, [planned, spent])
    terms = [write.term(spent.hit.fact), write.term(planned.hit.fact)]
    pair = [term for term in terms if term]
    gap = compute("difference", pair) if len(pair) == 2 else None
    if gap is None:
        return None
    word = "相同，差额" if gap.value == 0 else "多" if gap.value > 0 else "少"
    ordered = pair if gap.value >= 0 else pair[::-1]
    lead = f"{spent.title}决算比{planned.hit.fact.stage}{word}"
    if understood.query.asks("difference"):
        say_computed(write, "difference", ordered, lead, [spent])
    if understood.query.asks("rate") and (rate := compute("growth", pair)):
        write.kind = "computed"
        marks = mark(*dict.fromkeys(term.evidence for term in pair))
        told = f"{lead} {plain(abs(rate.value))}%：{rate.formula}{marks}。"
        write.say(told, [rate], core=True)
        write.derive(rate, spent.title, "rate", str(spent.target.year))
    say_elsewhere(write, [spent.hit, planned.hit])
    return write.done()
