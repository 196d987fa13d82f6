"""Sums, differences, shares, growth and ratios over cited figures, with the formula printed.

Takes Terms (a value, its unit, its printed text, the number of its citation), gives a Computed.
Exact Decimals; units are brought together before anything is added. Knows nothing of questions.

>>> a, b = Term(Decimal(360), "万元", "360", 1), Term(Decimal(51447), "万元", "51,447", 2)
>>> compute("share", (a, b)).formula
'360 万元 ÷ 51,447 万元 × 100% = 0.70%'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from ingest.amount import Unit, printed_place

__all__ = ["Computed", "Operation", "Term", "compute", "in_unit", "shown"]

Operation = Literal[
    "sum",
    "difference",
    "share",
    "growth",
    "change_rate",
    "ratio",
    "count",
    "average",
    "average_yuan",
    "average_whole",
]

_MONEY = {unit.value: unit for unit in Unit}
_CENT = Decimal("0.01")


class Term(NamedTuple):
    """One figure in a formula; `evidence` is the number of its citation, from 1."""

    value: Decimal
    unit: str
    printed: str
    evidence: int


@dataclass(frozen=True, slots=True)
class Computed:
    """A derived figure: what was done to which terms, and the formula as the reader sees it."""

    operation: Operation
    terms: tuple[Term, ...]
    value: Decimal
    unit: str
    formula: str


def in_unit(value: Decimal, unit: str, target: str) -> Decimal | None:
    """A value in another unit, exact; None where the units cannot be compared (人 and 万元)."""
    if unit == target:
        return value
    if unit not in _MONEY or target not in _MONEY:
        return None
    converted = value * _MONEY[unit].yuan / _MONEY[target].yuan
    trimmed = converted.normalize()
    return trimmed if int(trimmed.as_tuple().exponent) <= 0 else trimmed.quantize(Decimal(1))


def shown(value: Decimal) -> str:
    """A number for readers: '51,447', '-2,115.67'."""
    return f"{value:,f}"


def compute(operation: Operation, terms: Sequence[Term]) -> Computed | None:
    """The derived figure; None where units differ in kind or the divisor is zero."""
    if operation == "count":
        return Computed("count", tuple(terms), Decimal(len(terms)), "项", "")
    if operation in ("average", "average_yuan", "average_whole"):
        return _average(operation, tuple(terms))
    unit = _common_unit(terms)
    values = [in_unit(t.value, t.unit, unit) for t in terms] if unit else []
    if unit is None or any(v is None for v in values):
        return None
    return _apply(operation, tuple(terms), [v for v in values if v is not None], unit)


def _common_unit(terms: Sequence[Term]) -> str | None:
    """The unit all terms share, or 万元 where sums of money are printed in several."""
    units = {term.unit for term in terms}
    if len(units) == 1:
        return units.pop()
    return Unit.WAN.value if units and units <= set(_MONEY) else None


def _apply(
    operation: Operation, terms: tuple[Term, ...], values: list[Decimal], unit: str
) -> Computed | None:
    said = [_term(term, value, unit) for term, value in zip(terms, values, strict=True)]
    if operation == "sum":
        return _coarse(operation, terms, sum(values, Decimal(0)), unit, " + ".join(said))
    if operation == "share" and len(values) > 2:
        return _share_of_sum(terms, values, said)
    first, second = values[0], values[1]
    if operation == "difference":
        if unit == "%":
            return _points(terms, first - second)
        return _coarse(operation, terms, first - second, unit, f"{said[0]} − {said[1]}")
    if operation == "change_rate":
        return _change_rate(terms, first, second, said)
    if second == 0:
        return None
    if operation == "share":
        share = _round(first / second * 100)
        return _done(operation, terms, share, "%", f"{said[0]} ÷ {said[1]} × 100%")
    if operation == "growth":
        rate = _round((first - second) / abs(second) * 100)
        formula = f"（{said[0]} − {said[1]}）÷ {said[1]} × 100%"
        return _done(operation, terms, rate, "%", formula)
    return _done(operation, terms, _round(first / second), "倍", f"{said[0]} ÷ {said[1]}")


_SMALL = Decimal("0.1")
"""An average below so many 万元 is said in 元."""


def _average(operation: Operation, terms: tuple[Term, ...]) -> Computed | None:
    """The first figure for each of the second, which is a count: 187.00 万元 ÷ 92 辆.

    'average_yuan' gives it in 元, 'average_whole' in whole 元.
    """
    amount, count = terms
    if count.value <= 0 or count.unit in _MONEY or amount.unit == "%":
        return None
    small = amount.unit == Unit.WAN.value and abs(amount.value / count.value) < _SMALL
    in_yuan = amount.unit in _MONEY and (small or operation != "average")
    unit = Unit.YUAN.value if in_yuan else amount.unit
    value = in_unit(amount.value, amount.unit, unit)
    if value is None:
        return None
    left = f"{_term(amount, value, unit)} ÷ {count.printed} {count.unit}"
    if operation == "average_whole":
        whole = (value / count.value).quantize(Decimal(1), ROUND_HALF_UP)
        formula = f"{left} ≈ {shown(whole)} {unit}"
        return Computed(operation, terms, whole, unit, formula)
    return _done(operation, terms, _round(value / count.value), unit, left)


def _share_of_sum(
    terms: tuple[Term, ...], values: Sequence[Decimal], said: Sequence[str]
) -> Computed | None:
    """The parts added, over the whole, which is the last term."""
    if values[-1] == 0:
        return None
    share = _round(sum(values[:-1], Decimal(0)) / values[-1] * 100)
    formula = f"（{' + '.join(said[:-1])}）÷ {said[-1]} × 100%"
    return _done("share", terms, share, "%", formula)


def _change_rate(
    terms: tuple[Term, ...], this: Decimal, change: Decimal, said: Sequence[str]
) -> Computed | None:
    """The rate that goes with this year's figure and its change: change ÷ (this − change)."""
    before = this - change
    if before == 0:
        return None
    rate = _round(change / abs(before) * 100)
    formula = f"{said[1]} ÷（{said[0]} − {said[1]}）× 100%"
    return _done("change_rate", terms, rate, "%", formula)


def _term(term: Term, value: Decimal, unit: str) -> str:
    """A term as it stands in the formula: as printed, or converted where units differ."""
    number = term.printed if term.unit == unit else shown(value)
    return f"（{number}）{unit}" if value < 0 else f"{number} {unit}"


def _points(terms: tuple[Term, ...], value: Decimal) -> Computed:
    """How far two rates are apart: 94% − 91% = 3 个百分点."""
    left = " − ".join(f"{term.printed}%" for term in terms)
    return Computed("difference", terms, value, "百分点", f"{left} = {shown(value)} 个百分点")


def _coarse(
    operation: Operation, terms: tuple[Term, ...], value: Decimal, unit: str, left: str
) -> Computed:
    """Terms printed in several units: the result is no finer than the coarsest of them."""
    if len({term.unit for term in terms}) == 1:
        return _done(operation, terms, value, unit, left)
    place = max(_place_in(term, unit) for term in terms)
    rounded = value.quantize(place, ROUND_HALF_UP)
    if rounded == value:
        return _done(operation, terms, rounded, unit, left)
    return Computed(operation, terms, rounded, unit, f"{left} ≈ {shown(rounded)} {unit}")


def _place_in(term: Term, unit: str) -> Decimal:
    """The last printed place of a term in another unit: 0.01 元 is 0.000001 万元."""
    place = printed_place(term.printed) * _MONEY[term.unit].yuan / _MONEY[unit].yuan
    return Decimal(1).scaleb(place.adjusted())


def _done(
    operation: Operation, terms: tuple[Term, ...], value: Decimal, unit: str, left: str
) -> Computed:
    result = f"{shown(value)}%" if unit == "%" else f"{shown(value)} {unit}"
    return Computed(operation, terms, value, unit, f"{left} = {result}")


def _round(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)
