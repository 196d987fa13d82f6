"""What is left of a question when all that is understood is taken out: words that nothing accounts for.

Takes a folded question and the parts of it that are understood, gives the words of content that are
left. Stop words of the lexicon go wherever they stand, words of the frame only as whole words
(retrieval/words/frame_words.py). Knows no labels.

    '翻|科创局||那张表，局长的|劳务费|有几万'   ->  '局长'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.scope.periods import Taken
from retrieval.understand.mentions import MARKS
from retrieval.words.frame_words import frames, whole_words
from retrieval.words.lexicon import lexicon

__all__ = ["residue_of", "without_stops"]

_KIND_OF = re.compile(r"[高初大中小]中|[高初]等")
_HAN = re.compile(r"[\u4e00-\u9fffa-z0-9]+")
_BESIDE = re.compile(
    r"东西(?=[和与及跟、])|(?<=[和与及跟、])东西|(?<=[在到给])人(?=[上身头的,?。]|$)"
    r"|(?<![各本该属个家级])单位资金"
)
"""'东西和服务', '花在人身上': what stands as an equal of an item is no word without content; nor is
单位资金, a kind of money, where no document prints it."""


def residue_of(question: str, spans: Sequence[Taken]) -> tuple[str, ...]:
    """What is left when known wordings and words without content are taken out."""
    rest = list(question)
    for span in spans:
        rest[span.start : span.end] = "|" * (span.end - span.start)
    beside = _BESIDE.finditer(question)
    left = [
        m[0] for m in beside if not any(s.start <= m.start() and m.end() <= s.end for s in spans)
    ]
    text = "".join(rest)
    for match in _HAN.finditer(text):
        kind = _KIND_OF.fullmatch(match[0].lstrip("的"))
        led = kind is not None and question[match.end() : match.end() + 1] not in MARKS
        run = match[0] if led or not _inside(question, match) else match[0][1:]
        run = kind[0] if kind and led else run
        left += [run] if led else without_stops(run)
    return tuple(left)


def _inside(question: str, match: re.Match[str]) -> bool:
    """'服务支出|中非财政拨款': the 中 behind an item belongs to it, not to the next word."""
    behind = match.start() > 0 and question[match.start() - 1] not in f"年{MARKS}()"
    return behind and match[0][0] in "中里内" and not match[0].startswith("中心")


def without_stops(run: str) -> list[str]:
    """The parts of a run of characters that carry content, longest stop words taken out first."""
    stop = lexicon().stop
    kept = [True] * len(run)
    for length in range(min(len(run), 8), 0, -1):
        for start in range(len(run) - length + 1):
            if all(kept[start : start + length]) and run[start : start + length] in stop:
                kept[start : start + length] = [False] * length
    for start, end in frames(run) if any(kept) else ():
        kept[start:end] = [False] * (end - start)
    rest = "".join(c if k else " " for c, k in zip(run, kept, strict=True))
    return whole_words(run, [match.span() for match in re.finditer(r"\w+", rest)])
