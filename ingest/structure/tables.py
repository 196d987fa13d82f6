"""A placed table → its header paths, column groups and checksum.

Takes the cells of `ingest.structure.canonical`; knows how budget tables are laid out (收入 | 支出 side by
side, codes, names, totals); knows nothing of captions or sections.

    收入       |        | 支出       |         header_rows 2, groups ((0, 2), (2, 4))
    项目       | 预算数 | 项目       | 预算数   column_paths[1] ('收入', '预算数')
    收入总计   | 51,447 | 支出总计   | 51,447   checksum_total '51,447'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ingest.amount import Unit, number
from ingest.document import Cell, Table
from ingest.structure.canonical import PlacedTable
from ingest.structure.header import (
    Grid,
    Labels,
    depth_by_figures,
    depth_by_spans,
    is_figure,
    rebuilt,
    spanned,
)
from ingest.structure.preface import Preface, is_form, preface_of
from ingest.structure.slipped import Move

__all__ = ["Head", "cells_of", "checksum_total", "head_of", "unit_of_rows"]

_TOTALS = (
    re.compile(r"总计|合计|收入总计|支出总计|金额合计|总合计|[“\"]?三公[”\"]?经费合计"),
    re.compile(r"(?:本年|当年)?(?:收入|支出|收支)(?:合计|总计)"),
    re.compile(r"(?:金额|支出|收入|预算|项目|[“\"]?三公[”\"]?经费(?:支出)?)?(?:总额|总计|合计)"),
)
_ITEM = re.compile(
    r".{0,8}(?:项目|科目|品目)(?:名称|编码|代码)?|编码|名称|收入|支出|栏次|补充资料|单位名称"
)
_OWN = re.compile(r"[（(](?:.{0,2}本级|.{0,2}本部|.{0,2}机关)[）)]")
_COUNTS = re.compile(r"(?:行次|序号|项次|编码|代码|数量)$")
_YEAR = re.compile(r"^\s*(?:19|20)\d{2}\s*年|^增减")
_CODE = re.compile(r"编码|代码|编号|序号|行次|^[类款项]$")
_UNITS = re.compile(r"(?:计量|数量)?单位")
_SIDE = re.compile(r"收入|支出|资产|负债|补充资料|来源|用途|分类")


class Head(NamedTuple):
    """The header of a table: its depth, the path over each column, the groups, what stands above it."""

    rows: int
    paths: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[int, int], ...]
    uncertain: tuple[str, ...] = ()
    preface: Preface = Preface()
    moves: tuple[Move, ...] = ()


def head_of(table: PlacedTable) -> Head:
    """The header of a placed table."""
    grid, columns = _grid(table), table.raw.columns
    preface = preface_of(grid)
    inner = grid[preface.rows :]
    if is_form(inner) or (_names_owner_only(preface) and is_form(grid)):
        return Head(0, ((),) * columns, ((0, columns),), preface=preface)
    cells: Sequence[Cell] = table.cells
    if preface.rows and table.raw.spans_known:
        cells = [c._replace(row=c.row - preface.rows) for c in cells if c.row >= preface.rows]
    depth = _depth(table, cells, inner, preface.rows)
    labels = _labels(table, cells, inner, depth)
    rows = [*labels.rows, *_code_labels(inner, depth)]
    paths = tuple(_path(rows, col) for col in range(columns))
    groups = _groups(inner[depth:], paths)
    return Head(preface.rows + depth, paths, groups, labels.uncertain, preface, labels.moves)


def _names_owner_only(preface: Preface) -> bool:
    """Above the rest stands whose table it is, and nothing else: the first pair of a form as well."""
    return preface.rows == 1 and not (preface.title or preface.number or preface.unit)


def cells_of(table: PlacedTable, head: Head) -> tuple[Cell, ...]:
    """The cells, header labels that a conversion set one column off back in theirs."""
    if not head.moves:
        return table.cells
    to = {(move.row + head.preface.rows, move.col): move.to for move in head.moves}
    moved = (cell._replace(col=to.get((cell.row, cell.col), cell.col)) for cell in table.cells)
    return tuple(sorted(moved, key=lambda cell: (cell.row, cell.col)))


def unit_of_rows(table: PlacedTable, head: Head) -> Unit | None:
    """The unit of money that a column 计量单位 prints beside its rows, where there is but one."""
    columns = {i for i, path in enumerate(head.paths) if path and _UNITS.fullmatch(_bare(path[-1]))}
    said = {_bare(cell.text) for cell in table.cells if cell.col in columns}
    money = [unit for unit in Unit if unit.value in said]
    return money[0] if len(money) == 1 else None


def _depth(table: PlacedTable, cells: Sequence[Cell], grid: Grid, above: int) -> int:
    if table.raw.header_rows is not None:
        return max(0, min(table.raw.header_rows, table.height) - above)
    return depth_by_spans(cells, grid) if table.raw.spans_known else depth_by_figures(grid)


def _labels(table: PlacedTable, cells: Sequence[Cell], grid: Grid, depth: int) -> Labels:
    if table.raw.spans_known:
        return spanned(cells, depth, table.raw.columns)
    return rebuilt(grid, depth)


def _code_labels(grid: Grid, depth: int) -> list[list[str]]:
    """类 | 款 | 项 printed beside the first total head their columns, although the row is data."""
    if depth >= len(grid) or [text for text in grid[depth] if text in "类款项"][:2] != ["类", "款"]:
        return []
    return [[text if text in ("类", "款", "项") else "" for text in grid[depth]]]


def _grid(table: PlacedTable) -> list[list[str]]:
    grid = [[""] * table.raw.columns for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def _path(labels: Sequence[Sequence[str]], col: int) -> tuple[str, ...]:
    path: list[str] = []
    for row in labels:
        if row[col] and (not path or path[-1] != row[col]):
            path.append(row[col])
    return tuple(path)


def _groups(body: Grid, paths: Sequence[tuple[str, ...]]) -> tuple[tuple[int, int], ...]:
    """Column ranges with row labels of their own: 收入 | 支出 side by side, or one list in two runs."""
    columns = len(paths)
    if not columns:
        return ()

    @cache
    def labels(col: int) -> bool:
        return _is_label_column(body, col, paths[col])

    starts = [0]
    for col in range(1, columns):
        fresh = _heads_again(paths, starts, col) and labels(col) and not labels(col - 1)
        if fresh and not all(map(labels, range(col, columns))):
            starts.append(col)
    return tuple(zip(starts, [*starts[1:], columns], strict=True))


def _is_label_column(body: Grid, col: int, path: tuple[str, ...]) -> bool:
    """Codes, names and items; decided by the header, then by what is printed."""
    leaf = _bare(path[-1]) if path else ""
    if _CODE.search(leaf):
        return True
    printed = [row[col] for row in body if row[col].strip()]
    if not printed:
        return bool(leaf) and bool(_ITEM.fullmatch(leaf))
    return sum(1 for text in printed if not is_figure(text)) * 2 > len(printed)


def _heads_again(paths: Sequence[tuple[str, ...]], starts: Sequence[int], col: int) -> bool:
    """The column is headed as a group's first column is, or under another side of the account."""
    leaf = _bare(paths[col][-1]) if paths[col] else ""
    firsts = {_bare(paths[start][-1]) for start in starts if paths[start]}
    if leaf and leaf in firsts:
        return True
    top, before = (_bare(paths[at][0]) if paths[at] else "" for at in (col, col - 1))
    other_side = top != before and bool(_SIDE.search(top))
    return (other_side or len(paths[col]) > 1) and bool(_ITEM.fullmatch(leaf)) and bool(leaf)


def _bare(text: str) -> str:
    return "".join(text.split())


def checksum_total(table: Table) -> str | None:
    """The figure of the 合计 / 总计 row as printed; of the 合计 column where one row is the total.

    Numbers of rows (行次) and codes are no figures; totals of parts (人员经费合计) are no total.
    """
    body = table.grid[table.header_rows :]
    heads = ["/".join(map(_bare, path)) for path in table.column_paths]
    for pattern in _TOTALS[:2]:
        for row in body:
            figure = _figure_after(row, pattern, heads)
            if figure is not None:
                return figure
    return _total_column(table, body) or _total_of_unit(body)


def _total_of_unit(body: Grid) -> str | None:
    """The figure of a first row that names a department and nothing else, with its 本级 below it."""
    printed = [text for text in body[0] if text.strip()] if body else []
    if len(printed) < 2 or is_figure(printed[0]) or not all(map(is_figure, printed[1:])):
        return None
    name = _bare(printed[0])
    own = any(_OWN.fullmatch(_bare(text).removeprefix(name)) for row in body[1:] for text in row)
    return printed[1] if own and number(printed[1]) is not None else None


def _figure_after(row: Sequence[str], pattern: re.Pattern[str], heads: list[str]) -> str | None:
    """The first figure behind the label, or the one under a plain 合计 where that comes later."""
    for col, text in enumerate(row):
        if pattern.fullmatch(_bare(text)):
            behind = _figures_up_to_label(row, col + 1, heads)
            totals = [c for c in behind if heads[c] == "合计"]
            return row[(totals or behind)[0]] if behind else None
    return None


def _figures_up_to_label(row: Sequence[str], start: int, heads: list[str]) -> list[int]:
    """The columns of the figures that belong to a label: up to the next label, without 行次."""
    found = []
    for col in range(start, len(row)):
        if number(row[col]) is not None:
            found += [] if _COUNTS.search(heads[col]) else [col]
        elif found and row[col].strip() and not is_figure(row[col]):
            break
    return found


def _total_column(table: Table, body: Grid) -> str | None:
    """The 合计 column of a table whose first row is its total: one row, or the largest."""
    for col, path in enumerate(table.column_paths):
        leaf = path and any(pattern.fullmatch(_bare(path[-1])) for pattern in _TOTALS)
        if leaf or any(_TOTALS[0].fullmatch(_bare(part)) for part in path[:-1]):
            values = [(number(row[col]), row[col]) for row in body if number(row[col]) is not None]
            amounts = [value for value, _ in values if value is not None]
            if len(amounts) > 1 and any(_YEAR.search(text) for row in body for text in row[:col]):
                return None
            if amounts and amounts[0] == max(amounts, key=abs):
                return values[0][1]
            return None
    return None
