"""Questions of the classification: what a class is made of, how many parts, of which class a row is, its code.

Takes an Understood and Sources, gives a Composed answer or None. Every word of the question is accounted for
by the name of a row, by the money and the kind of spending that a column is of, or by the way it is asked;
the rows told make up what is printed of their class.

    '住房保障支出花在哪几个科目,各多少'   ->   保障性安居工程支出 4966.26, 住房改革支出 572.36
    '2210201是什么科目'                 ->   住房公积金
"""

from __future__ import annotations

from dataclasses import replace

from retrieval.rows.class_asked import class_asked, says_no_more
from retrieval.rows.class_parts import class_parts
from retrieval.rows.class_question import Told, heads, money_said, trees_of, without_place
from retrieval.rows.class_row import class_row
from retrieval.rows.class_tree import class_trees
from retrieval.rows.picked_rows import free_text
from retrieval.rows.row_groups import amounts_of_year
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.writing.compose import Composed

__all__ = ["class_answer"]


def class_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The rows, their number, the class or the code; None where another thing is asked."""
    query, target = understood.query, _target(understood)
    if target is None or query.later or query.context or query.text != query.asked:
        return None
    facts = amounts_of_year(understood, target)
    trees = class_trees((f for f in facts if f.side != "收入"), named=True)
    text = without_place(free_text(query), target.own[0].unit_name or "")
    codes = [item.code for item in query.items if item.code]
    printed = [f for f in understood.facts_of(target.own[:1]) if f.table is not None]
    for head in heads(query, text, [*trees, *class_trees(printed, repeated=True)], codes):
        money = money_said(head.text)
        economic = bool(head.codes) and all(code[0] in "35" for code in head.codes)
        asked = class_asked(money.text, coded=bool(codes), economic=economic)
        if asked is None or not says_no_more(asked.rest):
            continue
        told = Told(understood, target, sources, head, money, asked, facts)
        if asked.operation in ("class", "code", "subject"):
            found = class_row(told, class_trees(printed, repeated=True)) if head.codes else None
        else:
            carried = money.carried and not trees_of(trees, money)
            items = asked.order is not None and not head.name  # lists side by side hold both
            of = (
                replace(money, aspects=money.aspects - {"人员经费", "公用经费"}) if items else money
            )
            found = class_parts(told, trees_of(class_trees(facts) if carried else trees, of))
        if found:
            return found
    return None


def _target(understood: Understood) -> Target | None:
    """One unit and year; where no year is named, the latest."""
    targets = [target for target in understood.targets if target.own]
    if not targets or len({t.unit for t in targets}) > 1:
        return None
    if len(targets) > 1 and understood.named_year:
        return None
    return max(targets, key=lambda t: t.year or 0)
