"""Each side of a calculation is the one that the question names: its stage, its year, its count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2026年芦汀区市容局部门预算

## 第一部分 部门概况

### 一、人员情况

单位：人
单位名称	编制人数	年末实有人数
合计	60	50
芦汀区市容局（机关）	30	24
芦汀区园林所	10	8
芦汀区路灯所	20	18

## 第二部分 情况说明

### 一、“三公”经费情况

公务接待费 6.06 万元，比2025年预算增加 0.46 万元，增长 8.21%。

### 二、机关运行经费

2026年机关运行经费 80.00 万元，比2025年增加 5.00 万元，增长 6.67%。

表一
## “三公”经费支出表
单位：万元
项目	2025年预算数	2025年执行数	2026年预算数
公务接待费	5.60	2.17	6.06

表二
## 项目支出表
单位：万元
项目名称	全年预算数	全年执行数
广场保洁外包	210.00	189.05

表四
## 一般公共预算基本支出表
单位：万元
科目编码	科目名称	合计
30108	机关事业单位基本养老保险缴费	44.00
30216	培训费	3.00

表三
## 所属单位支出明细表
单位：万元
单位名称	本年支出	基本支出	项目支出
合计	1,000.00	700.00	300.00
芦汀区市容局（机关）	600.00	450.00	150.00
芦汀区园林所	150.00	100.00	50.00
芦汀区路灯所	250.00	150.00	100.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("operands"), BUDGET)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("芦汀区市容局公务接待费2026年预算比2025年实际执行数多多少？", "3.89", "万元"),
        ("芦汀区市容局2026年公务接待费比2025年预算多多少？", "0.46", "万元"),
        ("芦汀区市容局2026年机关运行经费比前一年多还是少，差多少、差百分之几？", "5.00", "万元"),
        ("芦汀区市容局2026年机关运行经费比前一年多还是少，差多少、差百分之几？", "6.67", "%"),
        ("芦汀区市容局2026年广场保洁外包全年预算还有多少没执行？", "20.95", "万元"),
        ("芦汀区市容局按年末实有人数算，2026年人均机关运行经费多少万元？", "1.60", "万元"),
        ("路灯所的支出占芦汀区市容局2026年全部本年支出的百分之几？", "25.00", "%"),
        ("芦汀区市容局2026年路灯所的项目支出占全局项目支出的比重？", "33.33", "%"),
        ("芦汀区市容局2026年路灯所和园林所，哪家的项目支出更多？多出多少万元？", "50.00", "万元"),
    ],
)
def test_the_side_that_is_named_is_taken(
    question: str, value: str, unit: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert (Decimal(value), unit) in [(f.value, f.unit) for f in said.figures], said.text


def test_what_is_paid_for_those_in_post_is_an_amount(sources: Sources) -> None:
    said = ask("芦汀区市容局2026年在职人员的养老钱单位要交多少？（不算年金）", sources)
    assert [(f.value, f.unit) for f in said.figures] == [(Decimal("44.00"), "万元")], said.text


@pytest.mark.parametrize(
    "question",
    [
        "芦汀区市容局2026年路灯所的培训费占全局的百分之几？",
        "芦汀区市容局2026年广场保洁外包，每平方米一年合多少元？",
        "芦汀区市容局2026年广场保洁外包平均每座广场多少万元？",
    ],
)
def test_a_side_that_is_not_found_is_refused(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused
