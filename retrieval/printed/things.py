"""The things that tables and forms of a document print by name, each with what stands beside its name.

Takes a Document, gives Things: a project, a purchase, a service, an asset, a unit, an indicator. A row of
a table is one by its innermost name; a form of one project is one, and every indicator in it is another.
Knows no question.

    '茶园示范奖补 | 农业局 | 96.50'    ->   Thing('茶园示范奖补', {实施单位: 农业局, 合计: 96.50})
    '设备采购 | 检测仪 | 12 | 台'      ->   Thing('检测仪', over '设备采购', {数量: 12, 计量单位: 台})
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from ingest.document import Cell, Document, Table
from retrieval.printed.form_targets import FormTarget, targets_of
from retrieval.words.lexicon import folded

__all__ = ["Field", "Kind", "Thing", "things"]


class Field(NamedTuple):
    """A cell beside a name, with the heads over it ('本年拨款', '一般公共预算')."""

    heads: tuple[str, ...]
    cell: Cell

    @property
    def head(self) -> str:
        """The innermost head, folded."""
        return self.heads[-1] if self.heads else ""


Kind = Literal["item", "project", "unit", "sum", "indicator"]


class Thing(NamedTuple):
    """A named thing: `over` is the project that it is printed under, `target` set for an indicator.

    - `kind` 'item' is a purchase, a service, an asset; 'sum' the row of the total under units.
    """

    table: Table
    name: Cell
    over: str
    fields: tuple[Field, ...]
    kind: Kind
    target: FormTarget | None = None


_INNER = re.compile(
    r"(?:采购|购买|服务)(?:内容|品目|项目)(?:名称)?|品目名称|(?:政府)?购买服务(?:项目|内容|事项)?(?:名称)?|(?:资产|设备|物品|货物)名称|(?:车辆)?用途|车辆类[别型]"
)
_PROJECT = re.compile(
    r"(?:对应|预算|支出|所属)?(?:专项|任务|活动)(?:名称)?|(?:对应|预算|所属)项目(?:名称)?|项目名称|[一二]级项目"
)
_BARE = re.compile(r"项目")
_UNIT = re.compile(r"(?:预算)?单位(?:名称)?")
_ORDER: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_INNER, "item"),
    (_PROJECT, "project"),
    (_UNIT, "unit"),
    (_BARE, "item"),
)
_BESIDE_BARE = re.compile(r"数量|说明|类别")
_SUM = re.compile(r"(?:合|总|小)\s*计")
_BLANK = re.compile(r"[—\-－/\s]*")
_FORM_HEADS = re.compile(r"三级指标|指标名称|绩效指标")
_FORM_NAME = re.compile(r"项目(?:支出)?名称|专项名称")
_MONEY_ROW = re.compile(r"(?:年度|项目)?(?:资金|预算)(?:总额|合计|金额)|年度资金总额")
_LABEL = re.compile(
    r"(?:单位|部门|来源|依据|目标|类别|类型|属性|期限|周期|时间|金额|总额|预算数|执行数|执行率|得分|情况|内容|负责人|联系人|理由|名称|概[况述]|分值|权重|方案|计划)$"
)


@lru_cache(maxsize=64)
def things(document: Document) -> tuple[Thing, ...]:
    """Every thing of the document, in the order of its tables."""
    return tuple(thing for table in document.tables for thing in _of_table(document, table))


def _of_table(document: Document, table: Table) -> Iterator[Thing]:
    targets = targets_of(document, table)
    form = _form(table)
    if form is not None:
        yield form
    for target in targets:
        told = Field(("指标值",), target.name)
        behind = tuple(Field((head,), cell) for head, cell in target.behind)
        yield Thing(table, target.name, target.project, (told, *behind), "indicator", target)
    if form is None and not (targets and table.header_rows == 0):
        yield from _rows(table, projects_only=bool(targets))


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _heads(table: Table) -> list[tuple[str, ...]]:
    return [tuple(_plain(label) for label in path) for path in table.column_paths]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", folded(text))


def _rows(table: Table, *, projects_only: bool) -> Iterator[Thing]:
    """A thing a row, by the innermost column of names; '' where a name goes on from the row above."""
    heads = _heads(table)
    bare = [_bare_head(path) for path in heads]
    if len(table.groups) > 1:
        return
    columns = [
        (column, kind)
        for wording, kind in _ORDER
        if kind == "project" or not projects_only
        for column, head in enumerate(bare)
        if wording.fullmatch(head)
    ]
    if not columns:
        return
    own, kind = columns[0]
    if _BARE.fullmatch(bare[own]) and not any(map(_BESIDE_BARE.search, bare)):
        return
    outer = [column for column, of in columns if of == "project" and column != own][:1]
    over = ""
    for row in range(table.header_rows, table.height):
        cells = [table.at(row, column) for column in range(table.columns)]
        total = next((c for c in cells[: own + 1] if c and _SUM.search(c.text)), None)
        if total is not None and kind != "unit":
            continue
        if outer and (cell := cells[outer[0]]):
            over = _plain(cell.text) or over
        name = total or cells[own]
        if name is None or name.row != row or not _is_name(name):
            continue
        fields = tuple(
            Field(heads[column], cell)
            for column, cell in enumerate(cells)
            if column != own and cell and not _BLANK.fullmatch(cell.text)
        )
        yield Thing(table, name, over, fields, "sum" if total else kind)


def _bare_head(path: tuple[str, ...]) -> str:
    """The innermost head without its brackets; none for names of 科目: '单位名称(科目)'."""
    head = path[-1] if path else ""
    return "" if "科目" in head else re.sub(r"\(.*?\)", "", head)


def _is_name(cell: Cell) -> bool:
    return len(cell.text.strip()) > 1 and re.search(r"[\u4e00-\u9fff]", cell.text) is not None


# ── forms ────────────────────────────────────────────────────────────────────────────────────


def _form(table: Table) -> Thing | None:
    """The one project that a form is of, with what stands beside its labels."""
    label = next((c for c in table.cells if _FORM_NAME.fullmatch(_plain(c.text))), None)
    if label is None or label.row > 3:
        return None
    name = _beside(table, label)
    below = table.at(label.row + label.row_span, label.col)
    headed = label.row < table.header_rows and not (below and below.text.strip())
    if name is None or headed or _is_label(_plain(name.text)) or _is_column(below):
        return None
    ends = next((c.row for c in table.cells if _FORM_HEADS.search(_plain(c.text))), table.height)
    return Thing(table, name, "", tuple(_labelled(table, name, ends)), "project")


def _is_column(below: Cell | None) -> bool:
    """Whether names stand below the label, as in a list of projects."""
    return below is not None and below.text.strip() != "" and not _is_label(_plain(below.text))


def _labelled(table: Table, name: Cell, ends: int) -> Iterator[Field]:
    """The labels of a form above its indicators, each with what is printed right of it or below."""
    heads: dict[int, str] = {}
    for cell in table.cells:
        text = re.sub(r"[:：]$", "", _plain(cell.text))
        if cell is name or cell.row >= ends or len(text) > 16:
            continue
        if _is_label(text):
            right = _beside(table, cell)
            if right is not None and right is not name and not _is_label(_plain(right.text)):
                yield Field((_head(text),), right)
                if _MONEY_ROW.search(text):
                    yield from _under(table, right.row, heads)
            else:
                heads[cell.col] = text
                below = table.at(cell.row + cell.row_span, cell.col)
                if below is not None and below.row < ends and _told_below(text, below):
                    yield Field((text,), below)


_YEAR = re.compile(r"^\d{4}年度?")
_LONGEST_LABEL = 9


def _head(label: str) -> str:
    """'2025年资金总额(万元)' is the label 资金总额."""
    return _YEAR.sub("", re.sub(r"\((?:万|亿)?元\)$", "", label))


def _is_label(text: str) -> bool:
    bare = _YEAR.sub("", re.sub(r"\(.*?\)", "", text))
    return len(bare) <= _LONGEST_LABEL and _LABEL.search(bare) is not None


def _told_below(label: str, cell: Cell) -> bool:
    """Whether a cell is what its label over it says: a sentence, or the number of a stage."""
    if _OF_STAGE.search(label) and re.match(r"[\d,.]+%?$", cell.text.strip()):
        return True
    return len(cell.text.strip()) > 8 and not _is_label(_plain(cell.text))


_OF_MONEY_DONE = re.compile(r"得分|分值|权重")
_OF_STAGE = re.compile(r"(?:预算数|执行数|决算数|执行率)$")


def _under(table: Table, row: int, heads: dict[int, str]) -> Iterator[Field]:
    """The cells of the row of the whole money, each under the label over its column."""
    for column, head in heads.items():
        cell = table.at(row, column)
        if _OF_MONEY_DONE.search(head):
            continue  # what the spending scored is not what the project scored
        if cell is not None and re.search(r"\d", cell.text) and cell.row == row:
            yield Field((head,), cell)


def _beside(table: Table, label: Cell) -> Cell | None:
    """The first cell right of a label that prints something."""
    right = range(label.col + label.col_span, table.columns)
    cells = (table.at(label.row, column) for column in right)
    return next((c for c in cells if c is not None and c is not label and c.text.strip()), None)
