"""The page for checking tables: each as read, beside the page it was printed on."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from ingest.document import Cell, Document, Table
from ingest.read import read_document
from ui.render import table_text
from ui.table_html import table_html
from ui.tables_page import HEAD, TAIL, document_html

SAMPLES = Path(__file__).resolve().parents[2] / "evals" / "samples"


def page_of(document: Document, data: bytes = b"") -> str:
    return HEAD + "".join(document_html(document, lambda: data)) + TAIL


@pytest.fixture(scope="module")
def printed() -> tuple[Document, bytes]:
    path = next(SAMPLES.glob("*.pdf"))
    return read_document(path), path.read_bytes()


def test_every_table_stands_beside_every_page_it_is_printed_on(
    printed: tuple[Document, bytes],
) -> None:
    document, data = printed
    shown = page_of(document, data)
    assert shown.count("<section ") == len(document.tables)
    assert shown.count("<img ") == sum(len(table.pages) for table in document.tables)


def test_every_printed_figure_is_on_the_page(printed: tuple[Document, bytes]) -> None:
    document, data = printed
    shown = page_of(document, data)
    cells = [cell.text for table in document.tables for cell in table.cells if cell.text]
    assert [text for text in cells if f">{text}</t" not in shown] == []


def test_the_frame_of_the_table_is_drawn_on_its_page(printed: tuple[Document, bytes]) -> None:
    import base64

    document, data = printed
    table = document.tables[0]
    code = re.search(r"base64,([^\"]+)", page_of(document, data))
    assert code
    shown = pymupdf.Pixmap(base64.b64decode(code[1]))
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        plain = pdf[table.pages[0] - 1].get_pixmap(dpi=80, alpha=False)
    assert (shown.width, shown.height) == (plain.width, plain.height)
    assert shown.samples != plain.samples


def test_a_text_file_has_tables_without_pictures() -> None:
    shown = page_of(read_document(next(SAMPLES.glob("*.txt"))))
    assert "<section " in shown
    assert "<img " not in shown


def test_text_of_a_document_is_never_html(printed: tuple[Document, bytes]) -> None:
    document, _ = printed
    table = document.tables[0]
    evil = replace(
        table,
        title="<script>alert(1)</script>",
        cells=(Cell(0, 0, '"><img src=x onerror=1>'), *table.cells[1:]),
    )
    shown = page_of(replace(document, name="<b>x", tables=(evil,), format="text"))
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "<b>x" not in shown


def test_the_page_needs_nothing_from_outside(printed: tuple[Document, bytes]) -> None:
    shown = page_of(*printed)
    assert not re.search(r"(?:src|href)=\"(?!data:|#)", shown)


def test_a_doubtful_cell_says_how_sure_it_is() -> None:
    table = Table(
        0,
        "表",
        None,
        None,
        None,
        (),
        0,
        9,
        0,
        1,
        1,
        (Cell(0, 0, "51,447", recognition=0.62),),
        ((),),
    )
    assert "mz-doubtful" in table_html(table)
    assert "识别把握 62%" in table_html(table)


def test_the_list_of_tables_says_how_many_cells_are_doubtful(
    printed: tuple[Document, bytes],
) -> None:
    document, _ = printed
    table = document.tables[0]
    cells = (table.cells[0]._replace(recognition=0.4), *table.cells[1:])
    assert "1 格识别存疑，请与原件核对" in table_text(document, replace(table, cells=cells))
    assert "识别存疑" not in table_text(document, table)
