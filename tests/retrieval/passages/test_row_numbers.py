"""Quantities that a row of a table says in words: of the row that says all that is asked, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

PROJECTS = """
表九
## 项目支出表
单位：万元
项目名称	资金	立项依据	主要内容
航标沟渠清疏	35.00	防汛预案	清理沟渠73公里
灯塔安防服务	18.00	安保合同	9名专职守塔员服务外包
潮汐站房加固	26.00	鉴定报告	建筑面积2150平方米加固及外墙保温
航道设施检测	9.00	检测规程	17座灯桩、5座船闸定期检测
浮标更新	12.00	更新计划	更新浮标40套
浮标维护	8.00	维护计划	维护浮标65套

表十
## 灯塔改造重点评价得分表
一级指标	标准分	得分
决策	15.00	13.50
过程	20.00	16.40
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("rows"), budget() + PROJECTS)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云江区财政局2025年要清理多少公里航标沟渠？", "73"),
        ("云江区财政局2025年潮汐站房加固建筑面积多少平方米？", "2150"),
        ("云江区财政局2025年更新浮标多少套？", "40"),
        ("云江区财政局2025年检测几座灯桩？", "17"),
        ("云江区财政局2025年检测几座船闸？", "5"),
        ("云江区财政局2025年灯塔改造重点评价中“过程”拿了多少分？", "16.40"),
    ],
)
def test_the_row_that_says_all_words_tells_its_quantity(
    question: str, value: str, sources: Sources
) -> None:
    assert [figure.value for figure in ask(question, sources).figures] == [Decimal(value)]


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年要清理多少公里排污沟渠？",
        "云江区财政局2024年要清理多少公里航标沟渠？",
        "云江区财政局2025年潮汐站房外墙保温面积多少平方米？",
        "云江区财政局2025年浮标多少套？",
        "云江区财政局2025年检测几座航道设施？",
        "云江区财政局2025年灯塔改造重点评价中“效益”拿了多少分？",
    ],
)
def test_another_thing_another_year_and_several_rows_have_none(
    question: str, sources: Sources
) -> None:
    assert not ask(question, sources).figures


@pytest.mark.parametrize(
    ("second", "values"), [("请了几名守塔员？", ["9"]), ("请了几名厨师？", [])]
)
def test_a_question_after_an_answer_asks_its_row(
    second: str, values: list[str], sources: Sources
) -> None:
    turns = ("云江区财政局2025年请守塔员的灯塔安防服务花多少？", second)
    assert [figure.value for figure in ask(turns, sources).figures] == [Decimal(v) for v in values]
