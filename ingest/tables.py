"""A placed table → its header, header paths and column groups.

Takes the cells with their spans; where a conversion lost the header spans, they are rebuilt from
the empty cells. Knows how budget tables are headed; knows nothing of titles or sections.

    功能分类科目 |          | 2019年支出数 |      |          header_rows 2
    科目编码     | 科目名称 | 合计        | 基本  | 项目      column_paths[3] ('2019年支出数', '基本')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.amount import is_dash, number, percent
from ingest.canonical import PlacedTable
from ingest.document import Cell, Table

__all__ = ["Head", "checksum_total", "head_of", "is_figure"]

_TOTAL = re.compile(r"(?:合计|总计|合\s*计|总\s*计|收入总计|支出总计)")
_INDEX_LABEL = re.compile(r"栏次|行次")
_DEEPEST = 5

Grid = Sequence[Sequence[str]]


class Head(NamedTuple):
    """The header of a table: its depth, the path over each column, the groups of columns."""

    rows: int
    paths: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[int, int], ...]
    uncertain: tuple[str, ...] = ()


def is_figure(text: str) -> bool:
    """A number, percentage or dash: never a label; a bare year is a label."""
    bare = text.strip("≥≤<>＜＞ ")
    value = number(bare)
    if value is not None:
        return not (len(bare) == 4 and 1990 <= value <= 2100)
    return is_dash(bare) or percent(bare) is not None


def head_of(table: PlacedTable) -> Head:
    """The header of a placed table."""
    grid = _grid(table)
    depth = table.raw.header_rows
    if depth is None:
        depth = _depth_by_spans(table, grid) if table.raw.spans_known else _depth_by_figures(grid)
    labels = _spanned(table, depth) if table.raw.spans_known else _rebuilt(grid, depth)
    paths = tuple(_path(labels, col) for col in range(table.raw.columns))
    return Head(depth, paths, _groups(grid, depth, paths))


def _grid(table: PlacedTable) -> list[list[str]]:
    grid = [[""] * table.raw.columns for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def _depth_by_figures(grid: Grid) -> int:
    """Rows before the first figures, and a row of column numbers after them."""
    for depth, row in enumerate(grid):
        if _is_index_row(row):
            return depth + 1
        if any(is_figure(text) for text in row):
            return depth
        if depth >= _DEEPEST:
            break
    return min(1, max(0, len(grid) - 1))


def _is_index_row(row: Sequence[str]) -> bool:
    """栏次 | 1 | 2 | 3: numbers of columns, not figures."""
    printed = [re.sub(r"\s+", "", text) for text in row if text.strip()]
    if not printed:
        return False
    digits = [int(text) for text in printed if text.isdecimal() and len(text) <= 2]
    counted = len(digits) >= 3 and digits == sorted(set(digits)) and digits[0] == 1
    named = any(_INDEX_LABEL.fullmatch(text) for text in printed)
    return counted and (named or len(digits) == len(printed))


def _depth_by_spans(table: PlacedTable, grid: Grid) -> int:
    """The first row that no span crosses and whose last row has no cell over several columns."""
    reach, wide = 0, False
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for row in range(table.height):
        cells = by_row.get(row, [])
        reach = max([reach, *(cell.row + cell.row_span for cell in cells)])
        wide = any(cell.col_span > 1 and cell.text for cell in cells)
        if row and any(is_figure(text) for text in grid[row]) and not _is_index_row(grid[row]):
            return row
        if reach <= row + 1 and not wide:
            below = grid[row + 1] if row + 1 < table.height else ()
            return row + 2 if _is_index_row(below) else row + 1
        if row >= _DEEPEST:
            break
    return min(1, max(0, table.height - 1))


def _spanned(table: PlacedTable, depth: int) -> list[list[str]]:
    """The header labels, each repeated over the positions its cell covers."""
    labels = [[""] * table.raw.columns for _ in range(depth)]
    for cell in table.cells:
        for row in range(cell.row, min(depth, cell.row + cell.row_span)):
            for col in range(cell.col, min(table.raw.columns, cell.col + cell.col_span)):
                labels[row][col] = cell.text
    return labels


def _rebuilt(grid: Grid, depth: int) -> list[list[str]]:
    """The header labels of a table that lost its spans.

    An empty header cell belongs to the label on its left when that label has sub-headings, never
    across a label of the row above.
    """
    labels = [list(row) for row in grid[:depth]]
    for row in range(depth - 1):
        for col in range(1, len(labels[row])):
            if labels[row][col] or not any(grid[below][col] for below in range(row + 1, depth)):
                continue
            edge = row > 0 and labels[row - 1][col] != labels[row - 1][col - 1]
            if not edge:
                labels[row][col] = labels[row][col - 1]
    return labels


def _path(labels: Sequence[Sequence[str]], col: int) -> tuple[str, ...]:
    path: list[str] = []
    for row in labels:
        if row[col] and (not path or path[-1] != row[col]):
            path.append(row[col])
    return tuple(path)


def _groups(
    grid: Grid, depth: int, paths: Sequence[tuple[str, ...]]
) -> tuple[tuple[int, int], ...]:
    """Column ranges with row labels of their own: a text column after a figure column opens one."""
    columns = len(paths)
    kinds = [_is_label_column(grid[depth:], col) for col in range(columns)]
    starts = [0] if columns else []
    for col in range(1, columns):
        if kinds[col] and not kinds[col - 1] and _repeats(paths, col):
            starts.append(col)
    return tuple(zip(starts, [*starts[1:], columns], strict=True))


def _is_label_column(rows: Grid, col: int) -> bool:
    printed = [row[col] for row in rows if row[col].strip()]
    labels = sum(1 for text in printed if not is_figure(text))
    return bool(printed) and labels * 2 > len(printed)


def _repeats(paths: Sequence[tuple[str, ...]], col: int) -> bool:
    """The label column is headed like an item again: 项目, 科目, 支出…, or as the first column is."""
    leaf = paths[col][-1] if paths[col] else ""
    first = paths[0][-1] if paths[0] else ""
    bare = re.sub(r"\s+", "", leaf)
    return bare == re.sub(r"\s+", "", first) or bool(
        re.search(r"项目|科目|编码|品目|栏次|补充资料", bare)
    )


def checksum_total(table: Table) -> str | None:
    """The figure of the 合计 / 总计 row (else column) as printed, or None."""
    body = table.grid[table.header_rows :]
    for row in body:
        for col, text in enumerate(row):
            if _TOTAL.fullmatch(re.sub(r"\s+", "", text)):
                figure = next((cell for cell in row[col + 1 :] if number(cell) is not None), None)
                if figure is not None:
                    return figure
    return None
