"""Tables over pages: what belongs together is one table, what does not stays apart."""

from __future__ import annotations

import pytest

HEAD = ["科目编码", "科目名称", "合计"]
WIDTHS = [80, 90, 90]


def body(*codes):
    return [[str(code), "行政运行", f"{code / 100:,.2f}"] for code in codes]


@pytest.fixture
def over_pages(press, ruled):
    """Print fragments, each the only table of its page, with lines above it."""

    def print_pages(*pages, widths=WIDTHS, later=None, spans=None):
        for number, (above, rows) in enumerate(pages, 1):
            press.page()
            press.line(f"- {number} -", y=815, x=280)
            for index, text in enumerate(above):
                press.line(text, y=60 + 16 * index)
            spanned = (spans or {}).get(number, {})
            here = later if later and number > 1 else widths
            press.table(ruled(rows, widths=here, spans=spanned), y=60 + 16 * len(above))
        return press.tables()

    return print_pages


def test_a_table_goes_on_over_the_page_without_its_head(over_pages, as_grid):
    [table] = over_pages(
        (["表一", "单位：万元"], [HEAD, *body(2010101, 2010102)]),
        ([], body(2080505, 2210201)),
        ([], body(2210203)),
    )
    assert as_grid(table) == [HEAD, *body(2010101, 2010102, 2080505, 2210201, 2210203)]
    assert table.pages == (1, 2, 3)
    assert {part.page for cell in table.cells for part in cell.parts} == {1, 2, 3}


def test_a_repeated_head_is_dropped(over_pages, as_grid):
    head = [["科目", "", "预算数"], ["编码", "名称", ""]]
    spans = {page: {(0, 0): (1, 2), (0, 2): (2, 1)} for page in (1, 2)}
    [table] = over_pages(
        (["单位：万元"], [*head, *body(2010101)]), ([], [*head, *body(2210201)]), spans=spans
    )
    assert as_grid(table) == [*head, *body(2010101, 2210201)]


def test_a_repeated_title_with_the_head_is_the_same_table(over_pages, press, as_grid):
    title = ["部门支出总表", "单位：万元"]
    [table] = over_pages((title, [HEAD, *body(2010101)]), (title, [HEAD, *body(2210201)]))
    assert as_grid(table) == [HEAD, *body(2010101, 2210201)]
    assert [line.furniture for line in press.lines() if line.page == 2] == [True] * 3


def test_a_continued_table_may_say_so(over_pages, as_grid):
    [table] = over_pages(
        (["表二 支出总表", "单位：万元"], [HEAD, *body(2010101)]),
        (["续表二", "单位：万元"], [HEAD, *body(2210201)]),
    )
    assert as_grid(table) == [HEAD, *body(2010101, 2210201)]


@pytest.mark.parametrize(("above", "tables"), [(["续表", "单位：万元"], 1), (["表三 支出总表"], 2)])
def test_a_continued_table_may_have_columns_of_other_widths_under_the_same_head(
    over_pages, as_grid, above, tables
):
    made = over_pages(
        (["表二 支出总表", "单位：万元"], [HEAD, *body(2010101)]),
        (above, [HEAD, *body(2210201)]),
        later=[100, 60, 100],
    )
    assert len(made) == tables
    assert as_grid(made[0])[1:] == body(2010101, 2210201)[: 3 - tables]


def test_the_same_form_again_under_the_same_title_is_another_table(over_pages):
    title, form = ["项目绩效目标表"], [["项目名称", "甲项目", ""], ["金额", "1.00", ""]]
    other = [["项目名称", "乙项目", ""], ["金额", "2.00", ""]]
    assert len(over_pages((title, form), (title, other))) == 2


def test_another_table_under_the_same_head_and_title_is_another_table(over_pages):
    title = ["支出总表", "单位：万元"]
    assert len(over_pages((title, [HEAD, *body(2010101)]), (title, [HEAD, *body(2010101)]))) == 2


def test_a_title_or_a_unit_between_them_parts_two_tables(over_pages):
    first = (["表一"], [HEAD, *body(2010101)])
    assert len(over_pages(first, (["表二"], [HEAD, *body(2010101)]))) == 2


def test_a_note_under_the_first_part_ends_the_table(press, ruled):
    press.page()
    end = press.table(ruled([HEAD, *body(2010101)], widths=WIDTHS), y=60)
    press.line("注：以上为部门汇总数。", y=end + 15)
    press.page()
    press.table(ruled(body(2080505), widths=WIDTHS), y=60)
    assert len(press.tables()) == 2


def test_the_number_of_columns_alone_joins_nothing(press, ruled):
    press.page()
    press.table(ruled([HEAD, *body(2010101)], widths=WIDTHS), y=60)
    press.page()
    press.table(ruled(body(2080505), widths=[120, 60, 80]), y=60)
    assert len(press.tables()) == 2


def test_a_last_page_with_merged_cells_only_keeps_the_columns(over_pages, as_grid):
    [table] = over_pages(
        (["单位：万元"], [HEAD, *body(2010101)]),
        ([], [["合计", "", "20,101.01"]]),
        spans={2: {(0, 0): (1, 2)}},
    )
    assert as_grid(table)[-1] == ["合计", "", "20,101.01"]
    assert table.columns == 3


def test_a_page_of_blank_rows_does_not_cut_the_table(over_pages, as_grid):
    [table] = over_pages(
        (["单位：万元"], [HEAD, *body(2010101)]), ([], [["", "", ""]]), ([], body(2210201))
    )
    assert as_grid(table) == [HEAD, *body(2010101, 2210201)]


def test_a_label_cut_by_the_page_end_is_one_label(over_pages, as_grid):
    [table] = over_pages(
        ([], [HEAD, *body(2010101, 2010102), ["2080505", "机关事业单位基本养", "142.00"]]),
        ([], [["", "老保险缴费支出", ""], *body(2210201)]),
    )
    assert as_grid(table)[3] == ["2080505", "机关事业单位基本养老保险缴费支出", "142.00"]
    assert table.height == 5
    label = next(cell for cell in table.cells if "养老" in cell.text)
    assert [part.page for part in label.parts] == [1, 2]


def test_a_row_without_numbers_that_begins_like_a_row_is_a_row(over_pages, as_grid):
    rows = [["一、教育支出", "", "1.00"], ["二、住房保障支出", "", "2.00"]]
    rest = [["三、其他支出", "", ""], ["合计", "", "3.00"]]
    [table] = over_pages(([], [["项目", "备注", "金额"], *rows]), ([], rest))
    assert as_grid(table)[3] == ["三、其他支出", "", ""]


def test_a_short_label_at_the_page_end_takes_nothing_from_the_next_page(over_pages, as_grid):
    rows = [["外交支出", "", ""], ["国防支出", "", ""], ["教育支出", "", "1.00"]]
    [table] = over_pages(([], [["项目", "备注", "金额"], *rows]), ([], [["住房支出", "", ""]]))
    assert as_grid(table)[-1] == ["住房支出", "", ""]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [("1,210.1", "0", "1,210.10"), ("51,4", "47.00", "51,447.00"), ("12.", "50", "12.50")],
)
def test_a_number_cut_by_the_page_end_is_one_number(over_pages, as_grid, above, below, whole):
    [table] = over_pages(
        ([], [HEAD, *body(2010101, 2010102), ["2080505", "职业年金", above]]),
        ([], [["", "", below], *body(2210201)]),
    )
    assert as_grid(table)[3] == ["2080505", "职业年金", whole]


def test_a_code_cut_by_the_page_end_is_one_code(over_pages, as_grid):
    [table] = over_pages(
        ([], [HEAD, *body(2010101, 2010102), ["210110", "行政单位医疗", "31.00"]]),
        ([], [["1", "", ""], *body(2210201)]),
    )
    assert as_grid(table)[3] == ["2101101", "行政单位医疗", "31.00"]


def test_whole_numbers_on_both_sides_of_the_page_end_stay_two(over_pages, as_grid):
    [table] = over_pages(([], [["项目", "", "数量"], ["甲", "", "12"]]), ([], [["乙", "", "3"]]))
    assert as_grid(table)[1:] == [["甲", "", "12"], ["乙", "", "3"]]


def test_a_merged_cell_goes_on_where_the_next_page_has_it_blank(over_pages):
    first = [["类别", "名称", "金额"], ["货物", "甲", "1.00"], ["", "乙", "2.00"]]
    second = [["", "丙", "3.00"], ["", "丁", "4.00"], ["服务", "戊", "5.00"]]
    [table] = over_pages(
        ([], first), ([], second), spans={1: {(1, 0): (2, 1)}, 2: {(0, 0): (2, 1)}}
    )
    goods = next(cell for cell in table.cells if cell.text == "货物")
    assert (goods.row, goods.row_span) == (1, 4)


def test_the_pages_of_a_bound_document_may_be_set_off(press, ruled):
    for x in (72, 100):
        press.page()
        press.table(ruled(body(2010101 + x), widths=WIDTHS), y=60, x=x)
    assert len(press.tables()) == 1


def test_a_double_rule_under_the_head_parts_nothing(press, ruled, as_grid):
    press.page()
    end = press.table(ruled([HEAD], widths=WIDTHS), y=60)
    press.table(ruled(body(2010101), widths=WIDTHS), y=end + 4)
    [table] = press.tables()
    assert as_grid(table) == [HEAD, *body(2010101)]


def test_a_row_left_open_by_the_page_end_goes_on_and_a_closed_one_does_not(press, ruled, as_grid):
    first = [["1", "云溪市档案馆", "保管"], ["2", "云溪市图书馆", "借阅、"]]
    second = [["", "", "展览"], ["3", "云溪市博物馆", "展览"]]
    third = [["", "分馆", "展览"]]
    press.page()
    press.table(ruled(first, open_below=True), y=60)
    press.page()
    press.table(ruled(second, open_above=True), y=60)
    press.page()
    press.table(ruled(third), y=60)
    [table] = press.tables()
    assert as_grid(table)[1:] == [
        ["2", "云溪市图书馆", "借阅、展览"],
        ["3", "云溪市博物馆", "展览"],
        ["", "分馆", "展览"],
    ]


def test_a_line_that_ends_before_a_number_or_a_mark_may_go_on(over_pages, as_grid):
    rows = [["单位", "职责", "备注"], ["甲馆", "承办全市档案年检以", ""]]
    [table] = over_pages(([], rows), ([], [["", "2031年度为准，", ""], ["乙馆", "借阅", ""]]))
    assert as_grid(table)[1] == ["甲馆", "承办全市档案年检以2031年度为准，", ""]
