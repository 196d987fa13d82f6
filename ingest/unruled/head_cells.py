"""The header of an unruled table becomes cells with their spans, over columns that are known.

Takes the blocks of a header, the rules inside it and the cuts, gives cells with y edges. A text over
several columns spans them; which ones, the rules under it say, else the texts under it and its
middle. Knows nothing of the body.

    cuts 72 · 170 · 240 · 310          2031年预算数 spans 170 to 310, 科目名称 both rows
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
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


UNCOVERED, LONE = 3.0, 6.0
"""What it costs, in points, to leave a column out of all spans, or to span a single one."""


LOST = 1000.0
"""What it costs to leave an upper text without a column."""

SUNK = 0.6
"""A text further below the middle of the header, in character sizes, stands in its lower rows."""

BROKEN = 0.97
"""A rule under the header that covers less of the width leaves out some columns."""

CENTRED = 0.25
"""A text in the middle of its cell is at most this many character sizes off."""


class _Head(NamedTuple):
    """The texts of a header: which are leaves, and where the columns are cut."""

    leaves: Sequence[Block]
    cuts: Sequence[float]

    def home(self, block: Block) -> int:
        """The column that a text stands over."""
        return max(0, min(bisect_right(self.cuts, block.x) - 1, len(self.cuts) - 2))


def head_cells(
    blocks: Sequence[Block],
    leaves: Sequence[Block],
    rules: Sequence[Rule],
    cuts: Sequence[float],
    top: float,
    bottom: float,
) -> list[HeadCell]:
    """All cells of the header, from top to bottom and left to right."""
    head = _Head(leaves, cuts)
    cells = _within(blocks, head, rules, (0, len(cuts) - 1), (top, bottom))
    return sorted(cells, key=lambda cell: (cell.top, cell.first))


def _middle(block: Block) -> float:
    return (block.top + block.bottom) / 2


def _within(
    blocks: Sequence[Block],
    head: _Head,
    rules: Sequence[Rule],
    columns: tuple[int, int],
    edges: tuple[float, float],
) -> Iterator[HeadCell]:
    """The cells of some columns of the header, between two heights."""
    through = _left_out(rules, head.cuts, edges[1]) & set(range(*columns))
    through -= {
        col for col in through if _is_sunk([b for b in blocks if head.home(b) == col], edges)
    }
    over = [b for b in blocks if head.home(b) in through and _is_over(b, blocks, head, columns[1])]
    if over:
        yield from _over(min(over, key=lambda b: b.lines[0]), blocks, head, rules, columns, edges)
        return
    yield from (HeadCell(col, col + 1, *edges) for col in through)
    floors = [
        _floors(rules, left, right, *edges) if col in range(*columns) and col not in through else ()
        for col, (left, right) in enumerate(pairwise(head.cuts))
    ]
    for first, last, low, high in _areas(floors):
        inside = [b for b in blocks if first <= head.home(b) < last and low < _middle(b) < high]
        if high < edges[1] and len(inside) < last - first:
            spans = _shared(inside, head, first, last, gaps=False)
            yield from (HeadCell(a, b, low, high) for a, b in spans)
        else:
            yield from _solved(inside, head, first, last, low, high)


def _is_sunk(texts: Sequence[Block], edges: tuple[float, float]) -> bool:
    """All below the middle of the header: the cell does not begin where the header does."""
    if not texts:
        return False
    middle = (min(b.top for b in texts) + max(b.bottom for b in texts)) / 2
    return middle - sum(edges) / 2 > SUNK * texts[0].size


def _is_over(block: Block, blocks: Sequence[Block], head: _Head, end: int) -> bool:
    """A text above several columns, rather than the first line of one that a column breaks.

    It reaches over the text of another column, or all that the next column prints is nearer to the
    text under it than to it.
    """
    if block in head.leaves:
        return False
    own = head.home(block)
    if any(leaf.over(block.x0, block.x1) for leaf in head.leaves if head.home(leaf) != own):
        return True
    under = [b.lines[0] for b in _lower(block, blocks) if head.home(b) == own]
    beside = [b.lines[0] for b in blocks if head.home(b) == own + 1]
    if not under or not beside or own + 1 == end:
        return False
    return min(beside) > (block.lines[0] + min(under)) / 2 + 0.1 * block.size


def _over(
    highest: Block,
    blocks: Sequence[Block],
    head: _Head,
    rules: Sequence[Rule],
    columns: tuple[int, int],
    edges: tuple[float, float],
) -> Iterator[HeadCell]:
    """The texts above all others, then what stands under each of them and beside them."""
    level = [b for b in blocks if b not in head.leaves and b.top < highest.bottom]
    rest = [b for b in blocks if b not in level]
    split = _split(level, _lower(highest, rest))
    spans = _shared(level, head, *columns, gaps=True)
    taken = {col for span in spans for col in range(*span)}
    beside = _stretches([col not in taken for col in range(*columns)], columns[0])
    for span in [*spans, *beside]:
        under = [b for b in rest if head.home(b) in range(*span)]
        if span in spans:
            yield HeadCell(*span, edges[0], split)
        yield from _within(
            under, head, rules, span, (split if span in spans else edges[0], edges[1])
        )


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


def _left_out(rules: Sequence[Rule], cuts: Sequence[float], bottom: float) -> set[int]:
    """The columns that a broken rule under the header leaves out: their cells reach through it."""
    width = cuts[-1] - cuts[0]
    pieces = [r for r in rules if abs(r.at - bottom) < 1 and r.end - r.start < BROKEN * width]
    if not pieces:
        return set()
    middles = enumerate((left + right) / 2 for left, right in pairwise(cuts))
    return {col for col, x in middles if not any(r.start < x < r.end for r in pieces)}


def _areas(floors: Sequence[tuple[float, ...]]) -> Iterator[tuple[int, int, float, float]]:
    """Neighbouring columns with the same edges above and below: (first, last, top, bottom)."""
    for span in sorted({pair for column in floors for pair in pairwise(column)}):
        has = [span in set(pairwise(column)) for column in floors]
        for first, last in _stretches(has):
            yield first, last, *span


def _stretches(flags: Sequence[bool], offset: int = 0) -> Iterator[tuple[int, int]]:
    """Where the flags are true without a break: [first, last)."""
    start: int | None = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            yield start + offset, index + offset
            start = None


def _solved(
    blocks: list[Block], head: _Head, first: int, last: int, top: float, bottom: float
) -> Iterator[HeadCell]:
    """The cells of an area without rules inside it."""
    uppers = [b for b in blocks if b not in head.leaves and _lower(b, blocks)]
    if not uppers:
        yield from _beside(blocks, head, first, last, top, bottom)
        return
    highest = min(uppers, key=lambda block: block.lines[0])
    level = [block for block in uppers if block.top < highest.bottom]
    lower = _lower_row(blocks, level, highest, head, first, last, top, bottom)
    split = _split(level, lower)
    low = {head.home(block) for block in lower}
    taken: set[int] = set()
    for left_end, right_end in _stretches([col in low for col in range(first, last)], first):
        heads = [block for block in level if left_end <= head.home(block) < right_end]
        for left, right in _shared(heads, head, left_end, right_end, gaps=True):
            yield HeadCell(left, right, top, split)
            below = [b for b in lower if left <= head.home(b) < right]
            yield from _solved(below, head, left, right, split, bottom)
            taken |= set(range(left, right))
    for left, right in _stretches([col not in taken for col in range(first, last)], first):
        alone = [b for b in blocks if b not in level and left <= head.home(b) < right]
        yield from _beside(alone, head, left, right, top, bottom)


def _lower_row(
    blocks: Sequence[Block],
    level: Sequence[Block],
    highest: Block,
    head: _Head,
    first: int,
    last: int,
    top: float,
    bottom: float,
) -> list[Block]:
    """What stands under the upper texts: without leaves as high as the middle, if these reach through.

    They do unless the upper texts then no longer stand in the middle of their columns.
    """
    under = [block for block in _lower(highest, blocks) if block not in level]
    through = _through(blocks, head.leaves, top, bottom)
    without = [block for block in under if block not in through]
    if _strain(level, without, head, first, last) > _strain(level, under, head, first, last) + LONE:
        return under
    return without


def _strain(
    level: Sequence[Block], lower: Sequence[Block], head: _Head, first: int, last: int
) -> float:
    """How far the upper texts are from the middle of the columns under them, all together."""
    low = {head.home(block) for block in lower}
    strain = LOST * len(level)
    for left, right in _stretches([col in low for col in range(first, last)], first):
        heads = sorted((b for b in level if left <= head.home(b) < right), key=lambda b: b.x)
        spans = _shared(heads, head, left, right, gaps=True)
        if len(spans) == len(heads):
            offs = (_off(text, head, *span) for text, span in zip(heads, spans, strict=True))
            strain += sum(offs) - LOST * len(heads)
    return strain


def _lower(block: Block, blocks: Sequence[Block]) -> list[Block]:
    return [other for other in blocks if other.top > block.lines[-1] - 0.1 * other.size]


def _through(
    blocks: Sequence[Block], leaves: Sequence[Block], top: float, bottom: float
) -> list[Block]:
    """Leaves in the middle of the whole area, in no row of other leaves: they reach through it.

    They are in one row with those whose middle is as high; a label of more lines may begin beside them.
    """
    middle = (top + bottom) / 2
    centred = [b for b in blocks if b in leaves and abs(_middle(b) - middle) <= CENTRED * b.size]
    others = [block for block in leaves if block not in centred]
    return [b for b in centred if not any(_in_one_row(b, other) for other in others)]


def _in_one_row(one: Block, other: Block) -> bool:
    if len(one.lines) != len(other.lines):
        return abs(_middle(one) - _middle(other)) < 1
    return any(abs(y - own) < 1 for y in other.lines for own in one.lines)


def _split(level: Sequence[Block], lower: Sequence[Block]) -> float:
    """Between the texts of one level and those under them."""
    under = min((block.top for block in lower), default=level[0].bottom)
    above = max(
        (block.bottom for block in level if block.bottom <= under + 0.3 * block.size),
        default=under,
    )
    return (above + under) / 2


def _shared(
    heads: Sequence[Block], head: _Head, low: int, high: int, gaps: bool
) -> list[tuple[int, int]]:
    """Which columns each text spans: the parting that puts every text nearest to its middle.

    With `gaps`, columns may belong to none: their own text reaches through both rows.
    """
    texts = sorted(heads, key=lambda block: block.x)
    if not texts:
        return [] if gaps else [(low, high)]
    firsts = _set_left(texts, head, low, high)
    if firsts:
        return list(pairwise([*firsts, high]))
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {low: (0.0, [])}
    for text in texts:
        nexts: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for at, (cost, spans) in best.items():
            for start in range(at, high) if gaps else (at,):
                for end in range(start + 1, high + 1):
                    own = cost + UNCOVERED * (start - at) + _off(text, head, start, end)
                    if end not in nexts or own < nexts[end][0]:
                        nexts[end] = own, [*spans, (start, end)]
        best = nexts
    if not gaps:
        return best[high][1] if high in best else [(low, high)]
    ended = [(cost + UNCOVERED * (high - at), spans) for at, (cost, spans) in best.items()]
    return min(ended)[1] if ended else [(low, high)]


def _set_left(texts: Sequence[Block], head: _Head, low: int, high: int) -> list[int]:
    """The first column of every text where all begin where the text under their first column does."""
    begins = {head.home(leaf): leaf.x0 for leaf in head.leaves}
    firsts = [
        next((col for col in range(low, high) if abs(begins.get(col, -9) - text.x0) < 1.0), high)
        for text in texts
    ]
    rising = all(a < b for a, b in pairwise(firsts))
    fewer = len(texts) < high - low
    return firsts if firsts[0] == low and firsts[-1] < high and rising and fewer else []


def _off(text: Block, head: _Head, start: int, end: int) -> float:
    """How far a text is from the middle of a span, or from its left end where texts begin there."""
    middle = abs((head.cuts[start] + head.cuts[end]) / 2 - text.x)
    over = max(0.0, head.cuts[start] - text.x0 - 2) + max(0.0, text.x1 - head.cuts[end] - 2)
    firsts = [leaf for leaf in head.leaves if head.home(leaf) == start]
    if any(abs(leaf.x0 - text.x0) < 1.0 and abs(leaf.x - text.x) > 1.5 for leaf in firsts):
        middle = 0.0
    return middle + over + (LONE if end - start == 1 else 0.0)


def _beside(
    blocks: Sequence[Block], head: _Head, first: int, last: int, top: float, bottom: float
) -> Iterator[HeadCell]:
    """Texts beside each other, one for every column; one text in the middle of several spans them."""
    cuts = head.cuts
    crossing = any(b.x0 < x - 2 and x + 2 < b.x1 for b in blocks for x in cuts[first + 1 : last])
    fewer = 0 < len(blocks) < last - first
    if fewer and (crossing or (len(blocks) == 1 and _in_the_middle(blocks[0], head, first, last))):
        for left, right in _shared(blocks, head, first, last, gaps=False):
            yield HeadCell(left, right, top, bottom)
        return
    for col in range(first, last):
        yield HeadCell(col, col + 1, top, bottom)


def _in_the_middle(block: Block, head: _Head, first: int, last: int) -> bool:
    """The text stands in the middle of all columns rather than in that of one."""
    own = head.home(block)
    single = abs((head.cuts[own] + head.cuts[own + 1]) / 2 - block.x)
    return abs((head.cuts[first] + head.cuts[last]) / 2 - block.x) < single
