"""Rows that are called like offices, and offices in rows of their own: each is told from its own row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

HOSPITAL = """# 2025年松峦市妇幼保健院单位预算

表一
## 单位支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	900.00	700.00	200.00
210	卫生健康支出	900.00	700.00	200.00
21002	公立医院	900.00	700.00	200.00
2100206	妇幼保健医院	900.00	700.00	200.00
"""

BUREAU = """# 2025年松峦市云岫区教育局部门预算

表一
## 部门收入总表
单位：万元
单位名称	合计	上年结转	一般公共预算拨款收入
合计	900.00	30.00	870.00
云岫区教育局机关	200.00	10.00	190.00
云岫区教师发展中心	700.00	20.00	680.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("offices"), HOSPITAL, BUREAU)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("松峦市妇幼保健院2025年妇幼保健医院多少钱", "900.00"),
        ("松峦市妇幼保健院2025年妇幼保健医院的项目支出是多少", "200.00"),
    ],
)
def test_a_row_of_spending_called_like_the_unit_is_a_row(
    question: str, value: str, sources: Sources
) -> None:
    assert [figure.value for figure in ask(question, sources).figures] == [Decimal(value)]


def test_the_office_itself_is_never_told_by_the_whole_department(sources: Sources) -> None:
    found = ask("2025年云岫区教育局机关的收入预算是多少", sources)
    assert [figure.value for figure in found.figures] == [Decimal("200.00")]
    assert "本级口径" in found.text


def test_a_unit_right_before_the_year_is_told_from_its_row(sources: Sources) -> None:
    found = ask("云岫区教育局所属云岫区教师发展中心2025年收入预算多少", sources)
    assert [figure.value for figure in found.figures] == [Decimal("700.00")]
