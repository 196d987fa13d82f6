"""Files that are very large inside, hide their text or name other places: an answer, never harm."""

from __future__ import annotations

import socket
from pathlib import Path

import pymupdf
import pytest

from ingest.errors import InputError, NoTextLayer
from ingest.read import read_document

TABLE = [["项目", "预算数"], ["甲项", "1.50"], ["合计", "1.50"]]


@pytest.fixture
def without_recognition(monkeypatch):
    monkeypatch.setattr("ingest.pdf.is_installed", lambda: False)


def read(name: str, data: bytes):
    return read_document(Path(name), data=data)


def test_a_table_of_thousands_of_rows_keeps_its_last_row() -> None:
    rows = "\n".join(f"项目{number}\t{number}.50" for number in range(4000))
    (table,) = read("样例.txt", f"支出表\n单位：万元\n项目\t预算数\n{rows}\n".encode()).tables
    assert table.grid[-1] == ("项目3999", "3999.50")


def test_a_cell_of_a_megabyte_is_one_cell() -> None:
    long = "绩" * 350_000
    text = f"支出表\n单位：万元\n项目\t说明\t预算数\n甲项\t{long}\t1.50\n乙项\t短\t2.00\n"
    (table,) = read("样例.txt", text.encode()).tables
    assert table.grid[1] == ("甲项", long, "1.50")


def test_a_pdf_of_many_pages_is_read_to_the_end(press, ruled) -> None:
    for _ in range(40):
        press.page()
        press.table(ruled(TABLE), y=100)
        press.line("说明：以上各项均已核对。", y=300)
    document = read("样例.pdf", press.document.tobytes())
    assert len(document.pages) == 40
    assert document.tables[-1].grid[-1] == ("合计", "1.50")


def test_a_stream_that_unpacks_to_millions_of_bytes_does_no_harm(press, ruled) -> None:
    press.page()
    press.table(ruled(TABLE), y=100)
    bomb = press.document.get_new_xref()
    press.document.update_object(bomb, "<<>>")
    press.document.update_stream(bomb, b"q 1 0 0 1 0 0 cm Q " * 400_000, compress=True)
    own = press.sheet.get_contents()
    press.document.xref_set_key(
        press.sheet.xref, "Contents", f"[{' '.join(f'{x} 0 R' for x in [*own, bomb])}]"
    )
    data = press.document.tobytes()
    assert len(data) < 1 << 20
    (table,) = read("样例.pdf", data).tables
    assert table.grid[-1] == ("合计", "1.50")


def picture() -> bytes:
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 200, 280), False)
    pixels.clear_with(240)
    return pixels.tobytes("png")


def test_a_guessed_text_layer_under_a_scan_is_not_taken_for_print(
    press, without_recognition
) -> None:
    press.page()
    press.sheet.insert_image(press.sheet.rect, stream=picture())
    for row in range(12):
        press.sheet.insert_text(
            (72, 80 + 20 * row), "项目 12.50", fontname="china-s", render_mode=3
        )
    with pytest.raises(NoTextLayer):
        read("样例.pdf", press.document.tobytes())


def test_characters_of_a_font_without_meaning_are_not_guessed(press, without_recognition) -> None:
    press.page()
    buffer = pymupdf.Font("china-s").buffer
    press.sheet.insert_font(fontname="own", fontbuffer=buffer)
    for row in range(12):
        press.sheet.insert_text((72, 80 + 20 * row), "行政运行支出", fontname="own")
    document = press.document
    for xref in range(1, document.xref_length()):
        if document.xref_get_key(xref, "ToUnicode")[0] == "xref":
            document.xref_set_key(xref, "ToUnicode", "null")
            document.xref_set_key(xref, "Encoding", "/Identity-H")
    data = document.tobytes()
    try:
        read_as = read("样例.pdf", data)
    except InputError:
        return
    assert "行政运行支出" in read_as.text or any("文字对照" in w for w in read_as.warnings)


def test_what_a_page_links_to_is_never_fetched(monkeypatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    page = """<html><head><link rel=stylesheet href="http://198.51.100.7/a.css">
    <script src="http://198.51.100.7/a.js"></script></head><body><iframe src="http://198.51.100.7/">
    </iframe><img src="http://198.51.100.7/a.png"><p>2031年云水区水务局部门预算</p>
    <table><tr><td>项目</td><td>预算数</td></tr><tr><td>甲项</td><td>1.50</td></tr></table></body></html>"""
    (table,) = read("样例.html", page.encode()).tables
    assert table.grid[-1] == ("甲项", "1.50")
