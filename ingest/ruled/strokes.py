"""Drawn paths become ruling lines: lines, borders of boxes, thin bars, dashes, double lines.

Takes the drawings of one page as plain data, gives straight horizontal and vertical rules, merged
and snapped. Knows nothing of cells or text. White, invisible and curved strokes are not rules, nor
is shading; a bar thinner than `THICKEST` is. The upper and lower edges of shading are kept apart,
for tables that print nothing else.

    a filled box 0.48 × 212.3 at (72.0, 130.4)   ->   Rule(at=72.2, start=130.4, end=342.7), vertical
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, TypedDict

__all__ = ["Drawing", "Rule", "Rules", "ruling_lines"]

THICKEST = 3.0
"""A bar up to this thick is a rule; thicker ones are shading."""

SAME = 2.5
"""Rules this close are one: the two strokes of a double line, pieces that a printer misaligned."""

GAP = 3.0
"""Pieces of one rule stand at most this far apart: dashes, dots, corners left out."""

SHORTEST = 5.0
"""No cell of a printed table is narrower or lower; what is shorter is a mark."""

TALLEST = 0.3
"""No row fills this part of the height of a page; what does is the ground of the page."""

WHITE = 0.97

Rectangle = tuple[float, float, float, float]


class Drawing(TypedDict, total=False):
    """One path as PyMuPDF's `get_cdrawings` gives it, with the keys that matter here."""

    type: str
    items: Sequence[tuple[Any, ...]]
    color: Sequence[float] | None
    fill: Sequence[float] | None
    width: float | None
    stroke_opacity: float | None
    fill_opacity: float | None


class Rule(NamedTuple):
    """A straight rule: `at` is its y when horizontal, its x when vertical."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The rules of a page, each list by `at`, then `start`; `shaded` are the edges of shading."""

    horizontal: list[Rule]
    vertical: list[Rule]
    shaded: Sequence[Rule] = ()


def ruling_lines(
    drawings: Iterable[Drawing],
    width: float,
    height: float,
    turn: Callable[[Rectangle], Rectangle] | None = None,
) -> Rules:
    """The rules that are visible on a page of this size, after it is turned upright."""
    across: list[Rule] = []
    down: list[Rule] = []
    edges: list[Rule] = []
    for bar in _bars(drawings):
        x0, y0, x1, y1 = turn(bar) if turn else bar
        left, right = max(x0, 0.0), min(x1, width)
        top, bottom = max(y0, 0.0), min(y1, height)
        if right < left or bottom < top:
            continue
        wide, high = right - left, bottom - top
        if high <= THICKEST and wide >= high:
            across.append(Rule((top + bottom) / 2, left, right))
        if wide <= THICKEST and high >= wide:
            down.append(Rule((left + right) / 2, top, bottom))
        if min(wide, high) > THICKEST and high < TALLEST * height:
            edges += (Rule(top, left, right), Rule(bottom, left, right))
    return Rules(_merged(across), _merged(down), _merged(edges))


def _bars(drawings: Iterable[Drawing]) -> Iterator[Rectangle]:
    """Every visible straight stroke and filled box as a rectangle."""
    for drawing in drawings:
        kind = drawing["type"]
        if "s" in kind and _visible(drawing.get("color"), drawing.get("stroke_opacity")):
            yield from _stroked(drawing["items"], drawing.get("width") or 0.0)
        elif "f" in kind and _visible(drawing.get("fill"), drawing.get("fill_opacity")):
            yield from _filled(drawing["items"])


def _visible(colour: Sequence[float] | None, opacity: float | None) -> bool:
    return (
        colour is not None
        and (opacity is None or opacity > 0.05)
        and any(channel < WHITE for channel in colour)
    )


def _stroked(items: Iterable[tuple[Any, ...]], pen: float) -> Iterator[Rectangle]:
    """A stroked line is its own bar, a stroked box the bars of its four sides."""
    for item in items:
        if item[0] == "l":
            yield _line(item[1], item[2], pen)
        elif item[0] in ("re", "qu"):
            yield from _sides(_bounds(item))


def _line(first: tuple[float, float], second: tuple[float, float], pen: float) -> Rectangle:
    """A line as a bar; a pen wider than the line is long draws across it."""
    (x0, x1), (y0, y1) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    half = pen / 2 if pen > THICKEST else 0.0
    if y1 - y0 <= x1 - x0:
        return x0, y0 - half, x1, y1 + half
    return x0 - half, y0, x1 + half, y1


def _sides(box: Rectangle) -> Iterator[Rectangle]:
    x0, y0, x1, y1 = box
    if x1 - x0 <= THICKEST or y1 - y0 <= THICKEST:
        yield box
        return
    yield x0, y0, x1, y0
    yield x0, y1, x1, y1
    yield x0, y0, x0, y1
    yield x1, y0, x1, y1


def _filled(items: Iterable[tuple[Any, ...]]) -> Iterator[Rectangle]:
    """Filled boxes, and the outlines of filled shapes that are drawn line by line."""
    outline: list[tuple[float, float]] = []
    for item in items:
        if item[0] in ("re", "qu"):
            yield _bounds(item)
        elif item[0] == "l":
            if outline and outline[-1] != item[1]:
                yield _around(outline)
                outline = []
            outline += [item[1], item[2]]
    if outline:
        yield _around(outline)


def _bounds(item: tuple[Any, ...]) -> Rectangle:
    if item[0] == "qu":
        return _around(list(item[1]))
    x0, y0, x1, y1 = item[1]
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _around(points: Sequence[tuple[float, float]]) -> Rectangle:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules at nearly the same place are one, pieces with small gaps are joined."""
    merged: list[Rule] = []
    for group in _groups(sorted(rules)):
        at = sum(rule.at * (rule.end - rule.start + 0.01) for rule in group)
        at /= sum(rule.end - rule.start + 0.01 for rule in group)
        for start, end in _runs(group):
            if end - start >= SHORTEST:
                merged.append(Rule(at, start, end))
    return merged


def _groups(rules: list[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > SAME:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _runs(group: list[Rule]) -> Iterator[tuple[float, float]]:
    pieces = sorted((rule[1:] for rule in group), key=itemgetter(0))
    start, end = pieces[0]
    for next_start, next_end in pieces[1:]:
        if next_start - end > GAP:
            yield start, end
            start, end = next_start, next_end
        else:
            end = max(end, next_end)
    yield start, end
