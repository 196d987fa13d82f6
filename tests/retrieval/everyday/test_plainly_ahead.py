"""One of several printed items is answered where words and meaning plainly speak for it alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

ITEMS = """
表四
## 一般公共预算基本支出表（按经济科目）
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	金额
	合计	60.00
30201	办公费	9.00
30203	咨询费	5.00
30205	水费	2.00
30206	电费	3.00
30209	物业管理费	17.00
30211	差旅费	13.00
30226	劳务费	8.00
30227	委托业务费	7.00
30239	其他交通费用	4.00
"""

HEATED = """
表七
## 一般公共预算机关运行经费支出表
部门：北河市云江区财政局
单位：万元
科目编码	科目名称	机关运行经费支出
	合计	12.00
30201	办公费	9.00
30208	取暖费	3.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("ahead"), budget() + ITEMS)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云江财局2025年扫楼道看大门的人工要多少钱", "17.00"),
        ("云江财局2025年请保安保洁看大楼要花几钱", "17.00"),
    ],
)
def test_what_is_ahead_in_words_and_in_meaning_is_answered(
    question: str, wanted: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert [str(figure.value) for figure in found.figures] == [wanted]
    assert "理解" in found.text


@pytest.mark.parametrize(
    "question",
    [
        "云江财局2025年请律师打官司、看大门要多少钱",
        "云江财局2025年烧锅炉供热要多少钱",
        "云江财局2025年六七岁娃念书要多少钱",
        "云江财局2025年清运垃圾准备花多少",
    ],
)
def test_what_is_joined_or_not_printed_is_answered_by_no_neighbour(
    question: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert found.kind in ("ambiguous", "not_found")


def test_an_item_printed_in_one_column_alone_is_told_with_that_column(tmp_path: Path) -> None:
    found = ask("云江财局2025年冬天烧锅炉供热要多少钱", library(tmp_path, budget() + HEATED))
    assert [figure.value for figure in found.figures] == [Decimal("3.00")]
    assert "取暖费" in found.text
