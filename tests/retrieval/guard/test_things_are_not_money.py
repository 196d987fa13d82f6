"""Things that are counted are never told by an amount of money, nor by the count of something beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

LAKE = """
2024年北河市云江区湖泊研究所单位预算
## 一、单位职责
负责湖泊研究。
## 二、工作任务
完成北江段62个断面、柳湖等12个湖泊的周年监测。
## 三、名词解释
1.追溯体系：指运用信息技术实现来源可查的管理系统。
## 四、项目支出表

单位：万元

项目名称	合计
水质监测	318.26
追溯体系运行维护	38.65
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("things"), LAKE)


def test_the_thing_right_beside_its_number_is_counted(sources: Sources) -> None:
    assert "62 个" in ask("云江区湖泊研究所2024年要监测多少个断面", sources).text
    assert "12 个" in ask("云江区湖泊研究所2024年要监测多少个湖泊", sources).text


def test_things_are_not_counted_in_money(sources: Sources) -> None:
    assert "318.26" not in ask("云江区湖泊研究所2024年水质监测有多少个浮标", sources).text


def test_what_something_is_for_is_no_amount(sources: Sources, tmp_path: Path) -> None:
    text = ask("追溯体系是干什么的？云江区湖泊研究所2024年", sources).text
    assert "来源可查" in text
    assert "38.65" not in text
