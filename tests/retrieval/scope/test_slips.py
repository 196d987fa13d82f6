"""Names of units typed with one wrong character: only one that sounds alike, and the reader is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.scope.slips import sounds_alike
from tests.retrieval.budgets import ask, budget, library


@pytest.mark.parametrize("name", ["云江区材政局", "运江区财政局", "云江财正局"])
def test_a_character_of_the_same_sound_is_put_right_and_said(name: str, tmp_path: Path) -> None:
    found = ask(f"{name}2025年机关运行经费是多少", library(tmp_path, budget()))
    assert [figure.value for figure in found.figures] == [Decimal("80.00")]
    assert found.text.startswith("按“")


@pytest.mark.parametrize("name", ["明江区财政局", "云山区财政局", "云江区民政局"])
def test_another_place_or_office_is_never_taken_for_a_slip(name: str, tmp_path: Path) -> None:
    assert ask(f"{name}2025年机关运行经费是多少", library(tmp_path, budget())).refused


def test_two_units_as_near_are_not_chosen_between(tmp_path: Path) -> None:
    other = budget().replace("云江区", "韵江区")
    found = ask("运江区财政局2025年机关运行经费是多少", library(tmp_path, budget(), other))
    assert found.kind in ("not_found", "ambiguous")


def test_alike_is_by_sound_not_by_shape() -> None:
    assert sounds_alike("湖", "胡")
    assert not sounds_alike("岗", "华")
