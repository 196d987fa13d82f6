"""Scans and images become blocks: what is only a picture is read as if it had a text layer.

Takes the bytes of one image, or the pictures of a PDF's pages one by one, gives blocks with the
place of everything on the page as it is seen, and how sure its characters are. Needs the packages
of the extra `ocr`; without them it says how to install them. Loads them only when a page needs it.

    read_image(Path("表一.png"), data).blocks   ->   RawLine('部门收支总表'), RawTable(30 × 4) …
"""

from __future__ import annotations

from pathlib import Path

from ingest.blocks import RawDocument
from ingest.errors import NoTextLayer
from ingest.ruled.furniture import mark_furniture
from ingest.ruled.joining import joined
from ingest.ruled.layout import blocks_of_pages
from ingest.scanned.picture import Picture
from ingest.scanned.recogniser import is_installed
from ingest.scanned.scans import Raster, Scans

__all__ = ["INSTALL", "Picture", "Scans", "is_installed", "read_image", "scans"]

INSTALL = "安装文字识别（OCR）组件后可直接读入：.venv/bin/uv pip install -e '.[ocr]'（或 pip install 'mingzhang[ocr]'）"
"""What to do where the packages are missing."""

RECOGNISED = "图片内容由文字识别读入，请与原件核对"


def scans(raster: Raster) -> Scans:
    """The reader of a document's pages that are pictures; only where `is_installed`."""
    return Scans(raster)


def read_image(path: Path, data: bytes) -> RawDocument:
    """The blocks of an image file; raises DamagedFile, TooLarge or NoTextLayer."""
    if not is_installed():
        raise NoTextLayer(path.name, "这是图片，需要文字识别（OCR）才能读", INSTALL)
    from ingest.scanned.image_file import ImageFile

    image = ImageFile(path, data)
    pages = image.pages()
    reader = scans(image.picture)
    found = blocks_of_pages([reader.printed(page.number) for page in pages])
    marked = mark_furniture(
        [page.blocks for page in found], {page.number: page.height for page in pages}
    )
    parts = reader.aligned([block for page in marked for block in page])
    blocks = reader.reviewed(joined(parts))
    return RawDocument(format="image", blocks=tuple(blocks), pages=pages, warnings=(RECOGNISED,))
