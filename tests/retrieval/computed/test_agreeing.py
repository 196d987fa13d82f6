"""Whether two figures, or all places of one, say the same is told with both of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年青崖县林业局部门预算

## 一、收支情况

2025年收入总计 100.00 万元，支出总计 100.00 万元，其中：基本支出 60.00 万元，项目支出 40.00 万元。2025年“三公”经费预算 3.20 万元。

表一
## “三公”经费支出表
单位：万元
项目	预算数
“三公”经费合计	3.20
公务接待费	1.20
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("agreeing"), BUDGET)


def test_two_equal_figures_agree(sources: Sources) -> None:
    found = ask("青崖县林业局2025年收入总计和支出总计各是多少，对得上吗？", sources)
    assert [f.value for f in found.figures] == [Decimal("100.00"), Decimal("100.00")]
    assert "两者一致" in found.text


def test_two_other_figures_do_not_and_the_gap_is_told(sources: Sources) -> None:
    found = ask("青崖县林业局2025年基本支出和项目支出相等吗", sources)
    assert [f.value for f in found.figures if f.formula] == [Decimal("20.00")]
    assert "两者不相等" in found.text


def test_one_figure_in_several_places_agrees_with_itself(sources: Sources) -> None:
    found = ask("青崖县林业局2025年三公经费正文和表格对得上吗", sources)
    assert found.figures[0].value == Decimal("3.20")
    assert "各处所印一致" in found.text


def test_parts_that_make_up_the_whole_agree_with_it(sources: Sources) -> None:
    found = ask("青崖县林业局2025年基本支出和项目支出加起来是不是等于支出总计", sources)
    assert "两者一致" in found.text


def test_what_is_not_printed_agrees_with_nothing(sources: Sources) -> None:
    assert ask("青崖县林业局2025年会议费正文和表格对得上吗", sources).refused
