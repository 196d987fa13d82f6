"""The one cell whose row, column, table and codes account for every word of a question.

Takes an Understood and Sources, gives a Composed answer or None. The innermost row (or column) must be
named; a column that says something must be named; what the question says besides must stand in the
title, an outer label or another cell of the row. Where cells that fit differ, there is no answer.

    '工会经费有多少是从项目支出里出的'      ->  表八 | 商品和服务支出 > 工会经费 | 项目支出 | 0.67
    '目录序号C0203对应的金额'              ->  采购表 | C0203 数据处理服务 | 总计 | 150.00
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Table
from ingest.facts import Fact
from retrieval.figures.cell_columns import moves
from retrieval.figures.cell_fits import Fit, Looked, fits
from retrieval.figures.cell_limits import END_OF, without_carried
from retrieval.figures.cell_lines import writer
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.found import Hit
from retrieval.figures.numbered_tables import TableSaid, table_said
from retrieval.printed.agreement import agree
from retrieval.scope.scope import Listed
from retrieval.understand.cell_words import AskedText, asked_text
from retrieval.understand.columns_asked import of_asked_end, of_budget
from retrieval.understand.places import unit_below
from retrieval.understand.question import Query
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import figure_text, is_printed_number

__all__ = ["named_cell_answer"]

_OTHER_FORMS = (
    "ratio", "compare", "largest", "smallest", "rank", "reason", "definition", "purpose", "contradiction", "each",
)  # fmt: skip
_MOVED = ("change", "rate", "share", "difference", "completion")
"""What a column may say under its own name: 增减额, 占比, 完成率."""


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
    if query.asks(*_OTHER_FORMS) or dated or query.context or query.later or (query.top or 0) > 1:
        return False
    return query.text == (query.asked or query.text)


def _target(understood: Understood) -> Target | None:
    targets = understood.targets
    return targets[0] if len(targets) == 1 and targets[0].documents else None


# ── which cells ──────────────────────────────────────────────────────────────────────────────


def _found(
    understood: Understood, sources: Sources, target: Target, row: Listed, asked: AskedText
) -> tuple[Fit, list[Fit]] | None:
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
    printed = understood.facts_of([row])
    found = list(fits(Looked(query, document, asked, printed, row.unit_name or ""), facts))
    if not found or (asked.stated and not _states(asked, found, printed)):
        return None
    first = min(fit.rank for fit in found)
    best = [fit for fit in found if fit.rank[:-1] == first[:-1]]
    best.sort(key=lambda fit: fit.rank)
    if any(not agree(best[0].place.fact, fit.place.fact) for fit in best):
        return None
    return best[0], [
        f for f in found if f is not best[0] and agree(f.place.fact, best[0].place.fact)
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
    if fact.table is None or fact.value is None or fact.measure == "target":
        return False
    if not is_printed_number(fact) or (query.asks(*_MOVED) and not moves(fact)):
        return False
    if target.year is not None and (fact.year or row.fiscal_year) != target.year:
        return False
    account = target.account or query.scope.account
    if account == "决算" and fact.stage not in ("决算", "执行数", None):
        return False
    if account in ("预算", "年初预算", "调整预算") and fact.stage in ("决算", "执行数"):
        return False
    if account == "执行数" and fact.stage in ("年初预算", "调整预算"):
        return False
    return of_asked_end(fact, query.text)


def _states(asked: AskedText, found: Sequence[Fit], facts: Sequence[Fact]) -> bool:
    """The amounts that the asker says himself stand in the row of a cell that fits."""
    rows = {(fit.place.fact.table, fit.place.fact.row) for fit in found}
    beside = [f for f in facts if (f.table, f.row) in rows and f.amount]
    return all(
        any(_digits(f.printed) == _digits(number) for f in beside) for number, _ in asked.stated
    )


def _digits(text: str) -> str:
    return re.sub(r"\.0+$", "", re.sub(r"[^\d.]", "", text))


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(understood: Understood, row: Listed, best: Fit, same: Sequence[Fit]) -> Composed:
    fact = best.place.fact
    write = writer(understood)
    number = write.evidence(fact)
    title = _title(best)
    who = re.sub(r"\s+", "", unit_below(fact)) or row.unit_name or ""
    write.say(figure_text(who, title, fact, number), core=True)
    write.state(fact, title, number)
    say_elsewhere(write, [Hit(best.place, tuple(fit.place for fit in same))])
    return write.done()


def _title(best: Fit) -> str:
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
