"""Codes in two parts, counts of what is asked for, and rows that an amount bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.plain_turns import plainly
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

GOODS = """# 2025年霁州市档案馆部门预算

表一
## 部门收支总表
单位：万元
项目	金额	项目	金额
一般公共预算收入	500.00	基本支出	300.00
		项目支出	200.00
本年收入合计	500.00	本年支出合计	500.00

表二
## 一般公共预算基本支出表
单位：万元
科目编码	科目名称	金额
301	工资福利支出	260.00
302	商品和服务支出	40.00
30211	差旅费	15.00
30227	委托业务费	25.00
	合计	300.00

表三
## 机关运行经费预算表
单位：万元
科目编码	科目名称	机关运行经费支出
302	商品和服务支出	30.00
30211	差旅费	9.00
30227	委托业务费	21.00
	合计	30.00

表四
## 政府采购预算表
单位：万元
采购项目名称	目录编码	采购品目	金额
库房密集架	A060499	密集架	120.00
档案数字化	C020399	数据处理服务	150.00
恒湿机	A020523	空调机	8.00
除尘设备	A020599	清洁设备	8.00
	合计		286.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("plain"), GOODS)


@pytest.mark.parametrize(
    ("turn", "meant"),
    [
        ("302类27款委托业务费是多少", "30227委托业务费是多少"),
        ("201类03款01项是多少", "2010301是多少"),
        ("金额最大的三样东西是什么", "金额最大的三项东西是什么"),
        ("包含哪三家预算单位", "包含哪几家预算单位"),
        ("支出最多的是哪三项", "支出最多的是哪三项"),
        ("哪两年的预算增加了", "哪两年的预算增加了"),
        ("甲(不是乙)是多少", "甲(不是乙)是多少"),
        ("养活职工(薪水、社保都算)要多少钱", "养活职工要多少钱"),
        ("三公经费(会议费、培训费都算)是多少", "三公经费(会议费、培训费都算)是多少"),
        ("三公三项(出国、车、接待)加起来", "三公经费加起来"),
        ("有没有用卖地、彩票之类的政府性基金", "有没有用政府性基金"),
        ("用水费、电费之类的支出多少", "用水费、电费之类的支出多少"),
        ("年底名下有车吗", "年底有几辆车"),
    ],
)
def test_a_turn_is_put_as_the_other_readers_know_it(turn: str, meant: str) -> None:
    assert plainly(turn) == meant


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("霁州市档案馆2025年302类11款差旅费基本支出是多少", ["15"]),
        ("霁州市档案馆2025年机关运行经费预算表里差旅费是多少(不是基本支出表那个15万)", ["9"]),
        ("霁州市档案馆2025年100万元以上的采购有哪些，各多少钱", ["150", "120"]),
        ("霁州市档案馆2025年采购里金额最大的两样东西是什么，各多少", ["150", "120"]),
    ],
)
def test_figures_asked_for_so_are_found(question: str, values: list[str], sources: Sources) -> None:
    said = ask(question, sources)
    assert {figure.value for figure in said.figures} == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    "question",
    ["霁州市档案馆2025年100万元以上的采购有几项", "霁州市档案馆2025年超过100万元的采购一共多少钱"],
)
def test_the_figure_of_all_rows_is_none_of_those_above_an_amount(
    question: str, sources: Sources
) -> None:
    values = {figure.value for figure in ask(question, sources).figures}
    assert not values & {Decimal(4), Decimal(286)}


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("某局执法执勤用车的数量是多少?", "某局执法执勤用车有多少辆?"),
        ("某局下属单位的数量是多少?", "某局下属单位有多少个?"),
        ("某局专用设备数量是多少?", "某局专用设备有多少台?"),
        ("某局采购的数量单价是多少?", "某局采购的数量单价是多少?"),
    ],
)
def test_a_quantity_is_asked_with_the_word_that_counts_it(asked: str, plain: str) -> None:
    assert plainly(asked) == plain
