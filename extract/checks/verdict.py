"""Two sides become a verdict: ties, rounding or broken, with the tolerance of the printed digits.

    12.40 万元 (text) against 128,000 元 (table): difference 4,000 元, tolerance 50 元 -> broken

Takes Terms (a figure with its label, place and citation), gives Outcomes. All arithmetic is exact,
in 元. Knows no tables, no rules and no documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from extract.candidate import Candidate
from extract.changes import Money
from extract.ledger import Entry, Ledger
from ingest.amount import Unit, tolerance
from ingest.citation import Citation
from ingest.facts import FindingSide

__all__ = [
    "Outcome",
    "Status",
    "Term",
    "agree",
    "candidate_term",
    "money_term",
    "nearest_of",
    "said",
    "sum_up",
    "term_of",
]

Status = Literal["ties", "rounding", "broken"]


class Term(NamedTuple):
    """A figure on one side: `yuan` exact, `place` the unit of its last printed place in 元.

    `sure` is False for a cell of a table whose structure the reader doubts: it may tie, never break. `scaled`
    is False where no unit is known: such figures are compared only with one another.
    """

    label: str
    yuan: Decimal
    place: Decimal
    unit: str
    cite: Callable[[], Citation | None]
    sure: bool = True
    scaled: bool = True

    @property
    def value(self) -> Decimal:
        """The figure in the unit it is printed in."""
        return _in_unit(self.yuan, self.unit)

    @property
    def shown(self) -> str:
        """The figure as messages print it: '12.40 万元'."""
        return said(self.yuan, self.unit, self.place)

    def side(self) -> FindingSide:
        """The public form, with its citation."""
        return FindingSide(self.label, self.value, self.unit, self.cite())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one comparison gave. Ties of one `group` are reported once, with their number.

    `told` is the message, or how to word it: most ties are never worded.
    """

    status: Status
    told: str | Callable[[], str]
    left: Term | None = None
    right: tuple[Term, ...] = ()
    difference: Decimal | None = None
    tolerance: Decimal | None = None
    group: str = ""
    sides: tuple[FindingSide, ...] = ()
    reason: str | None = None
    instead: tuple[Outcome, ...] = ()
    """The same comparison with the other places that may be meant, where none of them fits."""

    @property
    def message(self) -> str:
        """What it says, in Chinese."""
        return self.told if isinstance(self.told, str) else self.told()


_FACTORS = {unit.value: unit.yuan for unit in Unit}
_NOTHING, _ONE = Decimal(0), Decimal(1)


def _in_unit(yuan: Decimal, unit: str) -> Decimal:
    return yuan / _FACTORS.get(unit, _ONE)


def said(yuan: Decimal, unit: str, place: Decimal) -> str:
    """An amount for people, with at least the decimals it was printed with."""
    factor = _FACTORS.get(unit, _ONE)
    value = (yuan / factor).normalize()
    decimals = max(_decimals(value), _decimals_printed(place, factor), 0)
    return f"{value:,.{decimals}f} {unit}".strip()


def _decimals(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)


@lru_cache(maxsize=256)
def _decimals_printed(place: Decimal, factor: Decimal) -> int:
    """To how many decimals a figure is printed: 100 元 in 万元 are 2."""
    return _decimals((place / factor).normalize())


def term_of(entry: Entry, label: str, ledger: Ledger) -> Term:
    """A table cell as a term; its place is the finest of its column."""
    fact, factor = entry.fact, entry.factor
    return Term(
        f"{ledger.place}“{label}”",
        (fact.value or _NOTHING) * factor,
        entry.place * factor,
        fact.unit or "元",
        lambda: fact.citation,
        ledger.sure,
        fact.unit is not None,
    )


def candidate_term(candidate: Candidate) -> Term:
    """A found value as a term."""
    quoted = candidate.label if "“" in candidate.label else f"“{candidate.label}”"
    label = f"{candidate.where}{quoted}"
    return Term(label, candidate.value, candidate.place, candidate.unit, candidate.cite)


def money_term(label: str, money: Money, cite: Callable[[], Citation | None]) -> Term:
    """An amount of prose as a term."""
    return Term(label, money.yuan, money.place, money.unit, cite)


def sum_up(total: Term, parts: Sequence[Term], group: str = "", *, exact: bool = False) -> Outcome:
    """total = Σ parts, within 0.5·u·(n+1), u the finest place printed, n the parts that are not zero."""
    added = sum((part.yuan for part in parts), Decimal(0))
    difference = total.yuan - added
    counted = [part for part in parts if part.yuan]
    place = min((term.place for term in (total, *counted)), default=total.place)
    allowed = Decimal(0) if exact else tolerance(place, len(counted))
    status = _status(difference, allowed)

    def told() -> str:
        shown = _shown_parts(counted or list(parts)[:1])
        return f"{total.label} {total.shown}，{shown}，{_apart(difference, total)}"

    return Outcome(status, told, total, tuple(parts), abs(difference), allowed, group)


def _shown_parts(parts: Sequence[Term]) -> str:
    if len(parts) == 1:
        return f"{parts[0].label} {parts[0].shown}"
    added = sum((part.yuan for part in parts), Decimal(0))
    place = min(part.place for part in parts)
    names = "、".join(part.label.rsplit("“", 1)[-1].rstrip("”") for part in parts[:6])
    more = f"等 {len(parts)} 项" if len(parts) > 6 else ""
    return f"{names}{more}相加为 {said(added, parts[0].unit, place)}"


def _apart(difference: Decimal, total: Term) -> str:
    return f"相差 {said(abs(difference), total.unit, total.place)}" if difference else "相符"


def _status(difference: Decimal, allowed: Decimal) -> Status:
    if difference == 0:
        return "ties"
    return "rounding" if abs(difference) <= allowed else "broken"


def nearest_of(outcomes: Sequence[Outcome]) -> Outcome:
    """Of several places that may be meant: the first that fits, else the nearest, which keeps the others."""
    fitting = next((outcome for outcome in outcomes if outcome.status != "broken"), None)
    first, *others = sorted(outcomes, key=lambda outcome: outcome.difference or 0)
    return fitting or replace(first, instead=tuple(others))


def agree(left: Term, right: Term, group: str = "") -> Outcome:
    """The same figure in two places: within half a unit of the coarser side, or cut off there."""
    difference = left.yuan - right.yuan
    coarse, fine = max(left.place, right.place), min(left.place, right.place)
    allowed = Decimal(0) if coarse == fine else coarse / 2
    cut_off = coarse > fine and abs(difference) < coarse
    status = "rounding" if difference and cut_off else _status(difference, allowed)

    def told() -> str:
        return f"{left.label} {left.shown}，{right.label} {right.shown}，{_apart(difference, left)}"

    return Outcome(status, told, left, (right,), abs(difference), allowed, group)
