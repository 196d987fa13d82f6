"""Short header rows above a row of column numbers; '→' is a tab."""

from __future__ import annotations

from pathlib import Path

from ingest.assemble import assemble
from ingest.plaintext import read_text


def paths(drawing: str) -> tuple[tuple[str, ...], ...]:
    raw = read_text(Path("样例.txt"), drawing.strip().replace("→", "\t").encode())
    (table,) = assemble(raw, "d" * 64, "样例.txt").tables
    return table.column_paths


def test_every_label_over_the_figures_has_one_numbered_column() -> None:
    found = paths(
        """
项目→本年收入合计→事业收入→其他收入
功能分类科目编码→科目名称
类→款→项→栏次→1→2→3
208→社会保障和就业支出→7.00→6.00→1.00
"""
    )
    assert found[3:] == (("项目", "科目名称"), ("本年收入合计",), ("事业收入",), ("其他收入",))


def test_labels_that_fit_no_way_are_placed_in_none() -> None:
    raw = "项目→甲收入→乙收入\n编码→名称\n类→款→项→栏次→1→2→3→4\n208→保障→7.00→6.00→1.00→0.00"
    document = read_text(Path("样例.txt"), raw.replace("→", "\t").encode())
    (table,) = assemble(document, "d" * 64, "样例.txt").tables
    assert table.uncertain
