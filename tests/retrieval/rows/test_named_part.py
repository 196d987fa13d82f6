"""One part of a whole that a sentence lists, asked for by a word of its name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PLAN = """# 2025年北河市云江区商务局部门预算

## 三、支出预算情况说明

2025年产业扶持专项预算60.00万元，其中支持外贸发展20.00万元，支持商销稳定15.00万元，支持总部经济25.00万元。
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("part"), PLAN)


WHOLE = "云江区商务局2025年产业扶持专项"


@pytest.mark.parametrize(
    "turns",
    [[f"{WHOLE}一共多少钱？", "给外贸的是多少？"], [f"{WHOLE}里给外贸的是多少？"]],
)
def test_a_part_is_found_by_a_word_of_its_name(plan: Sources, turns: list[str]) -> None:
    assert [f.value for f in ask(turns, plan).figures] == [Decimal("20.00")]


@pytest.mark.parametrize(
    "turns",
    [[f"{WHOLE}一共多少钱？", "给农业的是多少？"], [f"{WHOLE}里给农业的是多少？"]],
)
def test_a_part_that_is_not_listed_is_never_the_whole(plan: Sources, turns: list[str]) -> None:
    assert ask(turns, plan).refused


def test_the_largest_part_of_three_public_expenses_goes_by_its_column(tmp_path: Path) -> None:
    text = PLAN + (
        "\n表九\n## 一般公共预算“三公”经费支出表\n部门：北河市云江区商务局\n单位：万元\n"
        "年度\t“三公”经费合计\t因公出国（境）费\t公务接待费\t公务用车购置费\t公务用车运行维护费\n"
        "2025年\t9.00\t0.00\t3.00\t0.00\t6.00\n"
    )
    said = ask("云江区商务局2025年三公经费里最大的一项是哪个？", library(tmp_path, text))
    assert "公务用车运行维护费" in said.text
    assert [f.value for f in said.figures] == [Decimal("6.00")]
