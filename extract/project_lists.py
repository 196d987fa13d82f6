"""The projects of a document: its first list, one row a project, completed by lists that repeat it.

    项目支出表: A 40.00（甲校）, A 26.00（乙校）, B 30.00, 合计 96.00     -> A 66.00, B 30.00
    绩效目标表: B 30.00, C 18.00                                       -> C 18.00 too

Takes the lists as they are printed, gives ListRows. Knows no table and no schema file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.labels import fold
from extract.record import ListRow
from ingest.amount import plain

__all__ = ["by_name", "completed"]


def by_name(rows: Sequence[ListRow], total: Decimal | None) -> tuple[ListRow, ...]:
    """Rows of one name together, as for several units or codes, where all rows make up the total."""
    if total is None or _money(rows) != total:
        return tuple(rows)
    same: dict[str, list[ListRow]] = {}
    for row in rows:
        same.setdefault(_name(row), []).append(row)
    return tuple(found[0] if len(found) == 1 else _together(found) for found in same.values())


def _together(rows: Sequence[ListRow]) -> ListRow:
    values = {**rows[0].values, "amount": plain(_money(rows))}
    cells = tuple(row.evidence for row in rows if row.evidence)
    return ListRow(values, rows[0].evidence, cells)


def completed(
    lists: Iterable[Sequence[ListRow]], most: Decimal | None = None
) -> tuple[ListRow, ...]:
    """The first list with the projects that a later one adds to it.

    A later list is of the same projects where at least half of it, or all of the first, and two
    projects or more, are in the first with the same money; what is added stays within `most`, all 项目支出.
    """
    whole: tuple[ListRow, ...] = ()
    for rows in lists:
        more = _new(whole, rows)
        if not whole or (more and (most is None or _money((*whole, *more)) <= most)):
            whole = (*whole, *more)
    return whole


def _new(whole: Sequence[ListRow], rows: Sequence[ListRow]) -> Sequence[ListRow]:
    if not whole:
        return rows
    known = {_name(row): _amount(row) for row in whole}
    again = [row for row in rows if _name(row) in known]
    more = [row for row in rows if _name(row) not in known]
    all_again = len(again) == len(whole) == len(known)
    if len(again) < max(2, 0 if all_again else len(more)) or any(
        known[_name(r)] != _amount(r) for r in again
    ):
        return ()
    named_apart = all(name not in _name(r) and _name(r) not in name for r in more for name in known)
    return more if named_apart and len({_name(row) for row in more}) == len(more) else ()


def _name(row: ListRow) -> str:
    return fold(row.values.get("name") or "")


def _amount(row: ListRow) -> Decimal:
    return Decimal(row.values.get("amount") or 0)


def _money(rows: Iterable[ListRow]) -> Decimal:
    return sum(map(_amount, rows), Decimal(0))
