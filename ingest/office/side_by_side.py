"""Tables that stand beside each other on one sheet, each under its own title → one after the other.

Takes the shown cells of a sheet, gives them in parts from left to right. Parted is only where a column
is blank all the way down and both sides have a title or table number of their own above rows of
cells; 收入 | 支出 under one title stay one grid whatever stands between them.

    A1 '表一 收入表'      E1 '表二 支出表'
    A2 '项目' B2 '金额'   E2 '项目' F2 '金额'        column C, D blank -> two parts
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.label_rows import is_title
from ingest.office.sheet_cells import SheetCell

__all__ = ["parted"]

Cells = Sequence[SheetCell]


def parted(cells: Cells) -> list[Cells]:
    """The parts of a sheet from left to right; one where nothing is to be parted."""
    for edge in _blank_columns(cells):
        left = [cell for cell in cells if cell.col < edge]
        right = [cell for cell in cells if cell.col > edge]
        if _stands_alone(left) and _stands_alone(right):
            return [left, *parted(right)]
    return [cells]


def _blank_columns(cells: Cells) -> list[int]:
    """Columns between others in which nothing is printed, ruled or merged."""
    covered: set[int] = set()
    for cell in cells:
        covered.update(range(cell.col, cell.col + cell.col_span))
    return (
        [col for col in range(min(covered), max(covered)) if col not in covered] if covered else []
    )


def _stands_alone(cells: Cells) -> bool:
    """A title or table number alone in its row, and under it two rows of several cells."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    titles = [row for row, texts in rows.items() if len(texts) == 1 and is_title(texts[0])]
    return any(sum(len(rows[row]) > 1 for row in rows if row > title) >= 2 for title in titles)
