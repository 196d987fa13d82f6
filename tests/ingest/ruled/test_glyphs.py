"""Characters become lines in the order in which they are read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.ruled.glyphs import Glyph, lines_of, text_of


def glyphs(text, x=0.0, baseline=100.0, size=10.0, gap=0.0):
    placed = []
    for char in text:
        width = size / 2 if char.isascii() else size
        placed.append(
            Glyph(char, x, baseline - size, x + width, baseline + 2, baseline, size, False)
        )
        x += width + gap
    return placed


@given(st.permutations(glyphs("收入总计", baseline=20) + glyphs("51,447", x=60, baseline=21)))
def test_the_order_of_drawing_does_not_matter(drawn):
    [line] = lines_of(drawn)
    assert line.text == "收入总计 51,447"
    assert len(line.edges) == len(line.text) + 1


def test_a_dash_drawn_as_one_sign_for_two_stays_before_the_next_character():
    first, second, after = glyphs("——人")
    half = second._replace(x0=first.x1 + 10.001, x1=first.x1 + 10.001)
    drawn = [first._replace(x1=first.x1 + 10), half, after]
    assert lines_of(drawn)[0].text == "——人"


def test_lines_of_a_cell_are_joined_from_top_to_bottom():
    drawn = glyphs("养老保险", baseline=40) + glyphs("机关事业", baseline=25)
    assert text_of(lines_of(drawn)) == "机关事业养老保险"


def test_a_spread_heading_has_no_spaces_between_its_characters():
    [line] = lines_of(glyphs("收支总表", gap=9))
    assert line.text == "收支总表"


def test_a_gap_between_two_words_is_a_space():
    [line] = lines_of(glyphs("第一部分") + glyphs("部门概况", x=48))
    assert line.text == "第一部分 部门概况"


def test_the_space_printers_leave_between_chinese_and_digits_is_none():
    [line] = lines_of(glyphs("预算") + glyphs("2031", x=23) + glyphs("年", x=46))
    assert line.text == "预算2031年"


def test_equal_digits_beside_each_other_are_two():
    [line] = lines_of(glyphs("1,110.00"))
    assert line.text == "1,110.00"


def test_blank_lines_are_left_out_and_ends_trimmed():
    assert lines_of(glyphs("  　")) == []
    assert [line.text for line in lines_of(glyphs(" 金 额 "))] == ["金 额"]


def test_the_size_of_a_line_is_that_of_most_characters():
    [line] = lines_of(glyphs("部门预算说明", size=12) + glyphs("大", x=80, size=15))
    assert line.size == 12


def _stacked(first: str, second: str) -> list[Glyph]:
    """Two lines of half-width signs of size 10 under each other."""
    return [
        Glyph(char, 5 * i, y, 5 * i + 5, y + 10, y + 8, 10, False)
        for text, y in ((first, 0), (second, 12))
        for i, char in enumerate(text)
    ]


def test_a_number_broken_by_a_narrow_column_is_one_number() -> None:
    assert text_of(lines_of(_stacked("1234", "567")), room=22) == "1234567"


def test_two_numbers_on_two_lines_of_a_wide_cell_stay_two() -> None:
    assert text_of(lines_of(_stacked("12", "13")), room=60) == "12 13"


def test_words_on_two_lines_are_joined_however_wide_the_cell_is() -> None:
    assert text_of(lines_of(_stacked("ab", "13")), room=60) == "ab13"


def test_a_small_raised_mark_stays_on_its_line_and_what_stands_lower_does_not():
    drawn = glyphs("合计", baseline=100) + glyphs("注", x=22, baseline=96, size=6)
    lines = lines_of([*drawn, *glyphs("金额", baseline=112), *glyphs("元", x=22, baseline=112)])
    assert [line.text for line in lines] == ["注", "合计", "金额元"]
    [line] = lines_of(glyphs("合计", baseline=100) + glyphs("注", x=22, baseline=98, size=6))
    assert line.text == "合计注"
