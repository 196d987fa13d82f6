"""Clauses that compare."""

from __future__ import annotations

import pytest

from ingest.figures.changes import base_in, comparison_in, former_value_in, unchanged_in


@pytest.mark.parametrize(
    ("clause", "sign", "before"),
    [
        ("比2018年减少", -1, ""),
        ("比2018年“三公”经费预算减少", -1, ""),
        ("较2018年增加了", 1, ""),
        ("财政拨款支出增加", 1, "财政拨款支出"),
        ("与上年相比收、支预算总计各增加", 1, "收、支预算总计"),
        ("本年数小于上年预算数", -1, "本年数"),
        ("增加基本支出", 1, "基本支出"),
        ("降幅", -1, ""),
        ("较上年支出数减少", -1, ""),
    ],
)
def test_a_change_has_a_sign_and_perhaps_a_subject(clause: str, sign: int, before: str) -> None:
    compared = comparison_in(clause, percent=False)
    assert compared is not None
    assert (compared.form, compared.sign, compared.before) == ("change", sign, before)


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("占", "占比"),
        ("占“三公”经费的", "占比"),
        ("完成年初预算的", "完成年初预算"),
        ("完成预算的", "完成预算"),
        ("预算执行率为", "完成执行率"),
    ],
)
def test_shares_and_completion_are_no_changes(clause: str, said: str) -> None:
    compared = comparison_in(clause, percent=True)
    assert compared is not None
    assert (compared.form, compared.said) == ("share", said)


@pytest.mark.parametrize(
    "clause", ["公务接待费预算支出", "年初预算为", "新增", "2024年度支出决算数"]
)
def test_a_plain_level_compares_nothing(clause: str) -> None:
    assert comparison_in(clause, percent=False) is None


@pytest.mark.parametrize(
    ("clause", "base"),
    [
        ("比2018年预算减少", "比2018年"),
        ("与上年相比", "比2024年"),
        ("比2024年执行数增加", "比2024年执行数"),
        ("比年初预算数减少", "比年初预算"),
        ("公务接待费", None),
    ],
)
def test_what_is_compared_with(clause: str, base: str | None) -> None:
    assert base_in(clause, 2025) == base


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("与2018年相比无增减", ("无增减", "", 0.9)),
        ("公务接待费支出决算持平", ("持平", "公务接待费支出决算", 0.9)),
        ("决算数与预算数基本持平", ("基本持平", "决算数", 0.5)),
        ("但与2024年购置的车辆类型不同", None),
    ],
)
def test_no_change_is_a_change_of_zero(clause: str, found: tuple[str, str, float] | None) -> None:
    assert unchanged_in(clause) == found


def test_a_figure_behind_the_year_before_is_the_former_value() -> None:
    assert former_value_in("较上年预算") == ("上年预算", "")
    assert former_value_in("2021年三公经费比2020年的") == ("2020年", "2021年三公经费")
    assert former_value_in("公务接待费预算") is None


def test_last_years_figure_may_be_named_again_before_it() -> None:
    former = former_value_in("比2022年收支预算总数")
    assert former is not None
    assert former.before == "收支预算总数"
