"""Tables without rules between their columns: three-line tables, open bands, tables over pages."""

from __future__ import annotations

import pytest

BODY = [
    ("一、教育支出", "1,211.30", "1,000.00", "211.30"),
    ("机关事业单位基本养老保险缴费支出", "629.20", "", "629.20"),
    ("二、住房保障支出", "8.00", "8.00", "0.00"),
    ("合计", "1,848.50", "1,008.00", "840.50"),
]
LEFT, RIGHT = 72, 522
COLUMNS = ((72, 252), (252, 342), (342, 432), (432, 522))


@pytest.fixture
def plain(press):
    """Prints texts in columns without rules, and rules across where they are asked for."""

    class Plain:
        press_ = press

        def rule(self, y, first=LEFT, last=RIGHT):
            press.sheet.draw_line((first, y), (last, y), width=0.7)

        def cell(self, text, y, col, align="left", last=None, size=9):
            x0, x1 = COLUMNS[col][0], COLUMNS[col if last is None else last][1]
            width = size * sum(0.556 if char.isascii() else 1 for char in text)
            if text and set(text) <= set("0123456789.,"):
                width = size * sum(0.278 if char in ".," else 0.556 for char in text)
            x = {"left": x0 + 4, "right": x1 - 4 - width, "center": (x0 + x1 - width) / 2}[align]
            if text:
                press.line(text, y=y, x=x, size=size)

        def head(self, y, texts=("项目", "合计", "基本支出", "项目支出"), align="center"):
            for col, text in enumerate(texts):
                self.cell(text, y, col, align)

        def row(self, texts, y, align="right"):
            self.cell(texts[0], y, 0)
            for col, text in enumerate(texts[1:], 1):
                self.cell(text, y, col, align)

        def three_line(self, y=100, rows=BODY, align="right", pitch=18):
            self.rule(y)
            self.head(y + 13)
            self.rule(y + 20)
            for index, texts in enumerate(rows):
                self.row(texts, y + 34 + pitch * index, align)
            self.rule(y + 26 + pitch * len(rows))
            return y + 26 + pitch * len(rows)

    return Plain()


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_three_line_table_has_its_columns_however_numbers_are_aligned(
    press, plain, as_grid, align
):
    press.page()
    plain.three_line(align=align)
    [table] = press.tables()
    assert as_grid(table) == [["项目", "合计", "基本支出", "项目支出"], *map(list, BODY)]
    assert table.uncertain == ()


def test_words_printed_with_their_characters_far_apart_are_one_word(press, plain, as_grid):
    press.page()
    plain.rule(100)
    plain.cell("收　　　入", 113, 0, "center", last=1)
    plain.cell("支　　　出", 113, 2, "center", last=3)
    plain.head(127, ("项　　目", "预算数", "项　　目", "预算数"))
    plain.rule(134)
    for index in range(5):
        plain.row(
            (f"拨款{index}", f"{index}1.00", f"运行{index}", f"{index}1.00"), 148 + 18 * index
        )
    plain.rule(228)
    press.line("基金支出表", y=270, x=250)
    press.line("单位：万元", y=290, x=460)
    plain.rule(300)
    plain.head(313, ("科目名称", "合计", "基本支出", "项目支出"))
    plain.rule(320)
    plain.cell("合　　计", 334, 0, "center")
    plain.rule(342)
    both, empty = press.tables()
    head = [["".join(text.split()) for text in row] for row in as_grid(both)[:2]]
    assert head == [["收入", "", "支出", ""], ["项目", "预算数"] * 2]
    assert as_grid(empty)[1] == ["合　　计", "", "", ""]


def test_labels_in_the_middle_of_their_cells_tell_what_stands_under_a_label_above(press, plain):
    edges = (72, 132, 262, 322, 372, 422, 472, 522)

    def centred(text, y, first, last):
        x = (edges[first] + edges[last] - 9 * len(text)) / 2
        press.line(text, y=y, x=x, size=9)

    press.page()
    plain.rule(100)
    for col, text in {0: "类型", 1: "项目名称", 2: "合计", 6: "上年结转"}.items():
        centred(text, 124, col, col + 1)
    centred("本年财政拨款", 111, 3, 6)
    for col, (upper, lower) in enumerate(
        [("一般公共", "预算"), ("基金", "预算"), ("国有资本", "经营")], 3
    ):
        centred(upper, 124, col, col + 1)
        centred(lower, 137, col, col + 1)
    plain.rule(147)
    for index in range(5):
        y = 161 + 15 * index
        press.line("特定", y=y, x=74, size=9)
        press.line(f"市场监管项目{'甲乙丙丁戊'[index]}", y=y, x=134, size=9)
        for right in (322, 372):
            press.line(f"{index}1.00", y=y, x=right - 24, size=9)
    plain.rule(228)
    [table] = press.tables()
    spans = {
        cell.text: (cell.col, cell.row_span, cell.col_span) for cell in table.cells if cell.row < 2
    }
    assert spans["本年财政拨款"] == (3, 1, 3)
    assert spans["合计"] == (2, 2, 1)
    assert spans["上年结转"] == (6, 2, 1)


def test_numbers_left_and_right_in_one_column_are_one_column(press, plain, as_grid):
    press.page()
    plain.rule(100)
    plain.head(113)
    plain.rule(120)
    for index, texts in enumerate(BODY):
        plain.row(texts, 134 + 18 * index, "left" if index % 2 else "right")
    plain.rule(200)
    [table] = press.tables()
    assert as_grid(table)[1:] == [list(row) for row in BODY]


def test_a_header_over_several_columns_spans_those_that_its_rule_underlines(press, plain):
    press.page()
    plain.rule(100)
    plain.cell("2031年预算数", 113, 1, "center", last=3)
    plain.rule(120, 252, 522)
    plain.cell("项目", 124, 0, "center")
    for col, text in enumerate(("合计", "基本支出", "项目支出"), 1):
        plain.cell(text, 133, col, "center")
    plain.rule(140)
    for index, texts in enumerate(BODY):
        plain.row(texts, 154 + 18 * index)
    plain.rule(222)
    [table] = press.tables()
    spans = {c.text: (c.row, c.col, c.row_span, c.col_span) for c in table.cells if c.row < 2}
    assert spans["2031年预算数"] == (0, 1, 1, 3)
    assert spans["项目"] == (0, 0, 2, 1)
    assert spans["基本支出"] == (1, 2, 1, 1)


def test_a_header_over_several_columns_is_known_without_a_rule_under_it(press, plain):
    press.page()
    plain.rule(100)
    plain.cell("项目", 122, 0, "center")
    plain.cell("合计", 122, 1, "center")
    plain.cell("其中", 113, 2, "center", last=3)
    plain.cell("基本支出", 131, 2, "center")
    plain.cell("项目支出", 131, 3, "center")
    plain.rule(138)
    for index, texts in enumerate(BODY):
        plain.row(texts, 152 + 18 * index)
    plain.rule(220)
    [table] = press.tables()
    spans = {c.text: (c.row_span, c.col_span) for c in table.cells if c.text and c.row < 2}
    assert spans["其中"] == (1, 2)
    assert spans["项目"] == (2, 1)
    assert spans["合计"] == (2, 1)


def test_a_header_cell_in_the_middle_of_its_rows_is_not_under_its_neighbour(press, plain):
    press.page()
    plain.rule(100)
    plain.cell("项目", 122, 0, "center")
    plain.cell("基本支出", 113, 1, "center", last=2)
    plain.cell("人员经费", 131, 1, "center")
    plain.cell("公用经费", 131, 2, "center")
    plain.cell("项目支出", 122, 3, "center")
    plain.rule(138)
    for index, texts in enumerate(BODY):
        plain.row(texts, 152 + 18 * index)
    plain.rule(220)
    [table] = press.tables()
    spans = {c.text: (c.col, c.row_span, c.col_span) for c in table.cells if c.text and c.row < 2}
    assert spans["基本支出"] == (1, 1, 2)
    assert spans["项目支出"] == (3, 2, 1)


@pytest.mark.parametrize("top", [True, False], ids=["a rule above", "no rule above"])
def test_a_rule_under_the_header_may_leave_out_cells_of_several_rows(press, plain, top):
    press.page()
    press.line("单位：万元", y=88, x=450)
    if top:
        plain.rule(100)
    plain.cell("项目", 122, 0, "center")
    plain.cell("基本支出", 113, 1, "center", last=2)
    plain.rule(117, *((252, 432) if not top else (0, 0)))
    plain.cell("人员经费", 131, 1, "center")
    plain.cell("公用经费", 131, 2, "center")
    plain.cell("项目支出", 122, 3, "center")
    plain.rule(138, *((252, 432) if top else (LEFT, RIGHT)))
    for index, texts in enumerate(BODY):
        plain.row(texts, 152 + 18 * index)
    plain.rule(220)
    [table] = press.tables()
    spans = {c.text: (c.col, c.row_span, c.col_span) for c in table.cells if c.text and c.row < 2}
    assert spans["基本支出"] == (1, 1, 2)
    assert spans["项目"] == (0, 2, 1)
    assert spans["项目支出"] == (3, 2, 1)
    assert table.height == 6


@pytest.mark.parametrize("rows_too", [True, False], ids=["every other row", "the header only"])
def test_shading_shows_a_table_that_prints_no_rules(press, plain, as_grid, rows_too):
    press.page()
    shaded = [100, *range(138, 190, 36)] if rows_too else [100]
    for y in shaded:
        for x0, x1 in COLUMNS:
            press.sheet.draw_rect((x0, y, x1, y + 20), color=None, fill=(0.85, 0.9, 0.95))
    plain.head(113)
    for index, texts in enumerate(BODY):
        plain.row(texts, 134 + 18 * index)
    [table] = press.tables()
    assert as_grid(table) == [["项目", "合计", "基本支出", "项目支出"], *map(list, BODY)]


def test_a_label_on_two_lines_is_one_row(press, plain, as_grid):
    press.page()
    plain.rule(100)
    plain.head(113)
    plain.rule(120)
    plain.row(BODY[0], 136)
    plain.cell("机关事业单位基本", 154, 0)
    plain.row(("", *BODY[1][1:]), 160)
    plain.cell("养老保险缴费支出", 166, 0)
    plain.row(BODY[2], 184)
    plain.row(BODY[3], 204)
    plain.rule(212)
    [table] = press.tables()
    assert [row[0] for row in as_grid(table)[1:]] == [row[0] for row in BODY]


def test_rows_without_figures_stay_rows(press, plain, as_grid):
    press.page()
    rows = [("一、基本支出", "", "", ""), *BODY[:1], ("其中：", "", "", ""), *BODY[2:]]
    plain.three_line(rows=rows)
    [table] = press.tables()
    assert [row[0] for row in as_grid(table)[1:]] == [row[0] for row in rows]


def test_a_rule_under_every_row_makes_rows_of_wrapped_labels(press, plain, as_grid):
    press.page()
    plain.rule(100)
    plain.head(113)
    y = 120
    plain.rule(y)
    for texts in BODY:
        plain.cell(texts[0][:9], y + 11, 0)
        plain.cell(texts[0][9:], y + 22, 0)
        plain.row(("", *texts[1:]), y + 16)
        y += 28
        plain.rule(y)
    [table] = press.tables()
    assert as_grid(table)[1:] == [list(row) for row in BODY]
    assert table.uncertain == ()


@pytest.mark.parametrize("again", [True, False], ids=["header repeated", "header not repeated"])
def test_a_three_line_table_goes_on_over_pages_that_print_no_rules(press, plain, as_grid, again):
    rows = [(f"项目{number}", f"{number}.50", f"{number}.00", "0.50") for number in range(10, 70)]
    for page in range(3):
        press.page()
        if page == 0:
            plain.rule(100)
            plain.head(113)
            plain.rule(120)
        y = 134 if page == 0 else 70
        if again and page:
            plain.rule(60)
            plain.head(73)
            plain.rule(80)
            y = 94
        for index, texts in enumerate(rows[20 * page : 20 * page + 20]):
            plain.row(texts, y + 34 * index)
        if page == 2:
            plain.rule(y + 34 * 19 + 8)
        press.line(f"- {page + 1} -", y=815, x=280)
    [table] = press.tables()
    assert as_grid(table)[1:] == [list(row) for row in rows]
    assert table.pages == (1, 2, 3)


def test_a_rule_under_a_merged_label_of_the_first_row_is_no_table_of_its_own(press, plain, as_grid):
    """The page end has cut the table below it, so that no wide rule stands under that row."""
    rows = [(f"项目{number}", f"{number}.50", f"{number}.00", "0.50") for number in range(10, 50)]
    for page in range(2):
        press.page()
        plain.rule(60)
        plain.cell("功能科目", 73, 0, "center", last=1)
        plain.rule(78, LEFT + 4, 340)
        plain.head(91, ("名称", "编码", "基本支出", "项目支出"))
        plain.rule(96)
        plain.rule(116, LEFT + 4, 340)
        for index, texts in enumerate(rows[20 * page : 20 * page + 20]):
            plain.row(texts, 110 + 34 * index)
        press.line(f"- {page + 1} -", y=815, x=280)
    [table] = press.tables()
    assert [row[0] for row in as_grid(table)[-40:]] == [row[0] for row in rows]


def test_the_end_of_a_long_cell_stands_two_pages_on_under_the_running_head(press, plain, as_grid):
    """A page in between shows nothing but that cell, and no rule."""
    for page in range(3):
        press.page()
        press.line("云水区水务局2031年部门预算", y=34, x=230)
        press.line(f"- {page + 1} -", y=815, x=280)
        if page == 0:
            plain.rule(100)
            plain.head(113, ("项目", "金额", "绩效目标", "立项依据"))
            plain.rule(120)
            plain.row(("河道疏浚", "30.00", "疏浚河道", "区规划"), 134, "left")
            first = 146
        lines = 0 if page == 2 else (780 - (first if page == 0 else 50)) // 12
        for line in range(lines):
            plain.cell(
                "甲乙丙丁戊己庚"[(line + page) % 7] + "段疏浚完成",
                (first if page == 0 else 50) + 12 * line,
                2,
            )
    plain.cell("并形成报告", 50, 2)
    plain.row(("合计", "30.00", "", ""), 80, "left")
    plain.rule(88)
    [table] = press.tables()
    assert as_grid(table)[-1] == ["合计", "30.00", "", ""]


def test_two_tables_on_a_page_are_parted_by_what_stands_between_them(press, plain, as_grid):
    press.page()
    press.line("表一 部门支出总表", y=80, x=230)
    end = plain.three_line(100)
    press.line("表二 财政拨款支出表", y=end + 30, x=230)
    plain.three_line(end + 50, rows=BODY[:3])
    first, second = press.tables()
    assert as_grid(first)[1:] == [list(row) for row in BODY]
    assert as_grid(second)[1:] == [list(row) for row in BODY[:3]]


def test_prose_between_the_rules_of_head_and_foot_is_no_table(press, plain):
    press.page()
    press.line("云溪市档案馆2031年部门预算", y=50, x=220)
    plain.rule(56)
    for index in range(20):
        press.line(
            "本部门严格执行预算管理规定，按照轻重缓急安排各项支出，确保重点", y=90 + 20 * index
        )
    plain.rule(780)
    press.line("1 数据来源于本部门。", y=795)
    assert press.tables() == []


def test_the_rule_under_the_running_head_is_not_of_the_table(press, plain, as_grid):
    press.page()
    press.line("云溪市档案馆2031年部门预算", y=50, x=220)
    plain.rule(56)
    press.line("具体情况见下表。", y=80)
    plain.three_line(100)
    [table] = press.tables()
    assert as_grid(table)[0] == ["项目", "合计", "基本支出", "项目支出"]
    assert "具体情况见下表。" in [line.text for line in press.lines()]


def test_columns_that_no_header_names_are_said_to_be_uncertain(press, plain):
    press.page()
    plain.rule(100)
    for index, texts in enumerate(BODY):
        plain.row(texts, 114 + 18 * index)
        plain.rule(121 + 18 * index)
    [table] = press.tables()
    assert any("表头" in reason for reason in table.uncertain)


def test_numbers_at_the_right_edge_of_wide_columns_stand_under_the_head_to_their_left(
    press, plain, as_grid
):
    press.page(width=842, height=595)
    columns = ((40, 205), (205, 365), (365, 470), (470, 520), (520, 660), (660, 802))
    plain.rule(90, 40, 802)
    heads = (
        "“三公”经费合计",
        "因公出国费",
        "公务接待费",
        "小计",
        "公务用车购置费",
        "公务用车运行费",
    )
    press.line("公务用车购置及运行费", y=101, x=472, size=9)
    plain.rule(104, 470, 802)
    for text, (x0, _), y in zip(heads, columns, (107,) * 3 + (115,) * 3, strict=True):
        press.line(text, y=y, x=x0 + 2, size=9)
    plain.rule(119, 40, 802)
    for text, (_, x1) in zip(("88.5", "", "2.1", "86.4", "", "86.4"), columns, strict=True):
        if text:
            press.line(text, y=130, x=x1 - 2 - 9 * (0.556 * (len(text) - 1) + 0.278), size=9)
    plain.rule(134, 40, 802)
    [table] = press.tables()
    assert as_grid(table)[-1] == ["88.5", "", "2.1", "86.4", "", "86.4"]
    assert [c.text for c in table.cells if c.row == 0] == [*heads[:3], "公务用车购置及运行费"]
    assert [c.text for c in table.cells if c.row == 1] == list(heads[3:])


def test_a_head_beside_texts_with_a_rule_under_them_is_a_column_of_its_own(press, plain, as_grid):
    press.page()
    columns = ((72, 222), (222, 322), (322, 382), (382, 452), (452, 522))
    plain.rule(100)
    press.line("基本支出", y=110, x=324, size=9)
    plain.rule(114, 322, 522)
    press.line("科目名称", y=116, x=74, size=9)
    press.line("合计", y=116, x=224, size=9)
    for text, (x0, _) in zip(("小计", "人员经费", "公用经费"), columns[2:], strict=True):
        press.line(text, y=125, x=x0 + 2, size=9)
    plain.rule(130)
    rows = [
        ("防汛", "12.00", "8.00", "6.00", "2.00"),
        ("水利", "1,200.00", "80.00", "60.00", "20.00"),
    ]
    for y, texts in zip((142, 160), rows, strict=True):
        press.line(texts[0], y=y, x=74, size=9)
        for text, (_, x1) in list(zip(texts, columns, strict=True))[1:]:
            width = 9 * sum(0.278 if char in ".," else 0.556 for char in text)
            press.line(text, y=y, x=x1 - 2 - width, size=9)
        plain.rule(y + 4)
    [table] = press.tables()
    assert as_grid(table)[2:] == [list(row) for row in rows]
    spans = {c.text: (c.row, c.col, c.row_span, c.col_span) for c in table.cells if c.row < 2}
    assert spans["合计"] == (0, 1, 2, 1)
    assert spans["小计"] == (1, 2, 1, 1)
    assert spans["公用经费"] == (1, 4, 1, 1)


def test_the_title_between_running_heads_on_the_next_page_is_no_row_of_the_table_before(
    press, plain
):
    for number, title in ((1, "政府性基金支出表"), (2, "机关运行经费")):
        press.page(width=842, height=595)
        press.line(f"预算0{number}表", y=60, x=72, size=9)
        press.line(title, y=76, x=260, size=9)
        press.line("部门名称：云溪市档案馆", y=92, x=72, size=9)
        press.line("单位：万元", y=92, x=470, size=9)
        plain.rule(100)
        plain.head(113)
        plain.rule(120)
        for index, texts in enumerate(BODY[:3]):
            plain.row([texts[0], *(f"{number}{text}" for text in texts[1:])], 134 + 18 * index)
        plain.rule(180)
    assert len(press.tables()) == 2
    assert "机关运行经费" in [line.text for line in press.lines()]


GOALS = (
    ("清扫费", "2,680.0", ("清扫面积", "机械化率", "市民满意度"), ("≥486万平方米", "≥82%", "≥90%")),
    ("清运费", "1,245.6", ("日均清运量", "无害化率"), ("≥260吨", "=100%")),
)


def print_goals(plain, y, goals, heads=True, closed=True):
    """Names merged over the rows of their goals, which only the right columns rule off."""
    plain.rule(y)
    if heads:
        plain.head(y + 13, ("项目名称", "年度预算", "三级指标", "目标值"))
        y += 20
        plain.rule(y)
    for name, amount, labels, values in goals:
        middle = y + 10 * len(labels) + 4
        plain.cell(name, middle, 0)
        plain.cell(amount, middle, 1, "right")
        for label, value in zip(labels, values, strict=True):
            plain.cell(label, y + 14, 2)
            plain.cell(value, y + 14, 3)
            y += 20
            if label != labels[-1]:
                plain.rule(y, COLUMNS[2][0])
        if closed or name != goals[-1][0]:
            plain.rule(y)
        else:
            plain.rule(y, COLUMNS[2][0])
    return y


def test_a_name_merged_over_rows_that_only_other_columns_rule_off_takes_none_of_their_texts(
    press, plain, as_grid
):
    press.page()
    print_goals(plain, 100, GOALS)
    [table] = press.tables()
    assert as_grid(table)[1:] == [
        ["清扫费", "2,680.0", "清扫面积", "≥486万平方米"],
        ["", "", "机械化率", "≥82%"],
        ["", "", "市民满意度", "≥90%"],
        ["清运费", "1,245.6", "日均清运量", "≥260吨"],
        ["", "", "无害化率", "=100%"],
    ]
    spans = {cell.text: cell.row_span for cell in table.cells if cell.col < 2 and cell.row}
    assert spans == {"清扫费": 3, "2,680.0": 3, "清运费": 2, "1,245.6": 2}
    assert table.uncertain == ()


def test_names_merged_over_rows_go_on_over_a_page_end(press, plain, as_grid):
    first = GOALS[0]
    press.page(height=400)
    print_goals(plain, 280, [GOALS[1], (*first[:2], first[2][:2], first[3][:2])], closed=False)
    press.page(height=400)
    print_goals(plain, 60, [("", "", first[2][2:], first[3][2:]), GOALS[1]], heads=False)
    [table] = press.tables()
    assert as_grid(table)[3:6] == [
        ["清扫费", "2,680.0", "清扫面积", "≥486万平方米"],
        ["", "", "机械化率", "≥82%"],
        ["", "", "市民满意度", "≥90%"],
    ]


def test_a_stroke_above_a_sum_merges_no_labels(press, plain, as_grid):
    press.page()
    plain.three_line()
    plain.rule(177, COLUMNS[1][0])
    [table] = press.tables()
    assert as_grid(table)[1:] == [list(row) for row in BODY]


def test_a_repeated_header_that_wraps_otherwise_is_no_table_of_its_own(press, plain, as_grid):
    for words, rows in ((("政府性", "基金预算"), BODY[:2]), (("政府性基", "金预算"), BODY[2:])):
        press.page(height=260)
        plain.rule(100)
        plain.head(118, ("项目", "合计", "基本支出", ""))
        plain.cell(words[0], 112, 3, "center")
        plain.cell(words[1], 123, 3, "center")
        plain.rule(130)
        for index, texts in enumerate(rows):
            plain.row(texts, 144 + 18 * index)
        plain.rule(172)
    [table] = press.tables()
    assert as_grid(table)[1:] == [list(row) for row in BODY]


def test_texts_over_several_columns_span_them_though_a_label_under_them_takes_two_lines(
    press, plain
):
    press.page()
    plain.rule(100)
    plain.cell("收入", 112, 0, "center", last=1)
    plain.cell("支出", 112, 2, "center", last=3)
    plain.head(125, ("项目", "预算数", "项目", "基金预算安排"))
    plain.cell("数", 138, 3, "center")
    plain.rule(142)
    for index, texts in enumerate(BODY):
        plain.row((texts[0], texts[1], "", texts[3]), 156 + 18 * index)
        plain.cell(f"支出{index}", 156 + 18 * index, 2)
    plain.rule(222)
    [table] = press.tables()
    spans = {c.text: (c.row, c.col, c.col_span) for c in table.cells if c.text and c.row < 2}
    assert spans["收入"] == (0, 0, 2)
    assert spans["支出"] == (0, 2, 2)
    assert spans["预算数"] == (1, 1, 1)
    assert spans["基金预算安排数"] == (1, 3, 1)


def test_a_table_goes_on_though_another_one_of_the_page_is_a_little_wider(press, plain, as_grid):
    press.page()
    plain.three_line(y=700, rows=BODY[:2], pitch=18)
    press.page()
    plain.three_line(y=60, rows=BODY[2:])
    press.line("部门收入总表", y=150, x=250)
    plain.rule(170, last=RIGHT + 5.5)
    plain.head(183, ("项目", "合计", "财政拨款", "其他收入"))
    plain.rule(190, last=RIGHT + 5.5)
    plain.row(BODY[0], 204)
    plain.rule(212, last=RIGHT + 5.5)
    first, second = press.tables()
    assert as_grid(first)[1:] == list(map(list, BODY))
    assert len(as_grid(second)) == 2


def test_a_label_over_blank_space_beside_its_last_column_is_no_column(press, as_grid):
    press.page()
    press.sheet.draw_line((72, 100), (522, 100), width=0.7)
    for x, text in ((150, "经济分类科目"), (391, "本年基本支出")):
        press.line(text, y=113, x=x, size=9)
    for x, text in (
        (80, "类"),
        (110, "款"),
        (205, "科目名称"),
        (325, "合计"),
        (395, "人员经费"),
        (475, "公用经费"),
    ):
        press.line(text, y=127, x=x, size=9)
    press.sheet.draw_line((72, 134), (522, 134), width=0.7)
    rows = [
        ("301", "01", "基本工资", "12.50", "12.50", ""),
        ("302", "01", "办公费", "3.20", "", "3.20"),
    ]
    for index, texts in enumerate(rows):
        for x, text in zip((80, 108, 132, 325, 405, 490), texts, strict=True):
            if text:
                press.line(text, y=148 + 18 * index, x=x, size=9)
    press.sheet.draw_line((72, 190), (522, 190), width=0.7)
    [table] = press.tables()
    assert as_grid(table)[1:] == [
        ["类", "款", "科目名称", "合计", "人员经费", "公用经费"],
        *map(list, rows),
    ]
    assert table.columns == 6


def test_a_long_text_far_from_the_left_end_is_no_prose_that_ends_the_rows(press, plain, as_grid):
    press.page()
    plain.rule(700)
    plain.head(713, ("项目", "金额", "内容", ""))
    plain.rule(720)
    for y in (734, 758):
        plain.cell("河道养护经费", y, 0)
        plain.cell("12.50", y, 1)
        press.line("用于河道日常巡查及执法船艇油料", y=y - 5, x=346, size=9)
        press.line("和维修。", y=y + 6, x=346, size=9)
    [table] = press.tables()
    assert len(as_grid(table)) == 3
