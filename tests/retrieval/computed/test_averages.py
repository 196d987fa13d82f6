"""Averages over a count that is printed: both operands are cited, or nothing is answered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

HARBOUR = """# 2024年沙岬区港务局部门决算

## 部门概况

2024年末，港务局所属培训学校有学员 480 人，训练艇 16 艘，开办培训班 12 个。

## 决算情况说明

### “三公”经费支出情况

公务用车运行维护费支出决算为 27.00 万元。公务用车保有量 9 辆，其中应急保障用车 4 辆、其他用车 5 辆。

公务接待费支出决算为 1.20 万元，国内公务接待 15 批次，96 人次。

### 培训支出情况

培训费支出决算为 36.00 万元。
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(tmp_path_factory.mktemp("averages"), HARBOUR)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("港务局2024年平均每辆车的公务用车运行维护费是多少？", "3.00", "万元"),
        ("港务局2024年公务接待费平均每人次多少元", "125.00", "元"),
        ("港务局2024年公务接待平均每批次花了多少钱？", "800.00", "元"),
        ("港务局2024年平均每个培训班有多少学员", "40.00", "人"),
        ("港务局2024年平均每个培训班的培训费是多少？", "3.00", "万元"),
    ],
)
def test_an_average_is_computed_from_figure_and_count(
    question: str, value: str, unit: str, sources: Sources
) -> None:
    said = ask(question, sources)
    assert said.kind == "computed"
    assert (said.figures[-1].value, said.figures[-1].unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "question",
    ["港务局2024年平均每个分局的培训费是多少？", "港务局2024年平均每艘训练艇的燃油费是多少"],
)
def test_an_average_without_its_count_is_refused(question: str, sources: Sources) -> None:
    assert ask(question, sources).refused


BOUGHT = """# 2025年北河市云江区公安局部门决算

公务用车购置及运行维护费支出 126.00 万元。其中：公务用车购置支出 96.00 万元，本年度更新购置执法执勤用车 4 辆；截至年底共有车辆 32 辆。全年国内公务接待 40 批次、300 人次，公务接待费支出 3.00 万元。

编报绩效目标的项目 20 个，涉及项目预算资金 500.00 万元。
"""


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("云江区公安局2025年公务用车购置支出平均每辆车多少万元？", "24.00", "万元"),
        ("云江区公安局2025年接待费平均每批次多少钱？", "750.00", "元"),
        ("云江区公安局2025年人均接待费用是多少元（按300人次）？", "100.00", "元"),
        ("云江区公安局2025年项目资金里，编了绩效目标的平均一个项目多少万？", "25.00", "万元"),
    ],
)
def test_money_is_divided_by_what_it_is_paid_for(
    question: str, value: str, unit: str, tmp_path: Path
) -> None:
    found = ask(question, library(tmp_path, BOUGHT)).figures[-1]
    assert (found.value, found.unit) == (Decimal(value), unit)


STAFF = """# 2024年沙岬区航标所单位决算

## 单位概况

截至2024年12月31日，核定编制 50 名，实有在职人员 40 人，退休人员 10 人。新增护航志愿者 14 名。

## 决算情况说明

人员经费支出决算为 800.00 万元，退休费支出决算为 30.00 万元，公用经费支出决算为 100.00 万元。
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("沙岬区航标所2024年人员经费，按在职职工算每人合多少万元？", "20.00"),
        ("按实有人数平均，沙岬区航标所2024年人员经费每人多少万元", "20.00"),
        ("把沙岬区航标所2024年公用经费摊到每个在编实有人员头上，人均多少万元", "2.50"),
        ("沙岬区航标所2024年公用经费按编制数算，每人多少万元", "2.00"),
        ("沙岬区航标所2024年人员经费，按在册的40人摊下来，平均每人多少万元", "20.00"),
        ("沙岬区航标所2024年人均公用经费是多少", "2.50"),
        ("沙岬区航标所2024年按在职人员计算，人均公用经费多少万元", "2.50"),
        ("沙岬区航标所2024年退休费，按退休人员算每人合多少万元", "3.00"),
    ],
)
def test_heads_are_those_that_the_question_divides_by(
    question: str, value: str, tmp_path: Path
) -> None:
    found = ask(question, library(tmp_path, STAFF))
    assert [f.value for f in found.figures if f.formula] == [Decimal(value)], found.text


@pytest.mark.parametrize(
    "question",
    [
        "沙岬区航标所2024年公用经费按常住人口算，每人多少元",
        "沙岬区航标所2024年公用经费按科室平均，每个科室多少万元",
        "沙岬区航标所2024年公用经费按临聘人员算，每人多少万元",
    ],
)
def test_heads_that_are_not_counted_share_nothing(question: str, tmp_path: Path) -> None:
    found = ask(question, library(tmp_path, STAFF))
    assert not [f for f in found.figures if f.formula], found.text
