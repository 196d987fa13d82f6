"""The header of a table: how many rows deep it is, and the labels over every column.

Takes the grid and, where the format knows them, the spans; a conversion that lost the spans leaves
empty cells, from which they are rebuilt. What could not be decided is said in Chinese. Knows
nothing of titles, units or facts.

    功能分类科目 |          | 2019年支出数 |      |          depth 2
    科目编码     | 科目名称 | 合计        | 基本  | 项目      path over column 3: 2019年支出数 / 基本
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.amount import is_dash, is_several, number, percent
from ingest.document import Cell
from ingest.structure.compact import is_compact, place_labels, place_repeated
from ingest.structure.numbered import place_numbered
from ingest.structure.slipped import Move, moved_back

__all__ = [
    "Grid",
    "Labels",
    "depth_by_figures",
    "depth_by_spans",
    "figures_behind",
    "is_figure",
    "is_index_row",
    "rebuilt",
    "repeats",
    "spanned",
    "without_numbers",
]

Grid = Sequence[Sequence[str]]

_INDEX_LABEL = re.compile(r"栏次|行次|栏目|序号|甲|乙|丙|\*+")
_CORNER = re.compile(r"栏次|栏目|甲|乙|丙|\*+")
_CODE_LEVEL = re.compile(r"[类款项]")
_COLUMN_NUMBER = re.compile(r"[（(]?(\d{1,2})[）)]?(?:=[\d+\-×÷*/%（）()]+)?")
_DEEPEST = 5
_UNNUMBERED = "表头与栏次的列数不合（转换时丢失了合并单元格），列名请核对原件"
_SLIPPED = "转换时表头错开一列，已按分组移回，末几列的对应关系请核对原件"
_ITEMS = re.compile(
    r"(?:项\s*目|科\s*目|收\s*入|支\s*出|来\s*源|用\s*途|名\s*称)(?:[（(].+[）)])?$"
)
_TOTAL = re.compile(r"合计|总计|小计")


class Labels(NamedTuple):
    """Header rows with every label repeated over the columns it covers; `moves`: what had slipped."""

    rows: list[list[str]]
    uncertain: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()


def is_figure(text: str) -> bool:
    """A number, percentage or dash: never a label; a bare year is a label."""
    bare = text.strip("≥≤<>＜＞ ")
    if not bare or bare.isalpha():
        return is_dash(bare)
    value = number(bare)
    if value is not None:
        return not (len(bare) == 4 and bare.isdecimal() and 1990 <= value <= 2100)
    return is_dash(bare) or percent(bare) is not None or is_several(bare)


def is_index_row(row: Sequence[str]) -> bool:
    """栏次 | 1 | 2=3+4 | 3: numbers of columns, not figures; 类 | 款 | 项 may stand beside them."""
    printed = [text for text in ("".join(text.split()) for text in row) if text]
    digits = [int(found[1]) for text in printed if (found := _COLUMN_NUMBER.fullmatch(text))]
    if not digits or digits != list(range(digits[0], digits[0] + len(digits))):
        return False
    named = [text for text in printed if _INDEX_LABEL.fullmatch(text)]
    levels = sum(1 for text in printed if _CODE_LEVEL.fullmatch(text))
    if len(printed) - len(digits) - len(named) - levels:
        return False
    if len(digits) == 1:
        return digits == [1] and "栏次" in named
    return bool(named) or (digits[0] == 1 and len(digits) >= 3)


def figures_behind(index: Sequence[str]) -> int | None:
    """The first numbered column of an index row when all columns behind it are numbered too."""
    bare = ["".join(text.split()) for text in index]
    first = next((col for col, text in enumerate(bare) if _COLUMN_NUMBER.fullmatch(text)), None)
    whole = first is not None and all(map(_COLUMN_NUMBER.fullmatch, bare[first:]))
    return first if whole else None


def repeats(labels: Sequence[str]) -> list[int]:
    """Where a full row of labels begins again: 科目编码 | 名称 | 金额 | 科目编码 | … -> [0, 3]."""
    if not labels or not all(labels):
        return []
    return [col for col, text in enumerate(labels) if text == labels[0]]


def without_numbers(rows: Grid) -> list[list[str]]:
    """Header rows without the numbers of columns: they number columns and never name them."""
    return [
        ["" if _numbers_a_column(text) else text for text in row] if is_index_row(row) else [*row]
        for row in rows
    ]


def _numbers_a_column(text: str) -> bool:
    bare = "".join(text.split())
    return bool(_COLUMN_NUMBER.fullmatch(bare) or _CORNER.fullmatch(bare))


def depth_by_figures(grid: Grid) -> int:
    """Rows before the first row of figures or totals, with a row of column numbers among them."""
    for depth, row in enumerate(grid):
        if is_index_row(row):
            return depth + 1
        if any(map(is_figure, row)) or (depth and _is_total_row(grid, depth)):
            return depth
        if depth >= _DEEPEST:
            break
    return _depth_of_labels(grid)


def _depth_of_labels(grid: Grid) -> int:
    """A table without figures: sub-headings stand where the row above has gaps, data anywhere."""
    depth = min(1, max(0, len(grid) - 1))
    while 0 < depth < min(len(grid) - 1, _DEEPEST) and _fills_gaps(grid[depth - 1], grid[depth]):
        depth += 1
    return depth


def _fills_gaps(above: Sequence[str], row: Sequence[str]) -> bool:
    """Every label stands under an empty cell or under a label that is followed by one."""
    columns = range(len(row))
    under = [col for col in columns if row[col]]
    return bool(under) and all(
        not above[col] or (col + 1 < len(above) and not above[col + 1]) for col in under
    )


def _is_total_row(grid: Grid, row: int) -> bool:
    """'合计' and nothing else: the first data row of an empty table.

    A '小计' over a column of figures is the last row of a header in which all other labels reach
    down.
    """
    printed = [col for col, text in enumerate(grid[row]) if text.strip()]
    if len(printed) != 1 or not _TOTAL.fullmatch("".join(grid[row][printed[0]].split())):
        return False
    return not any(is_figure(below[printed[0]]) for below in grid[row + 1 :])


def depth_by_spans(cells: Sequence[Cell], grid: Grid) -> int:
    """The first row that no span crosses and that has no cell over several columns."""
    by_row: dict[int, list[Cell]] = {}
    for cell in (cell for cell in cells if cell.row <= _DEEPEST + 1):
        by_row.setdefault(cell.row, []).append(cell)
    reach = 0
    for row in range(min(len(grid), _DEEPEST + 1)):
        printed = by_row.get(row, [])
        figures = any(map(is_figure, grid[row])) and not is_index_row(grid[row])
        if row and (figures or (reach <= row and _is_total_row(grid, row))):
            return row
        reach = max([reach, *(cell.row + cell.row_span for cell in printed if cell.text)])
        wide = any(cell.col_span > 1 and cell.text for cell in printed)
        if reach <= row + 1 and not (wide and _has_leaves(by_row.get(row + 1, []), grid, row + 1)):
            return _with_index_row(grid, row + 1)
    return depth_by_figures(grid)


def _has_leaves(below: Sequence[Cell], grid: Grid, row: int) -> bool:
    """The next row can hold sub-headings: labels only, under the wide cell."""
    return bool(below) and not any(map(is_figure, grid[row])) and not _is_total_row(grid, row)


def _with_index_row(grid: Grid, depth: int) -> int:
    return depth + 1 if depth < len(grid) and is_index_row(grid[depth]) else depth


def spanned(cells: Sequence[Cell], depth: int, columns: int) -> Labels:
    """The header labels of a table whose spans are known."""
    rows = [[""] * columns for _ in range(depth)]
    cells = _without_number_cells(cells, depth)
    for cell in cells:
        for row in range(cell.row, min(depth, cell.row + cell.row_span)):
            for col in range(cell.col, min(columns, cell.col + cell.col_span)):
                rows[row][col] = cell.text
    for col in range(1, columns):
        if depth and not any(row[col] for row in rows) and not _heads_of(cells, col, depth):
            rows[-1][col] = rows[-1][col - 1]
    return Labels(rows)


def _without_number_cells(cells: Sequence[Cell], depth: int) -> list[Cell]:
    """The cells without those of header rows that number the columns."""
    printed: dict[int, list[str]] = {}
    for cell in cells:
        if cell.row < depth:
            printed.setdefault(cell.row, []).append(cell.text)
    index = {row for row, texts in printed.items() if is_index_row(texts)}
    return [c for c in cells if c.row not in index or not _numbers_a_column(c.text)]


def _heads_of(cells: Sequence[Cell], col: int, depth: int) -> bool:
    """True when something is printed over a column."""
    return any(c.text and c.row < depth and c.col <= col < c.col + c.col_span for c in cells)


def rebuilt(grid: Grid, depth: int) -> Labels:
    """The header labels of a table that lost its spans.

    An empty header cell belongs to the label on its left when that label has sub-headings, never
    across a label of the row above; a lone sub-heading that slipped past its group is moved back.
    """
    numbered = _by_numbers(grid, depth)
    if numbered:
        return numbered
    repeated = place_repeated(grid[:depth], grid[depth:], len(grid[0])) if depth else None
    if repeated:
        return Labels(repeated.rows, repeated.uncertain)
    rows = _over_repeats([list(row) for row in grid[:depth]])
    named = [row for row in without_numbers(rows) if any(row)]
    if is_compact(named, len(named[0]) if named else 0):
        placed = place_labels(named, grid[depth:], len(named[0]))
        return Labels(placed.rows, (*placed.uncertain, *_unnumbered(grid, depth)))
    moves = moved_back(rows)
    printed = [[bool(text) for text in row] for row in rows]
    for row in range(len(rows)):
        for col in range(1, len(rows[row])):
            if _belongs_left(rows, printed, row, col):
                rows[row][col] = rows[row][col - 1]
    slipped = (_SLIPPED,) if moves else ()
    doubts = (*slipped, *_unnumbered(grid, depth), *_doubts(rows, printed, grid))
    return Labels(without_numbers(rows), doubts, moves)


def _by_numbers(grid: Grid, depth: int) -> Labels | None:
    """The labels above a row of column numbers that has more cells than they have."""
    if depth < 2 or not is_index_row(grid[depth - 1]):
        return None
    first = figures_behind(grid[depth - 1])
    if first is None:
        return None
    placed = place_numbered(grid[: depth - 1], grid[depth - 1], first, grid[depth:])
    levels = without_numbers(grid[depth - 1 : depth])
    return Labels([*placed.rows, *levels], placed.uncertain) if placed else None


def _unnumbered(grid: Grid, depth: int) -> tuple[str, ...]:
    """All label rows are packed to the left and shorter than the row of column numbers."""
    if depth < 2 or not is_index_row(grid[depth - 1]) or figures_behind(grid[depth - 1]) is None:
        return ()
    counts = [sum(map(bool, row)) for row in grid[: depth - 1]]
    packed = all(all(row[:count]) for row, count in zip(grid, counts, strict=False))
    return (_UNNUMBERED,) if packed and max(counts) < len(grid[0]) else ()


def _over_repeats(rows: list[list[str]]) -> list[list[str]]:
    """收入 | 支出 at the left above 项目 | 金额 | 项目 | 金额: each stands where the names begin again.

    Where the labels are fewer or more than the runs, none can be placed, and none is kept.
    """
    for upper, lower in itertools.pairwise(rows):
        count = sum(map(bool, upper))
        starts = repeats(lower)
        if not 2 <= count < len(upper) or not all(upper[:count]) or len(starts) < 2:
            continue
        labels = iter(upper[:count] if count == len(starts) else [])
        upper[:] = [next(labels, "") if col in starts else "" for col in range(len(upper))]
    return rows


def _belongs_left(rows: list[list[str]], printed: list[list[bool]], row: int, col: int) -> bool:
    if rows[row][col] or not rows[row][col - 1]:
        return False
    if any(printed[above][col] for above in range(row)):
        return False
    if any(printed[below][col] for below in range(row + 1, len(rows))):
        return True
    start = max(c for c in range(col) if printed[row][c]) if any(printed[row][:col]) else 0
    return any(printed[below][c] for below in range(row + 1, len(rows)) for c in range(start, col))


def _doubts(rows: list[list[str]], printed: list[list[bool]], grid: Grid) -> tuple[str, ...]:
    """Columns with data whose own label is missing, and columns that are headed alike."""
    said: list[str] = []
    data = grid[len(rows) :]
    for col in range(len(rows[0]) if rows else 0):
        if not any(row[col] for row in printed) and any(row[col].strip() for row in data):
            said.append(f"第{col + 1}列没有自己的列名（转换时丢失）")
    paths = (
        [tuple(row[col] for row in rows if row[col]) for col in range(len(rows[0]))] if rows else []
    )
    if len(set(paths)) < len([path for path in paths if path]) and not _side_by_side(paths):
        said.append("有几列的表头相同，对应关系请核对原件")
    return tuple(said)


def _alike(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """The same label, or both name items: 收入项目 | 预算数 | 支出项目 | 预算数."""
    return left == right or all(path and _ITEMS.search(path[-1]) for path in (left, right))


def _side_by_side(paths: Sequence[tuple[str, ...]]) -> bool:
    """编码 | 名称 | 金额 printed twice is a layout, not a doubt."""
    leaves = [path[-1:] for path in paths]
    if any(leaves[:n] * (len(leaves) // n) == leaves for n in range(2, len(leaves) // 2 + 1)):
        return True
    half = len(paths) // 2
    if half and len(paths) == 2 * half and all(map(_alike, paths[:half], paths[half:])):
        return True
    return any(list(paths[:n]) * (len(paths) // n) == list(paths) for n in range(1, half + 1))
