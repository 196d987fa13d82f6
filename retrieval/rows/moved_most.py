"""Which row rose or fell most: '较上年减少最多的项目', '增长最快的科目'.

Takes an Understood, gives a Composed answer from the changes that the document prints row by row, or
None. The largest amount never answers for the largest change.

    '较上年减少最多的项目'  ->  '产业专项资金：减少 1,900.00 万元[1]'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import label_key, lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import change_text, mark, period

__all__ = ["asks_moved_most", "moved_most_answer"]

_MOVED = r"(?:增|减|涨|降|升|下降|减少|增加|增长|上升|压减|变化|变动|增减)"
_MOST = re.compile(
    rf"{_MOVED}(?:了)?(?:幅度?|额|金额|得)?(?:的)?最(?:多|大|快|厉害|明显|猛)?|最(?:多|大|快)的?(?:增|减|降)"
)
_DOWN = re.compile(r"减|降|压")
_PROJECT = "项目支出"
_RATE = re.compile(r"最快|幅度|增幅|降幅|增长率|百分")


def asks_moved_most(text: str) -> bool:
    """Whether the row with the largest change is asked for, not the largest row."""
    return _MOST.search(text) is not None


def moved_most_answer(understood: Understood) -> Composed | None:
    """The row whose printed change is the largest in the direction asked."""
    text, targets = understood.query.text, understood.targets
    targets = tuple(t for t in targets if t.own)
    if not targets or len({t.unit for t in targets}) > 1 or _RATE.search(text):
        return None
    target = max(targets, key=lambda t: t.year or 0)
    rows = _rows(understood, target, projects="项目" in text)
    down = _DOWN.search(text) is not None
    moved = [fact for fact in rows if fact.value and (fact.value < 0) == down]
    if len(rows) < 2 or not moved:
        return None
    best = max(moved, key=lambda fact: abs(fact.amount.yuan if fact.amount else Decimal(0)))
    write = writer(understood)
    number = write.evidence(best)
    word = "减少" if down else "增加"
    name = target.own[0].unit_name or ""
    write.say(f"{period(target.year)}{name}比上年{word}最多的是：")
    write.say(f"{best.item}：{change_text(best)}{mark(number)}", core=True)
    write.state(best, best.item, number)
    return write.done()


def _rows(understood: Understood, target: Target, *, projects: bool) -> list[Fact]:
    """The printed changes of projects, or of the 科目 and classes of spending, each row once."""
    facts: Sequence[Fact] = understood.facts_of(target.own[:1])
    kept: dict[str, Fact] = {}
    for fact in facts:
        if fact.measure != "change" or fact.kind != "amount" or fact.value is None:
            continue
        path = tuple(map(label_key, fact.row_path))
        project = len(path) == 2 and path[0] == _PROJECT
        if project if projects else _is_class(path):
            kept.setdefault(path[-1], fact)
    return list(kept.values())


def _is_class(path: Sequence[str]) -> bool:
    """A 科目 or class: no total, no fund, none of the parts of 三公."""
    key = path[-1] if path else ""
    totals = {"total_expenditure", "current_expenditure", "fiscal_expenditure"}
    whole = any(key in lexicon().concepts[total].labels for total in totals)
    split = key in lexicon().aspects or "预算" in key or "拨款" in key or "项目支出" in path
    return not whole and not split and (key.endswith("支出") or len(path) > 2)
