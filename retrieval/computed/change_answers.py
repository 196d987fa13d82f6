"""How a figure changed: as printed where the document says it, else computed.

Takes an Understood and items, gives a Composed answer or None. Knows nothing of plain look-ups.

    '比上年减少多少'  ->  the sentence's own '减少 5,627 万元', or two years and their difference
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact, Measure
from retrieval.computed.change_bases import (
    AGAINST_PLAN,
    base_of,
    base_said,
    fits_base,
    from_plan,
    same_base,
)
from retrieval.computed.change_conflicts import of_one_item, said_twice
from retrieval.computed.change_in_table import say_table_change
from retrieval.computed.change_levels import level_of
from retrieval.computed.completion import completed, of_both_accounts, printed_completion
from retrieval.computed.parts import together
from retrieval.computed.printed_rates import worked_out_rate
from retrieval.computed.two_years import between
from retrieval.figures.cell_lines import who, writer
from retrieval.figures.contradicted import changes_denied, say_denied
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import (
    Cell,
    asked_for_all,
    in_order,
    look_up,
    look_up_among,
    one_of,
)
from retrieval.figures.several_answers import several
from retrieval.scope.periods import Account
from retrieval.understand.places import place_of
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.writing.compose import Composed, Writer, short_place
from retrieval.writing.prompts import change_text, figure_text, mark, period, value_text

__all__ = ["across_asked", "change_answer", "compared_years", "sole_part_of"]


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
        if len({t.year for t in targets}) == len(units) == 1 and query.asks("completion"):
            return _change(understood, replace(targets[0], account=None), items)
        if pair and query.asks("change", "rate", "difference", "ratio"):
            two = between(understood, _later_last(understood, targets), items)
            return two or _since_base(understood, items)
        apart = query.asks("difference") and not query.asks("rate") and not compared_years(query)
        plain = not query.asks("change", "rate")
        if plain or apart:
            return several(understood, items)
        each = [_change(understood, target, items) for target in targets] if len(units) > 1 else []
        found = [answer for answer in each if answer]
        return together(found) if found and len(found) == len(targets) else None
    if len(targets) > 1 and len(units) == 1:
        targets = targets[-1:]
    return _change(understood, targets[-1], items) if len(targets) == 1 else None


def _since_base(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """'2023年是多少,2024年砍了百分之几': the change that is printed of the later of two years."""
    first, last = sorted(understood.targets, key=lambda target: target.year or 0)
    if not understood.query.asks("change", "rate") or last.account != first.account:
        return None
    return _change(understood, last, items) if (last.year or 0) - 1 == first.year else None


def compared_years(query: Query) -> bool:
    """Whether a year before is said: '两个局各比上年多了多少' is no difference of the two."""
    return bool(query.scope.compared or query.scope.relative or _YEAR_SAID.search(query.text))


_YEAR_SAID = re.compile(r"上年|去年|同比|同期")
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
            done = printed_completion(understood, target, item, others)
            printed_done = _printed_change(understood, [done]) if done.hit else None
            return printed_done or completed(understood, target, item, others)
        amount = _moved(understood, target, item, others, "change")
        rate = _moved(understood, target, item, others, "rate")
        both = query.asks("change") or not query.asks("rate")
        wanted = [amount, rate] if both else [rate]
        found = [cell for cell in wanted if cell.hit and same_base(cell, understood)]
        told = found and (found[0] is amount or (query.asks("rate") and not query.asks("change")))
        if told:
            return _printed_change(understood, found, others)
        if found and rate.hit:
            return _rate_and_difference(understood, target, items, rate)
    if printed and not query.asks("rate") and (sole := _sole_part(understood, target, items)):
        return sole
    before = _year_before(understood, target)
    if before and query.scope.compared:
        before = _at_year(understood, target, query.scope.compared[0], query.scope.base)
    computed = between(understood, _by_year(before, target), items) if before else None
    if computed is None and printed and query.asks("rate"):
        return worked_out_rate(understood, target, items)
    return computed


def _by_year(before: Target, target: Target) -> tuple[Target, Target]:
    """'2014年和2019年比': from the earlier to the later, whichever is named first."""
    later = before.year and target.year and before.year > target.year
    return (target, before) if later else (before, target)


def _rate_and_difference(
    understood: Understood, target: Target, items: Sequence[Item], rate: Cell
) -> Composed | None:
    """Only a rate is printed: as it is, and the difference of the two years beside it.

    Last year's 执行数 and last year's 预算 are two bases: where one rose and the other fell, the
    document says both.
    """
    printed = _printed_change(understood, [rate])
    before = _year_before(understood, target)
    computed = between(understood, (before, target), items) if before else None
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
    found = sole_part_of(understood, target, items)
    return _said_of_part(understood, *found) if found else None


def sole_part_of(
    understood: Understood, target: Target, items: Sequence[Item]
) -> tuple[Cell, Fact, Fact] | None:
    """The item, its figure, and the change of the one part that is all of it."""
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
            if equal and inside and same_base(part, understood):
                return cell, whole, change
    return None


def _said_of_part(understood: Understood, cell: Cell, whole: Fact, change: Fact) -> Composed:
    write = writer(understood)
    number = write.evidence(whole)
    write.say(figure_text(who(cell), cell.title, whole, number), core=True)
    write.state(whole, cell.title, number)
    moved = write.evidence(change)
    text = f"其中{change.item}与之相等，文件写明{base_said(change)}{change_text(change)}{mark(moved)}。"
    write.say(text, core=True)
    write.state(change, cell.title, moved)
    return write.done()


def _moved(
    understood: Understood, target: Target, item: Item, others: Sequence[Item], measure: Measure
) -> Cell:
    """A printed change from the base asked for, though another one may stand in a better place."""
    kind = "growth" if measure == "rate" else None
    if AGAINST_PLAN.search(understood.query.text):
        understood, target = of_both_accounts(understood), replace(target, account=None)
    cell = look_up(understood, target, item, others, measure, kind)
    cell = _of_the_year(understood, cell, others, measure, kind)
    if cell.hit is None or same_base(cell, understood):
        return cell
    for row in target.documents:
        facts = understood.facts_of([row])
        fitting = [f for f in facts if f.measure == measure and fits_base(f, facts, understood)]
        again = look_up_among(understood, target, item, others, row, fitting, measure, kind)
        if again.hit:
            return again
    return cell


_BOTH_SIDES = "收支总计"
_YEARS_SUM = re.compile(r"(?:本年|当年)?(?:收入|支出)(?:合计)?")


def _of_the_year(
    understood: Understood, cell: Cell, others: Sequence[Item], measure: Measure, kind: str | None
) -> Cell:
    """'收入合计增加多少' is of the year's own money, '收入总计' of all: each may have its own change.

    '收支增加681万元', '收入合计增加797万元' stand in one account.
    """
    fact = cell.hit.fact if cell.hit else None
    if fact is None or cell.row is None:
        return cell
    both, total = fact.row_path == (_BOTH_SIDES,), "总" in cell.item.text
    if both == total or not (both or _YEARS_SUM.fullmatch(fact.item)):
        return cell
    facts = understood.facts_of([cell.row])
    own = [f for f in facts if f.measure == measure and (f.row_path == (_BOTH_SIDES,)) == total]
    again = look_up_among(understood, cell.target, cell.item, others, cell.row, own, measure, kind)
    return again if again.hit else cell


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


def _printed_change(
    understood: Understood, cells: Sequence[Cell], others: Sequence[Item] = ()
) -> Composed:
    write = writer(understood)
    said: list[tuple[str, int]] = []
    for cell in cells:
        assert cell.hit is not None
        number = write.evidence(cell.hit.fact)
        said.append((_change_part(cell.hit.fact), number))
        write.state(cell.hit.fact, cells[0].title, number)
    first = cells[0].hit
    assert first is not None
    completion = first.fact.measure == "rate" and understood.query.asks("completion")
    facts = understood.facts_of([cells[0].row]) if cells[0].row else []
    lead = "完成预算的" if completion else base_said(first.fact, facts)
    name = who(cells[0])
    write.say(f"{period(first.fact.year)}{name}{cells[0].title}{lead}{_marked(said)}。", core=True)
    if not completion:
        told = [cell.hit.fact for cell in cells if cell.hit]
        denied = changes_denied(understood, told)
        say_denied(write, denied, cells[0].title, first.fact.year)
        _say_otherwise(write, understood, cells[0], facts)
        if write.kind == "found":
            say_table_change(write, understood, cells[0])
        if write.kind == "found" and first.fact.measure == "change":
            _say_level(write, understood, cells[0], others)
    if write.kind == "found":
        say_elsewhere(write, [cells[0].hit] if cells[0].hit else [])
    return write.done()


def _say_level(write: Writer, understood: Understood, cell: Cell, others: Sequence[Item]) -> None:
    """What it came to, where the document prints that for the same money."""
    level = level_of(understood, cell.target, cell.item, others, cell)
    fact = level.hit.fact if level.hit else None
    if fact is None or fact.kind != "amount" or level.rival or (level.hit and level.hit.against):
        return
    number = write.evidence(fact)
    title = fact.item if fact.table is None and cell.title == fact.item else level.title
    write.say(figure_text(who(level), title, fact, number))
    write.state(fact, title, number)


def _marked(said: Sequence[tuple[str, int]]) -> str:
    """'增加 8.13 万元，增长 0.24%[1]': numbers of one place carry one marker."""
    if len({number for _, number in said}) == 1:
        return "，".join(text for text, _ in said) + mark(said[0][1])
    return "，".join(f"{text}{mark(number)}" for text, number in said)


def _say_otherwise(
    write: Writer, understood: Understood, cell: Cell, facts: Sequence[Fact]
) -> None:
    """The change that another place prints of the same item from the same base."""
    assert cell.hit is not None
    best = cell.hit.fact
    stays = [p.fact for p in cell.hit.same if bool(p.fact.value) != bool(best.value)]
    against = [p.fact for p in cell.hit.against if of_one_item(p.fact, best)]
    twice = said_twice(understood, cell, facts)
    for other in (*against, *stays, *twice):
        planned = from_plan(other) != from_plan(best)
        if write.kind != "found" or planned or base_of(other, facts) != base_of(best, facts):
            continue
        write.kind = "conflicting"
        number = write.evidence(other)
        title = short_place(other.citation)
        write.say(f"“{title}”则为{change_text(other)}{mark(number)}，前后不一致，请以原文核对。")
        write.state(other, cell.title, number)


def _change_part(fact: Fact) -> str:
    text = " ".join(fact.column_path)
    return value_text(fact) if "完成" in text or "执行率" in text else change_text(fact)
