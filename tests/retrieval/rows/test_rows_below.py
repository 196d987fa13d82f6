"""What one 科目 is made of: the rows one level below it, however it is asked for."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

GROUPED = """# 2025年沙岬区海洋局部门预算

## 一般公共预算基本支出部门预算经济分类预算表
单位：元
项目			一般公共预算基本支出
类	款	科目名称	合计	人员经费	公用经费
301		工资福利支出	900.00	900.00	0.00
301	01	基本工资	600.00	600.00	0.00
301	02	津贴补贴	300.00	300.00	0.00
302		商品和服务支出	120.00	0.00	120.00
302	01	办公费	120.00	0.00	120.00
		合计	1020.00	900.00	120.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder: Path = tmp_path_factory.mktemp("below")
    return library(folder, GROUPED)


@pytest.mark.parametrize(
    "asked",
    [
        "包括哪些？",
        "有哪些明细？",
        "有哪几项，各多少？",
        "是怎么构成的？",
        "的明细是什么？",
        "细分下来各是多少？",
        "具体花在哪些科目上？",
    ],
)
def test_the_rows_below_one_are_listed_also_where_all_columns_stand_under_a_fund(
    sources: Sources, asked: str
) -> None:
    said = ask(f"沙岬区海洋局2025年工资福利支出{asked}", sources)
    assert [(f.item, f.value) for f in said.figures] == [
        ("基本工资", Decimal("600.00")),
        ("津贴补贴", Decimal("300.00")),
    ]


@pytest.mark.parametrize(
    "asked", ["工资福利下面有哪些支出项目，各多少钱？", "工资福利分哪几项，各多少？"]
)
def test_a_row_is_named_with_or_without_the_word_of_spending(sources: Sources, asked: str) -> None:
    said = ask(f"沙岬区海洋局2025年{asked}", sources)
    assert [f.item for f in said.figures] == ["基本工资", "津贴补贴"]
