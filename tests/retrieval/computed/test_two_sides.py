"""Figures set against each other: every word that says which figure is meant counts on its side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

TOWN = """# 2025年苇塘区芦溪镇人民政府部门预算

表一
## 收支总表
单位：万元
收入		支出
项目	预算数	项目	预算数
本年收入合计	1,080.00	本年支出合计	1,150.00
上年结转	70.00
收入总计	1,150.00	支出总计	1,150.00

表二
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	1,150.00	800.00	350.00
213	农林水支出	1,150.00	800.00	350.00
21301	农业农村	1,150.00	800.00	350.00
2130109	农产品质量安全	90.00	0.00	90.00
2130110	执法监管	40.00	0.00	40.00

表三
## 一般公共预算支出表（当年拨款）
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	1,000.00	780.00	220.00
213	农林水支出	1,000.00	780.00	220.00
21301	农业农村	1,000.00	780.00	220.00
2130109	农产品质量安全	80.00	0.00	80.00
2130110	执法监管	30.00	0.00	30.00

表四
## 一般公共预算基本支出表
单位：万元
科目编码	科目名称	合计	人员经费	公用经费
	合计	780.00	702.00	78.00
301	工资福利支出	702.00	702.00	0.00
302	商品和服务支出	78.00	0.00	78.00

表五
## 支出经济分类表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
301	工资福利支出	720.00	710.00	10.00
302	商品和服务支出	430.00	90.00	340.00

表六
## 政府采购预算表
单位：万元
项目	合计
合计	200.00
货物类	60.00
服务类	140.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("sides"), TOWN)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("芦溪镇2025年全口径的项目支出比一般公共预算拨款安排的项目支出多出多少万元？", "130.00"),
        ("芦溪镇2025年支出比本年收入多出来的部分是多少", "70.00"),
        ("芦溪镇2025年工资福利支出和商品和服务支出（基本支出）哪个多，多多少？", "620.00"),
        ("芦溪镇2025年农产品质量安全和执法监管两个科目，当年拨款哪个多，多多少？", "50.00"),
        ("芦溪镇2025年一般公共预算中基本支出和项目支出哪个多，多多少？", "560.00"),
        ("芦溪镇2025年一般公共预算的基本支出是项目支出的几倍？", "3.55"),
        ("芦溪镇2025年一般公共预算基本支出里，人员经费占百分之几？", "90.00"),
        ("芦溪镇2025年公用经费在一般公共预算基本支出中占比多少？", "10.00"),
        ("芦溪镇2025年工资福利支出（基本支出）占基本支出的百分之几？", "88.75"),
        ("芦溪镇2025年政府采购中服务类占采购预算总额的百分之几？", "70.00"),
    ],
)
def test_each_side_is_the_figure_that_its_own_words_name(
    question: str, value: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert (said.kind, said.figures[-1].value) == ("computed", Decimal(value)), said.text


@pytest.mark.parametrize(
    "question",
    [
        "芦溪镇2025年政府性基金基本支出里，人员经费占百分之几？",
        "芦溪镇2025年单位资金的项目支出比一般公共预算的项目支出多多少？",
        "芦溪镇2025年政府性基金的项目支出占项目支出的几成？",
        "芦溪镇2025年政府性基金项目支出和一般公共预算项目支出加起来多少？",
        "芦溪镇2025年车辆编制比实有车辆多几辆？",
        "芦溪镇2025年培训费比本年收入少多少？",
    ],
)
def test_without_one_side_nothing_is_worked_out(question: str, sources: Sources) -> None:
    assert ask(question, sources).kind == "not_found"
