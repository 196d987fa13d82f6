"""An answer leaves only where it holds the kind of thing that is asked."""

from __future__ import annotations

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

TEXT = """# 2025年北河市云江区水务局部门预算

## 第一部分 部门概况

### 一、主要职责

（一）推进智能泵站云平台建设。

### 二、人员情况

云江区水务局编制 42 人，在职人员 38 人，离退休人员 9 人。

## 第二部分 情况说明

### 一、机关运行经费

2025年机关运行经费预算 28.00 万元，比2024年增加 8.00 万元，主要原因是新增聘用人员公用经费增加。

### 二、项目支出

2025年项目支出预算 110.00 万元。

表一
## “三公”经费支出表
单位：万元
项目	2025年预算数
公务接待费	3.00
公务用车运行维护费	12.00

表二
## 项目支出绩效目标表
单位：万元
项目名称	金额	绩效目标	立项依据
河道整治专项资金	70.00		区水务规划
泵站改造	40.00	改造泵站两座	站房鉴定报告
"""

OTHER = """# 2025年北河市云江区林业局部门预算

## 一、“三公”经费

2025年“三公”经费预算 6.00 万元。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("due"), TEXT, OTHER)


@pytest.mark.parametrize(
    "question",
    [
        "云江区水务局2025年智能泵站云平台要花多少钱？",
        "云江区水务局2025年机关运行经费增加提到新增聘用人员，新增了几名？",
        "云江区水务局2025年在职人员里女同志有多少人？",
        "云江区水务局2025年推进智能泵站云平台，8月份拨付多少？",
        "云江区水务局2025年项目支出110万元，各个项目分别是多少钱？",
        "云江区水务局2025年河道整治专项资金的绩效目标是什么？",
        "云江区水务局2025年接待了多少户家庭？",
        "云江区水务局2025年泵站改造要运多少吨水泥？",
    ],
)
def test_a_sentence_or_figure_beside_the_matter_is_no_answer(
    sources: Sources, question: str
) -> None:
    found = ask(question, sources)
    assert found.kind == "not_found", found.text
    assert not found.figures


def test_a_comparison_with_one_side_names_the_side_that_is_missing(sources: Sources) -> None:
    found = ask("2025年公务接待费，云江区水务局和云江区林业局谁花得多？", sources)
    assert found.kind == "not_found", found.text
    assert "林业局公务接待费" in found.text


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("云江区水务局2025年在职人员有多少人？", "38"),
        ("云江区水务局2025年机关运行经费要花多少钱？", "28.00"),
        ("云江区水务局2025年泵站改造安排了多少万元？", "40.00"),
        ("云江区水务局2025年泵站改造的绩效目标是什么？", "改造泵站两座"),
        ("云江区水务局2025年公务接待费和公务用车运行维护费分别是多少？", "12.00"),
    ],
)
def test_what_the_document_holds_is_still_told(
    sources: Sources, question: str, wanted: str
) -> None:
    found = ask(question, sources)
    assert found.kind == "found", found.text
    assert wanted in found.text


def test_one_thing_that_may_be_meant_is_named_and_not_asked_back(sources: Sources) -> None:
    found = ask("云江区水务局2025年巡河司机的加班补贴安排了多少？", sources)
    assert "请指明是哪一项" not in found.text
    assert found.kind != "ambiguous"
