"""An image file is shown as the page it is, with the cited place marked."""

from __future__ import annotations

import numpy as np
import pymupdf

from ingest.citation import Box
from ui.page_image import render_page


def picture(width: int = 400, height: int = 300) -> bytes:
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, width, height))
    pixels.clear_with(255)
    data: bytes = pixels.tobytes("png")
    return data


def shown(png: bytes) -> np.ndarray:
    made = pymupdf.Pixmap(png)
    return np.frombuffer(made.samples, np.uint8).reshape(made.height, made.width, made.n)


def test_the_mark_lies_where_the_box_says_in_pixels_of_the_image() -> None:
    plain = shown(render_page(picture(), 1))
    marked = shown(render_page(picture(), 1, [Box(1, 100, 60, 200, 90)]))
    ys, xs = np.nonzero((plain != marked).any(axis=2))
    zoom = plain.shape[1] / 400
    assert abs(xs.min() / zoom - 100) < 4
    assert abs(xs.max() / zoom - 200) < 4
    assert abs(ys.min() / zoom - 60) < 4
    assert abs(ys.max() / zoom - 90) < 4


def test_a_large_scan_is_shown_at_a_size_that_a_screen_can_hold() -> None:
    assert max(shown(render_page(picture(5000, 3000), 1)).shape) <= 2400
