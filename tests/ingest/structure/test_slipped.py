"""Header labels that a conversion set one column off stand over their columns again, in the grid too."""

from __future__ import annotations

from pathlib import Path

from ingest.assemble import assemble
from ingest.document import Table
from ingest.plaintext import read_text
from ingest.structure.slipped import moved_back


def read(*rows: str) -> Table:
    text = "云水区水务局2024年部门预算\n\n表一 收入总表\n\n单位：万元\n\n" + "\n".join(rows) + "\n"
    raw = read_text(Path("样例.txt"), text.encode())
    return assemble(raw, "d" * 64, "样例.txt").tables[0]


def test_the_grid_shows_a_slipped_label_over_its_column_and_cites_it_where_it_is_printed() -> None:
    table = read(
        "单位\t总计\t本年收入\t\t\t结转\t",
        "\t\t拨款\t事业\t经营\t\t其他",
        "水务局\t9.00\t1.00\t0.00\t0.00\t0.00\t8.00",
    )
    assert [row[5:] for row in table.grid[:2]] == [("", "结转"), ("其他", "")]
    assert table.column_paths[5:] == (("本年收入", "其他"), ("结转",))
    assert any("错开" in doubt for doubt in table.uncertain)
    moved = table.at(0, 6)
    assert moved is not None
    assert moved.pieces[0].end - moved.pieces[0].start == len("结转")


def test_money_of_the_state_is_never_part_of_money_of_the_unit() -> None:
    rows = [
        ["", "财政拨款", "", "财政专户资金", "单位资金", ""],
        ["", "一般公共预算", "政府性基金", "", "国有资本经营预算", "事业收入"],
    ]
    assert len(moved_back(rows)) == 3
    assert rows == [
        ["", "财政拨款", "", "", "财政专户资金", "单位资金"],
        ["", "一般公共预算", "政府性基金", "国有资本经营预算", "", "事业收入"],
    ]


def test_a_header_that_slipped_nowhere_is_left_alone() -> None:
    rows = [
        ["", "财政拨款", "", "", "财政专户资金", "单位资金", ""],
        ["", "一般公共预算", "政府性基金", "国有资本经营预算", "", "事业收入", "经营收入"],
    ]
    assert moved_back([list(row) for row in rows]) == ()
