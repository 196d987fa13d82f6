"""A unit's figure as a share of its department's, and the parts of a whole without one of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUREAU = """# 2024年沙岬区港务局部门预算

## 第一部分 部门概况

沙岬区港务局部门包括局本级和沙岬区港务局引航中心。

## 第二部分 收支情况说明

2024年收入总计 {income} 万元。“三公”经费预算 {sangong} 万元，其中公务接待费 {reception} 万元。

截至2024年底，公务用车保有量 9 辆，其中引航车 4 辆、消防水车 3 辆、巡岸车 2 辆。

表一
## 部门收支总表
单位：万元
收入		支出
一、财政拨款收入	{income}	一、交通运输支出	{income}
收入总计	{income}	支出总计	{income}
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    bureau = BUREAU.format(income="800.00", sangong="20.00", reception="5.00")
    centre = BUREAU.format(income="200.00", sangong="4.00", reception="1.00")
    centre = centre.replace("沙岬区港务局部门预算", "沙岬区港务局引航中心单位预算")
    return library(tmp_path_factory.mktemp("unitshares"), bureau, centre)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("沙岬区港务局引航中心2024年的支出总计占沙岬区港务局部门预算的百分之几？", "25.00"),
        ("沙岬区港务局引航中心2024年公务接待费占沙岬区港务局公务接待费的比重是多少", "20.00"),
    ],
)
def test_a_unit_is_set_against_its_department(question: str, share: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert said.figures[-1].value == Decimal(share)
    assert len({citation.doc_id for citation in said.citations}) == 2


def test_no_share_where_the_unit_prints_no_such_item(sources: Sources) -> None:
    said = ask("沙岬区港务局引航中心2024年印刷费占沙岬区港务局印刷费的比重是多少", sources)
    assert not said.figures


@pytest.mark.parametrize(
    "question",
    ["沙岬区港务局2024年引航车以外还有哪些公务用车？", "沙岬区港务局2024年除了引航车之外还有什么公务用车"],
)  # fmt: skip
def test_the_other_parts_are_listed_without_the_one_set_aside(
    question: str, sources: Sources
) -> None:
    shown = [(figure.item, figure.value) for figure in ask(question, sources).figures]
    assert shown == [("消防水车", Decimal(3)), ("巡岸车", Decimal(2))]
