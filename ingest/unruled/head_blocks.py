"""The header of an unruled table as blocks: the texts of its cells, wrapped lines put together.

Takes the lines of a header and the rules inside it, gives blocks and says which of them are leaves:
the lowest text over a column. Knows nothing of the body.

    ────────────────────────────────────
                  2031年预算数              a block with others under it
    科目名称   ──────────────────────       leaves: 科目名称, 合计, 基本支出
                 合计     基本支出
    ────────────────────────────────────
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.ruled.strokes import Rule
from ingest.unruled.runs import Run, RunLine

__all__ = ["Around", "Block", "blocks_of", "leaves_of"]

SPREAD = 3.5
"""The characters of a short label may be spread by this many character sizes."""

_SHORT_NAMES = frozenset("类款项年月日量")
"""Columns whose name is a single character; any other single character ends a longer name."""

CENTRED = 0.75
"""Lines of one centred cell have their middles this close, in points."""

_LEVELS = frozenset("类款项")
"""Names of columns that stand beside each other: never one word spread wide."""

WRAPPED = 1.8
"""Lines of one cell stand at most this many character sizes under each other."""

SAME_LEADING = 1.25
"""Where cells of the body set their lines far apart, those of the header (in bold) do so too, or a bit more."""

STACKED = 1.05
"""A text above others stands this many character sizes over them; one that is nearer is beside them."""

SOLID = 1.3
"""Lines of one cell are usually this many character sizes apart."""

FARTHER = 1.5
"""Lines this much further apart than those of a label are those of two cells."""


@dataclass(eq=False)
class Block:
    """The text of one header cell; `lines` are the baselines it is printed on."""

    text: str
    x0: float
    x1: float
    size: float
    lines: list[float] = field(default_factory=list)

    @property
    def x(self) -> float:
        """The middle, from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        """Where its first line begins."""
        return self.lines[0] - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Where its last line ends."""
        return self.lines[-1] + 0.2 * self.size

    def over(self, x0: float, x1: float) -> bool:
        """It stands above or below a stretch."""
        return self.x0 < x1 and x0 < self.x1


class Around(NamedTuple):
    """What the body says: where it prints, and how far its lines of one cell are apart, and its
    rows, if known."""

    stretches: Sequence[tuple[float, float]] = ()
    leading: float | None = None
    pitch: float | None = None
    under: Sequence[Rule] = ()
    """The pieces of a broken rule under the header: what stands over them has two rows or more."""

    def is_group(self, x: float, others: Sequence[float]) -> bool:
        """Texts beside each other on the last line over one such piece: parts of what is above."""
        return any(
            r.start < x < r.end and any(r.start < o < r.end for o in others) for r in self.under
        )

    def is_one_cell(self, gap: float, size: float) -> bool:
        """Lines so close are those of one cell: rows are set further apart than lines."""
        leading = self.leading or SOLID * size
        if self.pitch is None:
            return gap <= 1.05 * leading
        return gap <= 1.2 * leading and gap + 0.3 * size <= self.pitch


def blocks_of(lines: Sequence[RunLine], rules: Sequence[Rule], body: Around) -> list[Block]:
    """The blocks of a header, lines of one cell put together."""
    found: list[Block] = []
    for line in lines:
        reach = max(WRAPPED * line.size, SAME_LEADING * (body.leading or 0.0))
        recent = [b for b in found if line.baseline - b.lines[-1] <= reach]
        pieces = _pieces(line, recent)
        new = []
        for piece in pieces:
            above = [b for b in recent if b.over(piece.x0, piece.x1)]
            if len(above) == 1 and _goes_on(above[0], piece, pieces, recent, rules, body):
                _extend(above[0], piece)
            else:
                new.append(piece)
        found += new
    return found


def _pieces(line: RunLine, recent: Sequence[Block]) -> list[Block]:
    """The texts of one line: spread characters and '2031 年' are one, ends of two texts are not."""
    pieces: list[Block] = []
    for run in line.runs:
        over = [b for b in recent if b.over(run.x0, run.x1)]
        apart = bool(over) and bool(pieces) and not over[0].over(pieces[-1].x0, pieces[-1].x1)
        apart = apart and not _halves(pieces[-1], run, recent)
        if pieces and not apart and _one_text(pieces[-1], run, line.size):
            pieces[-1].text += run.text
            pieces[-1].x1 = run.x1
        else:
            pieces.append(Block(run.text, run.x0, run.x1, line.size, [line.baseline]))
    return pieces


def _halves(block: Block, run: Run, recent: Sequence[Block]) -> bool:
    """'项    目' half under '收    入': a character that names no column ends the one before it."""
    single = len(block.text) == len(run.text) == 1 and run.text not in _SHORT_NAMES
    return single and not any(above.over(block.x0, block.x1) for above in recent)


def _one_text(block: Block, run: Run, size: float) -> bool:
    gap = run.x0 - block.x1
    if block.text in _LEVELS and run.text in _LEVELS:
        return False
    if len(run.text) == 1 and (block.x1 - block.x0 < 1.2 * size or len(block.text) == 1):
        return gap < SPREAD * size and not run.text.isascii()
    mixed = block.text[-1].isascii() != run.text[0].isascii()
    return mixed and gap < 0.8 * size


def _goes_on(
    above: Block,
    piece: Block,
    pieces: Sequence[Block],
    recent: Sequence[Block],
    rules: Sequence[Rule],
    body: Around,
) -> bool:
    """The piece is the next line of the block above it, not a text that the block spans."""
    if sum(above.over(other.x0, other.x1) for other in pieces) > 1:
        return False
    if any(
        above.lines[-1] < rule.at < piece.lines[0] and rule.start < piece.x < rule.end
        for rule in rules
    ):
        return False
    if not _aligned(above, piece):
        return False
    gap = piece.lines[0] - above.lines[-1]
    leading = body.leading if abs(above.size - piece.size) < 0.1 else None
    if leading is not None and gap > FARTHER * leading:
        return False
    if len(piece.text) == 1 and piece.text not in _SHORT_NAMES:
        return True
    if above.text.count("（") > above.text.count("）"):
        return True
    centred = abs(above.x - piece.x) <= CENTRED and abs(above.size - piece.size) < 0.1
    if centred and body.is_one_cell(gap, piece.size):
        alone = [
            p.x for p in pieces if p is not piece and not any(b.over(p.x0, p.x1) for b in recent)
        ]
        return not body.is_group(piece.x, alone)
    between = [r for r in rules if above.lines[-1] < r.at < piece.lines[0]]
    beside = [b for b in pieces if not any(rule.start < b.x < rule.end for rule in between)]
    return not _orphans(piece, beside, recent) or _had_to_break(above, piece, recent, body)


def _aligned(above: Block, piece: Block) -> bool:
    return (
        abs(above.x - piece.x) <= 1.5
        or abs(above.x0 - piece.x0) <= 1.0
        or abs(above.x1 - piece.x1) <= 1.0
    )


def _orphans(piece: Block, pieces: Sequence[Block], recent: Sequence[Block]) -> bool:
    """A neighbour on the same line has nothing above it: both may stand under one text."""
    at = next(index for index, other in enumerate(pieces) if other is piece)
    beside = [pieces[i] for i in (at - 1, at + 1) if 0 <= i < len(pieces)]
    return any(not any(b.over(other.x0, other.x1) for b in recent) for other in beside)


def _had_to_break(above: Block, piece: Block, recent: Sequence[Block], body: Around) -> bool:
    """No text stands alone on the upper line, and the lower one did not fit behind the upper."""
    level = [b for b in recent if b is not above and abs(b.lines[-1] - above.lines[-1]) < 1]
    if any(len(b.lines) == 1 for b in level):
        return False
    left = max((x1 for _, x1 in body.stretches if x1 < above.x0), default=above.x0 - 6)
    right = min((x0 for x0, _ in body.stretches if x0 > above.x1), default=above.x1 + 6)
    width = above.x1 - above.x0
    fills = width >= piece.x1 - piece.x0 - 0.3 * piece.size
    return fills and width + above.size > right - left


def _extend(block: Block, piece: Block) -> None:
    block.text += piece.text
    block.x0, block.x1 = min(block.x0, piece.x0), max(block.x1, piece.x1)
    block.lines += piece.lines


def leaves_of(
    blocks: Sequence[Block], rules: Sequence[Rule], body: Sequence[tuple[float, float]] = ()
) -> list[Block]:
    """The blocks with nothing under them, neither text nor a rule; from left to right.

    `body` are the stretches in which the rows print. A text above the others is no leaf where the
    stretch under it has a leaf of its own, or one beside it that would have nothing below, or where
    it stands in the space between two lower ones of a header without rules: where there are rules,
    one is drawn under every text above others.
    """
    open_below = [block for block in blocks if not _covered(block, blocks, rules)]
    leaves = [b for b in open_below if not _is_upper(b, open_below, blocks, body, rules)]
    return sorted(leaves, key=lambda block: block.x)


def _covered(block: Block, blocks: Sequence[Block], rules: Sequence[Rule]) -> bool:
    under = any(
        other.top > block.lines[-1] - 0.1 * block.size and other.over(block.x0, block.x1)
        for other in blocks
    )
    return under or any(
        rule.at > block.lines[-1] and rule.start < block.x < rule.end for rule in rules
    )


def _beside(block: Block, lower: Sequence[Block]) -> list[Block]:
    """The texts left and right of one, in the lower line."""
    left = max((leaf for leaf in lower if leaf.x < block.x), key=lambda leaf: leaf.x, default=None)
    right = min((leaf for leaf in lower if leaf.x > block.x), key=lambda leaf: leaf.x, default=None)
    return [leaf for leaf in (left, right) if leaf]


def _is_bare(
    leaf: Block,
    lower: Sequence[Block],
    body: Sequence[tuple[float, float]],
    under: Sequence[tuple[float, float]],
) -> bool:
    """Half-way to the texts beside it nothing is printed but what stands under an upper text."""
    left = max((other.x1 for other in lower if other.x < leaf.x), default=leaf.x0)
    right = min((other.x0 for other in lower if other.x > leaf.x), default=leaf.x1)
    low, high = (left + leaf.x0) / 2, (leaf.x1 + right) / 2
    return not any(x0 < high and low < x1 for x0, x1 in body if (x0, x1) not in under)


def _is_upper(
    block: Block,
    others: Sequence[Block],
    blocks: Sequence[Block],
    body: Sequence[tuple[float, float]],
    rules: Sequence[Rule],
) -> bool:
    lower = [b for b in others if b.lines[0] - block.lines[-1] > STACKED * block.size]
    if not lower:
        return False
    under = [(x0, x1) for x0, x1 in body if block.over(x0, x1)]
    if under:
        highest = all(other.lines[0] >= block.lines[0] - 1 for other in blocks)
        filled = 2 * len(body) >= len(lower)  # a blank form prints no rows that could tell
        bare = (
            highest
            and filled
            and any(_is_bare(leaf, lower, body, under) for leaf in _beside(block, lower))
        )
        return all(bare or any(leaf.over(x0, x1) for leaf in lower) for x0, x1 in under)
    if any(rule.at > block.top for rule in rules):
        return False
    return any(leaf.x < block.x for leaf in lower) and any(leaf.x > block.x for leaf in lower)
