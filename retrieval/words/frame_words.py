"""Whole words that frame a question about a budget: looking, placing, spending, saying, politeness.

Takes a run of characters that the lexicon does not know, gives the words of it that say something.
`frame_words.txt` lists the frame; where one word ends and the next begins is read off a dictionary
(rjieba), so that '开' frames in '给他们开的' and is part of the name in '开发'. Knows no labels.

    '列的那张表'  ->  nothing      '开发的那摊事'  ->  '开发'      '局长看的'  ->  '局长'
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from retrieval.words.lexicon import folded, lexicon

__all__ = ["frames", "framing", "place_at_end", "tagged", "whole_words"]


_EMPTY = "mrqdcpuxy"
"""Kinds of words that join, count or colour: numerals, pronouns, measures, adverbs and such."""

_COUNTED = re.compile(r"[一二两三四五六七八九十几][家个项笔者类种块张处样]")


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


@lru_cache(maxsize=4096)
def _tagged(run: str) -> tuple[tuple[str, str], ...]:
    """The words of a run with the kind of each: 'ns' a place, 'n' a noun."""
    import rjieba

    return tuple((str(word), str(kind)) for word, kind in rjieba.tag(run, False))


def frames(run: str) -> list[tuple[int, int]]:
    """Where words of the frame stand in a run.

    A single character beside another one that frames nothing is part of a name the dictionary does
    not know ('照母山'), and stays.
    """
    listed, stop = _listed(), lexicon().stop
    found: list[tuple[int, int]] = []
    at = 0
    words = _words(run)
    for number, word in enumerate(words):
        beside = (*words[max(number - 1, 0) : number], *words[number + 1 : number + 2])
        named = len(word) == 1 and any(len(w) == 1 and w not in listed | stop for w in beside)
        if _COUNTED.fullmatch(word) or (word in listed and not named):
            found.append((at, at + len(word)))
        at += len(word)
    return found


def whole_words(run: str, parts: list[tuple[int, int]]) -> list[str]:
    """Parts of a run, each drawn out to the words of the dictionary that it is cut from.

    '上海' where the stop word '上' was taken out of it: not '海'; words without content are not drawn in.
    """
    found, at, listed = list(parts), 0, _listed()
    for word, kind in _tagged(run):
        if len(word) > 1 and kind[:1] not in _EMPTY and word not in {"超过", *listed}:
            word_end = at + len(word)
            found = [
                (min(start, at), max(end, word_end)) if start < word_end and at < end else part
                for part in found
                for start, end in [part]
            ]
        at += len(word)
    return list(dict.fromkeys(run[start:end] for start, end in found))


def place_at_end(text: str) -> str:
    """The name of a place that a text ends with, as the dictionary knows it; '' elsewhere."""
    word, kind = (_tagged(text[-8:]) or (("", ""),))[-1]
    return word if kind == "ns" else ""


def framing() -> frozenset[str]:
    """Every word of the frame."""
    return _listed()


def tagged(run: str) -> tuple[tuple[str, str], ...]:
    """The words of a run with the kind of each: 'n' a thing, 'v' a deed, 'r' a pronoun."""
    return _tagged(run)
