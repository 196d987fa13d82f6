"""What was budgeted is never given for what was spent."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

TEXT = """# 2025年北河市云江区水务局部门预算

## 一、支出情况

云江区水务局预算 150.00 万元，包括人员支出 40.00 万元、项目支出 110.00 万元。
2024年河道整治执行数为 66.00 万元，2025年预算安排 70.00 万元。

表一
## 部门支出总表
单位：万元
单位名称	基本支出	项目支出	邮电费
云江区水务局	40.00	110.00	3.00
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("stage"), TEXT)


@pytest.mark.parametrize(
    "question",
    [
        "云江区水务局2025年决算里项目支出执行了多少？",
        "云江区水务局2025年部门决算的项目支出是多少？",
        "云江区水务局2025年项目支出实际执行了多少？",
    ],
)
def test_a_budget_tells_no_outturn(question: str, sources: Sources) -> None:
    assert ask(question, sources).kind == "not_found"


def test_an_outturn_that_a_budget_prints_is_told(sources: Sources) -> None:
    found = ask("云江区水务局2024年河道整治执行数是多少？", sources)
    assert "66.00" in found.text


def test_names_for_parts_of_an_item_get_no_share_of_anything(sources: Sources) -> None:
    found = ask("云江区水务局2025年邮电费里，电话费和寄快递各占多少？", sources)
    assert (found.kind, found.figures) == ("not_found", ())
    assert "电话费、寄快递" in found.text
