"""Duties on a topic and sections asked for: what carries the question's words, else nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR, LIBRARY


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("relevant"), HARBOUR, LIBRARY)


@pytest.mark.parametrize(
    ("question", "duty"),
    [
        ("港务局负责引航方面的什么工作", "引航站点的调度和值守"),
        ("港务局在渔民转产方面承担什么职责", "发放转产补助"),
        ("港务局管不管安全生产", "安全生产监督管理"),
    ],
)
def test_only_the_duty_asked_about_is_told(sources: Sources, question: str, duty: str) -> None:
    found = ask(question, sources)
    assert duty in found.text
    assert len(found.citations) == 1


def test_a_duty_that_is_not_printed_is_refused(sources: Sources) -> None:
    assert ask("港务局负责食品安全方面的什么工作", sources).refused


def test_who_does_it_is_answered_with_the_unit(sources: Sources) -> None:
    assert "图书馆" in ask("哪个单位负责保护地方文献", sources).text


def test_a_section_is_told_whole_when_its_title_is_asked_for(sources: Sources) -> None:
    text = ask("港务局机关运行经费情况如何", sources).text
    assert "60.00 万元" in text
    assert "办公费、差旅费和会议费" in text


PLACES = """# 2025年岚岛市汀洲区图书馆部门预算

## 一、项目概况

汀洲区少儿馆新建工程，位于海棠路与灯塔路路口，用地面积约为3000平方米。本工程规划建筑面积约为8000平方米，其中地上建筑面积为5000平方米。

## 二、国有资产占有使用情况

截至2024年8月31日，图书馆共有车辆2辆。2025年拟购置车辆0辆。

## 三、“三公”经费、会议费情况

2025年“三公”经费预算支出 3.00 万元。

会议费预算支出 2.00 万元，比上年增加 1.00 万元，主要是会议标准调增。
"""


def test_a_day_a_place_and_an_area_are_told_by_their_own_sentence(tmp_path: Path) -> None:
    told = library(tmp_path, PLACES)
    assert "截至2024年8月31日" in ask("汀洲区图书馆2025年车辆统计截止到哪一天？", told).text
    assert "海棠路与灯塔路路口" in ask("汀洲区图书馆2025年少儿馆新建工程在哪里？", told).text
    text = ask("汀洲区图书馆2025年少儿馆新建工程的规划建筑面积是多少？", told).text
    assert "8000平方米" in text
    assert "3000" not in text


def test_an_area_that_is_not_printed_is_refused(tmp_path: Path) -> None:
    told = library(tmp_path, PLACES)
    assert ask("汀洲区图书馆2025年少儿馆新建工程的绿化面积是多少？", told).refused


def test_the_reason_of_another_item_under_a_shared_heading_is_none(tmp_path: Path) -> None:
    told = library(tmp_path, PLACES)
    assert ask("汀洲区图书馆2025年三公经费为什么增加？", told).refused
    assert "会议标准调增" in ask("汀洲区图书馆2025年会议费为什么增加？", told).text


DESCRIBED = """# 苇湾县水务局2024年部门预算

## 第二部分 部门预算情况说明

### 一、政府采购情况

2024年政府采购预算总额371.72万元，其中：货物2.57万元，工程300.22万元，服务68.93万元。

## 第三部分 部门预算表

### 政府采购预算表

单位：万元

| 项目 | 合计 | 货物 | 工程 | 服务 |
| --- | --- | --- | --- | --- |
| 合计 | 371.72 | 2.57 | 300.22 | 68.93 |
"""


@pytest.mark.parametrize(
    "question",
    ["苇湾县水务局2024年政府采购情况怎么样？", "介绍一下苇湾县水务局2024年的政府采购情况"],
)
def test_how_matters_stand_is_told_by_the_whole_section(tmp_path: Path, question: str) -> None:
    text = ask(question, library(tmp_path, DESCRIBED)).text
    assert "工程300.22万元" in text
    assert "服务68.93万元" in text
