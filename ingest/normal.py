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
from typing import NamedTuple

from ingest.document import Span

__all__ = ["Normal", "normalise"]

_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>\n]{0,80}>"  # stray tags
    r"|\*\*|(?m:^#{1,6}[ \t]+)"  # Markdown
    r"|\$|\\(?P<latex>geq?|leq?|times|pm|%|_|&|#)(?![a-zA-Z])"  # LaTeX
)
_OPENS_MARKUP = re.compile(r"[<*#$\\]")
_LATEX = {"ge": "≥", "geq": "≥", "le": "≤", "leq": "≤", "times": "×", "pm": "±"}
_LIKE = {"−": "-", "–": "-", "—": "-", "─": "-", "﹣": "-", "“": '"', "”": '"', "‘": "'", "’": "'"}
_WORD = re.compile(r"[A-Za-z0-9]")
_BLANKS = re.compile(" +")


class _Signs(NamedTuple):
    """Normalised signs in a row, and the span of the text that each stands for."""

    chars: list[str]
    starts: list[int]
    ends: list[int]


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
    signs = _Signs([], [], [])
    for part in parts:
        _read(text, part, signs)
    chars = "".join(signs.chars)
    starts, ends = signs.starts, signs.ends
    if " " in chars:
        kept = list(_kept(chars))
        chars = "".join([chars[i] for i in kept])
        starts, ends = [starts[i] for i in kept], [ends[i] for i in kept]
    return Normal(chars, tuple(starts), tuple(ends), parts)


def _read(text: str, part: Span, signs: _Signs) -> None:
    """The signs of one part: markup gone, widths folded, white space as blanks."""
    at = part.start
    for opened in _OPENS_MARKUP.finditer(text, part.start, part.end):
        markup = _MARKUP.match(text, opened.start(), part.end) if opened.start() >= at else None
        if markup and markup.end() > markup.start():
            _plain(text, at, markup.start(), signs)
            at = markup.end()
            if latex := markup["latex"]:
                _put(_LATEX.get(latex, latex), markup.start(), at, signs)
    _plain(text, at, part.end, signs)


def _put(chars: str, start: int, end: int, signs: _Signs) -> None:
    """One sign that stands for several of the text; what it is made of is found as one."""
    signs.chars.append(chars)
    signs.starts.extend([start] * len(chars))
    signs.ends.extend([end] * len(chars))


def _plain(text: str, start: int, end: int, signs: _Signs) -> None:
    """A stretch without markup: as a rule one sign for one sign."""
    printed = text[start:end]
    folded = printed.translate(_FOLDED)
    if len(folded) == len(printed):
        signs.chars.append(folded)
        signs.starts.extend(range(start, end))
        signs.ends.extend(range(start + 1, end + 1))
        return
    for at, char in enumerate(printed, start):
        _put(char.translate(_FOLDED), at, at + 1, signs)


class _Folds(dict[int, str]):
    """What each sign is folded to, worked out when it is first met; never empty."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _LIKE.get(char) or unicodedata.normalize("NFKC", char)
        self[code] = " " if folded.isspace() or not folded else folded
        return self[code]


_FOLDED = _Folds()


def _kept(chars: str) -> Iterator[int]:
    """Blanks go, but for one between two Latin words or two numbers."""
    last = 0
    for blanks in _BLANKS.finditer(chars):
        start, end = blanks.span()
        yield from range(last, start)
        inside = start > 0 and end < len(chars)
        if inside and _WORD.match(chars[start - 1]) and _WORD.match(chars[end]):
            yield start
        last = end
    yield from range(last, len(chars))
