"""A wide table whose right columns stand on the next page becomes one table again.

Takes the fragment of a page and the first one of the next, gives both side by side where every row
of the second stands at the height of a row of the first and the second has no labels of its own.
Says whether a fragment has rows without any label. Knows nothing of files.

    page 5   科目名称 | 合计 | 财政拨款      page 6   事业收入 | 其他收入      one table, five columns
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.amount import is_dash, number
from ingest.ruled.fragments import Fragment

__all__ = ["NO_LABELS", "beside", "has_no_labels"]

SAME_HEIGHT = 1.5
IN_HEADER = 10.0
"""Header cells of several lines may be parted at other heights on the other page."""

FEWEST = 4

NO_LABELS = "各行没有项目名称，可能是上一页宽表的右半部分"


def beside(first: Fragment, second: Fragment) -> Fragment | None:
    """One fragment of both; None where the second is not the right part of the first."""
    if second.pages[0] != first.pages[-1] + 1 or len(first.pages) > 1:
        return None
    if second.height != first.height or first.height < FEWEST:
        return None
    if has_no_labels(first) or not has_no_labels(second) or not _level(first, second):
        return None
    shift = first.xs[-1] - second.xs[0]
    cells = [cell._replace(col=cell.col + first.columns) for cell in second.cells]
    return replace(
        first,
        pages=first.pages + second.pages,
        xs=first.xs + tuple(x + shift for x in second.xs[1:]),
        cells=first.cells + tuple(cells),
        uncertain=first.uncertain + second.uncertain,
    )


def has_no_labels(fragment: Fragment) -> bool:
    """Rows of figures, and none of them says what it is about."""
    rows: dict[int, list[str]] = {}
    for cell in fragment.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    data = [texts for texts in rows.values() if any(map(_is_figure, texts))]
    return len(data) >= FEWEST - 1 and all(_is_figure(text) for texts in data for text in texts)


def _is_figure(text: str) -> bool:
    return is_dash(text) or number(text) is not None


def _level(first: Fragment, second: Fragment) -> bool:
    """The rows of both stand equally far above the last; within the header, nearly so."""
    one, two = _tops(first), _tops(second)
    if not len(one) == len(two) == first.height:
        return False
    apart = [abs((a - one[-1]) - (b - two[-1])) for a, b in zip(one, two, strict=True)]
    data = min(row for row in range(second.height) if _is_data(second, row))
    ends = abs((first.bottom - one[-1]) - (second.bottom - two[-1]))
    return max(*apart[data:], ends) < SAME_HEIGHT and max(apart) < IN_HEADER


def _is_data(fragment: Fragment, row: int) -> bool:
    return any(cell.row == row and _is_figure(cell.text) for cell in fragment.cells)


def _tops(fragment: Fragment) -> Sequence[float]:
    """Where each row begins; a row in which no cell begins has none."""
    tops: dict[int, float] = {}
    for cell in fragment.cells:
        box = cell.parts[0].box if cell.parts else None
        if box is not None:
            tops[cell.row] = min(tops.get(cell.row, box.y0), box.y0)
    return [tops[row] for row in sorted(tops)]
