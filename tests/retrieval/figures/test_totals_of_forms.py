"""Totals of forms by other titles, and parts of a price that leave the thing out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

FINAL = """# 桐川县疾控中心2024年度单位决算

## 第二部分 2024年度单位决算情况说明

### 一、收入决算情况说明

桐川县疾控中心2024年度收入合计2400.00万元。

### 二、“三公”经费支出决算情况

2.公务用车购置及运行维护费：决算4.20万元，其中购置费0.00万元；运行费4.20万元。

## 第五部分 2024年度单位决算表

### GK01表 收入支出决算表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 决算数 | 项目 | 决算数 |
| 一、财政拨款收入 | 2,400.00 | 一、卫生健康支出 | 2,460.00 |
| 本年收入合计 | 2,400.00 | 本年支出合计 | 2,460.00 |
| 年初结转和结余 | 80.00 | 年末结转和结余 | 20.00 |
| 总计 | 2,480.00 | 总计 | 2,480.00 |

### GK05表 一般公共预算财政拨款收入支出决算表

单位：万元

| 项目 | 年初结转和结余 | 本年收入 | 本年支出 |
|---|---|---|---|
| 合计 | 60.00 | 2,300.00 | 2,340.00 |
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("收入总计是多少", "2,480.00"),
        ("总收入多少", "2,480.00"),
        ("支出总计是多少", "2,480.00"),
        ("公务用车购置支出是多少", "0.00"),
        ("公务用车购置费多少", "0.00"),
        ("公车购置及运行维护费多少", "4.20"),
    ],
)
def test_the_figure_of_the_item_itself_is_told(tmp_path: Path, question: str, figure: str) -> None:
    said = ask(f"桐川县疾控中心2024年{question}？", library(tmp_path, FINAL))
    assert f"为 {figure} 万元" in said.text


SPLIT = """# 2025年礁口县航务局部门预算

## 收支总体情况

礁口县航务局2025年支出预算500.00万元，其中：人员支出300.00万元、公用支出80.00万元、专项业务经费支出120.00万元。
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("基本支出中人员经费多少", "300.00"),
        ("基本支出里的公用经费是多少", "80.00"),
        ("项目支出多少", "120.00"),
    ],
)
def test_parts_of_basic_spending_printed_without_it_are_told(
    tmp_path: Path, question: str, figure: str
) -> None:
    said = ask(f"礁口县航务局2025年{question}？", library(tmp_path, SPLIT))
    assert f"{figure} 万元" in said.text
