"""The source of a citation: found again from its link, marked, and never HTML of a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.amount import Unit
from ingest.citation import Piece
from ingest.document import Cell, Document, Line, Section, Span, Table
from ui.source import address, citation_spans, source_html

TEXT = "一、概况\n本局共有<b>编制</b>12人。\n收入总计\t51,447\n"


def document() -> Document:
    start = TEXT.index("收入总计")
    cells = (
        Cell(0, 0, "收入总计", (Piece(start, start + 4, "第3行"),)),
        Cell(0, 1, "51,447", (Piece(start + 5, start + 11, "第3行"),)),
    )
    table = Table(
        0, "收支总表", "表一", Unit.WAN, 0, (), start, len(TEXT), 0, 2, 1, cells, ((), ())
    )
    return Document(
        "a" * 64,
        "甲.txt",
        "text",
        TEXT,
        lines=(Line(0, 4, "第1行"), Line(5, 22, "第2行")),
        sections=(Section(0, "一、概况", 1, ("一、概况",), 0, len(TEXT)),),
        tables=(table,),
    )


def html_of(*spans: tuple[int, int]) -> str:
    return source_html(document(), [Span(*s) for s in spans], lambda: b"")


def test_a_link_leads_back_to_its_document_and_spans() -> None:
    doc = document()
    citation = doc.cite_cell(doc.tables[0], doc.tables[0].cells[1])
    start = TEXT.index("51,447")
    assert citation_spans(address(citation)) == ("a" * 16, (Span(start, start + 6),))


@pytest.mark.parametrize("link", ["", "#cite-", "#cite-../../etc-1.2", "javascript:alert(1)"])
def test_a_stranger_link_is_no_citation(link: str) -> None:
    assert citation_spans(link) is None


def test_a_cited_cell_is_marked_in_its_table() -> None:
    start = TEXT.index("51,447")
    shown = html_of((start, start + 6))
    assert "<mark>51,447</mark>" in shown
    assert "表一 收支总表（单位：万元）" in shown


def test_a_blank_position_keeps_its_column() -> None:
    doc = document()
    table = replace(
        doc.tables[0], columns=3, cells=(replace_col(doc, 0, 0), replace_col(doc, 1, 2))
    )
    start = TEXT.index("51,447")
    shown = source_html(replace(doc, tables=(table,)), [Span(start, start + 6)], lambda: b"")
    assert "</td><td></td><td" in shown


def replace_col(doc: Document, which: int, col: int) -> Cell:
    return doc.tables[0].cells[which]._replace(col=col)


def test_a_cited_sentence_is_marked_in_its_section() -> None:
    start = TEXT.index("12人")
    shown = html_of((start, start + 3))
    assert "<mark>12人</mark>" in shown
    assert "一、概况" in shown


def test_markup_inside_a_document_is_shown_not_obeyed() -> None:
    start = TEXT.index("本局")
    shown = html_of((start, start + 16))
    assert "<b>编制</b>" not in shown
    assert "&lt;b&gt;编制&lt;/b&gt;" in shown
