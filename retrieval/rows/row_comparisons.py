"""科目 that are less or more than another column says: '哪些科目的决算数小于年初预算', '哪些比上年减少'.

Takes an Understood, gives a Composed list or None. Knows nothing of one single figure's change.

    '哪些科目的决算小于年初预算'  ->  every 项 whose 决算 is below its 年初预算, both figures cited
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.understand.places import place_of
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import change_text, mark, period, value_text

__all__ = ["asks_compared_rows", "compared_rows_answer"]

_WHICH = re.compile(r"哪些|哪几")
_STAGES = re.compile(
    r"决算数?(?:比|较)?(?:年初|调整)?(?:预算数?)?(小于|低于|少于|不足|未达到?|大于|高于|超过|超出|多于)(?:了)?(年初|调整)?预算"
)
_YEARS = re.compile(
    r"[比较](?:上年|去年|上一年|(?:19|20)\d\d年)度?(?:年初)?(预算|决算|执行)?数?(?:是)?(减少|下降|降低|增加|增长|上升)"
)
_LESS = ("小于", "低于", "少于", "不足", "未达", "未达到", "减少", "下降", "降低")
_SPENT = re.compile(r"执行|决算")
_LEAF = re.compile(r"2\d{6}")


class _Row(NamedTuple):
    name: str
    facts: tuple[Fact, ...]


def asks_compared_rows(text: str) -> bool:
    """Whether rows are asked for by how they compare."""
    return bool(_WHICH.search(text) and (_STAGES.search(text) or _YEARS.search(text)))


def compared_rows_answer(understood: Understood) -> Composed | None:
    """Every row that is less, or more, as asked; each with its figures."""
    text, targets = understood.query.text, understood.targets
    if not targets or len({t.unit for t in targets}) > 1:
        return None
    target = max(targets, key=lambda t: t.year or 0)
    facts = [f for f in understood.facts_of(target.own[:1]) if f.year == target.year]
    fund = "一般公共预算" if "一般公共预算" in text else None
    leaves = [f for f in facts if _is_leaf(f) and fund in (None, f.fund)]
    staged = _STAGES.search(text)
    years = _YEARS.search(text)
    rows = _by_stage(leaves, staged) if staged else _by_year(leaves, years)
    rows = rows or _by_year([f for f in facts if _is_class(f)], years)
    return _listed(understood, target, rows) if rows else None


def _is_leaf(fact: Fact) -> bool:
    """A 项: by its code, or by its place below 类 and 款 in a sentence."""
    return bool(_LEAF.fullmatch(fact.code or "")) or (fact.table is None and len(fact.row_path) > 2)


def _is_class(fact: Fact) -> bool:
    """A 类 in a sentence of its own: '科学技术支出8751万元，比上年增加…'."""
    key = label_key(fact.item)
    whole = any(key in lexicon().concepts[total].labels for total in _TOTALS)
    split = key in lexicon().aspects or "预算" in key or "拨款" in key
    return fact.table is None and key.endswith("支出") and not whole and not split


_TOTALS = ("total_expenditure", "current_expenditure", "fiscal_expenditure")


def _key(fact: Fact) -> str:
    return " > ".join(fact.row_path)


def _by_stage(facts: Sequence[Fact], asked: re.Match[str]) -> list[_Row]:
    """The 决算 and the budget of every row of the one table, or text, that prints both of most."""
    budget = "调整预算" if asked[2] == "调整" else "年初预算"
    less = asked[1] in _LESS
    found: dict[int | None, dict[str, dict[str, Fact]]] = {}
    for fact in facts:
        if fact.measure != "level" or fact.kind != "amount" or fact.value is None:
            continue
        if fact.state != "printed" or place_of(fact).aspect or place_of(fact).odd:
            continue
        if fact.stage in ("决算", budget):
            row = found.setdefault(fact.table, {}).setdefault(_key(fact), {})
            row.setdefault(fact.stage, fact)
    pairs = [
        [(row["决算"], row[budget]) for row in rows.values() if len(row) == 2]
        for rows in found.values()
    ]
    best = max(pairs, key=len, default=[])
    return [_Row(spent.item, (spent, plan)) for spent, plan in best if _moved(spent, plan, less)]


def _moved(spent: Fact, plan: Fact, less: bool) -> bool:
    one, other = spent.amount, plan.amount
    if one is None or other is None:
        return False
    return one.yuan < other.yuan if less else one.yuan > other.yuan


def _by_year(facts: Sequence[Fact], asked: re.Match[str] | None) -> list[_Row]:
    """Rows whose printed change goes the way asked for."""
    if asked is None:
        return []
    less = asked[2] in _LESS
    rows: dict[str, Fact] = {}
    for fact in _changes(facts):
        said = bool(_SPENT.search(" ".join(map(folded, fact.column_path))))
        wrong_base = asked[1] is not None and said != (asked[1] != "预算")
        if not wrong_base and fact.value and (fact.value < 0) == less:
            rows.setdefault(_key(fact), fact)
    return [_Row(fact.item, (fact,)) for fact in rows.values()]


def _changes(facts: Sequence[Fact]) -> Iterator[Fact]:
    return (f for f in facts if f.measure == "change" and f.kind == "amount")


def _listed(understood: Understood, target: Target, rows: Sequence[_Row]) -> Composed:
    write = writer(understood)
    name = target.own[0].unit_name or ""
    write.say(f"{period(target.year)}{name}符合条件的科目如下：")
    for row in rows:
        parts = []
        for fact in row.facts:
            number = write.evidence(fact)
            said = change_text(fact) if fact.measure == "change" else value_text(fact)
            lead = fact.stage if fact.measure == "level" and fact.stage else ""
            parts.append(f"{lead} {said}{mark(number)}".strip())
            write.state(fact, row.name, number)
        write.say(f"{row.name}：{'，'.join(parts)}", core=True)
    return write.done()
