"""Money by its kind, codes in three columns, projects with 科目 codes: the figure asked for or none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

HOSPITAL = """# 2025年石榴县人民医院单位预算

## 一、收支说明

2025年收入预算 900.00 万元。住院楼改造工程要求床位使用率达到92%。

表一
## 2025年单位预算支出总表
单位：万元
科目编码			科目名称	合计	基本支出	项目支出
类	款	项
			合计	900.00	300.00	600.00
210			卫生健康支出	900.00	300.00	600.00
210	02		公立医院	900.00	300.00	600.00
210	02	01	综合医院	900.00	300.00	600.00

表二
## 2025年单位预算项目支出表
单位：万元
科目编码	项目名称	合计	资金来源
			一般公共预算	单位资金
	合计	600.00	250.00	350.00
2100201	住院楼改造工程	480.00	200.00	280.00
2100201	远程会诊平台	120.00	50.00	70.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("hospital"), HOSPITAL)


def values(question: str, sources: Sources) -> list[Decimal]:
    return [figure.value for figure in ask(question, sources).figures]


def test_the_units_own_money_of_a_project_is_its_column(sources: Sources) -> None:
    question = "石榴县人民医院2025年住院楼改造工程的单位资金是多少"
    assert values(question, sources) == [Decimal(280)]
    assert "单位资金" in ask(question, sources).text


def test_a_kind_of_money_that_no_column_names_is_not_the_total(sources: Sources) -> None:
    question = "石榴县人民医院2025年综合医院的单位资金是多少"
    assert Decimal(900) not in values(question, sources)


@pytest.mark.parametrize(
    "question",
    ["石榴县人民医院2025年哪个项目花得最多", "石榴县人民医院2025年金额最大的是哪个项目，多少钱"],
)
def test_the_largest_project_is_no_class_of_spending(question: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert "住院楼改造工程" in found.text
    assert values(question, sources)[0] == Decimal(480)


def test_a_rate_that_is_asked_for_is_never_an_amount(sources: Sources) -> None:
    found = ask("石榴县人民医院2025年远程会诊平台要求使用率达到多少", sources)
    assert Decimal(120) not in [figure.value for figure in found.figures]


def test_an_unknown_part_of_the_unit_has_no_figures(sources: Sources) -> None:
    found = ask("石榴县人民医院东院区2025年单位预算收入预算是多少", sources)
    assert Decimal(900) not in [figure.value for figure in found.figures]


def test_a_code_with_its_name_finds_the_row_that_prints_its_end(tmp_path: Path) -> None:
    text = HOSPITAL.replace("210	02	01	综合医院", "		01	综合医院")
    found = ask("石榴县人民医院2025年综合医院（2100201）的支出是多少", library(tmp_path, text))
    assert [figure.value for figure in found.figures] == [Decimal(900)]
