"""Words of names that mean the same: 维修 and 修缮, 群众 and 居民, 更换 and 更新.

Takes two texts, gives for the first which of its characters the second says too: the same run of characters,
or a word of one group (`alike.txt`). Knows no item and no document.

    said_too('居民体育活动', '群众体育')   ->   居民 and 体育 are, 活动 is not
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from retrieval.words.frame_words import tagged
from retrieval.words.lexicon import folded
from retrieval.words.occurrences import occurrences

__all__ = ["SaidToo", "alike_words", "said_too"]


class SaidToo(NamedTuple):
    """By character of a text: whether another says it in the same words, and whether in the same or in like words."""

    same: list[bool]
    like: list[bool]


def said_too(text: str, other: str) -> SaidToo:
    """What of a text another text says as well."""
    same = [False] * len(text)
    for start, end in _runs(text, other):
        same[start:end] = [True] * (end - start)
    like = list(same)
    for start, end in _alike(text, other):
        like[start:end] = [True] * (end - start)
    return SaidToo(same, like)


def _runs(text: str, other: str) -> Iterator[tuple[int, int]]:
    """Runs of two characters or more that both have."""
    for start in range(len(text) - 1):
        if text[start : start + 2] in other:
            yield start, start + 2


def _alike(text: str, other: str) -> Iterator[tuple[int, int]]:
    """Words of a text for which the other has a word of the same group."""
    present = _present(other)
    for word, span in _placed(text):
        if any(mate in present for mate in _mates().get(word, ())):
            yield span


@lru_cache(maxsize=8192)
def _present(text: str) -> frozenset[str]:
    """The words of groups that stand in a text."""
    return frozenset(word for word, _ in _placed(text))


@lru_cache(maxsize=8192)
def _placed(text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Every word of a group in a text with its place; a single character only as a whole word."""
    known, found = _mates(), []
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + _longest()) + 1):
            if text[start:end] in known:
                found.append((text[start:end], (start, end)))
    at = 0
    for word, _ in tagged(text):
        if len(word) == 1 and word in known:
            found += [(word, span) for span in occurrences(word, text) if span[0] == at]
        at += len(word)
    return tuple(found)


def alike_words() -> frozenset[str]:
    """All words of two characters or more that stand in a group."""
    return frozenset(word for word in _mates() if len(word) > 1)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _mates()))


@lru_cache(maxsize=1)
def _mates() -> dict[str, frozenset[str]]:
    """By word, the words that mean the same."""
    mates: dict[str, set[str]] = {}
    for group in _groups():
        for word in group:
            mates.setdefault(word, set()).update(group)
    return {word: frozenset(group - {word}) for word, group in mates.items()}


def _groups() -> Iterator[list[str]]:
    for line in Path(__file__).with_name("alike.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [folded(word) for word in line.split()]
