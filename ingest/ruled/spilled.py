"""Text that is taller than its row: lines printed over the rules above and below go back to one cell.

A single character on a side of the cell, as a page cut leaves it, belongs to the text it ends or begins.

Takes the characters of a page as drawn, the cell that holds the centre of each and the grids; gives
the cell of each, and the grids in which two texts lie over each other. Knows nothing of tables.

    a row for one line    ┆公务用车运行维护┆   row 2        both lines are of row 2,
    ──────────────────────┆──────费────────┆──────────      '费' is no part of the 92.60 below
                          ┆         92.60  ┆   row 3
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.amount import is_figure
from ingest.ruled.glyphs import Glyph
from ingest.ruled.rules import Grid

__all__ = ["settled"]

Owner = tuple[int, int]

LEAST, MOST = 0.9, 1.7
"""From line to line of one text, in character sizes."""

ACROSS = 0.22
"""A line lies over a rule when this part of its size is printed beyond it."""

ASCENT, DESCENT = 0.8, 0.08
"""How far characters reach above and below their baseline, in their size."""

TOUCHING = 0.15
PADDING = 5.0
CENTRED = 0.8
TALLEST = 4


class _Line(NamedTuple):
    """Characters drawn one after the other on one baseline."""

    start: int
    end: int
    left: float
    right: float
    baseline: float
    size: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def top(self) -> float:
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + DESCENT * self.size


def settled(glyphs: Sequence[Glyph], owners: Sequence[Owner], grids: Sequence[Grid]) -> list[Owner]:
    """The cell of every character, lines of one text in one cell."""
    out = list(owners)
    for at, owner in _halves(glyphs, owners, grids):
        out[at] = owner
    done = 0
    for at in _steps_down(glyphs, owners):
        if at < done:
            continue
        lines = _stack(glyphs, owners, grids, at)
        if len(lines) > 1:
            done = lines[-1].end
            out[lines[0].start : done] = [_home(lines, owners, grids)] * (done - lines[0].start)
    return out


def _halves(
    glyphs: Sequence[Glyph], owners: Sequence[Owner], grids: Sequence[Grid]
) -> Iterator[tuple[int, Owner]]:
    """Single characters on an edge at the end or the beginning of a text: they go with the text."""
    for at, (one, other) in enumerate(pairwise(owners), 1):
        if one == other or not _touch(glyphs[at - 1], glyphs[at]):
            continue
        last = at + 1 == len(glyphs) or not _touch(glyphs[at], glyphs[at + 1])
        if one[0] >= 0 and last and _on_edge(glyphs[at], grids[one[0]], one[1]):
            yield at, one
        first = at == 1 or not _touch(glyphs[at - 2], glyphs[at - 1])
        if other[0] >= 0 and first and _on_edge(glyphs[at - 1], grids[other[0]], other[1]):
            yield at - 1, other


def _touch(glyph: Glyph, after: Glyph) -> bool:
    """Two signs of one text, the one right behind the other."""
    return (
        abs(glyph.baseline - after.baseline) < 1
        and abs(after.x0 - glyph.x1) < TOUCHING * after.size
        and not (glyph.char.isascii() or after.char.isascii())
    )


def _on_edge(glyph: Glyph, grid: Grid, cell: int) -> bool:
    """A side of the cell runs through the character."""
    x0, _, x1, _ = grid.rectangle(grid.cells[cell])
    least = ACROSS * glyph.size
    return any(glyph.x0 + least < x < glyph.x1 - least for x in (x0, x1))


def _steps_down(glyphs: Sequence[Glyph], owners: Sequence[Owner]) -> Iterator[int]:
    """Where the next character drawn begins a line close under the one before, in another cell."""
    for at, (one, other) in enumerate(pairwise(owners), 1):
        if one != other and one[0] == other[0] >= 0:
            before, glyph = glyphs[at - 1], glyphs[at]
            if _is_next_line(before, glyph):
                yield at


def _is_next_line(before: Glyph, glyph: Glyph) -> bool:
    apart = glyph.baseline - before.baseline
    return LEAST * glyph.size < apart < MOST * glyph.size and abs(glyph.size - before.size) < 0.1


def _line(glyphs: Sequence[Glyph], owners: Sequence[Owner], at: int, step: int) -> _Line:
    """The line that begins (step 1) or ends (step -1) with a character, within its cell."""
    end = at
    while 0 <= end + step < len(glyphs) and (
        owners[end + step] == owners[at]
        and abs(glyphs[end + step].baseline - glyphs[at].baseline) < 1
    ):
        end += step
    start, last = min(at, end), max(at, end)
    run = [glyph for glyph in glyphs[start : last + 1] if not glyph.char.isspace()]
    inked = run or glyphs[start : last + 1]
    left, right = min(g.x0 for g in inked), max(g.x1 for g in inked)
    return _Line(start, last + 1, left, right, glyphs[at].baseline, glyphs[at].size)


def _stack(
    glyphs: Sequence[Glyph], owners: Sequence[Owner], grids: Sequence[Grid], at: int
) -> list[_Line]:
    """The lines of one text around a step; only the first where it is two texts."""
    lines = [_line(glyphs, owners, at - 1, -1)]
    while at < len(glyphs) and len(lines) < TALLEST and _is_next_line(glyphs[at - 1], glyphs[at]):
        below = _line(glyphs, owners, at, 1)
        if not _one_text(lines[-1], below, glyphs, owners, grids):
            break
        lines.append(below)
        at = below.end
    return lines


def _one_text(
    above: _Line,
    below: _Line,
    glyphs: Sequence[Glyph],
    owners: Sequence[Owner],
    grids: Sequence[Grid],
) -> bool:
    """Both in one column, one of them over the rule between, the upper one full or both centred."""
    one, other = owners[above.start], owners[below.start]
    if one[0] != other[0] or one[0] < 0 or one[1] < 0 or other[1] < 0:
        return False
    grid = grids[one[0]]
    first, second = grid.cells[one[1]], grid.cells[other[1]]
    if (first.col, first.col_span) != (second.col, second.col_span):
        return False
    if any(_is_figure(glyphs[line.start : line.end]) for line in (above, below)):
        return False
    if one != other:
        rule = grid.ys[second.row]
        if max(above.bottom - rule, rule - below.top) < ACROSS * below.size:
            return False
    x0, _, x1, _ = grid.rectangle(first)
    full = above.right - above.left + above.size + PADDING > x1 - x0
    return full or abs(above.middle - below.middle) < CENTRED


def _is_figure(glyphs: Sequence[Glyph]) -> bool:
    text = "".join(glyph.char for glyph in glyphs).strip()
    return is_figure(text)


def _home(lines: Sequence[_Line], owners: Sequence[Owner], grids: Sequence[Grid]) -> Owner:
    """The cell of a text: the one among those it touches that holds its middle, rather a free one."""
    touched = [owners[line.start] for line in lines]
    taken = {owner for owner in owners[: lines[0].start] if owner in touched}
    taken |= {owner for owner in owners[lines[-1].end :] if owner in touched}
    grid = grids[touched[0][0]]
    y = (lines[0].top + lines[-1].bottom) / 2
    free = [owner for owner in touched if owner not in taken] or touched
    return min(free, key=lambda owner: _off(grid, owner, y))


def _off(grid: Grid, owner: Owner, y: float) -> float:
    """How far a height is from the middle of a cell."""
    _, y0, _, y1 = grid.rectangle(grid.cells[owner[1]])
    return abs((y0 + y1) / 2 - y)
