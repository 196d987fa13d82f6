"""The one cell whose row, column, table and codes account for every word of a question.

Takes an Understood and Sources, gives a Composed answer or None. The innermost row (or column) must be
named; a column that says something must be named; what the question says besides must stand in the
title, an outer label or another cell of the row. Where cells that fit differ, there is no answer.

    '工会经费有多少是从项目支出里出的'      ->  表八 | 商品和服务支出 > 工会经费 | 项目支出 | 0.67
    '目录序号C0203对应的金额'              ->  采购表 | C0203 数据处理服务 | 总计 | 150.00
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.found import Hit
from retrieval.figures.lookup import divides
from retrieval.printed.agreement import agree
from retrieval.scope.scope import Listed
from retrieval.understand.cell_words import (
    AskedText,
    Span,
    alike,
    asked_text,
    left_over,
    spans_of,
    title_spans,
    uncovered,
)
from retrieval.understand.places import BASES, Place, is_neutral, place_of
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import label_key, lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import figure_text, is_printed_number

__all__ = ["column_said", "named_cell_answer", "other_money", "words_held"]

_OTHER_FORMS = (
    "change", "rate", "share", "difference", "ratio", "completion", "compare", "largest", "smallest",
    "rank", "reason", "definition", "purpose", "contradiction", "each",
)  # fmt: skip
_NOT_ONE = re.compile(
    r"增|减|降|升|涨|跌|比|占|差|变|率|倍|平均|人均|每|最|超|以[上下]|不|没|否|谁|哪[些几个]|为[什何啥]|原因|怎|分别"
    r"|各(?!项)|加起来|之和|合起来|除|和|与|及|、|跟|还|前[一二三四五六七八九十]|第[一二三四五]|几[项个种类家条]|依据|标准|什么|啥|用途|干"
)
_CONTRAST = (
    "年初", "年末", "期初", "期末", "上年", "结转", "结余", "单价", "数量", "小计", "调整", "执行数", "财政拨款",
    "本年", "当年", "基本支出", "项目支出", "人员经费", "公用经费", "收入", "一般公共", "基金", "国有资本", "专户",
)  # fmt: skip
"""Words that are small elsewhere and tell two columns apart."""
_HEADS = re.compile(r"(?:多少|几)(?:个人|人|名|辆|台|部|位|套|件|平方米|次|期|单|家)")
_MONEY = re.compile(r"钱|[万亿]?元|几万|多少万|资金|经费|金额")


@dataclass(frozen=True, slots=True)
class _Fit:
    """A cell that accounts for the question: how well, and what of it was named."""

    place: Place
    rank: tuple[int, ...]
    strong: bool
    column: str
    beside: str


def named_cell_answer(
    understood: Understood, sources: Sources, *, strong: bool = False
) -> Composed | None:
    """The cell as an answer; `strong`: only where its column, code or table is named as well."""
    query = understood.query
    target = _target(understood)
    if target is None or not _asks_one(query):
        return None
    asked = asked_text(query)
    for rows in (target.own, target.documents[len(target.own) :]):
        found = [
            (row, hit) for row in rows if (hit := _found(understood, sources, target, row, asked))
        ]
        if not found:
            continue
        row, (best, same) = found[0]
        if any(not agree(best.place.fact, other.place.fact) for _, (other, _) in found[1:]):
            return None
        return _composed(understood, row, best, same) if best.strong or not strong else None
    return None


def _asks_one(query: Query) -> bool:
    scope = query.scope
    if query.asks(*_OTHER_FORMS) or scope.date or query.context or query.later or query.top:
        return False
    return query.text == (query.asked or query.text)


def _target(understood: Understood) -> Target | None:
    targets = understood.targets
    return targets[0] if len(targets) == 1 and targets[0].documents else None


# ── which cells ──────────────────────────────────────────────────────────────────────────────


def _found(
    understood: Understood, sources: Sources, target: Target, row: Listed, asked: AskedText
) -> tuple[_Fit, list[_Fit]] | None:
    """The best cell of a document and the others that print the same; None where cells differ."""
    query = understood.query
    facts = [f for f in understood.facts_of([row]) if _may_answer(f, query, target, row)]
    fits = list(_fits(query, sources.document(row.doc_id), facts, asked))
    if not fits or (asked.stated and not _states(asked, fits, understood.facts_of([row]))):
        return None
    first = min(fit.rank for fit in fits)
    best = [fit for fit in fits if fit.rank[:-1] == first[:-1]]
    best.sort(key=lambda fit: fit.rank)
    if any(not agree(best[0].place.fact, fit.place.fact) for fit in best):
        return None
    return best[0], [
        f for f in fits if f is not best[0] and agree(f.place.fact, best[0].place.fact)
    ]


def _may_answer(fact: Fact, query: Query, target: Target, row: Listed) -> bool:
    if fact.table is None or fact.value is None or fact.measure != "level":
        return False
    if fact.kind == "percent" or not is_printed_number(fact):
        return False
    if target.year is not None and (fact.year or row.fiscal_year) != target.year:
        return False
    account = target.account or query.scope.account
    if account == "决算" and fact.stage not in ("决算", "执行数", None):
        return False
    if account == "预算" and fact.stage in ("决算", "执行数"):
        return False
    heads, money = _HEADS.search(query.text), _MONEY.search(query.text)
    return not ((heads and fact.kind == "amount") or (money and fact.kind == "count"))


def _fits(
    query: Query, document: Document, facts: Sequence[Fact], asked: AskedText
) -> Iterator[_Fit]:
    codes = [item.code for item in query.items if item.code]
    for position, fact in enumerate(facts):
        place = place_of(fact)
        coded = bool(fact.code) and fact.code in codes
        if codes and not coded:
            continue
        item = spans_of(place.item, asked.text) if place.item else []
        if not item and not (coded and not place.on_column):
            continue
        column = column_said(place, asked.text)
        if column is None or other_money(place, asked.text):
            continue
        said, where = column
        spans = [*item, *where, *_coded(asked.text, fact.code if coded else None)]
        spans += [s for label in place.ancestors for s in title_spans(label, asked.text)]
        titled = title_spans(place.where, asked.text)
        if not _table_named(asked, titled) or not words_held(query, asked.text, place):
            continue
        spans += titled
        beside = _beside(document, fact, asked) if left_over(asked, spans) else []
        if left_over(asked, [*spans, *beside]) or _not_one(asked, [*spans, *beside]):
            continue
        strong = bool(said or coded or asked.tables or beside)
        rank = _rank(place, query, asked, position)
        words = [
            asked.text[a:b] for a, b in beside if b - a > 3 and asked.text[a:b] not in place.item
        ]
        yield _Fit(place, rank, strong, said, words[0] if words else "")


def column_said(place: Place, text: str) -> tuple[str, list[Span]] | None:
    """The column that the question names and where; None where a column says what it does not."""
    spans: list[Span] = []
    named = ""
    labels = place.fact.column_path
    for label in labels:
        key = label_key(label)
        if key == place.item and place.on_column:
            continue
        found = spans_of(label, text) or _part(key, text)
        if found:
            spans += found
            named = named if is_neutral(key) and named else label
        elif key in _COUNTED or not (is_neutral(key) or place.on_column or key in place.where):
            return None
    if place.odd == "其中" and not named:
        return None
    return ("" if is_neutral(label_key(named)) else named), spans


_COUNTED = frozenset({"数量", "单价", "计量单位"})
"""Columns that are neutral beside money and are no money themselves."""


def _part(key: str, text: str) -> Sequence[Span]:
    """'2019年一般公共预算项目支出' named by '项目支出': what is left of it says nothing more."""
    spans = title_spans(key, text)
    rest = key
    for start, end in sorted(spans, key=lambda s: s[0] - s[1]):
        rest = rest.replace(text[start:end], "")
    return spans if spans and is_neutral(rest or "合计") else ()


_FUNDS = {
    "政府性基金预算": "基金",
    "国有资本经营预算": "国有资本",
    "财政专户": "专户",
    "单位资金": "单位资金",
}


def other_money(place: Place, text: str) -> bool:
    """Whether it is money of a fund other than the general one that the question does not name."""
    word = _FUNDS.get(place.base)
    return word is not None and word not in text


def _coded(text: str, code: str | None) -> list[Span]:
    if not code:
        return []
    at = text.find(code.lower())
    return [(at, at + len(code))] if at >= 0 else []


def _table_named(asked: AskedText, titled: Sequence[Span]) -> bool:
    """What stands before 表 is the title of this table, all of it."""
    for start, end in asked.tables:
        covered = {at for a, b in titled for at in range(a, b)}
        words = left_over(
            AskedText(asked.text[start:end], (), ()),
            [(at - start, at - start + 1) for at in covered if start <= at < end],
        )
        sides = [
            w
            for w in ("收入", "支出", "决算", "基本支出", "项目支出")
            if w in asked.text[start:end]
        ]
        held = all(
            any(
                a <= asked.text.find(w, start) and asked.text.find(w, start) + len(w) <= b
                for a, b in titled
            )
            for w in sides
        )
        if words or not held:
            return False
    return True


def words_held(query: Query, text: str, place: Place, *besides: str) -> bool:
    """Words that tell columns apart, and money by its name, are held by the labels as they are."""
    columns = map(label_key, place.fact.column_path)
    said = alike("".join((*place.ancestors, *columns, place.item, place.where, *besides)))
    if not all(word in said for word in _CONTRAST if word in text):
        return False
    concepts = lexicon().concepts
    for item in query.items:
        known = {alike(lb) for key in item.concepts for lb in concepts[key].labels}
        named = divides(item) or (item.labels and not item.concepts and not item.code)
        known |= {alike(label) for label in item.labels}
        if named and alike(item.text) not in said and not any(lb in said for lb in known):
            return False
    return True


_NUMERIC = re.compile(r"[\d.,%\s-]*")


def _beside(document: Document, fact: Fact, asked: AskedText) -> list[Span]:
    """What the other cells of the row say: '部门集中采购', a code of goods."""
    table = next((t for t in document.tables if t.position == fact.table), None)
    if table is None or fact.row is None:
        return []
    cells = (table.at(fact.row, column) for column in range(table.columns))
    texts = {c.text for c in cells if c and not _NUMERIC.fullmatch(c.text) and len(c.text) < 40}
    return [span for text in texts for span in title_spans(text, asked.text)]


def _not_one(asked: AskedText, spans: Sequence[Span]) -> bool:
    return _NOT_ONE.search(uncovered(asked.text, spans)) is not None


def _states(asked: AskedText, fits: Sequence[_Fit], facts: Sequence[Fact]) -> bool:
    """The amounts that the asker says himself stand in the row of a cell that fits."""
    rows = {(fit.place.fact.table, fit.place.fact.row) for fit in fits}
    beside = [f for f in facts if (f.table, f.row) in rows and f.amount]
    return all(
        any(_digits(f.printed) == _digits(number) for f in beside) for number, _ in asked.stated
    )


def _digits(text: str) -> str:
    return re.sub(r"\.0+$", "", re.sub(r"[^\d.]", "", text))


def _rank(place: Place, query: Query, asked: AskedText, position: int) -> tuple[int, ...]:
    """Smaller is better; cells that are alike in all but the last part must agree."""
    fact = place.fact
    own = query.scope.own == "本级"
    scope = {"部门": 1 if own else 0, "本级": 0 if own else 1, "所属单位": 2}[fact.scope]
    stage = {"决算": 0, "年初预算": 1, "调整预算": 2, "执行数": 2, None: 1}[fact.stage]
    exact = (
        -sum(b - a for a, b in title_spans(place.where.rsplit(">", 1)[-1], asked.text, 3))
        if asked.tables
        else 0
    )
    income = 1 if fact.side == "收入" and "收入" not in asked.text else 0
    unsaid = 1 if place.special and place.special not in asked.text else 0
    base = BASES.index(place.base) if place.base in BASES else 0
    return (scope, stage, exact, unsaid, income, base, position)


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(understood: Understood, row: Listed, best: _Fit, same: Sequence[_Fit]) -> Composed:
    fact = best.place.fact
    write = writer(understood)
    number = write.evidence(fact)
    title = _title(best)
    write.say(figure_text(row.unit_name or "", title, fact, number), core=True)
    write.state(fact, title, number)
    say_elsewhere(write, [Hit(best.place, tuple(fit.place for fit in same))])
    return write.done()


def _title(best: _Fit) -> str:
    """What was found by its labels: outer row, row, column, and what its row says beside."""
    place, fact = best.place, best.place.fact
    rows = [re.sub(r"\s+", "", label) for label in fact.row_path]
    name = place.item
    if not place.on_column and rows:
        at = next((i for i, label in enumerate(rows) if label_key(label) == place.item), -1)
        name = rows[at]
    column = label_key(best.column)
    if place.on_column:
        inner = fact.column_path[-1] if fact.column_path else ""
        column = label_key(inner) if label_key(inner) != place.item else ""
    title = f"{name}的{column}" if column and column not in name else name
    return f"{title}（{best.beside}）" if best.beside else title
