"""Indicators of performance become Facts of their own measure: each numeric target under its path.

Takes a Document and a Table that heads indicators and their values, in its header or in a row of a
form; gives Facts of measure 'target' that cite the cell, the sign of relation kept as printed.
Targets are aims, no figures of a budget: they are stored beside those and never among them.
Targets in words ('及时解决', '12月底前', '80%～90%') are none.

    一级指标 | 二级指标 | 三级指标   | 指标值
    产出指标 | 数量指标 | 巡河次数   | ≥12.00(次)   -> ('湿地修复', '产出指标', '数量指标', '巡河次数')  12.00 次
             | 质量指标 | 水质达标率 | ≥95%         -> ('湿地修复', '产出指标', '质量指标', '水质达标率')  95 %
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from ingest.amount import number
from ingest.document import READER_VERSION, Cell, Document, Table
from ingest.facts import Fact, Kind
from ingest.figures.cells import Reading, exact_span
from ingest.figures.counted import is_counter
from ingest.figures.periods import default_stage, folded, year_in
from ingest.figures.rows import clean_label

__all__ = ["target_facts", "target_value"]

Role = Literal["project", "level", "value", "unit", "sign"]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("value", re.compile(r"(?:指标|目标)值(?:及单位|设定)?(?:\([^()]*\))?$")),
    (
        "level",
        re.compile(
            r"^(?:[一二三四]级(?:绩效)?指标(?:名称)?|(?:绩效|考核)?指标(?:名称|内容|类[型别])?)$"
        ),
    ),
    ("unit", re.compile(r"^(?:计量|度量|指标值?|数据)?单位$")),
    ("sign", re.compile(r"^(?:指标|运算|计算|关系|比较)?(?:符号|方向|性质)$")),
    ("project", re.compile(r"^(?:项目|政策|任务|专项)(?:支出)?名称$")),
)
_NOT_AIMED = re.compile(r"实际|完成值|解释|说明|依据|得分|权重|^上年|^历史|^前\w*年|评价标准")
_LONGEST_HEAD = 16

_SIGN = (
    r"≥|≤|=|>|<|>=|<=|≧|≦|大于等于|小于等于|大于或等于|小于或等于|大于|小于|等于"
    r"|不低于|不少于|不小于|不高于|不超过|不大于|不多于|至少|达到|达"
)
_TARGET = re.compile(
    rf"(?P<sign>{_SIGN})?(?P<number>[-+]?\d[\d,.]*)"
    r"(?P<unit>[^\d,.()≥≤<>=~\-—至到]{0,8}?|\([^\d()]{1,8}\))?(?P<after>\(含\)|以上|以内|以下)?"
)
_MONEY = re.compile(r"(?:亿|百万|万|千)?元")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_A_DATE = re.compile(r"[月日号旬]|.*[底前末后起]")
_SEVERAL = re.compile(r"\d[.,、]?\s+[-+]?\d")
_PERCENT = ("%", "％", "百分比", "个百分点", "百分点")
_IN_BRACKETS = re.compile(r"\((?:单位:)?([^()]{1,8})\)$")


class TargetValue(NamedTuple):
    """A target as one number: its kind and unit, None where the cell does not say the unit."""

    value: Decimal
    kind: Kind
    unit: str | None
    sure: bool


def target_value(text: str, *, unit: str = "", sign: str = "") -> TargetValue | None:
    """What a printed target is as a number; `unit` and `sign` where columns of their own say them.

    '≥13459.00(平方米)' -> 13459.00 平方米; '≤30万元' -> 30 万元; '1月', '第3名', '90%-95%' -> None.
    """
    if _SEVERAL.search(text.strip()):
        return None
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip("。;；")
    found = _TARGET.fullmatch(plain)
    value = number(found["number"]) if found else None
    if found is None or value is None:
        return None
    said = (found["unit"] or "").strip("()") or folded(unit)
    compared = bool(found["sign"] or found["after"] or re.search(_SIGN, folded(sign)))
    return _typed(value, said, compared)


def _typed(value: Decimal, said: str, compared: bool) -> TargetValue | None:
    if said in _PERCENT:
        return TargetValue(value, "percent", "%", True)
    if _MONEY.fullmatch(said):
        return TargetValue(value, "amount", said, True)
    if _A_DATE.match(said) or (said == "年" and _A_YEAR.fullmatch(str(value))):
        return None
    if not said:
        return TargetValue(value, "count", None, compared)
    sure = said not in ("万", "亿")
    return TargetValue(value, "count", said, sure) if is_counter(said) or compared else None


@dataclass
class _Block:
    """The columns under one head, and the labels in force down its rows."""

    roles: Mapping[int, Role]
    heads: Mapping[int, str]
    project: str | None = None
    carried: dict[int, str] = field(default_factory=dict)

    def columns(self, role: Role) -> list[int]:
        """The columns of one role, from left to right."""
        return sorted(column for column, known in self.roles.items() if known == role)


def target_facts(document: Document, table: Table, position: int = 0) -> Iterator[Fact]:
    """All numeric targets of one table, row by row; ids count from `position`."""
    block = _headed(table)
    project: str | None = None
    for row in range(table.header_rows, table.height):
        project = _project_beside(table, row) or project
        if fresh := _head_row(table, row):
            fresh.project = project
            repeated = block and (block.roles, block.project) == (fresh.roles, fresh.project)
            block = block if repeated else fresh
        elif block and _names_project(table, row) and not block.columns("project"):
            block = None
        elif block:
            for fact in _row_facts(document, table, row, block, position):
                yield fact
                position += 1


# ── where the indicators are headed ──────────────────────────────────────────────────────────


def _headed(table: Table) -> _Block | None:
    """The columns by the table's own header: its innermost texts."""
    leaves = {column: _leaf(path) for column, path in enumerate(table.column_paths) if path}
    return _block(leaves) if table.header_rows else None


def _leaf(path: tuple[str, ...]) -> str:
    """'目标值' of 目标值 / 数值: beside it stand the sign and the unit."""
    bare = len(path) > 1 and folded(path[-1]) in ("数值", "值")
    return path[-2] if bare and _role(folded(path[-2])) == "value" else path[-1]


def _head_row(table: Table, row: int) -> _Block | None:
    """The columns by a row inside the table: '一级指标 | 二级指标 | 三级指标 | 指标值'."""
    texts = {cell.col: cell.text for cell in table.cells if cell.row == row and cell.text.strip()}
    return _block(texts)


def _block(texts: Mapping[int, str]) -> _Block | None:
    named = {column: folded(text) for column, text in texts.items()}
    roles = {column: role for column, text in named.items() if (role := _role(text))}
    values = [column for column, role in roles.items() if role == "value"]
    levels = [column for column, role in roles.items() if role == "level"]
    if not values or not levels or min(levels) > min(values):
        return None
    return _Block(roles, {column: re.sub(r"\s+", "", texts[column]) for column in values})


def _role(text: str) -> Role | None:
    if len(text) > _LONGEST_HEAD or _NOT_AIMED.search(text):
        return None
    return next((role for role, pattern in _ROLES if pattern.search(text)), None)


def _names_project(table: Table, row: int) -> bool:
    return any(_is_project(cell) for cell in table.cells if cell.row == row)


def _is_project(cell: Cell) -> bool:
    return _role(folded(cell.text).rstrip(":")) == "project"


def _project_beside(table: Table, row: int) -> str | None:
    """The value beside '项目名称' in a form."""
    for cell in table.cells:
        if cell.row == row and _is_project(cell):
            value = table.at(row, cell.col + cell.col_span)
            if value and value.text.strip() and _role(folded(value.text)) is None:
                return clean_label(value.text)
    return None


# ── one row ──────────────────────────────────────────────────────────────────────────────────


def _row_facts(
    document: Document, table: Table, row: int, block: _Block, position: int
) -> Iterator[Fact]:
    path = _path(table, row, block)
    if path is None:
        return
    units, signs = (_cells(table, row, block.columns(role)) for role in ("unit", "sign"))
    for column in block.columns("value"):
        cell = table.at(row, column)
        if cell is None or cell.row != row or not cell.text.strip():
            continue
        unit = _said(units) or _bracketed((path[-1], block.heads[column]))
        if target := target_value(cell.text, unit=unit, sign=_said(signs)):
            beside = [cell]
            beside[:0] = [sign for sign in signs if re.fullmatch(_SIGN, folded(sign.text))]
            beside += [unit for unit in units if folded(unit.text) == target.unit]
            yield _fact(
                document, table, beside, cell, (path, block.heads[column]), target, position
            )
            position += 1


def _path(table: Table, row: int, block: _Block) -> tuple[str, ...] | None:
    """The labels of a row from the outermost level in; those merged or left blank come from above.

    None for a row whose innermost label is not printed: what stands in it is headed by nothing.
    """
    levels = [*block.columns("project"), *block.columns("level")]
    if any(target_value(_said(_cells(table, row, [column]))) for column in levels):
        block.carried.clear()  # the row has lost cells and moved left: what it is under is unknown
        return None
    innermost = table.at(row, levels[-1])
    if innermost is None or not innermost.text.strip() or innermost.col > levels[-1]:
        return None
    for at, column in enumerate(levels):
        cell = table.at(row, column)
        text = clean_label(cell.text) if cell else ""
        if text and text != block.carried.get(column):
            block.carried[column] = text
            for deeper in levels[at + 1 :]:
                block.carried.pop(deeper, None)
    labels = [block.carried[column] for column in levels if column in block.carried]
    whole = ([block.project] if block.project and not block.columns("project") else []) + labels
    return tuple(dict.fromkeys(whole))


def _cells(table: Table, row: int, columns: Iterable[int]) -> list[Cell]:
    found = (table.at(row, column) for column in columns)
    return [cell for cell in found if cell and cell.text.strip()]


def _said(cells: Iterable[Cell]) -> str:
    return next((cell.text.strip() for cell in cells), "")


def _bracketed(texts: Iterable[str]) -> str:
    """'%' of '群众满意度(%)' or of '目标值(%)'."""
    found = (_IN_BRACKETS.search(folded(text)) for text in texts)
    said = (match[1] for match in found if match)
    return next((text for text in said if target_value(f"1{text}") is not None), "")


def _fact(
    document: Document,
    table: Table,
    cited: Sequence[Cell],
    cell: Cell,
    paths: tuple[tuple[str, ...], str],
    target: TargetValue,
    position: int,
) -> Fact:
    info = document.info
    reading = Reading("printed", target.value, "".join(part.text.strip() for part in cited))
    pieces = tuple(piece for part in cited for piece in part.pieces)
    fiscal = info.fiscal_year
    sure = target.sure and not table.uncertain
    return Fact(
        id=f"{document.doc_id}:{READER_VERSION}:fact:{position}",
        doc_id=document.doc_id,
        table=table.position,
        row=cell.row,
        column=cell.col,
        row_path=paths[0],
        column_path=(paths[1],),
        code=None,
        kind=target.kind,
        value=target.value,
        printed=reading.printed,
        unit=target.unit,
        year=year_in(folded(paths[1]), fiscal) or year_in(folded(table.title), fiscal) or fiscal,
        stage=default_stage(info.kind),
        measure="target",
        side=None,
        fund=None,
        scope="部门",
        state="printed",
        confidence=0.9 if sure else 0.5,
        citation=document.cite_cell(table, cell._replace(pieces=pieces)),
        at=exact_span(document, cell, reading),
    )
