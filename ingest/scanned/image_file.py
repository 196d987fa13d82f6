"""An image file becomes pictures of pages: one each, or one a frame of a TIFF.

Takes the bytes of a PNG, JPEG, TIFF or BMP file, gives pixels at a resolution that can be read and
the size of every page in its own pixels. Knows nothing of what is printed.

    scan of 2480 × 3508 pixels, 300 dpi   ->   Page(1, 2480 × 3508), Picture(scale 4.17, unit 1.0)
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from ingest.document import Page
from ingest.errors import DamagedFile, TooLarge
from ingest.scanned.picture import Picture

__all__ = ["ImageFile"]

MOST_PIXELS = 120_000_000
"""An image with more pixels is refused: it may be a small file that unpacks without end."""

MOST_FRAMES = 500
LONG_SIDE = 842.0
"""Where an image does not say how large it is printed, it is a page of A4, in points."""

COARSEST, FINEST = 200 / 72, 300 / 72
"""Pixels a point between which pages are read."""

_AGAIN = "请重新下载、重新扫描，或另存为 PNG 后再导入"


class ImageFile:
    """The pages of one image file; every page is decoded when it is asked for."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._name = path.name
        self._data = data
        try:
            with Image.open(BytesIO(data)) as image:
                frames = getattr(image, "n_frames", 1)
                pixels = image.width * image.height
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise DamagedFile(self._name, "图片已损坏，无法打开", _AGAIN) from error
        if pixels > MOST_PIXELS or frames > MOST_FRAMES:
            raise TooLarge(
                self._name, f"图片有{pixels}个像素、{frames}帧，过大", "请降低分辨率或拆分后再导入"
            )
        self.frames: int = frames

    def pages(self) -> tuple[Page, ...]:
        """The pages with their sizes in pixels."""
        sizes = [self._frame(number).size for number in range(1, self.frames + 1)]
        return tuple(Page(i, 0, 0, float(w), float(h)) for i, (w, h) in enumerate(sizes, 1))

    def picture(self, number: int, finer: bool = False) -> Picture:
        """One page at the resolution it is read at, or at twice that."""
        image = self._frame(number)
        dots = self._dots(image)
        scale = min(max(dots, COARSEST), FINEST) * (2 if finer else 1)
        unit = scale / dots
        size = max(round(image.width * unit), 1), max(round(image.height * unit), 1)
        mode = "L" if image.mode in {"1", "L", "I;16", "I", "F"} else "RGB"
        made = image.convert(mode).resize(size, Image.Resampling.BICUBIC)
        return Picture(made.tobytes(), *size, len(mode) if mode == "RGB" else 1, scale, unit)

    def _frame(self, number: int) -> Image.Image:
        """A page as it is seen: turned as the camera noted, on white where it is transparent."""
        try:
            with Image.open(BytesIO(self._data)) as image:
                image.seek(number - 1)
                frame = ImageOps.exif_transpose(image)
                frame.load()
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise DamagedFile(self._name, f"第{number}页图片已损坏，无法读出", _AGAIN) from error
        if frame.mode in {"RGBA", "LA", "PA"} or "transparency" in frame.info:
            shown = frame.convert("RGBA")
            paper = Image.new("RGBA", shown.size, "white")
            return Image.alpha_composite(paper, shown).convert("RGB")
        return frame

    def _dots(self, image: Image.Image) -> float:
        """How many of its pixels are a point."""
        stated = image.info.get("dpi", (0, 0))[0]
        if 120 <= float(stated) <= 700:
            return float(stated) / 72
        return max(image.size) / LONG_SIDE
