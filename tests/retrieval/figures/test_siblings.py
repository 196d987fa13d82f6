"""Forms of one project each print figures of their own: no contradiction, but parts of a sum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

FORM = """
## 项目支出绩效目标申报表
单位：元

项目名称	{name}	项目类别	特定目标类
主管部门	泓川县园林局	实施单位	泓川县园林局
年度资金申请总额	{money}	当年财政拨款	{money}
年度总体目标	完成养护任务
"""
PARKS = (
    "# 2025年泓川县园林局部门预算\n\n三、绩效目标\n编报绩效目标的项目共3个，涉及项目预算资金61.50万元。\n"
    + "".join(
        FORM.format(name=name, money=money)
        for name, money in [
            ("行道树修剪", "200,000.00"),
            ("绿地浇灌", "310,000.00"),
            ("古树保护", "95,000.00"),
        ]
    )
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("siblings"), PARKS)


@pytest.mark.parametrize(
    "question",
    [
        "核对一下，泓川县园林局2025年各张绩效目标申报表的年度资金申请总额相加是多少",
        "泓川县园林局2025年年度资金申请总额是多少，前后一致吗",
        "泓川县园林局2025年年度资金申请总额是多少",
    ],
)
def test_forms_of_several_projects_contradict_nothing(question: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert said.kind != "conflicting"
    assert "两种写法" not in said.text
    assert "前后不一致" not in said.text
    values = {figure.value for figure in said.figures}
    assert {Decimal(200000), Decimal(310000), Decimal(95000), Decimal(605000)} <= values
    assert "行道树修剪" in said.text


def test_the_sum_of_the_forms_is_held_against_the_amount_that_is_said(sources: Sources) -> None:
    said = ask(
        "泓川县园林局2025年三张绩效目标申报表的年度资金申请总额相加，和说明写的61.50万元差多少",
        sources,
    )
    assert "相差 1.00 万元" in said.text
