"""A place where a value of the record is printed, in a table or in prose.

    Candidate(value 3121.42058 万元 as 元 Decimal('31214205.80'), how '表格', place '表一“收支总表”')

Takes and gives plain values; a Citation is made only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extract.ledger import Entry, Ledger
from ingest.amount import Unit, printed_place
from ingest.citation import Citation

__all__ = ["Basis", "Candidate", "How", "from_entry"]

How = Literal["表格", "正文", "正文合计"]
Basis = Literal["grand", "year", "part", ""]
"""总计 with what was carried over, 本年合计 without, the money of one fund only, or not said."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`value` is in 元 for amounts, in itself for counts and percents.

    `none` means 写明没有; `clause` is the text in front of a figure of prose, up to the last stop;
    `basis` says what a total holds, where that is printed.
    """

    value: Decimal
    place: Decimal
    unit: str
    printed: str
    how: How
    label: str
    where: str
    cite: Callable[[], Citation] = field(compare=False)
    none: bool = False
    clause: str = ""
    basis: Basis = ""

    def comparable(self, other: Candidate) -> bool:
        """总计 is compared with 总计 and 本年合计 with 本年合计; what does not say may be either."""
        return {self.basis, other.basis} != {"grand", "year"}

    @property
    def citation(self) -> Citation:
        """The cell or the sentence that carries the figure."""
        return self.cite()


def from_entry(entry: Entry, label: str, ledger: Ledger, basis: Basis = "") -> Candidate:
    """A printed cell as a candidate."""
    fact = entry.fact
    return Candidate(
        value=entry.yuan,
        place=printed_place(fact.printed) * entry.factor,
        unit=fact.unit or Unit.YUAN.value,
        printed=fact.printed,
        how="表格",
        label=label,
        where=ledger.place,
        cite=lambda: fact.citation,
        basis=basis,
    )
