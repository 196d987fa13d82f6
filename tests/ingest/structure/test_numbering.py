"""The kinds of numbers headings start with, and what is no number of a heading."""

from __future__ import annotations

import pytest

from ingest.structure.numbering import numbering, plain_numbering


@pytest.mark.parametrize(
    ("line", "rank", "value", "title"),
    [
        ("第二部分 预算说明", 10, 2, "预算说明"),
        ("第三章 名词解释", 10, 3, "名词解释"),
        ("第二节 机构设置", 12, 2, "机构设置"),
        ("一、主要职责", 20, 1, "主要职责"),
        ("（三）项目支出", 30, 3, "项目支出"),
        ("2．办公费", 40, 2, "办公费"),
        ("1.2 机构设置", 42, 2, "机构设置"),
        ("2.2.3 项目支出", 44, 3, "项目支出"),
        ("（4）培训费", 50, 4, "培训费"),
        ("⑤会议费", 60, 5, "会议费"),
    ],
)
def test_every_kind_of_number_has_its_rank(line: str, rank: int, value: int, title: str) -> None:
    found = numbering(line)
    assert found is not None
    assert (found.rank, found.value, found.title) == (rank, value, title)


@pytest.mark.parametrize(
    "line", ["1.2万元", "3.5个百分点", "2024年收入", "1.5倍", "第一条 根据", "12.50"]
)
def test_amounts_and_articles_are_no_headings(line: str) -> None:
    assert numbering(line) is None


@pytest.mark.parametrize(
    ("line", "is_one"), [("2 收支情况", True), ("5 万元", False), ("3 个科室", False)]
)
def test_a_bare_number_stands_before_a_title_never_before_a_measure(
    line: str, is_one: bool
) -> None:
    assert (plain_numbering(line) is not None) is is_one


@pytest.mark.parametrize(
    "line",
    ["第 二 部分 概况", "十四、其他", "（三）支出", "(3) 支出", "３、支出", "2.1 收入", "①人员"],
)
def test_every_way_to_begin_with_a_number_is_one(line):
    assert numbering(f"  {line}") is not None
