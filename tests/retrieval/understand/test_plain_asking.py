"""Later turns that ask for an amount and name nothing: which stage they mean."""

from __future__ import annotations

import pytest

from retrieval.scope.periods import Taken
from retrieval.understand.plain_asking import asks_plainly, said_plainly


@pytest.mark.parametrize(
    "turn",
    ["那年初给它批的是多少?", "当初批了多少", "年初安排的是多少?", "年初预算呢", "原来打算给多少"],
)
def test_what_was_given_at_first_is_the_first_budget(turn: str) -> None:
    assert said_plainly(turn, ()) == "年初预算是多少"


@pytest.mark.parametrize(
    "turn", ["最后花出去多少", "那实际呢", "最后实际花了多少", "年底花掉多少", "实际完成多少"]
)
def test_what_was_spent_in_the_end_is_the_final_account(turn: str) -> None:
    assert said_plainly(turn, ()) == "决算是多少"


@pytest.mark.parametrize("turn", ["调整后的是多少", "那调整预算数是多少?"])
def test_what_was_given_in_the_end_is_the_adjusted_budget(turn: str) -> None:
    assert said_plainly(turn, ()) == "调整预算是多少"


def test_the_budget_of_the_whole_year_keeps_its_name() -> None:
    assert said_plainly("全年预算呢", ()) == "全年预算是多少"


@pytest.mark.parametrize(
    "turn", ["项目支出呢", "得了多少分", "由哪个单位花", "后来追加了多少", "年初的呢", "支出是多少"]
)
def test_a_turn_that_says_anything_else_is_left_alone(turn: str) -> None:
    assert said_plainly(turn, ()) == turn


def test_the_year_of_a_turn_stays() -> None:
    assert said_plainly("2024年实际花出去多少", (Taken(0, 5),)) == "2024年决算是多少"


def test_to_ask_how_much_is_to_ask_plainly() -> None:
    assert asks_plainly("那它一共多少钱")
    assert not asks_plainly("那它给了谁")
