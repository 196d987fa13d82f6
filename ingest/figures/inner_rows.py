"""Rows inside a table that are no data: the numbers of the columns, and a header for what follows.

Takes the cells of a row and how they read, gives what the row is. Knows no labels and no facts.

    1 | 2 | 3 | 4                 numbers of the columns
    其中：基本支出 | 项目支出       a header for the figures under it
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.document import Cell
from ingest.figures.cells import Reading

__all__ = ["is_header_row", "local_headers", "numbers_columns"]

_SPACE = re.compile(r"\s+")
_LONGEST_HEAD = 24


def numbers_columns(readings: Mapping[int, Reading | None]) -> bool:
    """'1 | 2 | 3 | …' under the header numbers the columns."""
    values = [r.printed for r in readings.values() if r and r.state == "printed"]
    if len(values) < 3 or len(values) < len(readings) or not all(v.isdigit() for v in values):
        return False
    first = int(values[0])
    return first <= 3 and values == [str(first + i) for i in range(len(values))]


def is_header_row(readings: Mapping[int, Reading | None]) -> bool:
    """A row inside the table that heads what follows: texts over number columns, no number."""
    texts = [i for i, reading in readings.items() if reading is None]
    return bool(texts) and not any(r and r.value is not None for r in readings.values())


def local_headers(
    cells: Mapping[int, Cell | None], readings: Mapping[int, Reading | None]
) -> dict[int, str]:
    """The short texts of such a row, by column."""
    return {
        index: _SPACE.sub("", cell.text)
        for index, cell in cells.items()
        if cell and readings[index] is None and len(cell.text) <= _LONGEST_HEAD
    }
