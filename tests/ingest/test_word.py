"""Word documents: printed text, automatic numbers, merged cells, what is deleted or hidden."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from ingest.word import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles {W}>
  <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
    <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
  <w:style w:type="paragraph" w:styleId="11"><w:name w:val="章标题"/><w:basedOn w:val="1"/></w:style>
  <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
</w:styles>"""


def _level(number: int, shape: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
    )


NUMBERING = f"""<w:numbering {W}>
  <w:abstractNum w:abstractNumId="7">
    {_level(0, "chineseCountingThousand", "%1、")}
    {_level(1, "japaneseCounting", "（%2）")}
    {_level(2, "decimal", "%3.")}
    {_level(3, "decimal", "%1.%4", "<w:isLgl/>")}
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="8">{_level(0, "bullet", chr(0xF0B7))}</w:abstractNum>
  <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>
  <w:num w:numId="5"><w:abstractNumId w:val="7"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def _docx(body: str, **parts: str) -> bytes:
    """A Word file with a body; other parts by name ('numbering') or as they are."""
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(("styles", "numbering"))
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{links}</Relationships>',
        "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def _read(body: str, **parts: str) -> RawDocument:
    return read_docx(Path("预算.docx"), _docx(body, **parts))


def _lines(body: str) -> list[str]:
    return [block.text for block in _read(body).blocks if isinstance(block, RawLine)]


def _tables(body: str) -> list[RawTable]:
    return [block for block in _read(body).blocks if isinstance(block, RawTable)]


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _listed(text: str, level: int = 0, number: int = 3) -> str:
    return _p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def _tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(text)}</w:tc>"


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def _table(*rows: str, widths: tuple[int, ...] = (2000, 2000)) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _grid(table: RawTable) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


# lines


def test_headings_come_from_styles_and_what_they_are_based_on() -> None:
    raw = _read(
        _p("第一部分 部门概况", '<w:pStyle w:val="11"/>')
        + _p("一、主要职能", '<w:outlineLvl w:val="1"/>')
        + _p("本部门负责……")
        + _p("正文", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
    )
    lines = [block for block in raw.blocks if isinstance(block, RawLine)]
    assert [line.heading for line in lines] == [1, 2, None, None]
    assert [(line.size, line.bold) for line in lines[:3:2]] == [(16.0, True), (10.5, False)]
    assert [line.place for line in lines] == ["段落1", "段落2", "段落3", "段落4"]
    assert all(line.breaks for line in lines)


def test_a_long_paragraph_in_a_heading_style_is_no_heading() -> None:
    raw = _read(_p("本年收入合计，" * 20, '<w:pStyle w:val="1"/>'))
    assert [block.heading for block in raw.blocks if isinstance(block, RawLine)] == [None]


def test_automatic_numbers_are_printed_text() -> None:
    assert _lines(
        _listed("收支总体情况")
        + _listed("收入", 1)
        + _listed("支出", 1)
        + _listed("2024年基本支出", 2)
        + _listed("一般公共预算")
        + _listed("当年拨款", 1)
        + _listed("附注", 3)
    ) == [
        "一、收支总体情况",
        "（一）收入",
        "（二）支出",
        "1. 2024年基本支出",
        "二、一般公共预算",
        "（一）当年拨款",
        "2.1 附注",
    ]


def test_a_list_that_starts_again_counts_from_its_start() -> None:
    assert _lines(_listed("甲") + _listed("乙") + _listed("丙", 0, 5) + _listed("丁", 0, 5)) == [
        "一、甲",
        "二、乙",
        "一、丙",
        "二、丁",
    ]


def test_bullets_of_symbol_fonts_are_not_printed_as_strange_characters() -> None:
    assert _lines(_listed("会议费", 0, 4)) == ["会议费"]


def test_deleted_hidden_and_moved_text_is_left_out_and_inserted_text_read() -> None:
    body = (
        "<w:p><w:r><w:t>收入</w:t></w:r>"
        "<w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>200</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>300</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>400</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>万元</w:t></w:r></w:p>'
    )
    assert _lines(body) == ["收入200万元"]


def test_a_deleted_paragraph_end_joins_the_next_paragraph() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert _lines(_p("本年收入", mark) + _p("合计51,447万元。")) == ["本年收入合计51,447万元。"]


def test_field_codes_are_not_printed_and_their_results_are() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert _lines(body) == ["12"]


def test_line_breaks_part_lines_of_one_paragraph() -> None:
    body = "<w:p><w:r><w:t>某市某局</w:t><w:br/><w:t>2024年部门预算</w:t></w:r></w:p>"
    raw = _read(body)
    assert [(b.text, b.breaks) for b in raw.blocks if isinstance(b, RawLine)] == [
        ("某市某局", True),
        ("2024年部门预算", False),
    ]


def test_a_text_box_is_read_once_although_two_versions_are_stored() -> None:
    box = f"<w:txbxContent>{_p('某市某局')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>{_p('正文')}"
    )
    assert _lines(body) == ["某市某局", "正文"]


def test_an_automatic_table_of_contents_is_furniture() -> None:
    link = '<w:hyperlink w:anchor="_Toc1"><w:r><w:t>二、机构设置 3</w:t></w:r></w:hyperlink>'
    raw = _read(
        _p("一、主要职能 2", '<w:pStyle w:val="TOC1"/>') + f"<w:p>{link}</w:p>" + _p("一、主要职能")
    )
    assert [b.furniture for b in raw.blocks if isinstance(b, RawLine)] == [True, True, False]


# tables


def test_merged_cells_become_spans_and_empty_rows_go() -> None:
    (table,) = _tables(
        _table(
            _tc("科目", '<w:vMerge w:val="restart"/>') + _tc("2024年预算", _span(2)),
            _tc("", "<w:vMerge/>") + _tc("合计") + _tc("其中：基本支出"),
            _tc("") + _tc("") + _tc(""),
            _tc("教育支出") + _tc("1,211") + _tc(""),
            widths=(3000, 2000, 2000),
        )
    )
    assert (table.height, table.columns, table.spans_known) == (3, 3, True)
    spans = {cell.text: (cell.row, cell.col, cell.row_span, cell.col_span) for cell in table.cells}
    assert spans == {
        "科目": (0, 0, 2, 1),
        "2024年预算": (0, 1, 1, 2),
        "合计": (1, 1, 1, 1),
        "其中：基本支出": (1, 2, 1, 1),
        "教育支出": (2, 0, 1, 1),
        "1,211": (2, 1, 1, 1),
    }
    assert [part.place for cell in table.cells for part in cell.parts][-1] == "表1行4列2"


def test_a_grid_column_that_no_cell_starts_in_is_no_column() -> None:
    (table,) = _tables(
        _table(
            _tc("项目", _span(2)) + _tc("金额"),
            _tc("收入总计", _span(2)) + _tc("51,447"),
            widths=(100, 100, 100),
        )
    )
    assert _grid(table) == [["项目", "金额"], ["收入总计", "51,447"]]


def test_a_row_that_starts_late_keeps_its_columns() -> None:
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + _tc("43") + "</w:tr>"
    (table,) = _tables(_table(_tc("项目") + _tc("金额"), late))
    assert _grid(table) == [["项目", "金额"], ["", "43"]]


def test_deleted_rows_are_not_read() -> None:
    deleted = "<w:tr><w:trPr><w:del/></w:trPr>" + _tc("旧") + _tc("1") + "</w:tr>"
    (table,) = _tables(_table(_tc("项目") + _tc("金额"), deleted, _tc("新") + _tc("2")))
    assert _grid(table) == [["项目", "金额"], ["新", "2"]]


def test_automatic_numbers_fill_an_otherwise_empty_column() -> None:
    cell = f"<w:tc>{_listed('', 2)}</w:tc>"
    (table,) = _tables(_table(_tc("序号") + _tc("项目"), cell + _tc("甲"), cell + _tc("乙")))
    assert _grid(table) == [["序号", "项目"], ["1.", "甲"], ["2.", "乙"]]


def test_the_paragraphs_of_a_cell_are_parts_of_one_text() -> None:
    cell = f"<w:tc>{_p('事业单位')}{_p('经营收入')}</w:tc>"
    (table,) = _tables(_table(cell + _tc("0"), _tc("其他") + _tc("1")))
    assert table.cells[0].text == "事业单位经营收入"
    assert len(table.cells[0].parts) == 2


def test_a_row_of_cells_inside_a_cell_is_read_into_the_cell_and_said() -> None:
    inner = _table(_tc("男") + _tc("3"))
    cell = f"<w:tc>{_p('人数')}{inner}{_p('')}</w:tc>"
    (table,) = _tables(_table(cell + _tc("备注"), _tc("合计") + _tc("无")))
    assert table.cells[0].text == "人数男 3"
    assert len(table.uncertain) == 1


def test_a_frame_of_one_cell_is_no_table() -> None:
    framed = (
        f"<w:tc>{_p('一、说明')}{_table(_tc('项目') + _tc('金额'), _tc('收入') + _tc('1'))}</w:tc>"
    )
    raw = _read(_table(framed))
    assert [type(block).__name__ for block in raw.blocks] == ["RawLine", "RawTable"]


def test_title_unit_and_notes_pasted_into_the_grid_are_lines() -> None:
    raw = _read(
        _table(
            _tc("收入支出总表", _span(2)),
            _tc("") + _tc("公开01表"),
            _tc("部门：某局") + _tc("金额单位：万元"),
            _tc("项目") + _tc("金额（单位：万元）"),
            _tc("收入总计") + _tc("51,447"),
            _tc("注：本表反映总收支。", _span(2)),
        )
    )
    shown = [b.text if isinstance(b, RawLine) else b.height for b in raw.blocks]
    assert shown == [
        "收入支出总表", "公开01表", "部门：某局", "金额单位：万元", 2, "注：本表反映总收支。",
    ]  # fmt: skip
    assert [b.place for b in raw.blocks if isinstance(b, RawLine)][-1] == "表1行6列1"


def test_a_wide_header_that_is_no_title_stays_in_the_table() -> None:
    (table,) = _tables(
        _table(_tc("2024年预算数", _span(2)), _tc("合计") + _tc("基本支出"), _tc("3") + _tc("2"))
    )
    assert table.height == 3


def test_a_column_of_prose_is_no_table() -> None:
    raw = _read(_table(_tc("一、基本情况"), _tc("本部门共有编制49名。"), widths=(4000,)))
    assert [type(block).__name__ for block in raw.blocks] == ["RawLine", "RawLine"]


BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
SECTION = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"


@pytest.mark.parametrize(
    "between",
    [
        *("", BREAK, SECTION, "<w:p/>" + BREAK),
        *(_p("续表") + _p("单位：万元"), _p("部门支出表（续）")),
    ],
)
def test_a_table_cut_by_a_page_end_is_one_table_without_its_repeated_header(between: str) -> None:
    head = _tc("项目") + _tc("金额")
    first = _table(head, _tc("工资") + _tc("1.00"))
    second = _table(head, _tc("津贴") + _tc("2.00"), widths=(2010, 1990))
    (table,) = _tables(first + between + second)
    assert _grid(table) == [["项目", "金额"], ["工资", "1.00"], ["津贴", "2.00"]]
    assert table.cells[-1].parts[0].place == "表2行2列2"


@pytest.mark.parametrize(
    "second",
    [
        _p("单位：元") + _table(_tc("项目") + _tc("金额"), _tc("津贴") + _tc("2.00")),
        _p("续表") + _table(_tc("科目") + _tc("合计"), _tc("津贴") + _tc("2"), widths=(900, 3100)),
        _p("表二") + _table(_tc("项目") + _tc("金额"), _tc("津贴") + _tc("2.00")),
        "<w:p/>" + _table(_tc("项目") + _tc("金额"), _tc("津贴") + _tc("2.00")),
        BREAK + _table(_tc("科目") + _tc("合计"), _tc("津贴") + _tc("2.00")),
        BREAK + _table(_tc("项目") + _tc("金额"), _tc("津贴") + _tc("2"), widths=(900, 3100)),
    ],
    ids=[
        "a unit between",
        "continued otherwise",
        "a title between",
        "no page break",
        "another header",
        "other columns",
    ],
)
def test_tables_that_only_follow_each_other_stay_two(second: str) -> None:
    first = _table(_tc("项目") + _tc("金额"), _tc("工资") + _tc("1.00"))
    assert len(_tables(first + second)) == 2


def test_the_strict_variant_of_the_format_reads_the_same() -> None:
    common = _docx(
        _p("一、概况", '<w:pStyle w:val="1"/>') + _table(_tc("甲") + _tc("1"), _tc("乙"))
    )
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(common)) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            for kind in ("wordprocessingml", "officeDocument"):
                text = text.replace(
                    f"http://schemas.openxmlformats.org/{kind}/2006/",
                    f"http://purl.oclc.org/ooxml/{kind}/",
                )
            target.writestr(name, text)
    path = Path("预算.docx")
    assert read_docx(path, strict.getvalue()) == read_docx(path, common)


TEXT = st.text("支出收入 1234,.%（）—&<\t", max_size=8).map(lambda text: text.replace("\t", " "))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=6), TEXT)
def test_whatever_a_document_prints_is_cited_verbatim(rows: list[list[str]], prose: str) -> None:
    table = _table(*("".join(_tc(escape(text)) for text in row) for row in rows))
    raw = _read(_p("第一部分 概况") + _p(escape(prose)) + table)
    document = assemble(raw, "0" * 64, "预算.docx")
    for found in document.tables:
        for cell in found.cells:
            quote = "".join(document.text[piece.start : piece.end] for piece in cell.pieces)
            assert document.cite_cell(found, cell).quote == quote
            assert "".join(quote.split()) == "".join(cell.text.split())
    for line in document.lines:
        assert document.text[line.start : line.end].strip()
    printed = "".join([prose, *(text for row in rows for text in row)])
    for char in set(printed) - {" "}:
        assert document.text.count(char) >= printed.count(char)


# bad input


def test_a_password_protected_file_says_so() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(PasswordProtected, match=r"预算\.docx.*密码"):
        read_docx(Path("预算.docx"), data)


def test_an_old_word_file_names_the_remedy() -> None:
    with pytest.raises(WrongFormat, match=r"另存为 \.docx"):
        read_docx(Path("预算.docx"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)


def test_a_web_page_with_a_word_suffix_is_recognised() -> None:
    with pytest.raises(WrongFormat, match="网页"):
        read_docx(Path("预算.docx"), b"\r\n<html><body>404</body></html>")


def test_a_workbook_with_a_word_suffix_is_recognised() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(WrongFormat, match="Excel"):
        read_docx(Path("预算.docx"), out.getvalue())


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_damaged(part: float) -> None:
    data = _docx(_p("收入" * 500))
    with pytest.raises(DamagedFile, match="重新下载"):
        read_docx(Path("预算.docx"), data[: int(len(data) * part)])


def test_flipped_bytes_inside_are_damage_not_a_crash() -> None:
    data = bytearray(_docx(_p("".join(map(chr, range(0x4E00, 0x5E00))))))
    middle = len(data) // 2
    data[middle : middle + 40] = b"\x55" * 40
    with pytest.raises(DamagedFile):
        read_docx(Path("预算.docx"), bytes(data))


def test_a_file_without_text_is_empty() -> None:
    with pytest.raises(EmptyFile):
        _read("<w:p/>")


def test_entity_definitions_are_refused() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><w:document xmlns:w="w"><w:body/></w:document>'
    with pytest.raises(DamagedFile, match="实体"):
        _read("", **{"word/document.xml": bomb})


def test_a_file_that_unpacks_to_a_flood_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.office.archive.MAX_UNPACKED", 1 << 20)
    with pytest.raises(TooLarge, match="解压"):
        _read(_p("0" * (2 << 20)))


# real documents


def test_an_office_print_gives_the_tables_of_its_source(shared_documents: Path) -> None:
    document = read_document(next((shared_documents / "prints").glob("*.docx")))
    assert len(document.tables) == 14
    assert all(table.unit == "万元" and table.title for table in document.tables)
    assert not any(table.uncertain for table in document.tables)
    first = document.tables[0].grid
    total = next(row for row in first if row[0] == "收入总计")
    assert total[1] == total[3] == "51,447"


def test_every_cell_of_an_office_print_is_cited_verbatim(shared_documents: Path) -> None:
    document = read_document(next((shared_documents / "prints").glob("*.docx")))
    for table in document.tables:
        for cell in table.cells:
            citation = document.cite_cell(table, cell)
            assert citation.quote == "".join(
                document.text[piece.start : piece.end] for piece in citation.pieces
            )
            assert citation.place.startswith("表")


def test_blanks_before_the_text_of_a_cell_are_its_indent() -> None:
    rows = [("项目", "金额"), ("结转", "5.00"), ("　基本支出", "3.00")]
    body = "".join(f"<w:tr>{_tc(a)}{_tc(b)}</w:tr>" for a, b in rows)
    (table,) = _tables(f"<w:tbl>{body}</w:tbl>")
    indents = {cell.text: cell.parts[0].indent for cell in table.cells if cell.col == 0}
    assert indents == {"项目": 0, "结转": 0, "基本支出": 2}


def test_a_set_indent_of_a_cell_counts_like_blanks() -> None:
    labels = [("支出", ""), ("公安", '<w:ind w:firstLineChars="100" w:firstLine="210"/>')]
    cells = [
        f"<w:tr><w:tc><w:p><w:pPr>{set_in}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        f"{_tc('1.00')}</w:tr>"
        for text, set_in in [("项目", ""), *labels, ("特警", '<w:ind w:left="420"/>')]
    ]
    (table,) = _tables(f"<w:tbl>{''.join(cells)}</w:tbl>")
    indents = {cell.text: cell.parts[0].indent for cell in table.cells if cell.col == 0}
    assert indents == {"项目": 0, "支出": 0, "公安": 2, "特警": 4}


# beside the body


def _notes(kind: str, number: int, text: str) -> str:
    mark = f'<w:{kind} w:id="0" w:type="separator"><w:p/></w:{kind}>'
    note = f'<w:{kind} w:id="{number}">{_p(text)}</w:{kind}>'
    return f"<w:{kind}s {W}>{mark}{note}</w:{kind}s>"


def _related(**parts: str) -> dict[str, str]:
    """Parts that the document points to by their names: footnotes, header, …"""
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    return {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{links}</Relationships>',
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }


def _with_mark(text: str, kind: str = "footnote") -> str:
    return f'<w:p><w:r><w:t>{text}</w:t></w:r><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>'


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_below_the_paragraph_that_refers_to_it(kind: str) -> None:
    parts = _related(**{f"{kind}s": _notes(kind, 2, "含上年结转。")})
    raw = _read(_with_mark("收入12万元。", kind) + _p("支出12万元。"), **parts)
    texts = [block.text for block in raw.blocks if isinstance(block, RawLine)]
    assert texts == ["收入12万元。", "含上年结转。", "支出12万元。"]


def test_a_note_of_a_cell_stands_below_the_table_and_not_in_it() -> None:
    parts = _related(footnotes=_notes("footnote", 2, "含上年结转3万元。"))
    cell = f"<w:tc>{_with_mark('12')}</w:tc>"
    raw = _read(_table(_tc("项目") + _tc("金额"), _tc("收入") + cell) + _p("完"), **parts)
    table, note, _ = raw.blocks
    assert isinstance(table, RawTable)
    assert _grid(table)[1] == ["收入", "12"]
    assert isinstance(note, RawLine)
    assert note.text == "含上年结转3万元。"


def test_headers_and_footers_are_furniture_and_page_numbers_nothing() -> None:
    page = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    parts = _related(
        header=f"<w:hdr {W}>{_p('部门预算')}</w:hdr>", footer=f"<w:ftr {W}>{page}</w:ftr>"
    )
    raw = _read(_p("正文"), **parts)
    found = [(b.text, b.furniture) for b in raw.blocks if isinstance(b, RawLine)]
    assert found == [("正文", False), ("部门预算", True)]


def test_what_is_not_read_of_a_document_is_said() -> None:
    raw = _read(
        "<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>1</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
        '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    assert [warning.split("，")[0].split("：")[0] for warning in raw.warnings] == [
        "文档里有修订",
        "文档里有隐藏文字",
        "文档里有批注",
    ]


def test_an_ordinary_document_has_nothing_to_say() -> None:
    assert _read(_p("正文")).warnings == ()


def test_a_document_of_pictures_says_that_there_is_nothing_but_pictures() -> None:
    with pytest.raises(NoTextLayer, match="只有图片"):
        _read('<w:p><w:r><w:drawing><p:pic xmlns:p="p"/></w:drawing></w:r></w:p>')


def test_the_result_of_a_contents_field_is_furniture_whatever_its_style() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    first = (
        f"<w:p>{mark.format('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
        f"{mark.format('separate')}<w:r><w:t>一、职能 2</w:t></w:r></w:p>"
    )
    last = f"<w:p><w:r><w:t>二、机构 3</w:t></w:r>{mark.format('end')}</w:p>"
    raw = _read(first + last + _p("一、职能"))
    assert [b.furniture for b in raw.blocks if isinstance(b, RawLine)] == [True, True, False]


def test_a_contents_field_without_an_end_hides_nothing() -> None:
    first = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>TOC</w:instrText></w:r></w:p>"
    )
    raw = _read(first + _p("一、职能"))
    assert [b.furniture for b in raw.blocks if isinstance(b, RawLine)] == [False]


def test_a_grid_inside_a_cell_is_a_table_of_its_own() -> None:
    inner = _table(_tc("项目") + _tc("金额"), _tc("收入") + _tc("3"))
    cell = f"<w:tc>{_p('附：')}{inner}{_p('')}</w:tc>"
    outer, own = _tables(_table(cell + _tc("备注"), _tc("合计") + _tc("无")))
    assert _grid(outer) == [["附：", "备注"], ["合计", "无"]]
    assert outer.uncertain == ("表内嵌有表格，已列在本表之后",)
    assert _grid(own) == [["项目", "金额"], ["收入", "3"]]


def test_a_frame_of_stacked_cells_is_read_in_its_order() -> None:
    inner = _table(_tc("项目") + _tc("金额"), _tc("收入") + _tc("3"))
    raw = _read(_table(_tc("收支总表"), f"<w:tc>{inner}{_p('')}</w:tc>", _tc("注：含结转。")))
    assert [b.text if isinstance(b, RawLine) else "表" for b in raw.blocks] == [
        "收支总表",
        "表",
        "注：含结转。",
    ]


def test_a_text_box_anchored_in_a_cell_is_no_text_of_the_cell() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{_p('2024年')}</w:txbxContent></w:pict></w:r>"
    cell = f"<w:tc><w:p><w:r><w:t>12</w:t></w:r>{box}</w:p></w:tc>"
    raw = _read(_table(_tc("项目") + _tc("金额"), _tc("收入") + cell))
    table, line = raw.blocks
    assert isinstance(table, RawTable)
    assert _grid(table)[1] == ["收入", "12"]
    assert isinstance(line, RawLine)
    assert line.text == "2024年"


def test_a_table_in_a_text_box_is_a_table() -> None:
    inner = _table(_tc("项目") + _tc("金额"), _tc("收入") + _tc("3"))
    body = f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"
    (table,) = _tables(body)
    assert _grid(table) == [["项目", "金额"], ["收入", "3"]]


def test_symbols_of_symbol_fonts_are_the_signs_they_print() -> None:
    body = '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r></w:p>'
    assert _lines(body) == ["≥95%"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_mutated_documents_are_damage_not_a_crash(seed: int, cuts: int) -> None:
    chance = random.Random(seed)
    data = _docx(
        _listed("收入")
        + _table(_tc("项目", _span(2)), _tc("收入") + _tc("3", "<w:vMerge/>"))
        + _with_mark("支出"),
        **{"word/footnotes.xml": _notes("footnote", 2, "注")},
    )
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = bytearray(source.read(name))
            for _ in range(cuts if chance.random() < 0.5 else 0):
                at = chance.randrange(len(part))
                part[at : at + chance.randrange(3)] = chance.choice(
                    (b"", b"<", b"99999999999", b'"', b"-1", b"\xff", b"w:p", b">")
                )
            target.writestr(name, bytes(part))
    with suppress(InputError):
        read_docx(Path("预算.docx"), out.getvalue())
