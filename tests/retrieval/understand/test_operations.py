"""What a question wants done, in many wordings: changes, shares, averages, years, two turns."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.operations import operations
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# 2025年沙岬区港务局部门预算

## 部门概况

港务局总编制 40 人，实有人数 32 人；离退休 6 人。

## 部门预算安排情况说明

### 一、收支总体情况

2025年部门预算支出 800.00 万元，比2024年预算减少 40.00 万元，下降 4.76%。其中：基本支出 480.00 万元，项目支出 320.00 万元。

住房保障支出 60.00 万元，比2024年预算增加 12.00 万元，增长 25%。

会议费 18.00 万元，与2024年预算持平。

### 二、项目支出情况

航道疏浚专项 200.00 万元，主要包括：清淤工程 150.00 万元，用于内河清淤；浮标更新 50.00 万元，用于更换浮标。

### 三、绩效目标

本部门编报绩效目标的项目 8 个，涉及项目预算资金 320.00 万元。

### 四、资产情况

| 项目 | 年初数 | 年末数 |
|---|---|---|
| 固定资产 | 900.00 | 990.00 |
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("operations"), BUDGET)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("住房保障支出涨得厉害,具体涨了多少", "change"),
        ("收入预算缩水了多少", "change"),
        ("三公经费是增还是减?变了多少", "change"),
        ("培训费降几个点", "rate"),
        ("培训费降了百分之几", "rate"),
        ("增幅有多大", "rate"),
        ("有多大比例的支出是项目支出", "share"),
        ("项目支出的份额有多大", "share"),
        ("支出里百分之几用于基本支出", "share"),
        ("比预算超了多少", "difference"),
        ("花掉了年初预算的百分之多少", "completion"),
    ],
)
def test_the_operation_is_read_from_how_it_is_put(question: str, form: str) -> None:
    assert form in operations(question).forms


def test_a_sum_taken_up_is_no_share_and_a_share_is_no_rate_of_change() -> None:
    assert "share" in operations("出国的占了多少万").never
    assert operations("清淤占百分之多少").never >= {"rate"}
    assert "completion" not in operations("项目支出占支出预算的百分之几").forms
    assert not operations("提高应急救援能力专项是多少").forms


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("港务局2025年住房保障支出涨得厉害，具体涨了多少？", "12.00", "万元"),
        ("港务局2025年住房保障支出涨了几个点？", "25", "%"),
        ("港务局2025年的总支出缩水了多少", "-40.00", "万元"),
        ("港务局2025年航道疏浚专项里，清淤工程占百分之多少？", "75.00", "%"),
        ("港务局2025年浮标更新在航道疏浚专项里占多大份额", "25.00", "%"),
        ("港务局2025年有多大比例的支出是项目支出", "40.00", "%"),
        ("港务局2025年基本支出摊到实有的每个人头上是多少", "15.00", "万元"),
        ("港务局2025年40个人，人均会议费多少", "0.45", "万元"),
        ("港务局2025年报了绩效目标的项目，平均每个多少钱", "40.00", "万元"),
        ("照港务局2025年预算说明倒推，2024年住房保障支出是多少", "48.00", "万元"),
        ("港务局2024年住房保障支出应是多少（由2025年的数推回去）？", "48.00", "万元"),
        ("港务局2025年项目支出比基本支出少了多少", "160.00", "万元"),
    ],
)
def test_the_operation_is_carried_out(
    question: str, value: str, unit: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert (Decimal(value), unit) in [(f.value, f.unit) for f in said.figures], said.text


def test_an_average_is_over_those_in_post_where_posts_are_counted_too(sources: Sources) -> None:
    said = ask("港务局2025年人均基本支出是多少", sources)
    assert said.kind == "computed"
    assert "32 人" in said.text
    assert "40 人" not in said.text


@pytest.mark.parametrize(
    "question",
    [
        "港务局2025年摊到每个船长头上的油费是多少",
        "港务局2025年燃油费占百分之几",
        "港务局2025年固定资产比上年增加多少",
    ],
)
def test_an_operation_without_its_operand_is_refused(question: str, sources: Sources) -> None:
    said = ask(question, sources)
    assert said.refused, said.text


@pytest.mark.parametrize(
    ("turns", "value", "unit"),
    [
        (["港务局2025年基本支出是多少", "它在全部支出里占几成？"], "60.00", "%"),
        (["港务局2025年会议费多少", "住房保障支出呢", "两个加起来多少"], "78.00", "万元"),
        (["港务局2025年会议费多少", "住房保障支出呢", "两者差多少"], "42.00", "万元"),
    ],
)
def test_a_later_turn_works_with_the_figures_of_the_turns_before(
    turns: list[str], value: str, unit: str, sources: Sources
) -> None:
    said = ask(turns, sources)
    assert (Decimal(value), unit) in [(f.value, f.unit) for f in said.figures], said.text
