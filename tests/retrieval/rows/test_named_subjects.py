"""科目 chosen by a word in their names: all of them, each once, and their sum."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

HARBOUR = """# 2025年沙岬县港务局部门预算

表一
## 部门支出预算总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
	合计	200.00	150.00	50.00
210	卫生健康支出	30.00	30.00
21011	行政事业单位医疗	30.00	30.00
2101101	行政单位医疗	18.00	18.00
2101103	公务员医疗补助	12.00	12.00
214	交通运输支出	170.00	120.00	50.00
21402	水路运输	170.00	120.00	50.00
2140201	港口设施	170.00	120.00	50.00

表二
## 部门项目支出表
单位：万元
科目编码	项目名称	合计
	合计	50.00
2140201	医疗救护艇维护	50.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("subjects"), HARBOUR)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("名称里带“医疗”的两个科目合起来是多少？", "= 30.00 万元"),
        ("跟医疗沾边的科目有两个，一共多少", "= 30.00 万元"),
        ("名字里有医疗的科目有哪些？", "公务员医疗补助：12.00 万元"),
    ],
)
def test_subjects_with_a_word_in_their_names_are_told_and_added(
    question: str, told: str, sources: Sources
) -> None:
    said = ask(f"沙岬县港务局2025年{question}", sources)
    assert told in said.text
    assert "救护艇" not in said.text


def test_where_there_are_not_as_many_as_said_nothing_is_told(sources: Sources) -> None:
    said = ask("沙岬县港务局2025年名称里带医疗的三个科目合起来是多少？", sources)
    assert said.kind == "not_found", said.text
