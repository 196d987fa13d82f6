"""A number between dashes is that of the page, also where recognition reads the dashes as strokes."""

from __future__ import annotations

import pytest

from ingest.ruled.page_numbers import is_page_number


@pytest.mark.parametrize("text", ["- 6 -", "—6—", "一6ー", "ー 12 一", "第 6 页 共 20 页"])
def test_a_page_number_is_told_by_its_dashes(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["6 个单位", "一6元一", "ー6万元"])
def test_other_text_with_a_number_is_none(text: str) -> None:
    assert not is_page_number(text)
