"""Later turns that leave out the item or the other year, and what a turn itself compares with."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from retrieval.scope.periods import read_periods
from retrieval.understand.conversation import spelled_out
from tests.retrieval.budgets import ask, budget, budget_2024, library


def test_a_difference_after_another_year_is_between_the_two(tmp_path: Path) -> None:
    both = library(tmp_path, budget(), budget_2024())
    turns = ["云江区财政局2025年机关运行经费预算是多少？", "去年呢？", "多了多少？"]
    found = ask(turns, both)
    assert Decimal("10.00") in [figure.value for figure in found.figures]


def test_what_was_really_spent_is_of_the_item_spoken_of(tmp_path: Path) -> None:
    turns = ["云江区财政局2025年机关运行经费预算是多少？", "实际花了多少？"]
    found = ask(turns, library(tmp_path, budget()))
    assert found.refused


def test_money_really_spent_is_a_final_account() -> None:
    assert read_periods("实际花了多少").account == "决算"


def test_a_year_only_set_beside_is_compared_with() -> None:
    assert read_periods("那跟2018年比,到底是增加了还是减少了").compared == (2018,)


def test_a_balance_at_the_end_is_set_against_the_one_at_the_start(tmp_path: Path) -> None:
    text = budget().replace(
        "上年结转\t0.00\t结转下年\t0.00", "年初结转和结余\t3.00\t年末结转和结余\t5.50"
    )
    found = ask("云江区财政局2025年年末结转和结余比年初多多少？", library(tmp_path, text))
    assert found.figures[-1].value == Decimal("2.50")


def test_a_place_in_brackets_says_whose_office(tmp_path: Path) -> None:
    other = budget().replace("云江区", "明湖区").replace("80.00 万元", "81.00 万元")
    found = ask("财政局（明湖区）2025年机关运行经费是多少", library(tmp_path, budget(), other))
    assert [figure.value for figure in found.figures] == [Decimal("81.00")]


def test_a_difference_after_another_unit_is_between_the_two(tmp_path: Path) -> None:
    other = budget().replace("云江区", "明湖区").replace("经费预算 80.00", "经费预算 71.00")
    turns = ["云江区财政局2025年机关运行经费预算是多少？", "明湖区财政局呢？", "差多少？"]
    found = ask(turns, library(tmp_path, budget(), other))
    assert found.figures[-1].value == Decimal("9.00")


def test_both_items_of_two_turns_are_added_before_their_share_is_taken(tmp_path: Path) -> None:
    turns = [
        "云江区财政局2025年基本支出是多少？",
        "项目支出呢？",
        "两项加起来占支出总计的百分之几？",
    ]
    found = ask(turns, library(tmp_path, budget()))
    assert "100.00%" in found.text or "100%" in found.text
    assert "+" in found.text


def test_a_share_of_three_turns_is_not_answered_by_the_share_of_one(tmp_path: Path) -> None:
    turns = [
        "云江区财政局2025年人员经费是多少？",
        "公用经费呢？",
        "项目支出呢？",
        "三项加起来占支出总计的百分之几？",
    ]
    found = ask(turns, library(tmp_path, budget()))
    assert all(figure.unit != "%" for figure in found.figures)


def test_the_half_of_a_name_that_is_left_out_is_taken_from_the_turn_before() -> None:
    turns = spelled_out(("某局2021年事业单位医疗预算是多少?", "行政单位的呢?"))
    assert turns[-1] == "行政单位医疗呢"
    assert spelled_out(("某局2021年公务接待费是多少?", "行政单位的呢?"))[-1] == "行政单位的呢?"


def test_who_has_more_is_asked_of_the_two_that_were_named(tmp_path: Path) -> None:
    other = budget().replace("云江区", "明湖区").replace("经费预算 80.00", "经费预算 71.00")
    question = "机关运行经费上，云江区财政局2025年和明湖区财政局2025年各多少，云江多出多少？"
    found = ask(question, library(tmp_path, budget(), other))
    assert found.figures[-1].value == Decimal("9.00")
