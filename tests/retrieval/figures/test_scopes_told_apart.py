"""Figures of all money, of one fund, of the year's own grant: different scopes contradict nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年松峦市云岫区水文局部门预算

## 一、支出情况

财政拨款安排支出按功能科目分类情况：205教育支出 520.00 万元；213农林水支出 770.00 万元。

## 二、“三公”经费情况

“三公”经费中公务用车运行维护费 4.80 万元，与上年持平。

## 三、重点项目情况

年度预算安排：720.00 万元，其中财政拨款 420.00 万元、单位自有资金 300.00 万元。

表一
## 部门收支总表
单位：万元
收入	预算数	支出	预算数
财政拨款收入	1220.00	教育支出	640.00
事业收入	220.00	农林水支出	800.00
上年财政拨款结转	30.00	结转下年	30.00
收入总计	1470.00	支出总计	1470.00

表二
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	1440.00	900.00	540.00
205	教育支出	640.00	500.00	140.00
2050302	一般行政管理事务	140.00	0.00	140.00
213	农林水支出	800.00	400.00	400.00
2130399	重点水利项目前期论证	400.00	0.00	400.00

表三
## 一般公共预算支出表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	1290.00	820.00	470.00
205	教育支出	520.00	420.00	100.00
213	农林水支出	770.00	400.00	370.00

表四
## 一般公共预算基本支出表
单位：万元
科目编码	科目名称	合计	人员经费	公用经费
30206	电费	8.60	0.00	8.60
30228	工会经费	5.50	0.00	5.50

表四之二
## 财政拨款收支总表
单位：万元
支出	合计	一般公共预算
教育支出	520.00	520.00
农林水支出	800.00	800.00

表五
## 支出经济分类表（全口径）
单位：万元
科目编码	科目名称	金额
30231	公务用车运行维护费	11.40

表六
## 财政拨款“三公”经费支出表
单位：万元
项目	2025年预算数
公务用车运行维护费	4.80

表七
## 项目支出表
单位：万元
项目名称	科目名称	合计	本年拨款	上年结转
测站看护	一般行政管理事务	90.00	80.00	10.00
汛期值守	一般行政管理事务	50.00	50.00	0.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("scopes"), BUDGET)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云岫区水文局2025年教育支出多少", "640.00"),
        ("云岫区水文局2025年公务用车运行维护费多少", "4.80"),
        ("云岫区水文局2025年测站看护多少", "90.00"),
        ("云岫区水文局2025年财政拨款收入多少", "1220.00"),
    ],
)
def test_another_scope_is_no_contradiction(question: str, value: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert (found.kind, [figure.value for figure in found.figures]) == ("found", [Decimal(value)])


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云岫区水文局2025年电费公用经费多少", "8.60"),
        ("云岫区水文局2025年工会经费，公用经费有多少", "5.50"),
        ("云岫区水文局2025年农林水支出，项目支出有多少", "400.00"),
    ],
)
def test_a_row_and_its_column_beside_it_are_one_cell(
    question: str, value: str, sources: Sources
) -> None:
    assert [figure.value for figure in ask(question, sources).figures] == [Decimal(value)]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云岫区水文局2025年一般行政管理事务是多少万元", "140.00"),
        ("2025年云岫区水文局的一般行政管理事务一共多少钱", "140.00"),
    ],
)
def test_a_row_of_its_own_goes_before_the_projects_under_it(
    question: str, value: str, sources: Sources
) -> None:
    assert [figure.value for figure in ask(question, sources).figures] == [Decimal(value)]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2025年云岫区水文局的上年财政拨款结转一共多少钱", "30.00"),
        ("云岫区水文局2025年重点水利项目前期论证多少", "400.00"),
    ],
)
def test_a_year_inside_a_name_is_no_year_asked_for(
    question: str, value: str, sources: Sources
) -> None:
    assert [figure.value for figure in ask(question, sources).figures] == [Decimal(value)]


@pytest.mark.parametrize(
    "question",
    [
        "云岫区水文局2025年教育支出及其中的项目支出各是多少",
        "云岫区水文局2025年教育支出多少，其中项目支出多少",
    ],
)
def test_a_part_of_a_row_is_never_the_total_of_its_column(question: str, sources: Sources) -> None:
    values = [figure.value for figure in ask(question, sources).figures]
    assert values == [Decimal("640.00"), Decimal("140.00")]


def test_what_was_carried_over_is_no_contradiction(sources: Sources) -> None:
    found = ask("云岫区水文局2025年农林水支出的一般公共预算是多少", sources)
    assert found.kind == "found"


COUNTED = """# 2025年松峦市云岫区水文局部门预算

表一
## 政府采购预算表
单位：万元
项目名称	采购品目	数量	计量单位	金额
监测能力提升	水位计	12	个	24.00
办公条件改善	文件柜	30	张	6.00
"""


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("云岫区水文局2025年水位计是多少个", "12", "个"),
        ("云岫区水文局2025年文件柜几张", "30", "张"),
    ],
)
def test_what_is_asked_by_its_counter_is_a_count(
    question: str, value: str, unit: str, tmp_path: Path
) -> None:
    figures = ask(question, library(tmp_path, COUNTED)).figures
    assert [(figure.value, figure.unit) for figure in figures] == [(Decimal(value), unit)]


CLASSES = """# 2025年松峦市云岫区水文局部门预算

表一
## 支出经济分类表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
301	工资福利支出	900.00	780.00	120.00
30101	基本工资	330.00	330.00	0.00
30102	津贴补贴	570.00	450.00	120.00
"""


def test_a_named_row_is_never_told_by_a_column_that_begins_like_it(tmp_path: Path) -> None:
    found = ask("云岫区水文局2025年工资福利支出下面的基本工资多少钱", library(tmp_path, CLASSES))
    assert [figure.value for figure in found.figures] == [Decimal("330.00")]
