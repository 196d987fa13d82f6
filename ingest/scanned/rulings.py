"""A sheet's ruling lines: long straight strokes, however thin or faint, become rules.

Takes a level grey page, gives its rules in points and a mask of their pixels. Knows nothing of
cells; strokes of characters are too short, or end away from every other rule.

    a stroke 2 px high, 1,420 px long at row 731   ->   Rule(at=263.2, start=31.0, end=542.2)
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from ingest.ruled.strokes import Drawing, Rules, ruling_lines
from ingest.scanned.recogniser import Grey
from ingest.scanned.sheet import Sheet

__all__ = ["Rulings", "rulings"]

SHORTEST = 16.0
"""No stroke shorter than this, in points, is a rule."""

CERTAIN = 34.0
"""A stroke this long is a rule wherever it ends; a shorter one must end at another rule."""

THICKEST = 3.0
DARKER = 38
"""A rule is darker than the paper beside it by this much of 255."""

HOLE = 1.2
"""Gaps of this width, in points, are closed: faint rules."""

MEETS = 2.5
"""A short rule ends this close to another one, in points."""

BESIDE = 0.22
"""Beside a rule less than this part is dark, or nearly all of it, where the rule is a double one."""


class Rulings(NamedTuple):
    """The rules in points, and where their pixels are."""

    rules: Rules
    mask: Grey


class _Stroke(NamedTuple):
    x: int
    y: int
    width: int
    height: int


def rulings(sheet: Sheet) -> Rulings:
    """All rules of a page."""
    upright = np.ascontiguousarray(sheet.grey.T)
    _, crossed = _strokes(sheet.grey, sheet.scale)
    _, crossing = _strokes(upright, sheet.scale)
    across, across_mask = _strokes(sheet.grey, sheet.scale, np.ascontiguousarray(crossing.T))
    turned, turned_mask = _strokes(upright, sheet.scale, np.ascontiguousarray(crossed.T))
    down = [_Stroke(s.y, s.x, s.height, s.width) for s in turned]
    down_mask = np.ascontiguousarray(turned_mask.T)
    across = _meeting(across, down_mask, sheet.scale)
    down = _meeting(down, across_mask, sheet.scale)
    mask = np.zeros_like(sheet.grey)
    for stroke in (*across, *down):
        where = slice(stroke.y, stroke.y + stroke.height), slice(stroke.x, stroke.x + stroke.width)
        level = stroke.width > stroke.height
        mask[where] |= (across_mask if level else down_mask)[where]
    drawn = [_drawing(stroke, sheet.scale) for stroke in (*across, *down)]
    return Rulings(ruling_lines(drawn, *sheet.size), _grown(mask, 1))


def _strokes(grey: Grey, scale: float, crossing: Grey | None = None) -> tuple[list[_Stroke], Grey]:
    """The level strokes of a page, and the pixels on which they lie.

    They go on through the rules that cross them, else those of narrow columns would be too short.
    """
    dark = 255 - cv2.GaussianBlur(grey, (3, 3), 0)
    thick = round(THICKEST * scale) | 1
    tall = np.ones((2 * thick, 1), np.uint8)
    thin = cv2.morphologyEx(dark, cv2.MORPH_TOPHAT, tall).astype(np.uint8, copy=False)
    through = thin if crossing is None else np.maximum(thin, np.where(crossing > 0, dark, 0))
    whole = cv2.morphologyEx(through, cv2.MORPH_CLOSE, np.ones((1, round(HOLE * scale)), np.uint8))
    long = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, round(SHORTEST * scale)), np.uint8))
    mask = (long > DARKER).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = [_Stroke(*map(int, row[:4])) for row in stats[1:count]]
    kept = [s for s in found if s.height <= 2 * thick and s.width >= SHORTEST * scale]
    return [s for s in kept if _stands_alone(s, mask, thin)], mask


def _stands_alone(stroke: _Stroke, mask: Grey, thin: Grey) -> bool:
    """White paper lies above and below: what is part of characters has their other strokes there."""
    columns = np.arange(stroke.x, stroke.x + stroke.width)
    piece = mask[stroke.y : stroke.y + stroke.height, stroke.x : stroke.x + stroke.width] > 0
    top = stroke.y + piece.argmax(axis=0)
    bottom = stroke.y + stroke.height - 1 - piece[::-1].argmax(axis=0)
    last = thin.shape[0] - 1
    for rows in (top - 4, bottom + 4):
        dark = float((thin[np.clip(rows, 0, last), columns] > 2 * DARKER).mean())
        if BESIDE < dark < 1 - BESIDE:
            return False
    return True


def _grown(mask: Grey, reach: int) -> Grey:
    side = 2 * reach + 1
    return cv2.dilate(mask, np.ones((side, side), np.uint8)).astype(np.uint8, copy=False)


def _meeting(strokes: list[_Stroke], others: Grey, scale: float) -> list[_Stroke]:
    """Without the short strokes that do not end at another rule on both sides."""
    reach = round(MEETS * scale)
    near = _grown(others, reach)
    return [
        stroke
        for stroke in strokes
        if max(stroke.width, stroke.height) >= CERTAIN * scale or _both_ends(stroke, near)
    ]


def _both_ends(stroke: _Stroke, near: Grey) -> bool:
    last_x, last_y = stroke.x + stroke.width - 1, stroke.y + stroke.height - 1
    return bool(near[stroke.y, stroke.x] and near[last_y, last_x])


def _drawing(stroke: _Stroke, scale: float) -> Drawing:
    """A stroke as a thin filled box in points."""
    x0, y0 = stroke.x / scale, stroke.y / scale
    x1, y1 = (stroke.x + stroke.width) / scale, (stroke.y + stroke.height) / scale
    if stroke.width > stroke.height:
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {"type": "f", "items": [("re", (x0, y0, x1, y1))], "fill": (0.0, 0.0, 0.0)}
