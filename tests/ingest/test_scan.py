"""Scans and images are read like a text layer: real recognition on small pages of invented units."""

from __future__ import annotations

import socket
from pathlib import Path

import pymupdf
import pytest

from ingest.blocks import RawLine, RawTable
from ingest.document import SURE
from ingest.errors import DamagedFile, NoTextLayer, WrongFormat
from ingest.pdf import read_pdf
from ingest.read import read_document
from ingest.scan import is_installed, read_image
from tests.ingest.conftest import Press, Table, grid_of

needs_ocr = pytest.mark.skipif(
    not is_installed(), reason="没有安装文字识别组件（uv pip install -e '.[ocr]'），不测真实识别"
)

ROWS = [
    ["科目编码", "科目名称", "本年支出", ""],
    ["", "", "合计", "项目支出"],
    ["", "合计", "1,300.50", "400.00"],
    ["201", "一般公共服务支出", "1,200.50", "400.00"],
    ["2010101", "行政运行", "800.50", "0.00"],
    ["2010102", "专项业务", "400.00", "400.00"],
    ["221", "住房保障支出", "100.00", "—"],
]
SPANS = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2)}


@pytest.fixture(scope="module")
def printed() -> bytes:
    """One page: a title, its unit, a table with a merged head, a sentence."""
    press = Press()
    press.page(width=420, height=300)
    press.line("部门支出总表", y=40, x=150, size=14)
    press.line("单位：万元", y=60, x=320)
    press.table(Table(ROWS, widths=(70, 120, 90, 90), spans=SPANS), y=70, x=25)
    press.line("青岚区水务局共有车辆 4 辆，比上年减少 1 辆。", y=250, x=30)
    return press.bytes()


def scanned(printed: bytes, turn: float = 0.0, quarters: int = 0) -> bytes:
    """The page as a picture on a page, laid askew."""
    source = pymupdf.open(stream=printed, filetype="pdf")[0]
    picture = source.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    made = pymupdf.open()
    wide, high = source.rect.width, source.rect.height
    page = made.new_page(
        width=high if quarters % 2 else wide, height=wide if quarters % 2 else high
    )
    if turn:
        flat = pymupdf.open()
        sheet = flat.new_page(width=wide, height=high)
        sheet.insert_image(sheet.rect, pixmap=picture)
        askew = pymupdf.Matrix(turn)
        picture = sheet.get_pixmap(
            matrix=pymupdf.Matrix(200 / 72, 200 / 72) * askew, colorspace=pymupdf.csGRAY
        )
    page.insert_image(page.rect, pixmap=picture, rotate=90 * quarters, keep_proportion=False)
    data: bytes = made.tobytes()
    return data


def table_of(blocks) -> RawTable:
    return next(block for block in blocks if isinstance(block, RawTable))


@needs_ocr
def test_a_scanned_page_gives_the_table_the_lines_and_their_places(printed, monkeypatch):
    def refused(*_):
        raise AssertionError("recognition must not reach out")

    monkeypatch.setattr(socket.socket, "connect", refused)
    read = read_pdf(Path("扫描.pdf"), scanned(printed, quarters=2))
    table = table_of(read.blocks)
    assert grid_of(table) == ROWS
    assert {(c.row, c.col, c.row_span, c.col_span) for c in table.cells if c.row < 1} == {
        (0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2),
    }  # fmt: skip
    texts = [block.text for block in read.blocks if isinstance(block, RawLine)]
    assert texts[0] == "部门支出总表"
    assert "单位：万元" in texts
    assert any("车辆" in text and "减少" in text for text in texts)
    assert [w for w in read.warnings if w.startswith("第1页是图片，由文字识别读入")]
    figures = [c.recognition for c in table.cells if c.text[:1].isdigit()]
    assert all(SURE <= sure < 1 for sure in figures)
    box = next(c for c in table.cells if c.text == "1,300.50").parts[0].box
    assert box is not None
    # the page lies upside down: the cell of the third row stands near its foot
    assert box.x0 == pytest.approx(420 - 25 - 280, abs=4)
    assert box.y1 == pytest.approx(300 - 70 - 40, abs=4)


@needs_ocr
def test_an_image_is_a_page_measured_in_its_pixels(printed, tmp_path):
    picture = pymupdf.open(stream=printed, filetype="pdf")[0].get_pixmap(dpi=200)
    path = tmp_path / "表.png"
    path.write_bytes(picture.tobytes("png"))
    document = read_document(path)
    assert document.format == "image"
    assert [(p.width, p.height) for p in document.pages] == [(picture.width, picture.height)]
    table = document.tables[0]
    assert [list(row) for row in table.grid] == ROWS
    assert (table.title, table.unit, table.header_rows) == ("部门支出总表", "万元", 2)
    cell = next(cell for cell in table.cells if cell.text == "1,200.50")
    citation = document.cite_cell(table, cell)
    assert citation.page == 1
    assert citation.boxes[0].x0 == pytest.approx((25 + 190) * 200 / 72, abs=8)


def test_without_the_packages_an_image_says_how_to_install_them(printed, monkeypatch):
    monkeypatch.setattr("ingest.scan.is_installed", lambda: False)
    with pytest.raises(NoTextLayer, match=r"表\.png：这是图片，需要文字识别.*安装.*\[ocr\]"):
        read_image(Path("表.png"), b"\x89PNG")


@needs_ocr
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"\xff\xd8\xff\xe0" + b"x" * 90]
)
def test_a_broken_image_is_damaged(data):
    with pytest.raises(DamagedFile, match="图片已损坏"):
        read_image(Path("表.png"), data)


def test_what_is_no_image_inside_is_refused(tmp_path):
    path = tmp_path / "表.png"
    path.write_text("<html>没有找到</html>", encoding="utf-8")
    with pytest.raises(WrongFormat, match="内容却不是图片"):
        read_document(path)


@needs_ocr
def test_a_page_of_nothing_but_paper_says_that_nothing_was_recognised():
    blank = pymupdf.open()
    blank.new_page(width=300, height=200)
    with pytest.raises(NoTextLayer, match="没有识别出文字"):
        read_pdf(Path("空白.pdf"), scanned(blank.tobytes()))
