"""Where a value stands in tables: a TableSource and the Sheets of a document give Candidates.

    {kind: functional, fund: [all], row: total, measure: [basic]}
    -> the cell of 合计 × 基本支出 in the 支出总表

Knows no prose, no field definitions and no table numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from extract.candidate import Basis, Candidate, from_entry
from extract.kinds import Sheet
from extract.labels import fold
from extract.ledger import Column, Entry, Row, period_of
from extract.measures import sangong_item
from extract.schema import TableSource
from ingest.facts import Fact

__all__ = ["sangong_entries", "table_candidates"]


def table_candidates(
    sources: Iterable[TableSource], sheets: Sequence[Sheet]
) -> Iterator[Candidate]:
    """Every printed cell the sources name, in the order of the sources."""
    for source in sources:
        for sheet in sheets:
            if sheet.kind == source.kind and _fits(sheet, source):
                for entry, label in _found(sheet, source):
                    if entry.printed and entry.fact.unit is not None:
                        some = source.part or ("all" in source.fund and sheet.fund in _SOME)
                        basis = "part" if some else _basis(source, label, entry.fact)
                        yield from_entry(entry, label, sheet.ledger, basis)


_SOME = frozenset({"general_public", "fiscal"})
"""A table of these alone, where one of all money was looked for, prints a part of the whole."""


def _basis(source: TableSource, label: str, fact: Fact) -> Basis:
    """总计 or 本年合计, by the words of the row and the column of a total."""
    if source.row not in ("grand_total", "year_total", "total"):
        return ""
    said = label + fold(">".join(fact.column_path))
    if re.search(r"本年|当年", said):
        return "year"
    return "grand" if source.row == "grand_total" and "总计" in said else ""


_RETIRED = re.compile(r"离休|退休")


def _fits(sheet: Sheet, source: TableSource) -> bool:
    if source.fund and sheet.fund not in source.fund:
        return False
    if source.title and not re.search(source.title, sheet.ledger.title):
        return False
    return source.side is None or sheet.side == source.side


def _found(sheet: Sheet, source: TableSource) -> Iterator[tuple[Entry, str]]:
    if source.item:
        for item, entry in sangong_entries(sheet):
            if item == source.item:
                yield entry, _shown(entry.fact)
        return
    column = _column(sheet, source)
    if source.only and not _alone(sheet, source, column):
        return
    for row in _rows(sheet, source):
        cell = sheet.ledger.entry(row, column)
        if cell is not None and column is not None:
            yield cell, f"{row.label or '合计'}/{column.name}"
            return


def _alone(sheet: Sheet, source: TableSource, column: Column | None) -> bool:
    """Only one row of the kind holds a figure: then it is no part of a sum that is not printed.

    Of a column of kinds (退休人数) none other of its kind stands beside it.
    """
    if source.head and source.row == "total":
        return sum(bool(_RETIRED.search(c.name)) for c in sheet.ledger.columns) == 1
    entries = (sheet.ledger.entry(row, column) for row in _kind_rows(sheet, source))
    return sum(1 for entry in entries if entry and entry.printed) == 1


def _kind_rows(sheet: Sheet, source: TableSource) -> list[Row]:
    """The rows beside the named one that would belong to its sum: 编制 with 编制, 离休 with 退休."""
    like = "编制" if source.row and "编制" in source.row else "离休|退休"
    return [row for row in sheet.ledger.rows if re.search(like, row.label)]


def _shown(fact: Fact) -> str:
    """The header over a 三公 figure without repeats: '公务用车购置及运行费/小计'."""
    parts = [fold(text) for text in fact.column_path[-2:]] or [fact.item]
    return "/".join(parts)


def _rows(sheet: Sheet, source: TableSource) -> list[Row]:
    ledger = sheet.ledger
    if source.code:
        by_code = [row for row in ledger.rows if row.code == source.code]
        named = source.name and [
            row for row in ledger.rows if not row.code and re.search(source.name, row.label)
        ]
        return by_code or list(named or ())
    if source.row == "grand_total":
        return [row for row in (sheet.grand_total,) if row]
    if source.row == "year_total":
        return [row for row in (sheet.year_total,) if row]
    if source.row == "total":
        return [row for row in (ledger.total_row,) if row]
    return [row for row in ledger.rows if source.row and re.search(source.row, row.label)]


def _column(sheet: Sheet, source: TableSource) -> Column | None:
    """The column of a measure this year; a `head` names the column itself, of whatever year."""
    if source.head:
        named = (c for c in sheet.ledger.columns if re.search(source.head, fold(">".join(c.path))))
        return next(named, None)
    return sheet.ledger.column(*source.measure)


def sangong_entries(sheet: Sheet, period: str = "this") -> Sequence[tuple[str, Entry]]:
    """The 三公 items of a table with years in rows or columns, items in columns or rows."""
    kept, at = sheet.ledger.kept, ("三公", period)
    if at not in kept:
        kept[at] = tuple(_sangong_entries(sheet, period))
    return cast("Sequence[tuple[str, Entry]]", kept[at])


def _sangong_entries(sheet: Sheet, period: str) -> Iterator[tuple[str, Entry]]:
    ledger = sheet.ledger
    has_extra = re.search(r"会议费|培训费", ledger.heads + ledger.labels)
    for (_, column), fact in sorted(ledger.cells.items()):
        if period_of(fact, ledger.document) != period:
            continue
        item = _item(fact)
        if item == "total":
            item = None if has_extra else "sangong_total"
        if item:
            place = next(c.place for c in ledger.columns if c.index == column)
            yield item, Entry(fact, place)


def _item(fact: Fact) -> str | None:
    """By column where the columns name items, else by row."""
    by_column = sangong_item(fact.column_path)
    if by_column and by_column != "total":
        return by_column
    if not fact.item or re.search(r"\d{4}|^(?:增减|差额|变化|变动)", fold(fact.item)):
        return by_column
    return sangong_item((fact.item,))
