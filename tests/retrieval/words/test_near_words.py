"""Slips are forgiven, other words are not taken for slips."""

from __future__ import annotations

import pytest

from retrieval.words.near_words import closest, held_by, misspelt

LABELS = {
    "公务接待费": frozenset({"公务接待费"}),
    "义务兵家庭优待金": frozenset({"义务兵家庭优待金"}),
    "其他收入": frozenset({"其他收入"}),
    "上级补助收入": frozenset({"上级补助收入"}),
}


@pytest.mark.parametrize("typed", ["公务接代费", "公务接接待费"])
def test_one_wrong_or_doubled_character_is_forgiven(typed: str) -> None:
    found = misspelt(typed, [(0, len(typed))], LABELS)
    assert found is not None
    assert found[2] == "公务接待费"


@pytest.mark.parametrize("typed", ["下级补助收入", "上级补助支入", "其它收入", "税务接待费"])
def test_another_name_is_not_a_slip(typed: str) -> None:
    assert misspelt(typed, [(0, len(typed))], LABELS) is None


def test_most_of_a_label_in_its_order_is_the_label() -> None:
    assert closest("当兵家庭发的优待金", ["当兵", "庭"], LABELS) == {"义务兵家庭优待金"}


def test_a_word_no_label_shares_gives_none() -> None:
    assert not closest("义务兵家庭优待金中标人", ["中标人"], LABELS)


def test_a_short_name_of_other_goods_is_no_slip() -> None:
    labels = {"台式计算机": frozenset({"台式计算机"})}
    assert closest("平板式计算机", ["板式"], labels) == frozenset()


def test_the_name_of_a_unit_is_no_misspelt_label() -> None:
    asked = "袁川市妇幼保健院开放床位有多少张"
    assert misspelt(asked, [(8, 12)], ["妇幼保健院区"]) is not None
    assert misspelt(asked, [(8, 12)], ["妇幼保健院区"], held=[(0, 8)]) is None


def test_an_item_that_was_understood_is_not_stretched_into_another_label() -> None:
    assert not held_by("绩效评价服务", "政府购买服务")
    assert held_by("优待金", "义务兵家庭优待金")
