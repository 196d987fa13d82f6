"""Rows inside the frame of a table that are no header."""

from __future__ import annotations

from pathlib import Path

from ingest.amount import Unit
from ingest.assemble import assemble
from ingest.blocks import RawCell, RawDocument, RawPart, RawTable
from ingest.document import Table
from ingest.plaintext import read_text
from ingest.structure.preface import is_form, preface_of


def drawn(drawing: str) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    return [["" if cell == "·" else cell for cell in row] for row in rows]


def framed(drawing: str) -> Table:
    """A Word table with known spans."""
    grid = drawn(drawing)
    cells = tuple(
        RawCell(r, c, (RawPart(text, "表1"),))
        for r, row in enumerate(grid)
        for c, text in enumerate(row)
        if text
    )
    raw = RawDocument("docx", (RawTable(cells, len(grid), len(grid[0])),))
    return assemble(raw, "d" * 64, "样例.docx").tables[0]


def test_title_and_unit_printed_inside_the_frame_are_the_caption() -> None:
    table = framed("""
        表三 | · | ·
        部门支出总表 | · | ·
        部门：云水区水务局 | · | 单位：万元
        项目 | 基本支出 | 项目支出
        合计 | 3.00 | 4.00
    """)
    assert (table.number, table.title, table.unit) == ("表三", "部门支出总表", Unit.WAN)
    assert (table.header_rows, table.rows) == (4, 1)
    assert table.column_paths == (("项目",), ("基本支出",), ("项目支出",))


def test_an_owner_row_above_a_real_header_is_no_part_of_the_paths() -> None:
    grid = drawn("""
        部门（单位）名称 | · | 云水区水务局（本级） | 主管部门 | 云水区水务局
        任务 | 名称 | 内容 | 总额 | 其他
        · | 河道整治 | 清淤。 | 80.00 | 0.00
    """)
    assert preface_of(grid).rows == 1


def test_an_ordinary_header_is_no_preface() -> None:
    for header in (
        "项目名称 | 金额",
        "单位名称 | 单位性质",
        "收 入 | ·",
        "年度 | 合计",
        "单位 | 品目",
    ):
        assert preface_of(drawn(f"{header}\n甲 | 1\n乙 | 2")).rows == 0


def test_a_form_pairs_labels_with_values_from_the_first_row() -> None:
    grid = drawn("""
        项目名称 | 河道整治工程 | 项目性质 | 经常性项目
        主管部门 | 云水区水务局 | 实施单位 | 云水区供水中心
        资金总额 | 4,100.00 | 年度资金 | 4,100.00
        一级指标 | 二级指标 | 三级指标 | 指标值
    """)
    assert is_form(grid)
    assert not is_form(drawn("项目名称 | 金额\n河道整治 | 1.00\n供水 | 2.00\n防汛 | 3.00"))


def test_a_form_has_no_header_and_its_unit_stands_in_a_label() -> None:
    text = "绩效目标表\n\n项目名称\t河道整治\n主管部门\t云水区水务局\n项目资金（元）\t4,100.00\n指标\t≥3\n"
    (table,) = assemble(read_text(Path("a.txt"), text.encode()), "d" * 64, "a.txt").tables
    assert (table.header_rows, table.rows, table.unit) == (0, 4, Unit.YUAN)
    assert table.column_paths == ((), ())


def test_a_form_of_a_department_begins_with_its_name_and_its_goal() -> None:
    rows = (
        "部门名称\t云水区水务局\t",
        "年度履职目标\t保障供水安全\t",
        "年度主要任务\t任务名称\t主要内容",
        "\t供水\t更新管网",
        "预算情况\t部门预算总额（万元）\t120.00",
    )
    text = "整体绩效目标表\n\n" + "\n".join(rows) + "\n"
    (table,) = assemble(read_text(Path("a.txt"), text.encode()), "d" * 64, "a.txt").tables
    assert table.header_rows == 0
