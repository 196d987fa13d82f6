"""Rows of a text conversion that lost the cells of merged ones; '→' is a tab."""

from __future__ import annotations

from pathlib import Path

from ingest.assemble import assemble
from ingest.document import Table
from ingest.plaintext import read_text

NUMBERED = """
项目→本年支出
功能分类科目编码→科目名称→小计→基本支出→项目支出
类→款→项→栏次→1→2→3
合计→30.00→12.00→18.00
201→一般公共服务支出→30.00→12.00→18.00
2010301→行政运行→30.00→12.00→18.00
"""


def numbered(drawing: str) -> Table:
    raw = read_text(Path("样例.txt"), drawing.strip().replace("→", "\t").encode())
    (table,) = assemble(raw, "d" * 64, "样例.txt").tables
    return table


def test_rows_without_the_cells_of_merged_codes_go_under_the_numbered_columns() -> None:
    table = numbered(NUMBERED)
    assert table.grid[3] == ("", "", "", "合计", "30.00", "12.00", "18.00")
    assert table.grid[5] == ("2010301", "", "", "行政运行", "30.00", "12.00", "18.00")
    assert table.column_paths[5] == ("本年支出", "基本支出")
    assert table.column_paths[0] == ("项目", "功能分类科目编码", "类")
    assert (table.rows, table.uncertain) == (3, ())


def test_a_row_with_fewer_figures_than_numbered_columns_is_a_doubt() -> None:
    table = numbered(NUMBERED + "22102→住房改革支出→3.00")
    assert "可能错列" in table.uncertain[0]


def test_a_header_said_twice_under_two_stages_is_placed_by_halves() -> None:
    table = numbered(
        """
预算数→决算数
合计→公务用车购置及运行维护费→公务接待费→合计→公务用车购置及运行维护费→公务接待费
小计→公务用车购置费→公务用车运行维护费→小计→公务用车购置费→公务用车运行维护费
1→2→3→4→5→6→7→8→9→10
8.00→5.50→0.00→5.50→2.50→5.00→3.80→0.00→3.80→1.20
"""
    )
    assert table.column_paths[0] == ("预算数", "合计")
    assert table.column_paths[4] == ("预算数", "公务接待费")
    assert table.column_paths[8] == ("决算数", "公务用车购置及运行维护费", "公务用车运行维护费")
    assert table.uncertain == ()


def test_sides_of_an_account_stand_where_the_names_begin_again() -> None:
    table = numbered(
        """
收入→支出
项目→行次→金额→项目→行次→金额
栏次→→1→栏次→→2
一、事业收入→1→41.00→一、教育支出→3→41.00
总计→2→41.00→总计→4→41.00
"""
    )
    assert table.column_paths[2] == ("收入", "金额")
    assert table.column_paths[5] == ("支出", "金额")
    assert table.groups == ((0, 3), (3, 6))


def test_two_names_over_three_runs_are_given_to_none() -> None:
    table = numbered(
        """
人员经费→公用经费
编码→名称→决算数→编码→名称→决算数→编码→名称→决算数
301→工资福利支出→22.00→302→商品和服务支出→6.00→310→资本性支出→1.00
30101→基本工资→22.00→30201→办公费→6.00→→→
人员经费合计→22.00→公用经费合计→7.00
"""
    )
    assert table.column_paths[3] == ("编码",)
    assert table.grid[4] == ("人员经费合计", "", "22.00", "公用经费合计", "", "7.00", "", "", "")


def test_rows_of_full_width_say_where_the_figures_of_a_short_total_stand() -> None:
    table = numbered(
        """
科目编码→科目名称→合计→基本支出→项目支出
合计→1,060.00→560.00→500.00
2130301→行政运行→560.00→560.00→0.00
2130314→防汛→500.00→0.00→500.00
"""
    )
    assert table.grid[1] == ("", "合计", "1,060.00", "560.00", "500.00")
    assert table.uncertain == ()


def test_a_short_row_of_column_numbers_numbers_the_figures() -> None:
    table = numbered(
        """
项目→本年支出合计→基本支出→项目支出
功能分类科目编码→科目名称
栏次→1→2→3
合计→1,060.00→560.00→500.00
2130301→行政运行→560.00→560.00→0.00
2130314→防汛→500.00→0.00→500.00
"""
    )
    assert table.column_paths[2:] == (("本年支出合计",), ("基本支出",), ("项目支出",))
    assert table.grid[table.header_rows][1:3] == ("合计", "1,060.00")
    assert table.uncertain == ()
