"""What a paper says there is none of is told so, and never by the figure of something like it."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

NOTHING = """# 苇塘区外事办公室2023年度部门决算

## 一、“三公”经费支出决算情况说明

1.因公出国（境）费支出0万元，全年未安排因公出国（境）团组。

2.公务接待费支出1.86万元，国内公务接待21批次，无国（境）外公务接待。

3.公务用车运行维护费支出3.00万元，上年未安排车辆租赁费。

## 二、其他说明

2023年无新增资产配置计划。
"""


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("nothing"), NOTHING)


@pytest.mark.parametrize("asks", ["有没有{0}？", "{0}是多少？", "安排了{0}吗？"])
@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("国（境）外公务接待", "无国（境）外公务接待"),
        ("因公出国（境）团组", "未安排因公出国（境）团组"),
        ("新增资产配置计划", "无新增资产配置计划"),
    ],
)
def test_what_is_denied_by_name_is_told_so(
    nothing: Sources, item: str, said: str, asks: str
) -> None:
    found = ask(f"苇塘区外事办公室2023年{asks.format(item)}", nothing)
    assert found.kind == "none_stated"
    assert said in found.text


def test_a_printed_figure_of_the_item_is_told(nothing: Sources) -> None:
    found = ask("苇塘区外事办公室2023年公务接待费是多少？", nothing)
    assert [str(figure.value) for figure in found.figures] == ["1.86"]


def test_what_there_was_none_of_the_year_before_is_not_denied(nothing: Sources) -> None:
    found = ask("苇塘区外事办公室2023年有没有车辆租赁费？", nothing)
    assert "没有车辆租赁费" not in found.text
