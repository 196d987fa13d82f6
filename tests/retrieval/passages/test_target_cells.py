"""Indicators asked by their meaning: the target, what came of it, its score and why it fell short."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年沙岬区海洋局部门预算

## 项目支出表
单位：万元
项目类别	项目名称	项目单位	合计	一般公共预算	上年结转
	合计		260.00	260.00
特定目标类	渔港大厅导办服务外包	沙岬区渔港服务站	60.00	60.00
特定目标类	渔船油料价格补贴	沙岬区海洋局（本级）	120.00	120.00
特定目标类	海堤加固及栈道修缮	沙岬区海洋局（本级）	80.00	80.00

## 项目支出绩效目标表
<table>
<tr><td>项目名称</td><td colspan="3">渔港大厅导办服务外包</td></tr>
<tr><td>年度资金总额</td><td colspan="3">60.00</td></tr>
<tr><td>总体目标</td><td colspan="3">保障大厅八个台席正常运转，缩短渔民办事等候。</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>外包导办人员数量</td><td>9人</td></tr>
<tr><td>产出指标</td><td>质量指标</td><td>业务差错率</td><td>≤0.4%</td></tr>
<tr><td>产出指标</td><td>时效指标</td><td>平均等候时间</td><td>≤12分钟</td></tr>
<tr><td>效益指标</td><td>社会效益指标</td><td>证照全程网办率</td><td>≥71%</td></tr>
<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>办事渔民满意度</td><td>≥96%</td></tr>
</table>

## 项目支出绩效目标表
<table>
<tr><td>项目名称</td><td colspan="3">渔船油料价格补贴</td></tr>
<tr><td>年度资金总额</td><td colspan="3">120.00</td></tr>
<tr><td>总体目标</td><td colspan="3">对符合条件的困难渔户应补尽补。</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>发放补贴渔船数</td><td>430艘</td></tr>
<tr><td>产出指标</td><td>时效指标</td><td>补贴发放时间</td><td>每季度末25日前</td></tr>
<tr><td>产出指标</td><td>成本指标</td><td>船均补贴标准</td><td>≤2600元</td></tr>
<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>受补贴渔户满意度</td><td>≥93%</td></tr>
</table>
"""

ACCOUNT = """# 2024年沙岬区海洋局部门决算

## 部门整体支出绩效自评表
<table>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因分析</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>海域巡查次数</td><td>≥50次</td><td>44次</td><td>20</td><td>17</td><td>台风天停航</td></tr>
<tr><td>产出指标</td><td>质量指标</td><td>浮标数据到报率</td><td>≥95%</td><td>96.5%</td><td>20</td><td>20</td><td></td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>92.5</td><td></td></tr>
</table>

## 项目支出绩效自评表
<table>
<tr><td>项目名称</td><td colspan="7">海上养殖户转产扶助</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因分析</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>扶助养殖户户数</td><td>≥210户</td><td>205户</td><td>30</td><td>28</td><td>3户搬迁</td></tr>
<tr><td>产出指标</td><td>成本指标</td><td>扶助金发放标准</td><td>1500元/人·年</td><td>1500元/人·年</td><td>30</td><td>30</td><td></td></tr>
<tr><td>效益指标</td><td>社会效益指标</td><td>养殖户信访量</td><td>逐年下降</td><td>下降15%</td><td>30</td><td>30</td><td></td></tr>
<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>扶助对象满意度</td><td>≥90%</td><td>97%</td><td>10</td><td>10</td><td></td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>98</td><td></td></tr>
</table>
"""

OFFICE = "沙岬区海洋局2025年"
BEFORE = "沙岬区海洋局2024年"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("targets")
    return library(folder, BUDGET, ACCOUNT)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("渔港大厅导办外包要求渔民平均排队多久以内", "平均等候时间：≤12分钟"),
        ("渔港大厅证照要有多大比例能全程在网上办完", "证照全程网办率：≥71%"),
        ("渔港大厅导办外包允许的差错率是多少", "业务差错率：≤0.4%"),
        ("渔船油料补贴什么时候发到位", "补贴发放时间：每季度末25日前"),
        ("渔船油料补贴要发多少艘船", "发放补贴渔船数：430艘"),
        ("渔港大厅导办外包希望渔民满意度达到多少", "办事渔民满意度：≥96%"),
    ],
)
def test_a_target_is_told_to_who_asks_by_its_meaning(
    sources: Sources, asked: str, told: str
) -> None:
    assert told in ask(f"{OFFICE}{asked}？", sources).text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("养殖户转产扶助自评里，养殖户信访量最后完成成什么样", "实际完成值：下降15%"),
        ("养殖户转产扶助项目自评总分多少", "自评总分：98分"),
        ("整体支出绩效自评得了多少分", "自评总分：92.5分"),
        ("海域巡查实际完成了多少次", "实际完成值：44次"),
        ("海域巡查次数为什么没达标", "台风天停航"),
        ("海域巡查次数得了几分", "得分：17"),
    ],
)
def test_a_self_evaluation_tells_what_came_of_a_target(
    sources: Sources, asked: str, told: str
) -> None:
    assert told in ask(f"{BEFORE}{asked}？", sources).text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("海域巡查离目标差了几次", "50 次 − 44 次 = 6 次"),
        ("海域巡查实际巡查了多少次，比计划少几次", "50 次 − 44 次 = 6 次"),
        ("浮标数据到报率的目标和实际各是多少", "指标值≥95%，实际完成值96.5%"),
        ("浮标到报率达标了吗", "96.5% − 95% = 1.5 个百分点"),
        ("养殖户转产扶助的扶助对象满意度比要求高几个百分点", "97% − 90% = 7 个百分点"),
    ],
)
def test_how_far_what_was_done_lies_from_its_target(
    sources: Sources, asked: str, told: str
) -> None:
    assert told in ask(f"{BEFORE}{asked}？", sources).text


def test_later_turns_go_on_about_the_project_that_was_named(sources: Sources) -> None:
    first = f"{BEFORE}养殖户转产扶助项目自评总分多少？"
    assert "1500" in ask((first, "扶助金每人每年发多少？"), sources).text
    turns = (f"{OFFICE}渔港大厅导办外包花多少钱？", "要求渔民排队多久以内？")
    assert "≤12分钟" in ask(turns, sources).text


@pytest.mark.parametrize(
    "asked",
    [
        "渔港大厅导办外包合同签多久",
        "渔港大厅导办外包每天接待多少人",
        "渔港大厅导办外包船东满意度要多少",
        "渔船油料补贴审核要几天",
        "渔船油料补贴涉及多少名船员",
        "海堤加固什么时候完工",
        "渔港大厅导办外包的签约率要达到多少",
    ],
)
def test_what_no_indicator_says_is_refused(sources: Sources, asked: str) -> None:
    said = ask(f"{OFFICE}{asked}？", sources)
    assert said.refused, said.text


def test_a_bound_on_the_other_side_is_no_answer(sources: Sources) -> None:
    assert ask(f"{OFFICE}证照全程网办率不超过多少？", sources).refused


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("渔港大厅导办外包花多少钱", "60.00 万元"),
        ("海堤加固安排了多少钱", "80.00 万元"),
        ("给困难渔户的油料补贴准备了多少钱", "120.00 万元"),
    ],
)
def test_a_project_is_known_by_a_part_of_its_name_and_by_its_goal(
    sources: Sources, asked: str, told: str
) -> None:
    assert told in ask(f"{OFFICE}{asked}？", sources).text


@pytest.mark.parametrize("asked", ["渔港码头疏浚花多少钱", "海堤加固的监理费多少"])
def test_the_neighbour_of_a_project_is_not_told_for_it(sources: Sources, asked: str) -> None:
    said = ask(f"{OFFICE}{asked}？", sources)
    assert said.refused or said.kind == "ambiguous", said.text


def test_a_level_of_school_is_never_told_for_another(tmp_path: Path) -> None:
    school = """# 2025年汐州市第一中学单位预算

## 项目支出情况表
单位：元
序号	项目名称	主要经济分类	总计
	合计		90000.00
1	初中课后服务补助	工资福利支出	60000.00
2	校园安保	商品和服务支出	30000.00
"""
    sources = library(tmp_path, school)
    assert ask("汐州市第一中学2025年初中课后服务多少钱？", sources).kind == "found"
    assert ask("汐州市第一中学2025年高中课后服务多少钱？", sources).kind != "found"
