"""The header of an unruled table becomes cells with their spans, over columns that are known.

Takes the blocks of a header, the rules inside it and the cuts, gives cells with y edges. A text over
several columns spans them; which ones, the rules under it say, else the texts under it and its
middle. Knows nothing of the body.

    cuts 72 · 170 · 240 · 310          2031年预算数 spans 170 to 310, 科目名称 both rows
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from ingest.ruled.strokes import Rule
from ingest.unruled.head_blocks import Block

__all__ = ["HeadCell", "head_cells"]


class HeadCell(NamedTuple):
    """A header cell: its columns [first, last) and its edges above and below."""

    first: int
    last: int
    top: float
    bottom: float


def head_cells(
    blocks: Sequence[Block],
    rules: Sequence[Rule],
    cuts: Sequence[float],
    top: float,
    bottom: float,
) -> list[HeadCell]:
    """All cells of the header, from top to bottom and left to right."""
    floors = [_floors(rules, left, right, top, bottom) for left, right in pairwise(cuts)]
    cells: list[HeadCell] = []
    for first, last, low, high in _areas(floors):
        inside = [
            block
            for block in blocks
            if cuts[first] < block.x < cuts[last] and low < _middle(block) < high
        ]
        if high < bottom and len(inside) < last - first:
            cells += (HeadCell(a, b, low, high) for a, b in _shared(inside, cuts, first, last))
        else:
            cells += _solved(inside, cuts, first, last, low, high)
    return sorted(cells, key=lambda cell: (cell.top, cell.first))


def _middle(block: Block) -> float:
    return (block.top + block.bottom) / 2


def _floors(
    rules: Sequence[Rule], left: float, right: float, top: float, bottom: float
) -> tuple[float, ...]:
    """The y of all rules over one column of the header."""
    middle = (left + right) / 2
    return (
        top,
        *sorted(r.at for r in rules if r.start < middle < r.end and top + 1 < r.at < bottom - 1),
        bottom,
    )


def _areas(floors: Sequence[tuple[float, ...]]) -> Iterator[tuple[int, int, float, float]]:
    """Neighbouring columns with the same edges above and below: (first, last, top, bottom)."""
    spans = sorted({pair for column in floors for pair in pairwise(column)})
    for span in spans:
        first: int | None = None
        for col in range(len(floors) + 1):
            has = col < len(floors) and span in set(pairwise(floors[col]))
            if has and first is None:
                first = col
            elif not has and first is not None:
                yield first, col, *span
                first = None


def _solved(
    blocks: list[Block], cuts: Sequence[float], first: int, last: int, top: float, bottom: float
) -> Iterator[HeadCell]:
    """The cells of an area without rules inside it."""
    uppers = [block for block in blocks if _has_lower(block, blocks, cuts)]
    if not uppers:
        yield from _beside(blocks, cuts, first, last, top, bottom)
        return
    highest = min(uppers, key=lambda block: block.lines[0])
    level = [b for b in uppers if abs(b.lines[0] - highest.lines[0]) < b.size]
    lower = [b for b in blocks if b.top > highest.lines[-1] - 0.1 * b.size and b not in level]
    split = _split(level, lower)
    taken: set[int] = set()
    for low, high in _low_stretches(blocks, lower, cuts, first, last):
        heads = [block for block in level if cuts[low] < block.x < cuts[high]]
        if not heads:
            continue
        for left, right in _shared(heads, cuts, low, high):
            yield HeadCell(left, right, top, split)
            below = [b for b in lower if cuts[left] < b.x < cuts[right]]
            yield from _solved(below, cuts, left, right, split, bottom)
            taken |= set(range(left, right))
    rest = [b for b in blocks if b not in level and b not in lower]
    for left, right in _untaken(taken, first, last):
        alone = [b for b in rest if cuts[left] < b.x < cuts[right]]
        yield from _beside(alone, cuts, left, right, top, bottom)


def _has_lower(block: Block, blocks: Sequence[Block], cuts: Sequence[float]) -> bool:
    """Another text stands lower, under it or, where it is narrow, in the columns beside its middle."""
    return any(
        other.top > block.lines[-1] - 0.1 * other.size and other.over(block.x0, block.x1)
        for other in blocks
    ) or _between_leaves(block, blocks, cuts)


def _between_leaves(block: Block, blocks: Sequence[Block], cuts: Sequence[float]) -> bool:
    """A narrow text over a cut, with lower texts at both sides of it."""
    cut = min(cuts[1:-1], key=lambda x: abs(x - block.x), default=None)
    if cut is None or not block.x0 - 2 < cut < block.x1 + 2:
        return False
    lower = [other for other in blocks if other.top > block.lines[-1] - 0.1 * other.size]
    return any(other.x < cut for other in lower) and any(other.x > cut for other in lower)


def _split(level: Sequence[Block], lower: Sequence[Block]) -> float:
    """Between the texts of one level and those under them."""
    under = min((block.top for block in lower), default=level[0].bottom)
    above = max(
        (block.bottom for block in level if block.bottom <= under + 0.3 * block.size),
        default=under,
    )
    return (above + under) / 2


def _low_stretches(
    blocks: Sequence[Block], lower: Sequence[Block], cuts: Sequence[float], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Runs of columns whose own text stands in the lower rows."""
    high = [b for b in blocks if b not in lower and not any(b.over(o.x0, o.x1) for o in lower)]

    def is_low(col: int) -> bool:
        return any(
            cuts[col] < b.x < cuts[col + 1] or b.over(cuts[col], cuts[col + 1]) for b in lower
        )

    def is_high(col: int) -> bool:
        return any(
            cuts[col] < b.x < cuts[col + 1] and b.x0 > cuts[col] - 2 and b.x1 < cuts[col + 1] + 2
            for b in high
        )

    start: int | None = None
    for col in range(first, last + 1):
        inside = col < last and is_low(col) and not is_high(col)
        if inside and start is None:
            start = col
        elif not inside and start is not None:
            yield start, col
            start = None


def _shared(
    heads: Sequence[Block], cuts: Sequence[float], low: int, high: int
) -> list[tuple[int, int]]:
    """Which columns each text spans: the parting that puts every text nearest to its middle."""
    if len(heads) < 2:
        return [(low, high)]
    texts = sorted(heads, key=lambda block: block.x)
    best: tuple[float, list[tuple[int, int]]] | None = None
    for inner in combinations(range(low + 1, high), len(texts) - 1):
        parts = list(pairwise((low, *inner, high)))
        off = sum(
            abs((cuts[a] + cuts[b]) / 2 - text.x) for (a, b), text in zip(parts, texts, strict=True)
        )
        if best is None or off < best[0]:
            best = off, parts
    return best[1] if best else []


def _untaken(taken: set[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for col in range(first, last + 1):
        free = col < last and col not in taken
        if free and start is None:
            start = col
        elif not free and start is not None:
            yield start, col
            start = None


def _beside(
    blocks: Sequence[Block], cuts: Sequence[float], first: int, last: int, top: float, bottom: float
) -> Iterator[HeadCell]:
    """Texts beside each other, one for every column; a lone text in the middle of several spans them."""
    texts = sorted(blocks, key=lambda block: block.x)
    crossing = any(b.x0 < x - 2 and x + 2 < b.x1 for b in texts for x in cuts[first + 1 : last])
    if len(texts) == last - first or not texts:
        crossing = False
    centred = len(texts) == 1 and _nearer_to_all(texts[0], cuts, first, last)
    if crossing or centred:
        for left, right in _shared(texts, cuts, first, last):
            yield HeadCell(left, right, top, bottom)
        return
    for col in range(first, last):
        yield HeadCell(col, col + 1, top, bottom)


def _nearer_to_all(block: Block, cuts: Sequence[float], first: int, last: int) -> bool:
    """The text stands in the middle of all columns rather than in that of one."""
    if last - first < 2:
        return False
    whole = abs((cuts[first] + cuts[last]) / 2 - block.x)
    own = min(abs((left + right) / 2 - block.x) for left, right in pairwise(cuts[first : last + 1]))
    return whole < own
