from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import RawDocument, RawLine, RawTable
from ingest.plaintext import read_text


def read(text: str) -> RawDocument:
    return read_text(Path("样例.txt"), text.encode())


def lines(text: str) -> list[RawLine]:
    return [block for block in read(text).blocks if isinstance(block, RawLine)]


@pytest.mark.parametrize(
    ("source", "text", "heading", "bold"),
    [
        ("### **三、2025 年主要工作目标**", "三、2025 年主要工作目标", 3, True),
        ("<b>第一部分 部门概况</b>", "第一部分 部门概况", None, True),
        ("- 第二部分 收支情况", "第二部分 收支情况", None, False),
        ("\u3000\u3000一、部门职责  ", "一、部门职责  ", None, False),
        ("<p>本部门无基金预算。</p>", "本部门无基金预算。", None, False),
        ("**甲** 与 **乙**", "**甲** 与 **乙**", None, True),
    ],
)
def test_marks_around_a_line_are_left_out(
    source: str, text: str, heading: int | None, bold: bool
) -> None:
    (line,) = lines(source)
    assert (line.text, line.heading, line.bold) == (text, heading, bold)


def test_contents_lines_and_page_numbers_are_furniture() -> None:
    found = lines("一、部门职责.....\t1\n\n- 3 -\n\n第4页 共20页\n\n一、部门职责")
    assert [line.furniture for line in found] == [True, True, True, False]


def test_a_line_knows_its_number_and_the_blank_line_before_it() -> None:
    found = lines("甲\n乙\r\n\r\n丙\f丁")
    assert [(line.place, line.breaks) for line in found] == [
        ("第1行", True),
        ("第2行", False),
        ("第4行", True),
        ("第4行", True),
    ]


@given(st.lists(st.text(alphabet="#*<b>/ \t\r\n|-甲乙1.…一、（）", max_size=20), max_size=12))
def test_every_line_and_cell_lies_where_it_says(parts: list[str]) -> None:
    text = "预算\n" + "\n".join(parts)
    raw = read(text)
    for block in raw.blocks:
        pieces = (
            [block] if isinstance(block, RawLine) else [p for c in block.cells for p in c.parts]
        )
        for piece in pieces:
            assert piece.start is not None
            assert text[piece.start : piece.start + len(piece.text)] == piece.text


def test_blocks_come_in_the_order_of_the_text(seeds: list[Path]) -> None:
    for path in seeds:
        blocks = read_text(path, path.read_bytes()).blocks
        starts = [block.start for block in blocks]
        assert starts == sorted(starts, key=lambda start: start or 0)


def test_a_markdown_table_is_a_table() -> None:
    (table,) = [
        block
        for block in read("| 项目 | 金额 |\n|---|---:|\n| 行政运行 | 12.00 |").blocks
        if isinstance(block, RawTable)
    ]
    assert [cell.text for cell in table.cells] == ["项目", "金额", "行政运行", "12.00"]


def test_the_total_row_of_an_empty_table_is_a_row() -> None:
    raw = read_text(Path("样例.txt"), "科目编码\t科目名称\t金额\n\t合计\t\n".encode())
    (table,) = (block for block in raw.blocks if isinstance(block, RawTable))
    assert table.height == 2
