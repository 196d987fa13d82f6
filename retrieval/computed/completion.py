"""How far a budget was carried out: the printed 完成率, else the outturn over the budget.

Takes an Understood, a Target and an Item, gives a Cell or a Composed answer. Knows no changes.

    '完成年初预算的百分之几'  ->  449.52 万元 ÷ 450.52 万元 × 100% = 99.78%
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.amount import plain
from ingest.facts import Fact
from retrieval.figures.cell_lines import lines_writer
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import Cell, look_up
from retrieval.scope.periods import Account
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import label_key
from retrieval.writing.arithmetic import compute
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark

__all__ = ["by_name", "completed", "of_both_accounts", "printed_completion"]


def printed_completion(
    understood: Understood, target: Target, item: Item, others: Sequence[Item]
) -> Cell:
    """The printed 完成率: it is of both accounts, though a question may name only one."""
    both = of_both_accounts(understood)
    cell = look_up(both, replace(target, account=None), item, others, "rate", "completion")
    bare = by_name(understood, target, item)
    if cell.hit or bare is None:
        return cell
    return look_up(both, replace(target, account=None), bare, others, "rate", "completion")


def by_name(understood: Understood, target: Target, item: Item) -> Item | None:
    """An item named with its code, by its name alone where no other code carries that name.

    A sentence says '水利工程建设(项)' without the code that the tables print.
    """
    if not item.code or not item.labels:
        return None
    codes = {
        fact.code
        for fact in understood.facts_of(target.documents)
        if fact.code and label_key(fact.item) in item.labels
    }
    return item._replace(code=None) if codes == {item.code} else None


def of_both_accounts(understood: Understood) -> Understood:
    """The question as if it named neither 预算 nor 决算."""
    scope = replace(understood.query.scope, account=None)
    return replace(understood, query=replace(understood.query, scope=scope))


def completed(
    understood: Understood, target: Target, item: Item, others: Sequence[Item]
) -> Composed | None:
    """决算 ÷ 预算 of one item, where both are printed and no 完成率 is."""
    others = tuple(o for o in others if not {"total_income", "total_expenditure"} & set(o.concepts))
    item = by_name(understood, target, item) or item
    spent, planned = (
        look_up(understood, replace(target, account=account), item, others) for account in _BOTH
    )
    if not spent.hit or not planned.hit or not _of_two_stages(spent.hit.fact, planned.hit.fact):
        return None
    if not target.own and not _of_one_table(spent.hit.fact, planned.hit.fact):
        return None
    write = lines_writer(understood, [spent, planned])
    terms = [write.term(spent.hit.fact), write.term(planned.hit.fact)]
    computed = compute("share", [t for t in terms if t]) if None not in terms else None
    if computed is None:
        return None
    write.kind = "computed"
    marks = mark(*(term.evidence for term in computed.terms))
    text = f"{spent.title}完成预算的 {plain(computed.value)}%：{computed.formula}{marks}。"
    write.say(text, [computed], core=True)
    write.derive(computed, spent.title, "rate", str(target.year))
    say_elsewhere(write, [spent.hit, planned.hit])
    return write.done()


_BOTH: tuple[Account, Account] = ("决算", "预算")


def _of_one_table(spent: Fact, planned: Fact) -> bool:
    """Last year's 预算数 and 执行数 beside each other in the paper of the year after."""
    same = (spent.doc_id, spent.table) == (planned.doc_id, planned.table)
    return same and spent.table is not None and spent.year == planned.year


def _of_two_stages(spent: Fact, planned: Fact) -> bool:
    return spent.stage in ("决算", "执行数") and planned.stage in ("年初预算", "调整预算")
