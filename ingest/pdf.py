"""A PDF becomes blocks: the only door to PyMuPDF, which opens files and says what is printed.

Takes the bytes of one file, gives a RawDocument: prose lines, tables joined over pages, the page
and box of everything. Cells come from ruling lines, numbers from single characters by position,
never from a library's idea of a table. Knows nothing of budgets.

    read_pdf(Path("预算.pdf"), data).blocks  ->  RawLine('部门收支总表', page 6), RawTable(37 × 4, pages 6–7), …
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.blocks import RawDocument, RawLine
from ingest.citation import Box
from ingest.document import Page
from ingest.errors import DamagedFile, NoTextLayer, PasswordProtected
from ingest.fragments import Fragment
from ingest.furniture import mark_furniture
from ingest.glyphs import Glyph
from ingest.joining import joined
from ingest.layout import PrintedPage, page_blocks
from ingest.strokes import ruling_lines

os.environ.setdefault("PYMUPDF_SUGGEST_LAYOUT_ANALYZER", "0")

import pymupdf

__all__ = ["read_pdf"]

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_TEXT = (
    pymupdf.TEXTFLAGS_RAWDICT
    & ~pymupdf.TEXT_PRESERVE_IMAGES
    & ~pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)
_BOLD_FONT, _BOLD_STROKES = 16, 8
UNREADABLE = "\ufffd"
LEAST_PICTURE = 0.2
"""A page without characters is a picture when images cover this part of it."""


def read_pdf(path: Path, data: bytes) -> RawDocument:
    """The blocks of a PDF; raises PasswordProtected, DamagedFile or NoTextLayer."""
    with _opened(path, data) as document:
        printed = [_printed(page) for page in document]
        pictures = [
            page.number
            for page, _ in printed
            if not page.glyphs and _is_picture(document, page.number)
        ]
        sizes = tuple(size for _, size in printed)
    if pictures and not any(page.glyphs for page, _ in printed):
        raise NoTextLayer(path.name, f"{_pages(pictures)}只有图片，没有文字层", _REMEDY)
    blocks = [page_blocks(page) for page, _ in printed]
    marked = mark_furniture(blocks, {page.number: page.height for page in sizes})
    warnings = (f"{_pages(pictures)}只有图片，没有文字层，未读入。{_REMEDY}",) if pictures else ()
    return RawDocument(
        "pdf", tuple(joined(block for page in marked for block in page)), None, sizes, warnings
    )


_REMEDY = "请改用带文字层的PDF，或先做文字识别（OCR）再导入"


def _pages(numbers: list[int]) -> str:
    return "第" + "、".join(map(str, numbers)) + "页"


def _opened(path: Path, data: bytes) -> Any:
    """The open document."""
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except Exception as error:
        raise DamagedFile(path.name, "PDF已损坏，无法打开", "请重新下载完整的文件") from error
    if document.needs_pass:
        raise PasswordProtected(path.name, "文件设有密码", "请先解除密码再导入")
    if not document.page_count:
        raise DamagedFile(path.name, "PDF中没有页面", "请重新下载完整的文件")
    return document


def _printed(page: Any) -> tuple[PrintedPage, Page]:
    """What stands on one page, and its size as it is seen."""
    number = page.number + 1
    width, height = page.rect.width, page.rect.height
    glyphs = list(_glyphs(page.get_text("rawdict", flags=_TEXT)))
    rules = ruling_lines(page.get_cdrawings(), width, height)
    return PrintedPage(number, glyphs, rules), Page(number, 0, 0, width, height)


def _glyphs(raw: dict[str, Any]) -> Iterator[Glyph]:
    """The characters of a page in the order in which they are drawn; invented spaces left out."""
    for block in raw["blocks"]:
        for line in block["lines"]:
            if line["dir"][0] < 0.99 and not line["wmode"]:
                continue
            for span in line["spans"]:
                size = span["size"]
                bold = bool(span["flags"] & _BOLD_FONT or span["char_flags"] & _BOLD_STROKES)
                for char in span["chars"]:
                    if not char["synthetic"]:
                        yield Glyph(char["c"], *char["bbox"], char["origin"][1], size, bold)


def _is_picture(document: Any, number: int) -> bool:
    page = document[number - 1]
    area = page.rect.width * page.rect.height
    return any(
        pymupdf.Rect(image["bbox"]).get_area() > LEAST_PICTURE * area
        for image in page.get_image_info()
    )
