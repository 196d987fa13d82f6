"""A page of a PDF or an image file as a picture with the cited places marked.

Takes the bytes of a file, a page number and boxes; gives PNG bytes. Knows nothing of answers.
"""

from __future__ import annotations

from collections.abc import Iterable

import pymupdf

from ingest.citation import Box
from ingest.pdf import MUPDF

__all__ = ["render_page"]

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
