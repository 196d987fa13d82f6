"""A Query finds its Facts: the one place that answers, other places that agree, places that differ.

Takes what is asked (an Ask: item, aspect, year, account) and the facts of the documents in scope;
gives a Hit or None. Knows nothing of wording, passages or arithmetic.

    ask     公务接待费, 2019, no aspect
    chosen  表八 | 2019年 | 公务接待费 | 0.00 万元      also  prose '公务接待费。2019年预算数0万元'

A fact answers only when its labels and the question account for each other: every label of its row
and column is the item, a part of the heading, a neutral word (合计, 预算数) or asked for by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.amount import Unit, printed_place
from ingest.facts import Fact
from retrieval.figures.comparable import comparable, of_other_scope, paid_otherwise
from retrieval.figures.siblings import of_less, of_one_unit, siblings_of
from retrieval.printed.agreement import agree, label_before
from retrieval.understand.asking import Ask, admissible
from retrieval.understand.columns_asked import end_of
from retrieval.understand.parts_printed import carried_over, part_of_fund
from retrieval.understand.places import (
    ABOVE,
    BASES,
    Place,
    headed,
    matches,
    place_of,
    rate_kind,
)
from retrieval.understand.question import Item
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.compose import short_place

__all__ = ["Hit", "find"]


@dataclass(frozen=True, slots=True)
class Hit:
    """The chosen fact, the places that print the same figure, and those that contradict it.

    `siblings` are other rows of the same table with the same name and another figure.

    `note` says what limits the figure: '一般公共预算基本支出口径', a loose label, the other year's document.
    """

    chosen: Place
    same: tuple[Place, ...] = ()
    against: tuple[Place, ...] = ()
    note: str = ""
    loose: bool = False
    siblings: tuple[Place, ...] = ()

    @property
    def fact(self) -> Fact:
        """The fact that answers."""
        return self.chosen.fact


def find(ask: Ask, facts: Iterable[Fact]) -> Hit | None:
    """The best place for what is asked; None where no place and question account for each other."""
    facts = list(facts)
    ranked = sorted(_candidates(ask, facts), key=lambda pair: pair[0])
    if not ranked:
        return None
    best_rank, best = ranked[0]
    if best_rank[4] == ABOVE and not _only_row(best, [place for _, place in ranked]):
        return None
    best_rank, best = next(
        ((rank, place) for rank, place in ranked if _rather(place, rank, best, best_rank)),
        (best_rank, best),
    )
    best_rank, best = _not_denied(best_rank, best, ranked)
    same = tuple(
        place
        for rank, place in ranked
        if place is not best and rank[4] == 0 and rank[5] <= 1 and _same_figure(best, place)
    )
    against = tuple(
        place
        for rank, place in ranked
        if place is not best
        and comparable(best, place, ask)
        and not agree(best.fact, place.fact)
        and not of_less(best, place)
        and _sure(place, ask, rank)
        and not of_other_scope(best, place, facts, ask)
    )
    siblings = siblings_of(best, [place for _, place in ranked])
    sure = _sure(best, ask, best_rank) and not siblings
    note = _note(best, ask, ranked)
    return Hit(best, same, against if sure else (), note, best_rank[4] > 0, siblings)


def _only_row(best: Place, places: Sequence[Place]) -> bool:
    """Whether no other row of the table stands under the same label."""
    rows = {p.fact.row for p in places if p.fact.table == best.fact.table}
    return len(rows) == 1 and best.fact.table is not None


def _not_denied(
    rank: tuple[int, ...], best: Place, ranked: Sequence[tuple[tuple[int, ...], Place]]
) -> tuple[tuple[int, ...], Place]:
    """'无…' answers only where no figure of the item other than zero is printed for that year."""
    if best.fact.state != "stated_none":
        return rank, best
    year, stage = best.fact.year, best.fact.stage
    return next(
        (
            (other_rank, place)
            for other_rank, place in ranked
            if place.fact.value
            and other_rank[4] == 0
            and (place.fact.year, place.fact.stage) == (year, stage)
            and place.base == best.base
        ),
        (rank, best),
    )


def _rather(place: Place, rank: Sequence[int], best: Place, best_rank: Sequence[int]) -> bool:
    """A table cell that prints what a sentence says is the better place to cite."""
    return (
        best.fact.table is None
        and place.fact.table is not None
        and rank[:4] == best_rank[:4]
        and rank[4] == 0
        and not place.special
        and agree(place.fact, best.fact)
    )


def _same_figure(best: Place, place: Place) -> bool:
    a, b = best.fact, place.fact
    if a.measure == "rate":
        return a.year == b.year and rate_kind(a) == rate_kind(b) and agree(a, b)
    return (a.year, a.stage, a.kind) == (b.year, b.stage, b.kind) and agree(a, b)


def _candidates(ask: Ask, facts: Iterable[Fact]) -> Iterator[tuple[tuple[int, ...], Place]]:
    for position, fact in enumerate(facts):
        if not admissible(fact, ask):
            continue
        place = place_of(fact)
        grade = matches(place, ask.item)
        if grade is None or (ask.measure == "rate" and rate_kind(fact) != ask.rate):
            continue
        explained = None if _of_another(fact) else _explains(place, ask)
        if explained is None or (fact.table is None and not _trusted(place, ask)):
            continue
        yield _rank(place, ask, grade, explained, position), place


_HEADED = re.compile(r"^(?:\d{1,2}[.、]|\(?[一二三四五六七八九十\d]+[)、])?([^:,;。]{2,20}):")


_OTHER_CLAUSE = re.compile(r"[;。](?:本年)?(?:支出|收入)(?:合计)?(?:为|是)?$")
"""'年初结转372万元;支出1559万元': the second is no 结转."""


def _of_another(fact: Fact) -> bool:
    """A sentence headed '2.公务接待费:' prints no figure of the whole that its section is about."""
    if fact.table is None and _CARRY.search("".join(fact.row_path[-1:])):
        return _OTHER_CLAUSE.search(label_before(fact)) is not None
    match = _HEADED.match(folded(fact.citation.quote)) if fact.table is None else None
    head = label_key(match[1]) if match else ""
    printed = lexicon().printed
    if head not in printed or not fact.row_path:
        return False
    own = label_key(fact.row_path[-1])
    return own in printed and not set(printed[own]).intersection(printed[head])


def _explains(place: Place, ask: Ask) -> int | None:
    """How much of the place the question leaves unsaid; None where the two do not fit.

    Words of the question that are not in the place, and columns of the place that are not in the
    question, both make it another figure.
    """
    asked = [aspect for item in ask.others if (aspect := _aspect_of(item))]
    leftover = 0
    within_basic = _within_basic(place, ask.item, asked)
    if asked and place.item not in asked:
        if within_basic:
            leftover = 1
        elif asked[0] not in (place.aspect, place.table_aspect):
            return None
    elif place.aspect and place.item != place.aspect and not _aspect_of(ask.item):
        leftover = 2
    elif place.table_aspect and not _is_aspect_item(ask.item):
        leftover = 1
    if place.odd and not _asked_for(place.odd, ask):
        return None
    if part_of_fund(place, ask.item) and not (ask.others or ask.residue):
        return None
    if carried_over(place) and not _CARRY.search(ask.said + ask.item.text):
        return None
    if place.special and not _within_special(place, ask):
        if place.on_column or place.by_total or not (ask.item.labels or ask.item.concepts):
            return None
        leftover += 4
    text = place.where + "".join(place.ancestors) + place.item
    if place.fact.table is None:
        text += _LISTED.sub("", label_before(place.fact))
    for item in ask.others:
        if item.text in BASES and place.base != item.text and not _row_of_fund(place, item):
            return None
        aspect = _aspect_of(item)
        split = _row_of_fund(place, item)
        split = split or (aspect is not None and aspect in (place.aspect, place.table_aspect))
        split = split or (within_basic and aspect == "基本支出")
        if not split and not _mentioned(item, text):
            return None
    text += "面积平方米" if place.fact.unit in _AREAS else ""
    return None if any(word not in text for word in ask.residue) else leftover


def _row_of_fund(place: Place, item: Item) -> bool:
    """'财政拨款里的电费': a row of the classification is paid out of one budget, which is 财政拨款."""
    fiscal = {"fiscal_income", "fiscal_expenditure", "fiscal_total"}.intersection(item.concepts)
    row = bool(place.fact.code and place.item) and not place.on_column
    return bool(fiscal) and row and place.base == BASES[2] and "收入" not in item.text


_LISTED = re.compile(r"(?:包括|包含|用于)[^;。]*[;。]")
"""'人员经费…,主要包括基本工资、津贴补贴;公用经费…': what was listed before says nothing of what follows."""
_CARRY = re.compile(r"结转|结余|滚存|剩|留")


_AREAS = frozenset({"平方米", "平米", "㎡", "亩", "公顷"})
"""Units that say what is counted: '教学用房的面积' is the row 教学用房 in 平方米."""


def _within_basic(place: Place, item: Item, asked: Sequence[str]) -> bool:
    """'基本支出中的人员经费' is 人员经费 where no column splits it: both parts of 基本支出 are its own."""
    own = {"personnel", "public"}.intersection(item.concepts)
    return bool(own) and list(asked) == ["基本支出"] and not (place.aspect or place.table_aspect)


def _within_special(place: Place, ask: Ask) -> bool:
    """The question is about what the heading is about: a 采购 item in a 采购 table."""
    said = "".join(item.text for item in (ask.item, *ask.others)) + "".join(ask.residue)
    concepts = [lexicon().concepts[key] for key in ask.item.concepts]
    words = "".join(c.title + (c.within or "") for c in concepts)
    return place.special in said + words or place.item == place.special


def _aspect_of(item: Item) -> str | None:
    concepts = lexicon().concepts
    return next((a for key in item.concepts if (a := concepts[key].aspect)), None)


def _is_aspect_item(item: Item) -> bool:
    return _aspect_of(item) is not None


def _asked_for(label: str, ask: Ask) -> bool:
    concepts = lexicon().concepts
    return any(
        label in item.labels or any(label in concepts[key].labels for key in item.concepts)
        for item in ask.others
    )


def _mentioned(item: Item, text: str) -> bool:
    concepts = lexicon().concepts
    labels = [*item.labels, *(label for key in item.concepts for label in concepts[key].labels)]
    bare = re.sub(r"(?<=...)(?:金额|总额|数额|预算|资金)$", "", item.text)
    return bool(bare and bare in text) or any(label in text for label in labels)


def _trusted(place: Place, ask: Ask) -> bool:
    """A prose figure whose sentence does not name the item before it must be sure otherwise."""
    if ask.item.code or place.fact.confidence < 0.5:
        return place.fact.confidence >= 0.5
    return place.fact.confidence >= 0.85 or _named(place, ask)


def _named(place: Place, ask: Ask) -> bool:
    """Whether the sentence names the item before the figure, with no other item in between."""
    if headed(place.fact):
        return True
    before = label_before(place.fact)
    concepts = lexicon().concepts
    labels = {*ask.item.labels, *(lb for k in ask.item.concepts for lb in concepts[k].labels)}
    at = max((before.rfind(label) + len(label) for label in labels if label in before), default=-1)
    if at < 0:
        return False
    own = set(ask.item.concepts)
    between = before[at:]
    return not any(
        label in between
        for label, keys in lexicon().printed.items()
        if len(label) >= 3 and not own.intersection(keys)
    )


def _rank(place: Place, ask: Ask, grade: int, leftover: int, position: int) -> tuple[int, ...]:
    """Smaller is better; see the order of the parts."""
    fact = place.fact
    fiscal = ask.fiscal.get(fact.doc_id)
    own_year = 0 if ask.year is None or fiscal == ask.year else 1
    scope = {"部门": 0, "本级": 1, "所属单位": 2}[fact.scope]
    if ask.own == "本级":
        scope = {"本级": 0, "部门": 1, "所属单位": 2}[fact.scope]
    stages = {"年初预算": 0, "决算": 0, "调整预算": 1, "执行数": 2, None: 0}
    stage = stages[fact.stage] if ask.account else _default_stage(fact, ask)
    prose = 0 if fact.table is not None else 1 if _named(place, ask) else 2
    return (
        own_year,
        scope,
        stage,
        (1 if fact.confidence <= 0.5 and fact.table is None else 0) + (fact.state == "stated_none"),
        grade,
        leftover + (1 if ask.current and not _of_this_year(place) else 0),
        0 if place.item and place.item == label_key(ask.item.text) else 1,
        1 if _is_income_row(place, ask) else 0,
        _fund_rank(place, ask),
        place.on_column and of_one_unit(fact),
        prose,
        1 if end_of(fact) == "初" else 0,
        -_precision(fact),
        _depth(fact),
        position,
    )


def _fund_rank(place: Place, ask: Ask) -> int:
    if paid_otherwise(place, ask):
        return len(BASES)
    return BASES.index(place.base) if not _wants_fund(ask) and place.base in BASES else 0


def _of_this_year(place: Place) -> bool:
    return any(column.startswith(("本年", "当年")) for column in place.columns)


def _is_income_row(place: Place, ask: Ask) -> bool:
    """A row of spending in a table of income: the same figure stands in its own table too.

    What was carried over stands among the income by right.
    """
    concepts = lexicon().concepts
    wants_income = any(concepts[key].side == "收入" for key in ask.item.concepts)
    opening = place.item.startswith(("年初结", "上年结"))
    return place.fact.side == "收入" and not place.on_column and not wants_income and not opening


_SPENT = re.compile(r"(?:花|用|支|付|开支|支出|花费)(?:掉|出|去)?了(?!解)")


def _default_stage(fact: Fact, ask: Ask) -> int:
    """A question that names no stage means the document's own: the last one it prints; '花了多少'
    means what was spent before what was to be spent."""
    spent = 1 if _SPENT.search(ask.said) else 4
    return {"决算": 0, "年初预算": 2, "调整预算": 4, "执行数": spent, None: 2}[fact.stage]


def _wants_fund(ask: Ask) -> bool:
    concepts = lexicon().concepts
    return any(concepts[key].fund for item in (ask.item, *ask.others) for key in item.concepts)


def _precision(fact: Fact) -> int:
    """How fine the figure is printed, in tenths of a 元 power: 0.01 元 above 1 万元."""
    if fact.kind != "amount" or fact.unit is None:
        return 0
    place = printed_place(fact.printed) * Unit(fact.unit).yuan
    return -int(place.adjusted())


def _depth(fact: Fact) -> int:
    """Items of the deepest level first where several levels carry one name."""
    return -len(fact.code or "")


# ── agreement ────────────────────────────────────────────────────────────────────────────────


def _sure(place: Place, ask: Ask, rank: Sequence[int]) -> bool:
    """Sure enough to call it a contradiction: strict label, and a sentence that names the item."""
    row_named = place.fact.confidence == 0.3 and place.on_column
    if place.fact.value == 0 and place.fact.table is not None:
        return False
    if rank[4] != 0 or (place.fact.confidence < 0.85 and not row_named):
        return False
    return place.fact.table is not None or _named(place, ask)


def _note(best: Place, ask: Ask, ranked: Sequence[tuple[tuple[int, ...], Place]]) -> str:
    """What limits the figure and was not asked for: '一般公共预算', '基本支出'."""
    said = "".join(item.text for item in (ask.item, *ask.others))
    differ = any(
        (p.base, p.aspect, p.table_aspect) != (best.base, best.aspect, best.table_aspect)
        and not agree(p.fact, best.fact)
        for _, p in ranked
    )
    limits = [best.base] if best.base and differ and not _wants_fund(ask) else []
    inherent = "人员经费" in best.item or "公用" in best.item or "人员支出" in best.item
    aspects = () if inherent else (best.aspect, best.table_aspect)
    limits += [aspect for aspect in aspects if aspect and aspect != best.item]
    named = bool(ask.item.concepts) and best.fact.table is not None
    if best.special and named and not _within_special(best, ask):
        limits.append(f"只是“{short_place(best.fact.citation)}”中的金额")
    return "、".join(dict.fromkeys(limit for limit in limits if limit not in said))
