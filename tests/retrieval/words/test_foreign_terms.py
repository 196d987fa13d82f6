"""A term that a document does not print is not answered with its neighbour."""

from __future__ import annotations

import pytest

from retrieval.words.everyday import Everyday, everyday
from retrieval.words.foreign_terms import (
    cannot_mean,
    is_by_definition_another,
    is_of_the_other_end,
)


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
        ("停车费收", "公务用车运行维护费"),
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


def test_what_is_left_is_of_the_end_of_the_year_that_is_said() -> None:
    before, after = _item("上年结转"), _item("结转下年")
    for asked, other, meant in (
        ("2023年底还剩多少没花完、留到下一年用", before, after),
        ("从上年留下来接着用的钱", after, before),
    ):
        assert is_of_the_other_end(asked, other)
        assert not is_of_the_other_end(asked, meant)
    assert not is_of_the_other_end("没花完的钱", before)
