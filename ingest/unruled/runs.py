"""Characters become runs: pieces of a line with nothing but a small gap inside them.

Takes the characters outside all grids, gives lines of runs, from top to bottom. Knows nothing of
columns; a cell may be printed as several runs, but no run is printed in two cells.

    '一、财政拨款收入      51,447   一、一般公共服务支出       0'   ->   four runs
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ingest.amount import is_dash, number, percent
from ingest.ruled.glyphs import Glyph, on_one_baseline, once_each

__all__ = ["Run", "RunLine", "is_figure", "run_lines"]

_UNIT = re.compile(r"(?<=\d)[万亿]?元$")
"""A unit printed behind every amount."""

_TOTALS = frozenset({"合计", "总计", "小计", "共计"})
"""Words that are printed with their characters far apart, in one cell of a row."""

SPREAD = 3.5
"""Their characters stand at most this many character sizes apart."""

APART = 0.15
"""Two runs stand further apart than this part of the character size."""


class Run(NamedTuple):
    """A piece of a line; `figure` says that it prints a number, a percentage or a dash."""

    text: str
    x0: float
    x1: float
    figure: bool

    @property
    def x(self) -> float:
        """The middle, from left to right."""
        return (self.x0 + self.x1) / 2


class RunLine(NamedTuple):
    """The runs on one baseline, from left to right."""

    baseline: float
    top: float
    size: float
    runs: tuple[Run, ...]

    @property
    def has_figure(self) -> bool:
        """A number stands in the line."""
        return any(run.figure for run in self.runs)


def is_figure(text: str) -> bool:
    """A number, a percentage or a dash; a bare year is none."""
    value = number(_UNIT.sub("", text))
    if value is not None:
        return not (len(text) == 4 and text.isdecimal() and 1990 <= value <= 2100)
    return is_dash(text) or percent(text) is not None


def run_lines(glyphs: Iterable[Glyph]) -> list[RunLine]:
    """The lines of runs that these characters form."""
    printed = sorted(
        (glyph for glyph in glyphs if not glyph.char.isspace()), key=lambda g: g.baseline
    )
    return [_line(line) for line in on_one_baseline(printed)]


def _line(glyphs: list[Glyph]) -> RunLine:
    glyphs.sort(key=lambda glyph: glyph.x0)
    once, _ = once_each(glyphs)
    size = max(glyph.size for glyph in once)
    runs: list[list[Glyph]] = [[once[0]]]
    for glyph in once[1:]:
        gap = glyph.x0 - runs[-1][-1].x1
        if gap > APART * min(size, glyph.size) and not _is_spread(runs[-1], glyph, gap):
            runs.append([])
        runs[-1].append(glyph)
    baseline = once[0].baseline
    return RunLine(baseline, baseline - 0.8 * size, size, tuple(map(_run, runs)))


def _is_spread(run: list[Glyph], glyph: Glyph, gap: float) -> bool:
    """'合      计': two characters far apart that are one word."""
    return len(run) == 1 and gap < SPREAD * glyph.size and run[0].char + glyph.char in _TOTALS


def _run(glyphs: list[Glyph]) -> Run:
    text = "".join(glyph.char for glyph in glyphs)
    return Run(text, glyphs[0].x0, max(glyph.x1 for glyph in glyphs), is_figure(text))
