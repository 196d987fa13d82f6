"""Projects by their size or number: whole tables only, every word accounted for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

CITY = """# 2025年沙岬县城市管理局部门预算

表一
## 部门收支总表
单位：万元
项目	金额	项目	金额
一般公共预算收入	900.00	基本支出	300.00
政府性基金收入	100.00	项目支出	700.00
本年收入合计	1000.00	本年支出合计	1000.00

表二
## 项目支出表
单位：万元
项目名称	合计	一般公共预算	政府性基金预算
合计	700.00	600.00	100.00
街巷清扫保洁	340.00	340.00	0.00
路灯养护更换	170.00	170.00	0.00
公厕日常管护	90.00	90.00	0.00
中转站建设	100.00	0.00	100.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("sized"), CITY)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("沙岬县城管局2025年一般公共预算项目里花钱最多的前两个是什么？", ["340", "170"]),
        ("沙岬县城管局2025年100万元以上的项目有哪些", ["340", "170", "100"]),
        ("沙岬县城管局2025年哪些项目超过150万元？", ["340", "170"]),
        ("沙岬城管局2025年四个项目都叫什么，各多少钱", ["340", "170", "90", "100"]),
        ("沙岬县城市管理局2025年政府性基金项目有哪些，各多少", ["100"]),
        ("沙岬县城管局2025年不到100万元的一般公共预算项目有哪些", ["90"]),
    ],
)
def test_projects_by_size_and_number(question: str, values: list[str], sources: Sources) -> None:
    said = ask(question, sources)
    assert [figure.value for figure in said.figures] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    "question",
    [
        "沙岬县城管局2025年六个项目都叫什么，各多少钱",
        "沙岬县城管局2025年机关党建里100万元以上的项目有哪些",
    ],
)
def test_another_number_or_a_matter_that_is_not_printed_is_refused(
    question: str, sources: Sources
) -> None:
    assert not ask(question, sources).figures
