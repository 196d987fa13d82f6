"""科目 asked for by how they compare: every one that does, and no other list."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.rows.row_comparisons import asks_compared_rows
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library
from tests.retrieval.test_later_parts import FINAL


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    text = FINAL.replace("2130314\t防汛抢险\t170.00", "2130314\t防汛抢险\t190.00")
    return library(tmp_path_factory.mktemp("rows"), text)


def test_rows_whose_account_is_below_the_budget_are_listed_with_both_figures(
    final: Sources,
) -> None:
    found = ask("云江区水利局2024年有哪些科目的决算数小于年初预算？各自决算多少？", final)
    values = [figure.value for figure in found.figures]
    assert values == [Decimal("185.00"), Decimal("190.00")]


def test_rows_whose_account_is_above_the_adjusted_budget_are_listed(final: Sources) -> None:
    found = ask("云江区水利局2024年哪些科目的决算数超过调整预算？", final)
    assert [figure.value for figure in found.figures] == [Decimal("185.00"), Decimal("180.00")]


def test_where_no_change_is_printed_rows_that_fell_are_not_guessed(final: Sources) -> None:
    assert ask("云江区水利局2024年哪些科目比上年决算减少了？", final).refused


def test_rows_below_a_code_are_of_the_account_asked_for(final: Sources) -> None:
    found = ask("云江区水利局2024年水利（21303）这一款下面各项的决算数分别是多少？", final)
    assert [figure.value for figure in found.figures] == [Decimal("325.00"), Decimal("185.00")]


def test_one_rows_change_is_no_list_of_rows() -> None:
    assert not asks_compared_rows("某局2024年行政运行决算比年初预算多多少")


def test_classes_of_one_fund_are_those_of_its_own_table(tmp_path: Path) -> None:
    own = """
表四
## 一般公共预算支出表
部门：北河市云江区财政局
单位：万元
科目编码\t科目名称\t合计
201\t一般公共服务支出\t850.00
221\t住房保障支出\t95.00
"""
    sources = library(tmp_path, budget() + own)
    found = ask("云江区财政局2025年一般公共预算按功能分类的各类支出及金额", sources)
    assert [figure.value for figure in found.figures] == [Decimal("850.00"), Decimal("95.00")]
