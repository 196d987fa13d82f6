"""A share asked of several units or years is told of each, and which one has the largest."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, library

BUDGET = """# {year}年{unit}部门预算

## 一、支出预算情况

{year}年支出总计 {total} 万元，其中：基本支出 {basic} 万元，项目支出 {project} 万元。
"""


def _budget(year: str, unit: str, basic: str, project: str) -> str:
    total = Decimal(basic) + Decimal(project)
    return BUDGET.format(year=year, unit=unit, total=total, basic=basic, project=project)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return library(
        tmp_path_factory.mktemp("beside"),
        _budget("2025", "青崖县林业局", "60.00", "40.00"),
        _budget("2025", "石潭县水务局（本级）", "30.00", "170.00"),
        _budget("2024", "青崖县林业局", "75.00", "25.00"),
    )


@pytest.mark.parametrize(
    ("question", "shares", "ahead"),
    [
        ("青崖县林业局和石潭县水务局本级2025年项目支出占支出总计的比重各是多少，哪家高？", ["40.00", "85.00"], "石潭县水务局"),
        ("论项目支出占支出总计的比重，2025年青崖县林业局和石潭县水务局谁更高？", ["40.00", "85.00"], "石潭县水务局"),
        ("青崖县林业局2024年和2025年基本支出占支出总计的比例各是多少，哪年低？", ["75.00", "60.00"], "2025年"),
    ],
)  # fmt: skip
def test_every_share_is_told(
    question: str, shares: list[str], ahead: str, sources: Sources
) -> None:
    found = ask(question, sources)
    assert [f.value for f in found.figures if f.unit == "%"] == [Decimal(s) for s in shares]
    assert ahead in found.text.splitlines()[-1] or f"的是{ahead}" in found.text, found.text


def test_a_share_that_one_of_them_does_not_print_is_not_told_of_the_other(
    sources: Sources,
) -> None:
    asked = "青崖县林业局和石潭县水务局2025年培训费占支出总计的比重各是多少"
    assert ask(asked, sources).refused
