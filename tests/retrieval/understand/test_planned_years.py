"""Years after that of the paper: columns of its plan answer, and else the missing year is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

PAPER = """# 苇川市汀湾镇人民政府2025年部门预算

## 表8 项目支出中期规划表

单位：万元

| 项目名称 | 2025年 | 2026年 | 2027年 |
|---|---|---|---|
| 村级组织运转经费 | 45.50 | 46.50 | 47.50 |
| 河道清淤专项经费 | 15.80 | 16.50 | 17.20 |
| 合计 | 61.30 | 63.00 | 64.70 |

## 表1 收支总表

单位：万元

| 项目 | 预算数 |
|---|---|
| 收入总计 | 900.00 |
| 支出总计 | 900.00 |
"""


def _told(question: str, tmp_path: Path) -> str:
    return ask(question, library(tmp_path, PAPER)).text


def test_a_planned_year_alone_is_told_from_the_plan(tmp_path: Path) -> None:
    told = _told("汀湾镇2026年村级组织运转经费是多少？", tmp_path)
    assert "46.50" in told
    assert "45.50" not in told


def test_two_planned_years_are_both_told(tmp_path: Path) -> None:
    told = _told("汀湾镇村级组织运转经费2026、2027两年各是多少？", tmp_path)
    assert "46.50" in told
    assert "47.50" in told


def test_years_of_a_plan_are_added(tmp_path: Path) -> None:
    assert "49.50" in _told("汀湾镇河道清淤专项经费2025到2027年一共多少？", tmp_path)


@pytest.mark.parametrize(
    "question", ["汀湾镇2026年收入总计是多少？", "汀湾镇2028年村级组织运转经费多少？"]
)
def test_a_year_that_nothing_plans_is_named_as_missing(question: str, tmp_path: Path) -> None:
    told = _told(question, tmp_path)
    assert "文库中没有" in told
    assert "900.00" not in told
