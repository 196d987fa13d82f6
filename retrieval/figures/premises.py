"""A question that takes for granted what the document denies: 'why did it fall', where it rose or stayed.

Takes an Understood, gives the printed change that contradicts the premise, as a Composed answer, or
None where the premise holds or nothing is printed about it. Knows no reasons.

    '出国费为什么减少'   the sentence says '与上年预算数相等'   ->   '…与上年持平[1]，文件没有说它减少。'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.figures.lookup import look_up, main_items
from retrieval.understand.places import matches, place_of
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import change_text, mark, period

__all__ = ["denied_premise"]

_DOWN = re.compile(
    r"(?:减少|下降|降低|缩减|压缩|压减|削减|降了|减了|少了|变少|下滑|跌|怎么会?[少降减]|大幅[减降])"
)
_UP = re.compile(r"(?:增加|增长|上升|上涨|提高|增多|增了|涨|多了|变多|怎么会?[多增涨]|大幅[增升])")
_NOT_A_CLAIM = re.compile(
    r"(?:没有?|不|未|是否|有没有)(?:再|能|会)?(?:减|增|降|涨|升)|增减|增加还是|减少还是|决算|完成|执行|超|低于|高于|大于|小于|少于|多于|比预算"
)
_EXECUTED = re.compile(r"执行")


def denied_premise(understood: Understood) -> Composed | None:
    """The sentence that denies what the question takes for granted."""
    query, targets = understood.query, understood.targets
    claimed = _claimed(query)
    if not claimed or len(targets) != 1 or any(len(run) > 1 for run in query.residue):
        return None
    understood = replace(understood, query=replace(query, residue=()))
    named = main_items(query)
    for item in named if len(named) == 1 else _WHOLE if not named else ():
        changes = _changes(understood, targets[0], item)
        if any(_sign(fact) == claimed for fact in changes):
            return None
        if changes:
            return _composed(understood, targets[0], item, claimed, changes)
    return None


_WHOLE = tuple(
    Item(title, 0, 0, (key,))
    for title, key in (
        ("收入预算", "total_income"),
        ("支出预算", "total_expenditure"),
        ("财政拨款收入", "fiscal_income"),
        ("财政拨款支出", "fiscal_expenditure"),
    )
)
"""What '预算为什么减少' may be about, where it names no item."""


def _claimed(query: Query) -> int:
    """-1 where the question says that it fell, 1 that it rose, 0 where it says neither or both."""
    text = query.asked or query.text
    if _NOT_A_CLAIM.search(text):
        return 0
    down, up = bool(_DOWN.search(text)), bool(_UP.search(text))
    return 0 if down == up else -1 if down else 1


def _changes(understood: Understood, target: Target, item: Item) -> list[Fact]:
    """Every change from last year that the documents of the year print of the item."""
    found = []
    for measure in ("change", "rate"):
        cell = look_up(
            understood, target, item, (), measure, "growth" if measure == "rate" else None
        )
        if cell.hit:
            found.append(cell.hit.fact)
    if not found:
        return []
    for fact in understood.facts_of(target.own):
        named = fact.measure in ("change", "rate") and matches(place_of(fact), item) == 0
        if named and fact.value is not None and _of_last_year(fact):
            found.append(fact)
    return found


def _of_last_year(fact: Fact) -> bool:
    said = " ".join(map(folded, fact.column_path))
    return fact.measure == "change" or bool(re.search(r"增|减|降|升|比|较", said))


def _sign(fact: Fact) -> int:
    assert fact.value is not None
    return (fact.value > 0) - (fact.value < 0)


def _composed(
    understood: Understood, target: Target, item: Item, claimed: int, changes: Sequence[Fact]
) -> Composed:
    fact = changes[0]
    row = next(r for r in understood.documents if r.doc_id == fact.doc_id)
    write = writer(understood)
    number = write.evidence(fact)
    cell = look_up(understood, target, item)
    base = "上年执行数" if _EXECUTED.search(" ".join(fact.column_path)) else "上年"
    moved = f"与{base}持平" if fact.value == 0 else f"比{base}{change_text(fact)}"
    verb = "减少" if claimed < 0 else "增加"
    name = f"{period(target.year)}{row.unit_name or ''}{cell.title}"
    write.say(f"文件写明{name}{moved}{mark(number)}，没有说它{verb}。", core=True)
    write.state(fact, cell.title, number)
    return write.done()
