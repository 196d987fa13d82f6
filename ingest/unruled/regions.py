"""Where a page prints tables with rules across only: between which rules, and from which lines.

Takes the rules and the lines of runs that stand in no grid, gives regions. Prose between two rules
is none, nor is what stands between the last rule of one table and the first of the next.

    ───────────────        the rule under the running head: prose and a title follow, no table
    ═══════════════  ┐
    项目      预算数   │      a region of two bands
    ───────────────  │
    行政运行   12.50   │
    ═══════════════  ┘
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Literal, NamedTuple

from ingest.ruled.strokes import Rule
from ingest.unruled.line_kinds import ends_rows, is_caption, is_prose, segments, text_of
from ingest.unruled.runs import RunLine

__all__ = [
    "Band",
    "Region",
    "regions",
    "with_close_lines",
]

WIDE = 150.0
"""A rule this wide may belong to a table; a shorter one is an underline."""

SAME_FRAME = 6.0
"""Rules of one table begin and end at most this far apart, both ends together."""

NARROW = 0.5
"""The label of a row fills at most this part of the width."""

CLOSE = 1.7
"""Lines of one cell are at most this many character sizes apart."""

OPEN = 1.2
"""Labels over a rule stand at most this many character sizes above it, or above each other."""

CAPTION = 48.0
"""A caption stands at most this far above the first rule, in points."""

Kind = Literal["rows", "single", "other", "empty"]


class Band(NamedTuple):
    """What stands between two rules over the whole width."""

    top: float
    bottom: float
    lines: tuple[RunLine, ...]
    kind: Kind


class Region(NamedTuple):
    """A part of a page that may be a table; `partial` are the rules under parts of its header.

    `sure` says that its own rules and figures show a table; otherwise it is one only where it goes
    on from the page before. `loose` says that its last band has no rule under it.
    """

    left: float
    right: float
    bands: tuple[Band, ...]
    partial: tuple[Rule, ...]
    sure: bool
    loose: bool = False

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.bands[0].top

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.bands[-1].bottom


def regions(rules: Sequence[Rule], lines: Sequence[RunLine]) -> list[Region]:
    """The regions of a page, from top to bottom; `rules` run across and belong to no grid."""
    frames = _frames(rules, lines)
    found = [
        region
        for frame in frames
        for region in _framed(frame, rules, _within(frame, frames, lines))
        if region
    ]
    return sorted(found, key=lambda region: region.top)


class _Frame(NamedTuple):
    left: float
    right: float
    ys: list[float]


def _frames(rules: Sequence[Rule], lines: Sequence[RunLine]) -> list[_Frame]:
    """Rules of one length under each other; those inside a wider frame may be parts of its header."""
    frames: list[_Frame] = []
    for rule in sorted(rules, key=lambda rule: rule.start - rule.end):
        if rule.end - rule.start < WIDE:
            break
        for frame in frames:
            if abs(rule.start - frame.left) + abs(rule.end - frame.right) < SAME_FRAME:
                frame.ys.append(rule.at)
                break
        else:
            frames.append(_Frame(rule.start, rule.end, [rule.at]))
    return [frame for frame in frames if not _is_part(frame, frames, lines)]


def _within(frame: _Frame, frames: Sequence[_Frame], lines: Sequence[RunLine]) -> Sequence[RunLine]:
    """The lines cut to a frame, where another table stands beside it."""
    if not any(_beside(frame, other) for other in frames):
        return lines
    left, right = frame.left - SAME_FRAME, frame.right + SAME_FRAME
    cut = [
        line._replace(runs=tuple(run for run in line.runs if left < run.x0 and run.x1 < right))
        for line in lines
    ]
    return [line for line in cut if line.runs]


def _beside(one: _Frame, two: _Frame) -> bool:
    apart = one.right < two.left or two.right < one.left
    return apart and min(one.ys) < max(two.ys) and min(two.ys) < max(one.ys)


def _is_part(frame: _Frame, frames: Sequence[_Frame], lines: Sequence[RunLine]) -> bool:
    """Rules that begin inside a wider frame and enclose no figures that its rules do not part.

    They may go on below its last rule, where the page end has cut the table: under a merged cell.
    """
    wider = [f for f in frames if f.right - f.left > frame.right - frame.left + 1]
    around = [f for f in wider if _inside(Rule(min(frame.ys), *frame[:2]), f)]
    return any(
        _is_beside_merged(frame, f, lines)
        or not any(
            top < line.baseline < bottom and line.has_figure
            for top, bottom in pairwise(sorted(frame.ys))
            if not any(top < y < bottom for y in f.ys)
            for line in lines
        )
        for f in around
    )


def _is_beside_merged(frame: _Frame, wider: _Frame, lines: Sequence[RunLine]) -> bool:
    """Rules that end with the wider ones, and beside them texts: merged over the rows they part."""
    ends = min(abs(frame.left - wider.left), abs(frame.right - wider.right))
    top, bottom = min(frame.ys), max(frame.ys)
    return ends < SAME_FRAME and any(
        not frame.left < run.x < frame.right and wider.left < run.x < wider.right
        for line in lines
        if max(y for y in wider.ys if y < top) < line.baseline < bottom
        for run in line.runs
    )


def _inside(rule: Rule, frame: _Frame) -> bool:
    return (
        frame.left - SAME_FRAME <= rule.start
        and rule.end <= frame.right + SAME_FRAME
        and min(frame.ys) < rule.at < max(frame.ys)
    )


def _framed(frame: _Frame, rules: Sequence[Rule], lines: Sequence[RunLine]) -> Iterator[Region]:
    inside = [
        line
        for line in lines
        if line.runs[0].x0 > frame.left - SAME_FRAME and line.runs[-1].x1 < frame.right + SAME_FRAME
    ]
    tops = _with_open_top(sorted(frame.ys), rules, inside)
    ys = _with_head_ends(tops, rules, inside, frame)
    bands = [_band(top, bottom, inside, frame) for top, bottom in pairwise(ys)]
    for run in _runs(bands):
        ends = run[-1].bottom == ys[-1] or not any(map(_figures, run))
        tail = _tail(run, inside, frame) if ends else None
        whole = [*run, tail] if tail else run
        partial = [
            rule
            for rule in rules
            if run[0].top + 1 < rule.at < whole[-1].bottom - 1
            and frame.left - SAME_FRAME <= rule.start
            and rule.end <= frame.right + SAME_FRAME
            and abs(rule.start - frame.left) + abs(rule.end - frame.right) >= SAME_FRAME
        ]
        yield Region(
            *_ends(run, rules, frame),
            tuple(whole),
            tuple(partial),
            _sure(whole) or _is_blank(whole, inside),
            tail is not None,
        )


def _ends(bands: Sequence[Band], rules: Sequence[Rule], frame: _Frame) -> tuple[float, float]:
    """Where the table's own rules begin and end: another one of the page may be a little wider."""
    ys = {band.top for band in bands} | {band.bottom for band in bands}
    own = [
        rule
        for rule in rules
        if rule.at in ys and abs(rule.start - frame.left) + abs(rule.end - frame.right) < SAME_FRAME
    ]
    return (
        min((rule.start for rule in own), default=frame.left),
        max((rule.end for rule in own), default=frame.right),
    )


def _with_head_ends(
    ys: list[float], rules: Sequence[Rule], lines: Sequence[RunLine], frame: _Frame
) -> list[float]:
    """The rules with one under every header whose rule is broken: it leaves out some of its cells.

    A table begins at the first rule of the page, and at one with no rows right above it.
    """
    ends: set[float] = set()
    for index, top in enumerate(ys):
        if index and _band(ys[index - 1], top, lines, frame).kind in ("rows", "single"):
            continue
        last = lines[-1].baseline + 1 if lines else top
        end = ys[index + 1] if index + 1 < len(ys) else last
        ends |= _head_end(top, end, rules, lines)
    return sorted({*ys, *ends})


def _head_end(
    top: float, bottom: float, rules: Sequence[Rule], lines: Sequence[RunLine]
) -> set[float]:
    """The lowest rule under a part of a header with the first row right below, or a bare total.

    A rule under a part of the header has labels below it; that under the whole has the first row.
    """
    first = [line for line in lines if top < line.baseline < bottom]
    for y in sorted({rule.at for rule in rules if top + 1 < rule.at < bottom - 1}, reverse=True):
        above = [line for line in first if line.baseline < y]
        below = [line for line in first if line.baseline > y]
        row = next((i for i, line in enumerate(below) if line.has_figure), None)
        if any(line.has_figure for line in above):
            continue
        if row is None and not (len(below) == 1 and _TOTAL.fullmatch(text_of(below[0]))):
            continue
        labels = any(len(segments(line)) > 1 for line in above)
        if labels and all(len(segments(line)) == 1 for line in below[:row]):
            return {y}
    return set()


_TOTAL = re.compile("合计|总计")


def _with_open_top(ys: list[float], rules: Sequence[Rule], lines: Sequence[RunLine]) -> list[float]:
    """The rules with an edge above labels that stand close over the first: cells ruled below only.

    A label alone is one where a rule under a part of the header stands right below it.
    """
    top, labels = ys[0], []
    for line in reversed([line for line in lines if line.baseline < ys[0]]):
        if top - line.baseline > OPEN * line.size or line.has_figure or is_caption(line):
            break
        if any(re.search("[:：。，；]", run.text) for run in line.runs):
            break
        labels.append(line)
        top = line.baseline - line.size
    while labels and len(segments(labels[-1])) < 2 and not _is_underlined(labels[-1], rules, ys[0]):
        labels.pop()
    return [labels[-1].top - 0.3 * labels[-1].size, *ys] if labels else ys


def _is_underlined(line: RunLine, rules: Sequence[Rule], end: float) -> bool:
    return any(line.baseline < rule.at < min(end - 1, line.baseline + line.size) for rule in rules)


def _band(top: float, bottom: float, lines: Sequence[RunLine], frame: _Frame) -> Band:
    within = tuple(line for line in lines if top < line.baseline - 0.35 * line.size < bottom)
    return Band(top, bottom, within, _kind(within, frame.left, frame.right))


def _kind(lines: Sequence[RunLine], left: float, right: float) -> Kind:
    if not lines:
        return "empty"
    if any(is_caption(line) for line in lines):
        return "other"
    prose = sum(is_prose(line, left, right) for line in lines)
    if 2 * prose > len(lines):
        return "other"
    return "rows" if any(len(segments(line)) > 1 for line in lines) else "single"


def _runs(bands: Sequence[Band]) -> Iterator[list[Band]]:
    """Neighbouring bands of one table; one text alone, above a header, is what stands before it."""
    run: list[Band] = []
    for band, below in zip_longest(bands, bands[1:]):
        heads = band.kind == "single" and below is not None and _is_head(below)
        if band.kind in ("rows", "single") and not (heads and not _figures(band)):
            run.append(band)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _is_head(band: Band) -> bool:
    return band.kind == "rows" and not _figures(band) and len(segments(band.lines[0])) > 1


def _figures(band: Band) -> bool:
    return any(line.has_figure for line in band.lines)


def _tail(run: Sequence[Band], lines: Sequence[RunLine], frame: _Frame) -> Band | None:
    """Rows under the last rule, up to the first line that is none: a table that the page end cuts."""
    rows: list[RunLine] = []
    end = run[-1].bottom
    for line in lines:
        if line.baseline < end:
            continue
        last = rows[-1].baseline if rows else end
        if line.baseline - last > 4 * line.size or ends_rows(line):
            break
        if is_prose(line, frame.left, frame.right):
            break
        rows.append(line)
    width = frame.right - frame.left
    rows = with_close_lines(rows, lambda line: line.runs[-1].x1 - line.runs[0].x0 < NARROW * width)
    if sum(line.has_figure for line in rows) < 1:
        return None
    return Band(end, rows[-1].baseline + 0.4 * rows[-1].size, tuple(rows), "rows")


def with_close_lines(
    rows: Sequence[RunLine], may: Callable[[RunLine], bool] | None = None
) -> list[RunLine]:
    """Rows up to the last with figures, and the lines of its label close under it."""
    last = max((i for i, line in enumerate(rows) if len(segments(line)) > 1), default=-1)
    kept = list(rows[: last + 1])
    for line in rows[last + 1 :]:
        if not kept:
            break
        close = line.baseline - kept[-1].baseline <= CLOSE * line.size
        if not _is_next(kept, line) and not (close and (not may or may(line))):
            break
        kept.append(line)
    return kept


def _is_next(rows: Sequence[RunLine], line: RunLine) -> bool:
    """A label alone, in step with the rows above it, that begins where others of its column do."""
    run = line.runs[0]
    gap = line.baseline - rows[-1].baseline
    if len(segments(line)) > 1 or len(rows) < 3:
        return False
    if not any(abs(low.baseline - high.baseline - gap) < 0.6 for high, low in pairwise(rows)):
        return False
    alike = sum(abs(other.x0 - run.x0) < 1.5 for row in rows for other in row.runs)
    behind = [r.x0 for row in rows for r in row.runs if r.figure and r.x0 > run.x0]
    return alike > 1 and line.runs[-1].x1 < min(behind, default=line.runs[-1].x1 + 1)


def _is_blank(bands: Sequence[Band], lines: Sequence[RunLine]) -> bool:
    """A form under its caption without figures: a header of several columns, at most a total."""
    head, body = bands[0], bands[1:]
    if len(body) > 2 or any(line.has_figure for band in bands for line in band.lines):
        return False
    if any(len(band.lines) > 1 or len(band.lines[0].runs) > 2 for band in body):
        return False
    wide = max((len(segments(line)) for line in head.lines), default=0)
    above = [line for line in lines if head.top - CAPTION < line.baseline < head.top]
    return wide >= 3 and any(map(is_caption, above))


def _sure(bands: Sequence[Band]) -> bool:
    """Enough rules and rows to be a table by itself."""
    rows = [band for band in bands if band.kind == "rows"]
    figures = sum(line.has_figure for band in bands[1:] for line in band.lines)
    if len(rows) >= 2 and (figures or len(rows) >= 3):
        return True
    head = max((len(segments(line)) for line in bands[0].lines), default=0)
    return len(bands) >= 2 and head >= 3 and figures > 0
