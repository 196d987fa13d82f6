"""A Disclosure as it comes from a scanner: grey pictures of its pages, askew, with noise, as JPEG.

Takes a Disclosure, gives a PDF without a text layer, or its pages as PNG. The same seed gives the
same specks.

    200 dpi, turned by 0.4°, noise of 8 grey levels, JPEG quality 80
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pymupdf

from evals.synthesis.disclosure import Disclosure
from evals.synthesis.print_pdf import print_pdf
from evals.synthesis.printed import Printed

__all__ = ["Scanner", "print_scan", "scanned_pages"]

_STAMP = "D:20250120090000Z"


@dataclass(frozen=True, slots=True)
class Scanner:
    """How badly a page is scanned."""

    dpi: int = 200
    angle: float = 0.4
    noise: float = 8.0
    quality: int = 80
    seed: int = 7


def print_scan(
    disclosure: Disclosure,
    scanner: Scanner | None = None,
    printer: Callable[[Disclosure], Printed] = print_pdf,
) -> Printed:
    """An image-only PDF; rows stand on the same physical pages as in print."""
    scanner = scanner or Scanner()
    printed = printer(disclosure)
    with pymupdf.open() as made:
        for picture in _pictures(printed.data, scanner):
            width, height = picture.width * 72 / scanner.dpi, picture.height * 72 / scanner.dpi
            page = made.new_page(width=width, height=height)
            page.insert_image(page.rect, stream=picture.tobytes("jpeg", scanner.quality))
        made.set_metadata({"title": "", "creationDate": _STAMP, "modDate": _STAMP})
        data: bytes = made.tobytes(garbage=4, deflate=True, no_new_id=True)
    return Printed(data, printed.row_pages)


def scanned_pages(
    disclosure: Disclosure,
    scanner: Scanner | None = None,
    printer: Callable[[Disclosure], Printed] = print_pdf,
) -> Iterator[bytes]:
    """Every page as a PNG."""
    for picture in _pictures(printer(disclosure).data, scanner or Scanner()):
        yield picture.tobytes("png")


def _pictures(data: bytes, scanner: Scanner) -> Iterator[pymupdf.Pixmap]:
    specks = np.random.default_rng(scanner.seed)
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number, page in enumerate(document):
            askew = scanner.angle if number % 2 else -scanner.angle
            matrix = pymupdf.Matrix(scanner.dpi / 72, scanner.dpi / 72).prerotate(askew)
            yield _noisy(page.get_pixmap(matrix=matrix, colorspace="gray"), scanner, specks)


def _noisy(
    picture: pymupdf.Pixmap, scanner: Scanner, specks: np.random.Generator
) -> pymupdf.Pixmap:
    grey = np.frombuffer(picture.samples, np.uint8).astype(np.float32)
    noise = specks.normal(0, scanner.noise, grey.shape)
    levels = np.clip(grey * 0.94 + noise, 0, 255).astype(np.uint8)
    return pymupdf.Pixmap(pymupdf.csGRAY, picture.width, picture.height, levels.tobytes(), False)
