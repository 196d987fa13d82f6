"""retrieval/printed/chunk: whole sentences and whole rows, under their headings, at their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.amount import Unit
from ingest.citation import Box, Piece
from ingest.document import (
    READER_VERSION,
    Cell,
    Document,
    DocumentInfo,
    Line,
    Paragraph,
    Section,
    Span,
    Table,
)
from retrieval.printed.chunk import ENOUGH, FULL, Chunk, chunk, sentences

INFO = DocumentInfo(unit_name="云江区水务局", fiscal_year=2024, kind="部门预算")


def _document(text: str, **parts: object) -> Document:
    lines, at = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        lines.append(Line(at, at + len(line.rstrip("\n")), f"第{number}行"))
        at += len(line)
    return Document("ab" * 32, "预算.txt", "text", text, lines=tuple(lines), info=INFO, **parts)  # type: ignore[arg-type]


def _prose(*paragraphs: str, heading: str = "一、部门职责") -> tuple[Document, tuple[Chunk, ...]]:
    """A document of one heading with paragraphs below it."""
    text = f"{heading}\n" + "\n".join(paragraphs) + "\n"
    spans, at = [], len(heading) + 1
    for paragraph in paragraphs:
        spans.append(Paragraph((Span(at, at + len(paragraph)),), 0))
        at += len(paragraph) + 1
    section = Section(0, heading, 1, (heading,), 0, len(text))
    document = _document(text, paragraphs=tuple(spans), sections=(section,))
    return document, chunk(document)


def _verbatim(document: Document, chunks: tuple[Chunk, ...]) -> bool:
    return all(
        "".join(document.text[p.start : p.end] for p in c.citation.pieces) == c.citation.quote
        for c in chunks
    )


def test_a_short_section_is_one_chunk_under_its_heading() -> None:
    document, (only,) = _prose("负责水资源管理。", "承办其他事项。")
    assert only.text == "云江区水务局 2024年 部门预算\n一、部门职责\n负责水资源管理。承办其他事项。"
    assert only.section == "一、部门职责"
    assert only.citation.quote == "负责水资源管理。承办其他事项。"
    assert only.id == f"{document.doc_id}:{READER_VERSION}:chunk:0"


def test_a_long_section_is_cut_between_sentences_only() -> None:
    sentence = "负责全区水资源的统一管理和监督工作。"
    document, chunks = _prose(sentence * 60)
    assert len(chunks) > 2
    assert all(len(c.citation.quote) <= FULL for c in chunks)
    assert all(c.citation.quote.endswith("。") for c in chunks)
    assert "".join(c.citation.quote for c in chunks) == sentence * 60
    assert _verbatim(document, chunks)


def test_a_paragraph_that_is_long_enough_ends_its_chunk() -> None:
    first = "管理水库" * (ENOUGH // 4) + "。"
    _, chunks = _prose(first, "管理河道。")
    assert [c.citation.quote for c in chunks] == [first, "管理河道。"]


def test_a_sentence_cut_by_a_page_stays_one_sentence_with_two_pieces() -> None:
    text = "一、职责\n负责水资源\n第2页\n管理工作。\n"
    document = _document(
        text,
        paragraphs=(Paragraph((Span(5, 10), Span(15, 20)), 0),),
        sections=(Section(0, "一、职责", 1, ("一、职责",), 0, len(text)),),
    )
    (only,) = chunk(document)
    assert only.citation.quote == "负责水资源管理工作。"
    assert [piece[:3] for piece in only.citation.pieces] == [(5, 10, "第2行"), (15, 20, "第4行")]


def test_two_headings_never_share_a_chunk() -> None:
    text = "一、甲\n短句。\n二、乙\n短句。\n"
    document = _document(
        text,
        paragraphs=(Paragraph((Span(4, 7),), 0), Paragraph((Span(12, 15),), 1)),
        sections=(
            Section(0, "一、甲", 1, ("一、甲",), 0, 8),
            Section(1, "二、乙", 1, ("二、乙",), 8, len(text)),
        ),
    )
    assert [c.section for c in chunk(document)] == ["一、甲", "二、乙"]


def test_a_heading_that_says_it_all_is_a_chunk() -> None:
    heading = "四、本单位无国有资本经营预算支出"
    document = _document(
        heading + "\n", sections=(Section(0, heading, 1, (heading,), 0, len(heading) + 1),)
    )
    (only,) = chunk(document)
    assert only.citation.quote == heading


def test_stray_markup_is_cited_as_it_stands_but_not_embedded() -> None:
    _, (only,) = _prose("预算<b>减少</b>３万元。")
    assert only.citation.quote == "预算<b>减少</b>３万元。"
    assert only.text.endswith("预算减少3万元。")


def test_sentences_are_the_spans_that_print_them() -> None:
    text = "甲。乙“丙。”丁"
    assert sentences(text, [Span(0, len(text))]) == (
        (Span(0, 2),),
        (Span(2, 7),),
        (Span(7, 8),),
    )


# ── tables ───────────────────────────────────────────────────────────────────────────────────

ROW = "{n}\t项目{n}\t{n}00.00\n"
HEADER = "编码\t名称\t预算数\n"


def _table(rows: int, *, header: str = HEADER, title: str = "收支总表") -> Document:
    """A table printed as lines with tabs, one line a row."""
    text = f"{title}\n{header}" + "".join(ROW.format(n=n) for n in range(1, rows + 1))
    cells, at = [], len(title) + 1
    for row, line in enumerate(text.splitlines(keepends=True)[1:]):
        column_at = at
        for column, value in enumerate(line.rstrip("\n").split("\t")):
            piece = Piece(column_at, column_at + len(value), f"第{row + 2}行")
            cells.append(Cell(row, column, value, (piece,)))
            column_at += len(value) + 1
        at += len(line)
    table = Table(
        position=0,
        title=title,
        number="表一",
        unit=Unit.WAN,
        section=None,
        pages=(),
        start=len(title) + 1,
        end=len(text),
        header_rows=1,
        columns=3,
        height=rows + 1,
        cells=tuple(cells),
        column_paths=(("编码",), ("名称",), ("预算数",)),
        title_span=Span(0, len(title)),
    )
    return _document(text, tables=(table,))


def test_every_table_chunk_carries_title_unit_and_header() -> None:
    for found in chunk(_table(30)):
        assert "表一 收支总表(单位:万元)\n编码 | 名称 | 预算数\n" in found.text
        assert found.section == "表一 收支总表"
        assert found.kind == "table"


def test_every_row_is_in_exactly_one_chunk_and_whole() -> None:
    document = _table(30)
    chunks = chunk(document)
    rows = [piece for c in chunks for piece in c.citation.pieces]
    assert [document.text[p.start : p.end] for p in rows] == [
        ROW.format(n=n).strip() for n in range(1, 31)
    ]
    assert _verbatim(document, chunks)


def test_a_table_without_rows_is_found_by_its_title() -> None:
    (only,) = chunk(_table(0, title="政府性基金支出表"))
    assert only.citation.quote == "政府性基金支出表"


def test_header_paths_are_printed_without_what_neighbours_share() -> None:
    document = _table(1)
    paths = (("科目",), ("2024年预算", "合计"), ("2024年预算", "基本支出"))
    table = Table(**{**_fields(document.tables[0]), "column_paths": paths})
    (only,) = chunk(_document(document.text, tables=(table,)))
    assert "科目 | 2024年预算 合计 | 基本支出\n" in only.text


def _fields(table: Table) -> dict[str, object]:
    return {name: getattr(table, name) for name in Table.__dataclass_fields__}


def test_boxes_of_a_row_become_one_box_per_line_of_print() -> None:
    text = "甲\t1\n乙\t2\n"
    boxes = [Box(1, 0, 0, 9, 9), Box(1, 10, 0, 19, 9), Box(1, 0, 10, 9, 19), Box(1, 10, 10, 19, 19)]
    spans = [(0, 1), (2, 3), (4, 5), (6, 7)]
    cells = tuple(
        Cell(n // 2, n % 2, text[a:b], (Piece(a, b, "第1页", (boxes[n],)),))
        for n, (a, b) in enumerate(spans)
    )
    table = Table(0, "表", None, None, None, (1,), 0, 8, 0, 2, 2, cells, ((), ()))
    (only,) = chunk(_document(text, tables=(table,)))
    assert only.citation.boxes == (Box(1, 0, 0, 19, 9), Box(1, 0, 10, 19, 19))


def test_real_documents_are_cut_whole_and_verbatim(shared_documents: Path) -> None:
    from ingest.read import read_document

    for path in sorted((shared_documents / "seeds").glob("*.txt")):
        document = read_document(path)
        chunks = chunk(document)
        assert _verbatim(document, chunks)
        cited = {p for c in chunks for piece in c.citation.pieces for p in range(*piece[:2])}
        for paragraph in document.paragraphs:
            for start, end in paragraph.pieces:
                assert all(p in cited for p in range(start, end) if not document.text[p].isspace())


@pytest.mark.parametrize("size", [0, 1])
def test_an_empty_document_has_no_chunks(size: int) -> None:
    assert chunk(_document("\n" * size)) == ()
