"""The whole is not told for what is inside it, nor all money for the whole that is named."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

ACCOUNT = """# 2024年礁口县军休局部门决算

## 预算单位人员情况

单位：人

| 单位名称 | 年末编制 | 年末实有 |
|---|---|---|
| 合计 | 60 | 50 |
| 局本级 | 40 | 35 |
| 礁口县军休所 | 20 | 15 |

## 收入支出决算总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 财政拨款收入 | 900.00 | 抚恤 | 400.00 |
| | | 退役安置 | 500.00 |
| 总计 | 900.00 | 总计 | 900.00 |

## 项目支出绩效自评表

单位：万元

| 项目名称 | 退役士兵经济补助 | | |
|---|---|---|---|
| 资金 | 年初预算数 | 全年预算数 | 全年执行数 |
| 年度资金总额 | 118.00 | 120.00 | 119.50 |

## 环境整治情况说明

环境整治经费45.60万元，用于社区环境整治。编报绩效目标的项目资金200.00万元，其中维修费50.00万元。
"""


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("parts"), ACCOUNT)


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("礁口县军休局2024年环境整治经费里，专门用于除四害的是多少？", "45.60"),
        ("礁口县军休局2024年编了绩效目标的项目资金里，维修费占百分之几？", "5.56"),
        ("礁口县军休局2024年哪家单位空编最多？", "60"),
        ("礁口县军休局2024年退役士兵经济补助发了多少钱？", "118.00"),
    ],
)
def test_the_whole_or_the_plan_is_not_told_for_what_is_asked(
    question: str, never: str, account: Sources
) -> None:
    assert never not in [str(figure.value) for figure in ask(question, account).figures]
    assert never not in ask(question, account).text


def test_a_row_spoken_of_has_no_income_of_all(account: Sources) -> None:
    turns = ["礁口县军休局2024年抚恤支出多少？", "那这一项当年的收入记了多少？"]
    assert "900.00" not in ask(turns, account).text


def test_a_share_of_all_money_is_told(account: Sources) -> None:
    found = ask("礁口县军休局2024年全年支出里，抚恤占百分之几？", account)
    assert [str(f.value) for f in found.figures if f.unit == "%"] == ["44.44"], found.text
