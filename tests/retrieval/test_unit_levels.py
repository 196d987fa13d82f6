"""Whose paper a question speaks of: never the district's for the city's; a name without its 局."""

from __future__ import annotations

import pytest

from retrieval.computed.parts import parts_of
from retrieval.scope.unit_names import is_short_for, is_stem_of, short_zone

DISTRICT = "北河市云江区财政局"


@pytest.mark.parametrize("said", ["北河市财政局", "市财政局", "北河财政局"])
def test_the_office_of_the_city_is_not_that_of_its_district(said: str) -> None:
    assert not is_short_for(said, DISTRICT)


@pytest.mark.parametrize("said", ["云江财政局", "区财政局", "北河市云江区财政局", "北河云江财政局"])
def test_the_district_by_its_own_place_is_meant(said: str) -> None:
    assert is_short_for(said, DISTRICT)


def test_a_street_office_is_in_one_place_only() -> None:
    assert is_short_for("北河市松泉街道", "北河市云江区松泉街道办事处")


def test_an_office_may_be_named_without_its_last_word_but_not_by_its_task_alone() -> None:
    assert is_stem_of("云江财政", DISTRICT)
    assert not is_stem_of("财政", DISTRICT)
    assert not is_stem_of("北河财政", DISTRICT)


def test_zones_go_by_their_short_names() -> None:
    assert short_zone("岚州高新技术产业开发区") == "岚州高新区"
    assert is_short_for("岚州高新区科技局", "岚州高新技术产业开发区科学技术局")


def test_an_amount_asked_behind_an_item_asks_for_that_item() -> None:
    assert parts_of(["云江财政局2025年水费呢，要花几万"]) == ()
