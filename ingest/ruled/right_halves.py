"""A wide table whose right columns stand on the next pages becomes one table again.

Takes the fragment of a page and one of a later page, gives both side by side where every row of the
second stands at the height of a row of the first and the second has no labels of its own. Blank rows
of either may be missing. Says whether a fragment has rows without any label. Knows nothing of files.

    page 5   科目名称 | 合计 | 财政拨款      page 6   事业收入 | 其他收入      one table, five columns
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ingest.amount import is_figure
from ingest.blocks import RawPart
from ingest.ruled.fragments import Fragment, FragmentCell
from ingest.ruled.repeated_labels import groups_joined

__all__ = ["NO_LABELS", "beside", "has_no_labels", "loses_its_labels", "without_words_below_head"]

SAME_HEIGHT = 1.5
IN_HEADER = 10.0
"""Header cells of several lines may be parted at other heights on the other page."""

FEWEST = 4
LABELLED = 0.8
LAST = 400
"""So many cells tell how the rows of a table are named that has grown over many pages."""

NO_LABELS = "各行没有项目名称，可能是上一页宽表的右半部分"


def beside(first: Fragment, second: Fragment) -> Fragment | None:
    """One fragment of both; None where the second is not the right part of the first."""
    if first.height < FEWEST or has_no_labels(first) or not without_words_below_head(second):
        return None
    where = _rows_of(first, second)
    if where is None:
        return None
    shift = first.xs[-1] - second.xs[0]
    heights = [top - first.bottom for top in _tops(first)]
    moved = [_moved(cell, where, heights, first, second) for cell in second.cells]
    return replace(
        first,
        pages=first.pages + second.pages,
        xs=first.xs + tuple(x + shift for x in second.xs[1:]),
        cells=tuple(
            groups_joined(
                [*first.cells, *moved, *_blanks(first, second, moved)],
                first.columns,
                min(_data_rows(first), default=0),
            )
        ),
        uncertain=first.uncertain + second.uncertain,
    )


def has_no_labels(fragment: Fragment) -> bool:
    """Rows of figures, and none of them says what it is about."""
    rows = _rows_of_figures(fragment)
    return rows is not None and rows >= FEWEST - 1


def without_words_below_head(fragment: Fragment) -> bool:
    """No row with a figure says what it is about; under its head the page may be all blank."""
    return _rows_of_figures(fragment) is not None


def loses_its_labels(first: Fragment, second: Fragment) -> bool:
    """Nearly all rows of the first say what they are about, and none of the second: no rest of it."""
    if not has_no_labels(second):
        return False
    rows = _data_rows(replace(first, cells=first.cells[-LAST:])).values()
    named = sum(not _of_figures(texts) for texts in rows)
    return len(rows) >= FEWEST - 1 and named >= LABELLED * len(rows)


def _rows_of_figures(fragment: Fragment) -> int | None:
    """How many rows hold figures alone; None as soon as one with a figure says what it is about."""
    of_figures: dict[int, bool] = {}
    for cell in fragment.cells:
        text = cell.text
        if text and of_figures.setdefault(cell.row, figure := is_figure(text)) != figure:
            return None
    return sum(of_figures.values())


def _data_rows(fragment: Fragment) -> dict[int, list[str]]:
    """The printed texts of every row that holds a figure."""
    rows: dict[int, list[str]] = {}
    for cell in fragment.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    return {row: texts for row, texts in rows.items() if any(map(is_figure, texts))}


def _of_figures(texts: Sequence[str]) -> bool:
    return all(map(is_figure, texts))


def _rows_of(first: Fragment, second: Fragment) -> list[int] | None:
    """For every row of the second the row of the first at its height; None where one has no row.

    Heights are measured from the foot: rows of data agree closely, those of the head nearly so.
    """
    one, two = _tops(first), _tops(second)
    if len(one) != first.height or len(two) != second.height or not two:
        return None
    if abs((first.bottom - first.top) - (second.bottom - second.top)) > IN_HEADER:
        return None
    heights = [top - first.bottom for top in one]
    begins = min(_data_rows(second), default=second.height)
    where: list[int] = []
    for row, top in enumerate(two):
        near = _nearest(heights, top - second.bottom)
        apart = abs(heights[near] - (top - second.bottom))
        if apart > (SAME_HEIGHT if row >= begins else IN_HEADER) or (where and near <= where[-1]):
            return None
        where.append(near)
    return where


def _nearest(heights: Sequence[float], height: float) -> int:
    index = bisect_left(heights, height)
    close = [i for i in (index - 1, index) if 0 <= i < len(heights)]
    return min(close, key=lambda i: abs(heights[i] - height))


def _moved(
    cell: FragmentCell,
    where: Sequence[int],
    heights: Sequence[float],
    first: Fragment,
    second: Fragment,
) -> FragmentCell:
    """A cell of the second in the rows and behind the columns of the first.

    It reaches over rows that the second leaves blank, where it is drawn as tall as they are.
    """
    row, span = where[cell.row], cell.row_span
    below = where[cell.end] if cell.end < len(where) else first.height
    box = cell.parts[0].box if cell.parts else None
    if box is not None and span == 1:
        ends = box.y1 - second.bottom - SAME_HEIGHT
        below = min(below, bisect_left(heights, ends))
    return cell._replace(row=row, row_span=max(1, below - row), col=cell.col + first.columns)


def _blanks(first: Fragment, second: Fragment, moved: Sequence[FragmentCell]) -> list[FragmentCell]:
    """Cells for the rows in which the second prints nothing; in the head one over all its columns."""
    covered = {
        (row, col)
        for cell in moved
        for row in range(cell.row, cell.end)
        for col in range(cell.col, cell.col + cell.col_span)
    }
    part = RawPart("", f"第{second.pages[0]}页", second.pages[0])
    columns = range(first.columns, first.columns + second.columns)
    head = min(_data_rows(first), default=0)
    out: list[FragmentCell] = []
    for row in range(first.height):
        free = [col for col in columns if (row, col) not in covered]
        if row < head and len(free) == second.columns:
            out.append(FragmentCell(row, free[0], 1, len(free), (part,)))
        else:
            out += (FragmentCell(row, col, 1, 1, (part,)) for col in free)
    return out


def _tops(fragment: Fragment) -> list[float]:
    """Where each row begins; a row in which no cell begins has none."""
    tops: dict[int, float] = {}
    for cell in fragment.cells:
        box = cell.parts[0].box if cell.parts else None
        if box is not None:
            tops[cell.row] = min(tops.get(cell.row, box.y0), box.y0)
    return [tops[row] for row in sorted(tops)]
