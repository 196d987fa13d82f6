"""The figure of a row whose name is said in other words; what comes near to it and is not printed is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.answer import answer
from tests.retrieval.budgets import ask, budget, library

PROJECTS = """
表六
## 项目支出预算表
部门：北河市云江区财政局
单位：万元
项目名称	金额
外科综合楼续建	45.00
病媒生物防制	6.70
社区网格员补助	4.20
排水管网清疏	35.60
行政事业单位医疗	78.20
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory):
    sources = library(tmp_path_factory.mktemp("renamed"), budget() + PROJECTS)
    return lambda words: answer(f"云江财局2025年{words}多少钱？", sources)


@pytest.mark.parametrize(
    ("words", "title", "value"),
    [
        ("防治病媒生物安排了", "病媒生物防制", "6.70"),
        ("补助网格员花了", "社区网格员补助", "4.20"),
        ("用于疏通排水管网的有", "排水管网清疏", "35.60"),
    ],
)
def test_the_row_is_answered_and_said_to_be_taken_so(asked, words, title, value) -> None:
    found = asked(words)
    assert found.kind == "found"
    assert f"按“{title}”理解" in found.text
    assert value in found.text


@pytest.mark.parametrize("words", ["内科楼续建要", "供水管网清疏要", "事业单位医疗安排了"])
def test_a_thing_set_apart_by_one_word_is_not_answered_by_its_neighbour(asked, words) -> None:
    assert asked(words).kind != "found"


JUSTICE = """# 2025年云江市司法局部门预算

表三
## 部门支出总表
部门：云江市司法局
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
合计	合计	900.00	600.00	300.00
204	公共安全支出	900.00	600.00	300.00
20406	司法	900.00	600.00	300.00
2040601	行政运行	600.00	600.00	0.00
2040604	基层司法业务	300.00	0.00	300.00
"""


def test_a_row_called_like_its_office_is_read_as_it_is_printed(tmp_path: Path) -> None:
    found = ask("云江市司法局2025年司法支出是多少？", library(tmp_path, JUSTICE))
    assert [figure.value for figure in found.figures] == [Decimal("900.00")]
