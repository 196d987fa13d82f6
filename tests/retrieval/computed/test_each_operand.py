"""Operands said in the asker's words are asked one by one; without each of them nothing is worked out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 2025年北河市云江区卫生局部门预算

表一
## 部门收入总表
部门：北河市云江区卫生局
单位：万元
单位名称	合计	一般公共预算
合计	900.00	900.00
北河市云江区卫生局（机关）	300.00	300.00
北河市云江区第一门诊中心	400.00	400.00
北河市云江区急救指挥站	200.00	200.00

表八
## 项目支出表
部门：北河市云江区卫生局
单位：万元
项目名称	合计	一般公共预算
合计	150.00	150.00
农村妇女“两癌”免费筛查	60.00	60.00
区级支持社区门诊	30.00	30.00
市级支持社区门诊	20.00	20.00
应急药品采购与轮换	15.00	15.00
应急药品仓储管理	25.00	25.00
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("operands"), PAPER)


@pytest.mark.parametrize(
    ("question", "worked_out"),
    [
        ("云江区卫生局2025年两癌筛查和应急药品仓储两项合计多少？", "85.00"),
        ("云江区卫生局2025年区级和市级两笔社区门诊支持加起来多少？", "50.00"),
        ("云江区卫生局2025年支持社区门诊的钱（区级和市级都算）一共多少？", "50.00"),
        ("云江区卫生局2025年应急药品两个项目（采购轮换、仓储管理）合计多少？", "40.00"),
        ("云江区卫生局2025年两癌筛查比应急药品仓储多多少？", "35.00"),
        ("云江区卫生局2025年第一门诊中心和急救指挥站两家收入合计是多少？", "600.00"),
    ],
)
def test_operands_in_other_words_are_worked_out(
    question: str, worked_out: str, paper: Sources
) -> None:
    found = ask(question, paper)
    assert found.kind == "computed"
    assert found.figures[-1].value == Decimal(worked_out)
    assert len(found.citations) >= 2


@pytest.mark.parametrize(
    "question",
    [
        "云江区卫生局2025年两癌筛查和洗碗设备两项合计多少？",
        "云江区卫生局2025年两癌筛查和儿童疫苗两项合计多少？",
        "云江区卫生局2025年区级和省级两笔社区门诊支持加起来多少？",
        "云江区卫生局2025年两癌筛查和两癌筛查两项合计多少？",
        "云江区卫生局2025年两癌筛查比农村妇女筛查多多少？",
    ],
)
def test_without_each_operand_there_is_no_sum(question: str, paper: Sources) -> None:
    assert not any(figure.formula for figure in ask(question, paper).figures)


def test_three_names_for_two_things_are_not_added(paper: Sources) -> None:
    found = ask("云江区卫生局2025年采购、仓储、两癌筛查两项合计多少？", paper)
    assert not any(figure.formula for figure in found.figures)
