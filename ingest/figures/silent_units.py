"""The unit of tables that print none, told by the sentences that say the same amounts with theirs.

Takes a Document, gives a Unit or None. Only where at least three amounts of sentences, rounded as they
are said, recur in those tables in one unit and in no other. Reads no caption.

    '支出总计2899.20万元'  and a table without a unit that prints  28,991,986.60    ->   元
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ingest.amount import Unit, number, printed_place
from ingest.document import Document, Table

__all__ = ["unit_by_sentences"]

_SAID = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)(?!/)")
_TELLING = 4
"""An amount of fewer digits may recur by chance."""
_ENOUGH = 3


def unit_by_sentences(document: Document) -> Unit | None:
    """The one unit in which the tables without a unit print what the sentences say."""
    silent = [table for table in document.tables if table.unit is None]
    printed = set(_printed(silent))
    said = _said(document.text) if len(printed) >= _ENOUGH else {}
    found = [unit for unit in Unit if _agreeing(said, printed, unit) >= _ENOUGH]
    return found[0] if len(found) == 1 else None


def _printed(tables: Iterable[Table]) -> Iterator[Decimal]:
    for table in tables:
        for cell in table.cells:
            if _digits(cell.text) >= _TELLING and (value := number(cell.text)) is not None:
                yield value


def _said(text: str) -> dict[tuple[Unit, Decimal], set[Decimal]]:
    """The amounts of sentences by their unit and their last printed place."""
    found: dict[tuple[Unit, Decimal], set[Decimal]] = defaultdict(set)
    for match in _SAID.finditer(text):
        if _digits(match[1]) >= _TELLING and (value := number(match[1])) is not None:
            found[Unit(match[2]), printed_place(match[1])].add(value)
    return found


def _agreeing(
    said: Mapping[tuple[Unit, Decimal], set[Decimal]], printed: set[Decimal], unit: Unit
) -> int:
    """How many amounts stand in the tables, if these count in the unit."""
    return sum(
        len(values & {(one * unit.yuan / of.yuan).quantize(place) for one in printed})
        for (of, place), values in said.items()
    )


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)
