"""Rows printed under names of their own: narrowed items, and purchases that are told whole."""

from __future__ import annotations

import pytest

from retrieval.everyday.printed_rows import finer_rows, told_whole


def test_a_row_that_narrows_an_item_by_a_word_of_the_question_is_finer() -> None:
    labels = {"公务接待费", "国内接待费", "外事接待费"}
    assert finer_rows("给国内来的客人吃饭住宿", ["公务接待费"], labels) == ["国内接待费"]


def test_a_narrowed_row_may_end_in_another_word_for_spending() -> None:
    labels = {"公务接待费", "国内公务接待支出"}
    assert finer_rows("给国内来的客人吃饭", ["公务接待费"], labels) == ["国内公务接待支出"]


def test_a_short_tail_narrows_nothing() -> None:
    assert finer_rows("寄信交邮费", ["电费"], {"电费", "邮电费"}) == []


@pytest.mark.parametrize(
    ("asked", "label", "whole"),
    [
        ("网络运维", "电信服务", False),
        ("买宽带", "电信服务", True),
        ("买笔记本", "便携式计算机", True),
    ],
)
def test_a_purchase_is_told_whole_where_nothing_else_is_said(
    asked: str, label: str, whole: bool
) -> None:
    assert told_whole(asked, label) is whole
