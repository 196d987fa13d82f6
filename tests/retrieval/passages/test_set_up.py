"""Why a project is there, what moved all money, and duties about a thing that no duty speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

PAPER = """# 临湖市财政局2025年部门预算

## 第一部分 部门概况

### 一、主要职责

（一）负责全市财政收支管理，编制年度预决算并组织执行。

（二）管理行政事业单位国有资产，指导全市会计工作。

## 第二部分 预算说明

### 一、收支增减变化情况

市财政局2025年收入总计200.00万元，支出总计200.00万元，与2024年相比，收支总计减少10.00万元，下降4.76%。减少的主要原因是配套费收入预期下降。

### 二、财政拨款支出情况

2025年一般公共预算财政拨款支出180.00万元。与上年相比，财政拨款支出增加8.00万元，增长4.65%，主要是因为人员经费政策性增支。

3个一般公共预算项目中等次为“中”的是网络改造项目，主要原因是设备到货延迟。

## 第三部分 会计人才培养专项情况说明

### 一、项目概述

举办会计人才培训班。

### 二、立项依据

为了提高基层会计人员业务能力，依据《临湖市会计人才规划》设立。
"""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return library(tmp_path, PAPER)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("临湖市财政局为什么要设2025年的会计人才培养专项？", "提高基层会计人员业务能力"),
        ("临湖市财政局2025年会计人才培养专项的设立目的是什么？", "提高基层会计人员业务能力"),
        ("临湖市财政局2025年预算减少了，是什么原因？", "配套费收入预期下降"),
        ("临湖市财政局2025年的预算一下子少了十万，为什么？", "配套费收入预期下降"),
        ("临湖市财政局在国有资产方面管什么？", "管理行政事业单位国有资产"),
    ],
)
def test_the_aim_the_reason_or_the_duty_is_told(question: str, said: str, sources: Sources) -> None:
    assert said in ask(question, sources).text


@pytest.mark.parametrize(
    "question",
    [
        "临湖市财政局2025年为什么要新建老年活动中心？",
        "临湖市财政局在养老方面管什么？",
        "临湖市财政局负责哪些税费的管理？",
    ],
)
def test_an_aim_or_a_duty_that_is_not_told_is_refused(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused


def test_a_rise_is_not_explained_by_what_was_late(sources: Sources) -> None:
    asked = "临湖市财政局2025年一般公共预算支出比上年多了，文件把它归到哪个原因？"
    found = ask(asked, sources)
    assert "人员经费政策性增支" in found.text
    assert "设备到货延迟" not in found.text
