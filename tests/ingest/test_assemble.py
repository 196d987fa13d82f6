"""Everything of a Document is a span of its text, in order; and the same from every format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.assemble import assemble
from ingest.blocks import RawCell, RawDocument, RawLine, RawPart, RawTable
from ingest.citation import Box
from ingest.document import Document, Page
from ingest.plaintext import read_text
from ingest.read import read_document
from ingest.structure.canonical import cell_text


def read(text: str) -> Document:
    return assemble(read_text(Path("样例.txt"), text.encode()), "d" * 64, "样例.txt")


def prose(document: Document) -> list[str]:
    return ["".join(document.text[s.start : s.end] for s in p.pieces) for p in document.paragraphs]


def spans(document: Document) -> Iterator[tuple[int, int]]:
    yield from ((line.start, line.end) for line in document.lines)
    yield from ((page.start, page.end) for page in document.pages)
    yield from (span for paragraph in document.paragraphs for span in paragraph.pieces)
    yield from ((section.start, section.end) for section in document.sections)
    yield from ((table.start, table.end) for table in document.tables)
    yield from (table.title_span for table in document.tables if table.title_span)


def check_spans(document: Document) -> None:
    length = len(document.text)
    for start, end in spans(document):
        assert 0 <= start <= end <= length
    for ordered in (document.lines, document.sections, document.tables, document.pages):
        starts = [item.start for item in ordered]
        assert starts == sorted(starts)
    for section in document.sections:
        if section.parent is not None:
            parent = document.sections[section.parent]
            assert parent.start <= section.start <= section.end <= parent.end
            assert section.path[:-1] == parent.path


def check_cells(document: Document) -> None:
    for table in document.tables:
        assert len(table.column_paths) == table.columns
        assert table.groups[0][0] == 0
        assert table.groups[-1][1] == table.columns
        assert 0 <= table.header_rows <= table.height
        positions = [(cell.row, cell.col) for cell in table.cells]
        assert positions == sorted(set(positions))
        for cell in table.cells:
            printed = [document.text[piece.start : piece.end] for piece in cell.pieces]
            assert cell.text == cell_text(printed)
            assert cell.row + cell.row_span <= table.height
            assert cell.col + cell.col_span <= table.columns
        assert all(any(row) for row in table.grid[table.header_rows :])


def check_citations(document: Document) -> None:
    for table in document.tables:
        for cell in table.cells[:40]:
            if cell.pieces:
                cited = document.cite_cell(table, cell)
                parts = [document.text[p.start : p.end] for p in cited.pieces]
                assert cited.quote == "".join(parts)
    for paragraph in document.paragraphs[:60]:
        cited = document.cite_spans(paragraph.pieces)
        assert cited.quote == "".join(document.text[p.start : p.end] for p in cited.pieces)


def check(document: Document) -> None:
    check_spans(document)
    check_cells(document)
    check_citations(document)


def test_every_span_of_the_seeds_lies_in_the_text_and_in_order(seeds: list[Path]) -> None:
    for path in seeds:
        check(read_document(path))


def test_every_span_of_the_real_pdfs_lies_in_the_text_and_in_order(real_pdfs: list[Path]) -> None:
    for path in real_pdfs:
        document = read_document(path)
        check(document)
        lines = [line for line in document.lines if line.page is not None]
        assert all(
            document.page_at(line.start) == line.page for line in lines if line.end > line.start
        )


def test_one_document_gives_the_same_tables_from_every_format(shared_documents: Path) -> None:
    prints = sorted((shared_documents / "prints").glob("longgang_2019*.*"))
    wanted = [
        t.grid
        for t in read_document(next(iter(sorted((shared_documents / "seeds").iterdir())))).tables
    ]
    for path in prints:
        if path.suffix not in (".docx", ".xlsx") and path.stem != "longgang_2019":
            continue
        if path.suffix in (".pdf", ".docx", ".xlsx"):
            found = [table.grid for table in read_document(path).tables]
            assert [len(grid) for grid in found] == [len(grid) for grid in wanted]
            for one, other in zip(found, wanted, strict=True):
                assert [[_plain(c) for c in row] for row in one] == [
                    [_plain(c) for c in row] for row in other
                ]


def _plain(text: str) -> str:
    """Without blanks and thousands separators: the office suite set its own."""
    return "".join(text.replace(",", "").split())


@given(st.lists(st.sampled_from(
    ["# 标题", "一、职能", "（一）收入", "负责水务，承办事项。", "目录", "表一", "收支总表", "单位：万元",
     "项目\t金额", "甲\t1", "\t2", "", "附表：", "注：空表。", "第一部分", "部门概况", "一、职能.....\t1"]
), max_size=25))  # fmt: skip
def test_any_order_of_lines_makes_a_sound_document(lines: list[str]) -> None:
    check(read("预算\n" + "\n".join(lines)))


def test_a_sentence_cut_by_a_page_is_one_paragraph() -> None:
    document = read("一、收支\n\n支出 43 万元，比上年增加 5\n\n万元，增长 13.2%；\n\n（二）其他\n")
    assert prose(document) == ["支出 43 万元，比上年增加 5万元，增长 13.2%；"]


def test_paragraphs_that_end_stay_apart() -> None:
    assert prose(read("收入 1 万元。\n\n支出 1 万元。\n\n其中：\n\n基本支出 1 万元。\n")) == [
        "收入 1 万元。",
        "支出 1 万元。",
        "其中：",
        "基本支出 1 万元。",
    ]


def test_lines_of_a_fixed_width_join_until_one_falls_short() -> None:
    wrapped = [
        "负责全区水务工作编制规划并组织实施协调解决供水",
        "排水中的问题并提出对策组织编制水资源规划并监督",
        "实施。",
    ]
    document = read(
        "一、部门职责\n" + "\n".join(wrapped * 4) + "\n二、机构设置\n" + "\n".join(wrapped)
    )
    assert prose(document) == ["".join(wrapped)] * 5


def test_a_hard_break_of_markdown_does_not_end_a_line() -> None:
    document = read(
        "单位名称:青川市  \n云水区水务局  \n（本级）\n\n单位：万元\n\n项目\t金额\n甲\t1\n"
    )
    assert document.info.unit_name == "青川市云水区水务局（本级）"


def line(
    text: str, page: int, y: float, x0: float = 72, x1: float = 520, size: float = 12
) -> RawLine:
    step = (x1 - x0) / max(1, len(text))
    edges = tuple(x0 + step * index for index in range(len(text) + 1))
    return RawLine(text, f"第{page}页", page, Box(page, x0, y, x1, y + size), edges, size)


def printed(*blocks: RawLine | RawTable, pages: int = 2) -> Document:
    raw = RawDocument(
        "pdf", tuple(blocks), pages=tuple(Page(n + 1, 0, 0, 595, 842) for n in range(pages))
    )
    return assemble(raw, "d" * 64, "样例.pdf")


def test_printed_lines_join_by_margin_and_indent_over_the_page_end() -> None:
    document = printed(
        line("负责全区水务工作，编制规划并组织实施，协调解决供水排水中的问题", 1, 700, x0=96),
        line("并提出对策。", 1, 716, x1=140),
        line("承担防汛抗旱指挥部日常工作，会同有关部门做好防汛抗旱物资储备", 1, 732, x0=96),
        line("管理工作。", 2, 72, x1=130),
        line("完成区委、区政府交办的其他任务，并承担法律法规规定的其他职责事", 2, 88, x0=96),
    )
    assert [text[:4] + "…" + text[-3:] for text in prose(document)] == [
        "负责全区…对策。",
        "承担防汛…工作。",
        "完成区委…职责事",
    ]


def test_a_line_that_ends_early_before_a_long_number_goes_on() -> None:
    document = printed(
        line("财政拨款收入三万七千一百五十一万元，比上年预算执行数增加了", 1, 72, x0=96, x1=480),
        line("24,558.18万元；事业收入0万元；事业单位经营收入0万元；其他收入无", 1, 88),
        line("其他收入的情况如下面各段所说明的那样逐项列出并且加以解释了的", 1, 104, x0=96),
    )
    assert len(prose(document)) == 2


def test_larger_type_is_a_heading_and_numbering_restarts_under_it() -> None:
    body = "负责全区水务工作，编制规划并组织实施，协调解决供水排水中的问题事"
    document = printed(
        line("河道整治项目情况说明", 1, 60, 220, 380, 18),
        line("一、项目概述", 1, 90, x1=150),
        line(body, 1, 110, x0=96),
        line("供水保障项目情况说明", 2, 60, 220, 380, 18),
        line("一、项目概述", 2, 90, x1=150),
        line(body, 2, 110, x0=96),
    )
    assert [document.section_path(section.position) for section in document.sections] == [
        "河道整治项目情况说明",
        "河道整治项目情况说明 > 一、项目概述",
        "供水保障项目情况说明",
        "供水保障项目情况说明 > 一、项目概述",
    ]


def test_a_title_set_over_two_lines_is_one_title() -> None:
    document = printed(
        line("一般公共预算会议费、培训费支出预算", 1, 60, 120, 480, 20),
        line("表", 1, 84, 290, 310, 20),
        line("单位：万元", 1, 110, 480, 540),
        table(["项目", "金额"], ["会议费", "1.00"]),
        line("本部门的会议费和培训费都按照规定从严从紧安排并且逐年压减下来了", 1, 300),
    )
    assert document.tables[0].title == "一般公共预算会议费、培训费支出预算表"


def table(*rows: list[str], page: int = 1) -> RawTable:
    cells = tuple(
        RawCell(r, c, (RawPart(text, f"第{page}页", page, Box(page, 0, 0, 1, 1)),) if text else ())
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return RawTable(cells, len(rows), len(rows[0]), (page,))


def test_the_text_of_a_table_is_lines_with_tabs_between_cells() -> None:
    document = printed(table(["项目", "", "金额"], ["甲", "乙", "1.00"]))
    assert document.text == "项目\t\t金额\n甲\t乙\t1.00\n"
    assert [page.start for page in document.pages] == [0, len(document.text)]


def test_rows_without_text_are_gone_and_spans_shrink() -> None:
    raw = RawTable(
        (
            RawCell(0, 0, (RawPart("项目", "1"),), 3),
            RawCell(0, 1, (RawPart("金额", "1"),)),
            RawCell(2, 1, (RawPart("1.00", "1"),)),
        ),
        4,
        2,
    )
    document = printed(raw)
    (found,) = document.tables
    assert (found.height, found.at(0, 0).row_span if found.at(0, 0) else 0) == (2, 2)
    assert found.grid == (("项目", "金额"), ("", "1.00"))


def test_a_cell_cut_by_a_page_keeps_both_pieces_and_boxes() -> None:
    parts = (
        RawPart("其他社", "第1页", 1, Box(1, 0, 0, 1, 1)),
        RawPart("会保障", "第2页", 2, Box(2, 0, 0, 1, 1)),
    )
    document = printed(
        RawTable(
            (RawCell(0, 0, (RawPart("项目", "第1页", 1),)), RawCell(1, 0, parts)), 2, 1, (1, 2)
        )
    )
    (found,) = document.tables
    cited = document.cite_cell(found, found.cells[1])
    assert (cited.quote, [box.page for box in cited.boxes]) == ("其他社会保障", [1, 2])


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["归口管理的 行政单位离", "退休"], "归口管理的行政单位离退休"),
        (["收 入"], "收入"),
        (["OA 系统"], "OA 系统"),
        (["水务局  (本 级)"], "水务局(本级)"),
        (["51,", "447"], "51,447"),
        (["2024 年预\n算数"], "2024 年预算数"),
    ],
)
def test_a_cells_text_is_its_pieces_without_line_breaks(pieces: list[str], text: str) -> None:
    assert cell_text(pieces) == text
