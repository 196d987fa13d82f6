"""A change and the figure of the year before, asked in one question: both are answered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, budget_2024, library

FINAL = """# 2024年北河市云江区水务局部门决算

## “三公”经费支出决算情况说明

与上年相比，2024年度财政拨款“三公”经费支出决算减少2.50万元，下降20.00%，主要原因是厉行节约。

表三
## “三公”经费支出决算表
部门：北河市云江区水务局
单位：万元
项目	年初预算数	决算数
“三公”经费合计	12.00	10.00
公务接待费	3.00	1.50
"""


@pytest.fixture(scope="module")
def budgeted(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("both"), budget())


def _values(question: str, sources: Sources) -> list[Decimal | None]:
    return [figure.value for figure in ask(question, sources).figures]


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年收入预算比上年多多少？上年是多少？",
        "云江区财政局2025年收入预算比2024年增加多少，2024年是多少？",
        "云江区财政局2025年收入预算去年是多少，增了多少？",
    ],
)
def test_the_year_before_is_told_beside_the_change(question: str, budgeted: Sources) -> None:
    found = _values(question, budgeted)
    assert Decimal("800.00") in found
    assert Decimal("200.00") in found


def test_a_total_of_the_year_before_is_no_sum_of_both_years(budgeted: Sources) -> None:
    found = ask("云江区财政局2025年三公经费上年合计多少？", budgeted)
    assert [figure.value for figure in found.figures] == [Decimal("17.00")]


def test_a_sentence_without_the_amount_is_worked_back_from_the_table(tmp_path: Path) -> None:
    sources = library(tmp_path, FINAL)
    asked = "云江区水务局2024年三公经费比上年少了多少？上年花了多少？"
    assert Decimal("12.50") in _values(asked, sources)
    assert _values("云江区水务局2024年三公经费2023年倒推是多少", sources)[-1] == Decimal("12.50")


def test_what_was_saved_of_the_plan_spoken_of(tmp_path: Path) -> None:
    sources = library(tmp_path, FINAL)
    asked = "云江区水务局2024年公务接待费2024年决算比2024年预算少花多少？"
    assert _values(asked, sources)[-1] == Decimal("1.50")
    asked = "云江区水务局2024年公务接待费完成预算百分之几？省下多少？"
    assert Decimal("1.50") in _values(asked, sources)


PART = """
2025年云江区财政局支出预算 1,000.00 万元，其中：财政拨款支出预算 1,000.00 万元，比2024年预算增加 240.00 万元。
"""


def test_all_of_one_part_is_worked_back_by_the_change_of_the_part(tmp_path: Path) -> None:
    text = budget().replace("### 二、一般公共", PART + "\n### 二、一般公共")
    found = ask("倒推一下：云江区财政局2024年的支出预算是多少？", library(tmp_path, text))
    assert found.figures[-1].value == Decimal("760.00")


def test_the_later_of_three_years_is_set_against_the_first(tmp_path: Path) -> None:
    later = budget_2024().replace("2024", "2026").replace("2023", "2025")
    sources = library(tmp_path, budget_2024(), budget(), later)
    asked = "云江区财政局2024、2025、2026年项目支出各是多少，2025比2024多了几多？"
    assert _values(asked, sources)[-2:-1] == [Decimal("100.00")]


STAGES = """# 2026年北河市云江区农业局部门预算

表七
## “三公”经费支出表
部门：北河市云江区农业局
单位：万元
项目	2025年预算数	2025年执行数	2026年预算数
“三公”经费合计	10.00	8.00	9.00
公务接待费	4.00	1.00	3.00
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云江区农业局2025年接待费执行比预算省了多少？", "3.00"),
        ("云江区农业局2025年公务接待费执行数比预算数少多少？", "3.00"),
        ("云江区农业局2025年三公经费完成预算的百分之几？", "80.00"),
    ],
)
def test_both_stages_of_last_year_stand_in_the_later_paper(
    question: str, value: str, tmp_path: Path
) -> None:
    assert _values(question, library(tmp_path, STAGES))[-1] == Decimal(value)


def test_the_year_before_is_worked_back_beside_the_year_of_the_paper(tmp_path: Path) -> None:
    found = _values("云江区水务局2024年三公经费2023年是多少？", library(tmp_path, FINAL))
    assert Decimal("12.50") in found


def test_what_was_saved_is_of_the_plan_though_none_is_said(tmp_path: Path) -> None:
    found = ask("云江区水务局2024年公务接待费省了多少？", library(tmp_path, FINAL))
    assert found.figures[-1].value == Decimal("1.50")


def test_a_sum_is_no_answer_where_its_share_is_asked(tmp_path: Path) -> None:
    asked = "云江区财政局2025年行政运行和住房公积金合计占全部支出的百分之几？"
    found = ask(asked, library(tmp_path, budget()))
    assert [(f.value, f.unit) for f in found.figures][-1:] == [(Decimal("70.00"), "%")]
    asked = "云江区财政局2025年行政运行和住房公积金合计占全区支出的百分之几？"
    assert ask(asked, library(tmp_path, budget())).refused


def test_a_year_that_no_paper_reaches_is_said_to_be_missing(budgeted: Sources) -> None:
    found = ask("云江区财政局2025年三公经费2020年是多少？", budgeted)
    assert "2020年" in found.text
    assert "未找到" in found.text
