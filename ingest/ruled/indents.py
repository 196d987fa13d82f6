"""How far labels are set in: the distance of a text from its column's edge as half-width blanks.

Takes a grid with the lines of its cells; gives the blanks of cells that are set in without blanks
being printed. Only columns set from the left count: several texts of different length that begin at
one place, and at most a few places further in. Knows nothing of what labels mean.

    一般公共服务支出        0
      行政运行              2     (one Chinese sign further in)
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ingest.amount import number
from ingest.ruled.glyphs import TextLine
from ingest.ruled.rules import Grid

__all__ = ["set_in"]

_FEWEST, _MOST_PLACES = 5, 4
_SAME, _LEAST, _FURTHEST = 0.3, 0.8, 8.0
"""In widths of a Chinese sign: places that are one, the least step, the furthest one."""


def set_in(grid: Grid, lines: Sequence[Sequence[TextLine]], padding: float) -> dict[int, int]:
    """The blanks of every cell that is set in, by its index."""
    columns: dict[int, list[tuple[int, TextLine]]] = {}
    for index, (cell, printed) in enumerate(zip(grid.cells, lines, strict=True)):
        if cell.col_span == 1 and printed and number(printed[0].text) is None:
            columns.setdefault(cell.col, []).append((index, printed[0]))
    found: dict[int, int] = {}
    for col, texts in columns.items():
        left, right = grid.xs[col] + padding, grid.xs[col + 1] - padding
        plain = [(i, line) for i, line in texts if not _is_centred(line, left, right)]
        offsets = {i: (line.left - left) / line.size for i, line in plain}
        places = _places(list(offsets.values()))
        if _is_set_from_left(plain, offsets, places):
            found.update((i, round(2 * offset)) for i, offset in offsets.items() if offset > _LEAST)
    return found


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


def _is_set_from_left(
    texts: Sequence[tuple[int, TextLine]], offsets: dict[int, float], places: list[float]
) -> bool:
    """Two places or a few more, the first at the edge and shared by texts of different length."""
    if len(texts) < _FEWEST or not 2 <= len(places) <= _MOST_PLACES or places[-1] > _FURTHEST:
        return False
    if places[0] > _LEAST or any(b - a < _LEAST for a, b in itertools.pairwise(places)):
        return False
    first = {len(line.text) for i, line in texts if offsets[i] - places[0] <= _SAME}
    return len(first) >= 2
