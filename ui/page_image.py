"""A page of a PDF or an image file as a picture with the cited places marked, whole or a strip of it.

Takes the bytes of a file, a page number and boxes; gives PNG bytes, or the PDF itself with a note at
every place. Knows nothing of answers and findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pymupdf

from ingest.citation import Box
from ingest.pdf import MUPDF

__all__ = ["Note", "annotated_pdf", "render_page", "render_strip"]

DPI = 110
LONGEST = 2400
"""No picture of a page has more pixels along its longer side."""

MARK_FILL = (1.0, 0.85, 0.1)
MARK_EDGE = (0.85, 0.2, 0.0)


def render_page(
    data: bytes, page: int, boxes: Iterable[Box] = (), dpi: int = DPI, *, filled: bool = True
) -> bytes:
    """The page (1-based) as PNG; every box that lies on it is framed, and filled unless told not to."""
    with MUPDF, _opened(data, page) as pdf:
        sheet = pdf[0 if pdf.page_count == 1 else page - 1]
        dpi = min(dpi, int(72 * LONGEST / max(sheet.rect.width, sheet.rect.height)))
        for box in boxes:
            if box.page == page:
                _mark(sheet, box, filled)
        png: bytes = sheet.get_pixmap(dpi=dpi, alpha=False).tobytes("png")
        return png


STRIP_DPI = 100
STRIP_ABOVE = 34.0
"""How many points of the page are shown above and below a place: two or three lines."""


def render_strip(data: bytes, page: int, boxes: Iterable[Box]) -> bytes:
    """The part of a page around the boxes that lie on it, as wide as the page, as PNG."""
    here = [box for box in boxes if box.page == page]
    with MUPDF, _opened(data, page) as pdf:
        sheet = pdf[0 if pdf.page_count == 1 else page - 1]
        top = max(0.0, min(box.y0 for box in here) - STRIP_ABOVE)
        bottom = min(sheet.rect.height, max(box.y1 for box in here) + STRIP_ABOVE)
        for box in here:
            _mark(sheet, box, True)
        dpi = min(STRIP_DPI, int(72 * LONGEST / max(sheet.rect.width, sheet.rect.height)))
        clip = pymupdf.Rect(0, top, sheet.rect.width, bottom)
        png: bytes = sheet.get_pixmap(dpi=dpi, clip=clip, alpha=False).tobytes("png")
        return png


class Note(NamedTuple):
    """What is said at a place of a PDF; `grave` notes are red, the others orange."""

    boxes: tuple[Box, ...]
    text: str
    grave: bool


def annotated_pdf(data: bytes, notes: Iterable[Note]) -> bytes:
    """A copy of a PDF with a frame and a comment at every place; nothing printed is changed."""
    with MUPDF, pymupdf.open(stream=data, filetype="pdf") as pdf:
        for note in notes:
            for box in note.boxes:
                if 1 <= box.page <= pdf.page_count:
                    _annotate(pdf[box.page - 1], box, note)
        copy: bytes = pdf.tobytes(deflate=True)
        return copy


def _annotate(sheet: pymupdf.Page, box: Box, note: Note) -> None:
    rectangle = pymupdf.Rect(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1)
    frame = sheet.add_rect_annot(rectangle * sheet.derotation_matrix)
    colour = (0.8, 0.0, 0.0) if note.grave else (0.9, 0.5, 0.0)
    frame.set_colors(stroke=colour, fill=MARK_FILL)
    frame.set_border(width=1.2)
    frame.set_opacity(0.45)
    frame.set_info(title="明账", content=note.text)
    frame.update()


def _opened(data: bytes, page: int) -> pymupdf.Document:
    """A PDF as it is; one page of an image file as a PDF that measures its pixels."""
    if b"%PDF-" in data[:1024]:
        return pymupdf.open(stream=data, filetype="pdf")
    pdf = pymupdf.open()
    with pymupdf.open(stream=data) as image:
        shown = image[page - 1]
        wide = max((info["width"] for info in shown.get_image_info()), default=0)
        high = max((info["height"] for info in shown.get_image_info()), default=0)
        zoom = max(wide, high) / max(shown.rect.width, shown.rect.height) or 1.0
        pixels = shown.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
        pdf.new_page(width=pixels.width, height=pixels.height).insert_image(
            pymupdf.Rect(0, 0, pixels.width, pixels.height), pixmap=pixels
        )
    return pdf


def _mark(sheet: pymupdf.Page, box: Box, filled: bool) -> None:
    rectangle = pymupdf.Rect(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1)
    sheet.draw_rect(
        rectangle * sheet.derotation_matrix,
        color=MARK_EDGE,
        fill=MARK_FILL if filled else None,
        fill_opacity=0.4,
        width=1.2,
    )
