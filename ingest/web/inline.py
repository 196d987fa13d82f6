"""Runs of text → the lines that a browser prints of them.

Takes runs with their weight and size, gives Printed lines: white space collapsed, line ends of the
source between Chinese signs dropped (as browsers set them), signs without width gone, the typed
indentation counted. Knows no tags.

    '收入\\n合计' | '51,447\\u200b'  →  '收入合计51,447'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import leading_blanks

__all__ = ["Printed", "Run", "printed_lines"]

_SPACE = re.compile(r"[ \t\r\n\f]+")
_NO_WIDTH = re.compile(
    "[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]"
)
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]")
_BLANKS = {"\u2002": " ", "\u2003": "\u3000", "\u2009": " ", "\u2005": " ", "\u202f": " "}
_AS_BLANKS = str.maketrans(_BLANKS)
_PLAIN = re.compile(r"[\u4e00-\u9fff\w.,，（）()%-]+")
_TAB_STOP = re.compile(r"\t")


class Run(NamedTuple):
    """Characters as they stand in the source, and how they are set."""

    text: str
    bold: bool
    size: float | None
    keeps_lines: bool = False


class Printed(NamedTuple):
    """A printed line; `indent` in half-width blanks."""

    text: str
    bold: bool
    size: float | None
    indent: int


def printed_lines(runs: Sequence[Run]) -> list[Printed]:
    """The lines of runs between two breaks: one, or more where line ends are kept."""
    if len(runs) == 1 and not runs[0].keeps_lines and _PLAIN.fullmatch(runs[0].text):
        return [Printed(runs[0].text, runs[0].bold, runs[0].size, 0)]
    if any(run.keeps_lines for run in runs):
        texts = "".join(run.text for run in runs).replace("\r\n", "\n").split("\n")
        lines = [_TAB_STOP.sub("  ", text) for text in texts]
    else:
        lines = [_SPACE.sub(_collapsed, "".join(run.text for run in runs)).strip(" ")]
    made = []
    for line in lines:
        shown = _NO_WIDTH.sub("", line).translate(_AS_BLANKS)
        if text := shown.strip():
            made.append(Printed(text, _is_bold(runs), _size(runs), leading_blanks(shown)))
    return made


def _collapsed(space: re.Match[str]) -> str:
    """One blank; nothing for a line end of the source between two Chinese signs."""
    text, start, end = space.string, space.start(), space.end()
    if "\n" not in space[0] and "\r" not in space[0]:
        return " "
    wide = start > 0 and end < len(text) and _WIDE.match(text[start - 1]) and _WIDE.match(text[end])
    return "" if wide else " "


def _is_bold(runs: Sequence[Run]) -> bool:
    printed = [run for run in runs if run.text.strip()]
    return bool(printed) and all(run.bold for run in printed)


def _size(runs: Sequence[Run]) -> float | None:
    """The size most of the signs are set in."""
    if len(runs) == 1:
        return runs[0].size
    sizes: Counter[float | None] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text.strip())
    return sizes.most_common(1)[0][0] if sizes else None
