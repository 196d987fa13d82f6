"""What each column holds."""

from __future__ import annotations

from ingest.figures.columns import columns_of, counter_in, groups_of
from tests.ingest.builders import ruled


def roles(drawing: str, header_rows: int = 1) -> list[str]:
    document = ruled(drawing, header_rows=header_rows)
    table = document.tables[0]
    return [c.role for c in columns_of(table, (0, table.columns), document.info)]


def test_codes_are_known_without_their_header() -> None:
    assert roles("""
        |  | 合计
        206 | 科学技术支出 | 30
        20601 | 科学技术管理事务 | 30
        2060101 | 行政运行 | 30
    """) == ["code", "label", "number"]


def test_an_empty_column_between_figures_is_a_column_of_figures() -> None:
    assert roles("""
        项目 | 合计 | 政府性基金预算拨款 | 备注
        外交支出 | 3 |  |
        国防支出 | 4 |  |
    """) == ["label", "number", "number", "text"]


def test_targets_with_digits_are_text() -> None:
    assert roles("""
        项目名称 | 预算资金 | 绩效指标 | 优 | 采购方式
        河道管护 | 35 | 巡查次数 | ≥500 | 公开招标
        水利宣传 | 5 | 活动场次 | ≥5 | 分散采购
    """) == ["label", "number", "text", "text", "text"]


def test_three_pairs_of_labels_under_two_headers_are_three_groups() -> None:
    document = ruled(
        """
        收入 | ^ | 支出 | ^ | ^ | ^
        收入 | ^ | 功能分类 | ^ | 支出用途 | ^
        项目 | 金额 | 科目名称 | 金额 | 项目名称 | 金额
        财政拨款 | 9 | 教育支出 | 9 | 基本支出 | 6
        其他收入 | 0 | 国防支出 | 0 | 项目支出 | 3
        """,
        header_rows=3,
        groups=((0, 4), (4, 6)),
    )
    assert groups_of(document.tables[0]) == ((0, 2), (2, 4), (4, 6))


def test_a_second_list_under_the_same_header_is_a_group_of_its_own() -> None:
    document = ruled(
        """
        收入 | ^ | 支出 | ^ | ^ | ^
        项目 | 预算数 | 功能分类 | 预算数 | 支出用途 | 预算数
        财政拨款 | 9 | 教育支出 | 8 | 基本支出 | 6
        其他收入 | 0 | 国防支出 | 1 | 项目支出 | 3
        """,
        header_rows=2,
    )
    assert groups_of(document.tables[0]) == ((0, 2), (2, 4), (4, 6))


def test_counters_in_brackets() -> None:
    assert counter_in("车辆(台、辆)") == "辆"
    assert counter_in("通用设备(台、套...)") == "台(套)"
    assert counter_in("房屋(平方米)") == "平方米"
    assert counter_in("因公出国(境)费") is None


def test_figures_that_may_be_two_are_no_names_of_rows() -> None:
    assert roles("""
        项目 | 合计 | 基本支出
        教育支出 | 1 323.30 | 88.80
        住房支出 | 2 314.13 | 92.00
    """) == ["label", "number", "number"]


def test_pupils_residents_and_beds_in_a_table_of_money_are_counts() -> None:
    document = ruled("""
        单位名称 | 在校学生数 | 户籍人口 | 床位数 | 预算数
        河湾小学 | 1162 | 2306 | 40 | 85.10
    """)
    table = document.tables[0]
    columns = columns_of(table, (0, table.columns), document.info)[1:]
    kinds = [(column.kind, column.unit) for column in columns[:3]]
    assert kinds == [("count", "人"), ("count", "人"), ("count", None)]
    assert columns[3].kind == "amount"
