"""Projects of a table by their size or their number: those above an amount, the first two, all seven.

Takes an Understood and Sources, gives a Composed answer or None. The rows make up the printed total of
their table; title, heads and column must account for every word of the question. Knows no goals.

    '200万元以上的一般公共预算项目有哪些'     ->  rows of that column, from 200 万元 on
    '七个一级项目都叫什么，各多少'           ->  the table that has seven such rows
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ingest.document import Document, Table
from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.rows.classed_rows import NamedRow, project_rows
from retrieval.scope.scope import Listed
from retrieval.understand.cell_words import asked_text, left_over, title_spans
from retrieval.understand.columns_asked import of_one_stage
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.size_asked import Size, size_asked
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["of_projects", "sized_projects_answer"]

_PROJECTS = re.compile(r"项目(?!支出|编|代码)|项目支出(?:里|中)的?项目")
_OTHERS = re.compile(r"采购|购买服务|政府购买|科目|绩效|目标|采购项目")
_ALL_OF = re.compile(
    r"(?:都|分别|各自?)(?:叫|是)(?:什么|啥|哪些)?|(?:名称|名字)[和与及、]?(?:各|金额)|各(?:自|项)?(?:是|有|为|安排)?(?:了)?多少(?:万?元|钱)?|分别(?:是|为)?多少"
)
_COUNT = re.compile(
    r"(?<![前第])(?P<n>[一二两三四五六七八九十]|\d{1,2})个(?=[\u4e00-\u9fff]{0,6}项目)"
)
_WITH_FUND = re.compile(r"[(,]?(?:含|包括|包含|连同?)(?:政府性)?基金(?:预算)?(?:的|在内)?[)]?")
_FUND = re.compile(r"一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|财政专户|单位资金")
_SAYING = re.compile(
    r"实际(?:支出|花费|开支|使用|执行)|(?:支出)?决算数?|执行数|(?:全年|年初|调整)预算数?|都?叫(?:什么|啥)?|名字|名称|都|分别|哪些|几个|花费?|钱|用|安排|最|各|项目"
)
_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_NOT = ("change", "rate", "share", "difference", "ratio", "completion", "reason", "definition", "sum", "purpose")  # fmt: skip
MOST_ROWS = 30


class _Chosen(NamedTuple):
    table: Table
    rows: tuple[NamedRow, ...]
    money: str


def of_projects(text: str) -> bool:
    """Whether rows of projects are asked for, and no other rows."""
    return _PROJECTS.search(text) is not None and not _OTHERS.search(text)


def sized_projects_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The projects asked for, each with its amount; None where a word or a row is left over."""
    query = understood.query
    targets = understood.own_targets
    if len(targets) != 1 or query.asks(*_NOT) or not of_projects(query.text) or query.later:
        return None
    size = size_asked(query)
    if (size is None or size.level) and not _ALL_OF.search(query.text):
        return None
    count = _count(query.text)
    size = None if count else size
    account = targets[0].account or query.scope.account
    for row in targets[0].own:
        if account and not (row.kind or "").endswith(account):
            continue
        facts = [f for f in understood.facts_of([row]) if f.year in (targets[0].year, None)]
        final = row.doc_id in understood.final_accounts
        facts = of_one_stage(facts, query.text, account, final=final)
        found = list(_fitting(sources.document(row.doc_id), facts, query, size))
        found = [c for c in found if count is None or len(c.rows) == count]
        if found:
            best = min(found, key=lambda c: (_narrow(c, query.text), -len(c.rows)))
            return _composed(understood, row, best, size)
    return None


def _count(text: str) -> int | None:
    """'七个一级项目': so many rows the table must have; not '最多的两个'."""
    match = _COUNT.search(text)
    if match is None or not _ALL_OF.search(text) or re.search(r"最|前", text):
        return None
    return _DIGITS.get(match["n"]) or int(match["n"])


def _fitting(
    document: Document, facts: Sequence[Fact], query: Query, size: Size | None
) -> Iterator[_Chosen]:
    text = _WITH_FUND.sub(lambda m: "|" * len(m[0]), size.rest if size else query.text)
    for words in (*(() if size else (_COUNT,)), _ALL_OF, _SAYING):
        text = words.sub(lambda m: "|" * len(m[0]), text)
    asked = asked_text(replace(query, text=text))
    money = _FUND.search(text)
    for table, rows in project_rows(document, facts):
        title = folded(table.title)
        kept = list(rows)
        said = ""
        if money and money[0] not in title:
            kept = _of_money(rows, facts, money[0])
            said = money[0]
        heads = "".join(folded(part) for path in table.column_paths for part in path)
        spans = [*title_spans(title, asked.text), *title_spans(heads, asked.text)]
        if kept and not left_over(asked, spans):
            yield _Chosen(table, tuple(kept), said)


def _of_money(rows: Sequence[NamedRow], facts: Sequence[Fact], money: str) -> list[NamedRow]:
    """The rows with what their column of one fund prints; none where there is no such column."""
    table = rows[0].fact.table
    columns: dict[int, list[Fact]] = {}
    for fact in facts:
        named = any(label_key(money) in label_key(label) for label in fact.column_path)
        if fact.table == table and named and fact.column is not None and fact.kind == "amount":
            columns.setdefault(fact.column, []).append(fact)
    if not columns:
        return []
    by_row = {fact.row: fact for fact in columns[min(columns)] if fact.value}
    return [replace(row, fact=by_row[row.fact.row]) for row in rows if row.fact.row in by_row]


def _narrow(chosen: _Chosen, text: str) -> bool:
    """A table of one fund only, where the question names none."""
    fund = _FUND.search(folded(chosen.table.title))
    return fund is not None and fund[0] not in text


def _wanted(rows: Sequence[NamedRow], size: Size | None) -> list[NamedRow]:
    """The rows of the size that is asked for; none where a tie leaves open which."""
    if size is None:
        return list(rows)
    ordered = sorted(rows, key=_yuan, reverse=not size.least)
    if size.amount is not None:
        return [row for row in ordered if size.holds(_yuan(row))]
    shown, beyond = ordered[: size.top], ordered[size.top : size.top + 1]
    tied = bool(shown and beyond) and _yuan(shown[-1]) == _yuan(beyond[0])
    return [] if tied else shown


def _yuan(row: NamedRow) -> Decimal:
    return row.fact.amount.yuan if row.fact.amount else Decimal(0)


def _composed(
    understood: Understood, row: Listed, chosen: _Chosen, size: Size | None
) -> Composed | None:
    rows = _wanted(chosen.rows, size)
    if not rows or len(rows) > MOST_ROWS:
        return None
    write = writer(understood)
    said = f"{size.said}的" if size else ""
    money = f"{chosen.money}安排的" if chosen.money else ""
    table = re.sub(r"\s+", "", chosen.table.title)
    numbers = [write.evidence(one.fact) for one in rows]
    write.say(f"{period(row.fiscal_year)}{row.unit_name or ''}{money}{said}项目如下（“{table}”）：")
    for one, number in zip(rows, numbers, strict=True):
        write.say(f"{one.name}：{value_text(one.fact)}{mark(number)}", core=True)
        write.state(one.fact, label_key(one.name), number)
    return write.done()
