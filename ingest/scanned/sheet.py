"""A picture of a page becomes a sheet: grey on white, upright, level, with the way back.

Takes the pixels of a page as it is seen, gives the same page straightened. Stamps in red are
taken off what is printed under them. Knows nothing of rules, characters or tables.

    picture 2339 × 1654, turned by 1.2°   ->   Sheet(2339 × 1654, level), seen(box) leads back
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.citation import Box
from ingest.scanned.lines import Window
from ingest.scanned.picture import Picture
from ingest.scanned.recogniser import Grey

__all__ = ["Matrix", "Sheet", "clean", "cut_out", "sheet_of"]

Matrix = NDArray[np.float64]

STEEPEST = 4.0
"""Pages lie askew by at most so many degrees."""

STAMP = 40.0
"""A red mark that is so many points wide and high is a stamp; red print is smaller."""

REDDER = 45
"""Red ink is brighter in red than in green and blue by this much."""

INKED = 0.001
"""At least this part of a page is ink; where it is lighter than FAINT, the print is faint."""

FAINT, FAINTEST = 80, 215

LEANING = 0.1
"""Rules that differ by more degrees than this over a page show that it was photographed aslant."""

DARK = 150
"""Print is darker than this on white paper."""


class Sheet(NamedTuple):
    """A level page; `back` maps its pixels to the units of the page as it is seen."""

    grey: Grey
    scale: float
    back: Matrix
    quarters: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.grey.shape[1] / self.scale, self.grey.shape[0] / self.scale

    def without_pixels(self) -> Sheet:
        """The way back alone; a long document's pages do not all fit into memory."""
        return self._replace(grey=np.empty((0, 0), np.uint8))

    def seen(self, box: Box) -> Box:
        """Where a box, in points on the sheet, stands on the page as it is seen."""
        corners = [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]
        at = np.array([[x * self.scale, y * self.scale, 1.0] for x, y in corners]).T
        moved = self.back @ at
        xs, ys = (moved[0] / moved[2]).tolist(), (moved[1] / moved[2]).tolist()
        return Box(box.page, min(xs), min(ys), max(xs), max(ys))


def clean(picture: Picture) -> Grey:
    """A picture as it lies, grey on white, without stamps."""
    return _on_white(_grey(picture))


def cut_out(grey: Grey, unit: float, sheet: Sheet, window: Window, zoom: float = 2.0) -> Grey:
    """A window of a sheet, taken anew from a finer picture of its page, larger by `zoom`."""
    size = max(round(window.width * zoom), 1), max(round(window.height * zoom), 1)
    into = np.array([[1 / zoom, 0, window.x0], [0, 1 / zoom, window.y0], [0, 0, 1]])
    way = np.diag([unit, unit, 1.0]) @ sheet.back @ into
    made = cv2.warpPerspective(
        grey,
        way,
        size,
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255,),
    )
    return made.astype(np.uint8, copy=False)


def sheet_of(picture: Picture, quarters: int = 0) -> Sheet:
    """The page turned to the right by so many quarters, made level."""
    grey = np.ascontiguousarray(np.rot90(clean(picture), -quarters))
    turn = _turned(quarters, picture.width, picture.height)
    level = _level(grey)
    made = cv2.warpPerspective(
        grey,
        level,
        (grey.shape[1], grey.shape[0]),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255,),
    )
    back = np.diag([1 / picture.unit, 1 / picture.unit, 1.0]) @ turn @ np.linalg.inv(level)
    return Sheet(made.astype(np.uint8, copy=False), picture.scale, back, quarters)


def _grey(picture: Picture) -> Grey:
    """One plane; where a stamp lies, what is dark even in red light."""
    pixels = picture.pixels()
    if picture.channels == 1:
        return pixels[:, :, 0]
    grey = cv2.cvtColor(np.ascontiguousarray(pixels[:, :, :3]), cv2.COLOR_RGB2GRAY)
    red, green, blue = cv2.split(np.ascontiguousarray(pixels[:, :, :3]))
    redder = cv2.subtract(red, cv2.max(green, blue))
    reddish = (redder > REDDER).astype(np.uint8)
    if not cv2.countNonZero(reddish):
        return grey.astype(np.uint8, copy=False)
    joined = cv2.morphologyEx(reddish, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    for x, y, width, height, _ in stats[1:count].tolist():
        if min(width, height) >= STAMP * picture.scale:
            grey[y : y + height, x : x + width] = red[y : y + height, x : x + width]
    return grey.astype(np.uint8, copy=False)


def _on_white(grey: Grey) -> Grey:
    """The paper is made white, however grey it is and wherever a shadow falls on it."""
    height, width = grey.shape
    small = cv2.resize(
        grey, (max(width // 8, 1), max(height // 8, 1)), interpolation=cv2.INTER_AREA
    )
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 15)
    ground = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    white = cv2.divide(grey, np.maximum(ground, 1), scale=255)
    return _dark_print(white.astype(np.uint8, copy=False))


def _dark_print(white: Grey) -> Grey:
    """Faint print is made as dark as print usually is."""
    shades = np.bincount(cv2.medianBlur(white, 3)[::4, ::4].ravel(), minlength=256)
    darkest = int(np.searchsorted(shades.cumsum(), INKED * shades.sum()))
    if not FAINT < darkest < FAINTEST:
        return white
    scale = 255 / (255 - darkest + FAINT)
    darker = 255 - (255 - white.astype(np.float32)) * np.float32(scale)
    made: Grey = np.clip(darker, 0, 255).astype(np.uint8)
    return made


def _turned(quarters: int, width: int, height: int) -> Matrix:
    """From the pixels of a page turned to the right back to those of the picture."""
    ways = [
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0, 1, 0], [-1, 0, height], [0, 0, 1]],
        [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        [[0, -1, width], [1, 0, 0], [0, 0, 1]],
    ]
    return np.array(ways[quarters % 4], dtype=np.float64)


def _level(grey: Grey) -> Matrix:
    """The turn, and where it was photographed aslant the stretch, after which the page is level."""
    height, width = grey.shape
    angle = _slope(grey)
    middle = width / 2, height / 2
    turn = np.vstack([cv2.getRotationMatrix2D(middle, angle, 1.0), [0, 0, 1]]).astype(np.float64)
    return _squared(grey, turn) @ turn


def _squared(grey: Grey, turn: Matrix) -> Matrix:
    """The stretch after which rules that lean towards each other run side by side."""
    height, width = grey.shape
    level = cv2.warpPerspective(grey, turn, (width, height), borderValue=(255,)).astype(np.uint8)
    across = _leaning(level)
    down = _leaning(np.ascontiguousarray(level.T))
    if across is None or down is None:
        return np.eye(3)
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    found = [
        (
            x + np.polyval(down, x) * (y - height / 2),
            y + np.polyval(across, y) * (x - width / 2),
        )
        for x, y in corners
    ]
    moved = max(abs(np.subtract(found, corners)).max(axis=0) / (height, width))
    if moved < np.radians(LEANING) / 2:
        return np.eye(3)
    return cv2.getPerspectiveTransform(
        np.array(found, np.float32), np.array(corners, np.float32)
    ).astype(np.float64)


def _leaning(level: Grey) -> NDArray[np.float64] | None:
    """How steep the long strokes across a page are, by their height on it; None without enough."""
    height, width = level.shape
    strokes = _long_strokes(level)
    if len(strokes) < 4:
        return None
    x0, y0, x1, y1 = np.array(strokes).T
    steep = (y1 - y0) / (x1 - x0)
    at = y0 + (width / 2 - x0) * steep
    if np.ptp(at) < height / 6:
        return np.array([0.0, np.median(steep)])
    astray = np.abs(np.polyval(np.polyfit(at, steep, 1), at) - steep)
    near = astray <= 2 * np.median(astray)
    return np.polyfit(at[near], steep[near], 1) if near.sum() >= 4 else None


def _long_strokes(level: Grey) -> list[tuple[float, float, float, float]]:
    """Thin strokes that run over an eighth of the page: where they begin and end."""
    small = cv2.resize(level, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = (small < DARK + 50).astype(np.uint8)
    thin = cv2.subtract(dark, cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((5, 1), np.uint8)))
    whole = cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, 15), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found = []
    for index, (x, y, wide, high, _) in enumerate(stats[1:count].tolist(), 1):
        if wide < small.shape[1] / 8 or high > 4 + wide * np.tan(np.radians(STEEPEST)):
            continue
        piece = labels[y : y + high, x : x + wide] == index
        first, last = np.nonzero(piece[:, :5])[0].mean(), np.nonzero(piece[:, -5:])[0].mean()
        found.append((2.0 * x, 2.0 * (y + first), 2.0 * (x + wide), 2.0 * (y + last)))
    return found


def _slope(grey: Grey) -> float:
    """By how many degrees lines fall to the right: at that angle rows are darkest and lightest."""
    shrink = max(1.0, max(grey.shape) / 1400)
    small = cv2.resize(grey, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    ys, xs = (at.astype(np.intp) for at in np.nonzero(small < DARK))
    if len(xs) < 50:
        return 0.0
    coarse = _sharpest(xs, ys, np.arange(-STEEPEST, STEEPEST + 0.01, 0.1))
    return _sharpest(xs, ys, np.arange(coarse - 0.12, coarse + 0.121, 0.01))


def _sharpest(xs: NDArray[np.intp], ys: NDArray[np.intp], angles: Matrix) -> float:
    """The angle at which the rows differ most from each other."""

    def sharpness(angle: float) -> float:
        rows = np.bincount((ys - xs * np.tan(np.radians(angle)) + 4096).astype(np.int64))
        return float((np.diff(rows.astype(np.float64)) ** 2).sum())

    return float(max(angles.tolist(), key=sharpness))
