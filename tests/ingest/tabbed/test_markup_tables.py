from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.assemble import assemble
from ingest.blocks import RawLine, RawTable
from ingest.document import Document
from ingest.plaintext import read_text


def _read(text: str) -> Document:
    return assemble(read_text(Path("预算.md"), text.encode()), "0" * 64, "预算.md")


def _shape(text: str) -> list[str]:
    return [
        block.text if isinstance(block, RawLine) else f"{block.height}×{block.columns}"
        for block in read_text(Path("预算.md"), text.encode()).blocks
    ]


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


TWO_SIDED = (
    '<table><tr><td colspan="2">收入</td><td colspan="2">支出</td></tr>'
    + _row("项目", "预算数", "项目", "预算数")
    + _row("拨款", "5.00", "教育", "")
    + _row("合计", "5.00", "合计", "5.00")
    + "</table>"
)


def test_a_table_in_markup_is_read_with_its_spans_title_and_unit() -> None:
    document = _read(f"# 表一 收支总表\n单位：万元\n\n{TWO_SIDED}\n\n说明。\n")
    (table,) = document.tables
    assert (table.title, str(table.unit)) == ("收支总表", "万元")
    assert table.column_paths[3] == ("支出", "预算数")
    assert table.grid[-1] == ("合计", "5.00", "合计", "5.00")


def test_every_cell_of_markup_is_a_run_of_the_source() -> None:
    text = f"表一\n{TWO_SIDED}\n"
    document = _read(text)
    assert document.text == text
    for cell in document.tables[0].cells:
        assert "".join(text[p.start : p.end] for p in cell.pieces) == cell.text


def test_a_cell_over_two_rows_moves_the_cells_below_it_to_the_right() -> None:
    text = "<table><tr><th rowspan='2'>科目</th><th colspan='2'>支出</th></tr><tr><th>基本</th><th>项目</th></tr>" + _row("水利", "1", "2") + "</table>"  # fmt: skip
    assert _read(text).tables[0].grid[1:] == (("", "基本", "项目"), ("水利", "1", "2"))


def test_lines_around_markup_keep_their_order_and_numbers() -> None:
    raw = read_text(
        Path("预算.md"), f"甲<table>{_row('a', 'b')}{_row('1', '2')}</table>乙\n丙\n".encode()
    )
    lines = [block for block in raw.blocks if isinstance(block, RawLine)]
    assert [(line.text, line.place) for line in lines] == [("甲", "第1行"), ("乙", "第1行"), ("丙", "第2行")]  # fmt: skip


def test_a_title_inside_the_markup_is_a_line() -> None:
    text = (
        '<table><tr><td colspan="2">收支总表</td></tr><tr><td></td><td>单位：元</td></tr>'
        + _row("项目", "金额") + _row("收入", "5") + _row("支出", "5") + "</table>"
    )  # fmt: skip
    assert _shape(text) == ["收支总表", "单位：元", "3×2"]


def test_a_table_cut_by_a_page_is_one_without_its_repeated_header() -> None:
    head = _row("编码", "金额")
    first = f"<table>{head}{_row('201', '1.00')}</table>"
    second = f"<table>{head}{_row('202', '2.00')}</table>"
    assert _shape(f"{first}\n\n第3页\n\n{second}\n") == ["3×2", "第3页"]
    assert _shape(f"{first}\n\n表二 支出表\n\n{second}\n") == ["2×2", "表二 支出表", "2×2"]


def test_two_numbers_in_one_cell_are_never_one_number() -> None:
    text = f"<table>{_row('项目', '金额')}{_row('水利', '12<br>13')}{_row('教育', '1,234,5<br>67.00')}</table>"
    assert [row[1] for row in _read(text).tables[0].grid[1:]] == ["12<br>13", "1,234,567.00"]


def test_a_code_that_its_column_broke_is_one_code() -> None:
    text = f"<table>{_row('编码', '金额')}{_row('20601<br>01', '5')}{_row('206', '5')}</table>"
    assert _read(text).tables[0].grid[1][0] == "2060101"


def test_blanks_written_as_marks_are_no_text() -> None:
    text = f"<table>{_row('项目', '金额')}{_row('&nbsp;&nbsp;水利&nbsp;', '&nbsp;5.00')}</table>"
    assert _read(text).tables[0].grid[1] == ("水利", "5.00")


def test_a_table_without_an_end_stays_text() -> None:
    assert _read(f"<table>{_row('项目', '金额')}\n正文\n").tables == ()


def test_a_table_in_a_cell_is_said() -> None:
    inner = f"<table>{_row('男', '3')}</table>"
    text = f"<table>{_row('人数', inner)}{_row('合计', '3')}{_row('其中', '3')}</table>"
    (block,) = read_text(Path("预算.md"), text.encode()).blocks
    assert isinstance(block, RawTable)
    assert block.uncertain


SIGNS = st.sampled_from(
    ["<table>", "</table>", "<tr>", "<td>", "</td>", '<td colspan="3">', '<td rowspan=9999>', "<br>",
     "5.00", "收入", "\n", "\t", "|", "&nbsp;", "<", ">", "\r", "\f", "单位：元", " "]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(SIGNS, max_size=60).map("".join))
def test_whatever_markup_there_is_every_piece_is_a_run_of_the_source(text: str) -> None:
    text = "正文" + text
    document = _read(text)
    assert document.text == text
    for table in document.tables:
        for cell in table.cells:
            quote = "".join(text[piece.start : piece.end] for piece in cell.pieces)
            assert document.cite_cell(table, cell).quote == quote
