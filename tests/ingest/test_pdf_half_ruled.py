"""Tables that rule only a part of themselves: their header, their columns, the shading of a header."""

from __future__ import annotations

import pytest

COLUMNS = (72, 252, 342, 432, 522)
HEAD = ("项目", "合计", "基本支出", "项目支出")
ROWS = [
    ("一、教育支出", "1,211.30", "1,000.00", "211.30"),
    ("进修及培训", "", "", ""),
    ("机关事业单位基本养老保险缴费支出", "629.20", "", "629.20"),
    ("合计", "1,848.50", "1,008.00", "840.50"),
]


def rule(press, y, first=COLUMNS[0], last=COLUMNS[-1]):
    press.sheet.draw_line((first, y), (last, y), width=0.7)


def down(press, top, bottom):
    for x in COLUMNS:
        press.sheet.draw_line((x, top), (x, bottom), width=0.7)


def row(press, texts, y):
    for left, text in zip(COLUMNS, texts, strict=False):
        if text:
            press.line(text, y=y, x=left + 4, size=9)


def rows(press, y, texts=ROWS, pitch=20):
    for index, each in enumerate(texts):
        row(press, each, y + pitch * index)


def boxed_head(press, y):
    rule(press, y)
    rule(press, y + 20)
    down(press, y, y + 20)
    row(press, HEAD, y + 13)


@pytest.mark.parametrize("across", [False, True])
def test_rows_under_a_header_with_rules_around_it_stand_in_its_columns(press, as_grid, across):
    press.page()
    press.line("部门支出总表", y=80, x=250)
    boxed_head(press, 100)
    rows(press, 134)
    if across:
        for y in (140, 160, 180, 200):
            rule(press, y)
    press.line("注：数字经四舍五入。", y=240, x=72)
    [table] = press.tables()
    assert as_grid(table) == [list(HEAD), *map(list, ROWS)]


def test_rows_under_a_header_with_rules_go_on_at_the_top_of_the_next_page(press, as_grid):
    press.page()
    boxed_head(press, 680)
    rows(press, 714, ROWS[:3])
    press.page()
    rows(press, 80, ROWS[:1] * 3)
    [table] = press.tables()
    assert len(as_grid(table)) == 7


def test_prose_under_the_empty_form_is_no_row_of_it(press, as_grid):
    press.page()
    boxed_head(press, 100)
    press.line("2024年本部门没有使用政府性基金预算拨款安排的支出，上年为 12.50 万元。", y=140, x=72)
    tables = press.tables()
    assert [len(as_grid(table)) for table in tables] in ([], [1])


def test_a_shaded_header_alone_keeps_its_rows_where_another_table_follows(press, as_grid):
    press.page()
    for y in (100, 300):
        press.line("部门支出总表" if y == 100 else "部门收入总表", y=y - 25, x=250)
        press.sheet.draw_rect((72, y, 522, y + 20), fill=(0.8, 0.85, 0.9), color=None)
        row(press, HEAD, y + 13)
        rows(press, y + 34, ROWS[::2])
    both = press.tables()
    assert [as_grid(table) for table in both] == [[list(HEAD), *map(list, ROWS[::2])]] * 2


def test_rows_without_figures_between_rules_down_are_rows(press, as_grid):
    press.page()
    for y in (100, 120, 206):
        rule(press, y)
    down(press, 100, 206)
    row(press, HEAD, 113)
    rows(press, 134)
    [table] = press.tables()
    assert as_grid(table) == [list(HEAD), *map(list, ROWS)]


def test_a_table_without_any_rule_is_read_under_its_unit_and_said_to_be_uncertain(press, as_grid):
    press.page()
    press.line("部门支出总表", y=80, x=250)
    press.line("单位：万元", y=95, x=460, size=9)
    row(press, HEAD, 113)
    rows(press, 134)
    press.line("二、其他说明", y=230, x=72)
    [table] = press.tables()
    assert as_grid(table) == [list(HEAD), *map(list, ROWS)]
    assert "没有框线" in table.uncertain[0]


def test_sentences_under_a_unit_are_no_table(press):
    press.page()
    press.line("单位：万元", y=95, x=460, size=9)
    press.line("2024年收入预算 1,848.50 万元，其中基本支出 1,008.00 万元。", y=113, x=72, size=9)
    press.line("项目支出 840.50 万元，与上年持平 840.50 万元。", y=130, x=72, size=9)
    assert press.tables() == []
