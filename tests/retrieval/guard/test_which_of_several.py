"""Of several figures in one sentence only the one behind the name is told, and no spending for what came in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 2024年云江市文化和旅游局部门决算

## 一、工作完成情况

全年接待游客1268.35万人次，实现旅游收入134.7亿元，分别比上年增长15.2%和18.6%。

## 二、公务接待情况

2024年公务接待费支出40.87万元，全年国内公务接待118批次、963人次，其中外事接待2批次、15人次。

## 三、车辆情况

2024年公务用车运行维护费49.00万元。2024年报废处置公务用车2辆。截至2024年12月31日，公务用车保有量为49辆。

表三
## 支出决算表
单位：云江市文化和旅游局
单位：万元
科目编码	科目名称	本年支出合计	基本支出	项目支出
合计	合计	900.00	600.00	300.00
20701	文化和旅游	500.00	400.00	100.00
20702	文物	400.00	200.00	200.00
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("several"), PAPER)


def test_the_rate_of_the_visitors_is_not_that_of_the_income(paper: Sources) -> None:
    found = ask("云江市文旅局2024年旅游收入比上年增长多少？", paper)
    assert Decimal("15.2") not in {figure.value for figure in found.figures}


def test_guests_counted_among_others_are_no_divisor(paper: Sources) -> None:
    found = ask("云江市文旅局2024年公务接待费按接待人次摊，一人次大约多少元？", paper)
    assert found.figures[-1].value == Decimal("424.40")


def test_cars_that_were_scrapped_share_no_cost(paper: Sources) -> None:
    found = ask("云江市文旅局2024年平均每辆公车的运行费是多少？", paper)
    assert Decimal("24.50") not in {figure.value for figure in found.figures}


def test_what_was_spent_is_not_told_for_what_came_in(paper: Sources) -> None:
    found = ask("2024年云江市文旅局的财政拨款收入，文化和旅游跟文物哪个多，多多少？", paper)
    assert found.kind == "not_found"
