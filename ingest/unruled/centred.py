"""Labels in the middle of their cells tell where the cells end: the edges of columns without rules.

Takes the leaves of a header, the cuts found by the space between texts, and the runs of the rows;
gives edges in place of the cuts. Every edge is as far right of a label's middle as the one before is
left of it, so the last one has to meet the right end of the table: that is the proof.

    frame 40 … 801      middles 136, 270, 346, 422   →   edges 40, 232, 308, 384, 460 … 801
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.unruled.columns import Columns
from ingest.unruled.head_blocks import Block
from ingest.unruled.runs import Run

__all__ = ["at_centred_edges"]

MEETS = 1.5
"""The last edge is at most this far, in points, from the right end of the table."""

INSIDE = 1.0
"""A run may reach this far, in points, over the edge of its cell."""


def at_centred_edges(columns: Columns, leaves: Sequence[Block], runs: Iterable[Run]) -> Columns:
    """The columns with the edges that their labels tell; as they are where that proves nothing."""
    cuts = columns.cuts
    homes = [bisect_right(cuts, leaf.x) - 1 for leaf in leaves]
    if len(cuts) < 4 or homes != list(range(len(cuts) - 1)):
        return columns
    edges = [cuts[0]]
    for leaf in leaves:
        edges.append(2 * leaf.x - edges[-1])
    if abs(edges[-1] - cuts[-1]) > MEETS:
        return columns
    edges[-1] = cuts[-1]
    labels = zip(pairwise(edges), leaves, strict=True)
    if not all(left <= leaf.x0 and leaf.x1 <= right for (left, right), leaf in labels):
        return columns
    holds = all(_same_cell(run, cuts, edges) for run in runs)
    return columns._replace(cuts=tuple(edges)) if holds else columns


def _same_cell(run: Run, cuts: Sequence[float], edges: Sequence[float]) -> bool:
    """The run is in one cell of the same number either way, or over several of them."""
    first, last = _cell(cuts, run.x0), _cell(cuts, run.x1)
    if first != last:
        return not run.figure
    return edges[first] <= run.x0 + INSIDE and run.x1 - INSIDE <= edges[first + 1]


def _cell(cuts: Sequence[float], x: float) -> int:
    return max(0, min(bisect_right(cuts, x) - 1, len(cuts) - 2))
