"""A page whose unit prices were lost in conversion: the totals tell where its cells belong."""

from __future__ import annotations

from pathlib import Path

from ingest.assemble import assemble
from ingest.document import Table
from ingest.plaintext import read_text

HEAD = "项目名称\t采购物品\t数量\t单价\t总计\t财政拨款\n"


def read(first: str, second: str) -> Table:
    text = f"政府采购预算表\n\n单位：万元\n\n{HEAD}{first}\n第 3 页\n\n单位：万元\n\n{HEAD}{second}"
    raw = read_text(Path("样例.txt"), text.encode())
    (table,) = assemble(raw, "d" * 64, "样例.txt").tables
    return table


SECOND = "桥梁检测\t检测服务\t1\t5.00\t5.00\t5.00\n绿化养护\t养护服务\t1\t7.00\t7.00\t7.00\n"


def test_a_total_under_the_unit_price_is_moved_back_where_every_column_then_ties() -> None:
    table = read("合计\t\t\t22.00\t22.00\n路灯维修\t维修服务\t1\t10.00\t10.00\n", SECOND)
    assert table.grid[1] == ("合计", "", "", "", "22.00", "22.00")
    assert table.grid[2] == ("路灯维修", "维修服务", "1", "", "10.00", "10.00")
    assert table.grid[3] == ("桥梁检测", "检测服务", "1", "5.00", "5.00", "5.00")
    assert any("丢失了“单价”一列" in note for note in table.uncertain)


def test_no_lost_price_is_claimed_where_the_totals_would_not_tie() -> None:
    table = read("合计\t\t\t25.00\t25.00\n路灯维修\t维修服务\t1\t10.00\t10.00\n", SECOND)
    assert table.uncertain
    assert not any("丢失了“单价”一列" in note for note in table.uncertain)
