"""Figures printed under the name of a whole that are part of it, and rows named by their form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

PAPER = """# 桐川县水务局2025年部门预算

## 第二部分 2025年部门预算表

### 表1 部门收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款收入 | 900.00 | 一、农林水支出 | 1,100.00 |
| 二、政府性基金预算拨款收入 | 80.00 | | |
| 三、上年结转 | 120.00 | | |
| 收入总计 | 1,100.00 | 支出总计 | 1,100.00 |

### 表4 财政拨款收支总表

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、本年收入 | 980.00 | 一、本年支出 | 1,100.00 |
| （一）一般公共预算拨款 | 900.00 | （一）农林水支出 | 1,100.00 |
| （二）政府性基金预算拨款 | 80.00 | | |
| 二、上年结转 | 120.00 | | |
| （一）一般公共预算拨款 | 120.00 | | |
| 收入总计 | 1,100.00 | 支出总计 | 1,100.00 |

### 表5 一般公共预算“三公”经费支出表

单位：万元

| 合计 | 因公出国（境）费 | 公务用车购置及运行费 | | | 公务接待费 |
|---|---|---|---|---|---|
| | | 小计 | 公务用车购置费 | 公务用车运行费 | |
| 30.00 | 0.00 | 26.00 | 18.00 | 8.00 | 4.00 |

## 第三部分 2025年部门预算情况说明

### 九、绩效目标设置情况

2025年，桐川县水务局实行绩效目标管理的项目6个，涉及资金520.00万元，其中一般公共预算拨款440.00万元、政府性基金预算拨款80.00万元。
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("一般公共预算拨款收入是多少", "900.00"),
        ("财政拨款收入多少", "980.00"),
        ("财政拨款支出多少", "1,100.00"),
        ("公车购置和运行维护费合计多少", "26.00"),
    ],
)
def test_the_whole_is_told_and_contradicted_by_no_part(
    tmp_path: Path, question: str, figure: str
) -> None:
    said = ask(f"桐川县水务局2025年{question}？", library(tmp_path, PAPER))
    assert said.kind == "found", said.text
    assert f"{figure} 万元" in said.text


def test_what_was_carried_over_is_told_where_it_is_asked(tmp_path: Path) -> None:
    said = ask("桐川县水务局2025年上年结转是多少？", library(tmp_path, PAPER))
    assert "120.00 万元" in said.text


@pytest.mark.parametrize("asked", ["各项分别是多少", "的构成", "由哪些部分组成，各多少", "明细"])
def test_the_parts_of_the_three_public_costs_are_listed(tmp_path: Path, asked: str) -> None:
    told = ask(f"桐川县水务局2025年三公经费{asked}？", library(tmp_path, PAPER)).text
    for part in ("公务接待费：4.00", "公务用车购置费：18.00", "公务用车运行费：8.00", "0.00"):
        assert part in told
