"""Which figures of a table add up to which: by codes, by total rows, by columns.

Takes the values of a grid by row and column, gives Sums, each with its total, its parts and whether
it holds. A sum is only claimed where the table is built so: by classification codes, or because it
holds nearly everywhere. Knows nothing of pictures.

    column 4: row 5 (code 20601) = row 6 (2060101) + row 7 (2060199)      holds: 1,211 = 582 + 629
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.amount import tolerance

__all__ = ["At", "Figures", "Sum", "sums"]

At = tuple[int, int]
"""Row and column."""

MOST = 0.75
"""A sum that holds for this part of the rows or columns is meant for all of them."""

FEWEST = 3
WIDEST = 9


class Figures(NamedTuple):
    """The values of a table, the unit of their last printed place, its codes and its total rows."""

    values: Mapping[At, Decimal]
    places: Mapping[At, Decimal]
    codes: Mapping[int, str]
    totals: Sequence[int]


class Sum(NamedTuple):
    """A total and its parts."""

    total: At
    parts: tuple[At, ...]
    holds: bool


def sums(figures: Figures) -> list[Sum]:
    """All sums that a table is built of."""
    return [*_by_code(figures), *_by_total(figures), *_by_column(figures)]


def _sum(figures: Figures, total: At, parts: Sequence[At]) -> Sum | None:
    """None where the total or all parts are not printed."""
    printed = tuple(part for part in parts if part in figures.values)
    if total not in figures.values or not printed:
        return None
    added = sum((figures.values[part] for part in printed), Decimal(0))
    counted = [at for at in printed if figures.values[at]]
    place = min(figures.places[at] for at in (total, *printed))
    allowed = tolerance(place, len(counted)) if len(counted) > 1 else Decimal(0)
    return Sum(total, printed, abs(figures.values[total] - added) <= allowed)


def _columns(figures: Figures) -> list[int]:
    return sorted({col for _, col in figures.values})


def _by_code(figures: Figures) -> Iterator[Sum]:
    """A class is the sum of its groups, a group that of its items; not where codes are repeated."""
    if len(set(figures.codes.values())) < len(figures.codes):
        return
    for row, code in figures.codes.items():
        below = [r for r, c in figures.codes.items() if c.startswith(code) and c != code]
        length = min((len(figures.codes[r]) for r in below), default=0)
        children = [r for r in below if len(figures.codes[r]) == length]
        for col in _columns(figures) if children else ():
            found = _sum(figures, (row, col), [(r, col) for r in children])
            if found:
                yield found


def _by_total(figures: Figures) -> Iterator[Sum]:
    """The 合计 row is the sum of the classes, or of all other rows."""
    rows = sorted({row for row, _ in figures.values} - set(figures.totals))
    top = min((len(code) for code in figures.codes.values()), default=0)
    classes = [row for row, code in figures.codes.items() if len(code) == top]
    for total in figures.totals:
        for parts in (classes, rows) if classes else (rows,):
            made = [
                _sum(figures, (total, col), [(r, col) for r in parts]) for col in _columns(figures)
            ]
            found = [each for each in made if each and len(each.parts) > 1]
            if found and sum(each.holds for each in found) >= MOST * len(found):
                yield from found
                break


def _by_column(figures: Figures) -> Iterator[Sum]:
    """One column is the sum of its neighbours: 合计 = 基本支出 + 项目支出."""
    columns = _columns(figures)
    rows = sorted({row for row, _ in figures.values})
    for index, total in enumerate(columns):
        for parts in _neighbours(columns, index):
            made = [_sum(figures, (row, total), [(row, col) for col in parts]) for row in rows]
            found = [each for each in made if each]
            told = [each for each in found if _tells(figures, each)]
            if len(told) >= FEWEST and sum(s.holds for s in told) >= MOST * len(told):
                yield from found


def _tells(figures: Figures, found: Sum) -> bool:
    return figures.values[found.total] != 0


def _neighbours(columns: Sequence[int], index: int) -> Iterator[Sequence[int]]:
    """Runs of at least two columns beside one, on either side."""
    for end in range(index + 3, min(len(columns), index + WIDEST) + 1):
        yield columns[index + 1 : end]
    for start in range(max(0, index - WIDEST), index - 1):
        yield columns[start:index]
