"""Header depth and header paths; `drawn` reads a drawing whose cells are parted by ' | '."""

from __future__ import annotations

import pytest

from ingest.structure.header import depth_by_figures, is_figure, is_index_row, rebuilt


def drawn(drawing: str) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    return [["" if cell == "·" else cell for cell in row] for row in rows]


def paths(drawing: str) -> list[str]:
    grid = drawn(drawing)
    labels = rebuilt(grid, depth_by_figures(grid)).rows
    return [
        "/".join(dict.fromkeys(row[col] for row in labels if row[col]))
        for col in range(len(grid[0]))
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("51,447", True),
        ("-2.50", True),
        ("—", True),
        ("20.36%", True),
        ("≥500", True),
        ("2060101", True),
        ("2025", False),
        ("2025年", False),
        ("合计", False),
        ("", False),
    ],
)
def test_what_is_a_figure_and_what_is_a_label(text: str, figure: bool) -> None:
    assert is_figure(text) is figure


def test_a_row_of_column_numbers_belongs_to_the_header() -> None:
    grid = drawn("""
        项目 | 行次 | 金额 | 数量
        栏次 | · | 1 | 2
        资产总额 | 1 | 30.00 | 4
    """)
    assert depth_by_figures(grid) == 2
    assert is_index_row(grid[1])
    assert not is_index_row(grid[2])


def test_an_empty_table_has_its_total_row_as_data() -> None:
    grid = drawn("""
        科目编码 | 科目名称 | 基金支出 | · | ·
        · | · | 合计 | 基本支出 | 项目支出
        合计 | · | · | · | ·
    """)
    assert depth_by_figures(grid) == 2


def test_a_table_of_words_has_one_header_row() -> None:
    assert depth_by_figures(drawn("单位名称 | 单位性质\n水务站 | 事业")) == 1


def test_lost_spans_are_rebuilt_from_empty_cells() -> None:
    assert paths("""
        编码 | 名称 | 收入合计 | 本年收入 | · | · | 上年结转
        · | · | · | 财政拨款 | · | 其他收入 | ·
        · | · | · | 小计 | 一般公共预算 | · | ·
        201 | 服务 | 3 | 2 | 2 | 0 | 1
    """) == [
        "编码",
        "名称",
        "收入合计",
        "本年收入/财政拨款/小计",
        "本年收入/财政拨款/一般公共预算",
        "本年收入/其他收入",
        "上年结转",
    ]


def test_a_group_whose_one_column_lost_its_label_keeps_the_group_and_says_so() -> None:
    grid = drawn("""
        类别 | 总计 | 财政拨款 | · | · | 结转
        · | · | 小计 | 履职 | · | ·
        甲 | 6 | 5 | 4 | 1 | 1
    """)
    labels = rebuilt(grid, 2)
    assert labels.rows[0][4] == "财政拨款"
    assert labels.uncertain == ("第5列没有自己的列名（转换时丢失）",)


def test_a_last_group_that_slipped_by_one_column_is_moved_back_and_said() -> None:
    grid = drawn("""
        单位 | 总计 | 本年收入 | · | · | 结转 | ·
        · | · | 拨款 | 事业 | 经营 | · | 其他
        甲 | 9 | 1 | 0 | 0 | 0 | 8
    """)
    labels = rebuilt(grid, 2)
    assert [row[6] for row in labels.rows] == ["结转", ""]
    assert [row[5] for row in labels.rows] == ["本年收入", "其他"]
    assert "错开" in labels.uncertain[0]


def test_columns_headed_alike_are_said_but_two_runs_side_by_side_are_not() -> None:
    alike = drawn("项目 | 金额 | 金额\n甲 | 1 | 2")
    runs = drawn("编码 | 金额 | 编码 | 金额\n201 | 1 | 208 | 2")
    assert "表头相同" in rebuilt(alike, 1).uncertain[0]
    assert rebuilt(runs, 1).uncertain == ()


@pytest.mark.parametrize(
    ("row", "index"),
    [
        (["栏次", "1", "2", "3"], True),
        (["类", "款", "项", "栏次", "1", "2"], True),
        (["1", "2=3+4", "3", "4"], True),
        (["甲", "1", "2"], True),
        (["栏次", "1"], True),
        (["类", "款", "项", "合计", "30.00"], False),
        (["办公费", "1", "2"], False),
        (["2", "4"], False),
    ],
)
def test_which_rows_number_the_columns(row: list[str], index: bool) -> None:
    assert is_index_row(row) is index


def test_a_subtotal_over_figures_is_the_last_row_of_the_header() -> None:
    assert paths("""
        科目 | 总计 | 本年支出 | ·
        ·    | ·    | 基本支出 | 项目支出
        ·    | ·    | ·        | 小计
        合计 | 9.00 | 5.00     | 4.00
    """) == ["科目", "总计", "本年支出/基本支出", "本年支出/项目支出/小计"]


def test_a_lone_total_without_figures_is_the_row_of_an_empty_table() -> None:
    assert depth_by_figures(drawn("科目编码 | 科目名称 | 金额\n· | 合计 | ·")) == 1
