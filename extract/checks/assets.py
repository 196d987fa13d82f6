"""Rules about 国有资产, graded indicators and percentages: what their own table says of them.

Each function takes a Context and gives Outcomes; nothing at all means that no table of the needed
form is there. They are named in rules.yaml.

    优 ≥15 | 良 ≥10 | 中 ≥18 | 差 <18   -> broken: 中 lies above 良
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, sum_up
from extract.checks.within import cell_term
from extract.kinds import Sheet
from extract.labels import fold
from extract.ledger import Column, Row
from ingest.amount import number
from ingest.document import Cell, Document, Table
from ingest.facts import FindingSide

__all__ = ["assets_add_up", "grades_in_order", "shares_within_bounds"]

_TOTAL = re.compile(r"资产(?:总额|总计|合计)")
_KINDS = re.compile(
    r"流动资产|固定资产(?:原值|净值|价值)?|(?:累计|固定资产累计)折旧\S*|(?:无形资产)?累计(?:摊销)\S*|(?:长期|对外)(?:股权)?投资(?:/有价证券)?|有价证券"
    r"|在建工程|无形资产(?:原值|净值)?|公共基础设施|政府储备\S*|文物\S*|保障性住房|受托代理资产|其他资产"
)


def assets_add_up(context: Context) -> Iterator[Outcome]:
    """资产总额 = 流动 + 固定 − 折旧 + 投资 + 在建 + 无形 − 摊销 + 其他, at the start and at the end of the year."""
    for sheet in context.of_kind("assets"):
        total = next((r for r in sheet.ledger.rows if _TOTAL.fullmatch(r.label)), None)
        rows = _kinds(sheet, total)
        for column in sheet.ledger.columns if total and len(rows) > 2 else ():
            target = cell_term(sheet, total, column) if total else None
            parts = [t for row in rows if (t := _signed(sheet, row, column))]
            if target and target.yuan and len(parts) > 2:
                yield sum_up(target, parts, exact=True)


def _kinds(sheet: Sheet, total: Row | None) -> list[Row]:
    """The rows of the highest level; nothing where one of them is not a kind of assets."""
    if total is None:
        return []
    others = [row for row in sheet.ledger.rows if row is not total and row.label]
    rank = min((row.rank for row in others if row.rank), default=0)
    rows = [row for row in others if row.rank == rank or (_minus(sheet, row) and row.rank == 0)]
    labels = [row.label for row in rows]
    if len(set(labels)) < len(labels) or not all(_KINDS.fullmatch(label) for label in labels):
        return []
    net = any("净值" in label for label in labels)
    return [] if net and any(_minus(sheet, row) for row in rows) else rows


def _minus(sheet: Sheet, row: Row) -> bool:
    """'减：累计折旧' is taken off."""
    return any(fold(text).startswith("减:") for text in sheet.ledger.table.grid[row.index])


def _signed(sheet: Sheet, row: Row, column: Column) -> Term | None:
    term = cell_term(sheet, row, column)
    return term._replace(yuan=-term.yuan) if term and _minus(sheet, row) else term


class _Grade(NamedTuple):
    """One cell of a graded indicator: '≥15'."""

    cell: Cell
    sign: str
    value: Decimal


_GRADES = ("优", "良", "中", "差")
_GRADE = re.compile(r"(?P<sign>[≥≤><]|>=|<=)?(?P<n>\d[\d,]*(?:\.\d+)?)(?:%|[^\d%]{0,4})")


def grades_in_order(context: Context) -> Iterator[Outcome]:
    """优 is better than 良, 良 than 中, and 差 begins where 中 ends."""
    for table in context.document.tables:
        columns = _grade_columns(table)
        for row in range(table.header_rows, table.height) if columns else ():
            cells = [table.at(row, column) for column in columns]
            grades = [_grade(cell) for cell in cells if cell is not None]
            known = [grade for grade in grades if grade is not None]
            if len(known) == len(columns):
                yield _graded(context.document, table, known)


def _grade_columns(table: Table) -> list[int]:
    """The columns 优, 良, 中 and, if printed, 差; nothing where one stands twice."""
    heads = [fold(path[-1]) if path else "" for path in table.column_paths]
    found = [[i for i, head in enumerate(heads) if head == name] for name in _GRADES]
    if any(len(columns) != 1 for columns in found[:3]) or len(found[3]) > 1:
        return []
    return [columns[0] for columns in found if columns]


def _grade(cell: Cell) -> _Grade | None:
    found = _GRADE.fullmatch(fold(cell.text))
    value = number(found["n"]) if found else None
    return None if found is None or value is None else _Grade(cell, found["sign"] or "", value)


def _graded(document: Document, table: Table, grades: Sequence[_Grade]) -> Outcome:
    upper, worst = grades[:3], grades[3:]
    falling = upper[0].sign in ("≥", ">", ">=") or (
        not upper[0].sign and upper[0].value > upper[2].value
    )
    wrong = [
        pair
        for pair in pairwise(upper)
        if (pair[0].value < pair[1].value) == falling and pair[0].value != pair[1].value
    ]
    if worst and worst[0].sign in ("<", ">") and worst[0].value != upper[2].value:
        wrong.append((upper[2], worst[0]))
    shown = "、".join(
        f"{name}{fold(grade.cell.text)}" for name, grade in zip(_GRADES, grades, strict=False)
    )
    cited = wrong[0] if wrong else tuple(upper[:2])
    sides = tuple(
        FindingSide("评价标准", None, None, document.cite_cell(table, g.cell), fold(g.cell.text))
        for g in cited
        if g.cell.pieces
    )
    if wrong:
        return Outcome("broken", f"评价标准{shown}：等次的顺序不对", sides=sides)
    return Outcome("ties", f"评价标准{shown}", group="等次", sides=sides)


_BOUNDED = re.compile(
    r"(?:满意度|满意率|覆盖率|合格率|及时率|准确率|达标率|知晓率|参与率|优良率|占比|比重|所占比例)(?:\([^()]*\))?"
)
_PERCENT = re.compile(r"(?:[≥≤><=]|>=|<=|不低于|不少于|达到)?(?P<p>-?\d[\d,]*(?:\.\d+)?)%(?:以上)?")


def shares_within_bounds(context: Context) -> Iterator[Outcome]:
    """A share, a rate of satisfaction, coverage or quality lies within 0 and 100 %."""
    document = context.document
    for table in document.tables:
        for cell in table.cells:
            found = _PERCENT.fullmatch(fold(cell.text)) if "%" in fold(cell.text) else None
            value = number(found["p"]) if found else None
            if value is None or cell.row < table.header_rows or not _bounded(table, cell):
                continue
            side = FindingSide("占比或达标率", value, "%", document.cite_cell(table, cell))
            if 0 <= value <= 100:
                yield Outcome("ties", f"{value}% 在 0 到 100 之间", sides=(side,), group="百分比")
            else:
                message = f"《{fold(table.title)}》印有 {value}%，占比、达标率应在 0 到 100% 之间"
                yield Outcome("broken", message, sides=(side,))


def _bounded(table: Table, cell: Cell) -> bool:
    """Its header, or a cell before it in its row, names a share or a rate that cannot exceed the whole."""
    path = table.column_paths[cell.col] if cell.col < len(table.column_paths) else ()
    before = [fold(text) for text in table.grid[cell.row][: cell.col]]
    names = [fold(path[-1])] if path else []
    return any(_BOUNDED.search(text[-12:]) and len(text) < 40 for text in [*names, *before[-1:]])
