"""The runs of text in a cell: which of them are one text, and which are numbers on lines of their own.

Takes offsets of runs between tags, gives them back; two numbers on two lines of a cell stay one run
with what the source has between them, so that they are never read as one number.

    '12.00<br>13.00' -> one run, no number;  '1,234,5<br>67.00' and '20601<br>01' -> the one they are
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.amount import number

__all__ = ["kept_apart"]

_BROKEN_CODE = re.compile(r"\d{5}|\d{7}")
_LINE_END = re.compile(r"<\s*/?\s*(?:br|p|div|li)\b", re.IGNORECASE)


def kept_apart(text: str, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs, numbers on neighbouring lines put into one that is no number."""
    kept: list[tuple[int, int]] = []
    for first, last in runs:
        if kept and _two_numbers(text, kept[-1], (first, last)):
            kept[-1] = kept[-1][0], last
        else:
            kept.append((first, last))
    return kept


def _two_numbers(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Both are whole numbers by themselves, and a line ends between them."""
    if not _LINE_END.search(text[before[1] : after[0]]):
        return False
    upper, lower = text[slice(*before)], text[slice(*after)]
    if len(upper) >= 3 and _BROKEN_CODE.fullmatch(upper + lower):
        return False
    return number(upper) is not None and number(lower) is not None
