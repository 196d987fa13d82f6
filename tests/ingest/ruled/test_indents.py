"""Labels that are set in without printed blanks: how far, and what only looks like it."""

from __future__ import annotations

from typing import Any

from ingest.blocks import RawTable


def labels(press: Any, ruled: Any, set_in: list[tuple[str, float]]) -> dict[str, int]:
    """The blanks before each label of a table whose labels are printed at the given distances."""
    press.page()
    rows = [["", f"{number}.00"] for number in range(len(set_in))]
    press.table(ruled(rows, widths=[200, 80]), y=100)
    for number, (label, distance) in enumerate(set_in):
        press.line(label, y=113 + 20 * number, x=76 + distance, size=9)
    table = next(block for block in press.read().blocks if isinstance(block, RawTable))
    return {cell.text: cell.parts[0].indent for cell in table.cells if cell.col == 0}


def test_a_label_further_in_than_its_column_begins_is_set_in(press: Any, ruled: Any) -> None:
    found = labels(
        press,
        ruled,
        [
            ("一般公共服务支出", 0),
            ("财政事务", 18),
            ("行政运行", 36),
            ("住房保障支出合并项目", 0),
            ("住房改革支出", 18),
            ("住房公积金", 36),
        ],
    )
    assert list(found.values()) == [0, 4, 8, 0, 4, 8]


def test_labels_in_the_middle_of_their_column_are_not_set_in(press: Any, ruled: Any) -> None:
    names = ["一般公共服务支出", "财政事务", "行政运行经费支出", "住房保障支出合并项目", "公积金"]
    found = labels(press, ruled, [(name, 96 - 4.5 * len(name)) for name in names])
    assert set(found.values()) == {0}


def test_labels_behind_a_page_end_are_set_in_as_those_before_it(press: Any, ruled: Any) -> None:
    """The second page alone shows four labels, all set in: only the whole table says how far."""
    pages = [
        [
            ("一般公共服务支出", 0.0),
            ("财政事务", 18.0),
            ("行政运行", 36.0),
            ("社会保障和就业支出合计项目", 0.0),
            ("养老支出", 18.0),
        ],
        [("离退休", 36.0), ("职业年金缴费", 36.0), ("抚恤", 18.0), ("伤残抚恤", 36.0)],
    ]
    for rows in pages:
        press.page()
        grid = [["", f"{number}.00"] for number in range(len(rows))]
        top = 842 - 36 - 20 * len(rows) if rows is pages[0] else 36
        press.table(ruled(grid, widths=[200, 80]), y=top)
        for number, (label, distance) in enumerate(rows):
            press.line(label, y=top + 13 + 20 * number, x=76 + distance, size=9)
    tables = [block for block in press.read().blocks if isinstance(block, RawTable)]
    assert len(tables) == 1
    found = [cell.parts[0].indent for cell in tables[0].cells if cell.col == 0]
    assert found == [0, 4, 8, 0, 4, 8, 8, 4, 8]
