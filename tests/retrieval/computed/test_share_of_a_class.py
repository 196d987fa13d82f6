"""A column's share in the row of a class of spending, and a change against what was executed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

ROWS = """# 2025年沙岬区海洋局部门预算

## 一、收入预算说明
2025年，沙岬区海洋局收入预算500.00万元，其中：财政拨款收入480.00万元，比2024年执行数增加30.00万元。

## 部门支出预算总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
208	社会保障和就业支出	80.00	60.00	20.00
210	卫生健康支出	40.00	30.00	10.00
220	自然资源海洋气象等支出	380.00	210.00	170.00
	合计	500.00	300.00	200.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("shares")
    return library(folder, ROWS)


@pytest.mark.parametrize(
    ("asked", "share"),
    [
        ("社会保障和就业支出里，项目支出占百分之几", "25.00"),
        ("卫生健康支出中基本支出占比是多少", "75.00"),
        ("自然资源海洋气象等支出的项目支出占比", "44.74"),
    ],
)
def test_a_class_of_spending_is_the_whole_of_its_row(
    sources: Sources, asked: str, share: str
) -> None:
    said = ask(f"沙岬区海洋局2025年{asked}？", sources)
    assert said.figures[-1].value == Decimal(share)


def test_executed_behind_budget_is_one_word_of_last_year(sources: Sources) -> None:
    said = ask("沙岬区海洋局2025年财政拨款收入比2024年预算执行数增加多少？", sources)
    assert said.figures[0].value == Decimal("30.00")


BRACKETED = """# 2025年云岫区中医院单位预算

## 二、“三公”经费安排情况说明
公务用车购置及运行维护费32.50万元（公务用车购置费0.00万元，公务用车运行维护费32.50万元），比上年减少23.50万元，下降41.96%。

## 财政拨款“三公”经费预算表
单位：万元
项目	2024年预算	2025年预算	增减额
公务用车购置及运行维护费	56.00	32.50	-23.50
其中：公务用车购置费	25.00	0.00	-25.00
公务用车运行维护费	31.00	32.50	1.50
"""


def test_what_brackets_list_is_no_subject_of_the_change_behind_them(tmp_path: Path) -> None:
    said = ask("云岫区中医院2025年公务用车运行维护费比上年增加多少？", library(tmp_path, BRACKETED))
    assert said.kind != "conflicting"
    assert said.figures[0].value == Decimal("1.50")


def test_stocks_at_the_end_of_a_year_are_no_date(tmp_path: Path) -> None:
    text = """# 2024年云岫区中医院单位决算

## 财政拨款收入支出决算总表
单位：万元
收入	决算数	支出	决算数
一、一般公共预算财政拨款	300.00	一、卫生健康支出	290.00
年初财政拨款结转和结余	12.00	年末财政拨款结转和结余	22.00
总计	312.00	总计	312.00
"""
    said = ask("云岫区中医院2024年年末财政拨款结转和结余是多少？", library(tmp_path, text))
    assert said.figures[0].value == Decimal("22.00")
