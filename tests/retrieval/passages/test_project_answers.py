"""Which projects there are, and what is said of one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR, LIBRARY


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("projects"), HARBOUR, LIBRARY)


def test_projects_are_listed_with_their_amounts(sources: Sources) -> None:
    found = ask("港务局2024年有哪些项目支出", sources)
    assert "航道疏浚：80.00 万元" in found.text
    assert "引航站改造：20.00 万元" in found.text
    assert "港务局：" not in found.text
    assert len(found.citations) == 2


def test_projects_in_prose_are_listed_in_the_documents_words(sources: Sources) -> None:
    text = ask("云岫区图书馆2024年项目支出包括哪些", sources).text
    assert "1. 文献购置 30.00 万元" in text
    assert "2. 阅读推广 10.00 万元" in text


def test_a_goal_is_the_cell_in_the_row_of_the_project(sources: Sources) -> None:
    found = ask("港务局航道疏浚项目的绩效目标是什么", sources)
    assert found.citations[0].quote == "疏浚五公里，验收合格率100%"
    assert "站房" not in found.text


def test_a_project_of_one_unit_needs_no_name_of_the_unit(sources: Sources) -> None:
    found = ask("引航站改造的立项依据是什么", sources)
    assert "站房安全鉴定报告" in found.text
    assert "沙岬区港务局" in found.text


def test_a_section_of_one_project_answers_under_its_headings(sources: Sources) -> None:
    text = ask("数字阅览专项的绩效目标是什么", sources).text
    assert "新增阅览终端二十台" in text
    assert "全民阅读规划" not in text


def test_a_project_that_is_not_there_is_refused(sources: Sources) -> None:
    assert ask("港务局海上风电项目的绩效目标是什么", sources).refused


def test_two_matters_of_a_project_are_both_told(sources: Sources) -> None:
    text = ask("港务局航道疏浚的绩效目标和立项依据是什么", sources).text
    assert "验收合格率100%" in text
    assert "沙岬区航道规划" in text


DAM = """
2025年北河市云江区水利局部门预算
## 一、部门职责
负责水库管理。
## 二、绩效目标设置情况
2025年全部项目编制绩效目标。其中“柳湖除险加固”作为重点项目，其绩效目标如下：
## 重点项目绩效目标表

项目名称	柳湖除险加固	-	-	-
实施单位	柳湖管理所	-	-	-
一级指标	二级指标	三级指标	指标性质	指标值
产出指标	数量指标	防渗墙施工长度	≥	386米
产出指标	数量指标	启闭机更换数量	=	4台
效益指标	社会效益指标	保护下游人口	≥	2.3万人
"""


@pytest.mark.parametrize("question", ["柳湖除险加固的绩效目标有哪些", "柳湖除险加固要达到什么目标"])
def test_what_a_form_aims_at_is_told_indicator_by_indicator(tmp_path: Path, question: str) -> None:
    text = ask(f"云江区水利局2025年{question}", library(tmp_path, DAM)).text
    assert "防渗墙施工长度：≥386米" in text
    assert "启闭机更换数量：=4台" in text
    assert "如下：[1]" not in text


FIRE = """
2025年北河市云江区科普局部门预算
## 一、部门职责
负责科普。
## 二、项目支出
项目支出15万元，其中山林防火专项15万元，用于山林防火宣传。
## 重点项目绩效情况表
单位：万元
项目名称	预算金额	绩效目标
山林防火专项	15.00	为维护三处林场的安全，年度完成防火巡查。主要指标包括：巡查林班数量≥200个；防火培训场次≥4次；宣传资料印发数量≥400份。
"""


def test_a_goal_in_a_cell_is_that_of_the_project_in_its_row(tmp_path: Path) -> None:
    text = ask("云江区科普局2025年山林防火专项要达到什么指标？", library(tmp_path, FIRE)).text
    assert "≥200个" in text
    assert "≥400份" in text
