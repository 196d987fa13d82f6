"""Printed numbers become exact values; two numbers in one cell are never one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.amount import Unit, is_several, number, percent, unit_in, units_listed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("51,447", "51447"),
        ("－１，２３４.５０", "-1234.50"),
        ("( 2.50 )", "-2.50"),
        ("1,2 34.56", "1234.56"),
        ("1,234,5\n67.00", "1234567.00"),
        ("1, 234", "1234"),
        ("12 .50", "12.50"),
    ],
)
def test_a_number_cut_by_a_column_edge_is_whole_where_its_separators_prove_it(
    text: str, value: str
) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["12 13", "12\n13", "12.00\n13.00", "1,234 567", "12 1,2 34"])
def test_two_numbers_on_two_lines_of_a_cell_are_no_number(text: str) -> None:
    assert number(text) is None
    assert is_several(text)


def test_two_numbers_before_a_percent_sign_are_no_percentage() -> None:
    assert percent("12.5 %") == Decimal("12.5")
    assert percent("12 13%") is None


def test_a_unit_of_money_may_stand_among_units_of_counting() -> None:
    assert unit_in("单位：辆、台（套）、万元") is Unit.WAN
    assert units_listed("单位：辆、台（套）、万元") == ("辆", "台(套)", "万元")
    assert unit_in("单位：辆、台") is None
    assert units_listed("编制单位：人事处") == units_listed("单位：个体协会、元亨中心") == ()
