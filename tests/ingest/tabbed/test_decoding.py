from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import EmptyFile, UnreadableText
from ingest.tabbed.decoding import decode

LINE = "一、部门预算收入 1,234.50 万元\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_same_line_is_read_from_every_encoding(encoding: str) -> None:
    assert decode(LINE.encode(encoding), "预算.txt").text == LINE


def test_line_ends_are_kept_as_they_are() -> None:
    assert decode("甲\r\n乙\r丙\n".encode(), "预算.txt").text == "甲\r\n乙\r丙\n"


@pytest.mark.parametrize(
    "data", [bytes(range(128, 256)) * 4, b"\x00\x01\x02\x03" * 50, b"\xff" * 64]
)
def test_bytes_of_no_encoding_are_refused_with_the_remedy(data: bytes) -> None:
    with pytest.raises(UnreadableText, match=r"预算\.txt"):
        decode(data, "预算.txt")


def test_a_broken_utf16_file_says_where() -> None:
    with pytest.raises(UnreadableText, match="字节"):
        decode(LINE.encode("utf-16")[:-1], "预算.txt")


def test_white_space_only_is_an_empty_file() -> None:
    with pytest.raises(EmptyFile):
        decode(b"\n \t\r\n", "预算.txt")


def test_a_last_sign_cut_in_two_is_left_out_and_said() -> None:
    decoded = decode((LINE + "元").encode()[:-1], "预算.txt")
    assert decoded.text == LINE
    assert "截断" in decoded.warnings[0]


@given(st.text(alphabet="一二三四预算收支部门万元，。0123456789\n", min_size=4).filter(str.strip))
def test_everyday_text_survives_gb18030(text: str) -> None:
    assert decode((LINE + text).encode("gb18030"), "预算.txt").text == LINE + text


def test_a_file_put_together_from_two_encodings_is_read_line_by_line_and_said() -> None:
    decoded = decode((LINE * 3).encode() + (LINE * 3).encode("gb18030"), "预算.txt")
    assert decoded.text == LINE * 6
    assert "两种" in decoded.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_is_said_and_never_a_digit(encoding: str) -> None:
    data = (LINE * 40).encode(encoding)
    middle = data.index(b"234")
    decoded = decode(data[:middle] + b"\xff" + data[middle:], "预算.txt")
    assert decoded.text.replace("\ufffd", "", 1) == LINE * 40
    assert "1处" in decoded.warnings[-1]


def test_half_a_surrogate_is_said() -> None:
    decoded = decode((LINE * 40).encode() + b"\xed\xa0\x80", "预算.txt")
    assert decoded.text.startswith(LINE * 40)
    assert "读不出" in decoded.warnings[-1]


def test_zero_bytes_behind_a_text_are_nothing_and_inside_it_are_said() -> None:
    assert decode(LINE.encode() + b"\0" * 40, "预算.txt").text == LINE
    decoded = decode(LINE.encode().replace(b"234", b"2\x0034"), "预算.txt")
    assert "2\ufffd34" in decoded.text


def test_utf32_is_known_by_its_mark() -> None:
    assert decode(LINE.encode("utf-32"), "预算.txt").text == LINE
