"""A row divided by columns: the column of that row is meant, never the total of the column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年松峦市云岫区气象局部门预算

## 一、收支说明

2025年一般公共预算支出 700.00 万元，比2024年预算增加 20.00 万元，增长 2.94%。

2025年本部门无政府性基金预算支出。

2025年本部门无国有资本经营预算支出。

表一
## 部门支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	900.00	500.00	400.00
220	自然资源海洋气象等支出	900.00	500.00	400.00
22005	气象事务	900.00	500.00	400.00
2200504	气象事业机构	600.00	500.00	100.00
2200509	气象服务	300.00	0.00	300.00

表二
## 部门收入总表
单位：万元
科目编码	科目名称	合计	财政拨款收入	事业收入	其他收入
	合计	900.00	700.00	150.00	50.00
2200504	气象事业机构	600.00	520.00	80.00	0.00
2200509	气象服务	300.00	180.00	70.00	50.00

表三
## 一般公共预算支出预算表
单位：万元
科目编码	科目名称	2024年执行数	2025年预算数	比上年增减金额	比上年增减比例%
	合计	650.00	700.00	50.00	7.69
2200504	气象事业机构	500.00	520.00	20.00	4.00
2200509	气象服务	150.00	180.00	30.00	20.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("columns"), BUDGET)


def values(question: str | list[str], sources: Sources) -> list[Decimal]:
    return [figure.value for figure in ask(question, sources).figures]


@pytest.mark.parametrize(
    "question",
    [
        "云岫区气象局2025年气象事业机构里，项目支出部分占气象事业机构合计的百分之几",
        "云岫区气象局2025年气象事业机构中项目支出占多少比例",
        "云岫区气象局2025年项目支出占气象事业机构的百分之多少",
    ],
)
def test_the_share_of_a_column_is_of_the_row_that_is_named(question: str, sources: Sources) -> None:
    assert values(question, sources) == [Decimal(100), Decimal(600), Decimal("16.67")]


@pytest.mark.parametrize(
    "question",
    [
        "云岫区气象局2025年气象服务支出中非财政拨款的部分是多少",
        "云岫区气象局2025年气象服务里不靠财政拨款的资金有多少",
        "云岫区气象局2025年气象服务除了财政拨款以外的钱有多少",
    ],
)
def test_what_is_not_paid_by_the_treasury_is_the_rest_of_the_row(
    question: str, sources: Sources
) -> None:
    assert values(question, sources)[-1] == Decimal(120)


@pytest.mark.parametrize("inside", ["这里面", "其中", "里面", "这其中"])
def test_a_later_turn_by_column_stays_in_the_row_spoken_of(inside: str, sources: Sources) -> None:
    first = "云岫区气象局2025年气象服务安排了多少？"
    assert values([first, f"{inside}财政拨款的部分呢？"], sources) == [Decimal(180)]
    assert values([first, f"{inside}项目支出多少？"], sources) == [Decimal(300)]


def test_a_column_that_the_row_does_not_have_is_not_answered_by_the_total(
    sources: Sources,
) -> None:
    first = "云岫区气象局2025年气象服务安排了多少？"
    assert ask([first, "其中人员经费多少？"], sources).refused


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "云岫区气象局2025年一般公共预算支出和2024年执行数比，增减金额和比例是多少",
            ["50.00", "7.69"],
        ),
        ("云岫区气象局2025年一般公共预算支出比2024年预算增加多少", ["20.00", "2.94"]),
        ("云岫区气象局2025年气象服务比上年执行数增加多少", ["30.00", "20.00"]),
    ],
)
def test_a_change_is_told_from_the_base_that_is_asked_for(
    question: str, expected: list[str], sources: Sources
) -> None:
    assert values(question, sources)[:2] == [Decimal(value) for value in expected]


def test_a_change_from_the_outturn_is_no_answer_to_one_from_the_budget(sources: Sources) -> None:
    assert ask("云岫区气象局2025年气象服务比2024年预算增加多少", sources).refused


def test_a_table_that_prints_last_years_outturn_says_what_was_compared(sources: Sources) -> None:
    found = ask("云岫区气象局2025年气象服务比上年增加多少", sources)
    assert "比上年执行数增加 30.00 万元" in found.text


STAYS = """# 2025年松峦市云岫区气象局部门预算

## 一、“三公”经费情况

公务接待费 3.00 万元，与2024年预算持平。

表一
## “三公”经费预算表
单位：万元
项目	2024年预算数	2025年预算数	增减额
合计	9.00	8.00	-1.00
公务接待费	4.00	3.00	-1.00
公务用车运行维护费	5.00	5.00	0.00
"""


def test_the_same_item_that_stays_and_falls_is_a_conflict(tmp_path: Path) -> None:
    question = "云岫区气象局2025年公务接待费与上年相比到底是持平还是减少"
    found = ask(question, library(tmp_path, STAYS))
    assert found.kind == "conflicting"
    assert "持平" in found.text
    assert "减少 1.00 万元" in found.text
