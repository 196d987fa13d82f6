from __future__ import annotations

import io
import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from ingest.blocks import RawDocument, RawLine, RawTable
from ingest.errors import DamagedFile, EmptyFile, InputError, PasswordProtected
from ingest.old_workbook import read_xls
from ingest.read import read_document
from ingest.workbook import read_xlsx

Rows = Sequence[Sequence[object]]
RULED = "borders: left thin, right thin, top thin, bottom thin"

SIMPLE: Rows = [
    ["2024年部门收支总表"],
    ["编制部门：云水区水务局", None, None, "单位：万元"],
    ["收入", None, "支出"],
    ["项目", "预算数", "项目", "预算数"],
    ["一、财政拨款收入", 51447, "一、教育支出", 51447],
    ["收入总计", 51447, "支出总计", 51447],
]


def _book(rows: Rows, code: str = "General", name: str = "表") -> xlwt.Workbook:
    """A workbook with one sheet; cells from the third row on are ruled and share a format."""
    book = xlwt.Workbook()
    _fill(book.add_sheet(name), rows, code)
    return book


def _fill(sheet: xlwt.Worksheet, rows: Rows, code: str = "General") -> None:
    plain, ruled = xlwt.easyxf(), xlwt.easyxf(RULED, num_format_str=code)
    for row, values in enumerate(rows):
        for col, value in enumerate(values):
            if value is not None:
                sheet.write(row, col, value, ruled if row > 1 else plain)


def _bytes(book: xlwt.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read(book: xlwt.Workbook) -> RawDocument:
    return read_xls(Path("预算.xls"), _bytes(book))


def _grid(raw: RawDocument) -> list[list[str]]:
    (table,) = (block for block in raw.blocks if isinstance(block, RawTable))
    grid = [[""] * table.columns for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def _lines(raw: RawDocument) -> list[str]:
    return [block.text for block in raw.blocks if isinstance(block, RawLine)]


def test_an_old_workbook_gives_its_titles_and_its_table() -> None:
    raw = _read(_book(SIMPLE, "#,##0"))
    assert _lines(raw) == ["2024年部门收支总表", "编制部门：云水区水务局", "单位：万元"]
    assert _grid(raw)[-1] == ["收入总计", "51,447", "支出总计", "51,447"]
    assert [page.name for page in raw.pages] == ["表"]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (31214205.8, "#,##0.00_ ", "31,214,205.80"),
        (0.1 + 0.2, "General", "0.3"),
        (20601, "General", "20601"),
        (0.2036, "0.00%", "20.36%"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (51447, "0!.0000", "5.1447"),
        (-0.5, "0.00_);(0.00)", "(0.50)"),
        ("０５", "@", "０５"),
        (True, "General", "TRUE"),
        (date(2024, 3, 1), 'yyyy"年"m"月"d"日"', "2024年3月1日"),
        (date(2024, 3, 1), "yyyy/m/d", "2024/3/1"),
    ],
)
def test_an_old_cell_reads_as_it_is_displayed(value: object, code: str, shown: str) -> None:
    assert _grid(_read(_book([[], [], ["项目", "金额"], ["甲", value]], code)))[1][1] == shown


def test_merged_cells_of_an_old_workbook_are_spans() -> None:
    book = _book([*SIMPLE[:2], [], *SIMPLE[3:]])
    sheet = book.get_sheet(0)
    sheet.write_merge(2, 2, 0, 1, "收入", xlwt.easyxf(RULED))
    sheet.write_merge(2, 2, 2, 3, "支出", xlwt.easyxf(RULED))
    raw = _read(book)
    table = next(block for block in raw.blocks if isinstance(block, RawTable))
    assert [(cell.text, cell.col_span) for cell in table.cells[:2]] == [("收入", 2), ("支出", 2)]
    assert table.cells[-1].parts[0].place == "表!D6"


def test_what_an_old_workbook_hides_is_said_and_not_read() -> None:
    book = _book([[], [], ["项目", "旧数", "金额"], ["甲", 9, 1], ["藏", 9, 2], ["乙", 9, 3]])
    sheet = book.get_sheet(0)
    sheet.row(4).hidden = True
    sheet.col(1).hidden = True
    other = book.add_sheet("底稿")
    other.write(0, 0, "密")
    other.visibility = 1
    raw = _read(book)
    assert _grid(raw) == [["项目", "金额"], ["甲", "1"], ["乙", "3"]]
    assert raw.warnings == (
        "工作表“表”有隐藏的第5行、B列，没有读取",
        "工作表“底稿”是隐藏的，没有读取",
    )


def test_a_formula_that_was_never_computed_is_blank_and_said() -> None:
    book = _book([[], [], ["项目", "金额"], ["甲", 1], ["合计", None]])
    book.get_sheet(0).write(4, 1, xlwt.Formula("SUM(B4:B4)"), xlwt.easyxf(RULED))
    raw = _read(book)
    assert _grid(raw)[-1] == ["合计", ""]
    assert any("表!B5" in warning for warning in raw.warnings)


def test_an_error_value_of_an_old_workbook_stays_as_printed() -> None:
    book = _book([[], [], ["项目", "金额"], ["甲", None], ["乙", 2]])
    book.get_sheet(0).row(3).set_cell_error(1, "#REF!", xlwt.easyxf(RULED))
    raw = _read(book)
    assert _grid(raw)[1] == ["甲", "#REF!"]
    assert raw.warnings == ("表!B4 显示为错误值 #REF!",)


CODES = ["General", "#,##0.00", "0", "0.00%", '0!.0,"万元"', "#,##0;(#,##0)"]
CELL = st.one_of(
    st.none(),
    st.sampled_from(["教育支出", "行政 运行", "—", "（一）其他", "　　其中"]),
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**9), 10**9, places=2).map(float),
)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from(CODES),
)
def test_the_same_cells_give_the_same_grid_from_both_formats(body: Rows, code: str) -> None:
    rows: Rows = [["收支总表"], ["单位：元"], ["科目", "预算", "决算"], *body]
    old, new = _read(_book(rows, code)), read_xlsx(Path("预算.xlsx"), _modern(rows, code))
    assert _places(old) == _places(new)
    assert old.warnings == new.warnings


def _modern(rows: Rows, code: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    for row, values in enumerate(rows, 1):
        for col, value in enumerate(values, 1):
            cell = sheet.cell(row, col, value)
            if value is not None and row > 2:
                cell.border, cell.number_format = Border(*[Side(style="thin")] * 4), code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _places(raw: RawDocument) -> list[tuple[str, str]]:
    """Every text with its place; cells of tables with their position as well."""
    found = []
    for block in raw.blocks:
        if isinstance(block, RawLine):
            found.append((block.place, block.text))
            continue
        found.append((f"{block.height}×{block.columns}", ""))
        for cell in block.cells:
            at = f"{cell.row},{cell.col}+{cell.row_span}×{cell.col_span}"
            found += [(f"{part.place} {at} {part.indent}", part.text) for part in cell.parts]
    return found


# bad input


def test_an_encrypted_old_workbook_says_so() -> None:
    data = bytearray(_bytes(_book(SIMPLE)))
    head = data.index(bytes.fromhex("0908100000060500"))
    data[head + 20 : head + 26] = bytes.fromhex("2f0002000100")
    with pytest.raises(PasswordProtected, match="密码"):
        read_xls(Path("预算.xls"), bytes(data))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_old_workbook_is_damaged(part: float) -> None:
    data = _bytes(_book(SIMPLE))
    with pytest.raises(DamagedFile):
        read_xls(Path("预算.xls"), data[: int(len(data) * part)])


def test_an_old_workbook_without_cells_is_empty() -> None:
    with pytest.raises(EmptyFile):
        _read(_book([]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_flipped_bytes_of_an_old_workbook_are_damage_not_a_crash(seed: int, flips: int) -> None:
    data, chance = bytearray(_bytes(_book(SIMPLE))), random.Random(seed)
    for _ in range(flips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(InputError):
        read_xls(Path("预算.xls"), bytes(data))


# whatever the suffix


def test_an_old_workbook_with_a_modern_suffix_is_read(tmp_path: Path) -> None:
    for name in ("预算.xlsx", "预算.et", "预算.doc"):
        path = tmp_path / name
        path.write_bytes(_bytes(_book(SIMPLE)))
        assert read_document(path).tables[0].grid[-1][1] == "51447"


def test_a_modern_workbook_with_an_old_suffix_is_read(tmp_path: Path) -> None:
    path = tmp_path / "预算.xls"
    path.write_bytes(_modern(SIMPLE, "#,##0"))
    assert read_document(path).tables[0].grid[-1][1] == "51,447"


def test_a_text_with_tabs_that_is_called_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "预算.xls"
    path.write_bytes("收支总表\n单位：元\n项目\t金额\n收入\t5.00\n支出\t5.00\n".encode("gb18030"))
    assert read_document(path).tables[0].grid[-1] == ("支出", "5.00")
