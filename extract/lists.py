"""The lists of a record: functional rows, economic rows and projects, from tables, else from prose.

    {code '2060101', name '行政运行', level '项', total '1211', basic '1211', project '0'}

Takes Sheets and Prose, gives ListRows whose evidence carries the total. Knows no schema file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from extract.kinds import Sheet
from extract.labels import fold
from extract.ledger import Entry, Ledger, Row
from extract.narrative import Prose
from extract.project_lists import completed
from extract.projects import (
    enumerations_of_projects,
    projects_of_forms,
    projects_of_lines,
    projects_of_table,
    said_with_use,
)
from extract.record import ListRow
from extract.schema import ListSource
from ingest.amount import Amount, Unit, number, plain
from ingest.facts import Fact
from ingest.figures.sentences import Flat

__all__ = ["ListName", "list_rows"]

ListName = Literal["functional", "economic", "projects"]

_PROSE_CODED = re.compile(
    r"(?<![\d.,])(?P<code>2\d{6}|2\d{4})(?P<name>(?![万元亿人个辆年项家台])[一-鿿()、]{2,40}?)(?P<a>\d[\d,]*(?:\.\d+)?)(?P<u>万元|元)"
)
_CLASS = 3
"""A 类 has a code of three digits."""

_SAID_TWICE = re.compile(r"(?<=运行|事务|退休|医疗|补助|补贴)支出$|(?<=公积金)支出$")


def list_rows(
    name: ListName,
    sources: Sequence[ListSource],
    sheets: Sequence[Sheet],
    prose: Prose,
    facts: Sequence[Fact] = (),
    project_spending: Decimal | None = None,
) -> tuple[ListRow, ...]:
    """The rows of the first source that has any, else of prose; of projects see `completed`."""
    order = _ORDERS.get(name, _poverty)
    fitting = [
        sheet
        for source in sources
        for sheet in sorted((s for s in sheets if _fits(s, source)), key=order)
    ]
    if name == "projects":
        forms = (*projects_of_forms(sheets), *projects_of_lines(facts))
        classes = {row.label for sheet in sheets for row in sheet.ledger.coded}
        lists = (*_lists_of_projects(fitting, forms, prose), *said_with_use(prose, classes))
        return completed(lists, project_spending)
    by_units = [sheet for sheet in fitting if _by_units(sheet)]
    for sheet in [s for s in fitting if s not in by_units] + by_units:
        rows = tuple(_READERS[name](sheet, sheets))
        if rows:
            return _added(rows) if sheet in by_units or _shared_out(rows) else rows
    return tuple(_functional_of_prose(prose)) if name == "functional" else ()


def _lists_of_projects(
    fitting: Sequence[Sheet], forms: Sequence[ListRow], prose: Prose
) -> Iterator[Sequence[ListRow]]:
    """Every list of projects that is printed: of tables, of forms, then of prose, all of it if alone."""
    printed = [*map(projects_of_table, fitting), forms]
    said = enumerations_of_projects(prose)
    yield from printed
    yield from said if any(printed) else [tuple(row for rows in said for row in rows)]


def _fits(sheet: Sheet, source: ListSource) -> bool:
    if sheet.kind != source.kind or sheet.fund not in source.fund:
        return False
    return source.head is None or bool(re.search(source.head, sheet.ledger.heads))


def _poverty(sheet: Sheet) -> tuple[bool, bool]:
    """Tables with codes first, then those that split 基本支出 and 项目支出 or are of 基本支出 alone."""
    split = sheet.ledger.column("basic") is not None or sheet.basic_only
    return not sheet.ledger.coded, not split


def _about_projects(sheet: Sheet) -> tuple[bool, ...]:
    """Tables of all projects first, of those the ones of 项目支出; 重点项目 are only some."""
    return ("重点" in sheet.ledger.title, "项目支出" not in sheet.ledger.title)


def _of_departments(sheet: Sheet) -> tuple[bool, ...]:
    """部门预算支出经济分类 (301 …) before 政府预算支出经济分类 (501 …), all money in 基本 and 项目支出 first."""
    ledger = sheet.ledger
    codes = [row.code for row in ledger.coded if row.code]
    government = sum(code.startswith("5") for code in codes) * 2 > len(codes)
    split = None not in (ledger.column("basic"), ledger.column("project"))
    part = sheet.partial is not None
    return (government, part, not (sheet.fund == "all" and split), *_poverty(sheet))


def _by_units(sheet: Sheet) -> bool:
    """A table of units one after the other, without the sums of the department: one code, many rows."""
    coded = [row for row in sheet.ledger.coded if not row.total]
    codes = [row.code for row in coded]
    return not any(row.whole for row in coded) and len(set(codes)) < len(codes)


def _added(rows: Sequence[ListRow]) -> tuple[ListRow, ...]:
    """The rows of one code together, where no table prints them for the department."""
    by_code: dict[str | None, list[ListRow]] = {}
    for row in rows:
        by_code.setdefault(row.values.get("code"), []).append(row)
    return tuple(_sum_of(same) for same in by_code.values())


def _shared_out(rows: Sequence[ListRow]) -> bool:
    """One 款 in several rows, a row for each class of another classification: together they are the 类."""
    by_class: dict[str, dict[bool, list[ListRow]]] = {}
    for row in rows:
        code = row.values.get("code") or ""
        by_class.setdefault(code[:3], {}).setdefault(len(code) == _CLASS, []).append(row)
    again = [parts for parts in by_class.values() if _repeat(parts.get(False, ()))]
    return (
        bool(again)
        and all(
            _sum_of(parts[True]).values["total"]
            == _sum_of(parts[False]).values["total"]
            is not None
            for parts in again
            if True in parts
        )
        and any(True in parts for parts in again)
    )


def _repeat(rows: Sequence[ListRow]) -> bool:
    codes = [row.values.get("code") for row in rows]
    return len(set(codes)) < len(codes)


def _sum_of(rows: Sequence[ListRow]) -> ListRow:
    values = dict(rows[0].values)
    for name in ("total", "basic", "project"):
        printed = [Decimal(value) for row in rows if (value := row.values.get(name))]
        values[name] = plain(sum(printed, Decimal(0))) if printed else None
    return ListRow(values, rows[0].evidence, tuple(cell for row in rows for cell in row.cells))


_ORDERS: Mapping[ListName, Callable[[Sheet], tuple[bool, ...]]] = {
    "economic": _of_departments,
    "projects": _about_projects,
}


def _functional(sheet: Sheet, sheets: Sequence[Sheet]) -> Iterator[ListRow]:
    for row in _whole(sheet.ledger.coded):
        listed = _classified(sheet, row, level=row.level)
        unsplit = listed.values["basic"] is None and listed.values["project"] is None
        yield _split_by_fund(listed, sheet, sheets) if unsplit else listed


def _split_by_fund(listed: ListRow, sheet: Sheet, sheets: Sequence[Sheet]) -> ListRow:
    """基本支出 and 项目支出 as the table of one fund prints them, where that fund pays all of the row."""
    for other in sheets if sheet.fund == "all" else ():
        if other.kind != "functional" or other.fund in ("all", "part"):
            continue
        same = [r for r in other.ledger.coded if r.code == listed.values["code"] and r.whole]
        found = [_classified(other, row, level=row.level) for row in same[:1]]
        if found and found[0].values["total"] == listed.values["total"] is not None:
            split = {name: found[0].values[name] for name in ("basic", "project")}
            return replace(listed, values={**listed.values, **split}, cells=(*listed.cells, *found[0].cells))  # fmt: skip
    return listed


def _economic(sheet: Sheet, sheets: Sequence[Sheet]) -> Iterator[ListRow]:
    """All groups of the same table: 301 and 302 may stand side by side, or in tables of their own."""
    for other in sheets:
        beside = other.ledger.table is sheet.ledger.table or _rest_of(sheet, other)
        if other.kind == "economic" and beside:
            for row in _whole(other.ledger.coded) or _named(other):
                yield _classified(other, row, level=None)


def _rest_of(sheet: Sheet, other: Sheet) -> bool:
    """基本支出表(人员经费) beside 基本支出表(公用经费): other classes of the same money and classification."""
    if not (sheet.partial and other.partial) or sheet.partial == other.partial:
        return False
    kinds = {(row.code or "")[:1] for one in (sheet, other) for row in one.ledger.coded}
    return (sheet.fund, sheet.basic_only) == (other.fund, other.basic_only) and len(kinds) == 1


def _named(sheet: Sheet) -> list[Row]:
    return [row for row in sheet.ledger.rows if row.label and not row.total and not row.unit]


def _whole(rows: Sequence[Row]) -> list[Row]:
    """Rows of the whole department; all rows where the table knows only single units."""
    return [row for row in rows if row.whole] or list(rows)


def _classified(sheet: Sheet, row: Row, level: str | None) -> ListRow:
    ledger = sheet.ledger
    total = ledger.entry(row, ledger.column("total"))
    basic = ledger.entry(row, ledger.column("basic"))
    project = ledger.entry(row, ledger.column("project"))
    if basic is None and project is None and total is not None:
        basic, project = _of_only_fund(ledger, row, total)
    added = _parts_of_basic(ledger, row, total) if ledger.column("basic") is None else ()
    values: dict[str, str | None] = {"code": row.code, "name": row.path[-1]}
    if level is not None:
        values["level"] = level
    whole = total if sheet.basic_only and basic is None else basic
    values |= {"total": _wan(total), "basic": _wan(whole), "project": _wan(project)}
    if added and basic is None:
        values["basic"] = plain(sum((e.yuan for e in added), Decimal(0)) / Unit.WAN.yuan)
    printed = [e.fact.citation for e in (total, basic, *added, project) if e and e.printed]
    return ListRow(values, printed[0] if printed else None, tuple(printed))


def _parts_of_basic(ledger: Ledger, row: Row, total: Entry | None) -> tuple[Entry, ...]:
    """What stands for 基本支出 where it has no column: with 项目支出 it makes up the total of the row.

    人员经费 and 公用经费, else the columns under a head 基本支出: 工资福利支出, 商品和服务支出, ….
    """
    project = ledger.entry(row, ledger.column("project"))
    if total is None or project is None:
        return ()
    pair = [ledger.column(name) for name in ("personnel", "public")]
    under = [c for c in ledger.columns if "基本支出" in map(fold, c.path[:-1])]
    for columns in (pair, under):
        entries = tuple(e for c in columns if (e := ledger.entry(row, c)) is not None)
        added = sum((entry.yuan for entry in (*entries, project)), Decimal(0))
        whole = len(entries) == len(columns) > 1 and added == total.yuan
        if whole and any(entry.printed for entry in entries):
            return entries
    return ()


def _of_only_fund(ledger: Ledger, row: Row, total: Entry) -> tuple[Entry | None, Entry | None]:
    """基本支出 and 项目支出 of one fund are those of the row where they make up its total."""
    basic = ledger.entry(row, ledger.column("fund_basic"))
    project = ledger.entry(row, ledger.column("fund_project"))
    added = sum((entry.yuan for entry in (basic, project) if entry), Decimal(0))
    return (basic, project) if added == total.yuan else (None, None)


def _wan(entry: Entry | None) -> str | None:
    """In 万元, exact; None where nothing is printed or no unit is known."""
    if entry is None or not entry.printed or entry.fact.amount is None:
        return None
    return plain(entry.fact.amount.to(Unit.WAN))


_READERS: Mapping[ListName, Callable[[Sheet, Sequence[Sheet]], Iterator[ListRow]]] = {
    "functional": _functional,
    "economic": _economic,
}


def _functional_of_prose(prose: Prose) -> Iterator[ListRow]:
    for flat in prose.flats:
        for found in _PROSE_CODED.finditer(flat.text):
            code = found["code"]
            level = {3: "类", 5: "款", 7: "项"}[len(code)]
            values = {"code": code, "name": _SAID_TWICE.sub("", found["name"]), "level": level}
            yield _prose_row(
                prose,
                flat,
                found,
                {**values, "total": _prose_wan(found), "basic": None, "project": None},
            )


def _prose_wan(found: re.Match[str]) -> str | None:
    value = number(found["a"])
    return (
        None if value is None else plain(Amount(value, Unit(found["u"]), found["a"]).to(Unit.WAN))
    )


def _prose_row(
    prose: Prose, flat: Flat, found: re.Match[str], values: Mapping[str, str | None]
) -> ListRow:
    spans = flat.pieces(found.start(), found.end())
    return ListRow(values, prose.document.cite_spans(spans))
