"""Header rows above a row of column numbers → labels in their right columns, where cells were lost.

A conversion that dropped merged cells leaves header rows shorter than the row of numbers (栏次) under
them. That row says which columns hold figures; the labels of the columns before it and of the figures
are placed apart. Gives None where the counts fit no way for sure. Knows nothing of titles or units.

    项目 | 本年支出                                     项目 … 项目        | 本年支出 | 本年支出
    功能分类科目编码 | 科目名称 | 小计 | 基本支出    ->   编码 | 编码 | 编码 | 科目名称 | 小计 | 基本支出
    类 | 款 | 项 | 栏次 | 1 | 2
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.compact import Placed, place_labels

__all__ = ["place_numbered"]

Grid = Sequence[Sequence[str]]

_ROW_LABEL = re.compile(r"项目|.*科目.*|.*编码|.*代码|.*名称|.*分类.*|类|款|项|序号|年度|单位|部门")
_DOUBT = "表头与栏次的对应关系按合计推定，请核对原件"


def place_numbered(rows: Grid, index: Sequence[str], first: int, body: Grid) -> Placed | None:
    """The labels of short header rows; `first` is the first numbered column."""
    width = len(index)
    printed = [[text for text in row if text] for row in rows]
    if not printed or any(row[: len(p)] != p for row, p in zip(rows, printed, strict=True)):
        return None
    if not any(len(row) < width for row in printed):
        return None
    split = [_split(row, first) for row in printed]
    if any(not left and first for left, _ in split[:1]):
        return None
    figures = _over_figures([right for _, right in split], [row[first:] for row in body])
    if figures is None:
        return None
    left = [_over_labels(labels, first) for labels, _ in split]
    return Placed([a + b for a, b in zip(left, figures.rows, strict=True)], figures.uncertain)


def _split(row: Sequence[str], first: int) -> tuple[list[str], list[str]]:
    """The labels of the columns of labels, then those of the columns of figures."""
    count = 0
    while count < min(first, len(row)) and _ROW_LABEL.fullmatch("".join(row[count].split())):
        count += 1
    return list(row[:count]), list(row[count:])


def _over_labels(labels: Sequence[str], width: int) -> list[str]:
    """编码 | 名称 over four columns: the name has the last, the code the others."""
    if len(labels) == width:
        return list(labels)
    if len(labels) == 1:
        return [labels[0]] * width
    return [labels[0]] * (width - 1) + [labels[1]] if len(labels) == 2 else [""] * width


def _over_figures(rows: list[list[str]], body: Grid) -> Placed | None:
    """The label rows of the columns of figures, in the number of rows that was given."""
    width = len(body[0]) if body else 0
    used = [number for number, row in enumerate(rows) if row]
    placed = _placed([rows[number] for number in used], body, width) if width and used else None
    if placed is None:
        return None
    whole = [[""] * width for _ in rows]
    for number, labels in zip(used, placed.rows, strict=True):
        whole[number] = labels
    return Placed(whole, placed.uncertain)


def _placed(rows: list[list[str]], body: Grid, width: int) -> Placed | None:
    top, *below = rows
    if not below:
        return Placed([top], ()) if len(top) == width else None
    if len(top) == 1:
        rest = _placed(below, body, width)
        return Placed([top * width, *rest.rows], rest.uncertain) if rest else None
    if len(below) == 1 and len(below[0]) < width:
        return _summed(place_labels(rows, body, width), top, below[0])
    return _side_by_side(top, below, body, width)


def _summed(placed: Placed, top: list[str], below: list[str]) -> Placed | None:
    """Every label has found a place, each in its order; else nothing is sure."""
    upper, lower = placed.rows
    kept = [text for col, text in enumerate(upper) if not col or upper[col - 1] != text]
    if kept != top or [text for text in lower if text] != below:
        return None
    return placed


def _side_by_side(top: list[str], below: list[list[str]], body: Grid, width: int) -> Placed | None:
    """预算数 | 决算数 over the same labels twice: each half is placed alone."""
    count = len(top)
    parts = [len(row) // count for row in below]
    alike = all(row == row[:part] * count for row, part in zip(below, parts, strict=True))
    if not alike or width % count:
        return None
    step = width // count
    halves = [
        _placed(
            [row[:part] for row, part in zip(below, parts, strict=True)],
            [row[at * step : (at + 1) * step] for row in body],
            step,
        )
        for at in range(count)
    ]
    known = [half for half in halves if half is not None]
    if len(known) < count:
        return None
    doubts = (_DOUBT,) if any(half.rows != known[0].rows for half in known) else ()
    labels = [[text for half in known for text in half.rows[row]] for row in range(len(below))]
    spread = [text for text in top for _ in range(step)]
    said = tuple(dict.fromkeys(doubt for half in known for doubt in half.uncertain))
    return Placed([spread, *labels], said + doubts)
