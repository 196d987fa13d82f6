"""In a final account 收入合计 is the year's own money, 收入总计 has what was carried over in it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

ACCOUNT = """# 2024年岚口县航标局部门决算

## 一、收入支出决算总体情况

2024年度收入总计 1,100.00 万元，支出总计 1,100.00 万元。收支较上年决算数增加 60.00 万元，增长 5.77%。

2024年度收入合计 1,000.00 万元，较上年决算数增加 80.00 万元，增长 8.70%。此外，年初结转和结余 100.00 万元。

表一
## 收入支出决算总表
单位：万元
项目	决算数	项目	决算数
一、一般公共预算财政拨款收入	1,000.00	一、交通运输支出	1,050.00
本年收入合计	1,000.00	本年支出合计	1,050.00
年初结转和结余	100.00	年末结转和结余	50.00
总计	1,100.00	总计	1,100.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("year"), ACCOUNT)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("岚口县航标局2024年收入合计是多少", "1000.00"),
        ("岚口县航标局2024年支出合计是多少", "1050.00"),
        ("岚口县航标局2024年收入总计是多少", "1100.00"),
        ("岚口县航标局2024年收入总计比上年增加多少", "60.00"),
        ("岚口县航标局2024年收入合计比上年增加多少", "80.00"),
        ("岚口县航标局2024年收入总计较上年增长的比例是多少", "5.77"),
    ],
)
def test_the_sum_and_the_total_are_told_apart(question: str, value: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert found.figures, found.text
    assert found.figures[0].value == Decimal(value), found.text
