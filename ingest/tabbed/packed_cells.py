"""The cells of a table of a text file, packed: each is made when it is looked at.

Takes the runs of text of every cell row by row, gives a sequence of RawCells that are not kept.
A long table of cells and their parts is many times its text; packed, it is a few bytes a cell.
Knows nothing of lines or columns.

    packed([[(Run('2060101', 80, '第9行'),), ()]])[0]   ->   RawCell(0, 0, (RawPart('2060101', …),))
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from ingest.blocks import RawCell, RawPart
from ingest.tabbed.tab_rows import Run

__all__ = ["PackedCells", "packed"]


class PackedCells(Sequence[RawCell]):
    """See the module docstring; a part in a text file has a text, a place and a start, no more."""

    def __init__(self) -> None:
        self._rows, self._cols, self._ends = array("I"), array("I"), array("I")
        self._texts: list[str] = []
        self._places: list[str] = []
        self._starts = array("Q")

    def add(self, row: int, col: int, runs: Sequence[Run]) -> None:
        """One more cell, behind the others."""
        self._rows.append(row)
        self._cols.append(col)
        for run in runs:
            self._texts.append(run.text)
            self._places.append(run.place)
            self._starts.append(run.start)
        self._ends.append(len(self._texts))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RawCell]:
        return map(self._cell, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> RawCell: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RawCell]: ...
    def __getitem__(self, index: int | slice) -> RawCell | Sequence[RawCell]:
        wanted = range(len(self))[index]
        return self._cell(wanted) if isinstance(wanted, int) else [*map(self._cell, wanted)]

    def _cell(self, index: int) -> RawCell:
        first, end = self._ends[index - 1] if index else 0, self._ends[index]
        parts = tuple(
            [
                RawPart(self._texts[i], self._places[i], start=self._starts[i])
                for i in range(first, end)
            ]
        )
        return RawCell(self._rows[index], self._cols[index], parts)


def packed(rows: Iterable[Sequence[Sequence[Run]]]) -> PackedCells:
    """The cells in which something is printed, from the runs of all cells of all rows."""
    cells = PackedCells()
    for number, row in enumerate(rows):
        for col, runs in enumerate(row):
            if runs:
                cells.add(number, col, runs)
    return cells
