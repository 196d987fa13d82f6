"""Several indicators at once: which is higher, what each came to, which were missed, and why, on one form."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

ACCOUNT = """# 2024年苇州市气象台单位决算

## 单位整体支出绩效自评表
<table>
<tr><td colspan="3">绩效指标</td><td rowspan="2">权重</td><td rowspan="2">年初目标值</td><td rowspan="2">全年完成值</td><td rowspan="2">得分</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td></tr>
<tr><td>产出</td><td>数量指标</td><td>发布预警信息条数</td><td>20</td><td>≥300条</td><td>342条</td><td>20</td></tr>
<tr><td>满意度</td><td>服务对象满意度</td><td>公众满意度</td><td>10</td><td>≥88%</td><td>90.4%</td><td>10</td></tr>
</table>

## 项目支出绩效自评表
<table>
<tr><td>项目名称</td><td colspan="6">区域自动站更新</td></tr>
<tr><td>实施单位</td><td colspan="6">苇州市气象台</td></tr>
<tr><td rowspan="2">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>90.00</td><td>96.00</td><td>76.80</td><td>80.00%</td><td>8.00</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>更新六要素自动站</td><td>30套</td><td>24套</td><td>20</td><td>16</td></tr>
<tr><td>产出指标</td><td>质量指标</td><td>雨量数据可用率</td><td>≥98%</td><td>98.9%</td><td>20</td><td>20</td></tr>
<tr><td>产出指标</td><td>质量指标</td><td>风速数据可用率</td><td>≥97%</td><td>96.1%</td><td>20</td><td>15</td></tr>
<tr><td>产出指标</td><td>时效指标</td><td>安装完成时间</td><td>2024年9月底前</td><td>2024年12月10日</td><td>10</td><td>6</td></tr>
<tr><td>成本指标</td><td>经济成本指标</td><td>单站年运行维护成本</td><td>≤1.8万元</td><td>1.62万元</td><td>10</td><td>10</td></tr>
<tr><td>效益指标</td><td>社会效益</td><td>预警覆盖人群</td><td>据实统计</td><td>41万人</td><td>5</td><td>5</td></tr>
<tr><td>满意度指标</td><td>服务对象满意度</td><td>预报员满意度</td><td>≥90%</td><td>95%</td><td>10</td><td>10</td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>92</td></tr>
<tr><td>偏差原因及改进措施</td><td colspan="6">厂家芯片断供，6套自动站延到次年到货；今后提前签订备货协议。</td></tr>
</table>
"""

UNIT = "苇州市气象台2024年"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("pairs")
    return library(folder, ACCOUNT)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("自动站更新里，雨量和风速哪个数据可用率高", "98.9% − 96.1% = 2.8 个百分点"),
        ("预报员满意度和公众满意度哪个要求更高", "90% − 88% = 2 个百分点"),
    ],
)
def test_two_indicators_are_set_against_each_other(sources: Sources, asked: str, told: str) -> None:
    assert told in ask(f"{UNIT}{asked}？", sources).text


def test_the_score_of_the_spending_is_not_the_score_of_the_project(sources: Sources) -> None:
    found = ask(f"{UNIT}区域自动站更新项目执行率多少，自评多少分？", sources).text
    assert "80.00%" in found
    assert "92分" in found
    assert "8.00" not in found


def test_what_is_left_of_the_budget_of_a_form_is_worked_out(sources: Sources) -> None:
    found = ask(f"{UNIT}区域自动站更新全年预算还剩多少没执行？", sources).text
    assert "96.00 万元 − 76.80 万元 = 19.20 万元" in found


def test_each_of_a_list_is_told_with_what_came_of_it(sources: Sources) -> None:
    found = ask(f"{UNIT}自动站更新项目，雨量数据可用率、风速数据可用率实际各是多少？", sources).text
    assert "98.9%" in found
    assert "96.1%" in found


def test_the_targets_that_were_missed_are_told_and_no_others(sources: Sources) -> None:
    found = ask(f"{UNIT}区域自动站更新项目哪些指标没完成？", sources).text
    for told in ("24套", "96.1%", "2024年12月10日"):
        assert told in found
    assert "98.9%" not in found
    assert "预报员" not in found


@pytest.mark.parametrize("asked", ["自动站为什么没全部更新", "自动站更新项目为什么没按时安装完"])
def test_the_reason_below_a_form_is_told_for_its_indicators(sources: Sources, asked: str) -> None:
    assert "芯片断供" in ask(f"{UNIT}{asked}？", sources).text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("养一个自动站一年实际花了多少钱", "1.62万元"),
        ("整体自评里公众满意度实际做到了多少", "90.4%"),
    ],
)
def test_what_one_of_them_costs_is_told_by_its_project(
    sources: Sources, asked: str, told: str
) -> None:
    assert told in ask(f"{UNIT}{asked}？", sources).text


@pytest.mark.parametrize(
    "asked",
    [
        "自动站更新里，雨量和能见度哪个数据可用率高",
        "雨量数据可用率为什么没达标",
        "养一个雷达站一年实际花了多少钱",
        "区域自动站拆除了多少套",
        "自动站更新项目的厂家满意度是多少",
        "雷达站为什么没按时装好",
    ],
)
def test_a_neighbour_of_an_indicator_is_not_told(sources: Sources, asked: str) -> None:
    assert ask(f"{UNIT}{asked}？", sources).kind == "not_found"


def test_which_lies_further_from_its_target_is_not_told_by_the_targets(sources: Sources) -> None:
    found = ask(f"{UNIT}雨量数据可用率和风速数据可用率哪个超目标更多？", sources)
    assert found.kind == "not_found"


def test_what_was_aimed_at_and_what_was_done_are_told_in_either_order(sources: Sources) -> None:
    found = ask(f"{UNIT}风速数据可用率只有多少，原定是多少？", sources).text
    assert "指标值≥97%，实际完成值96.1%" in found
