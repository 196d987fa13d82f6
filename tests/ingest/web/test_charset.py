"""What text the bytes of a page are."""

from __future__ import annotations

import pytest

from ingest.errors import UnreadableText
from ingest.web.charset import decode_page

WORDS = "一、部门职责：负责“三公”经费——预算12.50万元。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_every_usual_encoding_is_told_without_a_declaration(encoding: str) -> None:
    words = "一、部門職責" if encoding == "big5" else WORDS
    declared = "<meta charset=big5>" if encoding == "big5" else ""
    assert decode_page(f"{declared}<p>{words}".encode(encoding), "a.html").text.endswith(words)


def test_a_few_broken_bytes_stay_visible_and_are_said() -> None:
    data = ("<p>" + WORDS * 50).encode("gb18030")
    decoded = decode_page(data[:200] + b"\xff" + data[200:], "a.html")
    assert "\ufffd" in decoded.text
    assert "字节" in decoded.warnings[0]


def test_an_unknown_declaration_is_passed_over() -> None:
    assert decode_page(f"<meta charset=klingon><p>{WORDS}".encode(), "a.html").text.endswith(WORDS)


def test_a_declaration_that_is_no_text_encoding_is_passed_over() -> None:
    assert decode_page(f"<meta charset=base64><p>{WORDS}".encode(), "a.html").text.endswith(WORDS)


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(UnreadableText, match="UTF-8"):
        decode_page(b"<p>" + bytes(range(128, 256)) * 40, "a.html")
