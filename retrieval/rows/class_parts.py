"""The parts of a class as an answer: listed, counted, or the largest of them.

Takes what was told of a question and ClassTrees, gives a Composed answer or None. The rows of one level
make up what stands over them; classes of all money make up its total. Knows no wording of questions.

    '住房保障支出花在哪几个科目,各多少'   ->   保障性安居工程支出 4966.26, 住房改革支出 572.36
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_lines import say_shares, writer
from retrieval.figures.elsewhere import say_rows_elsewhere
from retrieval.rows.class_asked import DIGITS, Order
from retrieval.rows.class_question import Told, name_of
from retrieval.rows.class_tree import FUNCTIONAL, GOVERNMENT, SPENDING, ClassTree, adds_up
from retrieval.rows.classes_by_name import all_spending
from retrieval.understand.places import Place, place_of
from retrieval.words.lexicon import label_key
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed, short_place
from retrieval.writing.prompts import mark, value_text

__all__ = ["class_parts"]

MOST_ROWS = 40
_TOTAL = re.compile(r"(?:本年|支出|本年支出)?(?:合计|总计|小计)|本年支出")
_SPENT = re.compile(r"支出|预算|决算|开支|钱|资金|拨款|花|用")
_LENGTHS = {"类": 3, "款": 5, "项": 7}


def class_parts(told: Told, trees: Sequence[ClassTree]) -> Composed | None:
    """The parts of the class or column in the widest table that prints them.

    Where no table prints the classes of all the money, those of a narrower one are told with its title.
    """
    for tree in trees:
        if rows := _rows_of(told, tree):
            rows = _in_order(rows, told.asked.order) if told.asked.order else rows
            return _listed(told, tree, rows) if rows else None
    if told.asked.operation == "order":
        return None
    for tree in () if told.head.name else trees:
        if rows := _rows_of(told, tree, narrower=True):
            return _listed(told, tree, rows)
    return None


def _rows_of(told: Told, tree: ClassTree, *, narrower: bool = False) -> list[Place]:
    asked, head = told.asked, told.head
    if asked.kind and tree.kind != asked.kind:
        return []
    if told.money.carried:
        return tree.leaves() if not head.name and tree.kind == (asked.kind or FUNCTIONAL) else []
    if head.name:
        code = next((c for c in sorted(head.codes) if c in tree.rows), "")
        economic = tree.kind != FUNCTIONAL and asked.level == "项"
        length = 0 if economic else _LENGTHS.get(asked.level, 0)
        return tree.parts(code, length if length > len(code) else 0) if code else []
    if asked.order:
        return _items_of(told, tree)
    if (
        told.money.aspects & {"人员经费", "公用经费"}
        and asked.level in ("项", "")
        and not asked.kind
    ):
        exact = tree.kind == FUNCTIONAL and tree.aspect in told.money.aspects
        return tree.leaves() if exact else []
    by_class = asked.level == "类" or (asked.kind and asked.level == "")
    by_class = by_class or (asked.level == "块" and not told.money.aspects)
    if not by_class or not _SPENT.search(told.head.text):
        return []
    if tree.kind != (asked.kind or FUNCTIONAL):
        return []
    rows = tree.parts("", 3)
    if not narrower and (tree.aspects != told.money.aspects or _of_one_fund(told, tree, rows)):
        return []
    return rows if _all_of_it(told, tree, rows) else []


def _items_of(told: Told, tree: ClassTree) -> list[Place]:
    """'公用经费里最大的三项': the items of the economic classification in that column, all of it."""
    named = told.money.aspects & {"人员经费", "公用经费"}
    if len(named) != 1 or tree.kind != (told.asked.kind or SPENDING):
        return []
    head = next(iter(named))
    beside = [p for p in tree.leaves() if any(head in column for column in p.columns)]
    rows = tree.leaves() if named <= tree.aspects else beside if tree.joined else []
    return rows if _all_of_it(told, tree, rows) else []


def _of_one_fund(told: Told, tree: ClassTree, rows: Sequence[Place]) -> bool:
    """Whether the table is of one fund only, where the question is of all money."""
    return bool(tree.base and not told.money.fund) and not all_spending(rows, told.facts)


def _all_of_it(told: Told, tree: ClassTree, rows: Sequence[Place]) -> bool:
    """Whether the classes make up the total that their column prints, where it prints one."""
    totals = _totals_of(told, tree)
    return tree.joined or not totals or any(adds_up(rows, whole) for whole in totals)


def _totals_of(told: Told, tree: ClassTree) -> list[Place]:
    """The totals that the column prints."""
    own = tree.of.fact
    column = (own.doc_id, own.table, own.column, own.year, own.stage)
    return [
        place_of(f)
        for f in told.understood.facts_of(told.target.own[:1])
        if (f.doc_id, f.table, f.column, f.year, f.stage) == column
        and f.amount
        and _TOTAL.fullmatch(label_key(f.item) or "合计")
    ]


def _in_order(rows: Sequence[Place], order: Order) -> list[Place]:
    """The rows of the order that is asked for; none where a tie leaves open which they are."""
    ordered = sorted(rows, key=_yuan, reverse=not order.least)
    first = order.nth - 1 if order.nth else 0
    shown = ordered[first : order.nth or order.top]
    around = [_yuan(p) for p in ordered[max(first - 1, 0) : (order.nth or order.top) + 1]]
    return shown if len(set(around)) == len(around) and len(shown) < len(ordered) else []


def _yuan(place: Place) -> Decimal:
    return place.fact.amount.yuan if place.fact.amount else Decimal(0)


def _listed(told: Told, tree: ClassTree, rows: Sequence[Place]) -> Composed | None:
    facts = [place.fact for place in rows][:MOST_ROWS]
    write = writer(told.understood)
    numbers = [write.evidence(fact) for fact in facts]
    title = _title(told, tree, rows)
    if told.asked.operation == "count":
        terms = [
            Term(f.value, f.unit or "", f.printed, n)
            for f, n in zip(facts, numbers, strict=True)
            if f.value is not None
        ]
        counted = compute("count", terms)
        if counted is None:
            return None
        write.kind = "computed"
        said = f"{told.who}{title}共 {len(terms)} 个{mark(*dict.fromkeys(numbers))}："
        write.say(said, [counted], core=True)
        write.derive(counted, title, "count", str(told.target.year or "") or None)
    else:
        table = f"（“{short_place(facts[0].citation)}”）"
        write.say(f"{told.who}{title}{'' if '“' in title else table}：")
    for fact, number in zip(facts, numbers, strict=True):
        name = name_of(fact)
        write.say(f"{name}：{value_text(fact)}{mark(number)}", core=True)
        write.state(fact, label_key(name), number)
    if told.asked.shares and not say_shares(write, facts, _whole_of(told, tree)):
        return None
    own = told.understood.facts_of([told.target.own[0]])
    say_rows_elsewhere(write, facts, own)
    return write.done()


def _whole_of(told: Told, tree: ClassTree) -> Fact | None:
    """The row that the parts stand under, or the total of their column."""
    if told.head.name:
        code = next((c for c in sorted(told.head.codes) if c in tree.rows), "")
        return tree.rows[code].fact if code else None
    return next((place.fact for place in _totals_of(told, tree)), None)


def _title(told: Told, tree: ClassTree, rows: Sequence[Place]) -> str:
    kinds = {FUNCTIONAL: "功能分类", SPENDING: "经济分类", GOVERNMENT: "政府经济分类"}
    money = told.money.fund + "".join(sorted(told.money.aspects))
    unnamed = told.money.fund == "" and tree.base and not all_spending(rows, told.facts)
    if not told.head.name and (tree.aspects > told.money.aspects or unnamed):
        return f"“{short_place(tree.of.fact.citation)}”中的{kinds[tree.kind]}科目"
    if told.money.carried:
        return "上年结转资金安排的科目"
    if told.head.name:
        ordered = _said(told.asked.order) if told.asked.order else ""
        code = next(c for c in sorted(told.head.codes) if c in tree.rows)
        head = name_of(tree.rows[code].fact)
        return f"{money}{'的' if money else ''}{head}下{ordered}{'' if ordered.endswith('个') else '的'}科目"
    return f"{money or ''}{'' if money.endswith('支出') else '支出'}的{kinds[tree.kind]}科目"


def _said(order: Order) -> str:
    way = "小" if order.least else "大"
    if order.nth:
        return f"金额第{DIGITS[order.nth]}大" if order.nth > 1 else "金额最大"
    return f"金额最{way}" if order.top == 1 else f"金额最{way}的{DIGITS[order.top]}个"
