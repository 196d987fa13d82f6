"""What a project's form aims at: every indicator with its target, a line each.

Takes a Document and the Table of a form, gives lines: the name under 三级指标, the value under 指标值, with
the sign and the unit that have columns of their own, the classes and the project they stand under, and
what a self-evaluation prints behind the target (实际完成值, 得分). Knows no question.

    '大坝防渗墙施工长度 | ≥ | 386米'   ->   '大坝防渗墙施工长度：≥386米'   under 产出指标, 数量指标
    '举办讲座 | ≥5 | ≥3 | <3'         ->   '举办讲座：优≥5，良≥3，差<3'   under 评价标准
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.document import Cell, Document, Table
from retrieval.printed.prose import Line, cell_line
from retrieval.words.lexicon import label_key

__all__ = [
    "FormReason",
    "FormScore",
    "FormTarget",
    "form_targets",
    "reason_of",
    "score_of",
    "targets_of",
]

_NAME = re.compile(r"三级指标|指标名称|指标内容|绩效指标|指标")
_VALUE = re.compile(
    r"(?:年度|全年|年初|本年|当年|绩效|预期|计划|设定|指标|目标)*(?:指标|目标|预期|计划|设定)值|(?:年初|预期|指标)目标"
)
_SIGN = re.compile(r"[≥≤＞＜=＝><]{1,2}|(?:大于|小于|等于)(?:等于)?|不[低少]于|不[超高]过?")
_SIGN_HEAD = re.compile(r"(?:指标|计算|运算)?(?:符号|方向|性质)$")
_UNIT_HEAD = re.compile(r"(?:计量|度量|指标值?)?单位$")
_CLASS_HEAD = re.compile(r"[一二]级指标|指标(?:类[别型]|性质|属性)")
_PROJECT_HEAD = re.compile(r"项目(?:支出)?名称|专项名称|职责活动|活动名称")
_GRADE_HEAD = re.compile(r"优秀?|良好?|中等?|差|合格|不合格")
_CLASS = re.compile(
    r"指标$|^(?:产出|数量|质量|时效|成本|效益|(?:经济|社会|生态|环境)效益|可持续影响|满意度|服务对象满意度)$"
)
_NOTE = re.compile(r"(?:原因|措施|总分|说明)$|原因[及和与、]|^备注")
_FEWEST = 2


class FormTarget(NamedTuple):
    """One indicator with its target; `classes` from the outer to the inner, `project` '' where none is said.

    - `told`: the target as printed, with its sign and unit.
    - `behind`: the cells of the row behind the target, each with the head of its column.
    - `unit`: what the numbers of the row count, where that has a column of its own.
    """

    line: Line
    classes: tuple[str, ...]
    project: str
    table: Table
    name: Cell
    told: str
    behind: tuple[tuple[str, Cell], ...] = ()
    unit: str = ""


def form_targets(document: Document, table: Table) -> list[Line]:
    """The indicators of a form with their targets, in the order of its rows."""
    return [target.line for target in targets_of(document, table)]


def targets_of(document: Document, table: Table) -> list[FormTarget]:
    """The same, each with the classes and the project that it stands under."""
    head = _head_row(table)
    columns = _columns(table, head) if head is not None else None
    if head is None or columns is None:
        return list(_graded_rows(document, table))
    found = list(_rows(document, table, head, *columns))
    return found if len(found) >= _FEWEST else []


def _graded_rows(document: Document, table: Table) -> Iterator[FormTarget]:
    """The rows of a table that prints a target for every grade: 优, 良, 中, 差."""
    heads = [label_key(path[-1]) if path else "" for path in table.column_paths]
    grades = [col for col, head in enumerate(heads) if _GRADE_HEAD.fullmatch(head)]
    names = [col for col, head in enumerate(heads) if _NAME.fullmatch(head)]
    if len(grades) < _FEWEST or not names:
        return
    of_project = next((c for c, head in enumerate(heads) if _PROJECT_HEAD.fullmatch(head)), None)
    project = ""
    for row in range(table.header_rows, table.height):
        cells = _cells(table, row)
        if of_project is not None and (cell := cells[of_project]) and cell.text.strip():
            project = "".join(cell.text.split())
        named = cells[names[-1]]
        told = [(heads[col], c) for col in grades if (c := cells[col]) and c.text.strip()]
        if not (named and named.text.strip() and told) or named.row != row:
            continue
        text = "，".join(head + "".join(cell.text.split()) for head, cell in told)
        line = cell_line(
            document,
            table,
            [named, *(cell for _, cell in told)],
            f"{''.join(named.text.split())}：{text}",
        )
        labels = (*line.labels, *(head for head, _ in told))
        yield FormTarget(replace(line, labels=labels), (), project, table, named, text)


def _head_row(table: Table) -> int | None:
    """The row that heads names and targets, the lower of two: '绩效指标' over '三级指标'."""
    heads = [row for row in range(table.height) if _columns(table, row)]
    if not heads:
        return None
    return heads[1] if heads[1:] and heads[1] == heads[0] + 1 else heads[0]


def _columns(table: Table, row: int) -> tuple[int, int] | None:
    """The column of the names and that of the targets, where a row heads both."""
    keys = _keys(table, row)
    values = [col for col, key in enumerate(keys) if _VALUE.fullmatch(key)]
    names = [col for col, key in enumerate(keys) if _NAME.fullmatch(key)]
    names = [col for col in names if values and col < values[0]]
    return (names[-1], values[0]) if names else None


def _cells(table: Table, row: int) -> list[Cell | None]:
    return [table.at(row, col) for col in range(table.columns)]


def _keys(table: Table, row: int) -> list[str]:
    return [label_key(cell.text) if cell else "" for cell in _cells(table, row)]


def _rows(
    document: Document, table: Table, head: int, name: int, value: int
) -> Iterator[FormTarget]:
    heads = _keys(table, head)
    classed = [col for col in range(name) if _CLASS_HEAD.fullmatch(heads[col])]
    over = [_keys(table, row) for row in range(head + 1)]
    of_project = next(
        (c for c in range(name) if any(_PROJECT_HEAD.fullmatch(keys[c]) for keys in over)), None
    )
    column = of_project if of_project is not None and not _form_name(table) else None
    project, classes = _form_name(table), dict.fromkeys(classed, "")
    for row in range(head + 1, table.height):
        cells = _cells(table, row)
        for col in classed:
            if (cell := cells[col]) and _CLASS.search(label_key(cell.text)):
                classes |= {col: "".join(cell.text.split())}
                classes |= {c: "" for c in classed if c > col}
        if column is not None and (cell := cells[column]) and cell.text.strip():
            project = "".join(cell.text.split())
        named, told = cells[name], cells[value]
        if not (named and told) and classed:
            named, told = _moved(cells)
        if not (named and told and named.pieces and told.pieces) or named.row != row:
            continue
        if named is told or _NOTE.search(label_key(named.text)):
            continue  # '总分' over both columns, '偏差原因及改进措施' below them
        signs = [c for c, key in zip(cells, heads, strict=True) if c and _SIGN_HEAD.search(key)]
        units = [c for c, key in zip(cells, heads, strict=True) if c and _UNIT_HEAD.fullmatch(key)]
        sign = [c for c in signs if _SIGN.fullmatch(c.text.strip())]
        unit = [c for c in units if c.text.strip() and c.text.strip() not in told.text]
        parts = [cell for cell in (*sign, told, *unit) if cell.pieces]
        text = "".join("".join(cell.text.split()) for cell in parts)
        label = "".join(named.text.split())
        line = cell_line(document, table, [named, *parts], f"{label}：{text}")
        behind = tuple(
            (heads[col], cell)
            for col, cell in enumerate(cells)
            if col > told.col and cell and cell not in parts and cell.text.strip()
        )
        under = tuple(filter(None, classes.values()))
        of_unit = "".join("".join(cell.text.split()) for cell in unit)
        yield FormTarget(line, under, project, table, named, text, behind, of_unit)


class FormReason(NamedTuple):
    """Why the targets of one form were missed, as its last row says for all of them."""

    line: Line
    project: str
    table: Table
    head: str
    told: Cell


def reason_of(document: Document, table: Table) -> FormReason | None:
    """What stands right of '偏差原因及改进措施', where one cell says it for the whole form."""
    for row in range(table.height - 1, -1, -1):
        cells = [c for c in dict.fromkeys(_cells(table, row)) if c and c.text.strip()]
        if len(cells) == 2 and _REASON.search(label_key(cells[0].text)) and len(cells[1].text) > 4:
            head = "".join(cells[0].text.split())
            line = cell_line(document, table, [cells[1]])
            return FormReason(line, _form_name(table), table, head, cells[1])
    return None


_REASON = re.compile(
    r"^(?:(?:目标|指标|主要|存在)*(?:偏差|未完成|扣分|未达标?|问题)).{0,6}(?:原因|措施|分析)"
)


class FormScore(NamedTuple):
    """The whole score that a self-evaluation of one project, or of the unit, came to."""

    line: Line
    project: str
    table: Table
    printed: str


def score_of(document: Document, table: Table) -> FormScore | None:
    """What stands under 得分 in the row of the total."""
    heads: list[str] = []
    for row in range(table.height):
        keys = _keys(table, row)
        if any(_SCORE_HEAD.fullmatch(key) for key in keys):
            heads = keys
            continue
        name = next((c for c in _cells(table, row) if c and c.text.strip()), None)
        if not heads or name is None or not _SCORE_ROW.fullmatch(label_key(name.text)):
            continue
        column = max(col for col, key in enumerate(heads) if _SCORE_HEAD.fullmatch(key))
        cell = table.at(row, column)
        if cell and cell is not name and re.fullmatch(r"\d+(?:\.\d+)?分?", cell.text.strip()):
            line = cell_line(document, table, [name, cell], f"总分：{cell.text.strip()}")
            return FormScore(line, _form_name(table), table, cell.text.strip().rstrip("分"))
    return None


_SCORE_HEAD = re.compile(r"(?:自评|评价|最终|绩效|指标)?得分")
_SCORE_ROW = re.compile(r"(?:自评|绩效|评价|得分)*(?:总分|总得分|得分合计|合计|总计)(?:值)?")


def _moved(cells: Sequence[Cell | None]) -> tuple[Cell | None, Cell | None]:
    """Name and target of a row that a conversion moved to the left: the two words behind its classes."""
    printed = [c for c in dict.fromkeys(cells) if c and c.text.strip()]
    left = [c for c in printed if not _CLASS.search(label_key(c.text))]
    return (left[0], left[1]) if len(left) == 2 else (None, None)


def _form_name(table: Table) -> str:
    """The project that a form is of: what stands right of its label 项目名称."""
    for cell in table.cells:
        if _PROJECT_HEAD.fullmatch(label_key(cell.text)):
            right = range(cell.col + cell.col_span, table.columns)
            beside = next((c for at in right if (c := table.at(cell.row, at))), None)
            below = table.at(cell.row + cell.row_span, cell.col)
            if beside and not _HEAD.search(label_key(beside.text)) and not _in_column(below):
                return "".join(beside.text.split())
    return ""


_HEAD = re.compile(r"指标|金额|资金|预算|目标|单位$|部门$|编码|序号|类[别型]")


def _in_column(below: Cell | None) -> bool:
    """Whether what stands below a label is a name too, and no other label of the form."""
    return below is not None and not re.search(
        r"单位|部门|资金|属性|类|期|目标|依据|负责|指标|预算|执行|情况|概[况述]", below.text[:8]
    )
