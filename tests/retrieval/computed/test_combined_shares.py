"""Shares of a sum of parts, and of a column within one fund."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

LIBRARY = """# 2024年云岫区图书馆部门预算

表一
## 部门收支总表
单位：万元
收入		支出
项目	预算数	项目	预算数
一、财政拨款收入	700.00	一、文化旅游体育与传媒支出	1,000.00
二、事业收入	200.00
三、其他收入	100.00
收入总计	1,000.00	支出总计	1,000.00

表二
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	1,000.00	800.00	200.00
207	文化旅游体育与传媒支出	1,000.00	800.00	200.00

表三
## 一般公共预算支出表
单位：万元
科目编码	科目名称	合计	基本支出			项目支出
			小计	人员经费	公用经费
	合计	700.00	600.00	450.00	150.00	100.00
207	文化旅游体育与传媒支出	700.00	600.00	450.00	150.00	100.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("shares"), LIBRARY)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("图书馆2024年事业收入与其他收入合计占收入总计的百分之几？", "30.00"),
        ("图书馆2024年事业收入、其他收入两项加起来占总收入的比重是多少", "30.00"),
        ("图书馆2024年公用经费占一般公共预算基本支出的比例是多少？", "25.00"),
        ("图书馆2024年一般公共预算基本支出占一般公共预算支出的比重是多少", "85.71"),
        ("图书馆2024年人员经费占一般公共预算的基本支出的多少？", "75.00"),
    ],
)
def test_the_share_is_of_the_whole_that_is_named(
    question: str, share: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert said.figures[-1].value == Decimal(share)


def test_no_share_is_given_where_one_part_is_not_printed(sources: Sources) -> None:
    said = ask("图书馆2024年事业收入和经营收入合计占收入总计的比例是多少？", sources)
    assert "%" not in said.text


def test_a_whole_that_is_a_sum_is_not_taken_for_one_of_its_items(sources: Sources) -> None:
    said = ask("图书馆2024年事业收入占财政拨款收入和其他收入合计的比例是多少？", sources)
    assert "%" not in said.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("图书馆2024年事业收入加其他收入是多少？", "300"),
        ("图书馆2024年财政拨款收入减去其他收入是多少", "600"),
    ],
)
def test_a_sign_between_two_items_is_worked_out(
    sources: Sources, question: str, value: str
) -> None:
    said = ask(question, sources)
    assert said.figures[-1].value == Decimal(value)
