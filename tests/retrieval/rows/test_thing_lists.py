"""Services that a unit buys are listed from their own table, never told by purchases of services."""

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

SERVICES = """

## 政府采购预算表
部门：北河市云江区财政局
单位：万元
采购项目	采购目录	金额合计
物业管理服务	服务类	33.00
云平台租用	服务类	40.00
合计		73.00

## 政府购买服务预算表
部门：北河市云江区财政局
单位：万元
服务项目	承接主体	金额
绩效评价	社会力量	12.50
法律顾问	社会力量	6.00
档案整理	社会力量	9.20
合计		27.70
"""
NAMES = ["绩效评价", "法律顾问", "档案整理"]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("政府购买服务具体买哪些服务，各多少万元", ["12.50", "6.00", "9.20", *NAMES]),
        ("列了几项政府向社会买服务的事，合计多少万", ["3 项", "27.70"]),
        ("政府购买服务有哪三个事项", NAMES),
        ("政府购买服务合计多少", ["27.70"]),
    ],
)
def test_services_bought_are_told_from_their_table(
    tmp_path: Path, question: str, held: list[str]
) -> None:
    found = ask(f"云江区财政局2025年{question}？", library(tmp_path, budget() + SERVICES))
    assert all(word in found.text for word in held), found.text
    assert "73.00" not in found.text


def test_services_bought_for_one_matter_are_not_all_of_them(tmp_path: Path) -> None:
    found = ask(
        "云江区财政局2025年政府购买服务里老年食堂方面有哪些？",
        library(tmp_path, budget() + SERVICES),
    )
    assert "绩效评价：12.50" not in found.text, found.text


BOUGHT = """

## 政府采购预算表
部门：北河市云江区财政局
单位：万元
项目名称	采购内容	采购类别	数量	计量单位	金额
合计					33.00
票据电子化	高速扫描仪	货物	12	台	6.00
财税宣传	宣传册印刷	服务	1	批	27.00

## 公务用车情况
单位：辆
车辆用途	数量（辆）
机要通信用车	1
应急保障用车	3
其他用车	0
合计	4
"""


@pytest.mark.parametrize(
    ("question", "held", "unheld"),
    [
        ("政府采购里的货物有哪些", ["高速扫描仪", "6.00", "12"], ["宣传册"]),
        ("采购的服务都有哪些，分别多少", ["宣传册印刷", "27.00"], ["扫描仪"]),
        ("政府采购一共有几项", ["2 项"], []),
        ("车辆按用途分各有几辆", ["机要通信用车", "应急保障用车"], ["其他用车"]),
        ("公务用车都有哪几种，各多少辆", ["机要通信用车：1", "应急保障用车：3"], []),
    ],
)
def test_what_a_table_lists_is_told_by_its_own_names(
    tmp_path: Path, question: str, held: list[str], unheld: list[str]
) -> None:
    said = ask(f"云江区财政局2025年{question}？", library(tmp_path, budget() + BOUGHT)).text
    assert all(word in said for word in held), said
    assert not any(word in said for word in unheld), said


def test_services_bought_from_society_are_no_purchases_of_services(tmp_path: Path) -> None:
    said = ask("云江区财政局2025年政府购买服务合计多少？", library(tmp_path, budget() + BOUGHT))
    assert "27.00" not in said.text
