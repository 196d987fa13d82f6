"""How a figure changed: as printed where the document says it, else computed.

Takes an Understood and items, gives a Composed answer or None. Knows nothing of plain look-ups.

    '比上年减少多少'  ->  the sentence's own '减少 5,627 万元', or two years and their difference
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.amount import plain
from ingest.facts import Fact, Measure
from retrieval.arithmetic import Computed, Term, compute, shown
from retrieval.cell_lines import lines_writer, say_computed, who, writer
from retrieval.compose import Composed, Writer, short_place
from retrieval.contradicted import changes_denied, say_denied
from retrieval.elsewhere import say_elsewhere
from retrieval.lexicon import folded
from retrieval.lookup import (
    Cell,
    asked_for_all,
    in_order,
    in_table_of,
    look_up,
    look_up_among,
    one_of,
)
from retrieval.parts import together
from retrieval.periods import Account
from retrieval.places import place_of
from retrieval.printed_rates import worked_out_rate
from retrieval.prompts import change_text, figure_text, mark, period, signed, value_text
from retrieval.question import Item
from retrieval.reading import Target, Understood
from retrieval.several_answers import several

__all__ = ["across_asked", "change_answer"]


def across_asked(understood: Understood) -> bool:
    """Whether two or more units or years are named and something is to be computed over them."""
    query = understood.query
    asks = query.asks("change", "rate", "difference", "compare", "ratio", "sum")
    return asks and len(understood.targets) > 1 and asked_for_all(understood)


def change_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """Change and growth: as printed where the document says it, else computed from two years."""
    query = understood.query
    targets = understood.targets
    units = {t.unit for t in targets}
    named = query.scope.years or query.scope.relative
    if len(targets) > 1 and asked_for_all(understood):
        pair = len(targets) == 2 and len(units) == 1 and (named or query.scope.stages)
        if pair and query.asks("change", "rate", "difference", "ratio"):
            return _between(understood, _later_last(understood, targets), items)
        return None if query.asks("change", "rate") else several(understood, items)
    if len(targets) > 1 and len(units) == 1:
        targets = targets[-1:]
    return _change(understood, targets[-1], items) if len(targets) == 1 else None


_LED_BY = re.compile(r"比(?!上年|去年|例|重|较|起)")


def _later_last(understood: Understood, targets: Sequence[Target]) -> Sequence[Target]:
    """What is taken away first: 'A比B' takes B from A, otherwise the earlier from the later."""
    if len({t.year for t in targets}) == 1:
        led = (
            [t for t in targets if t.account == "预算"],
            [t for t in targets if t.account != "预算"],
        )
        return (*led[0], *led[1])
    if _LED_BY.search(understood.query.text) and understood.query.scope.stages:
        return tuple(reversed(targets))
    return sorted(targets, key=lambda t: t.year or 0)


def _change(understood: Understood, target: Target, items: Sequence[Item]) -> Composed | None:
    query = understood.query
    compared = query.scope.compared
    printed = not compared or target.year is None or compared[0] == target.year - 1
    for item in in_order(items) if printed else ():
        others = tuple(o for o in items if o is not item)
        if query.asks("completion"):
            done = _printed_completion(understood, target, item, others)
            printed_done = _printed_change(understood, [done]) if done.hit else None
            return printed_done or _completed(understood, target, item, others)
        amount = _moved(understood, target, item, others, "change")
        rate = _moved(understood, target, item, others, "rate")
        both = query.asks("change") or not query.asks("rate")
        wanted = [amount, rate] if both else [rate]
        found = [cell for cell in wanted if cell.hit and _same_base(cell, understood)]
        if found and (found[0] is amount or query.asks("rate")):
            return _printed_change(understood, found)
        if found and rate.hit and not query.scope.compared:
            return _rate_and_difference(understood, target, items, rate)
    if printed and not query.asks("rate") and (sole := _sole_part(understood, target, items)):
        return sole
    before = _year_before(understood, target)
    if before and query.scope.compared:
        before = _at_year(understood, target, query.scope.compared[0], query.scope.base)
    computed = _between(understood, (before, target), items) if before else None
    if computed is None and printed and query.asks("rate"):
        return worked_out_rate(understood, target, items)
    return computed


def _printed_completion(
    understood: Understood, target: Target, item: Item, others: Sequence[Item]
) -> Cell:
    """The printed 完成率: it is of both accounts, though a question may name only one."""
    both = _of_both_accounts(understood)
    return look_up(both, replace(target, account=None), item, others, "rate", "completion")


def _of_both_accounts(understood: Understood) -> Understood:
    """The question as if it named neither 预算 nor 决算."""
    scope = replace(understood.query.scope, account=None)
    return replace(understood, query=replace(understood.query, scope=scope))


def _rate_and_difference(
    understood: Understood, target: Target, items: Sequence[Item], rate: Cell
) -> Composed | None:
    """Only a rate is printed: as it is, and the difference of the two years beside it.

    Last year's 执行数 and last year's 预算 are two bases: where one rose and the other fell, the
    document says both.
    """
    printed = _printed_change(understood, [rate])
    before = _year_before(understood, target)
    computed = _between(understood, (before, target), items) if before else None
    if computed is None:
        return printed
    both = together([printed, computed])
    moved = next((f.value for f in computed.figures if f.measure == "change"), None)
    fact = rate.hit.fact if rate.hit else None
    opposite = bool(moved and fact and fact.value and moved * fact.value < 0)
    return replace(both, kind="conflicting") if opposite else both


def _sole_part(understood: Understood, target: Target, items: Sequence[Item]) -> Composed | None:
    """The change printed of the one part that makes up all of the item, said as that part's.

    '收入预算18万元，其中：财政拨款收入18万元，比上年增加3万元' answers for 收入预算 as well.
    """
    cell = one_of(understood, target, items)
    if cell is None or cell.hit is None or cell.row is None:
        return None
    facts = understood.facts_of([cell.row])
    for whole in (cell.hit.fact, *(place.fact for place in cell.hit.same)):
        beside = [f for f in facts if whole.table is None and f.citation == whole.citation]
        for change in (f for f in beside if f.measure == "change" and f.kind == "amount"):
            path = change.row_path
            equal = any(
                f.measure == "level" and (f.row_path, f.value) == (path, whole.value)
                for f in beside
            )
            part = replace(cell, hit=replace(cell.hit, chosen=place_of(change)))
            inside = (
                len(path) > len(whole.row_path) and path[: len(whole.row_path)] == whole.row_path
            )
            if equal and inside and _same_base(part, understood):
                return _said_of_part(understood, cell, whole, change)
    return None


def _said_of_part(understood: Understood, cell: Cell, whole: Fact, change: Fact) -> Composed:
    write = writer(understood)
    number = write.evidence(whole)
    write.say(figure_text(who(cell), cell.title, whole, number), core=True)
    write.state(whole, cell.title, number)
    moved = write.evidence(change)
    text = f"其中{change.item}与之相等，文件写明{_base_said(change)}{change_text(change)}{mark(moved)}。"
    write.say(text, core=True)
    write.state(change, cell.title, moved)
    return write.done()


def _completed(
    understood: Understood, target: Target, item: Item, others: Sequence[Item]
) -> Composed | None:
    """决算 ÷ 预算 of one item, where both are printed and no 完成率 is."""
    if not target.own:
        return None
    others = tuple(o for o in others if not {"total_income", "total_expenditure"} & set(o.concepts))
    spent, planned = (
        look_up(understood, replace(target, account=account), item, others) for account in _BOTH
    )
    if not spent.hit or not planned.hit or not _of_two_stages(spent.hit.fact, planned.hit.fact):
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


def _of_two_stages(spent: Fact, planned: Fact) -> bool:
    return spent.stage in ("决算", "执行数") and planned.stage in ("年初预算", "调整预算")


_SPENT = re.compile(r"执行数|决算数?")


def _moved(
    understood: Understood, target: Target, item: Item, others: Sequence[Item], measure: Measure
) -> Cell:
    """A printed change from the base asked for, though another one may stand in a better place."""
    kind = "growth" if measure == "rate" else None
    if _AGAINST_PLAN.search(understood.query.text):
        understood, target = _of_both_accounts(understood), replace(target, account=None)
    cell = look_up(understood, target, item, others, measure, kind)
    if cell.hit is None or _same_base(cell, understood):
        return cell
    for row in target.documents:
        facts = understood.facts_of([row])
        fitting = [f for f in facts if f.measure == measure and _fits_base(f, facts, understood)]
        again = look_up_among(understood, target, item, others, row, fitting, measure, kind)
        if again.hit:
            return again
    return cell


def _same_base(cell: Cell, understood: Understood) -> bool:
    """A change from last year's 执行数 does not answer '比2024年预算'; which was meant is said else."""
    facts = understood.facts_of([cell.row]) if cell.row else []
    return cell.hit is None or _fits_base(cell.hit.fact, facts, understood)


def _fits_base(fact: Fact, facts: Sequence[Fact], understood: Understood) -> bool:
    scope = understood.query.scope
    if _from_plan(fact) != bool(_AGAINST_PLAN.search(understood.query.text)):
        return False
    if scope.base:
        return bool(_base_of(fact, facts)) == (scope.base == "决算")
    if not (scope.compared or len(scope.years) > 1):
        return True
    return scope.account != "预算" or not _base_of(fact, facts)


_AGAINST_PLAN = re.compile(
    r"[比较与和同跟](?:年初|调整|当年|本年)?预算|(?:超|多|少|高|低|小|大)[过出于]?(?:年初|调整|当年|本年)?预算"
)
_OF_YEAR_BEFORE = re.compile(r"上年|去年|上一年|同期|(?:19|20)\d\d年")


def _from_plan(fact: Fact) -> bool:
    """A final account also says how far the outturn is from its own 年初预算: no change of years."""
    said = " ".join(map(folded, fact.column_path))
    own_plan = "预算" in said and not _OF_YEAR_BEFORE.search(said)
    return own_plan and fact.stage in ("决算", "执行数")


def _base_of(fact: Fact, facts: Sequence[Fact]) -> str:
    """'执行数' or '决算数' where the label, or last year's column of its row, says so; else ''."""
    said = _SPENT.search(" ".join(map(folded, fact.column_path)))
    if said or fact.table is None:
        return said[0] if said else ""
    before = (
        f.stage
        for f in facts
        if (f.table, f.row, f.measure) == (fact.table, fact.row, "level")
        and f.year == (fact.year or 0) - 1
    )
    stage = next(before, None)
    return stage if stage in ("执行数", "决算") and fact.stage not in ("决算", "执行数") else ""


def _base_said(fact: Fact, facts: Sequence[Fact] = ()) -> str:
    """'比上年', or '比上年执行数' where it is known what was compared with."""
    if _from_plan(fact):
        return "比年初预算"
    said = _base_of(fact, facts)
    return "比上年" + (said if said and (fact.table is None or facts) else "")


def _year_before(understood: Understood, target: Target) -> Target | None:
    """The same unit one year earlier: its own document, and the prior-year column of this one."""
    if target.year is None:
        return None
    return _at_year(understood, target, target.year - 1, understood.query.scope.base)


def _at_year(
    understood: Understood, target: Target, year: int, account: Account | None = None
) -> Target:
    """The unit of a target in another year."""
    rows = [row for row in understood.documents if understood.keys.get(row.doc_id) == target.unit]
    own = tuple(row for row in rows if row.fiscal_year == year)
    later = tuple(row for row in rows if row.fiscal_year == year + 1)
    return Target(target.unit, year, (*own, *later), own, account)


def _printed_change(understood: Understood, cells: Sequence[Cell]) -> Composed:
    write = writer(understood)
    parts = []
    for cell in cells:
        assert cell.hit is not None
        number = write.evidence(cell.hit.fact)
        parts.append(_change_part(cell.hit.fact) + mark(number))
        write.state(cell.hit.fact, cells[0].title, number)
    first = cells[0].hit
    assert first is not None
    completion = first.fact.measure == "rate" and understood.query.asks("completion")
    facts = understood.facts_of([cells[0].row]) if cells[0].row else []
    lead = "完成预算的" if completion else _base_said(first.fact, facts)
    name = who(cells[0])
    write.say(
        f"{period(first.fact.year)}{name}{cells[0].title}{lead}{'，'.join(parts)}。", core=True
    )
    if not completion:
        told = [cell.hit.fact for cell in cells if cell.hit]
        denied = changes_denied(understood, told)
        say_denied(write, denied, cells[0].title, first.fact.year)
        _say_otherwise(write, cells[0], facts)
    if write.kind == "found":
        say_elsewhere(write, [cell.hit for cell in cells if cell.hit])
    return write.done()


def _say_otherwise(write: Writer, cell: Cell, facts: Sequence[Fact]) -> None:
    """The change that another place prints of the same item from the same base."""
    assert cell.hit is not None
    base = _base_of(cell.hit.fact, facts)
    best = cell.hit.fact
    stays = [p for p in cell.hit.same if bool(p.fact.value) != bool(best.value)]
    for place in (*cell.hit.against, *stays):
        planned = _from_plan(place.fact) != _from_plan(best)
        if write.kind != "found" or planned or _base_of(place.fact, facts) != base:
            continue
        write.kind = "conflicting"
        number = write.evidence(place.fact)
        title = short_place(place.fact.citation)
        write.say(
            f"“{title}”则为{change_text(place.fact)}{mark(number)}，前后不一致，请以原文核对。"
        )
        write.state(place.fact, cell.title, number)


def _change_part(fact: Fact) -> str:
    text = " ".join(fact.column_path)
    return value_text(fact) if "完成" in text or "执行率" in text else change_text(fact)


def _between(
    understood: Understood, targets: Sequence[Target], items: Sequence[Item]
) -> Composed | None:
    """The difference, growth or ratio between two years, computed."""
    cells = [cell for target in targets if (cell := one_of(understood, target, items))]
    if len(cells) < 2:
        return None
    early, late = _in_one_unit(*_of_one_kind(understood, cells[0], cells[1]))
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
    if understood.query.asks("rate") and growth and not understood.query.asks("change"):
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


def _growth_text(growth: Computed) -> str:
    """'下降 20.87%：（37.91 万元 − 47.91 万元）÷ 47.91 万元 × 100% = -20.87%'."""
    rate = f" {plain(abs(growth.value))}%" if growth.value else ""
    return f"{_verb(growth, '增长', '下降')}{rate}：{growth.formula}"


def _verb(computed: Computed, up: str, down: str) -> str:
    return signed(computed.value, up, down)
