"""Workbooks: strings as displayed, sheets as titles, tables, notes and prose."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from ingest.amount import number
from ingest.assemble import assemble
from ingest.blocks import RawDocument, RawLine, RawTable
from ingest.errors import (
    DamagedFile,
    EmptyFile,
    InputError,
    NoTextLayer,
    PasswordProtected,
    TooLarge,
    WrongFormat,
)
from ingest.read import read_document
from ingest.workbook import read_xlsx

Rows = Sequence[Sequence[object]]
RULE = Border(*[Side(style="thin")] * 4)

SIMPLE: Rows = [
    ["2024年部门收支总表"],
    [],
    ["编制部门：某区某局", None, None, "单位：万元"],
    ["收入", None, "支出"],
    ["项目", "预算数", "项目", "预算数"],
    ["一、财政拨款收入", 51447, "一、教育支出", 51447],
    ["收入总计", 51447, "支出总计", 51447],
]


def _sheet(rows: Rows, book: Workbook | None = None, name: str = "表") -> Worksheet:
    """A sheet with one list per row; the first sheet of a new book unless one is given."""
    if book is None:
        sheet = Workbook().active
    else:
        sheet = book.create_sheet()
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    return sheet


def _rule(sheet: Worksheet, area: str) -> None:
    for row in sheet[area]:
        for cell in row:
            cell.border = RULE


def _bytes(sheet: Worksheet) -> bytes:
    out = io.BytesIO()
    book = sheet.parent
    assert book is not None
    book.save(out)
    return out.getvalue()


def _read(sheet: Worksheet) -> RawDocument:
    return read_xlsx(Path("预算.xlsx"), _bytes(sheet))


def _lines(raw: RawDocument) -> list[str]:
    return [block.text for block in raw.blocks if isinstance(block, RawLine)]


def _tables(raw: RawDocument) -> list[RawTable]:
    return [block for block in raw.blocks if isinstance(block, RawTable)]


def _grid(table: RawTable) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def _shape(raw: RawDocument) -> list[str]:
    """The blocks in order: the text of a line, the size of a table."""
    return [
        block.text if isinstance(block, RawLine) else f"{block.height}×{block.columns}"
        for block in raw.blocks
    ]


def _rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with a pattern of one part replaced: what other programs write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                changed = re.sub(old, new, text.decode(), flags=re.DOTALL)
                assert changed != text.decode()
                text = changed.encode()
            target.writestr(name, text)
    return out.getvalue()


# what a cell shows


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (31214205.8, "#,##0.00_ ", "31,214,205.80"),
        (0.1 + 0.2, "General", "0.3"),
        (20601, "General", "20601"),
        (-1234, "#,##0_);(#,##0)", "(1,234)"),
        (0.2036, "0.00%", "20.36%"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("０５", "@", "０５"),
        (" 行政运行 ", "@", "行政运行"),
        (True, "General", "TRUE"),
    ],
)
def test_a_cell_reads_as_it_is_displayed(value: object, code: str, shown: str) -> None:
    sheet = _sheet([["项目", "金额"], ["甲", value], ["乙", "1"]])
    sheet["B2"].number_format = code
    (table,) = _tables(_read(sheet))
    assert _grid(table)[1][1] == shown


def test_zero_is_not_blank_and_blank_is_not_zero() -> None:
    sheet = _sheet([["项目", "金额"], ["甲", 0], ["乙", None], ["丙", "—"]])
    (table,) = _tables(_read(sheet))
    assert [row[1] for row in _grid(table)] == ["金额", "0", "", "—"]


def test_a_sheet_that_hides_zeros_shows_none() -> None:
    sheet = _sheet([["项目", "金额"], ["甲", 0], ["乙", 3]])
    sheet.sheet_view.showZeros = False
    (table,) = _tables(_read(sheet))
    assert [row[1] for row in _grid(table)] == ["金额", "", "3"]


def test_seventeen_stored_digits_are_the_fifteen_that_are_meant() -> None:
    data = _bytes(_sheet([["项目", "金额"], ["甲", 1211.4], ["乙", 1]]))
    noisy = _rewritten(
        data, "xl/worksheets/sheet1.xml", r"<v>1211\.4</v>", "<v>1211.4000000000001</v>"
    )
    (table,) = _tables(read_xlsx(Path("预算.xlsx"), noisy))
    assert _grid(table)[1][1] == "1211.4"


def test_a_chinese_date_format_that_has_only_a_number_is_known() -> None:
    sheet = _sheet([["批复日期", "金额"], [45292, 1], [45292, 2]])
    sheet["A2"].number_format = "0.0000"
    data = _rewritten(
        _bytes(sheet), "xl/styles.xml", r'(<xf [^>]*)numFmtId="164"', r'\1numFmtId="57"'
    )
    (table,) = _tables(read_xlsx(Path("预算.xlsx"), data))
    assert _grid(table)[1][0] == "2024年1月"


def test_a_formula_without_a_stored_result_is_blank_and_said() -> None:
    sheet = _sheet([["项目", "金额"], ["甲", 1], ["合计", "=SUM(B2:B2)"]], name="收支总表")
    raw = _read(sheet)
    (table,) = _tables(raw)
    assert _grid(table)[2] == ["合计", ""]
    assert any("收支总表!B3" in warning for warning in raw.warnings)


def test_a_workbook_of_formulas_without_results_says_what_to_do() -> None:
    with pytest.raises(EmptyFile, match="没存结果的公式"):
        _read(_sheet([["=SUM(1,2)"]]))


def test_a_stored_result_of_a_formula_is_read() -> None:
    data = _bytes(_sheet([["项目", "金额"], ["甲", 1], ["合计", "=SUM(B2:B2)"]]))
    data = _rewritten(data, "xl/worksheets/sheet1.xml", r"<v ?/>|<v></v>", "<v>1</v>")
    raw = read_xlsx(Path("预算.xlsx"), data)
    assert _grid(_tables(raw)[0])[2] == ["合计", "1"]
    assert raw.warnings == ()


def test_an_error_value_is_said() -> None:
    raw = _read(_sheet([["项目", "金额"], ["甲", "#REF!"], ["乙", 2]]))
    assert raw.warnings == ("表!B2 显示为错误值 #REF!",)


def test_lines_of_a_cell_are_parts_of_one_text() -> None:
    (table,) = _tables(_read(_sheet([["项目", "事业单位\n经营收入"], ["甲", 1]])))
    header = table.cells[1]
    assert (header.text, len(header.parts)) == ("事业单位经营收入", 2)


# what is not shown


def test_hidden_sheets_rows_and_columns_are_said_and_not_read() -> None:
    sheet = _sheet(
        [["项目", "旧数", "金额"], ["甲", 9, 1], ["藏", 9, 2], ["乙", 9, 3]], name="收支"
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    _sheet([["密", 1]], sheet.parent, "底稿").sheet_state = "hidden"
    raw = _read(sheet)
    (table,) = _tables(raw)
    assert _grid(table) == [["项目", "金额"], ["甲", "1"], ["乙", "3"]]
    assert raw.warnings == (
        "工作表“收支”有隐藏的第3行、B列，没有读取",
        "工作表“底稿”是隐藏的，没有读取",
    )
    assert [page.name for page in raw.pages] == ["收支"]


def test_a_merged_cell_over_hidden_columns_keeps_its_text() -> None:
    sheet = _sheet([["收入", None, "支出"], ["项目", "旧", "金额"], ["甲", 1, 2]])
    sheet.merge_cells("A1:B1")
    sheet.column_dimensions["A"].hidden = True
    (table,) = _tables(_read(sheet))
    assert _grid(table) == [["收入", "支出"], ["旧", "金额"], ["1", "2"]]


def test_a_workbook_with_only_hidden_sheets_is_empty_to_us() -> None:
    sheet = _sheet([[None]])
    _sheet([["甲", 1]], sheet.parent, "底稿").sheet_state = "hidden"
    with pytest.raises(EmptyFile, match="隐藏"):
        _read(sheet)


# how a sheet is laid out


@pytest.mark.parametrize("ruled", ["the grid", "everything", "nothing"])
def test_title_and_unit_stand_above_the_table_whatever_is_ruled(ruled: str) -> None:
    sheet = _sheet(SIMPLE)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A4:B4")
    sheet.merge_cells("C4:D4")
    if ruled != "nothing":
        _rule(sheet, "A4:D7" if ruled == "the grid" else "A1:D7")
    raw = _read(sheet)
    assert _shape(raw) == ["2024年部门收支总表", "编制部门：某区某局", "单位：万元", "4×4"]
    (table,) = _tables(raw)
    assert [(c.text, c.col_span) for c in table.cells[:2]] == [("收入", 2), ("支出", 2)]
    assert table.sheet == "表"
    assert table.cells[-1].parts[0].place == "表!D7"


def test_blank_rows_inside_a_table_do_not_part_it() -> None:
    sheet = _sheet([*SIMPLE[:-1], [], [], SIMPLE[-1]])
    assert _shape(_read(sheet))[-1] == "4×4"


def test_two_tables_of_one_sheet_are_parted_by_their_titles() -> None:
    second = [["2024年部门收入总表"], ["单位：元"], ["编码", "名称", "金额"], [205, "教育支出", 1]]
    raw = _read(_sheet([*SIMPLE, [], *second]))
    assert _shape(raw)[-4:] == ["4×4", "2024年部门收入总表", "单位：元", "2×3"]


def test_two_tables_are_parted_by_a_table_number_alone() -> None:
    second = [["表二"], ["编码", "名称", "金额"], [205, "教育支出", 1]]
    assert _shape(_read(_sheet([["表一"], *SIMPLE[3:], *second]))) == ["表一", "4×4", "表二", "2×3"]


def test_two_tables_in_one_ruled_block_are_parted() -> None:
    first: Rows = [
        ["表一"],
        ["收支总表"],
        ["单位：万元"],
        ["项目", "金额"],
        ["收入", 1],
        ["支出", 2],
    ]
    second: Rows = [["收入总表"], [None, "单位：元"], ["编码", "金额"], [205, 1], [206, 2]]
    sheet = _sheet([*first, *second])
    for row in (1, 2, 3, 7):
        sheet.merge_cells(f"A{row}:B{row}")
    _rule(sheet, "A1:B11")
    assert _shape(_read(sheet)) == [
        "表一", "收支总表", "单位：万元", "3×2", "收入总表", "单位：元", "3×2",
    ]  # fmt: skip


def test_a_unit_inside_a_header_cell_leaves_the_header_in_the_table() -> None:
    sheet = _sheet([["收支总表"], ["项目", "金额（单位：万元）"], ["收入", 1], ["支出", 2]])
    assert _shape(_read(sheet)) == ["收支总表", "3×2"]


def test_a_remark_row_in_the_middle_of_a_ruled_form_is_a_row() -> None:
    sheet = _sheet([["项目名称", "甲项目"], ["说明：", "无"], ["金额", 3], ["备注：", "略"]])
    _rule(sheet, "A1:B4")
    assert _shape(_read(sheet))[0] == "3×2"


def test_labels_of_a_blank_form_without_rules_do_not_part_it() -> None:
    sheet = _sheet([["项目", "金额"], ["合计", 1], ["其中：基本", "其中：项目"], ["工资", 2]])
    assert _shape(_read(sheet)) == ["4×2"]


def test_notes_under_a_table_are_lines() -> None:
    sheet = _sheet([*SIMPLE, ["注：本表含上年结转。"], ["本表由某局编制，数据截至年末。"]])
    assert _shape(_read(sheet))[-3:] == [
        "4×4",
        "注：本表含上年结转。",
        "本表由某局编制，数据截至年末。",
    ]


def test_a_ruled_note_over_the_whole_width_is_still_a_note() -> None:
    sheet = _sheet([*SIMPLE, ["说明：本表不含单位资金。"]])
    sheet.merge_cells("A8:D8")
    _rule(sheet, "A4:D8")
    assert _shape(_read(sheet))[-2:] == ["4×4", "说明：本表不含单位资金。"]


def test_a_row_label_alone_inside_a_ruled_table_is_a_row() -> None:
    sheet = _sheet([["项目", "金额"], ["一、人员经费", None], ["工资", 3], ["合计", None]])
    _rule(sheet, "A1:B4")
    (table,) = _tables(_read(sheet))
    assert [row[0] for row in _grid(table)] == ["项目", "一、人员经费", "工资", "合计"]


def test_an_empty_form_keeps_its_header() -> None:
    sheet = _sheet([["表十"], ["单位：万元"], ["单位编码", "单位名称", "项目名称", "总金额"]])
    assert _shape(_read(sheet)) == ["表十", "单位：万元", "1×4"]


def test_a_ruled_column_without_any_text_stays_a_column() -> None:
    sheet = _sheet([["科目", "金额", None], ["教育", 1, None], ["科技", 2, None]])
    _rule(sheet, "A1:C3")
    sheet["C1"] = "备注"
    assert _tables(_read(sheet))[0].columns == 3


def test_formatted_cells_far_to_the_right_are_no_columns() -> None:
    sheet = _sheet(SIMPLE)
    sheet["IS40"].number_format = "0.00"
    assert _shape(_read(sheet))[-1] == "4×4"


def test_a_sheet_of_prose_becomes_a_section_of_lines() -> None:
    sheet = _sheet(
        [["部门主要职能"], [], ["    某局是主管部门。\n    主要职能包括：\n1. 拟订规划。"]],
        name="职能",
    )
    raw = _read(sheet)
    lines = [block for block in raw.blocks if isinstance(block, RawLine)]
    assert [(line.text, line.heading, line.place) for line in lines] == [
        ("部门主要职能", 1, "职能!A1"),
        ("某局是主管部门。", None, "职能!A3"),
        ("主要职能包括：", None, "职能!A3"),
        ("1. 拟订规划。", None, "职能!A3"),
    ]


def test_a_contents_sheet_is_furniture() -> None:
    raw = _read(_sheet([["目  录"], ["一、部门概况", 1], ["二、部门预算表", 5]]))
    assert all(block.furniture for block in raw.blocks if isinstance(block, RawLine))
    assert not _tables(raw)


def test_every_sheet_is_a_page_and_places_name_sheet_and_cell() -> None:
    sheet = _sheet(SIMPLE, name="收支 总表")
    _sheet(SIMPLE, sheet.parent, "第二张")
    raw = _read(sheet)
    assert [(page.number, page.name) for page in raw.pages] == [(1, "收支 总表"), (2, "第二张")]
    assert {table.pages for table in _tables(raw)} == {(1,), (2,)}
    assert raw.blocks[0].place == "收支 总表!A1" if isinstance(raw.blocks[0], RawLine) else False


def test_the_strict_variant_of_the_format_reads_the_same() -> None:
    common = _bytes(_sheet(SIMPLE))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(common)) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            for kind in ("spreadsheetml", "officeDocument"):
                text = text.replace(
                    f"http://schemas.openxmlformats.org/{kind}/2006/",
                    f"http://purl.oclc.org/ooxml/{kind}/",
                )
            target.writestr(name, text)
    assert _shape(read_xlsx(Path("预算.xlsx"), strict.getvalue())) == _shape(
        read_xlsx(Path("预算.xlsx"), common)
    )


CELL = st.one_of(
    st.none(),
    st.sampled_from(["教育支出", "行政 运行", "换\n行", "—", "（一）其他"]),
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**9), 10**9, places=2).map(float),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_every_figure_of_any_ruled_grid_is_read_and_cited_verbatim(
    body: list[list[object]],
) -> None:
    sheet = _sheet([["科目", "预算", "决算"], *body])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = "#,##0.00"
    _rule(sheet, f"A1:C{len(body) + 1}")
    raw = _read(sheet)
    document = assemble(raw, "0" * 64, "预算.xlsx")
    printed = [cell for table in document.tables for cell in table.cells]
    assert sorted(number(cell.text) for cell in printed if number(cell.text) is not None) == sorted(
        Decimal(str(value)) for row in body for value in row if isinstance(value, (int, float))
    )
    for table in document.tables:
        for cell in table.cells:
            quote = "".join(document.text[piece.start : piece.end] for piece in cell.pieces)
            assert document.cite_cell(table, cell).quote == quote
            assert all(re.fullmatch(r"表![A-C]\d+", piece.place) for piece in cell.pieces)


# bad input


def test_a_password_protected_workbook_says_so() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(PasswordProtected, match="密码"):
        read_xlsx(Path("预算.xlsx"), data)


def test_a_word_file_with_a_workbook_suffix_is_recognised() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(WrongFormat, match="Word"):
        read_xlsx(Path("预算.xlsx"), out.getvalue())


@pytest.mark.parametrize("part", [0.2, 0.5, 0.98])
def test_a_truncated_workbook_is_damaged(part: float) -> None:
    data = _bytes(_sheet(SIMPLE))
    with pytest.raises(DamagedFile):
        read_xlsx(Path("预算.xlsx"), data[: int(len(data) * part)])


def test_a_workbook_with_too_many_cells_is_refused_before_it_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ingest.workbook.MAX_CELLS", 10)
    with pytest.raises(TooLarge, match="单元格"):
        _read(_sheet(SIMPLE))


def test_one_cell_in_the_last_corner_of_a_sheet_costs_no_time() -> None:
    sheet = _sheet(SIMPLE)
    sheet["XFD1048576"] = "页脚"
    assert _shape(_read(sheet))[-2:] == ["4×4", "页脚"]


def test_a_merged_area_as_large_as_the_sheet_is_refused() -> None:
    sheet = _sheet(SIMPLE)
    sheet.merge_cells("A9:D9")
    data = _rewritten(_bytes(sheet), "xl/worksheets/sheet1.xml", "A9:D9", "A9:XFD1048576")
    with pytest.raises(TooLarge):
        read_xlsx(Path("预算.xlsx"), data)


def test_broken_xml_inside_is_damage_not_a_crash() -> None:
    data = _rewritten(_bytes(_sheet(SIMPLE)), "xl/worksheets/sheet1.xml", "</sheetData>", "<sheet")
    with pytest.raises(DamagedFile):
        read_xlsx(Path("预算.xlsx"), data)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/styles.xml", r'<family val="2" ?/>', '<family val="99"/>'),
        ("xl/styles.xml", r"<fills.*</fills>", "<fills><fill><oops/></fill></fills>"),
        ("docProps/core.xml", r">\d{4}-[^<]*<", ">昨天<"),
        ("xl/workbook.xml", r"</sheets>", '</sheets><definedNames><definedName localSheetId="9" '
         'name="_xlnm.Print_Titles">#REF!</definedName></definedNames>'),
        ("xl/worksheets/sheet1.xml", r"</sheetData>", '</sheetData><conditionalFormatting '
         'sqref="坏"><cfRule type="?" priority="x"/></conditionalFormatting>'),
    ],
    ids=["font", "fill", "properties", "names", "conditional format"],
)  # fmt: skip
def test_faults_in_what_is_not_read_do_not_cost_the_figures(part: str, old: str, new: str) -> None:
    sheet = _sheet([["收支总表"], ["项目", "金额"], ["收入", 1234.5], ["支出", 0.5]])
    sheet["B3"].number_format = "#,##0.00"
    sheet["B4"].number_format = '0.0"万元"'
    _rule(sheet, "A2:B4")
    raw = read_xlsx(Path("预算.xlsx"), _rewritten(_bytes(sheet), part, old, new))
    assert _grid(_tables(raw)[0]) == [["项目", "金额"], ["收入", "1,234.50"], ["支出", "0.5万元"]]


# real documents


def test_a_printed_workbook_gives_the_tables_of_its_source(shared_documents: Path) -> None:
    document = read_document(next((shared_documents / "prints").glob("*.xlsx")))
    assert len(document.tables) == 14
    assert all(table.unit == "万元" and table.sheet for table in document.tables)
    total = next(row for row in document.tables[0].grid if row[0] == "收入总计")
    assert total[1] == total[3] == "51,447"


def test_the_office_and_the_workbook_print_of_one_source_agree(shared_documents: Path) -> None:
    book, word = (
        read_document(next((shared_documents / "prints").glob(f"*.{suffix}")))
        for suffix in ("xlsx", "docx")
    )
    assert [table.columns for table in book.tables] == [table.columns for table in word.tables]
    for left, right in zip(book.tables, word.tables, strict=True):
        same = sum(a == b for a, b in zip(left.grid, right.grid, strict=False))
        assert same >= left.height - 1


def test_the_blank_form_has_its_nine_tables_and_no_figure(shared_documents: Path) -> None:
    document = read_document(next((shared_documents / "real").glob("*.xlsx")))
    assert len(document.tables) == 9
    assert document.tables[0].title.endswith("财务收支预算总表")
    assert [str(table.unit) for table in document.tables] == ["元"] * 8 + ["万元"]


def test_typed_and_set_indents_of_labels_are_kept() -> None:
    sheet = _sheet([["项目", "金额"], ["结转", 5], ["　　基本支出", 3], ["项目支出", 2]])
    sheet["A4"].alignment = Alignment(indent=2)
    (table,) = _tables(_read(sheet))
    indents = {cell.text: cell.parts[0].indent for cell in table.cells if cell.col == 0}
    assert indents == {"项目": 0, "结转": 0, "基本支出": 4, "项目支出": 4}


def test_blank_columns_under_a_code_heading_are_columns() -> None:
    sheet = _sheet([["科目编码", None, None, "科目名称", "合计"], [None, None, None, "合计"]])
    sheet.merge_cells("A1:C1")
    (table,) = _tables(_read(sheet))
    assert table.columns == 5


def test_a_code_column_that_is_merged_in_every_row_is_one_column() -> None:
    sheet = _sheet([["科目编码", None, "科目名称", "合计"], ["201", None, "行政运行", 5]])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:B2")
    (table,) = _tables(_read(sheet))
    assert table.columns == 3


def test_a_sheet_called_contents_holds_no_table() -> None:
    sheet = _sheet([["1", "表一 收支总表"], ["2", "表二 支出总表"]], name="目录")
    _sheet(SIMPLE, sheet.parent, "表一")
    assert len(_tables(_read(sheet))) == 1


def test_the_year_beside_the_unit_is_the_year_of_the_workbook() -> None:
    rows = [
        ["收入支出决算总表"],
        [None, "公开01表"],
        ["编制单位：云水区水务局　　2021年度", "金额单位：元"],
        ["项目", "决算数"],
        ["总计", 5],
    ]
    document = assemble(_read(_sheet(rows)), "d" * 64, "表.xlsx")
    assert document.info.fiscal_year == 2021


def test_tables_side_by_side_under_titles_of_their_own_are_two_tables() -> None:
    rows: Rows = [
        ["表一 收入预算表", None, None, "表二 支出预算表"],
        ["项目", "金额", None, "项目", "金额"],
        ["拨款", 5, None, "教育", 3],
        ["其他", 1, None, "科技", 3],
    ]
    assert _shape(_read(_sheet(rows))) == ["表一 收入预算表", "3×2", "表二 支出预算表", "3×2"]


def test_income_and_expenditure_under_one_title_stay_one_grid() -> None:
    rows: Rows = [
        ["收支预算总表"],
        ["项目", "金额", None, "项目", "金额"],
        ["拨款", 5, None, "教育", 3],
        ["其他", 1, None, "科技", 3],
    ]
    assert _shape(_read(_sheet(rows))) == ["收支预算总表", "3×4"]


def _with_part(data: bytes, part: str, text: str, kind: str) -> bytes:
    """The workbook with one more part that its first sheet points to."""
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="/{part}"/></Relationships>'
    )
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as target:
        target.writestr("xl/worksheets/_rels/sheet1.xml.rels", link)
        target.writestr(part, text)
    return out.getvalue()


DRAWING = (
    '<d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><d:twoCellAnchor>'
    "<d:from><d:row>{row}</d:row></d:from>{shape}</d:twoCellAnchor></d:wsDr>"
)


def test_a_text_box_above_the_cells_is_a_line_before_them() -> None:
    shape = "<d:sp><d:txBody><a:p><a:r><a:t>单位：</a:t></a:r><a:r><a:t>元</a:t></a:r></a:p></d:txBody></d:sp>"
    drawing = DRAWING.format(row=0, shape=shape)
    data = _bytes(_sheet([[], ["项目", "金额"], ["甲", 1], ["乙", 2]]))
    raw = read_xlsx(Path("预算.xlsx"), _with_part(data, "xl/drawings/d.xml", drawing, "drawing"))
    assert _shape(raw) == ["单位：元", "3×2"]


def test_a_workbook_of_pictures_says_that_there_is_nothing_but_pictures() -> None:
    drawing = DRAWING.format(row=3, shape="<d:pic/>")
    data = _with_part(_bytes(_sheet([[]])), "xl/drawings/d.xml", drawing, "drawing")
    with pytest.raises(NoTextLayer, match="只有图片"):
        read_xlsx(Path("预算.xlsx"), data)


def test_a_broken_drawing_does_not_cost_the_figures() -> None:
    data = _with_part(_bytes(_sheet(SIMPLE)), "xl/drawings/d.xml", "<d:wsDr", "drawing")
    assert _shape(read_xlsx(Path("预算.xlsx"), data))[-1] == "4×4"


def test_comments_are_said_with_their_cells() -> None:
    sheet = _sheet([["项目", "金额"], ["甲", 1], ["乙", 2]])
    sheet["B2"].comment = Comment("含上年结转", "某人")
    assert _read(sheet).warnings == ("工作表“表”有批注，没有读取：B2",)


def test_a_picture_inside_a_cell_is_said_and_is_no_text() -> None:
    sheet = _sheet([["项目", "金额", "附图"], ["甲", 1, '=DISPIMG("ID_1",1)'], ["乙", 2, None]])
    data = _rewritten(
        _bytes(sheet), "xl/worksheets/sheet1.xml", "<f>DISPIMG.*?</c>",
        '<f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
    )  # fmt: skip
    data = _rewritten(data, "xl/worksheets/sheet1.xml", r'<c r="C2"[^>]*>', '<c r="C2" t="str">')
    raw = read_xlsx(Path("预算.xlsx"), data)
    assert _grid(_tables(raw)[0])[1] == ["甲", "1", ""]
    assert raw.warnings == ("工作表“表”的单元格里有图片，没有读取：C2",)


def test_zeros_that_a_program_stored_in_the_place_of_results_are_no_figures() -> None:
    data = _bytes(_sheet([["项目", "金额"], ["甲", 1], ["合计", "=SUM(B2:B2)"]]))
    data = _rewritten(data, "xl/worksheets/sheet1.xml", r"<v ?/>|<v></v>", "<v>0</v>")
    raw = read_xlsx(Path("预算.xlsx"), data)
    assert _grid(_tables(raw)[0])[2] == ["合计", ""]
    assert any("表!B3" in warning for warning in raw.warnings)


def test_a_zero_is_a_result_where_other_results_are_stored() -> None:
    rows: Rows = [["项目", "金额", "上年"], ["甲", 1, 0], ["合计", "=SUM(B2:B2)", "=SUM(C2:C2)"]]
    data = _rewritten(_bytes(_sheet(rows)), "xl/worksheets/sheet1.xml", r"SUM\(B2:B2\)</f><v ?/?>(</v>)?", "SUM(B2:B2)</f><v>1</v>")  # fmt: skip
    data = _rewritten(data, "xl/worksheets/sheet1.xml", r"SUM\(C2:C2\)</f><v ?/?>(</v>)?", "SUM(C2:C2)</f><v>0</v>")  # fmt: skip
    raw = read_xlsx(Path("预算.xlsx"), data)
    assert _grid(_tables(raw)[0])[2] == ["合计", "1", "0"]
    assert raw.warnings == ()


def test_blank_rows_to_the_end_of_a_sheet_cost_nothing() -> None:
    rows = "".join(f'<row r="{r}" ht="14"><c r="A{r}" s="0"/></row>' for r in range(9, 20_000))
    data = _rewritten(
        _bytes(_sheet(SIMPLE)), "xl/worksheets/sheet1.xml", "</sheetData>", rows + "</sheetData>"
    )
    assert _shape(read_xlsx(Path("预算.xlsx"), data))[-1] == "4×4"


def test_a_workbook_with_macros_is_read_without_them(tmp_path: Path) -> None:
    out = io.BytesIO(_bytes(_sheet(SIMPLE)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open()")
    path = tmp_path / "预算.xlsm"
    path.write_bytes(out.getvalue())
    assert read_document(path).tables[0].grid[-1][1] == "51447"


def test_a_binary_workbook_names_the_remedy() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    with pytest.raises(WrongFormat, match=r"另存为 \.xlsx"):
        read_xlsx(Path("预算.xlsx"), out.getvalue())


def test_numbers_stored_as_text_are_the_text_that_is_shown() -> None:
    sheet = _sheet([["科目编码", "金额"], ["0101", "1,200.50"], ["0102", 2]])
    sheet["A2"].number_format = sheet["B2"].number_format = "@"
    assert _grid(_tables(_read(sheet))[0])[1] == ["0101", "1,200.50"]


def test_a_format_that_hides_a_value_shows_none() -> None:
    sheet = _sheet([["项目", "金额"], ["甲", 1], ["乙", 2]])
    sheet["B2"].number_format = ";;;"
    assert _grid(_tables(_read(sheet))[0])[1] == ["甲", ""]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_mutated_sheets_are_damage_not_a_crash(seed: int, cuts: int) -> None:
    chance = random.Random(seed)
    source = zipfile.ZipFile(io.BytesIO(_bytes(_sheet(SIMPLE))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = bytearray(source.read(name))
            for _ in range(cuts if chance.random() < 0.5 else 0):
                at = chance.randrange(len(data))
                data[at : at + chance.randrange(3)] = chance.choice(
                    (b"", b"<", b"99999999999", b'"', b"-1", b"\xff", b"A0", b">")
                )
            target.writestr(name, bytes(data))
    with suppress(InputError):
        read_xlsx(Path("预算.xlsx"), out.getvalue())


def test_tables_on_sheets_of_their_own_do_not_stand_under_the_last_heading_of_another_sheet() -> (
    None
):
    prose = _sheet(
        [
            ["某区某局2024年部门预算说明"],
            ["一、主要职责"],
            ["负责城市管理工作。"],
            ["二、名词解释"],
            ["基本支出：指保障机构运转发生的支出。"],
        ],
        name="说明",
    )
    listed = [["目录"], ["表1", "2024年部门收支总表", "否"], ["表2", "2024年部门收入总表", "否"]]
    _sheet(listed, prose.parent, "目录")
    _sheet(SIMPLE, prose.parent, "表1")
    data = _bytes(prose)
    document = assemble(read_xlsx(Path("预算.xlsx"), data), "d" * 64, "预算.xlsx")
    [table] = document.tables
    assert (table.title, table.section) == ("2024年部门收支总表", None)
    assert [section.title for section in document.sections] == ["一、主要职责", "二、名词解释"]
