"""A form becomes Facts: every amount with the label cell beside or above it, under its project.

Takes a Document and a Table without a header whose cells pair labels with values; gives Facts that
cite their cell. Targets of indicators ('≥95%', '及时率') are goals and no Facts; nothing behind the
row that heads them is read.

    项目名称 | 老旧小区改造 | 项目类别 | 特定目标类
    项目资金（元） | 项目资金总额 | 4,100,000.00      -> ('老旧小区改造', '项目资金总额')              元
                  | 其中：财政资金 | 4,100,000.00    -> ('老旧小区改造', '项目资金总额', '财政资金')  元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.document import READER_VERSION, Cell, Document, Table
from ingest.facts import Fact
from ingest.figures.cells import Reading, exact_span, read_cell
from ingest.figures.periods import default_stage, folded, fund_in, side_in, stage_in, year_in
from ingest.figures.rows import clean_label

__all__ = ["form_facts", "heads_targets", "is_form_table"]

_TARGETS = re.compile(r"[一二三]级指标|指标名称|(?:绩效)?指标值|目标值|年度指标值|指标内容")
_MONEY = re.compile(r"资金|金额|总额|拨款|预算|经费|支出|收入|投资|合计|结转|自筹|执行数")
_PROJECT = re.compile(r"(?:项目|政策|任务|专项)(?:支出)?名称")
_LABEL = re.compile(
    r"(?:单位|部门|处室|来源|依据|目标|类别|类型|属性|期限|时间|金额|总额|预算数|执行数|执行率|情况|内容|负责人|名称|科目|编码|指标|资金|序号)(?:\(.*\))?$"
)
_UNIT = re.compile(r"\((?:单位:?)?(亿元|万元|千元|元)\)")
_OF_WHICH = re.compile(r"^(?:其中|①)[:：]?")


class _Label(NamedTuple):
    """The label of a value, and the wider label of its rows ('项目资金（万元）')."""

    cell: Cell
    group: Cell | None


def is_form_table(table: Table) -> bool:
    """A table that has no header but label cells."""
    if table.header_rows:
        return _named_form(table)
    return any(
        len(texts := [cell.text for cell in table.cells if cell.row == row]) >= 2
        and _PROJECT.search(folded("".join(texts)))
        for row in range(min(3, table.height))
    )


def _named_form(table: Table) -> bool:
    """'项目名称 ┆ 水文站网运行维护' over '主管部门 ┆ 水利厅': its first rows were taken for a header."""
    if any(heads_targets(table, row) for row in range(table.header_rows)):
        return False  # the rows below are read by the heads of the targets
    first, below = table.at(0, 0), table.at(1, 0)
    if first is None or below is None or not _PROJECT.fullmatch(folded(first.text).rstrip(":")):
        return False
    name = table.at(0, first.col + first.col_span)
    if name is None or not name.text.strip() or _LABEL.search(folded(name.text)):
        return False
    right = [table.at(0, column) for column in range(name.col + name.col_span, table.columns)]
    alone = table.columns > 2 and not any(cell and cell.text.strip() for cell in right)
    wide = name.col_span > 1 or alone
    return wide and below is not first and _LABEL.search(folded(below.text)) is not None


def heads_targets(table: Table, row: int) -> bool:
    """'一级指标 | 二级指标 | 三级指标 | 指标值': what follows are aims, not figures."""
    texts = [folded(text) for text in table.grid[row] if text.strip()]
    return sum(1 for text in texts if _TARGETS.search(text) and len(text) <= 16) >= 2


def form_facts(document: Document, table: Table, position: int = 0) -> Iterator[Fact]:
    """The figures of a form, row by row; ids count from `position`."""
    project = _project(table)
    wholes: dict[int, str] = {}
    for row in range(table.height):
        if heads_targets(table, row):
            return
        for cell in (cell for cell in table.cells if cell.row == row):
            reading = read_cell(cell.text)
            label = _label(table, cell) if reading and reading.value is not None else None
            if reading is None or label is None:
                continue
            path = _path(label, project, wholes)
            yield _fact(document, table, cell, label, path, reading, position)
            position += 1


def _project(table: Table) -> str | None:
    """The value beside '项目名称'."""
    for cell in table.cells:
        named = cell.row < 4 and _PROJECT.fullmatch(folded(cell.text).rstrip(":"))
        if named and not _heads_a_list(table, cell):
            value = table.at(cell.row, cell.col + cell.col_span)
            return clean_label(value.text) if value and value.text.strip() else None
    return None


def _heads_a_list(table: Table, cell: Cell) -> bool:
    """'年度主要任务 ┆ 任务名称 | 主要内容' over several tasks, of which none is what the form is about."""
    left = table.at(cell.row, cell.col - 1) if cell.col else None
    return left is not None and left.row_span > 1


def _label(table: Table, cell: Cell) -> _Label | None:
    """The money label to the left; else the one above, with the left one as the wider label."""
    left = _beside(table, cell)
    group = _beside(table, left) if left else None
    if left and _names_money(left):
        return _Label(left, group if group and _names_money(group) else None)
    above = table.at(cell.row - 1, cell.col) if cell.row else None
    if above and _names_money(above):
        return _Label(above, left if left and _UNIT.search(folded(left.text)) else None)
    head, row_label = _stage_head(table, cell), _row_label(table, cell)
    if head and row_label:
        return _Label(row_label, None)
    if left and group and _UNIT.search(folded(group.text)) and read_cell(left.text) is None:
        return _Label(left, group)
    return None


def _stage_head(table: Table, cell: Cell) -> Cell | None:
    """The nearest label over a number that says its stage: 全年执行数."""
    for row in range(cell.row - 1, -1, -1):
        above = table.at(row, cell.col)
        if above is None or above.row != row or read_cell(above.text) is not None:
            continue
        if above.text.strip():
            return above if above.col == cell.col and stage_in(folded(above.text)) else None
    return None


def _row_label(table: Table, cell: Cell) -> Cell | None:
    """The label of money left of the numbers of a row: '其中：财政拨款 ┆ 2,380.39 ┆ 2,479.58'."""
    for column in range(cell.col - 1, -1, -1):
        left = table.at(cell.row, column)
        own = left is not None and left.row == cell.row and left.text.strip()
        if left is not None and own and read_cell(left.text) is None:
            return left if _names_money(left) else None
    return None


def _beside(table: Table, cell: Cell) -> Cell | None:
    """The cell that ends where this one begins, with words in it."""
    left = table.at(cell.row, cell.col - 1) if cell.col else None
    return left if left and left.text.strip() and read_cell(left.text) is None else None


def _names_money(cell: Cell) -> bool:
    return len(cell.text) <= 24 and bool(_MONEY.search(folded(cell.text)))


def _path(label: _Label, project: str | None, wholes: dict[int, str]) -> tuple[str, ...]:
    """'其中：财政拨款' and what stands under it are parts of the total above them."""
    name, column = clean_label(_UNIT.sub("", folded(label.cell.text))), label.cell.col
    if name.endswith("率"):
        own: tuple[str, ...] = (name,)
    elif _OF_WHICH.match(folded(label.cell.text)) or (
        wholes.get(column) and not re.search(r"总额|总计|合计|总投资", name)
    ):
        own = (*((wholes[column],) if column in wholes else ()), name)
    else:
        own = (name,)
        wholes[column] = name
    return (project, *own) if project else own


def _stated_above(table: Table, row: int) -> str | None:
    """The unit of the last money label above, '项目资金（万元）', else the table's."""
    above = (folded(cell.text) for cell in table.cells if cell.row <= row)
    stated = [found[1] for text in above if _MONEY.search(text) and (found := _UNIT.search(text))]
    return stated[-1] if stated else table.unit.value if table.unit else None


def _fact(
    document: Document,
    table: Table,
    cell: Cell,
    label: _Label,
    path: tuple[str, ...],
    reading: Reading,
    position: int,
) -> Fact:
    info = document.info
    words = [folded(c.text) for c in (label.cell, label.group) if c]
    stated = next((found[1] for text in words if (found := _UNIT.search(text))), None)
    unit = reading.unit or stated or _stated_above(table, cell.row)
    item = folded(path[-1])
    head = _stage_head(table, cell)
    year = year_in(item, info.fiscal_year) or year_in(folded(table.title), info.fiscal_year)
    return Fact(
        id=f"{document.doc_id}:{READER_VERSION}:fact:{position}",
        doc_id=document.doc_id,
        table=table.position,
        row=cell.row,
        column=cell.col,
        row_path=path,
        column_path=(),
        code=None,
        kind=reading.kind or "amount",
        value=reading.value,
        printed=reading.printed,
        unit=unit,
        year=year or info.fiscal_year,
        stage=stage_in(item)
        or stage_in(folded(head.text) if head else "")
        or default_stage(info.kind),
        measure="rate" if reading.kind == "percent" else "level",
        side=side_in(item) or side_in(folded(table.title)),
        fund=fund_in(item),
        scope="部门",
        state="printed",
        confidence=0.9 if unit else 0.5,
        citation=document.cite_cell(table, cell),
        at=exact_span(document, cell, reading),
    )
