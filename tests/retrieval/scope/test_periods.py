"""Years, each with its account, its date, and what it is only compared with."""

from __future__ import annotations

import pytest

from retrieval.scope.periods import read_periods


def test_each_year_keeps_the_account_beside_it() -> None:
    assert read_periods("2025年预算比2024年决算多多少").stages == ((2025, "预算"), (2024, "决算"))


def test_both_accounts_of_one_year_are_two_figures() -> None:
    assert read_periods("2024年决算比预算少多少").stages == ((2024, "决算"), (2024, "预算"))


def test_the_account_before_the_question_word_is_the_one_asked_for() -> None:
    assert read_periods("2024年决算中三公经费预算数是多少").account == "预算"


def test_what_last_year_is_compared_by_is_not_the_account_asked_for() -> None:
    periods = read_periods("2025年住房公积金比上年决算增加多少")
    assert (periods.account, periods.base) == (None, "决算")


def test_a_year_behind_a_comma_is_a_year() -> None:
    assert read_periods("云江区财政局的基本工资,2025年比2024年多多少").years == (2025,)


def test_a_year_only_compared_with_is_not_asked_for() -> None:
    periods = read_periods("比2024年增加多少")
    assert (periods.years, periods.compared) == ((), (2024,))


@pytest.mark.parametrize(
    ("question", "date"),
    [("截至2024年8月31日有多少辆车", "2024年8月31日"), ("截至2024年末编制", "2024年末")],
)
def test_a_day_is_no_fiscal_year(question: str, date: str) -> None:
    assert read_periods(question).date == date


def test_two_named_years_are_not_all_years() -> None:
    assert not read_periods("2024年和2025年两年收入相加").all_years
