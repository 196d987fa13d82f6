"""Averages whose money and count stand in one row of a table, or of one thing that is bought."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.computed.average_operands import average_asked
from tests.retrieval.budgets import ask, library

TOWN = """# 2025年桐岭县石塘镇人民政府部门预算

## 一、人员情况

镇政府实有在职人员 80 人。

表一
## 村级运转经费分配表
单位：万元
村（社区）	户籍人口（人）	村干部人数（人）	村干部报酬	办公经费	合计
石塘社区	3000	6	24.00	9.00	33.00
南屏村	2000	5	18.00	5.00	23.00
北岭村	1000	4	14.00	4.00	18.00
合计	6000	15	56.00	18.00	74.00
"""


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("石塘镇南屏村的村干部2025年平均每人报酬是多少万元？", "3.60", "万元"),
        ("石塘镇2025年北岭村的村干部人均报酬多少万元", "3.50", "万元"),
        ("石塘镇2025年按户籍人口算，南屏村的办公经费平均每人多少元", "25.00", "元"),
    ],
)
def test_money_and_count_are_of_the_same_row(
    question: str, value: str, unit: str, tmp_path: Path
) -> None:
    found = ask(question, library(tmp_path, TOWN))
    told = [(f.value, f.unit) for f in found.figures if f.formula]
    assert told == [(Decimal(value), unit)], found.text


@pytest.mark.parametrize(
    "question",
    [
        "石塘镇2025年南屏村的办公经费平均每户多少元",
        "石塘镇2025年南屏村的办公经费按党员人数平均每人多少元",
    ],
)
def test_a_count_that_is_not_printed_divides_nothing(question: str, tmp_path: Path) -> None:
    found = ask(question, library(tmp_path, TOWN))
    assert not [f for f in found.figures if f.formula], found.text


def test_the_count_is_of_what_the_money_is_of() -> None:
    found = average_asked("按户籍人口算,南屏村的办公经费平均每人多少元")
    assert found is not None
    assert (found.money, found.among) == ("南屏村的办公经费", "南屏村户籍人口")
    assert average_asked("按户籍人口算,南屏村办公经费平均每人多少元") is None
