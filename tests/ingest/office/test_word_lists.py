"""List numbers print in every shape that Chinese documents use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingest.office.word_lists import Lists, counted

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _lists(shape: str, text: str = "%1", start: int = 1, suffix: str = "nothing") -> Lists:
    tree = etree.fromstring(
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        f'<w:start w:val="{start}"/><w:numFmt w:val="{shape}"/><w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    return Lists.read(tree)


@pytest.mark.parametrize(
    ("shape", "first", "twelfth"),
    [
        ("decimal", "1", "12"),
        ("decimalZero", "01", "12"),
        ("decimalFullWidth", "１", "１２"),
        ("decimalEnclosedCircleChinese", "①", "⑫"),
        ("chineseCountingThousand", "一", "十二"),
        ("japaneseCounting", "一", "十二"),
        ("ideographDigital", "一", "一二"),
        ("chineseLegalSimplified", "壹", "壹拾贰"),
        ("ideographTraditional", "甲", "乙"),
        ("upperLetter", "A", "L"),
        ("lowerRoman", "i", "xii"),
        ("none", "", ""),
        ("somethingNew", "1", "12"),
    ],
)
def test_a_number_prints_in_its_shape(shape: str, first: str, twelfth: str) -> None:
    lists = _lists(shape)
    labels = [lists.label("1", 0) for _ in range(12)]
    assert (labels[0], labels[11]) == (first, twelfth)


@pytest.mark.parametrize(
    ("n", "text"),
    [(1, "一"), (10, "十"), (20, "二十"), (21, "二十一"), (105, "一百〇五"), (0, "0")],
)
def test_numbers_are_counted_as_people_count(n: int, text: str) -> None:
    assert counted(n) == text


@given(st.integers(1, 9999))
def test_no_two_numbers_are_counted_alike(n: int) -> None:
    assert counted(n) != counted(n + 1)


def test_a_label_ends_in_a_space_unless_its_mark_closes_it() -> None:
    assert _lists("decimal", "%1.", suffix="tab").label("1", 0) == "1. "
    assert _lists("chineseCounting", "%1、", suffix="tab").label("1", 0) == "一、"
    assert _lists("chineseCounting", "第%1部分", suffix="space").label("1", 0) == "第一部分 "


def test_a_list_starts_where_it_says() -> None:
    assert _lists("decimal", start=5).label("1", 0) == "5"


def test_an_unknown_list_prints_nothing() -> None:
    assert Lists.read(None).label("9", 0) == ""
    assert _lists("decimal").label("1", 3) == ""
