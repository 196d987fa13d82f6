"""Offices and units: the whole list, without staff and vehicles."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library
from tests.retrieval.narratives import HARBOUR, LIBRARY

TABLED = """# 2024年松峦市云岫区档案局部门决算

## 第一部分 云岫区档案局概况

### 一、部门决算单位构成

纳入云岫区档案局2024年度部门决算编制范围的单位包括：

序号	单位名称	备注
1	云岫区档案局（本级）	本级
2	云岫区档案馆	下属
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("institutions"), HARBOUR, LIBRARY, TABLED)


def test_offices_are_listed_without_the_staff(sources: Sources) -> None:
    text = ask("港务局内设机构有哪些", sources).text
    assert "办公室、港政科、航道科" in text
    assert "编制" not in text


def test_units_in_the_budget_are_listed_without_the_vehicles(sources: Sources) -> None:
    text = ask("港务局部门预算包括哪几个单位", sources).text
    assert "港务局本级、沙岬区引航站" in text
    assert "车辆" not in text
    assert "航道科" not in text


def test_a_heading_that_is_asked_for_gives_all_its_items(sources: Sources) -> None:
    assert "少年儿童图书馆" in ask("云岫区图书馆有哪些下属单位", sources).text
    text = ask("云岫区图书馆的内设机构有哪些", sources).text
    assert "采编部" in text
    assert "借阅部" in text
    assert "少年" not in text


def test_units_in_a_small_table_are_cited_by_their_cells(sources: Sources) -> None:
    found = ask("云岫区档案局决算编制范围包括哪些单位", sources)
    assert {"云岫区档案局（本级）", "云岫区档案馆"} <= {c.quote for c in found.citations}


RUNS_ON = """# 2024年沙岬区港务局部门预算

## 第一部分 部门概况

### 二、部门预算单位构成

沙岬区港务局下属二级预算单位3个，其中：事业单位3个。主要包括：区航道中心、区引航站、区灯塔所。

截至2023年底，核定编制60名，实有58人。

# 附件

### 三、编制范围

纳入沙岬区港务局2024年部门预算编制范围的单位包括：1.沙岬区港务局（本级）；2.区航道中心；3.区引航站；4.区灯塔所。
"""


@pytest.mark.parametrize(
    "question", ["港务局2024年下属有哪些二级预算单位？", "港务局2024年纳入预算编制范围的单位有哪些"]
)
def test_units_listed_over_several_sentences_are_all_named(
    question: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said = ask(question, library(tmp_path_factory.mktemp("runs"), RUNS_ON)).text
    assert all(name in said for name in ("航道中心", "引航站", "灯塔所"))
    assert "58" not in said
