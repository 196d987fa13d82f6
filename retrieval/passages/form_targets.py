"""What a project's form aims at: every indicator with its target, a line each.

Takes a Document and the Table of a form, gives lines: the name under 三级指标, the value under 指标值, with
the sign and the unit that have columns of their own. Knows no question.

    '大坝防渗墙施工长度 | ≥ | 386米'   ->   '大坝防渗墙施工长度：≥386米'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Cell, Document, Table
from retrieval.printed.prose import Line, cell_line
from retrieval.words.lexicon import label_key

__all__ = ["form_targets"]

_NAME = re.compile(r"三级指标|指标名称|指标内容|绩效指标|指标")
_VALUE = re.compile(r"(?:年度|全年|绩效)?(?:指标|目标)值|预期值|目标值")
_SIGN = re.compile(r"[≥≤＞＜=＝><]{1,2}|(?:大于|小于|等于)(?:等于)?|不[低少]于|不[超高]过?")
_SIGN_HEAD = re.compile(r"(?:指标|计算|运算)?(?:符号|方向|性质)$")
_UNIT_HEAD = re.compile(r"(?:计量|度量|指标值?)?单位$")
_FEWEST = 2


def form_targets(document: Document, table: Table) -> list[Line]:
    """The indicators of a form with their targets, in the order of its rows."""
    head = next((row for row in range(table.height) if _columns(table, row)), None)
    columns = _columns(table, head) if head is not None else None
    if head is None or columns is None:
        return []
    name, value = columns
    found = list(_rows(document, table, head, name, value))
    return found if len(found) >= _FEWEST else []


def _columns(table: Table, row: int) -> tuple[int, int] | None:
    """The column of the names and that of the targets, where a row heads both."""
    keys = [label_key(cell.text) if cell else "" for cell in _cells(table, row)]
    values = [col for col, key in enumerate(keys) if _VALUE.fullmatch(key)]
    names = [col for col, key in enumerate(keys) if _NAME.fullmatch(key)]
    names = [col for col in names if values and col < values[0]]
    return (names[-1], values[0]) if names else None


def _cells(table: Table, row: int) -> list[Cell | None]:
    return [table.at(row, col) for col in range(table.columns)]


def _rows(document: Document, table: Table, head: int, name: int, value: int) -> Iterator[Line]:
    heads = [label_key(cell.text) if cell else "" for cell in _cells(table, head)]
    for row in range(head + 1, table.height):
        cells = _cells(table, row)
        named, told = cells[name], cells[value]
        if not (named and told and named.pieces and told.pieces) or named.row != row:
            continue
        signs = [c for c, key in zip(cells, heads, strict=True) if c and _SIGN_HEAD.search(key)]
        units = [c for c, key in zip(cells, heads, strict=True) if c and _UNIT_HEAD.fullmatch(key)]
        sign = [c for c in signs if _SIGN.fullmatch(c.text.strip())]
        unit = [c for c in units if c.text.strip() and c.text.strip() not in told.text]
        parts = [cell for cell in (*sign, told, *unit) if cell.pieces]
        text = "".join("".join(cell.text.split()) for cell in parts)
        label = "".join(named.text.split())
        yield cell_line(document, table, [named, *parts], f"{label}：{text}")
