"""Names of units: cities that end in 州, parts of an office, offices that are not in the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.scope.unit_names import is_short_for, places_of
from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library


def of(name: str, running: str) -> str:
    text = budget(running=running).replace("北河市云江区财政局", name)
    return text.replace("云江区财政局", name)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    texts = [
        of("澜州市水务局", "10.00"),
        of("国家碑刻保护局", "20.00"),
        of("国家碑刻保护局东南拓印中心", "30.00"),
        of("石榴县人民医院", "40.00"),
    ]
    return library(tmp_path_factory.mktemp("names"), *texts)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("澜州市水务局", ("澜州市",)),
        ("北河市云江区财政局", ("北河市", "云江区")),
        ("松屿市新市区统计局", ("松屿市", "新市区")),
        ("青汀市市级机关事务管理局", ("青汀市",)),
    ],
)
def test_a_place_goes_on_to_its_own_ending(name: str, places: tuple[str, ...]) -> None:
    assert places_of(name)[0] == places


def test_a_city_in_zhou_is_said_without_its_ending() -> None:
    assert is_short_for("澜州水务局", "澜州市水务局")
    assert not is_short_for("澜水务局", "澜州市水务局")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("澜州水务局2025年机关运行经费是多少", "10.00"),
        ("东南拓印中心2025年机关运行经费是多少", "30.00"),
        ("国家碑刻保护局2025年机关运行经费是多少", "20.00"),
    ],
)
def test_short_names_find_their_unit(question: str, value: str, sources: Sources) -> None:
    assert f"{value} 万元" in ask(question, sources).text


@pytest.mark.parametrize(
    "question",
    ["石榴县中医院2025年机关运行经费是多少", "石榴县农牧局2025年机关运行经费是多少"],
)
def test_another_office_of_the_same_place_is_a_stranger(question: str, sources: Sources) -> None:
    found = ask(question, sources)
    assert found.refused
    assert "文库中没有" in found.text


FINAL = """# 2025年澜州市气象局部门决算

## 一、机关运行经费情况

2025年机关运行经费支出 88.00 万元，比年初预算减少 4.00 万元，下降 4.35%；比2024年减少 2.00 万元，下降 2.22%。
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("澜州市气象局2025年机关运行经费比上年减少多少", "2.00"),
        ("澜州市气象局2025年机关运行经费比上年下降多少百分比", "2.22"),
        ("澜州市气象局2025年机关运行经费比年初预算减少多少", "4.00"),
    ],
)
def test_the_change_from_the_budget_is_not_the_change_from_the_year_before(
    question: str, value: str, tmp_path: Path
) -> None:
    found = ask(question, library(tmp_path, FINAL))
    assert str(found.figures[-1].value).lstrip("-").startswith(value) or value in found.text
    other = {"2.00": "4.00", "2.22": "4.35", "4.00": "2.00"}[value]
    assert other not in found.text
