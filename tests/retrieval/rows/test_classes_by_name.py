"""Classes of spending that are printed without codes: in the table of one fund, or in a sentence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

FUNDED = """# 2024年沙岬区海洋局部门预算

## 部门预算公开表

### 财政拨款收支总表
单位：万元
收入	支出
项目	预算数	项目	合计	一般公共预算	政府性基金预算
一、本年收入	900.00	一、本年支出	900.00	620.00	280.00
（一）一般公共预算拨款	620.00	（一）教育支出	40.00	40.00	0.00
（二）政府性基金预算拨款	280.00	（二）城乡社区支出	380.00	100.00	280.00
		（三）自然资源海洋气象等支出	480.00	480.00	0.00
收入总计	900.00	支出总计	900.00	620.00	280.00
"""

SAID = """# 2024年云岫区图书馆部门预算

## 一般公共预算拨款情况说明

### （一）一般公共预算拨款规模变化情况

2024年一般公共预算拨款 300.00 万元。

### （二）一般公共预算拨款结构情况

教育（类）支出 20.00 万元，占 6.67%；文化旅游体育与传媒（类）支出 250.00 万元，占 83.33%；住房保障（类）支出 30.00 万元，占 10%。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("classes")
    return library(folder, FUNDED, SAID)


def test_the_largest_class_of_one_fund_is_of_that_fund(sources: Sources) -> None:
    said = ask("沙岬区海洋局2024年类级支出里政府性基金预算最多的是哪一类？", sources)
    assert "城乡社区支出：280.00 万元" in said.text
    assert [figure.value for figure in said.figures] == [Decimal("280.00")]


def test_classes_that_only_the_text_prints_are_set_in_order(sources: Sources) -> None:
    said = ask("云岫区图书馆2024年一般公共预算支出中哪个类级科目金额最大？", sources)
    assert [figure.value for figure in said.figures] == [Decimal("250.00")]
