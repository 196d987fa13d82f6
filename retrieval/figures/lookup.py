"""One cell of an answer: an item of one unit in one year, looked up in the right document.

Takes an Understood, a Target and an Item, gives a Cell. The document of the year goes first, the
prior-year column of the next year's document after it. Knows nothing of wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.facts import Fact, Measure
from retrieval.figures.found import Hit, find
from retrieval.printed.agreement import agree
from retrieval.scope.scope import Listed
from retrieval.understand.asking import Ask, counted_only
from retrieval.understand.columns_asked import budget_asked, names_adjusted
from retrieval.understand.main_items import GENERIC, divides, in_order, main_items, separate, splits
from retrieval.understand.operands import implied
from retrieval.understand.places import matches, place_of
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import label_key, lexicon

__all__ = [
    "WHICH",
    "Cell",
    "asked_for_all",
    "cells_of",
    "divides",
    "either_ending",
    "has_figure",
    "in_order",
    "in_table_of",
    "look_up",
    "look_up_among",
    "main_items",
    "one_of",
    "separate",
    "splits",
    "within",
]

WHICH = re.compile(
    r"(?:哪个|哪家|哪一个|各个?|哪些|几个|所有|每个)(?:单位|局|部门|街道|委|处|年)|哪一?年|历年|逐年"
)
_OF_YEAR = re.compile(r"(?:本年|当年)?(?:收入|支出)(?:合计)?")
_ACCOUNT = re.compile(r"(?:预算|决算)(?:数|金额|总额)?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """What was found for one item, unit and year; `rival` is the other account of that year.

    `row` is the document that answers.
    """

    target: Target
    item: Item
    hit: Hit | None
    row: Listed | None = None
    rival: Hit | None = None

    @property
    def title(self) -> str:
        """What the item is called: the label printed where it was found, else the official title."""
        concepts = lexicon().concepts
        if self.hit and self.hit.fact.table is not None and not self.item.concepts:
            path = self.hit.fact.row_path
            named = next((label for label in path if label_key(label) in self.item.labels), None)
            return named or self.hit.fact.item or self.item.text
        if self.item.concepts:
            concept = concepts[self.item.concepts[0]]
            if self.hit and any(char.isdigit() for char in concept.title):
                return self.hit.fact.item or self.item.text
            if (
                self.hit
                and self.hit.fact.measure != "level"
                and _of_year(self.hit.fact.item, concept.title)
            ):
                return self.hit.fact.item
            as_asked = self.item.text in concept.labels and not _ACCOUNT.search(self.item.text)
            return self.item.text if as_asked else concept.title
        labels = self.item.labels
        return self.item.text if not labels else min(labels, key=lambda label: (len(label), label))


def _of_year(printed: str, title: str) -> bool:
    """'收入合计增加139万元' is no change of 收入总计, which has the money carried over in it."""
    return title in ("收入总计", "支出总计") and bool(_OF_YEAR.fullmatch(label_key(printed)))


def look_up(
    understood: Understood,
    target: Target,
    item: Item,
    others: Sequence[Item] = (),
    measure: Measure = "level",
    rate: str | None = None,
) -> Cell:
    """The cell of an item in a target."""
    item = _as_counted(understood, target, item)
    ask = _ask(understood, target, item, others, measure, rate)
    hits = [
        (row, hit) for row in target.documents if (hit := find(ask, understood.facts_of([row])))
    ]
    hits = [(row, hit) for row, hit in hits if _counts_as_asked(understood.query.text, hit.fact)]
    hits = [(row, hit) for row, hit in hits if _of_asked_level(understood, row, hit.fact)]
    if not hits and (renamed := _other_ending(item)) and item.text != renamed.text:
        return look_up(understood, target, renamed, others, measure, rate)
    if not hits:
        return _fallen(understood, target, item, others, measure, rate)
    row, hit = hits[0]
    rival = None if ask.account else _rival(row, hit, hits[1:], target)
    cell = Cell(target, item, hit, row, rival)
    final = measure == "level" and (row.kind or "").endswith("决算")
    year = _year_sum(item) if final else None
    of_year = look_up(understood, target, year, others) if year else cell
    return of_year if of_year.hit else cell


_DONE_IN_YEAR: dict[tuple[str, ...], tuple[str, re.Pattern[str]]] = {
    ("total_expenditure",): ("支出合计", re.compile(r"花|用了|用掉|开销|全年|当年")),
    ("total_income",): ("收入合计", re.compile(r"挣|收到|收了|进账|收进|全年|当年")),
}


def _year_sum(item: Item) -> Item | None:
    """'花了多少', '全年支出' of an account is what was spent in the year, never with what is left over."""
    known = _DONE_IN_YEAR.get(item.concepts)
    done = known and known[1].search(item.text) and not item.text.endswith(("总计", "总额"))
    return _YEARS_SUM.get(known[0] if known and done else item.text)


_YEARS_SUM = {
    f"{side}合计": Item(f"本年{side}合计", 0, 0, (key,))
    for side, key in (("收入", "current_income"), ("支出", "current_expenditure"))
}
"""In a final account the sum of the year, beside which a total with what was carried over is printed."""


def _of_asked_level(understood: Understood, row: Listed, fact: Fact) -> bool:
    """The department's figure is not that of its 本级, where the paper prints units apart."""
    if understood.query.scope.own != "本级" or fact.scope != "部门":
        return True
    if not (row.kind or "").startswith("部门") or "本级" in (row.unit_name or ""):
        return True
    return not any(f.scope == "本级" and f.amount for f in understood.facts_of([row]))


def _other_ending(item: Item) -> Item | None:
    """'旅游宣传支出' is printed as '旅游宣传' in another document, and the other way round."""
    if item.concepts or item.code or not item.labels or item.text == _RENAMED:
        return None
    ends = {key for key in item.labels if key.endswith("支出")}
    labels = {key.removesuffix("支出") for key in ends} or {f"{key}支出" for key in item.labels}
    return item._replace(text=_RENAMED, labels=frozenset(labels))


def either_ending(item: Item) -> Item:
    """The item by its label with and without 支出 at the end."""
    renamed = _other_ending(item)
    return item._replace(labels=item.labels | renamed.labels) if renamed else item


def _ask(
    understood: Understood,
    target: Target,
    item: Item,
    others: Sequence[Item] = (),
    measure: Measure = "level",
    rate: str | None = None,
) -> Ask:
    return Ask(
        item=item,
        year=target.year,
        account=_stage(understood, target),
        date=understood.query.scope.date,
        others=tuple(others),
        measure=measure,
        rate=rate,
        residue=understood.query.residue,
        fiscal=understood.fiscal,
        own=understood.query.scope.own,
        side=_side(understood.query, item),
        kind=_kind(understood.query.text)
        or ("count" if counted_only(item, understood.facts_of(target.own)) else None),
        counters=frozenset(_COUNTED.findall(item.text)),
        current=bool(_CURRENT.search(understood.query.text)),
        said=understood.query.text,
    )


def _stage(understood: Understood, target: Target) -> str | None:
    """年初预算 and 调整预算 are stages of their own where the question names one of them.

    '全年预算' means the adjusted one only where the documents print it beside the first.
    """
    query = understood.query
    account = target.account or query.scope.account
    if account is None and query.scope.stages:
        return None
    asked = budget_asked(query.text, account)
    if asked == "调整预算" and not names_adjusted(query.text):
        facts = understood.facts_of(target.documents)
        return asked if any(fact.stage == asked for fact in facts) else account
    return asked or account


def in_table_of(understood: Understood, cell: Cell, other: Cell) -> Cell | None:
    """The item of a cell in the table that answers another one, where it stands there as well."""
    if other.hit is None or other.row is None or other.hit.fact.table is None:
        return None
    table = other.hit.fact.table
    facts = [fact for fact in understood.facts_of([other.row]) if fact.table == table]
    hit = find(_ask(understood, cell.target, cell.item), facts)
    return replace(cell, hit=hit, row=other.row, rival=None) if hit else None


def look_up_among(
    understood: Understood,
    target: Target,
    item: Item,
    others: Sequence[Item],
    row: Listed,
    facts: Sequence[Fact],
    measure: Measure = "level",
    rate: str | None = None,
) -> Cell:
    """The cell of an item among some facts of one document."""
    asked = _ask(understood, target, item, others, measure, rate)
    return Cell(target, item, find(asked, facts), row)


def has_figure(understood: Understood, item: Item) -> bool:
    """Whether any figure of the item other than zero is printed for a unit and year asked for."""
    years = {target.year for target in understood.targets}
    rows = {row.doc_id: row for target in understood.targets for row in target.documents}
    return any(
        fact.value
        and fact.measure == "level"
        and (None in years or (fact.year or understood.fiscal.get(fact.doc_id)) in years)
        and matches(place_of(fact), item) == 0
        for fact in understood.facts_of(rows.values())
    )


_RENAMED = "\u0002"
_OF_PROJECT = frozenset({"项目预算", "项目经费", "项目资金", "项目预算数", "项目决算"})
_INCOME_TABLE = re.compile(r"(?<!支)收入(?:预算|决算)?(?:总|明细)?表(?:里|中|内|上|的|,)")
_CURRENT = re.compile(r"[本当]年的?(?:收入|支出)?[的里中]?(?:一般公共|财政|政府性|国有资本|拨款)")
_COUNTED = re.compile(r"(?:多少|几)([家个项件次所座场户名])")
_MONEY = re.compile(r"多少(?:钱|元|万|亿|资金|经费)|几(?:万|亿|元)|花")
_HEADS = re.compile(r"(?:多少|几)(?:个人|人|名|辆|台|部|位)|多少个(?![亿万百月点])")
_AREA = re.compile(
    r"面积(?:[一总]?共|共计|合计)?[是为有]?(?:多少|多大|几|[?。]|$)(?!钱|元|万)|多少平方?米"
)
_UNITS = (
    (
        re.compile(r"(?:多少|几)(?:辆|[台部](?:公务)?[用]?车)|车[^,]{0,6}(?:多少|几)[台部]"),
        "辆台部",
    ),
    (re.compile(r"(?:多少|几)(?:个人|人|名|位)"), "人名位个"),
    (re.compile(r"(?:多少|几)[台套](?!(?:公务?)?用?车)"), "台套件个"),
)


def _counts_as_asked(text: str, fact: Fact) -> bool:
    """'几辆' is answered by cars, '多少人' by heads; a share or a change is put otherwise."""
    if fact.kind not in ("amount", "count") or _MONEY.search(text):
        return True
    return all(
        fact.kind == "count" and (fact.unit or "")[:1] in units
        for pattern, units in _UNITS
        if pattern.search(text)
    )


_ANY_CARS = re.compile(r"(?:有没有|有无|是否有)(?:公务用?|公|用)?车|车.{0,3}(?:有没有|有吗|有不)")


def _as_counted(understood: Understood, target: Target, item: Item) -> Item:
    """'公务用车有几辆' asks for the cars, not for their money; those so called before all cars."""
    text, facts = understood.query.text, understood.facts_of(target.documents)
    cars = _UNITS[0][0].search(text) or _ANY_CARS.search(text)
    if "vehicle_all" not in item.concepts or _MONEY.search(text) or not cars:
        return item
    labels = item.labels & {label_key(f.item) for f in facts if f.kind == "count"}
    return item._replace(concepts=() if labels else ("vehicles",), labels=labels)


def _kind(text: str) -> str | None:
    """Money or heads where the question says which: '退休人员花多少钱' asks for no head count."""
    heads = bool(_HEADS.search(text) or _AREA.search(text))
    money = bool(_MONEY.search(text))
    return None if money == heads else "amount" if money else "count"


def _side(query: Query, item: Item) -> str | None:
    """收入 or 支出 where said beside a fund, or 收入 behind any item ('水费收入' is no 水费)."""
    concepts = lexicon().concepts
    behind = next((i for i in query.items if i.start == item.end), None)
    if behind and "total_income" in behind.concepts and behind.text.startswith("收入"):
        return "收入"
    if not any(concepts[key].fund for key in item.concepts):
        return "收入" if _INCOME_TABLE.search(query.text) else None
    beside = [i for i in query.items if GENERIC.intersection(i.concepts) and i is not item]
    sides = {concepts[key].side for i in beside for key in i.concepts}
    if "支出" in item.text or "收入" in item.text:
        return "支出" if "支出" in item.text else "收入"
    return sides.pop() if len(sides) == 1 else None


def _rival(row: Listed, hit: Hit, rest: Sequence[tuple[Listed, Hit]], target: Target) -> Hit | None:
    """The figure of the other account of the same year, where it differs."""
    for other, candidate in rest:
        accounts = (row.kind or "")[-2:], (other.kind or "")[-2:]
        if other in target.own and row in target.own and accounts[0] != accounts[1]:
            return None if agree(hit.fact, candidate.fact) else candidate
    return None


def _fallen(
    understood: Understood,
    target: Target,
    item: Item,
    others: Sequence[Item],
    measure: Measure,
    rate: str | None,
) -> Cell:
    """The item that stands in for one that is not printed: 本年收入合计 for 收入总计."""
    concepts = lexicon().concepts
    for key in item.concepts:
        for other in concepts[key].falls_to:
            second = Item(item.text, item.start, item.end, (other,))
            cell = look_up(understood, target, second, others, measure, rate)
            if cell.hit:
                return cell
    return Cell(target, item, None)


def one_of(understood: Understood, target: Target, items: Sequence[Item]) -> Cell | None:
    """The first of several named items that is found with the others explaining it.

    The known whole of another item ('三公经费' beside 公务接待费) only says where to look.
    """
    inner = [item for item in items if not implied(item, items)]
    tries = [items, inner] if len(inner) < len(items) else [items]
    if len(plain := [i for i in inner if i.text not in _OF_PROJECT]) < len(inner) and plain:
        tries.append(plain)
    for named in tries:
        for item in in_order(inner):
            others = tuple(other for other in named if other is not item)
            if item not in named:
                continue
            cell = within(understood, target, item, others)
            if cell.hit:
                return cell
    return None


def within(understood: Understood, target: Target, item: Item, others: Sequence[Item] = ()) -> Cell:
    """A figure inside what an earlier part named; without that only where no fund is left out.

    '一般公共预算支出多少,其中项目支出多少' never takes the 项目支出 of all money.
    """
    concepts = lexicon().concepts
    said = (o for o in understood.query.context if o not in (item, *others))
    context = tuple(o for o in said if not GENERIC.intersection(o.concepts))
    rows = tuple(o for o in context if not divides(o))
    if _CARRIED.intersection(item.concepts):
        rows = tuple(o for o in context if not any(concepts[k].fund for k in o.concepts))
    if rows and (divides(item) or _CARRIED.intersection(item.concepts)):
        return _column_of_rows(understood, target, rows, (item, *others))
    cell = look_up(understood, target, item, (*others, *context))
    funds = tuple(o for o in context if any(concepts[k].fund for k in o.concepts))
    if cell.hit or not context or len(funds) == len(context):
        return cell
    met = _column_of_rows(understood, target, rows, (item, *others)) if rows else cell
    return met if met.hit else look_up(understood, target, item, (*others, *funds))


_CARRIED = frozenset({"prior_carryover", "next_carryover"})
"""What was left over is a column of every row: '普法宣传多少,其中上年结转多少' never means all of it."""


def _column_of_rows(
    understood: Understood, target: Target, rows: Sequence[Item], columns: Sequence[Item]
) -> Cell:
    """'其中财政拨款多少' after a row was spoken of: that row's column, never the column's total."""
    for row in rows:
        cell = look_up(understood, target, row, (*columns, *(r for r in rows if r is not row)))
        if cell.hit:
            return cell
    return Cell(target, columns[0], None)


def asked_for_all(understood: Understood) -> bool:
    """Whether the question itself names every unit and year that is looked up."""
    scope = understood.query.scope
    years = {t.year for t in understood.targets}
    units = {t.unit for t in understood.targets}
    one_each = len(understood.targets) == len(units)
    if WHICH.search(understood.query.text):
        return True
    named_years = (
        len(years) == 1 or one_each or bool(scope.years or scope.relative or scope.all_years)
    )
    named_units = len(units) == 1 or (
        all(len(mention) == 1 for mention in scope.each) and scope.each
    )
    return bool(named_years and named_units)


def cells_of(understood: Understood, items: Sequence[Item]) -> list[Cell]:
    """The cell of every target, with the item that can be found taken as the one asked for."""
    return [cell for target in understood.targets if (cell := one_of(understood, target, items))]
