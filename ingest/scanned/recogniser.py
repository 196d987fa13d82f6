"""Pictures of single printed lines become text: the only door to the recognition model.

Takes grey pictures of one line each, gives the characters, how sure each is and where it stands.
The model lies inside the installed `rapidocr` package and is run by `onnxruntime` alone: nothing is
ever fetched. Knows nothing of pages.

    picture of '51,447'   ->   Reading('51,447', sure (0.99, 1.0, …), at (0.09, 0.24, …))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.scanned.alike import folded

__all__ = ["Grey", "Reading", "Recogniser", "is_installed", "recogniser", "softened", "with_room"]

Grey = NDArray[np.uint8]
"""Rows of pixels, 0 black to 255 white."""

HEIGHT = 48
"""The model reads lines that are this high."""

Steps = NDArray[np.float32]

NARROWEST = 48
WIDEST = 3200

_NEEDED = ("rapidocr", "onnxruntime", "cv2")


class Reading(NamedTuple):
    """The characters of a line; `at` are their middles, as a part of the picture's width."""

    text: str
    sure: tuple[float, ...]
    at: tuple[float, ...]

    @property
    def least(self) -> float:
        """How sure the least sure character is; 0 where nothing was read."""
        return min(self.sure, default=0.0)


def is_installed() -> bool:
    """The packages that recognition needs are there."""
    return all(find_spec(name) is not None for name in _NEEDED) and _model() is not None


class Recogniser:
    """The model, loaded once by whoever reads a document."""

    def __init__(self, model: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._input: str = self._session.get_inputs()[0].name
        characters: str = self._session.get_modelmeta().custom_metadata_map["character"]
        self._alphabet = ["", *characters.splitlines(), " "]
        self._numbered = {char: number for number, char in enumerate(self._alphabet)}

    def read(self, pictures: Sequence[Grey]) -> list[Reading]:
        """What is printed on each picture."""
        return [self._decoded(self._run(picture)) for picture in pictures]

    def _run(self, picture: Grey) -> Steps:
        """The probability of every character at every step."""
        made: Steps = self._session.run(None, {self._input: _scaled(picture)})[0][0]
        return made

    def _decoded(self, steps: Steps) -> Reading:
        """The most probable characters, without blanks and without repeats of one of them."""
        peaks = list(_peaks(steps))
        best = "".join(self._alphabet[steps[peak.row].argmax()] for peak in peaks)
        text, alike = folded(best, [float(steps[peak.row].max()) for peak in peaks])
        sure = [
            float(min(steps[peak.row, self._numbers(chars)].sum(), 1.0))
            for peak, chars in zip(peaks, alike, strict=True)
        ]
        return Reading(text, tuple(sure), tuple(peak.at for peak in peaks))

    def _numbers(self, chars: str) -> list[int]:
        return [self._numbered[char] for char in chars if char in self._numbered]


class _Peak(NamedTuple):
    """The step at which a character is surest, and where it stands, as a part of the width."""

    row: int
    at: float


def _peaks(steps: Steps) -> Iterator[_Peak]:
    best = steps.argmax(axis=1)
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start]:
            row = start + int(steps[start:end, best[start]].argmax())
            yield _Peak(row, (start + end) / 2 / len(best))
        start = end


def _scaled(picture: Grey) -> NDArray[np.float32]:
    """A line as the model wants it: 48 high, three equal channels from -1 to 1."""
    import cv2

    height, width = picture.shape
    wide = min(max(round(HEIGHT * width / height), NARROWEST), WIDEST)
    way = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    line = cv2.resize(picture, (wide, HEIGHT), interpolation=way)
    plane = line.astype(np.float32) / 127.5 - 1
    return np.repeat(plane[None, None], 3, axis=1)


def with_room(picture: Grey) -> Grey:
    """The same line, smaller in a wider frame of white."""
    room = max(2, round(0.18 * picture.shape[0]))
    return np.pad(picture, ((room, room), (2 * room, 2 * room)), constant_values=255)


def softened(picture: Grey) -> Grey:
    """The same line, narrower and without grain."""
    import cv2

    soft = cv2.GaussianBlur(picture, (5, 5), 0)
    return cv2.resize(soft, None, fx=0.85, fy=1.0, interpolation=cv2.INTER_AREA).astype(np.uint8)


def _model() -> Path | None:
    """The Chinese recognition model that the installed package carries."""
    spec = find_spec("rapidocr")
    places = spec.submodule_search_locations if spec else None
    found = [path for place in places or () for path in Path(place).glob("models/*rec*.onnx")]
    return max(found, key=lambda path: path.name, default=None)


@lru_cache(maxsize=1)
def recogniser() -> Recogniser:
    """The one recogniser of this process; ask `is_installed` first."""
    model = _model()
    if model is None:
        raise ModuleNotFoundError("rapidocr")
    return Recogniser(model)
