"""A sum needs all that it adds; cars owned are not cars to be bought; reserved purchases by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年岚口县航标局部门预算

## 第一部分 部门概况

### 一、主要职责

管理全县航标，组织实施岸线修补专项和灯塔养护专项。

## 第二部分 预算情况说明

### 一、收支情况

2025年本部门支出预算 900.00 万元，其中人员经费 540.00 万元、公用经费 60.00 万元，项目支出 300.00 万元。

### 二、“三公”经费情况

2025年“三公”经费预算 18.00 万元，其中公务接待费 3.00 万元，公务用车运行维护费 15.00 万元。

### 三、政府采购情况

2025年本部门政府采购预算 200.00 万元。面向中小企业预留政府采购项目预算金额 80.00 万元，其中，预留给小型和微型企业的政府采购项目预算为 50.00 万元。

### 四、国有资产占用情况

截至2024年8月31日，岚口县航标局共有车辆 4 辆，其中：机要通信用车 1 辆、应急保障用车 3 辆。2025年部门预算安排购置车辆 0 辆。

### 五、项目支出情况

2080506机关事业单位职业年金缴费支出 11.47 万元，主要用于职业年金缴费。

表一
## 项目支出表
单位：万元
项目名称	预算数
灯塔养护专项	120.00
浮标更新专项	80.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("sums"), BUDGET)


@pytest.mark.parametrize(
    "question",
    [
        "岚口县航标局2025年公务接待费、会议费加起来多少？",
        "岚口县航标局2025年灯塔养护专项、会议费、培训费，三个加起来一共多少万？",
        "岚口县航标局2025年公务接待费和会议费合计多少万元",
    ],
)
def test_a_sum_without_one_of_its_parts_is_refused_and_the_part_named(
    question: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert found.refused
    assert not found.figures
    assert "会议费" in found.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("岚口县航标局2025年打算买几辆公车？", "0"),
        ("岚口县航标局2025年准备购置几辆车", "0"),
        ("岚口县航标局2025年有几辆车？", "4"),
        ("岚口县航标局2025年灯塔养护专项和浮标更新专项，两个加起来多少万？", "200.00"),
        ("岚口县航标局2025年留给小微企业的政府采购预算有多少？", "50.00"),
        ("岚口县航标局2025年采购预算里留给中小企业的份额有多大？", "40.00"),
        ("岚口县航标局2025年职业年金多少？", "11.47"),
    ],
)
def test_what_is_asked_is_what_is_said(question: str, value: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert f"{found.figures[-1].value}" == value, found.text


def test_how_many_behind_what_for_is_a_number(sources: Sources) -> None:
    turns = ("岚口县航标局2025年三公经费多少？", "都花在哪儿了？", "那他们现在有几辆车？")
    assert [f"{f.value}" for f in ask(turns, sources).figures] == ["4"]


def test_cars_owned_are_never_the_cars_to_be_bought(tmp_path: Path) -> None:
    without = BUDGET.replace("2025年部门预算安排购置车辆 0 辆。", "")
    sources = library(tmp_path, without)
    for question in ("岚口县航标局2025年打算买几辆车？", "岚口县航标局2025年新增几台公车"):
        assert ask(question, sources).refused
