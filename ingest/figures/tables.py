"""A table becomes Facts: every data cell with its item path, measure path, unit and period.

Takes a Document and one of its Tables, gives Facts that cite their cell. Knows nothing of prose.

    row      2060101  行政运行  1,211  1,211  0
    facts    row_path ('科学技术支出', '科学技术管理事务', '行政运行'), code '2060101',
             column_path ('2019年一般公共预算支出数', '基本支出'), 1211 万元, 2019 年初预算, 一般公共预算

Blank cells and dashes of a number column are Facts without a value; codes, 行次, 序号, years and
performance targets are no Facts. A table whose note says that it is empty states a zero; a form
without a header is read by `figures/forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from ingest.amount import Unit, is_several
from ingest.citation import Citation
from ingest.document import READER_VERSION, Cell, Document, Span, Table
from ingest.facts import Fact, Fund, Kind, Measure, Side, Stage
from ingest.figures.cells import Reading, exact_span, read_cell
from ingest.figures.columns import Column, columns_of, counter_in, groups_of, is_target
from ingest.figures.counted import counted_in, counter_behind, counter_for, units_stated
from ingest.figures.empty import empty_note
from ingest.figures.forms import form_facts, heads_targets, is_form_table
from ingest.figures.inner_rows import is_header_row, local_headers, numbers_columns
from ingest.figures.periods import (
    default_stage,
    folded,
    fund_in,
    measure_in,
    side_in,
    stage_in,
    year_in,
    years_in,
)
from ingest.figures.rows import RowLabel, row_labels
from ingest.figures.sides import sides_of

__all__ = ["table_facts"]

_CAPTION_YEAR = re.compile(r"^\s*((?:19|20)\d\d)\s*年度?\s*$", re.M)
_FUND_LABEL = re.compile(r"预算|基金|国有资本|专户|单位资金")
_MONEY = frozenset(unit.value for unit in Unit)
_STOCK = re.compile(r"[年期][初末](?:数|余额)")
_TOTAL = re.compile(r"[合总小]\s*计")
_THIS = re.compile(r"本年|当年")
"""'本年收入合计' under 上年预算数 is of the year before."""
_SPACE = re.compile(r"\s+")
_YEARS = re.compile(r"(?:预算|会计|所属|财政)?年(?:度|份)")
_A_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?(?:预算数?|决算数?)?")


@dataclass(frozen=True, slots=True)
class _TableContext:
    """What holds for all cells of a table."""

    document: Document
    table: Table
    year: int | None
    stage: Stage | None
    fund: Fund | None
    side: Side | None
    sure: float
    note: Citation | None
    counters: tuple[str, ...] = ()
    bare: bool = False
    counted: bool = False

    @classmethod
    def of(cls, document: Document, table: Table) -> _TableContext:
        """Read the title, the lines between title and table, and the notes."""
        title = folded(table.title)
        after = table.title_span.end if table.title_span else 0
        caption = document.text[max(after, table.start - 200) : table.start]
        units = units_stated(document, table)
        stated = [int(y) for y in _CAPTION_YEAR.findall(caption)]
        info = document.info
        return cls(
            document=document,
            table=table,
            year=next(reversed(stated or years_in(title)), info.fiscal_year),
            stage=("决算" if "决算" in title else None) or default_stage(info.kind),
            fund=fund_in(title),
            side=side_in(title),
            sure=1.0 if table.unit else 0.85,
            note=empty_note(document, table),
            counters=tuple(unit for unit in units if unit not in _MONEY),
        )


class _Place(NamedTuple):
    """Where a figure stands: its position, the cell to cite, a header inside the table above it,
    the unit of measure and the year that its row states in columns of their own, and the side."""

    row: int
    column: int
    cell: Cell
    local: str | None
    counter: str | None
    side: Side | None
    year: int | None


def table_facts(document: Document, table: Table, position: int = 0) -> tuple[Fact, ...]:
    """All facts of one table, row by row within each column group; ids count from `position`."""
    if is_form_table(table):
        return tuple(form_facts(document, table, position))
    context = _TableContext.of(document, table)
    facts: list[Fact] = []
    totals: dict[int, RowLabel] = {}
    for group in groups_of(table):
        columns = columns_of(table, group, document.info)
        counted = any(column.kind == "count" for column in columns)
        context = replace(context, bare=_is_bare(columns), counted=counted)
        if context.bare and any(_NAME_LOST in reason for reason in table.uncertain):
            continue
        facts.extend(_group_facts(context, columns, totals, position + len(facts)))
    if context.note and not any(fact.value is not None for fact in facts):
        facts = [_stated_none(context, context.note, position)]
    return tuple(facts)


_NAME_LOST = "没有自己的列名"
"""Said of a column whose name a conversion lost: in a table of headers over figures alone no figure
can be told by what stands over it."""


def _is_bare(columns: tuple[Column, ...]) -> bool:
    """A table of headers over one row of figures: the column path alone is the item."""
    return all(column.role in ("number", "ordinal", "text") for column in columns)


def _group_facts(
    context: _TableContext,
    columns: tuple[Column, ...],
    totals: dict[int, RowLabel],
    position: int,
) -> Iterator[Fact]:
    table = context.table
    numbers = [c for c in columns if c.role == "number" and not _of_years(c)]
    if any(_AIM.search(folded(path[-1])) for path in table.column_paths if path):
        numbers = [column for column in numbers if not _DONE.search(_head(column))]
    local: dict[int, str] = {}
    sides = sides_of(table, columns)
    for row, label in row_labels(table, columns, context.document.info, context.document.text):
        if heads_targets(table, row):
            return
        cells = {c.index: table.at(row, c.index) for c in numbers}
        readings = {i: read_cell(cell.text if cell else "") for i, cell in cells.items()}
        if folded(label.printed) in ("栏次", "行次") or numbers_columns(readings):
            continue
        label = _or_total(row, label, readings, totals)
        counter, year = _counter(table, row, columns), _row_year(table, row, columns)
        if is_header_row(readings) and not any(c and is_several(c.text) for c in cells.values()):
            local.update(local_headers(cells, readings))
            continue
        for column in numbers:
            cell, reading = cells[column.index], readings[column.index]
            if cell and (cell.row, cell.col) != (row, column.index):
                continue
            cited = (
                cell
                if cell and cell.text.strip()
                else _label_cell(table, row, columns, column.index)
            )
            if reading is None or cited is None:
                continue
            if _no_fact(column, local.get(column.index), label, reading, bare=context.bare):
                continue
            heads = local.get(column.index)
            place = _Place(row, column.index, cited, heads, counter, sides.get(row), year)
            yield _fact(context, column, label, place, reading, position)
            position += 1


_AIM, _DONE = re.compile(r"(?:指标|目标)值"), re.compile(r"完成值|实际值|实际完成")
"""What came of an aim is told beside it, in the unit of its row: no figure of the budget."""


def _head(column: Column) -> str:
    return folded(column.path[-1]) if column.path else ""


def _or_total(
    row: int,
    label: RowLabel,
    readings: dict[int, Reading | None],
    totals: dict[int, RowLabel],
) -> RowLabel:
    """'公用经费合计' printed in one column group with its figure in the next one."""
    empty = not any(r and r.state == "printed" for r in readings.values())
    if label.path and empty and _TOTAL.search(label.path[-1]):
        totals[row] = label
    elif not label.path and not empty:
        return totals.pop(row, label)
    return label


def _counter(table: Table, row: int, columns: tuple[Column, ...]) -> str | None:
    """'公里' of a column '计量单位'."""
    cells = (table.at(row, column.index) for column in columns if column.role == "counter")
    return next((text for cell in cells if cell and (text := cell.text.strip())), None)


def _row_year(table: Table, row: int, columns: tuple[Column, ...]) -> int | None:
    """2024 of a row that prints '2024' under 年度, where the rows of a table are years."""
    cells = (table.at(row, column.index) for column in columns if _of_years(column))
    found = (_A_YEAR.fullmatch(folded(cell.text)) for cell in cells if cell)
    return next((int(year[1]) for year in found if year), None)


def _of_years(column: Column) -> bool:
    return bool(column.path) and bool(_YEARS.fullmatch(folded(column.path[-1])))


def _label_cell(table: Table, row: int, columns: tuple[Column, ...], column: int) -> Cell | None:
    """The label beside a blank cell, else its header: what there is to cite without a print."""
    roles = ("label", "code", "unit")
    cells = (table.at(row, column.index) for column in columns if column.role in roles)
    heads = (table.at(table.header_rows - 1, index) for index in (column,) if table.header_rows)
    return next((cell for cell in (*cells, *heads) if cell and cell.text.strip()), None)


def _no_fact(
    column: Column, local: str | None, label: RowLabel, reading: Reading, *, bare: bool
) -> bool:
    """Targets are no facts, and nothing printed beside no label is nothing."""
    if is_target((local,)) if local else is_target(column.path) and column.kind != "percent":
        return True
    return reading.state != "printed" and not label.path and not bare


def _fact(
    context: _TableContext,
    column: Column,
    label: RowLabel,
    place: _Place,
    reading: Reading,
    position: int,
) -> Fact:
    document, table = context.document, context.table
    item = folded(label.path[-1]) if label.path else ""
    kind, unit = _kind_and_unit(column, label, reading)
    if not reading.unit:
        kind, unit = _as_counted(context, column, label, place.counter, (kind, unit))
    path = (*column.path, place.local) if place.local else column.path
    year, stage = _period(context, column, item, place)
    return Fact(
        id=_fact_id(document, position),
        doc_id=document.doc_id,
        table=table.position,
        row=place.row,
        column=place.column,
        row_path=label.path,
        column_path=path,
        code=label.code,
        kind=kind,
        value=reading.value,
        printed=reading.printed,
        unit=unit,
        year=year,
        stage=stage,
        measure=_measure(column, item, kind, place.local),
        side=column.side or context.side or side_in(item) or place.side,
        fund=column.fund or _row_fund(item) or context.fund,
        scope=label.scope,
        state=reading.state,
        confidence=_confidence(context, column, label, unit, kind),
        citation=document.cite_cell(table, place.cell),
        at=exact_span(document, place.cell, reading),
    )


def _fact_id(document: Document, position: int) -> str:
    return f"{document.doc_id}:{READER_VERSION}:fact:{position}"


_RATE_ROW = re.compile(r"[(]%[)]|(?:率|[增降]幅|占比|比重|比例|百分比|增长|%)(?:[(][^()]*[)])?\s*$")
"""Rows of rates end so; '外贸稳增长奖补资金' is a project with a word of growth in its name."""


def _kind_and_unit(column: Column, label: RowLabel, reading: Reading) -> tuple[Kind, str | None]:
    """The cell's own unit, then the column's, then what the row label says in brackets."""
    if reading.kind and reading.unit:
        return reading.kind, reading.unit
    printed = folded(label.printed)
    lines = (printed, *(folded(name) for name in reversed(label.path)))
    counter = next((found for line in lines if (found := counter_in(line))), None)
    counter = counter or counter_behind(printed)
    leaf = folded(column.path[-1]) if column.path else ""
    if column.kind == "count":
        return "count", column.unit or counter
    if counter and not re.search(r"价值|金额|元|[原净]值|账面", "".join(column.path)):
        return "count", counter
    if column.kind == "amount" and _RATE_ROW.search(printed):
        return "percent", "%"
    stated = re.search(r"\((亿元|万元|千元|元)\)", printed)
    if column.kind == "amount" and stated and leaf != stated[1]:
        return "amount", stated[1]
    return column.kind, column.unit


def _as_counted(
    context: _TableContext,
    column: Column,
    label: RowLabel,
    counter: str | None,
    said: tuple[Kind, str | None],
) -> tuple[Kind, str | None]:
    """What the row or the caption says of the unit, where neither cell, label nor header does.

    '辆' under 计量单位 makes its row a count and '元' a sum of money, in a column 数量 or 统计数;
    beside a column 数量 it is said of that one. '单位：辆、台' over a table counts all its rows.
    """
    if said != (column.kind, column.unit) or (said[0] == "count" and said[1]):
        return said
    if counter and (said[0] == "count" or (column.plain and not context.counted)):
        return counted_in(counter, counts=said[0] == "count") or said
    if context.counters and (said[0] == "count" or (column.plain and context.table.unit is None)):
        return counter_for(label.path, context.counters) or said
    return said


def _period(
    context: _TableContext, column: Column, item: str, place: _Place
) -> tuple[int | None, Stage | None]:
    fiscal = context.document.info.fiscal_year
    spoken = folded(place.local or "")
    own = year_in(item, fiscal) or place.year
    if own and column.year and _THIS.search(item) and not years_in(item):
        own = column.year
    year = own or year_in(spoken, fiscal) or column.year or context.year
    stage = stage_in(spoken) or column.stage or (stage_in(item) if years_in(item) else None)
    if not stage and _STOCK.search("".join(column.path)):
        return year, None
    return year, stage or context.stage


def _measure(column: Column, item: str, kind: Kind, local: str | None) -> Measure:
    if kind == "percent":
        return "rate"
    row = measure_in(item)
    if row == "change" and re.search(r"增减|变化|变动|比上年|[+±]/?-", item):
        return "change"
    if local and measure_in(folded(local)) == "change":
        return "change"
    return column.measure


def _row_fund(item: str) -> Fund | None:
    return fund_in(item) if _FUND_LABEL.search(item) else None


def _confidence(
    context: _TableContext, column: Column, label: RowLabel, unit: str | None, kind: Kind
) -> float:
    if not label.path and not context.bare:
        return 0.3
    if kind == "amount" and unit is None:
        return 0.5
    return min(context.sure, _structure(context.table, column.index))


def _structure(table: Table, index: int) -> float:
    """How sure the reader was of a column: a doubt that names its columns leaves the others alone.

    Unless it names the last one: then the names have moved to the left, and all are in doubt.
    """
    if not table.uncertain:
        return 1.0
    doubts = " ".join(table.uncertain)
    named = [int(number) - 1 for number in re.findall(r"第(\d+)列", doubts)]
    last = "末几列" in doubts
    if (not named and not last) or table.columns - 1 in named:
        return 0.7
    return 0.7 if index in named or (last and index >= table.columns // 2) else 0.9


def _stated_none(context: _TableContext, note: Citation, position: int) -> Fact:
    """'故本表为空表': the table's total is stated as none, value 0."""
    document, table = context.document, context.table
    first = note.pieces[0]
    unit = table.unit or document.info.unit
    return Fact(
        id=_fact_id(document, position),
        doc_id=document.doc_id,
        table=table.position,
        row=None,
        column=None,
        row_path=("合计",),
        column_path=("合计",),
        code=None,
        kind="amount",
        value=Decimal(0),
        printed=note.quote,
        unit=(unit or Unit.WAN).value,
        year=context.year,
        stage=context.stage,
        measure="level",
        side=side_in(folded(table.title)),
        fund=context.fund,
        scope="部门",
        state="stated_none",
        confidence=0.9,
        citation=note,
        at=Span(first.start, note.pieces[-1].end),
    )
