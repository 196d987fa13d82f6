"""Indicators of a class or of a project, listed with their targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

FORM = """# 2025年沙岬区海洋局部门预算

## 项目支出绩效目标表
单位：万元
项目名称	项目资金	年度绩效目标	一级指标	二级指标	三级指标	指标值
海堤巡护	120.00	保障海堤安全	产出指标	数量指标	巡护里程	≥860公里
			产出指标	时效指标	隐患处置时间	≤24小时
			满意度指标	服务对象满意度指标	沿海居民满意度	≥91%
浮标更新	80.00	更新老旧浮标	产出指标	数量指标	更新浮标	6套
			效益指标	社会效益指标	数据到报率	≥95%

## 整体支出绩效目标表
单位：万元
	一级指标	二级指标	三级指标	指标值
年度绩效指标	产出指标	数量指标	海域巡查次数	≥40次
		时效指标	用海审批办结及时率	100%
	成本指标	三公经费控制率	≤100%
	效益指标	社会效益指标	公众亲海空间	有所增加
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("indicators")
    return library(folder, FORM)


@pytest.mark.parametrize(
    ("asked", "told", "untold"),
    [
        ("海堤巡护的数量指标是什么", "巡护里程：≥860公里", "更新浮标"),
        ("海堤巡护项目设了哪些绩效指标", "沿海居民满意度：≥91%", "更新浮标"),
        ("浮标更新的效益指标有哪些", "数据到报率：≥95%", "巡护里程"),
        ("整体绩效里的时效指标有哪些", "用海审批办结及时率：100%", "三公经费控制率"),
    ],
)
def test_a_class_of_indicators_is_told_of_the_project_that_is_named(
    sources: Sources, asked: str, told: str, untold: str
) -> None:
    said = ask(f"沙岬区海洋局2025年{asked}？", sources)
    assert told in said.text
    assert untold not in said.text


def test_the_money_of_a_project_is_no_figure_of_its_first_indicator(sources: Sources) -> None:
    said = ask("沙岬区海洋局2025年海堤巡护各项是多少？", sources)
    assert "巡护里程：120" not in said.text


def test_a_class_that_a_project_has_not_is_not_told_by_another(sources: Sources) -> None:
    said = ask("沙岬区海洋局2025年浮标更新的时效指标是什么？", sources)
    assert said.kind == "not_found"


GRADED = """# 2025年汐州市盐务局部门预算

## 部门职责及工作活动绩效目标指标
单位：万元
<table>
<tr><td rowspan="2">职责活动</td><td rowspan="2">年度预算数</td><td rowspan="2">绩效指标</td><td colspan="4">评价标准</td></tr>
<tr><td>优</td><td>良</td><td>中</td><td>差</td></tr>
<tr><td rowspan="2">1、盐业监管</td><td rowspan="2">40.00</td><td>检查盐企数（家）</td><td>≥9</td><td>≥6</td><td>≥3</td><td>＜3</td></tr>
<tr><td>发放宣传册数（册）</td><td>≥600</td><td>≥400</td><td>≥200</td><td>＜200</td></tr>
<tr><td>2、综合管理</td><td>12.00</td><td>上报信息数（篇）</td><td>≥5</td><td>≥4</td><td>≥3</td><td>＜3</td></tr>
</table>
"""


def test_targets_of_every_grade_are_told_of_the_activity_that_is_named(tmp_path: Path) -> None:
    said = ask("汐州市盐务局2025年盐业监管工作有哪些绩效指标？", library(tmp_path, GRADED))
    assert "检查盐企数（家）：优≥9，良≥6，中≥3，差＜3" in said.text
    assert "上报信息数" not in said.text


def test_a_project_named_in_part_tells_its_indicators(sources: Sources) -> None:
    said = ask("沙岬区海洋局2025年浮标项目有哪些产出指标，各要做到什么程度？", sources)
    assert "更新浮标：6套" in said.text
    assert "巡护里程" not in said.text
    assert ask("沙岬区海洋局2025年码头项目有哪些产出指标？", sources).refused
