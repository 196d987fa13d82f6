"""Header rows that lost their merged cells, above data that shows what they are."""

from __future__ import annotations

from ingest.structure.compact import is_compact, place_labels, place_repeated


def drawn(drawing: str, width: int) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    return [[*("" if c == "·" else c for c in row), *[""] * (width - len(row))] for row in rows]


DATA = drawn(
    """
    · | 合计 | 9.00 | 6.00 | 3.00 | 1.00
    201 | 一般公共服务支出 | 4.00 | 4.00 | 0.00 | 1.00
    208 | 社会保障和就业支出 | 5.00 | 2.00 | 3.00 | 0.00
    """,
    6,
)


def test_sub_headings_hang_under_the_heading_whose_columns_add_up() -> None:
    rows = drawn("科目编码 | 科目名称 | 本年收入 | 上年结转\n小计 | 一般公共预算 | 政府性基金", 6)
    assert is_compact(rows, 6)
    placed = place_labels(rows, DATA, 6)
    assert placed.rows == [
        ["科目编码", "科目名称", "本年收入", "本年收入", "本年收入", "上年结转"],
        ["", "", "小计", "一般公共预算", "政府性基金", ""],
    ]
    assert placed.uncertain == ()


def test_two_headings_share_out_the_sub_headings() -> None:
    rows = drawn("收入 | 支出\n项目 | 预算数 | 项目 | 预算数", 4)
    body = drawn("一、财政拨款 | 9.00 | 一、教育支出 | 9.00", 4)
    placed = place_labels(rows, body, 4)
    assert placed.rows[0] == ["收入", "收入", "支出", "支出"]


def test_one_row_over_three_code_columns_widens_the_code_label() -> None:
    rows = drawn("科目编码 | 科目名称 | 合计", 5)
    body = drawn("201 | 03 | 01 | 行政运行 | 9.00\n208 | 05 | 01 | 离退休 | 2.50", 5)
    placed = place_labels(rows, body, 5)
    assert placed.rows == [["科目编码", "科目编码", "科目编码", "科目名称", "合计"]]


def test_two_ways_that_fit_alike_are_said() -> None:
    rows = drawn("基本支出 | 项目支出", 3)
    body = drawn("1.00 | 2.00 | 3.00", 3)
    assert "推定" in place_labels(rows, body, 3).uncertain[0]


def test_a_header_with_gaps_or_of_full_width_is_not_compact() -> None:
    assert not is_compact(drawn("编码 | · | 合计", 5), 5)
    assert not is_compact(drawn("编码 | 名称 | 合计", 3), 3)
    assert not is_compact(drawn("编码 | 名称 | 支出 | · | ·\n· | · | 合计 | 基本 | 项目", 5), 5)


def test_labels_printed_once_for_each_year_are_placed_by_the_data_of_both() -> None:
    once = "合计 | 出国费 | 用车购置及运行费 | 接待费", "小计 | 购置费 | 运行费"
    rows = drawn("\n".join(["2030年 | 2031年", *(f"{part} | {part}" for part in once)]), 12)
    body = drawn("22.20 | · | 14.00 | · | 14.00 | 8.20 | 21.60 | · | 14.00 | · | 14.00 | 7.60", 12)
    placed = place_repeated(rows, body, 12)
    assert placed is not None
    paths = ["/".join(filter(None, path)) for path in zip(*placed.rows, strict=True)]
    assert paths[4:7] == ["2030年/用车购置及运行费/运行费", "2030年/接待费", "2031年/合计"]
    assert placed.uncertain == ()
    assert place_repeated([rows[0], rows[2], [*rows[1][1:], ""]], body, 12) is None
