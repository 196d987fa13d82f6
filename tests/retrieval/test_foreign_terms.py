"""A term that a document does not print is not answered with its neighbour."""

from __future__ import annotations

import pytest

from retrieval.everyday import Everyday, everyday
from retrieval.foreign_terms import cannot_mean


def _item(title: str) -> Everyday:
    return next(item for item in everyday() if item.title == title)


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("停车场收入", "差旅费"),
        ("供暖收费", "取暖费"),
        ("河道管护覆盖率达到", "物业管理费"),
        ("库房租赁利息", "租赁费"),
        ("学费挣的钱", "助学金"),
    ],
)
def test_a_term_of_its_own_does_not_mean_its_neighbour(asked: str, nearest: str) -> None:
    assert cannot_mean(asked, _item(nearest))


@pytest.mark.parametrize(
    ("asked", "nearest"), [("出差坐车住店", "差旅费"), ("给车加油", "公务用车运行维护费")]
)
def test_everyday_words_may_mean_an_item(asked: str, nearest: str) -> None:
    assert not cannot_mean(asked, _item(nearest))
