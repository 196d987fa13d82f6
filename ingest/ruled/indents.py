"""How far labels are set in: the distance of a text from its column's edge as half-width blanks.

Takes the lines of a grid's cells, gives how far each label stands from the edge of its column; then
takes those of a whole table, over all its pages, and gives the blanks of cells that are set in
without blanks being printed. Only columns set from the left count: several texts of different length
that begin at one place, and at most a few places further in. Knows nothing of what labels mean.

    一般公共服务支出        0
      行政运行              2     (one Chinese sign further in)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.amount import number
from ingest.ruled.glyphs import TextLine
from ingest.ruled.rules import Grid

__all__ = ["Inset", "insets", "set_in"]

_FEWEST, _MOST_PLACES = 5, 4
_SAME, _LEAST, _FURTHEST = 0.3, 0.8, 8.0
"""In widths of a Chinese sign: places that are one, the least step, the furthest one."""


class Inset(NamedTuple):
    """Where a label begins, in widths of a Chinese sign from its column's edge, and how long it is."""

    distance: float
    length: int


def insets(grid: Grid, lines: Sequence[Sequence[TextLine]], padding: float) -> dict[int, Inset]:
    """Where the label of every cell begins that holds words and stands not in the middle, by its index."""
    found: dict[int, Inset] = {}
    for index, (cell, printed) in enumerate(zip(grid.cells, lines, strict=True)):
        if cell.col_span > 1 or not printed or number(printed[0].text) is not None:
            continue
        left, right = grid.xs[cell.col] + padding, grid.xs[cell.col + 1] - padding
        line = printed[0]
        if not _is_centred(line, left, right):
            found[index] = Inset((line.left - left) / line.size, len(line.text))
    return found


def set_in(columns: Iterable[Sequence[Inset | None]]) -> list[list[int]]:
    """The blanks of every label of a table's columns; a page alone may show only those set in."""
    return [_blanks(column) for column in columns]


def _blanks(column: Sequence[Inset | None]) -> list[int]:
    known = [inset for inset in column if inset is not None]
    if not _is_set_from_left(known, _places([inset.distance for inset in known])):
        return [0] * len(column)
    return [
        round(2 * inset.distance) if inset and inset.distance > _LEAST else 0 for inset in column
    ]


def _is_centred(line: TextLine, left: float, right: float) -> bool:
    """As far from one edge as from the other, and from both."""
    before, after = line.left - left, right - line.right
    return before > _LEAST * line.size and abs(before - after) < 0.6 * line.size


def _places(offsets: list[float]) -> list[float]:
    """The places where texts begin, those that are nearly the same as one."""
    places: list[float] = []
    for offset in sorted(offsets):
        if not places or offset - places[-1] > _SAME:
            places.append(offset)
    return places


def _is_set_from_left(labels: Sequence[Inset], places: Sequence[float]) -> bool:
    """Two places or a few more, the first at the edge and shared by texts of different length."""
    if len(labels) < _FEWEST or not 2 <= len(places) <= _MOST_PLACES or places[-1] > _FURTHEST:
        return False
    if places[0] > _LEAST or any(b - a < _LEAST for a, b in itertools.pairwise(places)):
        return False
    first = {label.length for label in labels if label.distance - places[0] <= _SAME}
    return len(first) >= 2
