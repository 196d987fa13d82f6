"""What a project plans to spend by quarters: summed, the largest, one of them; never another project's."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年岚口县航标局部门预算

## 第一部分 部门概况

### 一、主要职责

管理全县航标。

## 第二部分 灯塔新建工程经费情况说明

### 一、项目概况

由岚口县航标局建设的东礁灯塔新建工程，位于东礁。

### 二、年度预算安排

第一季度用款计划 20.00 万元，第二季度用款计划 35.50 万元，第三季度用款计划 40.00 万元，第四季度用款计划 4.50 万元。

## 第三部分 浮标更新项目情况说明

### 一、项目概况

浮标更新项目由岚口县航标局实施，更换老旧浮标。

### 二、年度预算安排

第一季度用款计划 11.00 万元，第二季度用款计划 12.00 万元，第三季度用款计划 13.00 万元，第四季度用款计划 14.00 万元。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("quarters"), BUDGET)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("岚口县航标局2025年东礁灯塔工程四个季度用款计划一共多少？", "100.00"),
        ("岚口县航标局灯塔新建工程2025年四个季度总共打算用多少钱", "100.00"),
        ("岚口县航标局2025年浮标更新四个季度加起来用款多少万元", "50.00"),
        ("2025年哪个季度岚口县航标局东礁灯塔工程用款最多，多少？", "40.00"),
        ("岚口县航标局2025年浮标更新项目哪个季度用款最少？", "11.00"),
        ("岚口县航标局2025年东礁灯塔新建工程第二季度用款计划多少", "35.50"),
    ],
)
def test_quarters_of_the_project_named(question: str, value: str, sources: Sources) -> None:
    found = ask(question, sources)
    figures = [f for f in found.figures if f.formula] or found.figures
    assert f"{figures[0].value}" == value, found.text


def test_each_quarter_is_told(sources: Sources) -> None:
    found = ask("岚口县航标局2025年浮标更新各季度分别打算花多少？", sources)
    assert [f"{f.value}" for f in found.figures] == ["11.00", "12.00", "13.00", "14.00"]


@pytest.mark.parametrize(
    "question",
    [
        "岚口县航标局2025年码头疏浚工程四个季度用款计划一共多少？",
        "岚口县航标局2025年东礁灯塔拆除装修四个季度用款计划一共多少？",
        "岚口县航标局2025年哪个季度码头疏浚工程用款最多，多少？",
        "岚口县航标局2025年前三季度东礁灯塔工程一共用款多少？",
        "岚口县航标局2025年四个季度用款计划一共多少？",
    ],
)
def test_quarters_of_no_project_or_of_several_are_not_told(question: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert not [f for f in found.figures if f.formula], found.text
    assert len(found.figures) != 1, found.text


def test_quarters_of_several_years_are_added_up(tmp_path: Path) -> None:
    before = BUDGET.replace("2025年", "2024年").replace("20.00 万元", "30.00 万元")
    both = library(tmp_path, BUDGET, before)
    asked = "2024到2025两年，岚口县航标局东礁灯塔新建工程一共排了多少用款计划？"
    found = ask(asked, both)
    assert [f"{f.value}" for f in found.figures if f.formula] == ["210.00"], found.text
    other = "2024到2025两年，岚口县航标局码头扩建工程一共排了多少用款计划？"
    assert ask(other, both).refused
