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
