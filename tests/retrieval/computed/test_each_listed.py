"""Several things in words of the asker's own: each is asked alone, and all are told or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, library

PAPER = """# 2024年沿溪县水务局部门决算

## 第一部分 部门概况

沿溪县水务局内设4个股室。

表一
## 收入支出决算总表
部门：沿溪县水务局
单位：万元
收入		支出
项目	决算数	项目	决算数
一、一般公共预算财政拨款收入	700.00	一、农林水支出	930.00
二、政府性基金预算财政拨款收入	110.00	二、卫生健康支出	30.00
三、上级补助收入	90.00
四、事业收入	60.00
本年收入合计	960.00	本年支出合计	960.00
收入总计	960.00	支出总计	960.00

表二
## 一般公共预算财政拨款基本支出决算表
部门：沿溪县水务局
单位：万元
科目编码	科目名称	决算数
	合计	200.00
301	工资福利支出	200.00
30101	基本工资	140.00
30108	机关事业单位基本养老保险缴费	32.00
30110	职工基本医疗保险缴费	18.00
30112	其他社会保障缴费	10.00
"""

UNIT = "沿溪县水务局2024年"


@pytest.mark.parametrize(
    "question",
    [
        "{}替职工缴的基本养老、基本医疗和其他社会保障费各安排多少？",
        "{}基本养老、基本医疗、其他社会保障费分别是多少？",
    ],
)
def test_each_is_told_though_its_name_is_cut(question: str, tmp_path: Path) -> None:
    found = ask(question.format(UNIT), library(tmp_path, PAPER))
    assert [str(f.value) for f in found.figures] == ["32.00", "18.00", "10.00"]


def test_a_fund_in_a_list_of_incomes_is_its_income(tmp_path: Path) -> None:
    question = f"{UNIT}收入按来源分，公共预算拨款、基金拨款、上级补助和事业收入各是多少？"
    found = ask(question, library(tmp_path, PAPER))
    assert [str(f.value) for f in found.figures] == ["700.00", "110.00", "90.00", "60.00"]


@pytest.mark.parametrize(
    "question",
    [
        "{}基本养老、基本医疗和车辆保险各多少？",
        "{}防汛、抗旱、打井各多少？",
        "{}基本养老、基本医疗比上年各多多少？",
    ],
)
def test_where_one_of_them_is_not_printed_none_stands_for_it(question: str, tmp_path: Path) -> None:
    found = ask(question.format(UNIT), library(tmp_path, PAPER))
    assert found.kind not in ("found", "computed") or len(found.figures) < 3
