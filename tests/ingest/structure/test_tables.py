"""What a table's layout gives: header depth with known spans, groups, checksums."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.assemble import assemble
from ingest.blocks import RawCell, RawDocument, RawPart, RawTable
from ingest.document import Table
from ingest.plaintext import read_text
from ingest.structure.tables import checksum_total


def text_table(drawing: str) -> Table:
    """A table of a text conversion; '·' is an empty cell."""
    rows = [
        line.strip().replace(" | ", "\t").replace("·", "") for line in drawing.strip().splitlines()
    ]
    raw = read_text(Path("样例.txt"), "\n".join(rows).encode())
    (table,) = assemble(raw, "d" * 64, "样例.txt").tables
    return table


def spanned_table(*rows: list[str | tuple[str, int, int]], columns: int) -> Table:
    """A table with known spans: ('text', rows, columns) for a merged cell, in print order."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, entries in enumerate(rows):
        col = 0
        for entry in entries:
            text, down, across = entry if isinstance(entry, tuple) else (entry, 1, 1)
            while (row, col) in taken:
                col += 1
            cells.append(RawCell(row, col, (RawPart(text, "第1页", 1),), down, across))
            taken |= {(row + i, col + j) for i in range(down) for j in range(across)}
    raw = RawTable(tuple(cells), len(rows), columns, (1,))
    (table,) = assemble(RawDocument("pdf", (raw,)), "d" * 64, "样例.pdf").tables
    return table


def test_a_header_of_three_rows_gives_full_paths() -> None:
    table = spanned_table(
        [("项目", 1, 3), ("支出预算", 1, 2)],
        [("科目编码", 1, 2), ("科目名称", 2, 1), ("合计", 2, 1), ("基本支出", 2, 1)],
        ["类", "款"],
        ["201", "03", "行政运行", "12.00", "12.00"],
        columns=5,
    )
    assert table.header_rows == 3
    assert table.column_paths[1] == ("项目", "科目编码", "款")
    assert table.column_paths[4] == ("支出预算", "基本支出")
    assert table.rows == 1


def test_class_group_item_beside_the_first_total_head_their_columns() -> None:
    table = spanned_table(
        [("科目编码", 1, 3), "科目名称", "本年支出合计"],
        ["类", "款", "项", "合计", "30.00"],
        ["201", "", "", "一般公共服务支出", "30.00"],
        columns=5,
    )
    assert (table.header_rows, table.rows) == (1, 2)
    assert table.column_paths[:3] == (("科目编码", "类"), ("科目编码", "款"), ("科目编码", "项"))


def test_income_beside_expenditure_is_one_grid_with_two_groups() -> None:
    table = text_table("""
        收 入 | · | 支 出 | ·
        项 目 | 预算数 | 项 目 | 预算数
        一、财政拨款 | 30.00 | 一、教育支出 | 30.00
        收入总计 | 30.00 | 支出总计 | 30.00
    """)
    assert table.groups == ((0, 2), (2, 4))
    assert table.column_paths == (
        ("收入", "项目"),
        ("收入", "预算数"),
        ("支出", "项目"),
        ("支出", "预算数"),
    )
    assert checksum_total(table) == "30.00"


def test_three_accounts_side_by_side_are_three_groups() -> None:
    table = text_table("""
        收入 | · | 支出 | · | · | ·
        项目名称 | 金额 | 功能分类 | · | 支出用途 | ·
        · | · | 功能科目名称 | 金额 | 项目名称 | 金额
        一、财政拨款 | 30.00 | 一、教育支出 | 30.00 | 一、基本支出 | 30.00
    """)
    assert table.groups == ((0, 2), (2, 4), (4, 6))


def test_one_list_in_two_runs_is_two_groups() -> None:
    table = text_table("""
        科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
        301 | 工资福利支出 | 10.00 | 303 | 对个人和家庭的补助 | 2.00
        302 | 商品和服务支出 | 3.00 | · | 合计 | 15.00
    """)
    assert table.groups == ((0, 3), (3, 6))


@pytest.mark.parametrize(
    "drawing",
    [
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n201 | 服务 | 3 | 1 | 2",
        "预算单位 | 科目编码 | 科目名称 | 支出总计\n水务局 | · | · | 3\n· | 201 | 服务 | 3",
        "科目编码 | 科目名称 | 项目名称 | 项目金额 | 绩效目标 | 申报依据\n201 | 服务 | 清淤 | 3 | 好 | 法",
        "类 | 款 | 项 | 名称 | 金额\n201 | 03 | 01 | 行政运行 | 3",
    ],
)
def test_codes_names_and_remarks_do_not_open_groups(drawing: str) -> None:
    table = text_table(drawing)
    assert table.groups == ((0, table.columns),)


@pytest.mark.parametrize(
    ("drawing", "total"),
    [
        ("编码 | 名称 | 金额\n· | 合计 | 35.10\nA | 货物 | 35.10", "35.10"),
        ("项目 | 金额\n甲 | 5.00\n合 计 | 5.00", "5.00"),
        ("收入 | 金额\n一、拨款 | 5.00\n本年收入合计 | 5.00\n收入总计 | 7.00", "7.00"),
        ("合计 | 出国 | 接待\n1.00 | 0.00 | 1.00", "1.00"),
        ("单位 | 支出总计 | 基本支出\n水务局 | 9.00 | 9.00\n水务站 | 4.00 | 4.00", "9.00"),
        ("年度 | 合计 | 接待\n2024年 | 17.30 | 2.00\n2025年 | 15.00 | 0.00", None),
        ("名称 | 性质\n水务站 | 事业", None),
        ("单位 | 项目 | 金额\n水务局 | · | 0.00\n水务局（本级） | · | 0.00", "0.00"),
        ("单位 | 项目 | 金额\n水务局 | 疏浚 | 4.00\n水务局（本级） | · | 3.00", None),
    ],
)
def test_the_checksum_is_the_total_as_printed(drawing: str, total: str | None) -> None:
    assert checksum_total(text_table(drawing)) == total


def test_every_column_of_a_table_with_a_total_adds_up(seeds: list[Path]) -> None:
    """The document's own totals are the oracle: 类 rows (three-digit codes) sum to 合计."""
    from decimal import Decimal

    from ingest.amount import number, tolerance
    from ingest.read import read_document

    checked = 0
    for table in read_document(seeds[0]).tables:
        rows = table.grid[table.header_rows :]
        total = next((row for row in rows if row[1] == "合计"), None)
        parts = [row for row in rows if len(row[0]) == 3 and row[0].isdigit()]
        if total is None or not parts:
            continue
        for col in range(2, table.columns):
            want = number(total[col])
            if want is not None:
                got = sum((number(row[col]) or Decimal(0) for row in parts), Decimal(0))
                assert abs(got - want) <= tolerance(Decimal(1), len(parts)), (table.title, col)
                checked += 1
    assert checked >= 15


def test_a_row_of_column_numbers_under_class_group_item_is_header_and_names_nothing() -> None:
    table = spanned_table(
        [("项目", 1, 4), ("本年支出", 3, 1), ("其中", 3, 1)],
        [("科目编码", 1, 3), ("科目名称", 2, 1)],
        ["", "", ""],
        [("类", 2, 1), ("款", 2, 1), ("项", 2, 1), "栏次", "1", "2"],
        ["合计", "30.00", "12.00"],
        ["201", "", "", "一般公共服务支出", "30.00", "12.00"],
        columns=6,
    )
    assert table.column_paths[3:] == (("项目", "科目名称"), ("本年支出",), ("其中",))
    assert table.column_paths[0] == ("项目", "科目编码", "类")
    assert (table.rows, checksum_total(table)) == (2, "30.00")


def test_the_number_of_a_row_is_not_its_total() -> None:
    table = text_table(
        """
        收入 | · | · | 支出 | · | ·
        项目 | 行次 | 金额 | 项目 | 行次 | 金额
        栏次 | · | 1 | 栏次 | · | 2
        事业收入 | 1 | 41.00 | 教育支出 | 3 | 41.00
        总计 | 2 | 41.00 | 总计 | 4 | 41.00
        """
    )
    assert checksum_total(table) == "41.00"
    assert table.column_paths[2] == ("收入", "金额")


def test_totals_of_parts_are_no_total() -> None:
    table = text_table(
        """
        科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
        301 | 工资福利支出 | 41.00 | 302 | 商品和服务支出 | 7.00
        人员经费合计 | · | 41.00 | 公用经费合计 | · | 7.00
        """
    )
    assert checksum_total(table) is None


def test_a_total_column_behind_other_amounts_holds_the_total() -> None:
    table = text_table(
        """
        采购项目 | 数量 | 面向中小企业 | 合计
        复印纸 | 120 | 2.00 | 3.00
        计算机 | 14 | 5.00 | 9.00
        合计 | · | 7.00 | 12.00
        """
    )
    assert checksum_total(table) == "12.00"


def test_a_total_over_budget_and_final_account_holds_the_total() -> None:
    table = spanned_table(
        [("合计", 1, 2), ("公务接待费", 1, 2)],
        ["预算数", "决算数", "预算数", "决算数"],
        ["0.95", "", "0.95", ""],
        columns=4,
    )
    assert checksum_total(table) == "0.95"


def test_one_row_of_figures_is_headed_by_its_columns_without_their_numbers() -> None:
    table = text_table(
        """
        合计 | 因公出国（境）费 | 公务接待费
        1 | 2 | 3
        8.00 | 0.00 | 8.00
        """
    )
    assert table.column_paths[0] == ("合计",)
    assert (table.rows, checksum_total(table)) == (1, "8.00")
