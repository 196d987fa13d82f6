"""What is asked for limits what may answer: a code, a count, a longer name, one table for two years."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

TWO_TABLES = """
表五
## 一般公共预算支出表
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	2024年预算数	2025年预算数
	合计	500.00	600.00
2010699	其他财政事务支出	500.00	600.00

表六
## 政府采购预算表
部门：北河市云江区财政局
单位：万元
采购品目	采购金额
合计	60.00
"""
ALL_MONEY = """
表四
## 部门支出总表（明细）
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	支出合计	基本支出	项目支出
	合计	650.00	0.00	650.00
2010699	其他财政事务支出	650.00	0.00	650.00
"""
UNFILLED = budget().replace("云江区财政局", "云江区XX局")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder = tmp_path_factory.mktemp("narrow")
    return library(folder, budget() + ALL_MONEY + TWO_TABLES)


def values(question: str, sources: Sources) -> list[Decimal]:
    return [figure.value for figure in ask(question, sources).figures]


def test_a_name_with_its_code_and_total_is_one_figure(sources: Sources) -> None:
    found = values("云江财局2025年行政运行（2010601）的支出预算合计是多少", sources)
    assert found == [Decimal("600.00")]


def test_both_years_of_a_change_come_from_one_table(sources: Sources) -> None:
    found = ask("云江财局2025年其他财政事务支出比上年增减多少", sources)
    assert Decimal("650.00") not in [figure.value for figure in found.figures]


def test_cars_are_counted_and_never_priced(sources: Sources) -> None:
    found = ask("云江财局2025年公务用车有几辆", sources)
    assert [(figure.value, figure.unit) for figure in found.figures] == [(Decimal(3), "辆")]


def test_a_name_with_more_before_it_is_another_item(sources: Sources) -> None:
    assert ask("云江财局2025年高中住房保障支出是多少", sources).refused


def test_a_budget_without_more_words_is_the_whole_of_it(tmp_path: Path) -> None:
    found = values("云江财局2025年预算是多少", library(tmp_path, budget()))
    assert found == [Decimal("1000.00")]


def test_a_form_nobody_filled_in_is_not_compared(tmp_path: Path) -> None:
    found = ask("各单位2025年收入总计哪个最多", library(tmp_path, budget(), UNFILLED))
    assert "XX" not in found.text
