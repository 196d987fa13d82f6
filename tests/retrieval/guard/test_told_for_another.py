"""What is asked of one thing is not told by the whole, the class or the share of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年礁口县旅游局部门预算

## 第一部分 部门预算表

### 表1 部门收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一般公共预算拨款收入 | 1,300.00 | 文化旅游体育与传媒支出 | 900.00 |
| | | 住房保障支出 | 400.00 |
| 收入总计 | 1,300.00 | 支出总计 | 1,300.00 |

### 表2 一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| | 合计 | 1,300.00 |
| 207 | 文化旅游体育与传媒支出 | 900.00 |
| 221 | 住房保障支出 | 400.00 |
| 22102 | 住房改革支出 | 400.00 |
| 2210201 | 住房公积金 | 100.00 |
| 2210203 | 购房补贴 | 300.00 |

### 表3 一般公共预算基本支出表

单位：万元

| 科目名称 | 合计 |
|---|---|
| 公用经费 | 90.00 |
| 办公费 | 12.00 |
| 委托业务费 | 20.00 |
| 专用材料费 | 30.00 |

### 表4 政府采购预算表

单位：万元

| 采购项目 | 金额 |
|---|---|
| 办公桌椅 | 30.00 |
| 合计 | 30.00 |

## 第二部分 情况说明

收入总预算1300.00万元，比上年增长6.22%。全县实现旅游收入8.70亿元，接待游客120万人次。公务接待费1.60万元，下降20%。
"""

ACCOUNT = """# 2024年礁口县旅游局部门决算

## 收入支出决算总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 财政拨款收入 | 900.00 | 文物 | 200.00 |
| | | 旅游 | 600.00 |
| 本年收入合计 | 900.00 | 本年支出合计 | 800.00 |
| 年初结转和结余 | 100.00 | 年末结转和结余 | 200.00 |
| 总计 | 1,000.00 | 总计 | 1,000.00 |
"""


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("another"), BUDGET)


@pytest.mark.parametrize(
    "question",
    [
        "礁口县旅游局2025年日常办公的开销（办公费）列了多少？",
        "礁口县旅游局2025年校车采购多少钱？",
        "礁口县旅游局2025年委托审计费用是多少？",
        "礁口县旅游局2025年疫苗采购花了多少？",
        "礁口县旅游局2025年的接待费比2024年少安排了多少？",
    ],
)
def test_no_figure_of_another_thing_is_told(question: str, budget: Sources) -> None:
    told = [f"{figure.value}" for figure in ask(question, budget).figures]
    assert not told or "12.00" in told


def test_that_income_is_the_one_spoken_of_and_not_all_income(budget: Sources) -> None:
    turns = [
        "礁口县旅游局2025年接待了多少游客？",
        "旅游收入呢？",
        "这项收入比前一年涨了百分之几？",
    ]
    assert "6.22" not in ask(turns, budget).text


@pytest.mark.parametrize(
    ("before", "share"), [("住房保障支出", "75.00"), ("住房改革支出", "75.00")]
)
def test_a_share_inside_what_was_asked_before_is_of_that(
    before: str, share: str, budget: Sources
) -> None:
    turns = [f"礁口县旅游局2025年{before}是多少？", "其中购房补贴占多大比例？"]
    found = ask(turns, budget)
    assert [f"{f.value}" for f in found.figures if f.unit == "%"] == [share], found.text


def test_a_share_of_what_an_account_spent_leaves_out_what_is_left_over(tmp_path: Path) -> None:
    found = ask("礁口县旅游局2024年全年支出里，文物占百分之多少？", library(tmp_path, ACCOUNT))
    assert [f"{f.value}" for f in found.figures if f.unit == "%"] == ["25.00"], found.text


SPLIT = """# 2025年礁口县港口局部门预算

## 支出总表

单位：万元

| 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 合计 | 900.00 | 300.00 | 600.00 |
| 行政运行 | 300.00 | 300.00 | 0.00 |
| 一般行政管理事务 | 600.00 | 0.00 | 600.00 |

## 情况说明

项目支出600.00万元，用于引进港口人才；基本支出300.00万元。
"""


def test_all_projects_are_not_told_for_those_of_one_kind(tmp_path: Path) -> None:
    split = library(tmp_path, SPLIT)
    assert ask("礁口县港口局2025年人才项目支出比基本支出多多少？", split).refused
    told = ask("礁口县港口局2025年全部项目支出比基本支出多多少？", split)
    assert "300.00" in told.text
