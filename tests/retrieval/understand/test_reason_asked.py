"""Asking why in other words; what moved is no name of what is asked."""

from __future__ import annotations

import pytest

from retrieval.understand.reason_asked import against_budget, reason_forms, what_moved
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("why"), HARBOUR)


@pytest.mark.parametrize(
    "question",
    [
        "运行费大涨,说明里给了什么理由",
        "运行费涨了一点,怎么解释的",
        "收支增加,主要是哪些因素带动的",
        "出国费一分没排,是什么缘故",
        "运行费怎么比上年低了",
        "接待费砍掉三成,给的说法是什么",
        "接待费凭什么多了一倍",
        "会议费减了,文件有交代吗",
    ],
)
def test_a_reason_is_asked_for_in_many_ways(question: str) -> None:
    assert "reason" in reason_forms(question, {"definition"})
    assert "definition" not in reason_forms(question, {"definition"})


@pytest.mark.parametrize(
    "question",
    [
        "机关运行经费怎么解释",
        "对机关运行经费的解释是什么",
        "决算怎么解释年末结转和结余",
        "科普项目的立项理由是什么",
        "培训费怎么变化",
    ],
)
def test_a_meaning_a_ground_and_a_trend_are_no_reason(question: str) -> None:
    assert "reason" not in reason_forms(question, set())


def test_only_the_name_is_left_of_what_moved() -> None:
    left = what_moved("机关运行经费为啥一下子翻了好几倍")
    assert left.strip("|") == "机关运行经费"
    assert len(left) == len("机关运行经费为啥一下子翻了好几倍")


def test_money_left_over_is_set_against_the_budget() -> None:
    assert against_budget("信息化建设为什么没花满预算")
    assert not against_budget("信息化建设为什么比上年少")


@pytest.mark.parametrize(
    "question",
    [
        "港务局2024年机关运行经费掉了一成，文件怎么交代的？",
        "沙岬区港务局机关运行经费缩水，理由何在",
        "港务局机关运行经费往下掉，是哪些因素造成的？",
        "港务局机关运行经费一下子降了，官方怎么解释的？",
    ],
)
def test_the_sentence_with_the_reason_answers(question: str, sources: Sources) -> None:
    assert "压减会议" in ask(question, sources).text


def test_a_reason_of_something_not_printed_is_refused(sources: Sources) -> None:
    assert ask("港务局灯塔经费翻了一倍，什么缘故？", sources).refused
