"""The normalisation layer: text for matching, with the way back to the canonical text.

Takes spans of the canonical text (a paragraph, a cell, all of it), gives one string without width,
space and markup variants, and for every sign of it the signs it came from. Never changes the
canonical text. Knows nothing of numbers or budgets.

    '（二）增加５\\n\\n万元，<b>增长</b> $\\geq 13.2\\%$；'  →  '(二)增加5万元,增长≥13.2%;'
    normalise('增加５\\n\\n万元', [(0, 3), (5, 7)]).back(2, 5) == (Span(2, 3), Span(5, 7))   '５' and '万元'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Span

__all__ = ["Normal", "normalise"]

_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>\n]{0,80}>"  # stray tags
    r"|\*\*|(?m:^#{1,6}[ \t]+)"  # Markdown
    r"|\$|\\(?P<latex>geq?|leq?|times|pm|%|_|&|#)(?![a-zA-Z])"  # LaTeX
)
_OPENS_MARKUP = frozenset("<*#$\\")
_LATEX = {"ge": "≥", "geq": "≥", "le": "≤", "leq": "≤", "times": "×", "pm": "±"}
_LIKE = {"−": "-", "–": "-", "—": "-", "─": "-", "﹣": "-", "“": '"', "”": '"', "‘": "'", "’": "'"}
_WORD = re.compile(r"[A-Za-z0-9]")


class _Sign(NamedTuple):
    """A normalised sign and the canonical signs it stands for."""

    char: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Normal:
    """Normalised text; `starts[i]` and `ends[i]` are the canonical span of its i-th sign."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    parts: tuple[Span, ...]

    def back(self, start: int, end: int) -> tuple[Span, ...]:
        """The canonical spans of `text[start:end]`, one for each part that it touches."""
        if not 0 <= start < end <= len(self.text):
            return ()
        first, last = self.starts[start], self.ends[end - 1]
        cuts = (Span(max(p.start, first), min(p.end, last)) for p in self.parts)
        return tuple(cut for cut in cuts if cut.start < cut.end)

    def find(self, wanted: str, start: int = 0) -> tuple[Span, ...]:
        """The canonical spans of the first occurrence of a text, itself normalised; () if none."""
        needle = normalise(wanted).text
        at = self.text.find(needle, start) if needle else -1
        return self.back(at, at + len(needle)) if at >= 0 else ()


def normalise(text: str, spans: Iterable[tuple[int, int]] | None = None) -> Normal:
    """The normalised text of spans of a text (all of it when none are given), joined."""
    parts = tuple(Span(*span) for span in spans) if spans is not None else (Span(0, len(text)),)
    signs = list(_spaced(sign for part in parts for sign in _signs(text, part)))
    return Normal(
        "".join(sign.char for sign in signs),
        tuple(sign.start for sign in signs),
        tuple(sign.end for sign in signs),
        parts,
    )


def _signs(text: str, part: Span) -> Iterator[_Sign]:
    """The signs of one part: markup gone, widths folded, white space as one blank."""
    at = part.start
    while at < part.end:
        markup = _MARKUP.match(text, at, part.end) if text[at] in _OPENS_MARKUP else None
        if markup and markup.end() > at:
            latex = markup["latex"]
            if latex:
                yield _Sign(_LATEX.get(latex, latex), at, markup.end())
            at = markup.end()
            continue
        yield from (_Sign(char, at, at + 1) for char in _folded(text[at]))
        at += 1


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    if char in _LIKE:
        return _LIKE[char]
    folded = unicodedata.normalize("NFKC", char)
    return " " if folded.isspace() or not folded else folded


def _spaced(signs: Iterable[_Sign]) -> Iterator[_Sign]:
    """Blanks go, but for one between two Latin words or two numbers."""
    last: _Sign | None = None
    blank: _Sign | None = None
    for sign in signs:
        if sign.char == " ":
            blank = blank or sign
            continue
        if blank and last and _WORD.match(last.char) and _WORD.match(sign.char):
            yield blank
        yield sign
        last, blank = sign, None
