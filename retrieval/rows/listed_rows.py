"""Rows of one table chosen by size: the largest few under a heading, all above or below an amount.

Takes an Understood, gives a Composed answer or None. The heading, the column and the table
that the question names must account for all its words, and the rows must add up to what the table prints
as their sum, so that none is missing. Knows nothing of single cells.

    '商品和服务支出里超过40万元的是哪几款'       ->  福利费, 其他交通费用, … each with its figure
    '人大事务支出中数额最高的三项'              ->  行政运行, 一般行政管理事务, 人大会议
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_columns import column_said, other_money
from retrieval.figures.cell_fits import words_held
from retrieval.figures.cell_lines import writer
from retrieval.figures.elsewhere import say_rows_elsewhere
from retrieval.rows.sized_projects import of_projects
from retrieval.scope.scope import Listed
from retrieval.understand.cell_words import AskedText, asked_text, left_over, spans_of, title_spans
from retrieval.understand.columns_asked import of_budget
from retrieval.understand.places import BASES, Place, place_of
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.size_asked import Size, size_asked
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed, short_place
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["listed_rows_answer"]

_TOTAL = re.compile(r".*(?:合\s*计|总\s*计|小\s*计)")
_FUNCTIONAL = re.compile(r"2\d{2}(?:\d{2}){0,2}")
_LENGTHS = {"类": (3, 3), "款": (5, 5), "项": (7, 5)}
"""Digits of a functional and of an economic code at a level."""
_NOT_ROWS = ("change", "rate", "share", "difference", "ratio", "completion", "reason", "definition", "count")  # fmt: skip
MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one column of one table, under a heading where one is named."""

    rows: tuple[Place, ...]
    head: str
    column: str
    rank: tuple[int, ...]


def listed_rows_answer(understood: Understood) -> Composed | None:
    """The rows asked for by their size, each cited; None where a word or a row is left over."""
    query = understood.query
    size = size_asked(query)
    targets = understood.own_targets
    if size is None or len(targets) != 1 or query.asks(*_NOT_ROWS) or query.context or query.later:
        return None
    asked = asked_text(replace(query, text=_said_plainly(size.rest)))
    row = targets[0].own[0]
    facts = [f for f in understood.facts_of([row]) if _is_row(f, query, targets[0].year, row)]
    facts = of_budget(facts, query.text, query.scope.account)
    plain = tuple(i for i in query.items if not _IN_BRACKETS.search(i.text))
    groups = sorted(
        _groups(replace(query, items=plain), asked, size, facts), key=lambda group: group.rank
    )
    if not groups:
        return None
    best = groups[0]
    if _of_one_fund(best, query.text):
        return None
    chosen = _chosen(best.rows, size)
    return _composed(understood, row, best, chosen, size) if chosen else None


_FUND = re.compile(r"一般公共预算|政府性基金|国有资本经营|财政拨款")


def _of_one_fund(group: _Group, text: str) -> bool:
    """'哪类支出最多' is not told by a table of one fund, where the question names none."""
    title = group.rows[0].where.rsplit(">", 1)[-1]
    return bool(_FUND.search(title)) and not _FUND.search(text) and bool(_BY_CLASS.search(text))


_BY_CLASS = re.compile(r"功能|(?:哪|几)(?:一|几)?[个项]?(?:大)?类")

_IN_OTHER_WORDS = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?=\([\u4e00-\u9fff]{4,}\))|发给(?:在职)?(?:干部)?(?:职工|员工|人员)的(?=工资)"
)


_IN_BRACKETS = re.compile(r"\([\u4e00-\u9fff]{4,}\)$")


def _said_plainly(text: str) -> str:
    """'公用开销(商品和服务支出)' names the one in brackets; what is paid as wages is paid to staff."""
    return _IN_OTHER_WORDS.sub(lambda m: "|" * len(m[0]), text)


def _is_row(fact: Fact, query: Query, year: int | None, row: Listed) -> bool:
    if fact.table is None or not fact.amount or fact.measure != "level" or not fact.row_path:
        return False
    if (fact.year or row.fiscal_year) != (year or row.fiscal_year):
        return False
    final = (row.kind or "").endswith("决算") and query.scope.account != "预算"
    return fact.stage in ("决算", None) if final else fact.stage not in ("决算", "执行数")


# ── groups ───────────────────────────────────────────────────────────────────────────────────


def _groups(query: Query, asked: AskedText, size: Size, facts: Sequence[Fact]) -> Iterator[_Group]:
    columns: dict[tuple[int | None, int | None], list[Place]] = {}
    for fact in facts:
        columns.setdefault((fact.table, fact.column), []).append(place_of(fact))
    for position, places in enumerate(columns.values()):
        first = next((p for p in places if not p.on_column and p.item), None)
        if first and of_projects(query.text) and not _OF_PROJECTS.search(first.where):
            continue
        column = column_said(first, asked.text) if first else None
        if first is None or column is None or other_money(first, asked.text):
            continue
        for head, rows, whole in _under(asked, size, places):
            spans = [*column[1], *title_spans(first.where, asked.text)]
            spans += spans_of(head, asked.text) if head else ()
            if left_over(asked, spans) or not words_held(query, asked.text, first, head):
                continue
            if not head and not _about(asked.text, first, size, column[0]):
                continue
            if len(rows) > 1 and _adds_up(rows, whole):
                rank = _rank(first, asked, position, head=bool(head))
                yield _Group(tuple(rows), head, column[0], rank)


_OF_PROJECTS = re.compile(r"项目|专项|任务")
"""Titles of tables that print projects: rows of other tables are none."""
_MATTERS = re.compile(r"采购|绩效|转移支付|基本建设|政府投资|资产|购买服务|项目")
_PLAIN = re.compile(r"支出|收入|预算|决算|总|明细|情况|表")


def _about(text: str, place: Place, size: Size, column: str) -> bool:
    """Whether a table without a heading in the question is what is asked about."""
    title = place.where.rsplit(">", 1)[-1]
    matters = set(_MATTERS.findall(text.replace("项目支出", ""))) - (
        {"项目"} if place.special else set()
    )
    if matters:
        return all(word in title for word in matters)
    return bool(column or size.level) or any(
        _PLAIN.sub("", text[start:end]) for start, end in title_spans(title, text)
    )


def _under(
    asked: AskedText, size: Size, places: Sequence[Place]
) -> Iterator[tuple[str, list[Place], Place | None]]:
    """The rows under each heading that is named, or of the whole table, with the row of their sum."""
    total = next((p for p in places if _TOTAL.fullmatch(label_key(p.fact.item))), None)
    coded = [p for p in places if p.fact.code and p.fact.code.isdigit()]
    heads = [p for p in places if p.item and not p.on_column and spans_of(p.item, asked.text)]
    for head in heads:
        rows = _deeper(head, places, size.level)
        if rows:
            yield head.item, rows, head
    if heads:
        return
    outer = {key for p in places for key in map(label_key, p.fact.row_path[:-1])}
    for name in (key for key in outer if key and spans_of(key, asked.text)):
        inside = [p for p in places if name in map(label_key, p.fact.row_path[:-1])]
        yield name, _leaves(inside), None
        return
    if coded and size.level:
        yield "", _of_level(coded, size.level), total
    elif not coded:
        yield "", _leaves([p for p in places if p is not total]), total


def _deeper(head: Place, places: Sequence[Place], level: str) -> list[Place]:
    """Rows one level below a heading, or of the level that is named."""
    code = head.fact.code or ""
    if code:
        below = [p for p in places if (p.fact.code or "").startswith(code) and p.fact.code != code]
    else:
        below = [p for p in places if head.item in map(label_key, p.fact.row_path[:-1])]
    lengths = sorted({len(p.fact.code or "") for p in below})
    if not lengths:
        return []
    wanted = next((n for n in _LENGTHS.get(level, ()) if n in lengths), lengths[0])
    return [p for p in below if len(p.fact.code or "") == wanted]


def _of_level(places: Sequence[Place], level: str) -> list[Place]:
    """Rows of a level of the functional classes, or of the economic ones where there are no others."""
    functional, economic = _LENGTHS[level]
    rows = [p for p in places if _FUNCTIONAL.fullmatch(p.fact.code or "")]
    if rows:
        return [p for p in rows if len(p.fact.code or "") == functional]
    return [p for p in places if len(p.fact.code or "") == economic]


def _leaves(places: Sequence[Place]) -> list[Place]:
    """Rows that are no heading of others and no sum."""
    paths = {p.fact.row_path[:n] for p in places for n in range(1, len(p.fact.row_path))}
    kept = [p for p in places if p.fact.row_path not in paths]
    return [p for p in kept if not _TOTAL.fullmatch(label_key(p.fact.item))]


def _adds_up(rows: Sequence[Place], whole: Place | None) -> bool:
    """The rows make up the printed sum, within what rounding each of them may take away."""
    if whole is None or whole.fact.amount is None:
        return False
    amounts = [p.fact.amount for p in rows if p.fact.amount]
    added = sum((a.yuan for a in amounts), Decimal(0))
    slack = whole.fact.amount.place_yuan * (len(rows) + 1) / 2
    return abs(added - whole.fact.amount.yuan) <= slack


def _rank(place: Place, asked: AskedText, position: int, *, head: bool) -> tuple[int, ...]:
    titled = title_spans(place.where.rsplit(">", 1)[-1], asked.text, 3) if asked.tables else ()
    exact = -sum(end - start for start, end in titled)
    scope = {"部门": 0, "本级": 1, "所属单位": 2}[place.fact.scope]
    income = 1 if place.fact.side == "收入" and "收入" not in asked.text else 0
    base = BASES.index(place.base) if place.base in BASES else 0
    part = 1 if place.table_aspect and place.table_aspect not in asked.text else 0
    return (0 if head else 1, scope, part, exact, income, base, position)


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _chosen(rows: Sequence[Place], size: Size) -> list[Place]:
    """Those above or below the amount, or the first few by size; none where a tie leaves it open."""
    ordered = sorted(rows, key=_yuan, reverse=not size.least)
    if size.amount is not None:
        kept = [p for p in ordered if size.holds(_yuan(p))]
        return kept if len(kept) <= MOST_ROWS else []
    shown = ordered[: size.top]
    beyond = ordered[size.top : size.top + 1]
    tied = bool(shown and beyond) and _yuan(shown[-1]) == _yuan(beyond[0])
    return [] if tied else shown


def _yuan(place: Place) -> Decimal:
    return place.fact.amount.yuan if place.fact.amount else Decimal(0)


def _composed(
    understood: Understood, row: Listed, group: _Group, chosen: Sequence[Place], size: Size
) -> Composed:
    write = writer(understood)
    fact = chosen[0].fact
    head = f"{group.head}中" if group.head else ""
    column = f"按{label_key(group.column)}" if group.column else ""
    table = short_place(fact.citation)
    numbers = [write.evidence(place.fact) for place in chosen]
    lead = f"{period(fact.year)}{row.unit_name or ''}{head}{column}{size.said}的如下（“{table}”）："
    write.say(lead)
    for place, number in zip(chosen, numbers, strict=True):
        name = _name(place)
        write.say(f"{name}：{value_text(place.fact)}{mark(number)}", core=True)
        write.state(place.fact, name, number)
    say_rows_elsewhere(write, [p.fact for p in chosen], understood.facts_of([row]))
    return write.done()


def _name(place: Place) -> str:
    """The row by its name; where rows have no codes, with the row above it."""
    path = [re.sub(r"\s+", "", label) for label in place.fact.row_path]
    return path[-1] if place.fact.code and folded(place.fact.code).isdigit() else " > ".join(path)
