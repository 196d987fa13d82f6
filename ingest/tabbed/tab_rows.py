"""One line with tabs → one row of cells, with the offsets of every run of text.

Takes a source line, says whether it is a row of a table at all (not a contents line, not a caption
spaced out by tabs) and what its cells are; sets rows right that lost the empty cell of a merged
label. Knows nothing of other tables or pages.

    '2060101\\t行政运行\\t1,211'   →  three cells
    '\\t科普工作\\t140.00' '高交会项目\\t48.60\\t'  →  the second row moves one cell to the right
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.amount import is_dash, is_several, number, percent, unit_in
from ingest.label_rows import is_caption_line
from ingest.structure.numbering import numbering
from ingest.tabbed.runs import kept_apart

__all__ = [
    "Row",
    "Run",
    "SourceLine",
    "aligned",
    "has_figures",
    "is_figure",
    "is_page_number",
    "read_row",
]

_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>|\*\*")
_LEADERS = re.compile(r"[.．·…‥]{4,}|…{2,}")
_PIPE = re.compile(r"(?<!\\)\|")
_PIPES = re.compile(r"\s*\|.*\|\s*")
_MEASURED = re.compile(r"[≥≤<>＜＞=]?\s*-?\d[\d,.]*\s*[%％\u4e00-\u9fff/]{0,5}")
_TOTAL = re.compile(r"[合总]\s*计")
"""'<tab>合计<tab>' is the row of an empty table."""
_TITLE = re.compile(
    r"[^，。；,;]{2,36}(?:总表|明细表|情况表|预算表|决算表|支出表|收入表|收支表)(?:[（(].{1,24}[）)])?"
)
_PAGE_NUMBER = re.compile(r"[-—–－\s]*\d{1,4}[-—–－\s]*|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that carries something: its text, its offset, its place, whether a blank line precedes."""

    body: str
    start: int
    place: str
    blank_before: bool


class Run(NamedTuple):
    """A run of a cell's text, its offset and its place."""

    text: str
    start: int
    place: str


@dataclass(slots=True)
class Row:
    """One source row: the text runs of each cell, and where the line lies."""

    cells: list[tuple[Run, ...]]
    start: int
    end: int

    def text(self, col: int) -> str:
        """What a cell prints; '' beyond the last."""
        return "".join(part.text for part in self.cells[col]) if col < len(self.cells) else ""

    @property
    def texts(self) -> list[str]:
        """What all cells print."""
        return ["".join(part.text for part in parts) for parts in self.cells]


def is_page_number(body: str) -> bool:
    """'- 3 -', '第3页 共20页'."""
    return bool(_PAGE_NUMBER.fullmatch(body.strip()))


def read_row(line: SourceLine) -> Row | None:
    """The row of a table line; None for prose, contents lines and captions spaced out by tabs."""
    if "\t" not in line.body:
        return _piped(line) if _PIPES.fullmatch(line.body) else None
    if _LEADERS.search(line.body):
        return None
    printed = [cell.strip() for cell in line.body.split("\t") if cell.strip()]
    if not printed or (len(printed) <= 3 and any(unit_in(cell) for cell in printed)):
        return None
    if len(printed) == 1 and _captions(printed[0]):
        return None
    lone = len(printed) == 1 or (len(printed) == 2 and _is_number(printed[0]))
    total = len(printed) == 1 and _TOTAL.fullmatch(printed[0])
    if lone and not total and _only_indents(line.body):
        return None
    return _cells(line, line.body.split("\t"), line.start)


def _captions(text: str) -> bool:
    """'收入支出决算总表', '公开01表' alone in a line with tabs: the frame of the table holds its caption."""
    return bool(_TITLE.fullmatch(re.sub(r"\s", "", text))) or is_caption_line(text)


def _piped(line: SourceLine) -> Row | None:
    """A Markdown table row."""
    left = line.body.index("|") + 1
    body = line.body[left : line.body.rindex("|")]
    return _cells(line, _PIPE.split(body), line.start + left)


def _cells(line: SourceLine, printed: Sequence[str], at: int) -> Row:
    cells: list[tuple[Run, ...]] = [()] * len(printed)
    for col, cell in enumerate(printed):
        cells[col] = _parts(cell, at, line.place)
        at += len(cell) + 1
    return Row(cells, line.start, line.start + len(line.body))


def _is_number(text: str) -> bool:
    """A number of a heading and nothing else: '一、', '（二）'."""
    found = numbering(text + "、") or numbering(text)
    return found is not None and not found.title.strip("、")


def _only_indents(body: str) -> bool:
    """True for one tab only, at the start, the end or after a number: indentation, not a table."""
    return body.strip().count("\t") <= 1 and body.count("\t") <= 2 and "\t\t" not in body


def _parts(cell: str, at: int, place: str) -> tuple[Run, ...]:
    """The runs of a cell's text between stray tags, without white space at their ends."""
    runs, begin = [], 0
    for tag in [*_TAG.finditer(cell), None]:
        stop = tag.start() if tag else len(cell)
        run = cell[begin:stop]
        if run.strip():
            lead = len(run) - len(run.lstrip())
            runs.append((begin + lead, begin + len(run.rstrip())))
        begin = tag.end() if tag else stop
    kept = kept_apart(cell, runs) if len(runs) > 1 else runs
    return tuple([Run(cell[first:last], at + first, place) for first, last in kept])


def has_figures(row: Row) -> bool:
    """True when a cell of the row prints a figure or a measured value."""
    return any(is_figure(text) or _MEASURED.fullmatch(text) for text in row.texts if text)


def is_figure(text: str) -> bool:
    """A number, a dash, a percentage, a code: never a label."""
    bare = text.strip("≥≤<>＜＞ ")
    figure = number(bare) is not None or percent(bare) is not None or is_several(bare)
    return figure or is_dash(bare)


def aligned(rows: Sequence[Row], width: int) -> int:
    """Move rows that lost the empty cells of a merged label back under their columns; how many moved.

    A row is moved when its figures stand in the pattern of the row before, one or more cells to the
    left, and the row before begins with as many empty cells.
    """
    moved, before = 0, None
    for row in rows:
        shape = [col for col, text in enumerate(row.texts) if is_figure(text)]
        shift = _shift(row, shape, before, width) if before else 0
        if shift:
            row.cells[:0] = [()] * shift
            del row.cells[width:]
            shape = [col + shift for col in shape]
            moved += 1
        if len(shape) >= 2:
            before = (row, shape)
    return moved


def _shift(row: Row, shape: list[int], before: tuple[Row, list[int]], width: int) -> int:
    last, pattern = before
    shift = pattern[0] - shape[0] if shape else 0
    if shift <= 0 or len(shape) < 2 or [col + shift for col in shape] != pattern:
        return 0
    opens_empty = not any(last.text(col) for col in range(shift)) and bool(row.text(0))
    spare = not any(row.texts[max(0, width - shift) :])
    return shift if opens_empty and spare else 0
