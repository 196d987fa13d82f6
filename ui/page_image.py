"""A PDF page as a picture with the cited places marked.

Takes the bytes of a PDF, a page number and boxes; gives PNG bytes. Knows nothing of answers.
"""

from __future__ import annotations

from collections.abc import Iterable

import pymupdf

from ingest.citation import Box
from ingest.pdf import MUPDF

__all__ = ["render_page"]

DPI = 110
MARK_FILL = (1.0, 0.85, 0.1)
MARK_EDGE = (0.85, 0.2, 0.0)


def render_page(
    data: bytes, page: int, boxes: Iterable[Box] = (), dpi: int = DPI, *, filled: bool = True
) -> bytes:
    """The page (1-based) as PNG; every box that lies on it is framed, and filled unless told not to."""
    with MUPDF, pymupdf.open(stream=data, filetype="pdf") as pdf:
        sheet = pdf[page - 1]
        for box in boxes:
            if box.page == page:
                _mark(sheet, box, filled)
        png: bytes = sheet.get_pixmap(dpi=dpi, alpha=False).tobytes("png")
        return png


def _mark(sheet: pymupdf.Page, box: Box, filled: bool) -> None:
    rectangle = pymupdf.Rect(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1)
    sheet.draw_rect(
        rectangle * sheet.derotation_matrix,
        color=MARK_EDGE,
        fill=MARK_FILL if filled else None,
        fill_opacity=0.4,
        width=1.2,
    )
