"""Everyday words stand back where the paper prints a name of its own, and every half of a question is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 2025年云江县石桥镇人民政府部门预算

## 一、支出情况

1.城乡社区支出（类）城乡社区环境卫生（款）186.40万元，比上年减少27.20万元，下降12.73%，主要原因是改为按质付费。

表一
## 部门收支总表
部门：云江县石桥镇人民政府
单位：万元
收 入		支 出
收 入 项 目	2025年预算	支 出 项 目	2025年预算
一、财政拨款收入	900.00	一、城乡社区支出	186.40
二、事业收入	100.00	二、农林水支出	813.60
本年收入合计	1000.00	本年支出合计	1000.00
收入总计	1000.00	支出总计	1000.00

表二
## 部门支出总表
部门：云江县石桥镇人民政府
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
合计	合计	1000.00	500.00	500.00
212	城乡社区支出	186.40	0.00	186.40
21205	城乡社区环境卫生	186.40	0.00	186.40
213	农林水支出	813.60	500.00	313.60
2130705	对村民委员会和村党支部的补助	428.76	428.76	0.00

表三
## 项目支出表
部门：云江县石桥镇人民政府
单位：万元
项目名称	合计
村干部基本报酬	293.76
机关信息化运维	35.22
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("beside"), PAPER)


def test_both_halves_of_a_question_in_everyday_words(paper: Sources) -> None:
    found = ask("扫大街、拉垃圾这些，石桥镇2025年花多少钱？比去年省了多少？", paper)
    assert {Decimal("186.40"), Decimal("27.20")} <= {abs(f.value) for f in found.figures}


def test_a_share_behind_everyday_words(paper: Sources) -> None:
    found = ask("石桥镇2025年搞环境卫生花多少？占总支出的几成？", paper)
    assert found.figures[-1].value == Decimal("18.64")


def test_another_row_with_the_very_word_is_not_passed_over(paper: Sources) -> None:
    found = ask("石桥镇2025年给村干部开工资的钱安排了多少？", paper)
    assert Decimal("428.76") not in {figure.value for figure in found.figures}


@pytest.mark.parametrize("question", ["石桥镇2025年门票收了多少钱？", "石桥镇2025年学费收了多少？"])
def test_one_kind_of_charge_is_not_told_by_all_charges(question: str, paper: Sources) -> None:
    assert ask(question, paper).kind == "not_found"


def test_running_the_office_is_no_project_of_the_office(paper: Sources) -> None:
    found = ask("石桥镇2025年机关运转花多少钱？", paper)
    assert Decimal("35.22") not in {figure.value for figure in found.figures}
