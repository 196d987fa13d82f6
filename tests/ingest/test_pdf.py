"""A page of a PDF: what becomes a table, what becomes a line, and where it stands."""

from __future__ import annotations

import pymupdf
import pytest

from ingest.amount import Unit
from ingest.assemble import assemble

BODY = [
    ["科目编码", "科目名称", "合计"],
    ["206", "科学技术支出", "1,840.50"],
    ["2060101", "行政运行", "1,211.30"],
    ["2060501", "机构运行", "629.20"],
]


@pytest.mark.parametrize("border", ["lines", "bars", "pieces", "double"])
def test_a_table_is_read_however_its_rules_are_drawn(press, ruled, as_grid, border):
    press.page()
    press.table(ruled(BODY, border=border), y=100)
    [table] = press.tables()
    assert as_grid(table) == BODY
    assert table.uncertain == ()


def test_a_table_open_at_its_sides_has_all_its_columns(press, ruled, as_grid):
    press.page()
    press.table(ruled(BODY, open_sides=True), y=100)
    [table] = press.tables()
    assert as_grid(table) == BODY


def test_a_table_with_rules_inside_only_keeps_its_corners(press, ruled, as_grid):
    press.page()
    press.table(ruled(BODY, open_sides=True, open_above=True, open_below=True), y=100)
    assert [as_grid(table) for table in press.tables()] == [BODY]


def test_merged_header_cells_keep_their_spans(press, ruled, as_grid):
    press.page()
    rows = [
        ["科目名称", "2031年预算数", "", ""],
        ["", "合计", "基本支出", "项目支出"],
        ["行政运行", "12.50", "12.50", "0"],
    ]
    press.table(ruled(rows, spans={(0, 0): (2, 1), (0, 1): (1, 3)}), y=100)
    [table] = press.tables()
    assert as_grid(table) == rows
    spans = {cell.text: (cell.row_span, cell.col_span) for cell in table.cells if cell.row < 2}
    assert spans["科目名称"] == (2, 1)
    assert spans["2031年预算数"] == (1, 3)
    assert spans["基本支出"] == (1, 1)


def test_income_and_expenditure_side_by_side_are_one_grid(press, ruled, as_grid):
    press.page()
    rows = [
        ["收入", "", "支出", ""],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款", "88.00", "一、教育支出", "80.00"],
        ["", "", "二、住房保障支出", "8.00"],
        ["收入总计", "88.00", "支出总计", "88.00"],
    ]
    press.table(ruled(rows, spans={(0, 0): (1, 2), (0, 2): (1, 2)}), y=100)
    [table] = press.tables()
    assert as_grid(table) == rows


def test_a_cell_knows_its_rectangle_on_the_page(press, ruled):
    press.page()
    press.table(ruled(BODY), y=100, x=50)
    [table] = press.tables()
    [part] = next(cell for cell in table.cells if cell.text == "1,211.30").parts
    assert part.page == 1
    assert part.place == "第1页"
    assert part.box == pytest.approx((1, 250, 140, 350, 160), abs=0.5)


def test_lines_of_a_cell_are_joined_without_a_break(press, ruled, as_grid):
    press.page()
    rows = [["科目名称", "金额"], ["机关事业单位基本\n养老保险缴费支出", "31,214,\n205.80"]]
    press.table(ruled(rows, height=30), y=100)
    [table] = press.tables()
    assert as_grid(table)[1] == ["机关事业单位基本养老保险缴费支出", "31,214,205.80"]


def test_rows_that_print_nothing_are_not_counted(press, ruled, as_grid):
    press.page()
    rows = [["项目", "金额"], ["", ""], ["甲项", "1.00"], ["", ""], ["合计", "1.00"]]
    press.table(ruled(rows), y=100)
    [table] = press.tables()
    assert table.height == 3
    assert as_grid(table) == [["项目", "金额"], ["甲项", "1.00"], ["合计", "1.00"]]


def test_a_blank_cell_is_there_and_has_a_place(press, ruled):
    press.page()
    press.table(ruled([["项目", "金额"], ["甲项", ""]]), y=100)
    [table] = press.tables()
    blank = next(cell for cell in table.cells if (cell.row, cell.col) == (1, 1))
    assert blank.text == ""
    assert blank.parts[0].box is not None


def test_a_frame_around_prose_is_prose(press, ruled):
    press.page()
    press.table(ruled([["说明：以下数字均含上年结转。"]], widths=[400]), y=100)
    assert press.tables() == []
    assert [line.text for line in press.lines()] == ["说明：以下数字均含上年结转。"]


def test_a_frame_around_the_page_does_not_hide_the_table(press, ruled, as_grid):
    press.page()
    press.sheet.draw_rect((20, 20, 575, 822), width=1)
    press.line("部门收支总表", y=60)
    press.table(ruled(BODY), y=100)
    [table] = press.tables()
    assert as_grid(table) == BODY
    assert [line.text for line in press.lines()] == ["部门收支总表"]


def test_white_rules_and_shading_are_no_rules(press):
    press.page()
    for y in (100, 120, 140):
        press.sheet.draw_line((72, y), (372, y), color=(1, 1, 1))
    for x in (72, 222, 372):
        press.sheet.draw_line((x, 100), (x, 140), color=(1, 1, 1))
    press.sheet.draw_rect((72, 100, 222, 140), color=None, fill=(0.9, 0.9, 0.9))
    press.line("甲项 1.00", y=113)
    assert press.tables() == []


def test_rules_only_across_give_a_table_whose_columns_the_header_shows(press, as_grid):
    press.page()
    for y in (100, 120, 180):
        press.sheet.draw_line((72, y), (472, y), width=0.7)
    for y, text in ((114, "项目"), (134, "甲项"), (154, "乙项")):
        press.line(text, y=y)
        press.line("金额" if text == "项目" else "12.50", y=y, x=300)
    [table] = press.tables()
    assert as_grid(table) == [["项目", "金额"], ["甲项", "12.50"], ["乙项", "12.50"]]
    assert table.uncertain == ()


def test_two_tables_that_share_a_border_are_parted_by_the_title_between_them(press, ruled, as_grid):
    press.page()
    rows = [
        ["表一 收入预算表", ""],
        ["单位：万元", ""],
        ["项目", "金额"],
        ["财政拨款", "88.00"],
        ["表二 支出预算表", ""],
        ["单位：元", ""],
        ["项目", "金额"],
        ["教育支出", "880000"],
    ]
    press.table(ruled(rows, spans={(row, 0): (1, 2) for row in (0, 1, 4, 5)}), y=100)
    kinds = [getattr(block, "text", None) or block.height for block in press.read().blocks]
    assert kinds == ["表一 收入预算表", "单位：万元", 2, "表二 支出预算表", "单位：元", 2]


def test_a_number_wider_than_its_cell_is_not_torn(press, ruled, as_grid):
    press.page()
    rows = [["金额", "备注", "说明"], ["123,456,789.00", "", "甲"]]
    press.table(ruled(rows, widths=[60, 100, 100]), y=100)
    [table] = press.tables()
    assert as_grid(table)[1] == ["123,456,789.00", "", "甲"]


def test_rows_without_a_rule_between_them_stay_rows(press, ruled, as_grid):
    press.page()
    rows = [["科目名称", "合计"], ["行政运行\n机构运行", "1,211.30\n629.20"]]
    press.table(ruled(rows, height=30), y=100)
    [table] = press.tables()
    assert as_grid(table) == [
        ["科目名称", "合计"],
        ["行政运行", "1,211.30"],
        ["机构运行", "629.20"],
    ]
    assert "没有横线" in table.uncertain[0]


def test_two_numbers_beside_each_other_in_a_cell_are_doubtful(press, ruled):
    press.page()
    press.table(ruled([["科目名称", "合计    基本支出"], ["行政运行", "12.50    12.50"]]), y=100)
    [table] = press.tables()
    assert "几个数" in table.uncertain[0]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(press, ruled, as_grid, rotation):
    press.page(width=842, height=595)
    press.table(ruled(BODY), y=100, x=50)
    press.sheet.set_rotation(rotation)
    [table] = press.tables()
    assert as_grid(table) == BODY
    page = press.read().pages[0]
    assert (page.width < page.height) == (rotation in (90, 270))
    box = table.cells[0].parts[0].box
    assert box.x1 <= page.width
    assert box.y1 <= page.height


def test_a_table_printed_sideways_is_read_upright_and_marked_where_it_is_seen(press, as_grid):
    press.page()
    for x in (100, 120, 140):
        press.sheet.draw_line((x, 200), (x, 500))
    for y in (200, 350, 500):
        press.sheet.draw_line((100, y), (140, y))
    for x, y, text in ((114, 490, "项目"), (114, 340, "金额"), (134, 490, "甲"), (134, 340, "1.5")):
        press.sheet.insert_text((x, y), text, fontname="china-s", fontsize=9, rotate=90)
    [table] = press.tables()
    assert as_grid(table) == [["项目", "金额"], ["甲", "1.5"]]
    assert table.cells[3].parts[0].box == pytest.approx((1, 120, 200, 140, 350), abs=0.5)


def test_a_line_knows_its_box_its_characters_and_its_size(press):
    press.page()
    press.line("（一）收入预算88.50万元", y=100, size=12)
    [line] = press.lines()
    assert line.text == "（一）收入预算88.50万元"
    assert len(line.edges) == len(line.text) + 1
    assert list(line.edges) == sorted(line.edges)
    assert line.box.x0 == line.edges[0] == pytest.approx(72, abs=0.5)
    assert (line.size, line.bold, line.page) == (12, False, 1)


def test_printed_spaces_are_kept_and_fields_of_a_line_stand_apart(press):
    press.page()
    press.line("目  录", y=80)
    press.line("部门：云溪市档案馆", y=100)
    press.line("单位：万元", y=100, x=400)
    assert [line.text for line in press.lines()] == ["目  录", "部门：云溪市档案馆 单位：万元"]


def test_text_drawn_twice_to_look_bold_is_read_once(press):
    press.page()
    for shift in (0, 0.4):
        press.line("第一部分 11个单位概况", y=100, x=72 + shift, size=14)
    [line] = press.lines()
    assert line.text == "第一部分 11个单位概况"
    assert line.bold


def test_blocks_come_in_reading_order(press, ruled):
    press.page()
    press.line("注：数字已取整。", y=220)
    press.table(ruled(BODY), y=100)
    press.line("表一", y=60)
    press.line("单位：万元", y=90)
    kinds = [getattr(block, "text", "表") for block in press.read().blocks]
    assert kinds == ["表一", "单位：万元", "表", "注：数字已取整。"]


def test_embedded_fonts_give_the_same_digits(press, ruled, as_grid):
    press.page()
    rows = [["项目", "金额"], ["甲项", "12,345.67"], ["乙项", "-890.10"]]
    xs, ys = (72, 222, 372), (100, 130, 160, 190)
    for y in ys:
        press.sheet.draw_line((xs[0], y), (xs[-1], y))
    for x in xs:
        press.sheet.draw_line((x, ys[0]), (x, ys[-1]))
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            box = (xs[col] + 3, ys[row] + 5, xs[col + 1] - 3, ys[row + 1])
            press.sheet.insert_htmlbox(box, f'<p style="font-size:9px">{text}</p>')
    [table] = press.tables()
    assert as_grid(table) == rows


@pytest.mark.parametrize("rotation", [0, 90])
def test_boxes_are_on_the_page_as_it_is_cropped(press, ruled, rotation):
    press.page(width=842, height=595)
    press.table(ruled(BODY), y=100, x=50)
    press.sheet.set_cropbox(pymupdf.Rect(30, 60, 500, 400))
    press.sheet.set_rotation(rotation)
    [table] = press.tables()
    box = table.cells[0].parts[0].box
    seen = (20, 40, 120, 60) if rotation == 0 else (340 - 60, 20, 340 - 40, 120)
    assert tuple(box[1:]) == pytest.approx(seen, abs=0.5)


def test_a_label_printed_up_the_page_in_a_cell_is_read_in_its_order(press, ruled):
    press.page()
    press.table(ruled([["项目", "金额"], ["甲项", ""]], height=80), y=100)
    press.sheet.insert_text((190, 250), "绩效指标", fontname="china-s", fontsize=9, rotate=90)
    [table] = press.tables()
    assert table.cells[-1].text == "绩效指标"


def test_a_slanted_watermark_is_not_read(press):
    press.page()
    press.line("正文。", y=100)
    turn = (pymupdf.Point(300, 400), pymupdf.Matrix(45))
    press.sheet.insert_text((300, 400), "内部资料", fontname="china-s", fontsize=40, morph=turn)
    assert [line.text for line in press.lines()] == ["正文。"]


def test_a_number_alone_at_the_right_edge_is_no_part_of_the_line_below(press, ruled):
    titles = ["收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表"]
    for page, title in enumerate(titles, 1):
        press.page()
        press.line(title, y=60, x=230, size=14)
        press.line(f"公开0{page}表", y=80, x=430)
        press.line("部门：青川市云水区水务局", y=95, x=72)
        press.line("金额单位：元", y=95, x=412)
        press.table(ruled(BODY, widths=(100, 200, 100)), y=110)
    tables = assemble(press.read(), "d" * 64, "决算.pdf").tables
    assert [table.number for table in tables] == ["公开01表", "公开02表", "公开03表", "公开04表"]
    assert [table.title for table in tables] == titles
    assert {table.unit for table in tables} == {Unit.YUAN}


def test_pages_set_across_do_not_move_the_right_margin_of_upright_ones(press, ruled):
    press.page()
    press.line("2031年度收、支总计均为27.60万元，与2030年度的25.40万元相比，收、支总计各增加", y=80)
    press.line("2.20万元，增长8.66%。", y=96)
    for _ in range(2):
        press.page(width=842, height=595)
        press.table(ruled(BODY, widths=(100, 400, 200)), y=100)
        press.line(
            "注：本表以万元为单位，各栏合计与上下级科目之间可能因四舍五入存在差异，不影响各项汇总数据的准确性，特此说明。",
            y=300,
        )
    document = assemble(press.read(), "d" * 64, "决算.pdf")
    assert len(document.paragraphs[0].pieces) == 2


def test_blanks_before_a_label_are_kept_as_its_indent(press, ruled, as_grid):
    press.page()
    rows = [["项目", "金额"], ["年初结转", "5.00"], ["　　基本支出结转", "3.00"]]
    press.table(ruled(rows), y=100)
    [table] = press.tables()
    parts = {cell.text: cell.parts[0].indent for cell in table.cells}
    assert (parts["年初结转"], parts["基本支出结转"]) == (0, 4)
