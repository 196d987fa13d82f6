"""Pages stand upright: quarter turns of points and boxes on a page.

Takes boxes and the size of the page they are on; knows nothing of what is printed. A file may turn
a page for its readers, and a wide table may be printed sideways; it is read as its text runs.

    text that runs up the page, (0, -1), is upright after one quarter turn to the right
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Turn", "direction", "upright"]

Rectangle = tuple[float, float, float, float]

_DIRECTIONS = {(1.0, 0.0): 0, (0.0, -1.0): 1, (-1.0, 0.0): 2, (0.0, 1.0): 3}


class Turn(NamedTuple):
    """`quarters` to the right, of a page that is `width` × `height` before the turn."""

    quarters: int
    width: float
    height: float

    def box(self, rectangle: Rectangle) -> Rectangle:
        """A box after the turn."""
        x0, y0, x1, y1 = rectangle
        if self.quarters == 1:
            return self.height - y1, x0, self.height - y0, x1
        if self.quarters == 2:
            return self.width - x1, self.height - y1, self.width - x0, self.height - y0
        if self.quarters == 3:
            return y0, self.width - x1, y1, self.width - x0
        return rectangle

    @property
    def size(self) -> tuple[float, float]:
        """Width and height after the turn."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def then(self, quarters: int) -> Turn:
        """The turn that leads on, from after this one to `quarters` of the page as it lies."""
        return Turn((quarters - self.quarters) % 4, *self.size)


def direction(vector: tuple[float, float]) -> int | None:
    """The quarter turns that make text upright which runs like this; None when it runs askew."""
    if vector == (1.0, 0.0):
        return 0
    return _DIRECTIONS.get((round(vector[0], 1), round(vector[1], 1)))


def upright(directions: Iterable[tuple[int | None, int]]) -> int:
    """The quarter turns that make most characters upright, from (direction, characters) of lines."""
    votes: Counter[int] = Counter()
    for turns, characters in directions:
        if turns is not None:
            votes[turns] += characters
    return votes.most_common(1)[0][0] if votes else 0
