"""Of several years or items the most, the least and what lies between them are told in one answer."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# {year}年石潭县林场管理局部门预算

## 一、机关运行经费

{year}年机关运行经费预算 {running} 万元。

表一
## 一般公共预算基本支出表
单位：万元
科目编码	科目名称	合计
30215	会议费	3.00
30216	培训费	8.00
30217	公务接待费	1.50
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    years = (("2023", "40.00"), ("2024", "64.00"), ("2025", "55.00"))
    texts = [BUDGET.format(year=year, running=running) for year, running in years]
    return library(tmp_path_factory.mktemp("spread"), *texts)


@pytest.mark.parametrize(
    ("question", "difference"),
    [
        ("石潭县林场管理局23、24、25三年的机关运行经费，哪年最低？最高那年比它多出几何？", "24.00"),
        ("石潭县林场管理局2023年、2024年、2025年机关运行经费哪年最高、哪年最低，高低相差多少", "24.00"),
        ("石潭县林场管理局2025年会议费、培训费、公务接待费中最多的比最少的多多少", "6.50"),
    ],
)  # fmt: skip
def test_the_most_the_least_and_the_gap(question: str, difference: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert [f.value for f in found.figures if f.formula] == [Decimal(difference)], found.text


def test_two_named_one_after_the_other_are_set_against_each_other(tmp_path: Path) -> None:
    two = library(
        tmp_path,
        BUDGET.format(year="2025", running="55.00"),
        BUDGET.format(year="2025", running="61.50").replace("石潭县", "青崖县"),
    )
    asked = (
        "石潭县林场管理局2025年和青崖县林场管理局2025年机关运行经费各列了多少？后者高出多少万元？"
    )
    found = ask(asked, two)
    assert [f.value for f in found.figures if f.formula] == [Decimal("6.50")], found.text


def test_which_year_is_asked_of_the_years_that_are_named(sources: Sources) -> None:
    found = ask("石潭县林场管理局2023年和2025年机关运行经费哪年多，多多少？", sources)
    assert "15.00" in found.text
    assert "2024" not in found.text


@pytest.mark.parametrize(
    "question",
    [
        "石潭县林场管理局2023、2025两年的会议费合计多少？",
        "石潭县林场管理局2023年和2025年会议费合计",
    ],
)
def test_the_total_of_several_years_is_added_up(question: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert [f.value for f in found.figures if f.formula] == [Decimal("6.00")], found.text


def test_how_far_it_moved_from_the_first_year_to_the_last_is_told_too(sources: Sources) -> None:
    found = ask("石潭县林场管理局机关运行经费从2023年到2025年变化了多少？", sources)
    moved = [f.value for f in found.figures if f.formula and f.unit != "%"]
    assert moved == [Decimal("24.00"), Decimal("-9.00"), Decimal("15.00")], found.text
