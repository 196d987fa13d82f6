"""Asides around a question: motives, remarks in brackets, what is said not to be meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2026年芦汀区市容局部门预算

## 第一部分 部门概况

负责全区市容管理。

表三
## 收支总表
单位：万元
收入		支出
项目	金额	项目	金额
本年收入合计	900.00	本年支出合计	900.00

表四
## 一般公共预算基本支出表
单位：万元
科目编码	科目名称	合计
301	工资福利支出	144.00
30101	基本工资	100.00
30108	机关事业单位基本养老保险缴费	44.00
302	商品和服务支出	19.00
30208	取暖费	9.00
30211	差旅费	7.00
30216	培训费	3.00

表五
## “三公”经费支出表
单位：万元
项目	2026年预算数
“三公”经费合计	12.00
公务接待费	6.00
公务用车运行维护费	6.00

表六
## 项目支出表
单位：万元
项目名称	金额
广场保洁外包	210.00
河道水面打捞	35.00

表七
## 机关运行经费表
单位：万元
科目名称	机关运行经费
差旅费	5.50
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("asides"), BUDGET)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("我家就住河边，芦汀区市容局2026年河道水面打捞安排多少？", "35.00"),
        ("家长群里讨论，芦汀区市容局2026年广场保洁外包是多少万？", "210.00"),
        ("审计底稿要核一笔：芦汀区市容局2026年河道水面打捞多少万元？", "35.00"),
        ("芦汀区市容局2026年扫广场那笔钱（广场保洁外包）是多少？", "210.00"),
        ("芦汀区市容局2026年取暖费是多少？（去年的我知道了）", "9.00"),
        ("芦汀区市容局2026年取暖费（不含差旅费）是多少？", "9.00"),
        ("芦汀区市容局2026年养老保险单位要交多少？（不算年金）", "44.00"),
        ("不算培训费，芦汀区市容局2026年差旅费的基本支出是多少？", "7.00"),
        ("芦汀区市容局2026年给在编职工发的基本工资是多少？", "100.00"),
        ("芦汀区市容局2026年机关运行经费表，差旅费填的是多少（不要基本支出表里那个7）？", "5.50"),
        ("芦汀区市容局2026年基本支出表里取暖费那一行的金额，精确到角分。", "9.00"),
    ],
)
def test_what_is_said_beside_the_question_changes_no_answer(
    question: str, value: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert [f.value for f in said.figures] == [Decimal(value)], said.text


@pytest.mark.parametrize(
    "question",
    [
        "芦汀区市容局2026年三公经费是多少？（不算公务接待费）",
        "芦汀区市容局2026年工资福利支出是多少？（不含基本工资）",
        "芦汀区市容局2026年商品和服务支出（不算取暖费）是多少？",
        "我们家长想问问，芦汀区市容局2026年校车补助安排多少？",
        "只算城东片，芦汀区市容局2026年广场保洁外包是多少？",
        "夜间值守人员的，芦汀区市容局2026年差旅费是多少？",
        "我想问养老院，芦汀区市容局2026年安排了多少？",
    ],
)
def test_what_narrows_or_is_a_part_is_no_aside(question: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert said.refused or said.kind == "computed", said.text
