"""Rules about projects across tables and prose: one project has one amount, parts are within the whole.

Each function takes a Context and gives Outcomes; nothing at all means that the tables or sentences are
not there. They are named in rules.yaml. A list that need not be complete is only held to be a part.

    表十三 lists 2060501 办公设备购置 22 and 其他一般管理事务 151, 支出总表 2060501 项目支出 200  -> ties (a part)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.checks.between import cell_of
from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, agree, sum_up
from extract.checks.within import cell_term
from extract.items import MONEY, money_in
from extract.kinds import Sheet
from extract.labels import fold
from extract.ledger import Column
from extract.projects import class_rows, project_row_names
from ingest.figures.sentences import Flat

__all__ = [
    "goals_within_items",
    "one_project_one_amount",
    "projects_in_text",
    "tasks_of_projects",
]


def _part_of(whole: Term, parts: Sequence[Term], group: str) -> Outcome:
    """Σ parts ≤ whole, within the tolerance of the sum."""
    outcome = sum_up(whole, parts, group=group)
    added = sum((part.yuan for part in parts), Decimal(0))
    if outcome.status == "broken" and added <= whole.yuan:
        return replace(outcome, status="ties")
    return outcome


def goals_within_items(context: Context) -> Iterator[Outcome]:
    """Projects with targets, by code: at most the 项目支出 of that code, and of the whole."""
    functional = context.first("functional", "all")
    if functional is None or functional.ledger.column("project") is None:
        return
    rows = {row.code: row for row in functional.ledger.coded if row.whole}
    for sheet in [*context.of_kind("performance"), *context.of_kind("projects")]:
        column = sheet.ledger.column("total")
        by_code: dict[str, list[Term]] = defaultdict(list)
        heads = class_rows(sheet.ledger)
        for row in sheet.ledger.coded if column else ():
            if row.index in heads:
                continue
            term = cell_term(sheet, row, column) if column else None
            if term and term.yuan and row.code and not row.of_which:
                by_code[row.code].append(term)
        if any(a != b and b.startswith(a) for a in by_code for b in by_code):
            continue
        for code, terms in by_code.items():
            whole = cell_of(functional, rows.get(code), "project")
            if whole and len({term.label for term in terms}) == len(terms):
                yield _part_of(whole, terms, sheet.ledger.place)


def _amounts(sheet: Sheet) -> dict[str, Term]:
    """The project names of a table with their amount; names that stand twice are left out."""
    column = _year_column(sheet)
    if column is None:
        return {}
    named = [(fold(name), row) for row, name in project_row_names(sheet.ledger)]
    if not named:
        rows = [r for r in sheet.ledger.rows if not (r.total or r.unit or r.of_which)]
        named = [(fold(row.label), row) for row in rows]
    once = Counter(name for name, _ in named)
    return {
        name: term
        for name, row in named
        if once[name] == 1 and len(name) > 3 and (term := cell_term(sheet, row, column))
    }


def _year_column(sheet: Sheet) -> Column | None:
    """The amount of this year; a whole over several years is another figure."""
    column = sheet.ledger.column("total")
    head = fold(">".join(column.path)) if column else ""
    of_years = re.search(
        r"总投资|中期|周期|累计|三年|(?<!年度资金)(?<!年度预算)(?<!年度)总额", head
    )
    if column is None or of_years:
        return None
    return column


def one_project_one_amount(context: Context) -> Iterator[Outcome]:
    """A project in the table of projects and in a table of targets has the same amount in both.

    A table of one fund gives only what that fund pays: it is compared with tables of the same fund.
    """
    tables = [*context.of_kind("projects"), *context.of_kind("performance")]
    known: dict[tuple[str, str], tuple[int, Term]] = {}
    for sheet in tables:
        table = sheet.ledger.table.position
        for name, term in _amounts(sheet).items():
            before = known.setdefault((sheet.fund, name), (table, term))
            if before[0] != table and term.yuan and before[1].yuan:
                yield agree(before[1], term, group="项目")


_FIRST = re.compile(r"一级项目|项目类别|支出项目类别")
_SECOND = re.compile(r"二级项目|任务名称|具体任务|子项目|活动名称")


def tasks_of_projects(context: Context) -> Iterator[Outcome]:
    """Tasks grouped under the 一级项目 printed beside them = that project in the table of projects."""
    projects: dict[str, Term] = {}
    for sheet in context.of_kind("projects"):
        if not any(_SECOND.search(fold(">".join(path))) for path in sheet.ledger.paths):
            projects = {**_amounts(sheet), **projects}
    for sheet in context.sheets:
        groups = _grouped(sheet)
        for name, terms in groups.items():
            if name in projects and terms:
                yield sum_up(projects[name], terms, group=sheet.ledger.place)


def _grouped(sheet: Sheet) -> dict[str, list[Term]]:
    """The amounts of the tasks by the 一级项目 that covers or precedes their row."""
    heads = [fold(path[-1]) if path else "" for path in sheet.ledger.paths]
    first = [i for i, head in enumerate(heads) if _FIRST.search(head)]
    second = [i for i, head in enumerate(heads) if _SECOND.search(head)]
    column = _year_column(sheet)
    groups: dict[str, list[Term]] = defaultdict(list)
    if len(first) != 1 or len(second) != 1 or column is None:
        return {}
    table, start = sheet.ledger.table, sheet.ledger.span[0]
    for row in sheet.ledger.rows:
        over = table.at(row.index, start + first[0])
        task = table.at(row.index, start + second[0])
        term = cell_term(sheet, row, column)
        if over is None or task is None or not over.text.strip() or not task.text.strip():
            continue
        if term and not re.search("小计|合计", over.text + task.text):
            groups[fold(over.text)].append(term)
    return groups


_LIST = re.compile(
    rf"项目支出(?:预算|共计|共|为|安排|:)*{MONEY}[,;:。]?(?P<how>分别(?:是|为)|其中|主要(?:是|包括|用于|为)|包括|用于):?(?P<rest>[^。]+)"
)
_ONE = re.compile(rf"(?P<name>[^\d,。;:、]{{3,40}}?)(?:预算|经费为|为|共)?{MONEY}(?:[,;、。]|$)")


def projects_in_text(context: Context) -> Iterator[Outcome]:
    """'项目支出 500 万元，分别是：甲 300 万元；乙 200 万元': the list is at most the whole, complete where it says so."""
    for flat in context.prose.flats:
        for found in _LIST.finditer(flat.text):
            outcome = _listed(context, flat, found)
            if outcome is not None:
                yield outcome


def _listed(context: Context, flat: Flat, found: re.Match[str]) -> Outcome | None:
    whole = money_in(found)
    rest, base = found["rest"], found.start("rest")
    parts = list(_ONE.finditer(flat.text, base, found.end("rest")))
    clean = len(parts) == len(re.findall(r"[\d,.]*\d", rest))
    odd = re.search(r"比(?:上年|\d{4}年)|增加|减少|占|其中|基本支出|人员经费|公用经费", rest)
    if whole is None or len(parts) < 2 or not clean or odd:
        return None
    terms = [context.said(flat, part["name"], money) for part in parts if (money := money_in(part))]
    left = context.said(flat, "项目支出", whole)
    complete = "分别" in found["how"] and "等" not in rest
    return sum_up(left, terms) if complete else _part_of(left, terms, "")
