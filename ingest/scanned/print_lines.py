"""Where a sheet prints lines of characters: inside the cells of its tables, and outside of them.

Takes a level page, its rulings and grids, gives a rectangle of pixels for every printed line.
Specks are left out; a stroke belongs to the line whose others it stands among. Knows no characters.

    cell 3, 4 of a grid   ->   PrintLine(x0 961, y0 402, x1 1043, y1 424, inside the cell's edges)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np

from ingest.ruled.rules import Grid
from ingest.scanned.lines import PrintLine, Window
from ingest.scanned.recogniser import Grey
from ingest.scanned.sheet import Sheet

__all__ = ["print_lines"]

DARK = 160
"""Print is darker than this on white paper."""

SPECK = 2.0
"""A mark that is smaller both ways, in points, is no stroke by itself: a dot, or dirt."""

TALLEST = 60.0
"""No character is taller, in points."""

ONE_LINE = 1.15
"""Strokes above each other are of one line while together they are no taller than this many lines."""

APART = 2.2
"""Outside tables, words further apart than this many line heights are lines of their own."""

EDGE = 1.0
"""Ink this close to a cell's edge, in points, may be the rule itself."""

ROOM = 0.16
"""White kept around a line, as a part of its height."""


def print_lines(sheet: Sheet, mask: Grey, grids: Sequence[Grid]) -> list[PrintLine]:
    """Every printed line of a page."""
    marks = _marks(sheet, mask)
    height = _usual_height(marks, sheet.scale)
    inside, outside = _sorted(marks, grids, sheet.scale)
    lines: list[PrintLine] = []
    for (grid, cell), members in inside.items():
        bounds = _interior(grids[grid], cell, sheet.scale)
        found = _runs(members, height, sheet.scale)
        lines += (_line(run, bounds, sheet.scale) for run in found)
    page = Window(0, 0, sheet.grey.shape[1], sheet.grey.shape[0])
    for run in _runs(outside, height, sheet.scale):
        for part in _parted(run, sheet.scale):
            lines.append(_line(part, page, sheet.scale))
    return lines


def _line(marks: Sequence[Window], bounds: Window, scale: float) -> PrintLine:
    strokes = [mark for mark in marks if _is_stroke(mark, scale)]
    ink = _around(marks)
    return PrintLine(ink, _room(ink, bounds), _around(strokes or marks))


def _marks(sheet: Sheet, mask: Grey) -> list[Window]:
    """The connected marks of a page without its rules."""
    dark = (cv2.GaussianBlur(sheet.grey, (3, 3), 0) < DARK).astype(np.uint8)
    dark[mask > 0] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    least = max(3, round((0.25 * sheet.scale) ** 2 * 6))
    kept = stats[1:count][stats[1:count, cv2.CC_STAT_AREA] >= least]
    most = TALLEST * sheet.scale
    return [Window(x, y, x + w, y + h) for x, y, w, h, _ in kept.tolist() if max(w, h) <= 4 * most]


def _usual_height(marks: Iterable[Window], scale: float) -> float:
    """How tall the characters of a page usually are; broken ones count as what they are."""
    tall = sorted(mark.height for mark in marks if 3.5 * scale <= mark.height <= 16 * scale)
    return float(tall[int(0.8 * len(tall))]) if tall else 9 * scale


def _is_stroke(mark: Window, scale: float) -> bool:
    return max(mark.width, mark.height) >= SPECK * scale


def _sorted(
    marks: Sequence[Window], grids: Sequence[Grid], scale: float
) -> tuple[dict[tuple[int, int], list[Window]], list[Window]]:
    """Marks by the cell in which their middle lies, and the others."""
    inside: dict[tuple[int, int], list[Window]] = {}
    outside: list[Window] = []
    for mark in marks:
        x, y = (mark.x0 + mark.x1) / 2 / scale, (mark.y0 + mark.y1) / 2 / scale
        found = ((i, grid.cell_at(x, y)) for i, grid in enumerate(grids))
        owner = next(((i, cell) for i, cell in found if cell >= 0), None)
        (inside.setdefault(owner, []) if owner else outside).append(mark)
    return inside, outside


def _interior(grid: Grid, cell: int, scale: float) -> Window:
    """The pixels of a cell within its rules."""
    x0, y0, x1, y1 = grid.rectangle(grid.cells[cell])
    edge = EDGE * scale
    return Window(
        round(x0 * scale + edge),
        round(y0 * scale + edge),
        round(x1 * scale - edge),
        round(y1 * scale - edge),
    )


def _runs(marks: Sequence[Window], height: float, scale: float) -> list[list[Window]]:
    """Marks line by line; dots and dirt go with the line they stand in."""
    strokes = sorted((m for m in marks if _is_stroke(m, scale)), key=lambda mark: mark.y0)
    runs: list[list[Window]] = []
    for run in _overlapping(strokes):
        if runs and _one_line(runs[-1], run, height):
            runs[-1] += run
        else:
            runs.append(run)
    for mark in marks:
        if not _is_stroke(mark, scale):
            for run in runs:
                if _beside(mark, run, height):
                    run.append(mark)
                    break
    return runs


def _overlapping(strokes: Sequence[Window]) -> Iterator[list[Window]]:
    """Strokes whose heights overlap, from top to bottom."""
    run: list[Window] = []
    bottom = 0
    for stroke in strokes:
        if run and stroke.y0 >= bottom:
            yield run
            run = []
        bottom = max(bottom, stroke.y1) if run else stroke.y1
        run.append(stroke)
    if run:
        yield run


def _one_line(above: Sequence[Window], below: Sequence[Window], height: float) -> bool:
    one, two = _around(above), _around(below)
    tallest = max(height, *(mark.height for mark in (*above, *below)))
    return two.y1 - one.y0 <= ONE_LINE * tallest


def _beside(mark: Window, run: Sequence[Window], height: float) -> bool:
    """A dot within the height of a line, a little under it included, and not far from its ink."""
    around = _around(run)
    low, high = around.y0 - 0.1 * height, around.y1 + 0.3 * height
    if not low <= (mark.y0 + mark.y1) / 2 <= high:
        return False
    return any(stroke.x0 - height < mark.x1 and mark.x0 < stroke.x1 + height for stroke in run)


def _around(marks: Sequence[Window]) -> Window:
    return Window(
        min(mark.x0 for mark in marks),
        min(mark.y0 for mark in marks),
        max(mark.x1 for mark in marks),
        max(mark.y1 for mark in marks),
    )


def _parted(run: Sequence[Window], scale: float) -> Iterator[list[Window]]:
    """The words of a line that stand far apart."""
    height = max(_around(run).height, 6 * scale)
    part: list[Window] = []
    for earlier, mark in pairwise([None, *sorted(run)]):
        if part and earlier and mark and mark.x0 - max(m.x1 for m in part) > APART * height:
            yield part
            part = []
        if mark:
            part.append(mark)
    yield part


def _room(ink: Window, bounds: Window) -> Window:
    """The ink with some white around it, within bounds."""
    room = max(2, round(ROOM * ink.height))
    return Window(
        max(ink.x0 - 2 * room, min(bounds.x0, ink.x0)),
        max(ink.y0 - room, min(bounds.y0, ink.y0)),
        min(ink.x1 + 2 * room, max(bounds.x1, ink.x1)),
        min(ink.y1 + room, max(bounds.y1, ink.y1)),
    )
