"""A PDF becomes blocks: the only door to PyMuPDF, which opens files and says what is printed.

Takes the bytes of one file, gives a RawDocument: prose lines, tables joined over pages, the page
and box of everything. Cells come from ruling lines, numbers from single characters by position,
never from a library's idea of a table. Boxes are on the page as it is seen. Knows nothing of
budgets.

    read_pdf(Path("预算.pdf"), data).blocks
    ->  RawLine('部门收支总表', page 6), RawTable(30 × 4, pages 6 and 7), RawLine('- 7 -', furniture) …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import pymupdf

from ingest.blocks import RawDocument
from ingest.citation import Box
from ingest.document import Page
from ingest.errors import DamagedFile, EmptyFile, NoTextLayer, PasswordProtected
from ingest.ruled.furniture import mark_furniture
from ingest.ruled.glyphs import Glyph
from ingest.ruled.joining import joined
from ingest.ruled.layout import PageBlocks, PrintedPage, blocks_of_pages
from ingest.ruled.strokes import Drawing, ruling_lines
from ingest.ruled.turning import Turn, direction, upright
from ingest.scan import INSTALL, Picture, Scans, is_installed, scans

__all__ = ["MUPDF", "read_pdf"]

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)
pymupdf.TOOLS.set_graphics_min_line_width(1.0)
"""A drawn page is a picture for recognition: its hairlines are seen as lines, one dot wide."""

_TEXT = (
    pymupdf.TEXTFLAGS_RAWDICT
    & ~pymupdf.TEXT_PRESERVE_IMAGES
    & ~pymupdf.TEXT_PRESERVE_LIGATURES
    & ~pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)
_BOLD_FONT, _BOLD_STROKES = 16, 8
_NO_CHARACTER = "\ufffd"
_CHAR = itemgetter(0)

_PRINTED = itemgetter("c", "bbox", "origin", "synthetic")
"""What is known of a character."""

_NEW = tuple.__new__
"""Makes a Glyph of its values, in half the time that its own constructor takes."""

LEAST_PICTURE = 0.2
"""A page without characters is a picture when an image covers this part of it."""

OUTLINES = 200
"""A page without characters but with so many curves shows its characters as drawings."""

UNREADABLE = 0.3
"""A page on which this part of the characters has no meaning cannot be read."""

_BROKEN = re.compile(
    r"page may not be correct|zlib error|read error|cannot (?:load object|draw text)|non-page object"
)
"""What MuPDF says of a page of which something may be missing."""

MUPDF = Lock()
"""Held by whoever calls MuPDF: it is not safe in several threads at once."""

NOTHING = PageBlocks([], False)

ALL_PICTURE, FEW = 0.6, 40
"""A page that an image covers by this part is a picture, also with so few characters beside it."""

_SHOWN = 16 | 32
"""Flags of characters that are filled or stroked; what has neither was laid under a scan unseen."""

_OCR = f"请改用带文字层的PDF；{INSTALL}"
_CLEARER = "请提供更清晰的扫描件，或带文字层的PDF"
COARSEST, FINEST = 200, 300
"""Pictures of pages are read at the resolution of the scan, within these, in dots per inch."""

_AGAIN = "请重新下载或向发布单位索取完整的文件"


class _PageRead(NamedTuple):
    """A page: what is printed on it, its size as it is seen, and why it could not be read."""

    printed: PrintedPage
    size: Page
    picture: bool
    unreadable: bool
    broken: bool = False
    recognised: bool = False


def read_pdf(path: Path, data: bytes) -> RawDocument:
    """The blocks of a PDF; raises EmptyFile, PasswordProtected, DamagedFile or NoTextLayer."""
    with MUPDF, _opened(path, data) as document:
        pages = list(_pages_read(path, document))
        repaired = bool(document.is_repaired)
    lost = any(page.picture or page.unreadable for page in pages)
    reader = scans(_Rasters(path, data)) if lost and is_installed() else None
    if reader:
        pages = [_recognised(page, reader) for page in pages]
    _check_text_layer(path, pages, reader is not None)
    found = _found(pages)
    heights = {page.size.number: page.size.height for page in pages}
    marked = mark_furniture([page.blocks for page in found], heights)
    open_tables = [number for number, page in enumerate(found, 1) if page.open_table]
    parts = [block for page in marked for block in page]
    whole = joined(reader.aligned(parts) if reader else parts)
    return RawDocument(
        format="pdf",
        blocks=tuple(reader.reviewed(whole) if reader else whole),
        pages=tuple(page.size for page in pages),
        warnings=tuple(_warnings(pages, open_tables, repaired)),
    )


def _recognised(page: _PageRead, reader: Scans) -> _PageRead:
    """The picture of a page is read where its text layer says nothing."""
    if not (page.picture or page.unreadable):
        return page
    return page._replace(
        printed=reader.printed(page.size.number), unreadable=False, recognised=True
    )


class _Rasters:
    """Pages as pictures, at the resolution of the scan, or at twice that."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __call__(self, number: int, finer: bool) -> Picture:
        """One page as it is seen."""
        with MUPDF, _opened(self._path, self._data) as document:
            page = document[number - 1]
            dots = min(max(_dots(page), COARSEST), FINEST) * (2 if finer else 1)
            with _damage(self._path, f"第{number}页已损坏，无法读出"):
                pixels = page.get_pixmap(dpi=dots, colorspace=pymupdf.csRGB, alpha=False)
            return Picture(pixels.samples, pixels.width, pixels.height, 3, dots / 72, dots / 72)


def _dots(page: Any) -> int:
    """The resolution of the image that covers most of a page; drawn characters have none."""
    images = page.get_image_info()
    largest = max(images, key=lambda image: pymupdf.Rect(image["bbox"]).get_area(), default=None)
    if largest is None:
        return COARSEST
    box: Any = pymupdf.Rect(largest["bbox"])
    return int(72 * max(largest["width"], largest["height"]) / max(box.width, box.height, 1.0))


def _found(pages: list[_PageRead]) -> list[PageBlocks]:
    """The blocks of every page; none of a page that cannot be read."""
    blocks = iter(blocks_of_pages([page.printed for page in pages if not page.unreadable]))
    return [NOTHING if page.unreadable else next(blocks) for page in pages]


def _check_text_layer(path: Path, pages: list[_PageRead], recognised: bool) -> None:
    """A document of pictures is refused when nothing on them can be read."""
    lost = [p.size.number for p in pages if p.picture or p.unreadable or p.recognised]
    if not lost or any(page.printed.glyphs and not page.unreadable for page in pages):
        return
    if recognised:
        raise NoTextLayer(path.name, f"{_named(lost)}是图片，没有识别出文字", _CLEARER)
    raise NoTextLayer(path.name, f"{_named(lost)}只有图片或无法识别的字形，没有文字层", _OCR)


def _opened(path: Path, data: bytes) -> Any:
    """The open document."""
    if not data:
        raise EmptyFile(path.name, "文件是空的", _AGAIN)
    with _damage(path, "PDF已损坏，无法打开"):
        document = pymupdf.open(stream=data, filetype="pdf")
        locked = document.needs_pass
        pages = 0 if locked else document.page_count
    if locked:
        raise PasswordProtected(path.name, "文件设有打开密码", "请先解除密码再导入")
    if not pages:
        raise DamagedFile(path.name, "PDF中没有页面", _AGAIN)
    if document.is_repaired and b"%%EOF" not in data[-2048:]:
        raise DamagedFile(path.name, "PDF不完整，文件末尾被截断", _AGAIN)
    return document


@contextmanager
def _damage(path: Path, what: str) -> Iterator[None]:
    """Whatever MuPDF raises means that the file is broken there; it has no one class of errors."""
    try:
        yield
    except Exception as error:
        raise DamagedFile(path.name, what, _AGAIN) from error


def _pages_read(path: Path, document: Any) -> Iterator[_PageRead]:
    pymupdf.TOOLS.reset_mupdf_warnings()
    for number in range(1, document.page_count + 1):
        with _damage(path, f"第{number}页已损坏，无法读出"):
            page = _page_read(document[number - 1], number)
            complaints = pymupdf.TOOLS.mupdf_warnings()
        yield page._replace(broken=_BROKEN.search(complaints) is not None)


def _page_read(page: Any, number: int) -> _PageRead:
    """What stands on one page, turned so that its text is upright."""
    lines = [
        line for block in page.get_text("rawdict", flags=_TEXT)["blocks"] for line in block["lines"]
    ]
    drawings: list[Drawing] = page.get_cdrawings()
    quarters = page.rotation // 90
    width, height = page.cropbox.width, page.cropbox.height
    turn = Turn(0 if all(map(_is_upright, lines)) else upright(map(_vote, lines)), width, height)
    back = turn.then(quarters)
    glyphs = _glyphs(lines, turn)
    printed = PrintedPage(
        number,
        glyphs,
        ruling_lines(drawings, *turn.size, turn=turn.box if turn.quarters else None),
        (lambda box: Box(box.page, *back.box(box[1:]))) if back.quarters else None,
        turn.size[1],
    )
    size = Page(number, 0, 0, page.rect.width, page.rect.height)
    shown = _are_shown(lines)
    covered = _covered(page) if len(glyphs) < FEW or not shown else 0.0
    picture = covered > ALL_PICTURE or (
        not glyphs and (covered > LEAST_PICTURE or _curves(drawings) > OUTLINES)
    )
    if picture and not shown:
        printed = printed._replace(glyphs=[])
    unknown = list(map(_CHAR, glyphs)).count(_NO_CHARACTER)
    return _PageRead(printed, size, picture, unknown > UNREADABLE * len(glyphs))


def _is_upright(line: dict[str, Any]) -> bool:
    """As nearly all lines run: no page of them needs a count of its characters."""
    return line["dir"] == (1.0, 0.0) or bool(line["wmode"])


def _vote(line: dict[str, Any]) -> tuple[int | None, int]:
    """Which way a line runs, and how many characters say so; vertical writing says nothing."""
    turns = None if line["wmode"] else direction(line["dir"])
    return turns, sum(len(span["chars"]) for span in line["spans"])


def _glyphs(lines: list[dict[str, Any]], turn: Turn) -> list[Glyph]:
    """The characters in the order in which they are drawn; those that run askew are a watermark."""
    made: list[Glyph] = []
    for line in lines:
        runs = direction(line["dir"])
        if runs is None:
            continue
        glyphs = _line_glyphs(line, turn)
        made += _in_order(glyphs) if line["wmode"] or runs != turn.quarters else glyphs
    return made


def _line_glyphs(line: dict[str, Any], turn: Turn) -> list[Glyph]:
    """The characters of one run, without the spaces that MuPDF invents."""
    glyphs: list[Glyph] = []
    for span in line["spans"]:
        size = span["size"]
        bold = bool(span["flags"] & _BOLD_FONT or span["char_flags"] & _BOLD_STROKES)
        if turn.quarters:
            glyphs += [
                Glyph(c["c"], *turn.box(c["bbox"]), turn.box(c["origin"] * 2)[1], size, bold)
                for c in span["chars"]
                if not c["synthetic"]
            ]
        else:
            glyphs += [
                _NEW(Glyph, (char, x0, y0, x1, y1, baseline, size, bold))
                for char, (x0, y0, x1, y1), (_, baseline), synthetic in map(_PRINTED, span["chars"])
                if not synthetic
            ]
    return glyphs


def _in_order(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Text across the others in its own order: every character gets a baseline of its own."""
    baseline: float | None = None
    for glyph in glyphs:
        baseline = glyph.y0 if baseline is None else baseline + glyph.size
        yield glyph._replace(baseline=baseline)


def _covered(page: Any) -> float:
    """The part of a page that its largest image covers."""
    areas = (pymupdf.Rect(image["bbox"]).get_area() for image in page.get_image_info())
    return max(areas, default=0.0) / (page.rect.width * page.rect.height or 1.0)


def _are_shown(lines: list[dict[str, Any]]) -> bool:
    """Some characters can be seen; a scan may have unseen ones under it that a machine guessed."""
    return any(span["char_flags"] & _SHOWN for line in lines for span in line["spans"])


def _curves(drawings: list[Drawing]) -> int:
    return sum(item[0] == "c" for drawing in drawings for item in drawing["items"])


def _warnings(pages: list[_PageRead], open_tables: list[int], repaired: bool) -> Iterator[str]:
    scanned = [page.size.number for page in pages if page.recognised and page.picture]
    if scanned:
        yield f"{_named(scanned)}是图片，由文字识别读入，请与原件核对"
    replaced = [page.size.number for page in pages if page.recognised and not page.picture]
    if replaced:
        yield f"{_named(replaced)}文字层不可用，已改用文字识别，请与原件核对"
    pictures = [page.size.number for page in pages if page.picture and not page.recognised]
    if pictures:
        yield f"{_named(pictures)}只有图片，没有文字层，未读入；{_OCR}"
    unreadable = [page.size.number for page in pages if page.unreadable]
    if unreadable:
        yield f"{_named(unreadable)}的字体没有文字对照，未读入；{_OCR}"
    broken = [page.size.number for page in pages if page.broken]
    if broken:
        yield f"{_named(broken)}内容有损，可能读得不全，请与原件核对"
    if open_tables:
        yield f"{_named(open_tables)}有只印横线、没有竖线的表格，只按文字行读入，没有分列"
    if repaired:
        yield "PDF内部结构有损，已修复后读入，请与原件核对"


def _named(numbers: list[int]) -> str:
    """[1, 2, 3, 7] -> '第1至3、7页'."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    names = [f"{first}至{last}" if last > first else f"{first}" for first, last in runs]
    return f"第{'、'.join(names)}页"
