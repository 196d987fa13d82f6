"""Lists of figures: the rows of one level, the parts that a sentence lists, the 科目 of one matter."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

PROJECT = """
## 灯塔创新专项经费情况说明

### 六、年度预算安排

2025年度项目总预算250.00万元，其中支持灯塔修缮120.00万元，支持雾笛更新80.00万元，支持航标稳增长50.00万元，合计250.00万元。
"""

BEACONS = budget().replace("财政委托业务支出", "灯标管护支出")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("lists"), BEACONS + PROJECT)


def shown(question: str | list[str], sources: Sources) -> list[tuple[str, Decimal]]:
    return [(figure.item, figure.value) for figure in ask(question, sources).figures]


@pytest.mark.parametrize(
    "question",
    [
        "云江区财政局2025年支出按功能分类分成哪几类，各多少钱",
        "云江区财政局2025年部门预算的支出按类分有哪些，各多少？",
    ],
)
def test_classes_of_spending_are_the_rows_of_that_level(question: str, sources: Sources) -> None:
    assert shown(question, sources) == [
        ("一般公共服务支出", Decimal("900.00")),
        ("住房保障支出", Decimal("100.00")),
    ]


@pytest.mark.parametrize("each", ["", "，每块多少钱"])
def test_parts_that_a_sentence_lists_come_in_its_order(each: str, sources: Sources) -> None:
    assert shown(f"云江区财政局2025年灯塔创新专项的资金具体分哪几块{each}", sources) == [
        ("支持灯塔修缮", Decimal("120.00")),
        ("支持雾笛更新", Decimal("80.00")),
        ("支持航标稳增长", Decimal("50.00")),
    ]


def test_the_largest_part_of_the_project_spoken_of(sources: Sources) -> None:
    turns = ["云江区财政局2025年灯塔创新专项总预算是多少", "哪一块最多，多少？"]
    assert shown(turns, sources)[0] == ("支持灯塔修缮", Decimal("120.00"))


def test_subjects_are_listed_by_the_word_asked_about(sources: Sources) -> None:
    found = shown("云江区财政局2025年灯标方面列了哪几个科目？各多少？", sources)
    assert found == [("灯标管护支出", Decimal("300.00"))]


def test_the_rows_of_all_spending_are_no_answer_to_one_matter(sources: Sources) -> None:
    found = shown("云江区财政局2025年公积金方面列了哪几个科目？各多少？", sources)
    assert ("一般公共服务支出", Decimal("900.00")) not in found


@pytest.mark.parametrize("words", ["下面有哪几项，各多少？", "包括哪些科目？"])
def test_the_rows_below_one_row_are_listed(words: str, sources: Sources) -> None:
    found = shown(f"云江区财政局2025年财政事务{words}", sources)
    assert found == [("行政运行", Decimal("600.00")), ("灯标管护支出", Decimal("300.00"))]
