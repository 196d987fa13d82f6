"""The u-rule and the conversion of units, in exact arithmetic."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extract.checks.verdict import Term, agree, said, sum_up

CENTS = st.integers(min_value=0, max_value=10**9)


def term(text: str, unit: str = "万元", label: str = "甲") -> Term:
    from ingest.amount import Amount, Unit

    amount = Amount.parse(text, Unit(unit))
    return Term(label, amount.yuan, amount.place_yuan, unit, lambda: None)


def test_three_parts_of_whole_wan_may_miss_by_two() -> None:
    assert sum_up(term("10"), [term("3"), term("3"), term("3")]).status == "rounding"
    assert sum_up(term("12"), [term("3"), term("3"), term("3")]).status == "broken"


def test_zero_parts_add_no_tolerance() -> None:
    assert sum_up(term("5"), [term("3"), *[term("0")] * 20]).status == "broken"


def test_text_in_wan_agrees_with_a_table_in_yuan_within_half_a_place() -> None:
    assert agree(term("12.40"), term("124,049", "元")).status == "rounding"
    assert agree(term("12.40"), term("128,000", "元")).status == "broken"


def test_a_figure_cut_off_instead_of_rounded_is_no_alarm() -> None:
    assert agree(term("1788.77"), term("17,887,799", "元")).status == "rounding"


def test_the_same_place_must_be_the_same_figure() -> None:
    assert agree(term("12.40"), term("12.41")).status == "broken"


def test_amounts_are_said_with_the_decimals_they_were_printed_with() -> None:
    assert said(Decimal(124000), "万元", Decimal(100)) == "12.40 万元"


@given(st.lists(CENTS, min_size=1, max_size=12))
def test_parts_rounded_to_wan_are_never_broken(cents: list[int]) -> None:
    parts = [Decimal(c) / 100 for c in cents]
    total = Term("合计", _round(sum(parts, Decimal(0))), Decimal(10000), "万元", lambda: None)
    rounded = [Term("项", _round(p), Decimal(10000), "万元", lambda: None) for p in parts]
    fair = [p for p, r in zip(parts, rounded, strict=True) if p and not r.yuan]
    if not fair:
        assert sum_up(total, rounded).status != "broken"


def _round(yuan: Decimal) -> Decimal:
    return (yuan / 10000).quantize(Decimal(1)) * 10000
