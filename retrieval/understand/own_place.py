"""The level of a unit's own place, said again before an item: '县妇幼保健机构' of a bureau of 南峒县.

Takes a folded question, the units named and where its items stand, gives the parts that say no more.
Knows no labels.

    '某县卫健局2024年县妇幼保健机构的支出'   ->  '县' before 妇幼保健机构;   '省妇幼保健机构'  ->  nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.scope.periods import Taken
from retrieval.scope.unit_names import places_of
from retrieval.understand.item import Item

__all__ = ["own_place"]


def own_place(
    question: str, units: Sequence[Sequence[str]], items: Sequence[Item]
) -> Iterator[Taken]:
    """Where the last character of the place that every unit named is of stands before an item."""
    ends = {places[-1][-1] for names in units for name in names if (places := places_of(name)[0])}
    for item in items:
        at = item.start - 1
        if len(ends) == 1 and at >= 0 and question[at] in ends and not _ends_name(question, at):
            yield Taken(at, item.start)


def _ends_name(question: str, at: int) -> bool:
    """'全县', '各县', '外县': which ones is said."""
    return question[max(at - 1, 0) : at] in tuple("全各外邻跨他")
