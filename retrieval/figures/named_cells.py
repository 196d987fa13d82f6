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
from dataclasses import dataclass, replace

from ingest.document import Document, Table
from ingest.facts import Fact
from retrieval.figures.cell_columns import column_said, other_money, other_side
from retrieval.figures.cell_limits import (
    END_OF,
    TOTAL_ROWS,
    at_end,
    net_words,
    tables_with_start,
    without_carried,
)
from retrieval.figures.cell_lines import writer
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.found import Hit
from retrieval.figures.lookup import divides
from retrieval.figures.numbered_tables import TableSaid, table_said
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
from retrieval.understand.columns_asked import of_asked_end, of_budget
from retrieval.understand.places import BASES, Place, place_of
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import label_key, lexicon
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import figure_text, is_printed_number

__all__ = ["contrast_held", "named_cell_answer", "words_held"]

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
    dated = scope.date and not END_OF.search(scope.date)
    if query.asks(*_OTHER_FORMS) or dated or query.context or query.later or query.top:
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
    query, document = understood.query, sources.document(row.doc_id)
    facts = [f for f in understood.facts_of([row]) if _may_answer(f, query, target, row)]
    facts = of_budget(facts, query.text, target.account or query.scope.account)
    lost = {table.position for table in document.tables if _names_lost(table)}
    facts = [fact for fact in facts if fact.table not in lost]
    asked, facts = without_carried(asked, facts)
    if numbered := table_said(asked.text, document.tables):
        facts = [fact for fact in facts if fact.table in numbered.positions]
        asked = _without_number(asked, numbered)
    fits = list(_fits(query, document, facts, asked))
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


def _names_lost(table: Table) -> bool:
    """A conversion lost names of columns: no cell of the table is found by what stands over it."""
    return any("列名" in reason or "表头" in reason for reason in table.uncertain)


def _without_number(asked: AskedText, said: TableSaid) -> AskedText:
    """The question without the number of its table: only cells of that table are left to answer."""
    text = asked.text[: said.start] + "|" * (said.end - said.start) + asked.text[said.end :]
    tables = tuple(span for span in asked.tables if span[1] <= said.start or span[0] >= said.end)
    return replace(asked, text=text, tables=tables, numbered=True)


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
    if not of_asked_end(fact, query.text):
        return False
    heads, money = _HEADS.search(query.text), _MONEY.search(query.text)
    return not ((heads and fact.kind == "amount") or (money and fact.kind == "count"))


def _fits(
    query: Query, document: Document, facts: Sequence[Fact], asked: AskedText
) -> Iterator[_Fit]:
    codes = [item.code for item in query.items if item.code]
    dated = END_OF.search(query.scope.date or "")
    starts = tables_with_start(facts)
    valued = net_words(document.text)
    funds: dict[str, set[str]] = {}
    for place in map(place_of, facts):
        funds.setdefault(place.item, set()).add(place.base)
    for position, fact in enumerate(facts):
        place = place_of(fact)
        coded = bool(fact.code) and fact.code in codes
        if codes and not coded:
            continue
        item = spans_of(place.item, asked.text) if place.item else _total_row(fact, asked)
        if other_side(place.item, asked.text):
            continue
        if not item and not (coded and not place.on_column):
            continue
        column = column_said(place, asked.text)
        if column is None or (other_money(place, asked.text) and len(funds[place.item]) > 1):
            continue
        said, where = column
        spans = [*item, *where, *_coded(asked.text, fact.code if coded else None)]
        spans += [s for label in place.ancestors for s in title_spans(label, asked.text)]
        titled = title_spans(place.where, asked.text)
        if (
            not _table_named(asked, titled)
            or not at_end(place, query.scope.date, apart=fact.table in starts)
            or not words_held(query, asked.text, place)
        ):
            continue
        spans += titled
        beside = _beside(document, fact, asked, spans) if left_over(asked, spans) else []
        left = [word for word in left_over(asked, [*spans, *beside]) if word not in valued]
        if left or _not_one(asked, [*spans, *beside]):
            continue
        strong = bool(said or coded or asked.tables or asked.numbered or beside or dated)
        rank = _rank(place, query, asked, position)
        words = [
            asked.text[a:b]
            for a, b in beside
            if b - a > 3 and alike(asked.text[a:b]) not in alike(place.item)
        ]
        yield _Fit(place, rank, strong, said, words[0] if words else "")


def _total_row(fact: Fact, asked: AskedText) -> Sequence[Span]:
    """'GK01表的总计': the row of the total, where the table is named by its number or its title."""
    row = label_key(fact.row_path[-1]) if fact.row_path else ""
    named = (asked.numbered or asked.tables) and row in TOTAL_ROWS
    return [m.span() for m in re.finditer(row, asked.text)] if named else ()


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
    said = _labels(place, *besides)
    if not contrast_held(text, place, *besides):
        return False
    concepts = lexicon().concepts
    for item in query.items:
        known = {alike(lb) for key in item.concepts for lb in concepts[key].labels}
        named = divides(item) or (item.labels and not item.concepts and not item.code)
        known |= {alike(label) for label in item.labels}
        if named and alike(item.text) not in said and not any(lb in said for lb in known):
            return False
    return True


def contrast_held(text: str, place: Place, *besides: str) -> bool:
    """Words that tell columns apart ('项目支出', '年末') stand in the labels of the cell."""
    said = _labels(place, *besides)
    return all(word in said for word in _CONTRAST if word in text)


def _labels(place: Place, *besides: str) -> str:
    columns = map(label_key, place.fact.column_path)
    return alike("".join((*place.ancestors, *columns, place.item, place.where, *besides)))


_NUMERIC = re.compile(r"[\d.,%\s-]*")


def _beside(document: Document, fact: Fact, asked: AskedText, known: Sequence[Span]) -> list[Span]:
    """What the other cells of the row say: '部门集中采购', a code of goods."""
    table = next((t for t in document.tables if t.position == fact.table), None)
    if table is None or fact.row is None:
        return []
    cells = (table.at(fact.row, column) for column in range(table.columns))
    texts = {c.text for c in cells if c and not _NUMERIC.fullmatch(c.text) and len(c.text) < 40}
    said = {text: title_spans(text, asked.text) for text in texts}
    rest = uncovered(asked.text, known)
    return [span for text, spans in said.items() if _whole(text, rest) for span in spans]


def _whole(cell: str, text: str) -> bool:
    """Each thing that a cell lists is named: of one of them alone the row has no amount."""
    things = [thing for thing in _SEVERAL.split(cell) if thing]
    return len(things) < 2 or all(title_spans(thing, text) for thing in things)


_SEVERAL = re.compile(r"[及和与、,;；，]")


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
