"""Stored numbers show as a spreadsheet shows them."""

# ruff: noqa: DTZ001 — a time in a cell has no zone

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.amount import number
from ingest.office.number_format import exact, show_date, show_number, show_text

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234.5", "#,##0.00", "1,234.50"),
        ("31214205.8", "#,##0.00", "31,214,205.80"),
        ("0", "#,##0", "0"),
        ("1211", "#,##0_ ", "1,211"),
        ("-0.0825", "0.00%", "-8.25%"),
        ("0.2", "0%", "20%"),
        ("-1234", "#,##0_);(#,##0)", "(1,234)"),
        ("-1234.5", "#,##0.00_);[Red]\\(#,##0.00\\)", "(1,234.50)"),
        ("0", ACCOUNTING, "-"),
        ("-5", ACCOUNTING, "-5.00"),
        ("1234567.891", ACCOUNTING, "1,234,567.89"),
        ("0", "#,##0;-#,##0;", ""),
        ("0", ";;;", ""),
        ("7", ";;;", ""),
        ("51447", "0!.0000", "5.1447"),
        ("123456", "0!.0,", "12.3"),
        ("1234567.891", "#,##0.0,", "1,234.6"),
        ("12", "000", "012"),
        ("0.5", "#.##", ".5"),
        ("1234.565", "0.00", "1234.57"),
        ("-1234.565", "0.00", "-1234.57"),
        ("5", '[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00', "¥5.00"),
        ("12.3", '0.00"万元"', "12.30万元"),
        ("3", 'General"人"', "3人"),
        ("123.4", '[<100]0.0;[>=100]"大于"0', "大于123"),
        ("-5", '[<0]"减少"0;"增加"0', "减少5"),
        ("2060101", "General", "2060101"),
        ("1234.50", "General", "1234.5"),
        ("1E+2", "General", "100"),
        ("42", "@", "42"),
        ("1234.5678", '"约"#,##0.0', "约1,234.6"),
        ("0.000004", "#,##0.00", "0.00"),
        ("12345678901234", "0", "12345678901234"),
    ],
)  # fmt: skip
def test_a_number_shows_as_its_format_says(value: str, code: str, shown: str) -> None:
    assert show_number(Decimal(value), code) == shown


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        (0.1 + 0.2, "0.3"),
        (1211.3999999999999, "1211.4"),
        (31214205.8, "31214205.8"),
        (20605, "20605"),
        (1e16, "10000000000000000"),
    ],
)
def test_the_noise_of_binary_fractions_is_no_digit(stored: float, value: str) -> None:
    assert exact(stored) == Decimal(value)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_what_is_shown_with_separators_reads_back_as_the_same_number(value: Decimal) -> None:
    shown = show_number(value, "#,##0.00")
    assert number(shown) == value
    assert number(show_number(value, "#,##0.00_);(#,##0.00)")) == value


@given(st.decimals(-(10**9), 10**9, places=6))
def test_rounding_moves_a_number_by_half_a_place_at_most(value: Decimal) -> None:
    shown = number(show_number(value, "0.00"))
    assert shown is not None
    assert abs(shown - value) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (datetime(2024, 3, 5), 'yyyy"年"m"月"', "2024年3月"),
        (datetime(2024, 3, 5), "yyyy/m/d", "2024/3/5"),
        (datetime(2024, 3, 5), "yyyy\\-mm\\-dd;@", "2024-03-05"),
        (datetime(2024, 12, 20), '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年十二月二十日"),
        (datetime(2024, 3, 5, 14, 7), "yyyy/m/d h:mm", "2024/3/5 14:07"),
        (datetime(2024, 3, 5, 14, 7, 9), "h:mm:ss AM/PM", "2:07:09 下午"),
        (date(2024, 3, 5), "aaaa", "星期二"),
        (time(8, 30), "h:mm", "8:30"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
    ],
)
def test_a_date_shows_as_its_format_says(
    value: datetime | date | time | timedelta, code: str, shown: str
) -> None:
    assert show_date(value, code) == shown


def test_text_shows_as_it_is_unless_the_format_adds_to_it() -> None:
    assert show_text("某局", ACCOUNTING) == "某局"
    assert show_text("某局", "@") == "某局"
    assert show_text("31", '0;0;0;@"号"') == "31号"
