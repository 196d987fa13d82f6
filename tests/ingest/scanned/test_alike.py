"""Characters that look alike become the one that is meant where they stand."""

from __future__ import annotations

import pytest

from ingest.scanned.alike import folded


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [
        ("O", "0"),
        ("51，447", "51,447"),
        ("1,2O6.5O", "1,206.50"),
        ("(一)一般公共预算", "（一）一般公共预算"),
        ("一9一", "—9—"),
        ("C0207", "C0207"),
        ("一", "一"),
        ("_", "—"),
        ("——", "——"),
        ("l", "l"),
        ("COVID-19", "COVID-19"),
        ("建设工作;负责", "建设工作；负责"),
        ("2019年12月", "2019年12月"),
    ],
)
def test_a_character_is_what_its_surroundings_make_it(recognised, meant):
    assert folded(recognised)[0] == meant


def test_every_character_comes_with_those_it_cannot_be_told_from():
    text, alike = folded("51,4O7")
    assert len(text) == len(alike)
    assert "O" in alike[4]
