"""Shares whose part or whole is said in several items: a sum of parts, a column within a fund.

Takes the items of a question with 占, gives the parts and the whole with what it stands in; the
answer is computed only where every one of them is found. Knows nothing of single parts and wholes.

    '事业收入和其他收入合计占收入预算的比例'    ->  （事业收入 + 其他收入）÷ 收入预算
    '人员经费占一般公共预算基本支出的比重'      ->  the 基本支出 of 一般公共预算, not all of that fund
    '财政拨款基本支出里,人员经费占百分之几'     ->  the same, with the whole named first
    '一般公共预算里,行政运行占管理事务的几成'   ->  both of that fund, neither of all money
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ingest.amount import plain
from retrieval.computed.share_answers import part_within
from retrieval.figures.cell_lines import full_title, lines_writer
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import Cell, in_table_of, look_up
from retrieval.printed.agreement import agree
from retrieval.understand.main_items import divides, splits
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import lexicon
from retrieval.words.operation_words import TOTALLED
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark

__all__ = ["Combined", "combined_share", "combined_share_answer"]

_SHARE_OF = re.compile(r"(占)(了|到)?(?:(?:全部|整个|所有|全年|当年|本年|年度)的?)?")
_SUMMED = re.compile(rf"{TOTALLED}|[两二三四]项|[两二三四]者")
_JOINED = re.compile(r"(?:支出|收入|经费)?(?:、|和|与|及|以及|加上?|跟)")
_WITHIN = re.compile(r"(?:财政拨款)?(?:的|中的?|里的?|内的?|当中的?)?")


class Combined(NamedTuple):
    """The parts that are added, the whole, the items that say which whole, and those of the part.

    `unclear`: the whole is said as a sum itself, which is not worked out.
    """

    parts: tuple[Item, ...]
    whole: Item
    inside: tuple[Item, ...]
    within: tuple[Item, ...] = ()
    unclear: bool = False


def combined_share(text: str, items: Sequence[Item]) -> Combined | None:
    """The parts and the whole where one of them is said in several items; None else."""
    at = next((m for m in _SHARE_OF.finditer(text) if any(_led_by(m, i) for i in items)), None)
    if at is None:
        return _inside_whole(text, items)
    run = _run([item for item in items if item.start > at.start()], text)
    before = [item for item in items if item.end <= at.start()]
    if frame := _frame(before, text):
        run, before = [frame, *run], before[1:]
    tail = text[before[0].end : at.start()] if before else ""
    added = _SUMMED.search(tail) or "加" in "".join(_gaps(before, text))
    summed = len(before) > 1 and added and _are_joined(before, text)
    unclear = _is_sum([item for item in items if item.start > at.start()], text)
    inner = _run(before, text)
    nested = len(before) > 1 and inner == before
    if (
        len(before) == 2
        and not summed
        and _COLUMN_OF.fullmatch(text[before[0].end : before[1].start])
    ):
        row, column = before
        if splits(column) and not divides(row):
            return Combined((row,), run[-1], tuple(run[:-1]), (column,), unclear)
    if not before or not (len(run) > 1 or summed or nested or unclear):
        return None
    parts = tuple(before) if summed else (before[-1],)
    within = tuple(before[:-1]) if nested else ()
    return Combined(parts, run[-1], tuple(run[:-1]), within, unclear)


def _frame(before: Sequence[Item], text: str) -> Item | None:
    """'一般公共预算里,行政运行占卫生健康管理事务': the fund said first is that of part and whole."""
    if len(before) < 2 or not _names_fund(before[0]):
        return None
    led = _FRAME.fullmatch(text[before[0].end : before[1].start])
    return before[0] if led else None


_FRAME = re.compile(
    r"(?:财政拨款)?(?:预算|决算)?(?:支出|收入)?(?:的?各项支出)?(?:,|(?:之?中|里面?|内|当中|下),?)"
)


def _led_by(of: re.Match[str], item: Item) -> bool:
    """'占' or '占全部' right before an item; '全部支出' may be the item itself."""
    return of.start() < item.start and item.start in (of.end(), of.end(1), of.end(2))


_LED_BY_IN = re.compile(r"在(?:本年|全年|年度)?$")
_COLUMN_OF = re.compile(r"(?:上面?|方面)?[(的里中]{0,2}")
_INSIDE_WHOLE = re.compile(r"(?:支出|预算|经费)?(?:之?中|里头?|内|当中|里面)[,的有]*")


def _inside_whole(text: str, items: Sequence[Item]) -> Combined | None:
    """'财政拨款基本支出里,人员经费占几成': a whole said in several items goes before its part."""
    cut = next((n for n, i in enumerate(items) if _INSIDE_WHOLE.match(text[i.end :])), None)
    run = list(items[: cut + 1]) if cut is not None else []
    after = list(items[len(run) :])
    led = next((n for n, i in enumerate(run) if _LED_BY_IN.search(text[: i.start])), 0)
    if led == 1 and not after:
        run, after = run[1:], run[:1]
    if len(run) < 2 or _run(run, text) != run or not after:
        return None
    if len(after) > 1 and _run(after, text) != after:
        return None
    return Combined((after[-1],), run[-1], tuple(run[:-1]), tuple(after[:-1]))


def _is_sum(behind: Sequence[Item], text: str) -> bool:
    """'占A和B合计的比例': the whole is a sum of items."""
    added = len(behind) > 1 and _SUMMED.search(text[behind[1].start :]) is not None
    return added and _JOINED.fullmatch(text[behind[0].end : behind[1].start]) is not None


def _run(items: Sequence[Item], text: str) -> list[Item]:
    """A fund or source with the column in it: '一般公共预算' '基本支出'."""
    run = list(items[:1])
    for item in items[1:]:
        if not _names_fund(run[-1]) or not _WITHIN.fullmatch(text[run[-1].end : item.start]):
            break
        run.append(item)
    return run


def _names_fund(item: Item) -> bool:
    concepts = lexicon().concepts
    money = {"fiscal_income", "fiscal_expenditure", "fiscal_total"}
    return any(concepts[key].fund or key in money for key in item.concepts)


def _are_joined(items: Sequence[Item], text: str) -> bool:
    return all(_JOINED.fullmatch(gap) for gap in _gaps(items, text))


def _gaps(items: Sequence[Item], text: str) -> list[str]:
    return [text[one.end : other.start] for one, other in pairwise(items)]


def combined_share_answer(understood: Understood, asked: Combined) -> Composed | None:
    """The share, where the whole and every part are found; None else."""
    targets = understood.own_targets or list(understood.targets)
    if len(targets) != 1 or asked.unclear:
        return None
    target = targets[0]
    whole = look_up(understood, target, asked.whole, asked.inside)
    parts = [
        look_up(understood, target, part, asked.within)
        if asked.within
        else _part(understood, target, part, asked.inside, whole)
        for part in asked.parts
    ]
    if whole.hit is None or any(part.hit is None for part in parts):
        return None
    if any(part.hit and part.hit.fact.at == whole.hit.fact.at for part in parts):
        return None
    return _composed(understood, target, parts, whole)


def _part(
    understood: Understood, target: Target, item: Item, inside: Sequence[Item], whole: Cell
) -> Cell:
    """The part of the same money as the whole, or of the table that prints the whole as well."""
    if not inside:
        return part_within(understood, target, item, whole.item)
    cell = look_up(understood, target, item, inside)
    if cell.hit:
        return cell
    cell = look_up(understood, target, item)
    beside = in_table_of(understood, whole, cell) if cell.hit else None
    known = beside and beside.hit and whole.hit and agree(beside.hit.fact, whole.hit.fact)
    return cell if known else Cell(target, item, None)


def _composed(
    understood: Understood, target: Target, parts: Sequence[Cell], whole: Cell
) -> Composed | None:
    write = lines_writer(understood, [*parts, whole])
    found = [cell.hit.fact for cell in (*parts, whole) if cell.hit]
    terms: list[Term] = [term for fact in found if (term := write.term(fact))]
    computed = compute("share", terms)
    if len(terms) != len(found) or computed is None or computed.value > Decimal(100):
        return None
    write.kind = "computed"
    text = understood.query.text
    name = "与".join(full_title(part, text) for part in parts)
    name = f"{name}{'合计' if len(parts) > 1 else ''}占{full_title(whole, text)}"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(
        f"{name}的 {plain(computed.value)}%：{computed.formula}{marks}。", [computed], core=True
    )
    write.derive(computed, name, "share", str(target.year))
    say_elsewhere(write, [cell.hit for cell in (*parts, whole) if cell.hit])
    return write.done()
