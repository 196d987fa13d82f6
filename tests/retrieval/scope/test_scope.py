"""Units by their short names, strangers, and years, as people write them."""

from __future__ import annotations

import pytest

from retrieval.scope.scope import is_short_for, read_scope, unit_keys
from retrieval.words.lexicon import folded
from tests.retrieval.budgets import Row

FINANCE = "北河市云江区财政局"
CATALOGUE = [
    Row("1", "a", FINANCE, 2025, "部门预算", None),
    Row("2", "b", "北河市明湖区科技创新局（本级）", 2024, "部门预算", None),
    Row("3", "c", "北河市云江区人民政府青石街道办事处", 2024, "部门预算", None),
]


@pytest.mark.parametrize(
    "short", ["云江区财政局", "云江财政局", "云江财局", "区财政局", "财政局", "北河市云江财局"]
)
def test_a_short_name_keeps_the_place_and_the_order_of_characters(short: str) -> None:
    assert is_short_for(short, FINANCE)


@pytest.mark.parametrize("other", ["政局", "云江区审计局", "南山区财政局", "局", "财政所"])
def test_other_names_are_no_short_names(other: str) -> None:
    assert not is_short_for(other, FINANCE)


@pytest.mark.parametrize(
    "wording", ["科创局", "明湖科技局", "区科技创新局", "明湖区科技创新局(本级)"]
)
def test_an_abbreviation_of_the_core_names_the_unit(wording: str) -> None:
    assert read_scope(folded(f"{wording}2024年收入"), CATALOGUE).units == (
        "北河市明湖区科技创新局",
    )


def test_a_sub_district_is_known_without_its_office() -> None:
    assert read_scope("青石街道2024年收入", CATALOGUE).units == (
        "北河市云江区人民政府青石街道办事处",
    )


@pytest.mark.parametrize("stranger", ["南山区财政局", "云江区税务局", "白石街道"])
def test_a_name_of_nobody_in_the_library_is_a_stranger(stranger: str) -> None:
    assert read_scope(f"{stranger}2025年收入", CATALOGUE).strangers


def test_an_item_that_starts_like_an_office_is_no_stranger() -> None:
    assert not read_scope("云江财局财政委托业务支出", CATALOGUE).strangers


@pytest.mark.parametrize(
    ("wording", "years"),
    [
        ("2019年度", (2019,)),
        ("24年", (2024,)),
        ("二〇二四年", (2024,)),
        ("2023到2025年", (2023, 2024, 2025)),
    ],
)
def test_years_in_every_way_of_writing(wording: str, years: tuple[int, ...]) -> None:
    assert read_scope(f"{wording}三公经费", CATALOGUE).years == years


def test_a_year_compared_with_is_not_the_year_asked() -> None:
    scope = read_scope("2024年比2023年减少多少", CATALOGUE)
    assert (scope.years, scope.compared) == ((2024,), (2023,))


def test_last_year_is_asked_but_not_when_compared_with() -> None:
    assert read_scope("去年三公经费", CATALOGUE).relative == (-1,)
    assert read_scope("三公经费比上年减少多少", CATALOGUE).relative == ()


def test_an_amount_is_no_year() -> None:
    assert read_scope("支出2031.07万元", CATALOGUE).years == ()


def test_one_unit_printed_with_and_without_its_city_has_one_key() -> None:
    rows = [CATALOGUE[0], Row("4", "d", "云江区财政局（本级）", 2024, "单位预算", None)]
    assert len(set(unit_keys(rows).values())) == 1


def test_a_name_does_not_end_inside_a_term_of_the_field() -> None:
    town = [Row("4", "d", "北河市云江区石桥镇人民政府", 2024, "部门预算", None)]
    scope = read_scope("石桥镇2024年政府性基金支出多少", town)
    named = [scope.text[span.start : span.end] for span in scope.named]
    assert named == ["石桥镇"]
    assert not read_scope("云江区财政局2025年政府采购预算", town).units
