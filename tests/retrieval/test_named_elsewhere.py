"""Figures of another item, year or body than the one that is named are never given for it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.computed.parts import refers_back
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PLAN = """# 2025年北河市云江区水利局部门预算

## 第一部分 部门概况

### 一、主要职责

（一）管理渠道和水闸。

### 二、机构设置情况

云江区水利局内设3个机构：办公室、工程科、水政科。

## 第二部分 部门预算安排情况说明

### 一、“三公”经费财政拨款预算情况

2025年“三公”经费财政拨款预算50.00万元，比2024年“三公”经费财政拨款预算减少10.00万元。

1．因公出国（境）费用：2025年预算数0万元。

2．公务接待费：2025年预算数4.00万元，比2024年减少1.00万元，主要是从严控制。

3．公务用车运行维护费：2025年预算数46.00万元，比2024年减少9.00万元。

## 第三部分 部门预算表

表一
## 支出预算总表
部门：北河市云江区水利局
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
213	农林水支出	900.00	500.00	400.00
21303	水利	900.00	500.00	400.00
2130306	渠道养护	900.00	500.00	400.00
	支出总计	900.00	500.00	400.00

表二
## 部门项目中期规划预算表
部门：北河市云江区水利局
单位：万元
项目名称	2025年	2026年	2027年
渠道清淤	120.00	130.00	140.00
水闸改造	80.00	90.00	95.00
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("plan"), PLAN)


def _values(question: str, sources: Sources) -> list[Decimal]:
    return [figure.value for figure in ask(question, sources).figures]


def test_a_numbered_sentence_of_a_part_gives_no_figure_of_the_whole(plan: Sources) -> None:
    assert _values("云江区水利局2025年“三公”经费预算是多少", plan) == [Decimal("50.00")]


def test_a_change_of_the_whole_is_not_that_of_a_part(plan: Sources) -> None:
    found = _values("云江区水利局2025年三公经费合计比2024年减少了多少", plan)
    assert Decimal("1.00") not in found
    assert Decimal("9.00") not in found


def test_a_later_year_of_a_plan_is_its_own_column(plan: Sources) -> None:
    found = ask("云江区水利局2025年渠道清淤在中期规划里2027年是多少", plan)
    assert [figure.value for figure in found.figures] == [Decimal("140.00")]
    assert "上年数" not in found.text


def test_a_later_year_that_is_not_planned_is_not_answered_by_another(plan: Sources) -> None:
    found = ask("云江区水利局2025年渠道清淤在中期规划里2028年是多少", plan)
    assert Decimal("120.00") not in [figure.value for figure in found.figures]
    assert found.refused


def test_a_part_that_refers_to_what_was_not_found_is_not_answered(plan: Sources) -> None:
    found = ask("云江区水利局2025年打捞上来的水草怎么处理，这块预算多少钱", plan)
    assert found.refused
    assert not found.figures


@pytest.mark.parametrize(
    ("part", "back"),
    [
        ("这块预算多少钱", True),
        ("其中项目支出多少", True),
        ("这笔钱花了多少", True),
        ("其他收入多少", False),
        ("公务接待费多少", False),
    ],
)
def test_words_that_refer_back_are_known(part: str, *, back: bool) -> None:
    assert refers_back(part) is back


def test_a_body_named_on_behind_a_unit_is_a_stranger(plan: Sources) -> None:
    found = ask("云江区水利局城北灌溉中心2025年支出总计是多少", plan)
    assert found.refused
    assert "城北灌溉中心" in found.text


def test_a_rate_that_is_not_printed_is_not_answered_with_the_offices(plan: Sources) -> None:
    assert ask("云江区水利局2025年基层机构达标率是多少", plan).refused


def test_the_offices_are_still_listed(tmp_path: Path) -> None:
    assert not ask("云江区水利局2025年内设机构有哪些", library(tmp_path, PLAN)).refused


PROJECTS = """# 2025年北河市云江区园林局部门预算

表一
## 支出预算总表
部门：北河市云江区园林局
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
212	城乡社区支出	900.00	530.00	370.00
21205	城乡社区环境卫生	900.00	530.00	370.00
	支出总计	900.00	530.00	370.00

表二
## 项目支出预算表
部门：北河市云江区园林局
单位：万元
项目名称	合计	财政拨款
行道树修剪	90.00	90.00
公园照明	160.00	160.00
苗圃温室	70.00	70.00
花坛换季	50.00	50.00
合计	370.00	370.00
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("projects"), PROJECTS)


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("金额第二大的项目是哪个", "90.00"),
        ("项目里预算排第三的是哪个，多少万元", "70.00"),
        ("金额最大的项目是哪个", "160.00"),
    ],
)
def test_a_row_further_down_the_order(asked: str, value: str, projects: Sources) -> None:
    assert _values(f"云江区园林局2025年{asked}", projects) == [Decimal(value)]


def test_the_money_of_the_projects_is_not_all_income(projects: Sources) -> None:
    assert Decimal("370.00") in _values("云江区园林局2025年项目一共有多少钱", projects)


def test_three_things_added_by_their_number(projects: Sources) -> None:
    found = ask("云江区园林局2025年行道树修剪、公园照明、苗圃温室三样加起来多少万元", projects)
    assert Decimal("320.00") in [figure.value for figure in found.figures]
