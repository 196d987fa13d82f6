"""Tables of text files whose cells are parted by runs of blanks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.assemble import assemble
from ingest.document import Table
from ingest.plaintext import read_text


def tables(text: str) -> tuple[Table, ...]:
    return assemble(read_text(Path("样例.txt"), text.encode()), "d" * 64, "样例.txt").tables


SANGONG = """
云水区水务局2016年“三公”经费预算表
编制单位：云水区水务局                  单位：万元
项　　目　　　　　　　　2015年      2016年
合计　　　　　　　　     22.60     18.40
公务接待费　　　　　      9.60      7.40
公务用车运行费　　　     13.00     11.00
"""


def test_cells_parted_by_full_width_and_other_blanks_are_a_table() -> None:
    (table,) = tables(SANGONG)
    assert table.grid[0] == ("项目", "2015年", "2016年")
    assert table.grid[2] == ("公务接待费", "9.60", "7.40")
    assert (table.rows, table.unit and table.unit.value, table.uncertain) == (3, "万元", ())
    assert table.title.endswith("“三公”经费预算表")


def test_two_sides_in_one_line_are_four_columns() -> None:
    (table,) = tables(
        """
收入项目　　　　　　　　　预算数　　支出项目　　　　　　　　　预算数
一、财政拨款　　　　     2929.67　　一、社会保障支出　　     186.72
二、事业收入　　　　        0.00　　二、卫生健康支出　　    2742.95
收入总计　　　　　　     2929.67　　支出总计　　　　　　    2929.67
"""
    )
    assert table.groups == ((0, 2), (2, 4))
    assert table.uncertain == ()


def test_a_figure_stays_in_its_column_when_the_one_before_it_is_blank() -> None:
    (table,) = tables(
        """
项目          合计    基本支出    项目支出
合计         12.00        8.00        4.00
行政运行      8.00        8.00
水资源保护    4.00                    4.00
防汛抗旱      9.00        0.00        9.00
"""
    )
    assert table.grid[2:4] == (("行政运行", "8.00", "8.00", ""), ("水资源保护", "4.00", "", "4.00"))


@pytest.mark.parametrize(
    "text",
    [
        "第一部分 概况      1\n第二部分 预算表      3\n第三部分 说明      9\n",
        "联系人：张三    电话：12345678\n联系人：李四    电话：12345679\n联系人：王五    电话：123\n",
        "本局  负责供水，共有人员  32\n本局  负责排水，共有人员  40\n本局  负责防汛，共有人员  12\n",
        "项目    合计    基本\n运行    8.00\n保护    4.00    2.00    1.00\n",
    ],
)
def test_contents_signatures_prose_and_ragged_lines_are_no_tables(text: str) -> None:
    assert tables(text) == ()
