"""A list of rows of a user's schema, from tables and forms whose labels are those of its fields.

    项目名称 | 金额 | 绩效目标          -> a row a project
    项目名称 | 一级指标 | 二级指标 | 指标值   -> with `indicators` inside: a row a project, rows in it
    项目名称 | 食堂补助                 -> a form: labels beside values, a table of indicators under them
    一级指标 | 指标值

Takes an OwnField of type rows and the Readings, gives ListRows. A column that fits twice is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.labels import fold, is_total
from extract.own_figures import Readings, in_unit, printed_amount
from extract.own_names import called
from extract.own_schema import OwnField
from extract.own_sections import section_rows
from extract.record import ListRow
from ingest.amount import Unit, number, plain
from ingest.citation import Citation
from ingest.document import Cell, Table
from ingest.facts import Fact

__all__ = ["Found", "rows_of_label"]


class Found(NamedTuple):
    """The rows, or why none are given."""

    rows: tuple[ListRow, ...]
    reason: str | None = None


def rows_of_label(field: OwnField, readings: Readings, unit: Unit) -> Found:
    """The rows of the best table, else of every form, else of headings that name the fields."""
    tables = [
        table
        for table in readings.document.tables
        if not field.where.tables
        or any(fold(word) in fold(table.name) for word in field.where.tables)
    ]
    best = _of_tables(field, tables, readings, unit)
    if best.rows or best.reason:
        return best
    forms = tuple(row for table in tables for row in _of_form(field, table, readings, unit))
    return Found(forms or section_rows(field, readings.document))


class _Grid(NamedTuple):
    """A table, where its rows begin and end, and which column holds which field."""

    table: Table
    facts: Mapping[tuple[int, int], Fact]
    columns: Mapping[str, int]
    rows: range
    readings: Readings
    unit: Unit


def _of_tables(field: OwnField, tables: Sequence[Table], readings: Readings, unit: Unit) -> Found:
    """Rows of the table that holds most of the fields; several alike must say the same."""
    found: list[tuple[int, Table, tuple[ListRow, ...]]] = []
    for table in tables:
        facts = _facts_of(table, readings)
        columns = _columns(_leaves(field), table, facts, readings)
        if _enough(field, columns):
            body = range(table.header_rows, table.height)
            rows = tuple(_rows(field, _Grid(table, facts, columns, body, readings, unit)))
            if rows:
                found.append((len(columns), table, rows))
    most = max((score for score, _, _ in found), default=0)
    best = [(table, rows) for score, table, rows in found if score == most]
    if not best:
        return Found(())
    rows = best[0][1]
    if any([row.values for row in other] != [row.values for row in rows] for _, other in best[1:]):
        titles = "、".join(table.name or "无标题的表" for table, _ in best[:4])
        said = f"有 {len(best)} 张表的列都对得上：{titles}；请用 where 的 tables 写明是哪张"
        return Found((), f"“{field.label}”{said}")
    return Found(rows)


def _facts_of(table: Table, readings: Readings) -> dict[tuple[int, int], Fact]:
    return {
        (fact.row, fact.column): fact
        for fact in readings.facts
        if fact.table == table.position and fact.row is not None and fact.column is not None
    }


def _leaves(field: OwnField) -> list[OwnField]:
    """The fields with one value, those of inner rows too."""
    return [
        leaf
        for inner in field.fields
        for leaf in (_leaves(inner) if inner.type == "rows" else [inner])
    ]


def _enough(field: OwnField, columns: Mapping[str, int]) -> bool:
    leaves = _leaves(field)
    needed = [leaf.name for leaf in leaves if leaf.required]
    return set(needed) <= set(columns) and len(columns) >= min(2, len(leaves))


def _columns(
    fields: Sequence[OwnField],
    table: Table,
    facts: Mapping[tuple[int, int], Fact],
    readings: Readings,
) -> dict[str, int]:
    """Which column is headed by which field."""
    found: dict[str, int] = {}
    for field in fields:
        fitting = [
            column
            for column in range(table.columns)
            if _heads(field, table.column_paths[column]) and _timely(field, column, facts, readings)
        ]
        exact = [c for c in fitting if _named(field, table.column_paths[c][-1])]
        chosen = exact or fitting
        if field.type == "text" and _one_block(chosen, table):
            chosen = chosen[:1]
        if len(chosen) == 1 and chosen[0] not in found.values():
            found[field.name] = chosen[0]
    return found


def _heads(field: OwnField, path: Sequence[str]) -> bool:
    """One of the headers over a column is the field's, and the words asked for stand over it."""
    joined = fold(">".join(path))
    if not all(fold(word) in joined for word in field.where.columns):
        return False
    return any(_named(field, head) for head in path)


def _named(field: OwnField, head: str) -> bool:
    return any(called(name, head) for name in field.names)


def _timely(
    field: OwnField, column: int, facts: Mapping[tuple[int, int], Fact], readings: Readings
) -> bool:
    """A column of figures is of the year asked for; one of words is of none."""
    own = [fact for (_, c), fact in facts.items() if c == column]
    years = {fact.year for fact in own if fact.year is not None}
    fiscal = readings.document.info.fiscal_year
    if not years or fiscal is None or field.type in ("text", "date"):
        return True
    return (fiscal - (field.year == "last")) in years


def _one_block(columns: Sequence[int], table: Table) -> bool:
    """Columns beside each other under one header: 编码 over 类 | 款 | 项."""
    heads = {table.column_paths[column][:1] for column in columns}
    return len(heads) == 1


def _rows(field: OwnField, grid: _Grid) -> Iterator[ListRow]:
    """A row a printed row, or a row a group where there are rows inside."""
    own = [leaf for leaf in field.fields if leaf.type != "rows"]
    inner = [leaf for leaf in field.fields if leaf.type == "rows"]
    groups: list[list[int]] = []
    for row in grid.rows:
        if _is_sum(_leaves(field), grid, row):
            continue
        before = groups[-1][0] if groups else row
        if groups and (
            _goes_on(own, grid, before, row) if inner else _merged(own, grid, before, row)
        ):
            groups[-1].append(row)
        else:
            groups.append([row])
    for group in groups:
        made = _row(own, grid, group[0])
        nested = {
            leaf.name: tuple(_rows(leaf, grid._replace(rows=range(group[0], group[-1] + 1))))
            for leaf in inner
        }
        if made is not None:
            yield ListRow(made.values, made.evidence, made.cells, rows=nested)


def _is_sum(fields: Sequence[OwnField], grid: _Grid, row: int) -> bool:
    """合计, or a row of words that no figure and no other field stands beside."""
    texts = [_text(grid, row, leaf) for leaf in fields if leaf.type == "text"]
    return any(is_total(text) or fold(text) == "小计" for text in texts if text)


def _goes_on(own: Sequence[OwnField], grid: _Grid, first: int, row: int) -> bool:
    """The same words, or nothing, stand under the outer fields: the group is not at its end."""
    texts = [leaf for leaf in own if leaf.type == "text" and leaf.name in grid.columns]
    said = [(_text(grid, row, leaf), _text(grid, first, leaf)) for leaf in texts]
    return bool(said) and all(not text or text == before for text, before in said)


def _merged(own: Sequence[OwnField], grid: _Grid, first: int, row: int) -> bool:
    """All fields stand in cells that reach down from the row before: a project over its indicators."""
    pairs = [(_cell(grid, first, leaf), _cell(grid, row, leaf)) for leaf in own]
    filled = [(one, other) for one, other in pairs if one is not None]
    return bool(filled) and all(one is other for one, other in filled)


def _text(grid: _Grid, row: int, field: OwnField) -> str:
    cell = _cell(grid, row, field)
    return re.sub(r"\s+", "", cell.text) if cell else ""


def _cell(grid: _Grid, row: int, field: OwnField) -> Cell | None:
    column = grid.columns.get(field.name)
    return None if column is None else grid.table.at(row, column)


def _row(fields: Sequence[OwnField], grid: _Grid, row: int) -> ListRow | None:
    """The values of one row; None where the required ones, or all, are missing."""
    values = {field.name: _value(field, grid, row) for field in fields}
    missing = [f for f in fields if f.required and not values[f.name]]
    if missing or (fields and not any(values.values())):
        return None
    cells = [
        (field, cell)
        for field in fields
        if values[field.name] and (cell := _cell(grid, row, field)) is not None and cell.pieces
    ]
    figures = [cell for field, cell in cells if field.type not in ("text", "date")]
    cited = figures or [cell for _, cell in cells]
    citations = tuple(grid.readings.document.cite_cell(grid.table, cell) for cell in cited)
    return ListRow(values, citations[0] if citations else None, _distinct(citations))


def _distinct(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple({(c.pieces[0].start, c.pieces[-1].end): c for c in citations}.values())


def _value(field: OwnField, grid: _Grid, row: int) -> str | None:
    cell = _cell(grid, row, field)
    if cell is None or not cell.text.strip() or _reaches_down(cell, row, grid):
        return None
    if field.type in ("text", "date"):
        return _words(field, grid, row, re.sub(r"\s+", "", cell.text))
    fact = grid.facts.get((row, grid.columns[field.name]))
    unit = Unit(field.unit) if field.unit else grid.unit
    if fact is not None:
        printed = fact.state == "printed" and fact.kind == field.type
        return plain(in_unit(fact, unit)) if printed else None
    if field.type == "amount":
        value = printed_amount(cell.text, grid.table.unit, unit)
    else:
        value = number(cell.text.strip().rstrip("%％人名个辆台套"))
    return None if value is None else plain(value)


def _reaches_down(cell: Cell, row: int, grid: _Grid) -> bool:
    """A header cell that reaches into the rows, '年度主要任务' beside its tasks, is no value of theirs."""
    return cell.row < grid.table.header_rows <= row


def _words(field: OwnField, grid: _Grid, row: int, text: str) -> str:
    """The text; a code printed in three columns (208 | 05 | 01) is whole: 2080501."""
    if not text.isdigit() or not any("编码" in name or "代码" in name for name in field.names):
        return text
    codes = {fact.code for (r, _), fact in grid.facts.items() if r == row and fact.code}
    return next((code for code in codes if code.startswith(text)), text)


def _of_form(field: OwnField, table: Table, readings: Readings, unit: Unit) -> Iterator[ListRow]:
    """One row of a form: each field in the cell behind its label, inner rows under their header."""
    own = [leaf for leaf in field.fields if leaf.type != "rows"]
    beside = {leaf.name: cell for leaf in own if (cell := _beside(leaf, table, own)) is not None}
    if not beside or not {leaf.name for leaf in own if leaf.required} <= set(beside):
        return
    if len(beside) < 2 and len(own) == len(field.fields):
        return
    facts = _facts_of(table, readings)
    values: dict[str, str | None] = {}
    for leaf in own:
        cell = beside.get(leaf.name)
        grid = _Grid(table, facts, {leaf.name: cell.col} if cell else {}, range(0), readings, unit)
        values[leaf.name] = _value(leaf, grid, cell.row) if cell else None
    nested = {
        leaf.name: tuple(_under_header(leaf, table, facts, readings, unit))
        for leaf in field.fields
        if leaf.type == "rows"
    }
    if nested and not any(nested.values()):
        return
    citations = tuple(readings.document.cite_cell(table, c) for c in beside.values() if c.pieces)
    yield ListRow(values, citations[0] if citations else None, citations, rows=nested)


_HEADS_ITS_COLUMN = re.compile(
    r"(?:预期|年初(?:设定)?|年度(?:设定)?|设定|总体|申报)*(?:目标|指标)|(?:全年)?(?:预期|实际)完成(?:情况)?"
)
"""Right of '年度总体目标' over two rows: '预期目标' and '实际完成情况', with the words under them."""


def _beside(field: OwnField, table: Table, others: Sequence[OwnField]) -> Cell | None:
    """The filled cell right of the label, else below it, the names in their order; a label is no value."""
    for name in field.names:
        for cell in (c for c in table.cells if called(name, c.text.rstrip(":："))):
            right = _paired_with(cell, table) or table.at(cell.row, cell.col + cell.col_span)
            below = table.at(cell.row + cell.row_span, cell.col)
            if right is not None and cell.row_span > 1 and _HEADS_ITS_COLUMN.fullmatch(right.text):
                right = table.at(right.row + right.row_span, right.col)
            for value in (right, below):
                if value is None or not value.text.strip():
                    continue
                if not any(_named(other, value.text.rstrip(":：")) for other in others):
                    return value
                if value is below:
                    break
    return None


def _paired_with(label: Cell, table: Table) -> Cell | None:
    """The value of a row of pairs, blanks between them left out: 单位名称 | | 水务局 | 主管部门 | 区政府."""
    row = [cell for cell in table.cells if cell.row == label.row and cell.text.strip()]
    at = row.index(label) if label in row else 1
    return row[at + 1] if len(row) % 2 == 0 and at % 2 == 0 else None


def _under_header(
    field: OwnField,
    table: Table,
    facts: Mapping[tuple[int, int], Fact],
    readings: Readings,
    unit: Unit,
) -> Iterator[ListRow]:
    """The rows under the first row of a form that names the inner fields."""
    leaves = _leaves(field)
    for row in range(table.height):
        columns: dict[str, int] = {}
        for leaf in leaves:
            at = [c.col for c in table.cells if c.row == row and _named(leaf, c.text)]
            if len(at) == 1:
                columns[leaf.name] = at[0]
        if _enough(field, columns):
            body = range(row + 1, table.height)
            grid = _Grid(table, facts, columns, body, readings, unit)
            yield from (one for one in _rows(field, grid) if _filled(one, field))
            return


def _filled(row: ListRow, field: OwnField) -> bool:
    """More than one field is printed: a merged note over the whole width is no row."""
    printed = [value for value in row.values.values() if value]
    return len(set(printed)) > 1 or len(field.fields) == 1
