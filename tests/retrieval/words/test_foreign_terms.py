"""A term that a document does not print is not answered with its neighbour."""

from __future__ import annotations

import pytest

from retrieval.words.everyday import Everyday, everyday
from retrieval.words.foreign_terms import cannot_mean, is_by_definition_another


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


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("到国外去的盘缠", "差旅费"),
        ("解放前参加工作的老同志", "退休费"),
        ("贴给厂家的钱", "对个人和家庭的补助"),
    ],
)
def test_what_the_classification_keeps_apart_is_not_meant(asked: str, other: str) -> None:
    assert is_by_definition_another(asked, _item(other))


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("出国和出差的路费", "差旅费"),
        ("企业退休工人的补贴", "对个人和家庭的补助"),
        ("老同志的待遇", "退休费"),
    ],
)
def test_two_things_joined_and_words_of_both_are_kept(asked: str, other: str) -> None:
    assert not is_by_definition_another(asked, _item(other))
