"""Whole words that frame a question about a budget: looking, placing, spending, saying, politeness.

Takes a run of characters that the lexicon does not know, gives the words of it that say something.
`frame_words.txt` lists the frame; where one word ends and the next begins is read off a dictionary
(rjieba), so that '开' frames in '给他们开的' and is part of the name in '开发'. Knows no labels.

    '列的那张表'  ->  nothing      '开发的那摊事'  ->  '开发'      '局长看的'  ->  '局长'
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from retrieval.lexicon import folded

__all__ = ["frames"]


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    source = Path(__file__).with_name("frame_words.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in source.splitlines() if line and not line.startswith("#"))
    return frozenset(folded(word) for _, *words in lines for word in words)


@lru_cache(maxsize=4096)
def _words(run: str) -> tuple[str, ...]:
    """The words of a run, from the dictionary alone: what it does not know falls into characters."""
    import rjieba

    return tuple(rjieba.cut(run, False))


def frames(run: str) -> list[tuple[int, int]]:
    """Where words of the frame stand in a run.

    A single character beside another one that frames nothing is part of a name the dictionary does
    not know ('照母山'), and stays.
    """
    listed, found, at = _listed(), [], 0
    words = _words(run)
    for number, word in enumerate(words):
        beside = (*words[max(number - 1, 0) : number], *words[number + 1 : number + 2])
        named = len(word) == 1 and any(len(w) == 1 and w not in listed for w in beside)
        if word in listed and not named:
            found.append((at, at + len(word)))
        at += len(word)
    return found
