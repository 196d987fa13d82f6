"""Where the columns of an unruled table are cut, from its header leaves and the space between runs.

Takes the leaves of the header, the runs of every row and the ends of partial rules; gives the cuts
and what could not be proved. A stretch of runs under no leaf goes to the neighbour that is blank in
its rows; a run over several leaves is a merged cell. Knows nothing of pages.

    leaves     项目          预算数          stretches  [项目 … 其他支出]  [8,751]  [360]
    rows       教育支出       8,751           8,751 and 360 are never in one row, and one leaf is
               卫生支出      360              over both: one column
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ingest.unruled.head_blocks import Block
from ingest.unruled.runs import Run

__all__ = ["Columns", "body_stretches", "columns_of"]

RIVER = 1.2
"""Between two columns at least this much is blank in every row."""

FLUSH, SPREAD = 8.0, 2.0
"""Points from the edge of the table at which a number still keeps to it; points by which numbers of
several lengths differ on the side that they do not keep to."""

_UNSURE_CUT = "没有竖线，有的列是按文字的位置分开的，未能由表头证实"
_BRIDGED = "没有竖线，有的数横跨两列，归属不明"
_HEADLESS = "没有竖线也没有表头，只按文字的位置分列"


class Columns(NamedTuple):
    """`cuts` are the edges of the columns; `doubts` say in Chinese what is not proved."""

    cuts: tuple[float, ...]
    doubts: tuple[str, ...]


@dataclass(slots=True)
class _Stretch:
    """Where runs or leaves stand, with nothing blank in it; the rows that print there."""

    x0: float
    x1: float
    leaves: list[Block] = field(default_factory=list)
    runs: list[tuple[int, Run]] = field(default_factory=list)

    @property
    def rows(self) -> set[int]:
        return {row for row, _ in self.runs}

    @property
    def figures(self) -> int:
        return sum(run.figure for _, run in self.runs)


def columns_of(
    leaves: Sequence[Block],
    rows: Sequence[Sequence[Run]],
    frame: tuple[float, float],
    ends: Sequence[float],
) -> Columns | None:
    """The columns; None where there are fewer than two."""
    runs = [(number, run) for number, row in enumerate(rows) for run in row]
    bridging = [run for _, run in runs if sum(leaf.over(run.x0, run.x1) for leaf in leaves) > 1]
    doubts: list[str] = []
    if any(run.figure for run in bridging) or 5 * len(bridging) > len(rows) + 5:
        doubts.append(_BRIDGED)
    stretches = _stretches(leaves, [r for r in runs if r[1] not in bridging])
    stretches = _parted_at(stretches, ends)
    if leaves:
        columns, sure = _under_leaves(stretches, flush_side(rows, frame[1]))
        doubts += [] if sure else [_UNSURE_CUT]
    else:
        columns = _headless(stretches)
        doubts.append(_HEADLESS)
    if len(columns) < 2:
        return None
    cuts = [_cut(left, right, ends) for left, right in pairwise(columns)]
    first, last = min(frame[0], columns[0].x0 - 1), max(frame[1], columns[-1].x1 + 1)
    return Columns((first, *cuts, last), tuple(doubts))


def body_stretches(rows: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """Where the rows print, from left to right."""
    runs = [(number, run) for number, row in enumerate(rows) for run in row]
    return [(stretch.x0, stretch.x1) for stretch in _stretches([], runs)]


def _stretches(leaves: Sequence[Block], runs: Sequence[tuple[int, Run]]) -> list[_Stretch]:
    pieces = [_Stretch(leaf.x0, leaf.x1, [leaf]) for leaf in leaves]
    pieces += [_Stretch(run.x0, run.x1, [], [(row, run)]) for row, run in runs]
    merged: list[_Stretch] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if merged and piece.x0 < merged[-1].x1 + RIVER:
            _merge(merged[-1], piece)
        else:
            merged.append(piece)
    return merged


def _merge(left: _Stretch, right: _Stretch) -> None:
    left.x0, left.x1 = min(left.x0, right.x0), max(left.x1, right.x1)
    left.leaves += right.leaves
    left.runs += right.runs


def _parted_at(stretches: list[_Stretch], ends: Sequence[float]) -> list[_Stretch]:
    """A stretch with several leaves is cut at the end of a partial rule that no run crosses."""
    parted: list[_Stretch] = []
    for stretch in stretches:
        cut = sorted(
            x
            for x in ends
            if stretch.x0 < x < stretch.x1
            and len(stretch.leaves) > 1
            and not any(run.x0 + 1 < x < run.x1 - 1 for _, run in stretch.runs)
        )
        edges = [stretch.x0 - 1, *cut, stretch.x1 + 1]
        for low, high in pairwise(edges):
            leaves = [leaf for leaf in stretch.leaves if low < leaf.x <= high]
            runs = [(row, run) for row, run in stretch.runs if low < run.x <= high]
            if leaves or runs:
                xs0 = [*(leaf.x0 for leaf in leaves), *(run.x0 for _, run in runs)]
                xs1 = [*(leaf.x1 for leaf in leaves), *(run.x1 for _, run in runs)]
                parted.append(_Stretch(min(xs0), max(xs1), leaves, runs))
    return parted


def flush_side(rows: Sequence[Sequence[Run]], right: float) -> int:
    """Which edge of their column the numbers keep to: 1 right, -1 left, 0 not to be seen.

    Numbers of several lengths under each other show it; one row alone by its last number, which
    keeps to the right edge of the table.
    """
    runs = [(number, run) for number, row in enumerate(rows) for run in row if run.figure]
    votes = sum(_flush([run for _, run in stretch.runs]) for stretch in _stretches([], runs))
    if not votes and runs:
        last = max(runs, key=lambda one: one[1].x1)[1]
        votes = int(0 <= right - last.x1 < FLUSH)
    return (votes > 0) - (votes < 0)


def _flush(runs: Sequence[Run]) -> int:
    """As `flush_side`, of the numbers under each other."""
    lefts, rights = [run.x0 for run in runs], [run.x1 for run in runs]
    moved, kept = max(lefts) - min(lefts), max(rights) - min(rights)
    if max(moved, kept) < SPREAD or min(moved, kept) > SPREAD / 2:
        return 0
    return 1 if kept < moved else -1


def _under_leaves(stretches: list[_Stretch], flush: int) -> tuple[list[_Stretch], bool]:
    """One column for every leaf; a stretch with several leaves is cut where fewest runs stand."""
    sure = True
    single: list[_Stretch] = []
    for stretch in stretches:
        if len(stretch.leaves) > 1:
            single += _divided(stretch)
            sure = False
        else:
            single.append(stretch)
    return _settled(single, sure, flush)


def _settled(columns: list[_Stretch], sure: bool, flush: int) -> tuple[list[_Stretch], bool]:
    """Every stretch without a leaf joins a neighbour, those with only one choice first."""
    while True:
        open_ones = [i for i, column in enumerate(columns) if _homes(columns, i)]
        if not open_ones:
            return columns, sure
        index = min(open_ones, key=lambda i: len(_homes(columns, i)))
        side, certain = _neighbour(columns, index, flush)
        sure &= certain
        low = min(index, index + side)
        _merge(columns[low], columns[low + 1])
        del columns[low + 1]


def _divided(stretch: _Stretch) -> list[_Stretch]:
    """The stretch cut between its leaves, every run to the nearest leaf."""
    leaves = sorted(stretch.leaves, key=lambda leaf: leaf.x)
    parts = [_Stretch(leaf.x0, leaf.x1, [leaf]) for leaf in leaves]
    for row, run in stretch.runs:
        part = min(parts, key=lambda part: abs(part.leaves[0].x - run.x))
        part.runs.append((row, run))
    for left, right in pairwise(parts):
        inner = max([left.leaves[0].x1, *(run.x1 for _, run in left.runs)])
        outer = min([right.leaves[0].x0, *(run.x0 for _, run in right.runs)])
        left.x1 = min(inner, right.leaves[0].x0)
        right.x0 = max(outer, left.x1)
    return parts


def _homes(columns: Sequence[_Stretch], index: int) -> list[int]:
    """-1 for the left and 1 for the right neighbour that a stretch without a leaf may belong to."""
    if columns[index].leaves:
        return []
    return [
        side
        for side in (-1, 1)
        if 0 <= index + side < len(columns) and _compatible(columns[index], columns[index + side])
    ]


def _compatible(one: _Stretch, two: _Stretch) -> bool:
    """They never print in one row, or they are words of one text."""
    shared = one.rows & two.rows
    if not shared:
        return True
    return not one.figures and not two.figures and two.x0 - one.x1 < 6 and one.x0 - two.x1 < 6


def _neighbour(columns: Sequence[_Stretch], index: int, flush: int) -> tuple[int, bool]:
    """-1 or 1: where a stretch without a leaf belongs, and whether that is certain.

    A number at the right edge of its column has its header above it or to its left, one at the left
    edge above it or to its right.
    """
    column = columns[index]
    possible = _homes(columns, index)
    if flush and column.figures and columns[index - flush : index - flush + 1]:
        return (-flush, True) if -flush in possible else (possible[0], False)
    if len(possible) == 1:
        return possible[0], True
    leaves = {side: columns[index + side] for side in possible if columns[index + side].leaves}
    if not leaves:
        return possible[0], False
    nearest = min(leaves, key=lambda side: abs(leaves[side].leaves[0].x - column.x0))
    like = {side: (leaves[side].figures > 0) == (column.figures > 0) for side in leaves}
    alike = [side for side, same in like.items() if same]
    return (alike[0], True) if len(alike) == 1 else (nearest, False)


def _headless(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Neighbours that never print in one row, and are both of figures or both of words, are one."""
    columns: list[_Stretch] = []
    for stretch in stretches:
        last = columns[-1] if columns else None
        if (
            last is not None
            and (stretch.figures > 0) == (last.figures > 0)
            and not (last.rows & stretch.rows)
        ):
            _merge(last, stretch)
        else:
            columns.append(stretch)
    return columns


def _cut(left: _Stretch, right: _Stretch, ends: Sequence[float]) -> float:
    """The middle of the space between two columns, or the end of a partial rule there."""
    printed = [x for x in ends if left.x1 - 2 <= x <= right.x0 + 2]
    return printed[0] if printed else (left.x1 + right.x0) / 2
