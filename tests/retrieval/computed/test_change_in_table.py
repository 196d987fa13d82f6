"""A change said in prose that the table's two years deny is shown with both; rounding denies nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.retrieval.budgets import ask, budget, library

QUESTION = "云江区财政局2025年三公经费比上年减少多少？"


def test_a_change_that_the_table_denies_is_shown_with_both(tmp_path: Path) -> None:
    found = ask(QUESTION, library(tmp_path, budget(sangong_before="17.30")))
    assert found.kind == "conflicting"
    assert {abs(f.value) for f in found.figures if f.value} >= {Decimal("2.00"), Decimal("2.30")}


@pytest.mark.parametrize("before", ["17.00", "17.004"])
def test_a_change_within_the_rounding_agrees(before: str, tmp_path: Path) -> None:
    found = ask(QUESTION, library(tmp_path, budget(sangong_before=before)))
    assert found.kind == "found"


def test_a_whole_number_near_the_change_is_its_rounding(tmp_path: Path) -> None:
    text = budget(sangong="25.00", table_sangong="25.00", sangong_before="45.40")
    text = text.replace("减少 2.00 万元", "减少 20 万元")
    assert ask(QUESTION, library(tmp_path, text)).kind == "found"


def test_a_whole_number_far_from_the_change_is_another(tmp_path: Path) -> None:
    text = budget(sangong_before="17.30").replace("减少 2.00 万元", "减少 2 万元")
    assert ask(QUESTION, library(tmp_path, text)).kind == "conflicting"
