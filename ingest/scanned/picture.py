"""The pixels of one page as it is seen, and how large they are.

Takes nothing, gives the type that image files and rendered pages become. Knows nothing of print.

    Picture(b"...", 1654 × 2339, 3 channels, scale 2.78 pixels a point, unit 2.78 pixels a page unit)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Picture"]


class Picture(NamedTuple):
    """Rows of grey or RGB pixels; `scale` of them are a point, `unit` of them a unit of the page."""

    samples: bytes
    width: int
    height: int
    channels: int
    scale: float
    unit: float

    def pixels(self) -> NDArray[np.uint8]:
        """Height × width × channels."""
        flat = np.frombuffer(self.samples, np.uint8)
        return flat.reshape(self.height, self.width, self.channels)
