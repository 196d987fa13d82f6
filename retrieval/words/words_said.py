"""Which characters of a question a printed name says: in the same words, in like ones, or in short.

Takes a text and a name, gives by character of the text whether the name says it. Like words stand in
`alike.txt` and `target_words.txt`. Knows no document.

    '在网上办完'        said by '全程网办率'          ->   网上
    '公租房的租赁补贴'   said by '公共租赁住房租赁补贴'   ->   公租房, 租赁补贴
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from retrieval.words.alike import said_too
from retrieval.words.frame_words import tagged
from retrieval.words.lexicon import folded
from retrieval.words.occurrences import occurrences

__all__ = ["like_words", "said_by"]

_SHORT = range(3, 6)
"""How many characters a short name has: 公租房 for 公共租赁住房."""


@lru_cache(maxsize=65536)
def said_by(text: str, name: str) -> tuple[bool, ...]:
    """By character of a text, whether a name says it."""
    told = list(said_too(text, name).like)
    for start, end in (*_mates_in(text, name), *_shortened(text, name)):
        told[start:end] = [True] * (end - start)
    return tuple(told)


def like_words() -> frozenset[str]:
    """The words that names of indicators have like words for."""
    return frozenset(_mates())


def _mates_in(text: str, name: str) -> Iterator[tuple[int, int]]:
    for word, mates in _mates().items():
        if word in text and any(mate in name for mate in mates):
            yield from occurrences(word, text)


def _shortened(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Runs that begin as a word of the name begins and hold the first or last characters of its next words."""
    for size in _SHORT:
        for start in range(len(text) - size + 1):
            run = text[start : start + size]
            if run.isalpha() and run not in name and _is_short_for(run, name):
                yield start, start + size


def _is_short_for(run: str, name: str) -> bool:
    words = [word for word, _ in tagged(name)]
    return any(_spelt(run, words[at:]) for at in range(len(words)))


def _spelt(run: str, words: list[str]) -> bool:
    """Whether every character is the first or last one of the next word, one character a word."""
    if len(words) < len(run):
        return False
    return all(char in (word[0], word[-1]) for char, word in zip(run, words, strict=False))


@lru_cache(maxsize=1)
def _mates() -> dict[str, frozenset[str]]:
    """By word, the words of its group."""
    lines = Path(__file__).with_name("target_words.txt").read_text("utf-8").splitlines()
    groups = [
        [folded(word) for word in line.split()]
        for line in lines
        if line and not line.startswith("#")
    ]
    mates: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            mates[word] = mates.get(word, frozenset()) | frozenset(group) - {word}
    return mates
