"""Offices within a unit and units below it are told apart, and no table of money stands for either."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

PAPER = """# 2025年礁口县航务局部门预算

## 第一部分 部门概况

### 二、机构设置

从预算单位构成看，礁口县航务局部门预算包括局本级预算和局属事业单位预算。纳入礁口县航务局2025年部门预算编制范围的单位包括：礁口县航务局（本级）、礁口县航道养护中心、礁口县船闸管理所。

### 三、人员情况

2024年末实有在职人员46人，退休人员27人。

| 单位 | 编制数 | 实有人数 |
|---|---|---|
| 礁口县航道养护中心 | 20 | 18 |
| 礁口县船闸管理所 | 30 | 28 |
| 合计 | 50 | 46 |

## 第二部分 部门预算表

### 表7 一般公共预算基本支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 30302 | 退休费 | 61.20 | 61.20 | |
| 30201 | 办公费 | 8.00 | | 8.00 |
| | 合计 | 69.20 | 61.20 | 8.00 |

### 表9 项目支出表

单位：万元

| 项目名称 | 单位名称 | 金额 |
|---|---|---|
| 航道疏浚 | 礁口县航道养护中心 | 300.00 |
| 船闸检修 | 礁口县船闸管理所 | 120.00 |
| 合计 | | 420.00 |
"""


def test_units_below_are_told_by_their_names_not_by_their_money(tmp_path: Path) -> None:
    told = ask("礁口县航务局有哪些下属单位？", library(tmp_path, PAPER)).text
    assert "礁口县船闸管理所" in told
    assert "120.00" not in told


def test_offices_within_are_refused_where_only_units_below_are_printed(tmp_path: Path) -> None:
    assert ask("礁口县航务局有哪些内设机构？", library(tmp_path, PAPER)).kind == "not_found"


@pytest.mark.parametrize("question", ["退休人员多少", "2025年退休人员有多少", "有多少退休人员"])
def test_people_are_counted_never_paid(tmp_path: Path, question: str) -> None:
    said = ask(f"礁口县航务局{question}？", library(tmp_path, PAPER))
    assert "27 人" in said.text
    assert "61.20" not in said.text


def test_the_heads_of_the_whole_are_those_of_the_total_row(tmp_path: Path) -> None:
    told = ask("礁口县航务局2025年编制数是多少？", library(tmp_path, PAPER)).text
    assert "50 人" in told
    assert "20 人" not in told


def test_a_unit_whose_name_speaks_of_the_retired_stays_in_the_list(tmp_path: Path) -> None:
    text = PAPER.replace(
        "的单位包括：礁口县航务局（本级）、礁口县航道养护中心、礁口县船闸管理所。",
        "的单位共3个，具体包括：1.礁口县航务局本级；2.礁口县离退休船员服务站；3.礁口县船闸管理所。",
    )
    told = ask("礁口县航务局有哪些下属单位？", library(tmp_path, text)).text
    assert "离退休船员服务站" in told
    assert "3.礁口县船闸管理所" in told
