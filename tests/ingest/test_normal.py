from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Span
from ingest.normal import normalise

SIGNS = "一二万元（）０１5６.,，。 \t\n\u3000$\\geq%<b>/**#aZ—“”㎡½"


def test_width_blanks_and_markup_go() -> None:
    normal = normalise("（二）增加５\n\n万元，<b>增长</b> $\\geq 13.2\\%$；")
    assert normal.text == "(二)增加5万元,增长≥13.2%;"


def test_a_blank_stays_between_two_words_or_two_numbers() -> None:
    assert normalise("OA  系统 VPN 2 台 3 4").text == "OA系统VPN 2台3 4"


def test_a_number_in_pieces_leads_back_to_its_pieces() -> None:
    text = "比上年增加 5\n\n万元，持平"
    normal = normalise(text, [(0, 7), (9, 14)])
    at = normal.text.index("5万元")
    assert normal.back(at, at + 3) == (Span(6, 7), Span(9, 11))


def test_find_gives_the_place_of_a_differently_printed_text() -> None:
    text = "因公出国 （境） 费用"
    (span,) = normalise(text).find("因公出国(境)费用")
    assert text[span.start : span.end] == text


def test_nothing_leads_back_to_nothing() -> None:
    assert normalise("甲乙").back(1, 1) == ()
    assert normalise("甲乙").find("丙") == ()


@given(st.text(alphabet=SIGNS, max_size=60))
def test_every_sign_leads_back_to_what_it_came_from(text: str) -> None:
    normal = normalise(text)
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    assert list(normal.starts) == sorted(normal.starts)
    for index in range(len(normal.text)):
        (span,) = normal.back(index, index + 1)
        assert 0 <= span.start < span.end <= len(text)
        source = text[span.start : span.end]
        known = normal.text[index] in unicodedata.normalize("NFKC", source)
        assert known or source[0] in "—“”\\" or source.isspace()


@given(st.text(alphabet=SIGNS.replace("<", "").replace("\\", ""), max_size=60))
def test_normalising_twice_changes_no_digit(text: str) -> None:
    once = normalise(text).text
    assert [c for c in normalise(once).text if c.isdigit()] == [c for c in once if c.isdigit()]
