"""Places said once for several units, several places for one kind of unit, names that fit too many."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.understand.sources import Sources
from tests.retrieval.budgets import ask, budget, library

PLACES = ("北河市云江区", "北河市临塘县", "青屿市沙岬区")


def of(place: str, office: str, running: str) -> str:
    return (
        budget(running=running)
        .replace("北河市云江区财政局", place + office)
        .replace("云江区财政局", place[3:] + office)
    )


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    texts = [
        of(place, office, f"{10 * (number + 1) + offset}.00")
        for number, place in enumerate(PLACES)
        for offset, office in ((0, "水务局"), (5, "统计局"))
    ]
    return library(tmp_path_factory.mktemp("places"), *texts)


def values(question: str, sources: Sources) -> list[Decimal]:
    return [figure.value for figure in ask(question, sources).figures]


def test_a_second_unit_is_in_the_place_of_the_first(sources: Sources) -> None:
    question = "2025年临塘县水务局和统计局的机关运行经费各是多少"
    assert values(question, sources) == [Decimal(20), Decimal(25)]


@pytest.mark.parametrize(
    "question",
    [
        "云江区和沙岬区的统计局2025年机关运行经费各是多少",
        "云江、沙岬两区统计局2025年机关运行经费各是多少",
    ],
)
def test_one_kind_of_unit_in_two_places_is_two_units(question: str, sources: Sources) -> None:
    assert values(question, sources) == [Decimal(15), Decimal(35)]


def test_a_name_that_fits_a_unit_in_every_place_is_asked_back(tmp_path: Path) -> None:
    cities = [
        f"{a}{b}市{c}{d}县" for a in "岚绛沧梧" for b in "屿川" for c in "枫桐" for d in "汀岭洲坪"
    ]
    texts = [of(city, "水务局", f"{number}.00") for number, city in enumerate(cities, 1)]
    found = ask("水务局2025年机关运行经费是多少", library(tmp_path, *texts))
    assert found.kind == "ambiguous"
    assert not found.figures


def test_two_items_of_nobody_in_particular_are_asked_back(sources: Sources) -> None:
    said = ask("2025年机关运行经费和公务接待费合计是多少", sources)
    assert said.kind == "ambiguous"
    assert "请指明单位" in said.text
