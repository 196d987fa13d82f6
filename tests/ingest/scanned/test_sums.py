"""Which figures of a table add up: by code, by total row, by column."""

from __future__ import annotations

from decimal import Decimal

from ingest.scanned.sums import Figures, sums

CODES = {1: "201", 2: "20101", 3: "2010101", 4: "2010102"}


def figures(columns, codes=CODES, totals=(0,)):
    values = {(r, c): Decimal(v) for c, col in columns.items() for r, v in enumerate(col)}
    return Figures(values, dict.fromkeys(values, Decimal("0.01")), codes, totals)


def broken(found):
    return {s.total for s in found if not s.holds}


def test_a_class_is_the_sum_of_its_items():
    found = sums(figures({5: ["300", "300", "300", "120", "180"]}))
    assert ((2, 5), ((3, 5), (4, 5)), True) in [tuple(s) for s in found]
    assert broken(found) == set()


def test_one_wrong_digit_breaks_the_sum_above_it_and_no_other():
    assert broken(sums(figures({5: ["300", "300", "300", "120", "780"]}))) == {(2, 5)}


def test_a_total_column_is_found_by_its_rows_not_by_its_name():
    columns = {
        2: ["9", "5", "4", "3", "9"],
        3: ["4", "2", "3", "1", "4"],
        4: ["5", "3", "1", "2", "4"],
    }
    assert broken(sums(figures(columns, codes={}, totals=()))) == {(4, 2)}


def test_columns_that_never_add_up_are_no_sum():
    columns = {2: ["9", "5", "4", "3"], 3: ["1", "1", "9", "1"], 4: ["5", "7", "1", "2"]}
    assert sums(figures(columns, codes={}, totals=())) == []


def test_rounding_within_the_printed_digits_holds():
    assert broken(sums(figures({5: ["300.01", "300.01", "300.01", "120.00", "180.00"]}))) == set()


def test_repeated_codes_claim_nothing():
    twice = {1: "201", 2: "20101", 3: "201", 4: "20101"}
    found = sums(figures({5: ["9", "1", "2", "3", "4"]}, codes=twice, totals=()))
    assert found == []
