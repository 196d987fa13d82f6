"""What a line outside all grids is by itself: prose, a caption, or texts beside each other.

Takes one line of runs, gives its texts cut at the gaps, and whether it is prose or the caption of a
table. Knows nothing of rules or of the lines around it.

    '科目名称      合计     基本支出'   ->   three texts: the header of a table, or a row
"""

from __future__ import annotations

import re

from ingest.label_rows import is_label_row, is_note, is_title, states_the_table
from ingest.ruled.page_numbers import is_page_number
from ingest.unruled.runs import RunLine

__all__ = ["ends_rows", "is_caption", "is_prose", "segments", "text_of"]

PROSE = 0.6
"""A line of prose fills this part of the width."""

INDENT = 6.0
"""It begins at most this many character sizes from the left end."""


def text_of(line: RunLine) -> str:
    """All that it prints."""
    return "".join(run.text for run in line.runs)


def segments(line: RunLine) -> list[tuple[str, float, float]]:
    """The line cut where it leaves more space than a character."""
    cut: list[tuple[str, float, float]] = []
    for run in line.runs:
        if cut and run.x0 - cut[-1][2] < line.size and not (run.figure and _ends_figure(cut[-1])):
            cut[-1] = (cut[-1][0] + run.text, cut[-1][1], run.x1)
        else:
            cut.append((run.text, run.x0, run.x1))
    return cut


def _ends_figure(segment: tuple[str, float, float]) -> bool:
    return segment[0][-1:].isdigit()


def is_prose(line: RunLine, left: float, right: float) -> bool:
    """One piece of text over most of the width, from its left end."""
    parts = segments(line)
    width = right - left
    if len(parts) != 1 or line.has_figure or parts[0][1] - left > INDENT * line.size:
        return False
    return parts[0][2] - parts[0][1] > PROSE * width


def ends_rows(line: RunLine) -> bool:
    """What may follow a table without a rule under it: a caption, a note, the number of the page."""
    text = text_of(line)
    return is_caption(line) or (is_page_number(text) and not text.isdigit())


def is_caption(line: RunLine) -> bool:
    """The title of a table, its unit, or a note."""
    texts = [text for text, _, _ in segments(line)]
    if is_note(texts) or (is_label_row(texts) and states_the_table(texts)):
        return True
    whole = "".join(texts)
    if len(texts) > 1 and not re.match(r"(?:附?表|公开|附件)", whole):
        return False
    return len(whole) > 4 and not line.has_figure and is_title(whole)
