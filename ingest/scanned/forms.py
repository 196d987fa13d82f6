"""How the figures of a column are printed: decimals, thousands separators, lengths of codes.

Takes the texts of one column, says which of them are printed otherwise than the rest: such a text
may have been read wrongly. Knows nothing of pictures or sums.

    '1,211.00' '629.00' '36.0O' '8751.00'   ->   the third is no number, the fourth lacks its comma
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ingest.amount import is_dash, number, percent

__all__ = ["is_code_column", "is_figure", "odd_ones", "resembles_figure"]

USUAL = 0.8
"""What this part of a column does, all of it is meant to do."""

FEWEST = 4
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_RESEMBLES = re.compile(r"[-(+]?[\d.,;:']*\d[\d.,;:'\s]*[)%]?")
_SEPARATED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def is_figure(text: str) -> bool:
    """A number or a percentage, and nothing else."""
    return number(text) is not None or percent(text) is not None


def resembles_figure(text: str) -> bool:
    """Digits and marks that may be a number read wrongly, or are one."""
    return is_figure(text) or _RESEMBLES.fullmatch(text) is not None


def is_code_column(texts: Sequence[str]) -> bool:
    """Most texts are classification codes of 3, 5 or 7 digits."""
    figures = [text for text in texts if resembles_figure(text)]
    codes = [text for text in figures if _CODE.fullmatch(text)]
    return len(codes) >= FEWEST and len(codes) >= USUAL * len(figures)


def odd_ones(texts: Mapping[int, str]) -> set[int]:
    """Which texts of a column, by row, are printed otherwise than the others."""
    figures = {row: text for row, text in texts.items() if resembles_figure(text)}
    odd = {row for row, text in figures.items() if not is_figure(text)}
    if is_code_column(list(texts.values())):
        return odd | {row for row, text in figures.items() if not _CODE.fullmatch(text)}
    odd |= _without_separators(figures) | _other_decimals(figures)
    if len(figures) >= FEWEST and len(figures) >= USUAL * len(texts):
        odd |= {row for row, text in texts.items() if row not in figures and not is_dash(text)}
    return odd


def _without_separators(figures: Mapping[int, str]) -> set[int]:
    """Figures from 1,000 on without a separator where nearly all others have one."""
    large = {r: t for r, t in figures.items() if abs(number(t) or Decimal(0)) >= 1000}
    plain = {row for row, text in large.items() if not _SEPARATED.fullmatch(text.strip("()%"))}
    return plain if len(large) >= FEWEST and len(plain) <= (1 - USUAL) * len(large) else set()


def _other_decimals(figures: Mapping[int, str]) -> set[int]:
    """Figures with other decimals than nearly all others; a plain 0 is often printed without."""
    decimals = {
        row: len(text.rstrip("%)").partition(".")[2])
        for row, text in figures.items()
        if number(text) is not None and text != "0"
    }
    if len(decimals) < FEWEST:
        return set()
    usual, count = Counter(decimals.values()).most_common(1)[0]
    others = {row for row, places in decimals.items() if places != usual}
    return others if count >= USUAL * len(decimals) else set()
