"""Every answer cites where else its figures stand, and a sentence together with its subject."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, budget_2024, library

SPENT = """### 六、支出的具体情况

1.“住房保障支出（类）住房改革支出（款）住房公积金（项）”100.00万元，主要用于缴纳公积金。比2024年预算增加20.00万元，增长25.00%。

## 第三部分"""
TABLE = """
表九
## 一般公共预算支出表
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	支出合计	基本支出	项目支出
	合计	1,000.00	700.00	300.00
201	一般公共服务支出	900.00	600.00	300.00
221	住房保障支出	100.00	100.00	0.00
22102	住房改革支出	100.00	100.00	0.00
2210201	住房公积金	100.00	100.00	0.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(
        tmp_path_factory.mktemp("elsewhere"),
        budget().replace("## 第三部分", SPENT) + TABLE,
        budget_2024(),
    )


def quotes(question: str, sources: Sources) -> list[str]:
    return [citation.quote for citation in ask(question, sources).citations]


def sections(question: str, sources: Sources) -> set[str]:
    return {c.section.rsplit(">", 1)[-1].strip() for c in ask(question, sources).citations}


def test_a_figure_in_two_tables_and_the_text_cites_all_three(sources: Sources) -> None:
    found = ask("云江区财政局2025年住房公积金是多少", sources)
    assert "同一数字另见" in found.text
    assert any("主要用于缴纳公积金" in c.quote for c in found.citations)
    assert sum(c.quote == "100.00" for c in found.citations) == 2


def test_both_figures_of_a_comparison_cite_their_other_places(sources: Sources) -> None:
    found = ask("云江区财政局2024年和2025年收入总计一共多少", sources)
    assert found.kind == "computed"
    assert sum("部门预算收入" in c.quote for c in found.citations) == 2


def test_the_classes_of_spending_cite_the_other_table_that_prints_them_all(
    sources: Sources,
) -> None:
    found = ask("云江区财政局2025年支出按功能分类分哪几类，各多少", sources)
    assert [c.quote for c in found.citations].count("900.00") >= 2


def test_a_change_is_cited_with_the_sentence_that_says_of_what(sources: Sources) -> None:
    [quote] = [
        q for q in quotes("云江区财政局2025年住房公积金比2024年增加多少", sources) if "20.00" in q
    ]
    assert "住房公积金（项）" in quote
    assert quote.endswith("增长25.00%。")


def test_a_sentence_that_names_its_item_is_cited_alone(sources: Sources) -> None:
    [quote] = quotes("云江区财政局2025年机关运行经费是多少", sources)
    assert quote.startswith("2025年机关运行经费预算")


def test_the_whole_of_a_share_is_cited_from_the_table_of_its_part(sources: Sources) -> None:
    found = sections("云江区财政局2025年住房改革支出占总支出的百分之几", sources)
    assert any("部门支出总表" in section for section in found)


COMPLETED = """# 2025年北河市云江区财政局部门决算

## 一、支出决算情况

2025年公务接待费 3.00 万元。

表一
## “三公”经费支出决算表
单位：万元
项目	2025年预算数	2025年决算数	完成预算%
合计	6.00	4.50	75.00
公务接待费	4.00	3.00	75.00
公务用车运行维护费	2.00	1.50	75.00
"""


def test_the_printed_rate_of_completion_is_answered_from_its_column(tmp_path: Path) -> None:
    found = ask("云江区财政局2025年公务接待费完成预算的百分之几", library(tmp_path, COMPLETED))
    assert found.kind == "found"
    assert found.citations[0].quote == "75.00"
