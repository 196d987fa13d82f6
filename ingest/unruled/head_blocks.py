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

from ingest.ruled.strokes import Rule
from ingest.unruled.runs import Run, RunLine

__all__ = ["Block", "blocks_of", "leaves_of"]

SPREAD = 3.5
"""The characters of a short label may be spread by this many character sizes."""

WRAPPED = 1.8
"""Lines of one cell stand at most this many character sizes under each other."""


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


def blocks_of(lines: Sequence[RunLine], rules: Sequence[Rule]) -> list[Block]:
    """The blocks of a header; a line goes on where exactly one text stands over exactly one other."""
    found: list[Block] = []
    for line in lines:
        pieces = _pieces(line)
        open_blocks = [
            block for block in found if line.baseline - block.lines[-1] <= WRAPPED * line.size
        ]
        for piece in pieces:
            above = [b for b in open_blocks if b.over(piece.x0, piece.x1)]
            if len(above) == 1 and _goes_on(above[0], piece, pieces, rules):
                _extend(above[0], piece)
            else:
                found.append(piece)
    return found


def _pieces(line: RunLine) -> list[Block]:
    """The texts of one line: spread characters and '2031 年' are one."""
    pieces: list[Block] = []
    for run in line.runs:
        if pieces and _one_text(pieces[-1], run, line.size):
            pieces[-1].text += run.text
            pieces[-1].x1 = run.x1
        else:
            pieces.append(Block(run.text, run.x0, run.x1, line.size, [line.baseline]))
    return pieces


def _one_text(block: Block, run: Run, size: float) -> bool:
    gap = run.x0 - block.x1
    if len(run.text) == 1 and (block.x1 - block.x0 < 1.2 * size or len(block.text) == 1):
        return gap < SPREAD * size and not run.text.isascii()
    mixed = block.text[-1].isascii() != run.text[0].isascii()
    return mixed and gap < 0.8 * size


def _goes_on(above: Block, piece: Block, pieces: Sequence[Block], rules: Sequence[Rule]) -> bool:
    """The piece is the next line of the block above it."""
    if sum(above.over(other.x0, other.x1) for other in pieces) > 1:
        return False
    return not any(
        above.lines[-1] < rule.at < piece.lines[0] and rule.start < piece.x < rule.end
        for rule in rules
    )


def _extend(block: Block, piece: Block) -> None:
    block.text += piece.text
    block.x0, block.x1 = min(block.x0, piece.x0), max(block.x1, piece.x1)
    block.lines += piece.lines


def leaves_of(blocks: Sequence[Block], rules: Sequence[Rule]) -> list[Block]:
    """The blocks with nothing under them, neither text nor a rule; from left to right."""
    leaves = [
        block
        for block in blocks
        if not any(
            other.top > block.lines[-1] and other.over(block.x0, block.x1) for other in blocks
        )
        and not any(rule.at > block.lines[-1] and rule.start < block.x < rule.end for rule in rules)
    ]
    return sorted(leaves, key=lambda block: block.x0)
