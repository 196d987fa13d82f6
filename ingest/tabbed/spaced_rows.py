"""Lines whose cells are parted by runs of blanks → rows of one table, where they certainly are one.

Takes the lines of a text file, gives rows for those that stand together, split into the same number
of cells and print figures; prose, contents and signatures stay lines. A shorter line keeps its place
only when its cells end or begin where those of a column do. Knows nothing of what columns mean.

    项目　　　　　　　2015年      2016年          ->   项目 | 2015年 | 2016年
    公务接待费　　　　  9.60        7.40               公务接待费 | 9.60 | 7.40
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.amount import number
from ingest.label_rows import is_label_row
from ingest.tabbed.tab_rows import Row, Run, SourceLine, is_figure

__all__ = ["spaced_rows"]

_GAP = re.compile(r"[ \u3000]{2,}")
_SPREAD = re.compile(r"(?<![^\s])([收支项合总小金科名备])[ \u3000]{1,6}([入出目计额称注])(?![^\s])")
_PROSE = re.compile(r"[。；;！？!?]|[，,](?!\d{3})|[.．·…‥]{4,}|\||[:：]\s*$")
_LONGEST_CELL = 40
_LEAST_ROWS = 3


class _Cell(NamedTuple):
    """A run of text in a line: its offset there, and where it begins and ends on the screen."""

    text: str
    at: int
    left: int
    right: int


def spaced_rows(lines: Sequence[SourceLine]) -> Mapping[int, Row]:
    """The rows among the lines, by the offset of the line."""
    found: dict[int, Row] = {}
    for run in _runs(lines):
        found |= {line.start: row for line, row in _rows(run)}
    return found


def _runs(lines: Sequence[SourceLine]) -> Iterator[list[tuple[SourceLine, list[_Cell]]]]:
    """Neighbouring lines of two cells and more, without a blank line or prose between them."""
    run: list[tuple[SourceLine, list[_Cell]]] = []
    for line in lines:
        cells = _cells(line.body)
        if run and (line.blank_before or len(cells) < 2):
            yield run
            run = []
        if len(cells) >= 2:
            run.append((line, cells))
    if run:
        yield run


def _cells(body: str) -> list[_Cell]:
    """The cells of a line; none where it reads like prose or has tabs."""
    if "\t" in body or _PROSE.search(body):
        return []
    kept = _SPREAD.sub(lambda spread: spread[1] + "\0" * (len(spread[0]) - 2) + spread[2], body)
    cells: list[_Cell] = []
    at = 0
    for gap in [*_GAP.finditer(kept), None]:
        end = gap.start() if gap else len(kept)
        text = body[at:end].strip()
        if text:
            begin = at + len(body[at:end]) - len(body[at:end].lstrip())
            left = _width(body[:begin])
            cells.append(_Cell(text, begin, left, left + _width(text)))
        at = gap.end() if gap else end
    texts = [cell.text for cell in cells]
    short = all(len(text) <= _LONGEST_CELL for text in texts)
    return cells if short and not is_label_row(texts) else []


def _width(text: str) -> int:
    """How wide a text is on the screen: Chinese signs count two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _rows(run: list[tuple[SourceLine, list[_Cell]]]) -> list[tuple[SourceLine, Row]]:
    """The rows of one run; none when it is no table for sure."""
    count = Counter(len(cells) for _, cells in run).most_common(1)[0][0]
    full = [cells for _, cells in run if len(cells) == count]
    if len(run) < _LEAST_ROWS or 2 * len(full) < len(run) or not _has_figures(full):
        return []
    rows = []
    for line, cells in run:
        columns = _columns(cells, full, count)
        if columns is None:
            return []
        rows.append((line, _row(line, cells, columns, count)))
    return rows


def _has_figures(full: Sequence[list[_Cell]]) -> bool:
    """Two lines and most lines print figures in a column; page numbers that grow are none."""
    counted = [cells for cells in full if any(is_figure(cell.text) for cell in cells)]
    if len(counted) < 2 or 2 * len(counted) < len(full):
        return False
    lined = [col for col in range(1, len(full[0])) if _is_column(counted, col)]
    if len(full[0]) > 2 or not lined:
        return bool(lined)
    pages = [cells[1].text for cells in counted if cells[1].text.isdecimal()]
    numbers = [int(page) for page in pages]
    return len(pages) < len(counted) or numbers != sorted(numbers)


def _is_column(counted: Sequence[list[_Cell]], col: int) -> bool:
    return all(is_figure(cells[col].text) for cells in counted)


def _columns(cells: list[_Cell], full: Sequence[list[_Cell]], count: int) -> list[int] | None:
    """The column of every cell of a line; None where a figure of a shorter line fits none."""
    if len(cells) == count:
        return list(range(count))
    columns: list[int] = []
    for cell in cells:
        fits = [col for col in range(count) if _fits(cell, [row[col] for row in full])]
        free = [col for col in fits if not columns or col > columns[-1]]
        if len(free) != 1:
            return None
        columns += free
    return columns


def _fits(cell: _Cell, column: Sequence[_Cell]) -> bool:
    """The cell ends where nearly all figures of the column do, or begins where its texts do."""
    if number(cell.text) is not None:
        edges = [other.right for other in column if number(other.text) is not None]
        return bool(edges) and all(abs(edge - cell.right) <= 1 for edge in edges)
    lefts = [other.left for other in column]
    rights = [other.right for other in column]
    return cell.left < max(rights) and cell.right > min(lefts)


def _row(line: SourceLine, cells: list[_Cell], columns: list[int], count: int) -> Row:
    parts: list[tuple[Run, ...]] = [()] * count
    for cell, col in zip(cells, columns, strict=True):
        parts[col] = (Run(cell.text, line.start + cell.at, line.place),)
    return Row(parts, line.start, line.start + len(line.body))
