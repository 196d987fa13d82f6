"""Questions about the rows of a table: the largest, the order, the list, how many.

Takes an Understood, gives a Composed answer or None where the question names no group of rows.
Every row shown is cited; what is counted or ordered is done by code.

    '支出最多的三个科目'  ->  rows with codes of 3 digits, by size      '有哪些项目'  ->  the project table
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.elsewhere import say_rows_elsewhere
from retrieval.rows.counted import counted_answer
from retrieval.rows.moved_most import asks_moved_most, moved_most_answer
from retrieval.rows.row_groups import Group, group_of, parts_of_one
from retrieval.understand.places import Place
from retrieval.understand.question import NTH, Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.size_asked import bounded, size_asked
from retrieval.words.lexicon import label_key
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["parts_answer", "table_answer"]

MOST_ROWS = 40
"""Rows of one list; a longer table is cut and says so."""

_CHINESE = "零一二三四五六七八九十"


SURE = 0.95
"""The confidence below which the structure of a table is in doubt."""


def table_answer(understood: Understood) -> Composed | None:
    """The answer from the rows of one table, or None."""
    query = understood.query
    if asks_moved_most(query.text):
        return moved_most_answer(understood)
    if not query.asks("largest", "smallest", "rank", "list", "count") or query.topics:
        return None
    if _SHARE_OF_SUM.search(query.text):
        return None
    if query.asks("count") and query.asks("sum") and re.search(r"[那这]几[个项]", query.text):
        return None  # '那几个加起来是多少' counts nothing
    if query.asks("count") and not query.asks("largest", "smallest", "rank"):
        if counted := counted_answer(understood):
            return counted
        if query.residue or "绩效" in query.text or bounded(query) or _PIECES.search(query.text):
            return None
    target = _target(understood)
    group = group_of(understood, target) if target else None
    group = _within_bound(query, group) if group else None
    if target is None or group is None or not group.places:
        return None
    if query.asks("count") and not query.asks("largest", "smallest", "rank"):
        return _count(understood, target, group)
    if query.asks("list") and not query.asks("largest", "smallest", "rank"):
        return _rows(understood, target, group, group.places[:MOST_ROWS], "列示如下")
    return _ordered(understood, target, group)


_SHARE_OF_SUM = re.compile(r"(?:加起来|合计|之和|一共|总共|合起来)[^,?。]{0,4}占")
"""'最大的两个加起来占多少': no row alone answers it."""
_PIECES = re.compile(r"(?:多少|几)[台套辆部件艘架把册]")
"""Pieces of a thing are no rows of a table: '台式计算机几台'."""


def _within_bound(query: Query, group: Group) -> Group | None:
    """The rows on the side of the amount that the question bounds them by; None where it is unclear."""
    if not bounded(query):
        return group
    size = size_asked(query)
    if size is None or size.amount is None:
        return None
    kept = tuple(p for p in group.places if p.fact.amount and size.holds(p.fact.amount.yuan))
    return replace(group, title=f"{group.title}中{size.said}的", places=kept)


def parts_answer(understood: Understood) -> Composed | None:
    """What one named thing is made of, listed: goes before passages that only mention it."""
    query = understood.query
    target = _target(understood)
    if target is None or not query.asks("list") or query.asks("largest", "smallest", "rank"):
        return None
    group = parts_of_one(understood, target)
    group = _within_bound(query, group) if group else None
    if group is None or not group.places:
        return None
    return _rows(understood, target, group, group.places[:MOST_ROWS], "列示如下")


def _target(understood: Understood) -> Target | None:
    """One unit and year; where no year is named, the latest."""
    targets = understood.targets
    if not targets or len({t.unit for t in targets}) > 1:
        return None
    if understood.named_year and len(targets) > 1:
        return None
    return max(targets, key=lambda t: t.year or 0)


# ── answers ──────────────────────────────────────────────────────────────────────────────────


def _ordered(understood: Understood, target: Target, group: Group) -> Composed | None:
    query = understood.query
    ascending = query.asks("smallest")
    rows = sorted(group.places, key=lambda p: _yuan(p.fact), reverse=not ascending)
    rows = [p for p in rows if p.fact.value] or rows
    if (nth := NTH.search(query.asked)) and not ascending:
        place = _CHINESE.index(nth[1] or nth[2])
        lead = f"{group.title}中金额第{_CHINESE[place]}大的是"
        here = _at_place(rows, place)
        return _rows(understood, target, group, here, lead) if here else None
    wanted = query.top or (len(rows) if query.asks("rank") else 1)
    shown = rows[: min(wanted, 10)]
    word = "最小" if ascending else "最大"
    if len(shown) == 1:
        lead = f"{group.title}中金额{word}的是："
    elif len(shown) <= 10:
        lead = f"{group.title}按金额从{'小到大' if ascending else '大到小'}，前{_CHINESE[len(shown)]}项："
    return _rows(understood, target, group, shown, lead.rstrip("："))


def _at_place(rows: Sequence[Place], place: int) -> Sequence[Place]:
    """The row at a place of the order; none where a neighbour has the same amount."""
    near = [_yuan(p.fact) for p in rows[place - 2 : place + 1]]
    return rows[place - 1 : place] if len(set(near)) == len(near) else ()


def _yuan(fact: Fact) -> Decimal:
    return fact.amount.yuan if fact.amount else Decimal(0)


def _rows(
    understood: Understood, target: Target, group: Group, places: Sequence[Place], lead: str
) -> Composed:
    write = Writer(kind="found", who=_who(understood))
    row = (target.own or target.documents)[0]
    title = lead if group.title in lead else f"{group.title}{lead}"
    write.say(f"{period(target.year)}{row.unit_name or ''}{title}：")
    for place in places:
        number = write.evidence(place.fact)
        own = place.fact.table is None or place.on_column
        name = place.item if own else place.fact.item or place.item
        name = _under_project(place.fact) or name
        write.say(f"{name}：{value_text(place.fact)}{mark(number)}", core=True)
        write.state(place.fact, label_key(name), number)
    say_rows_elsewhere(write, [p.fact for p in places], understood.facts_of([row]))
    return write.done()


_GOODS_CODE = re.compile(r"[A-Ca-c]\d{2,}")


def _under_project(fact: Fact) -> str:
    """A purchase with the project it is bought for, where its row stands under one."""
    if not _GOODS_CODE.fullmatch(fact.code or "") or len(fact.row_path) < 2:
        return ""
    own = [label for label in fact.row_path if not _GOODS.search(label)]
    return " > ".join(own) if len(own) > 1 else ""


_GOODS = re.compile(r"^(?:[A-Ca-c]\s*)?(?:政府采购)?(?:货物|工程|服务)(?:类|项目)*$")


def _count(understood: Understood, target: Target, group: Group) -> Composed | None:
    """How many rows; None where the rows of the table are in doubt, for one may be missing."""
    if any(place.fact.confidence < SURE for place in group.places):
        return None
    write = Writer(kind="computed", who=_who(understood))
    terms = [
        Term(
            place.fact.value, place.fact.unit or "", place.fact.printed, write.evidence(place.fact)
        )
        for place in group.places
        if place.fact.value is not None
    ]
    computed = compute("count", terms)
    if computed is None:
        return None
    row = (target.own or target.documents)[0]
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    text = f"{period(target.year)}{row.unit_name or ''}表中列有{group.title} {len(terms)} {group.counter}{marks}。"
    write.say(text, [computed], core=True)
    when = str(target.year) if target.year else None
    write.derive(computed, group.title, "count", when)
    return write.done()


def _who(understood: Understood) -> dict[str, str]:
    return {
        row.doc_id: f"{row.unit_name or ''} {row.fiscal_year or ''}年 {row.kind or ''}"
        for row in understood.documents
    }
