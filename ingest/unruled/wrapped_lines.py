"""Which lines without figures are the rest of a label above, where lines stand as far apart as rows.

Takes the lines of a band, gives the numbers of those that go on the line above them: its text
filled its column and broke off inside a name, and all other rows have what this line lacks, a code,
a number or figures. Knows nothing of columns or rules.

    208 05 06  机关事业单位职业年金缴费支      4,867,900.00
               出                                              the rest of the label above
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.unruled.line_kinds import segments
from ingest.unruled.runs import RunLine

__all__ = ["BEGINNING", "wrapped_lines"]

BEGINNING = re.compile(
    r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、.．]\D"
    r"|\d{3}(?:\d\d){0,2}$|其中|合计|总计|小计|(?:收入|支出)总计"
)
"""What the label of a row begins with."""

_TOTAL = re.compile(r"(?:本年|上年|收入|支出)*(?:合计|总计|小计)")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]")
_CODE = re.compile(r"\d{2,7}")
_WHOLE = re.compile(r"(?:支出|收入|经费|[合总小]计)$")
"""A label that ends so is not broken off."""

ALIKE = 2 / 3
"""Rows with a code are this part of all, where a column of codes is printed."""


INDENT = 6
"""A label is set in by at most so many characters."""


class _Text(NamedTuple):
    text: str
    x0: float
    x1: float

    def beside(self, other: _Text) -> bool:
        """They stand in one column."""
        return self.x0 < other.x1 and other.x0 < self.x1


def wrapped_lines(lines: Sequence[RunLine]) -> frozenset[int]:
    """The lines that go on the one above."""
    texts = [_texts(line) for line in lines]
    maybe = {index for index in range(1, len(lines)) if _may_go_on(index, lines, texts)}
    rows = [index for index in range(len(lines)) if index not in maybe]
    return frozenset(
        index
        for index in maybe
        if _lacks_code(texts[index], [lines[row] for row in rows])
        or all(_lacks_number(text, [texts[row] for row in rows]) for text in texts[index])
        or _lacks_figures(index, [lines[row] for row in rows], texts)
    )


def _texts(line: RunLine) -> list[_Text]:
    return [_Text(*segment) for segment in segments(line)]


def _may_go_on(index: int, lines: Sequence[RunLine], texts: Sequence[Sequence[_Text]]) -> bool:
    line = lines[index]
    gap = line.baseline - lines[index - 1].baseline
    after = lines[index + 1].baseline - line.baseline if index + 1 < len(lines) else gap
    return (
        not line.has_figure
        and gap <= after + 1
        and all(_is_rest(text, index, line.size, texts) for text in texts[index])
    )


def _is_rest(text: _Text, index: int, size: float, texts: Sequence[Sequence[_Text]]) -> bool:
    """The text above fills its column, is longer, and is no whole label."""
    upper = _above(text, texts[index - 1])
    if upper is None or BEGINNING.match(text.text) or _CODE.fullmatch(text.text):
        return False
    column = [other.x1 for line in texts for other in line if other.beside(upper)]
    return (
        len(text.text) < len(upper.text)
        and not _WHOLE.search(upper.text)
        and upper.x1 > max(column) - 1.1 * size
        and len(column) > 2
    )


def _above(text: _Text, line: Sequence[_Text]) -> _Text | None:
    """What it goes on: the first text not left of it, which may be set in from the edge."""
    right = [other for other in line if other.x1 > text.x0]
    if not right or sum(other.beside(text) for other in line) > 1:
        return None
    return (
        right[0] if right[0].x0 - text.x0 < INDENT * (text.x1 - text.x0) / len(text.text) else None
    )


def _lacks_code(texts: Sequence[_Text], rows: Sequence[RunLine]) -> bool:
    """Nearly all rows begin with a code to the left of it."""
    full = [row for row in rows if row.has_figure]
    coded = [r for r in full if _CODE.fullmatch(r.runs[0].text) and r.runs[0].x1 < texts[0].x0]
    return len(coded) > 2 and len(coded) >= ALIKE * len(full)


def _lacks_number(text: _Text, rows: Sequence[Sequence[_Text]]) -> bool:
    """Nearly all labels of its column are numbered, but those of totals."""
    labels = [other.text for row in rows for other in row if other.beside(text)]
    named = [label for label in labels if not _TOTAL.fullmatch(label)]
    numbered = sum(_NUMBERED.match(label) is not None for label in named)
    return numbered > 2 and numbered >= ALIKE * len(named)


def _lacks_figures(index: int, rows: Sequence[RunLine], texts: Sequence[Sequence[_Text]]) -> bool:
    """Every row has figures, and the line is a small rest of one label."""
    [first, *others] = texts[index]
    upper = _above(first, texts[index - 1])
    small = upper is not None and not others and 2 * len(first.text) <= len(upper.text)
    return small and len(rows) > 1 and all(row.has_figure for row in rows)
