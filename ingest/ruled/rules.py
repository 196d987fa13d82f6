"""Ruling lines become cells: a grid over the union of all edges, merged cells with their spans.

Takes the merged rules of one page, gives grids; knows nothing of text. A table open at its sides
or cut by the page end is closed at the ends of its rules. A frame with one cell is no grid.

    rules  — 9 across × 5 down       ->  Grid with 8 rows, 4 columns
    no rule between two squares      ->  one GridCell with col_span 2
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ingest.ruled.strokes import Rule, Rules

__all__ = ["Grid", "GridCell", "grids", "owners"]

TOUCH = 3.0
"""Rules that come this close to each other meet."""

SHORT = 4.0
"""An edge may end this far from its corner; an underline in a cell ends further away."""

OVERHANG = 6.0
"""A rule that runs this far beyond the last crossing one shows that the table is open there."""

LEAST_FILLED = 0.6
"""Boxes of an organisation chart fill less of their surroundings than the cells of a table."""


class GridCell(NamedTuple):
    """A cell at its top left square, with the squares it spans."""

    row: int
    col: int
    row_span: int
    col_span: int


class Grid(NamedTuple):
    """`xs` and `ys` are the union of all edges; `owner[row][col]` is the cell there, or -1.

    `odd` holds the cells that are parts of a shape which is no rectangle: an edge is missing there.
    `cut_above` and `cut_below` say that its first or last row is open there, cut by the page end.
    `doubts` say in Chinese what could not be proved of columns that no rule shows.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owner: tuple[tuple[int, ...], ...]
    odd: frozenset[int] = frozenset()
    cut_above: bool = False
    cut_below: bool = False
    doubts: tuple[str, ...] = ()

    def cell_at(self, x: float, y: float) -> int:
        """The cell that holds a point; -1 where there is none."""
        xs, ys = self.xs, self.ys
        if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
            return self.owner[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]
        return -1

    def rectangle(self, cell: GridCell) -> tuple[float, float, float, float]:
        """Where a cell stands on the page: x0, y0, x1, y1."""
        return (
            self.xs[cell.col],
            self.ys[cell.row],
            self.xs[cell.col + cell.col_span],
            self.ys[cell.row + cell.row_span],
        )

    @property
    def area(self) -> float:
        """The area of everything inside the outer edges."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def grids(rules: Rules) -> list[Grid]:
    """The grids of a page, from the smallest to the largest; what frames another comes later."""
    found = (_grid(connected) for connected in _connected(rules))
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.area)


def _connected(rules: Rules) -> list[Rules]:
    """Rules that meet, directly or through others, belong together."""
    across, down = rules.horizontal, rules.vertical
    leader = list(range(len(across) + len(down)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    positions = [rule.at for rule in down]
    for i, rule in enumerate(across):
        first = bisect_left(positions, rule.start - TOUCH)
        last = bisect_right(positions, rule.end + TOUCH)
        own = find(i)
        for j, (_, start, end) in enumerate(down[first:last], len(across) + first):
            if start - TOUCH <= rule.at <= end + TOUCH:
                leader[own] = own = find(j)
    together: dict[int, Rules] = {}
    for i, rule in enumerate(across):
        together.setdefault(find(i), Rules([], [])).horizontal.append(rule)
    for j, rule in enumerate(down):
        together.setdefault(find(len(across) + j), Rules([], [])).vertical.append(rule)
    return [found for found in together.values() if found.horizontal and found.vertical]


def _closed(rules: Rules) -> Rules:
    """Add the outer rules that were not printed, at the ends of the rules that were."""
    across, down = rules.horizontal, rules.vertical
    ends = _ends(down, [rule.at for rule in across])
    sides = _ends(across, [rule.at for rule in down])
    across = across + [_to_corners(end, sides) for end in ends]
    down = down + [_to_corners(side, ends) for side in sides]
    return Rules(sorted(across), sorted(down))


def _to_corners(closing: Rule, crossing: Sequence[Rule]) -> Rule:
    """A closing rule goes on to those that close the table on the sides where it ends."""
    reach = [rule.at for rule in crossing]
    return Rule(closing.at, min([closing.start, *reach]), max([closing.end, *reach]))


def _ends(rules: Sequence[Rule], crossing: Sequence[float]) -> list[Rule]:
    """The closing rules at both ends of parallel rules that run beyond all crossing ones."""
    closing: list[Rule] = []
    first = min(rule.start for rule in rules)
    reaching = [rule.at for rule in rules if rule.start - first <= TOUCH]
    if min(crossing) - first > OVERHANG and len(reaching) > 1:
        closing.append(Rule(first, min(reaching), max(reaching)))
    last = max(rule.end for rule in rules)
    reaching = [rule.at for rule in rules if last - rule.end <= TOUCH]
    if last - max(crossing) > OVERHANG and len(reaching) > 1:
        closing.append(Rule(last, min(reaching), max(reaching)))
    return closing


def _grid(printed: Rules) -> Grid | None:
    """The grid of connected rules; None when they are a frame, a chart, or no table at all."""
    rules = _closed(printed)
    xs = sorted({rule.at for rule in rules.vertical})
    ys = sorted({rule.at for rule in rules.horizontal})
    if len(xs) < 3 or len(ys) < 2:
        return None
    walls = _walls(rules.vertical, xs, ys)
    floors = _walls(rules.horizontal, ys, xs)
    inside = _inside(walls, floors)
    cells = _cells(walls, floors, inside)
    owner = owners(cells, len(ys) - 1, len(xs) - 1)
    grid = Grid(
        tuple(xs),
        tuple(ys),
        tuple(cells),
        owner,
        odd=_odd(owner, walls, floors),
        cut_above=ys[0] < printed.horizontal[0].at,
        cut_below=ys[-1] > printed.horizontal[-1].at,
    )
    return grid if len(cells) > 1 and _filled(grid) >= LEAST_FILLED else None


def _walls(rules: Sequence[Rule], at: Sequence[float], along: Sequence[float]) -> list[list[bool]]:
    """walls[i][k]: a rule stands at at[i] all the way from along[k] to along[k + 1]."""
    walls = [[False] * (len(along) - 1) for _ in at]
    for rule in rules:
        first = bisect_left(along, rule.start - SHORT)
        last = bisect_right(along, rule.end + SHORT) - 1
        if last > first:
            walls[bisect_left(at, rule.at)][first:last] = [True] * (last - first)
    return walls


def _inside(walls: list[list[bool]], floors: list[list[bool]]) -> list[list[bool]]:
    """inside[row][col]: the square cannot be reached from outside through a missing edge."""
    height, width = len(floors) - 1, len(walls) - 1
    inside = [[True] * width for _ in range(height)]
    reached = [
        (row, col)
        for row in range(height)
        for col in range(width)
        if _open(row, col, height, width, walls, floors)
    ]
    while reached:
        row, col = reached.pop()
        if not inside[row][col]:
            continue
        inside[row][col] = False
        if row > 0 and not floors[row][col]:
            reached.append((row - 1, col))
        if row < height - 1 and not floors[row + 1][col]:
            reached.append((row + 1, col))
        if col > 0 and not walls[col][row]:
            reached.append((row, col - 1))
        if col < width - 1 and not walls[col + 1][row]:
            reached.append((row, col + 1))
    return inside


def _open(
    row: int, col: int, height: int, width: int, walls: list[list[bool]], floors: list[list[bool]]
) -> bool:
    """A square at the rim whose outer edge is missing; a missing end of a ruled row does not count."""
    ruled = floors[row][col] and floors[row + 1][col]
    barred = walls[col][row] and walls[col + 1][row]
    sides = (col == 0 and not walls[0][row]) or (col == width - 1 and not walls[width][row])
    ends = (row == 0 and not floors[0][col]) or (row == height - 1 and not floors[height][col])
    return (sides and not ruled) or (ends and not barred)


def _cells(
    walls: list[list[bool]], floors: list[list[bool]], inside: list[list[bool]]
) -> list[GridCell]:
    """Squares without an edge between them are one cell; an odd shape is cut into rectangles."""
    height, width = len(floors) - 1, len(walls) - 1
    taken = [[not free for free in row] for row in inside]
    cells: list[GridCell] = []
    for row in range(height):
        for col in range(width):
            if taken[row][col]:
                continue
            right = col + 1
            while right < width and not walls[right][row] and not taken[row][right]:
                right += 1
            below = row + 1
            while below < height and _continues(below, col, right, walls, floors, taken):
                below += 1
            for line in taken[row:below]:
                line[col:right] = [True] * (right - col)
            cells.append(GridCell(row, col, below - row, right - col))
    return cells


def _continues(
    row: int,
    col: int,
    right: int,
    walls: list[list[bool]],
    floors: list[list[bool]],
    taken: list[list[bool]],
) -> bool:
    """Nothing separates this run of squares from the one above, nor its squares from each other."""
    return not (
        any(floors[row][col:right])
        or any(taken[row][col:right])
        or any(walls[i][row] for i in range(col + 1, right))
    )


def owners(cells: Sequence[GridCell], height: int, width: int) -> tuple[tuple[int, ...], ...]:
    """owner[row][col]: which cell covers a square."""
    owner = [[-1] * width for _ in range(height)]
    for index, cell in enumerate(cells):
        for line in owner[cell.row : cell.row + cell.row_span]:
            line[cell.col : cell.col + cell.col_span] = [index] * cell.col_span
    return tuple(map(tuple, owner))


def _filled(grid: Grid) -> float:
    """The part of the outer rectangle that cells cover."""
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in map(grid.rectangle, grid.cells))
    return covered / grid.area if grid.area else 0.0


def _odd(
    owner: tuple[tuple[int, ...], ...], walls: list[list[bool]], floors: list[list[bool]]
) -> frozenset[int]:
    """Neighbouring cells without an edge between them."""
    odd: set[int] = set()
    for row, line in enumerate(owner):
        for col, cell in enumerate(line):
            right = line[col + 1] if col + 1 < len(line) else cell
            below = owner[row + 1][col] if row + 1 < len(owner) else cell
            if right != cell and not walls[col + 1][row]:
                odd |= {cell, right}
            if below != cell and not floors[row + 1][col]:
                odd |= {cell, below}
    return frozenset(odd - {-1})
