"""Words for operations: one vocabulary, whole words, no reading of a word that only contains one."""

from __future__ import annotations

import re

import pytest

from retrieval.words.operation_words import ADDED_UP, ALIKE, HOW_MANY_OF, TOTALLED


@pytest.mark.parametrize(
    "said", ["加起来", "加在一起", "加到一块", "合起来", "相加", "之和", "合计起来"]
)
def test_things_are_added_up_in_many_words(said: str) -> None:
    assert re.fullmatch(ADDED_UP, said)
    assert re.fullmatch(TOTALLED, said)


@pytest.mark.parametrize("said", ["合计", "一共", "总共", "共计", "总和"])
def test_the_total_of_one_thing_adds_nothing_up(said: str) -> None:
    assert re.fullmatch(TOTALLED, said)
    assert re.search(ADDED_UP, said) is None


def test_pieces_stand_behind_one_another() -> None:
    assert re.search(rf"是否{ALIKE}吗", "两处是否一致吗")
    assert re.search(rf"等于|{ALIKE}", "两处吻合")


def test_a_count_is_no_amount() -> None:
    assert HOW_MANY_OF.search("有几家单位")
    assert HOW_MANY_OF.search("花了多少钱") is None
