"""Questions of the classification: what a class is made of, how many parts, of which class a row is, its code.

Takes an Understood and Sources, gives a Composed answer or None. Every word of the question is accounted for
by the name of a row, by the money and the kind of spending that a column is of, or by the way it is asked;
the rows told make up what is printed of their class.

    '住房保障支出花在哪几个科目,各多少'   ->   保障性安居工程支出 4966.26, 住房改革支出 572.36
    '2210201是什么科目'                 ->   住房公积金
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Cell, Document
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.figures.elsewhere import say_rows_elsewhere
from retrieval.rows.class_asked import DIGITS, Asked, Order, class_asked, says_no_more
from retrieval.rows.class_tree import (
    FUNCTIONAL,
    GOVERNMENT,
    SPENDING,
    ClassTree,
    adds_up,
    class_trees,
)
from retrieval.rows.picked_rows import free_text
from retrieval.rows.row_groups import amounts_of_year
from retrieval.understand.places import Place, place_of
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed, Writer, short_place
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["class_answer"]

MOST_ROWS = 40
_FUNDS = (
    ("一般公共预算", re.compile(r"一般公共预算(?:财政)?(?:拨款)?")),
    ("政府性基金预算", re.compile(r"政府性基金(?:预算)?(?:财政)?(?:拨款)?")),
    ("国有资本经营预算", re.compile(r"国有资本经营(?:预算)?(?:财政)?(?:拨款)?")),
    ("财政拨款", re.compile(r"财政(?:预算)?拨款")),
)
_ASPECT = re.compile(r"基本支出|项目支出|人员经费|公用经费")
_CARRIED = re.compile(
    r"(?:(?:上年|去年|上一年|以前年度)(?:度)?)?结转(?!下年|明年|到|至)(?:下来|过来|资金|结余|和|的)*"
)
_CARRIED_LABEL = re.compile(r"上年结转|结转资金")
_TOTAL = re.compile(r"(?:本年|支出|本年支出)?(?:合计|总计|小计)|本年支出")
_SPENT = re.compile(r"支出|预算|决算|开支|钱|资金|拨款|花|用")


@dataclass(frozen=True, slots=True)
class _Head:
    """What the question names: a row by its codes, or a column; and what is left of the text."""

    name: str
    codes: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class _Money:
    """The fund, kinds of spending and carried-over money that the question names, and what is left."""

    fund: str
    aspects: frozenset[str]
    carried: bool
    text: str


def class_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The rows, their number, the class or the code; None where another thing is asked."""
    query, target = understood.query, _target(understood)
    if target is None or query.later or query.context or query.text != query.asked:
        return None
    facts = amounts_of_year(understood, target)
    trees = class_trees((f for f in facts if f.side != "收入"), named=True)
    text = _without_place(free_text(query), target.own[0].unit_name or "")
    codes = [item.code for item in query.items if item.code]
    printed = [f for f in understood.facts_of(target.own[:1]) if f.table is not None]
    for head in _heads(query, text, [*trees, *class_trees(printed)], codes):
        money = _money(head.text)
        asked = class_asked(money.text, coded=bool(codes))
        if asked is None or not says_no_more(asked.rest):
            continue
        told = _Told(understood, target, sources, head, money, asked)
        if asked.operation in ("class", "code", "subject"):
            found = _named(told, class_trees(printed)) if head.codes else None
        else:
            carried = money.carried and not trees_of(trees, money)
            found = _parts(told, trees_of(class_trees(facts) if carried else trees, money))
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


def trees_of(trees: Sequence[ClassTree], money: _Money) -> list[ClassTree]:
    """The columns of the money that is named."""
    return [tree for tree in trees if _of_money(tree, money)]


@dataclass(frozen=True, slots=True)
class _Told:
    """What every kind of answer is made from."""

    understood: Understood
    target: Target
    sources: Sources
    head: _Head
    money: _Money
    asked: Asked

    @property
    def who(self) -> str:
        row = self.target.own[0]
        return f"{period(self.target.year)}{row.unit_name or ''}"


# ── what the question names ──────────────────────────────────────────────────────────────────


def _without_place(text: str, unit: str) -> str:
    """'…是什么科目?(澜峪县)': a bracket that only says again where the unit is."""
    name = folded(unit)
    return _BRACKET.sub(lambda m: "|" * len(m[0]) if m[1] in name else m[0], text)


_BRACKET = re.compile(r"\(([\u4e00-\u9fff]{2,8})\)")


def _heads(
    query: Query, text: str, trees: Sequence[ClassTree], codes: Sequence[str]
) -> Iterator[_Head]:
    """The rows named, the longest name first; last of all no row, but the whole of a column."""
    for code in codes:
        yield _Head(code, frozenset({code}), text.replace(code, "|" * len(code)))
    if codes:
        return
    names: dict[str, set[str]] = {}
    for tree in trees:
        for code, place in tree.rows.items():
            for wording in _wordings(place.fact.item):
                if wording in text:
                    names.setdefault(wording, set()).add(code)
            for item in query.items:
                if label_key(place.fact.item) in _labels(item) and item.text in text:
                    names.setdefault(item.text, set()).add(code)
    for name in sorted(names, key=len, reverse=True)[:2]:
        yield _Head(name, frozenset(names[name]), text.replace(name, "|" * len(name), 1))
    yield _Head("", frozenset(), text)


def _labels(item: Item) -> frozenset[str]:
    """How an item that people call otherwise is printed: '给个人和家庭的补助'."""
    concepts = [lexicon().concepts[key] for key in item.concepts]
    plain = [c for c in concepts if not c.aspect and not c.fund and not c.totals]
    return item.labels | {label for concept in plain for label in concept.labels}


def _wordings(label: str) -> Iterator[str]:
    """A label as printed and as its key, with and without 支出 at its end."""
    key = label_key(label)
    yield key
    yield re.sub(r"\s", "", folded(label))
    if key.endswith("支出") and len(key) > 4:
        yield key.removesuffix("支出")
    elif key and not key.endswith("支出"):
        yield f"{key}支出"


def _money(text: str) -> _Money:
    fund = next((name for name, pattern in _FUNDS if pattern.search(text)), "")
    carried = _CARRIED.search(text) is not None
    aspects = frozenset(_ASPECT.findall(text))
    for pattern in (*(p for _, p in _FUNDS), _CARRIED, _ASPECT):
        text = pattern.sub(lambda m: "|" * len(m[0]), text)
    return _Money(fund, aspects, carried, text)


def _of_money(tree: ClassTree, money: _Money) -> bool:
    """Whether a column is of the money that is named, and of no narrower column than is named."""
    columns = "".join(tree.of.columns)
    if money.carried or _CARRIED_LABEL.search(columns):
        return money.carried and bool(_CARRIED_LABEL.search(columns)) and not money.fund
    if tree.of.odd or (money.fund and money.fund not in (tree.base, _of_title(tree))):
        return False
    return money.aspects <= tree.aspects


def _of_title(tree: ClassTree) -> str:
    """财政拨款 where a table of 基本支出 has it in its title: no other fund pays for that."""
    title = tree.of.where.rsplit(">", 1)[-1]
    return "财政拨款" if tree.of.table_aspect == "基本支出" and "财政拨款" in title else ""


# ── parts ────────────────────────────────────────────────────────────────────────────────────

_LENGTHS = {"类": 3, "款": 5, "项": 7}


def _parts(told: _Told, trees: Sequence[ClassTree]) -> Composed | None:
    """The parts of the class or column in the widest table that prints them.

    Economic classes are mostly printed of 基本支出 alone: the table is named where no other prints them.
    """
    for tree in trees:
        if rows := _rows_of(told, tree):
            rows = _in_order(rows, told.asked.order) if told.asked.order else rows
            return _listed(told, tree, rows) if rows else None
    if told.asked.operation == "order":
        return None
    narrower = (tree for tree in trees if tree.kind != FUNCTIONAL and not told.head.name)
    for tree in narrower:
        if rows := _rows_of(told, tree, narrower=True):
            return _listed(told, tree, rows)
    return None


def _rows_of(told: _Told, tree: ClassTree, *, narrower: bool = False) -> list[Place]:
    asked, head = told.asked, told.head
    if asked.kind and tree.kind != asked.kind:
        return []
    if told.money.carried:
        return tree.leaves() if not head.name and tree.kind == (asked.kind or FUNCTIONAL) else []
    if head.name:
        code = next((c for c in sorted(head.codes) if c in tree.rows), "")
        economic = tree.kind != FUNCTIONAL and asked.level == "项"
        length = 0 if economic else _LENGTHS.get(asked.level, 0)
        return tree.parts(code, length if length > len(code) else 0) if code else []
    if asked.order:
        return []
    if (
        told.money.aspects & {"人员经费", "公用经费"}
        and asked.level in ("项", "")
        and not asked.kind
    ):
        exact = tree.kind == FUNCTIONAL and tree.aspect in told.money.aspects
        return tree.leaves() if exact else []
    by_class = asked.level == "类" or (asked.kind and asked.level == "")
    by_class = by_class or (asked.level == "块" and not told.money.aspects)
    if not by_class or not _SPENT.search(told.head.text):
        return []
    if tree.kind != (asked.kind or FUNCTIONAL):
        return []
    if tree.aspects != told.money.aspects and not narrower:
        return []
    rows = tree.parts("", 3)
    return rows if _all_of_it(told, tree, rows) else []


def _all_of_it(told: _Told, tree: ClassTree, rows: Sequence[Place]) -> bool:
    """Whether the classes make up the total that their column prints, where it prints one."""
    own = tree.of.fact
    column = (own.doc_id, own.table, own.column, own.year, own.stage)
    totals = [
        place_of(f)
        for f in told.understood.facts_of(told.target.own[:1])
        if (f.doc_id, f.table, f.column, f.year, f.stage) == column
        and f.amount
        and _TOTAL.fullmatch(label_key(f.item) or "合计")
    ]
    return tree.joined or not totals or any(adds_up(rows, whole) for whole in totals)


def _in_order(rows: Sequence[Place], order: Order) -> list[Place]:
    """The rows of the order that is asked for; none where a tie leaves open which they are."""
    ordered = sorted(rows, key=_yuan, reverse=not order.least)
    first = order.nth - 1 if order.nth else 0
    shown = ordered[first : order.nth or order.top]
    around = [_yuan(p) for p in ordered[max(first - 1, 0) : (order.nth or order.top) + 1]]
    return shown if len(set(around)) == len(around) and len(shown) < len(ordered) else []


def _yuan(place: Place) -> Decimal:
    return place.fact.amount.yuan if place.fact.amount else Decimal(0)


def _listed(told: _Told, tree: ClassTree, rows: Sequence[Place]) -> Composed | None:
    facts = [place.fact for place in rows][:MOST_ROWS]
    write = writer(told.understood)
    numbers = [write.evidence(fact) for fact in facts]
    title = _title(told, tree)
    if told.asked.operation == "count":
        terms = [
            Term(f.value, f.unit or "", f.printed, n)
            for f, n in zip(facts, numbers, strict=True)
            if f.value is not None
        ]
        counted = compute("count", terms)
        if counted is None:
            return None
        write.kind = "computed"
        said = f"{told.who}{title}共 {len(terms)} 个{mark(*dict.fromkeys(numbers))}："
        write.say(said, [counted], core=True)
        write.derive(counted, title, "count", str(told.target.year or "") or None)
    else:
        table = f"（“{short_place(facts[0].citation)}”）"
        write.say(f"{told.who}{title}{'' if '“' in title else table}：")
    for fact, number in zip(facts, numbers, strict=True):
        name = _name(fact)
        write.say(f"{name}：{value_text(fact)}{mark(number)}", core=True)
        write.state(fact, label_key(name), number)
    own = told.understood.facts_of([told.target.own[0]])
    say_rows_elsewhere(write, facts, own)
    return write.done()


def _title(told: _Told, tree: ClassTree) -> str:
    kinds = {FUNCTIONAL: "功能分类", SPENDING: "经济分类", GOVERNMENT: "政府经济分类"}
    money = told.money.fund + "".join(sorted(told.money.aspects))
    if not told.head.name and tree.aspects > told.money.aspects:
        return f"“{short_place(tree.of.fact.citation)}”中的{kinds[tree.kind]}科目"
    if told.money.carried:
        return "上年结转资金安排的科目"
    if told.head.name:
        ordered = _said(told.asked.order) if told.asked.order else ""
        code = next(c for c in sorted(told.head.codes) if c in tree.rows)
        head = _name(tree.rows[code].fact)
        return f"{money}{'的' if money else ''}{head}下{ordered}{'' if ordered.endswith('个') else '的'}科目"
    return f"{money or ''}{'' if money.endswith('支出') else '支出'}的{kinds[tree.kind]}科目"


def _said(order: Order) -> str:
    way = "小" if order.least else "大"
    if order.nth:
        return f"金额第{DIGITS[order.nth]}大" if order.nth > 1 else "金额最大"
    return f"金额最{way}" if order.top == 1 else f"金额最{way}的{DIGITS[order.top]}个"


def _name(fact: Fact) -> str:
    return re.sub(r"\s+", "", fact.item)


# ── one row: its class, its code, its name ───────────────────────────────────────────────────


def _named(told: _Told, trees: Sequence[ClassTree]) -> Composed | None:
    """A line for every row that carries the name or the code."""
    write = writer(told.understood)
    said: set[str] = set()
    for tree in _of_kind(told, trees):
        for code in sorted(told.head.codes & tree.rows.keys()):
            if code not in said and _say_row(write, told, tree, code):
                said.add(code)
    return write.done() if said else None


def _of_kind(told: _Told, trees: Sequence[ClassTree]) -> list[ClassTree]:
    """The trees of the classification that is named; of 'economic' the unit's own before the government's."""
    kind, coded = told.asked.kind, [t for t in trees if t.of.fact.code]
    if not kind or told.asked.operation == "subject":
        return coded
    own = [tree for tree in coded if tree.kind == kind]
    return own or [t for t in coded if kind == SPENDING and t.kind == GOVERNMENT]


def _say_row(write: Writer, told: _Told, tree: ClassTree, code: str) -> bool:
    """One line; False where what is asked of the row is not printed in this table."""
    place, name = tree.rows[code], _name(tree.rows[code].fact)
    if told.asked.operation == "class":
        above = [tree.rows[code[:n]] for n in (3, 5) if n < len(code) and code[:n] in tree.rows]
        wanted = (
            [p for p in above if len(p.fact.code or "") == 3] if told.asked.level == "类" else above
        )
        if not wanted:
            return False
        path = "".join(f"{_name(p.fact)}（{_level(p.fact)}）" for p in above)
        marks = mark(*(_cite(write, told, p.fact) for p in (place, *above)))
        write.say(f"{told.who}“{name}”属于{path}{marks}。", core=True)
        return True
    number = _cite(write, told, place.fact, code=told.asked.operation == "code")
    if told.asked.operation == "code":
        write.say(f"{told.who}“{name}”的科目编码为 {code}{mark(number)}。", core=True)
    else:
        write.say(f"{told.who}科目编码 {code} 为“{name}”{mark(number)}。", core=True)
    return True


def _level(fact: Fact) -> str:
    return {3: "类", 5: "款"}[len(fact.code or "")]


def _cite(write: Writer, told: _Told, fact: Fact, *, code: bool = False) -> int:
    """The cell that prints the name of a row, or its code; the figure's cell where neither is found."""
    document = told.sources.document(fact.doc_id)
    labels = (*fact.row_path, fact.code or "", f"{fact.year}年")
    cell = _cell_of(document, fact, code=code)
    if cell is None:
        return write.evidence(fact)
    return write.cite(document.cite_cell(document.tables[fact.table or 0], cell), None, labels)


def _cell_of(document: Document, fact: Fact, *, code: bool) -> Cell | None:
    if fact.table is None or fact.row is None:
        return None
    table = document.tables[fact.table]
    cells = [c for at in range(table.columns) if (c := table.at(fact.row, at))]
    if code and (whole := next((c for c in cells if c.text.strip() == fact.code), None)):
        return whole
    key = label_key(fact.item)
    return next((c for c in cells if label_key(c.text) == key), None)
