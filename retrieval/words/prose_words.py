"""The words of content in a free question, and the words by which prose prints each of them.

Takes a question without its unit and year, gives its words: '毛病' may be printed 问题 or 不足
(prose_words.txt); what only frames a question is none. Knows no document.

    '评价时挑出了什么毛病'   ->   评价 (also 评估, 检查, …)   毛病 (also 问题, 不足, …)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from retrieval.words.frame_words import framing, tagged
from retrieval.words.lexicon import folded, lexicon

__all__ = ["SaidWord", "said_words"]

_EMPTY_KINDS = ("r", "p", "c", "u", "y", "x", "q", "m", "f", "e", "o")
"""Pronouns, prepositions, joints, particles, measures, numerals, places in a thing."""

_CUT_OFF = ("n", "z", "j", "g", "a", "k")
"""Kinds of single characters that are the end of a name the dictionary does not know."""

_LOOSE_KINDS = ("v", "a", "d", "b", "z")
"""Deeds and manners: an answer may put them otherwise; things it must name."""

_HAN = re.compile(r"[\u4e00-\u9fffa-z0-9]+")


class SaidWord(NamedTuple):
    """A word of content; `printed`: by what it is said; `thing`: an answer must say it."""

    text: str
    printed: tuple[str, ...]
    thing: bool


def said_words(asked: str) -> list[SaidWord]:
    """The words of content of a folded text, each once, in their order."""
    found: dict[str, SaidWord] = {}
    for run in _HAN.findall(asked):
        for word, kind in _joined(_cut(run)):
            if not _frames(word, kind):
                found[word] = SaidWord(word, _printed(word), _is_thing(kind) or word in _things())
    return list(found.values())


def _cut(run: str) -> Iterator[tuple[str, str]]:
    """The words of a run with their kinds, those of speech whole: '楼|盖成', never '楼盖|成'."""
    at = 0
    for match in _whole().finditer(run):
        yield from tagged(run[at : match.start()])
        yield match[0], "n" if match[0] in _things() else "v"
        at = match.end()
    yield from tagged(run[at:])


def _joined(words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words with the single characters beside them that the dictionary cut off: 环境 + 税 = 环境税."""
    found: list[tuple[str, str]] = []
    for word, kind in words:
        before = found[-1] if found else ("", "")
        cut_off = kind[:1] in _CUT_OFF or (len(before[0]) == 1 and kind[:1] == "v")
        joins = len(word) == 1 and cut_off and not _frames(word, kind)
        if joins and not {word, before[0]} & {"", *_known()} and not _frames(*before):
            found[-1] = (before[0] + word, "n")
        else:
            found.append((word, kind))
    return [(word, kind) for word, kind in found if len(word) > 1 or word in _known()]


def _frames(word: str, kind: str) -> bool:
    """Whether a word only asks, joins or colours."""
    if word in _known():
        return False
    return kind[:1] in _EMPTY_KINDS or word in _asking() or word in framing() | lexicon().stop


def _is_thing(kind: str) -> bool:
    return kind == "vn" or kind[:1] not in _LOOSE_KINDS


def _printed(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, *_known().get(word, ()))))


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    """By word said: the words printed."""
    found: dict[str, tuple[str, ...]] = {}
    for said, printed in (line for line in _lines() if line[1]):
        for word in said:
            found[word] = (*found.get(word, ()), *printed)
    return found


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    """Words of speech that the dictionary would part, the longest first."""
    parted = (w for w in _known() if len(w) > 1 and len(tagged(w)) > 1)
    longest = sorted(parted, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)))


@lru_cache(maxsize=1)
def _asking() -> frozenset[str]:
    """The words that ask and name nothing."""
    return frozenset(word for said, printed in _lines() if not printed for word in said)


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    """The words of speech that are things: an answer must say them."""
    source = Path(__file__).with_name("prose_words.txt").read_text(encoding="utf-8")
    listed = (line[1:].partition(":")[0] for line in source.splitlines() if line[:1] == "+")
    return frozenset(folded(word) for said in listed for word in said.split())


def _lines() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    source = Path(__file__).with_name("prose_words.txt").read_text(encoding="utf-8")
    for line in source.splitlines():
        if line and not line.startswith("#"):
            said, _, printed = line.lstrip("-+").partition(":")
            yield tuple(map(folded, said.split())), tuple(map(folded, printed.split()))
