"""Numbers that are no money, said in a sentence or beside an indicator; never a number that is near."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.sources import Sources
from tests.retrieval.budgets import ask, budget, library

SAID = """
## 附：预算绩效情况

2025年绩效自评的灯塔项目4个，涉及预算金额598.42万元，平均得分97.43分（其中优3个）。力争使全区航标完好占全部航标的比重达到98.6%。

2025年计划渔港园区完成投资3亿元，入驻企业210家左右。

表九
## 整体支出绩效目标表
一级指标	二级指标	三级指标	目标值
产出指标	数量指标	灯塔展期租赁面积	204 平方米
产出指标	数量指标	灯塔巡查次数	≥12 次
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("said"), budget() + SAID)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云江区财政局2025年绩效自评的灯塔项目平均得了多少分？", "97.43"),
        ("云江区财政局2025年的目标里，全区航标完好占全部航标的比重要达到多少？", "98.6"),
        ("云江区财政局2025年整体支出绩效目标里，灯塔展期租赁面积的目标值是多少？", "204"),
        ("云江区财政局2025年入驻多少家企业？", "210"),
    ],
)
def test_a_number_is_found_where_it_is_said(question: str, value: str, sources: Sources) -> None:
    assert [figure.value for figure in ask(question, sources).figures] == [Decimal(value)]


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年绩效自评的灯塔项目最低得了多少分？",
        "云江区财政局2025年全区雾笛完好占全部雾笛的比重要达到多少？",
        "云江区财政局2025年灯塔展期布展面积的目标值是多少？",
        "云江区财政局2024年绩效自评的灯塔项目平均得了多少分？",
    ],
)
def test_a_number_of_something_else_is_no_answer(question: str, sources: Sources) -> None:
    shown = [figure.value for figure in ask(question, sources).figures]
    assert not {Decimal("97.43"), Decimal("98.6"), Decimal("204")} & set(shown)
