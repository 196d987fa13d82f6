"""Which row of a document accounts for a loose name: by its own words and by what people say for them.

Takes the words of a question, the labels printed in scope and the names of its units, gives the rows that account
for most of what is said, the one that accounts for most first. A word that no row prints and that no row's words
are said for stays untold, and a whole word untold counts more. Knows no figures.

    '种海椒的老乡的补助'  +  {'辣椒产业种植补贴', '社区网格员补助'}   ->   [Accounted('辣椒产业种植补贴', 0.8)]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.words.frame_words import frames, tagged
from retrieval.words.lexicon import folded, lexicon
from retrieval.words.occurrences import occurrences
from retrieval.words.project_words import NEUTRAL, known_groups
from retrieval.words.word_evidence import says_nothing

__all__ = ["Accounted", "rows_accounted"]

_LEAST, _TOLD = 0.5, 2
"""The share of what is said that a row must account for, and the characters that tell it from others."""

_LIGHT, _THING = 0.6, 1.5
"""What a word counts that many projects share, and what a thing or a deed counts that nothing accounts for."""

_NEVER = re.compile(
    r"(?:年初|全年|调整)?(?:预算|决算)数?|最后|实际|预计|大概|大约|安排|准备|打算|花|用|多少|总共|一共|合计|拿出|掏|是"
)
"""Words that speak for no row, though rows print them."""

_WEAK = re.compile(
    r"这块|那块|这笔|那笔|这类|那些|这些|所有|全部|工作|情况|开支|费用|经费|资金|专项|项目|公司|有关|方面|老乡|大家|人家|我们|自己|补贴|补助|贴补|补钱|要掏|掏|领到|拿到"
)
"""Words that need no row to say them."""


class Accounted(NamedTuple):
    """A printed label, the share of what is said that it accounts for, what stays untold, words told in part."""

    label: str
    share: float
    untold: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


class _Char(NamedTuple):
    """How a character is told by a row (1 in full), and what it counts where nothing tells it."""

    told: float
    untold: float


def rows_accounted(
    asked: str, labels: Collection[str], units: Collection[str] = ()
) -> list[Accounted]:
    """The rows that account for at least half of what is said."""
    text = _NEVER.sub(lambda match: "|" * len(match[0]), folded(asked))
    for unit in units:
        text = _without(text, unit)
    weights = _weights(text)
    said = list(_said(text))
    found = (_accounted(text, label, weights, said) for label in labels)
    return sorted(
        (one for one in found if one.share >= _LEAST), key=lambda one: (-one.share, one.label)
    )


def _accounted(
    text: str,
    label: str,
    weights: Sequence[float],
    said: Sequence[tuple[int, int, float, tuple[str, ...]]],
) -> Accounted:
    """What a row accounts for, of all that is said."""
    told = [0.0] * len(text)
    for start, end, weight, printed in said:
        if any(word in label for word in printed):
            told[start:end] = [max(weight, old) for old in told[start:end]]
    shared = _shared_words()
    for start, end in _runs(text, label):
        weight = _LIGHT if text[start:end] in shared else 1.0
        told[start:end] = [max(weight, old) for old in told[start:end]]
    if sum(weight == 1.0 for weight in told) < _TOLD:
        return Accounted(label, 0.0)
    counted = [
        max(weight, 1.0) if share == 1.0 else weight
        for weight, share in zip(weights, told, strict=True)
    ]
    whole = sum(
        1.0 if share and weight else weight for weight, share in zip(counted, told, strict=True)
    )
    left = ("|" if share else char for char, share in zip(text, told, strict=True))
    share = sum(share for weight, share in zip(counted, told, strict=True) if weight) / whole
    runs = [run for run in "".join(left).split("|") if run]
    return Accounted(label, share, tuple(runs), tuple(_cut(text, told)))


def _cut(text: str, told: Sequence[float]) -> Iterator[str]:
    """Words of which only a part is told: 供水 beside 排水管网."""
    for match in re.finditer(r"\w+", text):
        at = match.start()
        for word, _ in tagged(match[0]):
            if 0 < sum(map(bool, told[at : at + len(word)])) < len(word):
                yield word
            at += len(word)


@lru_cache(maxsize=1)
def _shared_words() -> frozenset[str]:
    """Words that many projects share, as they are printed and as they are said."""
    groups = {group for _, listed in known_groups() for group in listed if group.kind == "+"}
    return frozenset(word for group in groups for word in (*group.printed, *group.said))


def _said(text: str) -> Iterator[tuple[int, int, float, tuple[str, ...]]]:
    """Everyday words of a text: where they stand, what they count, and by which words rows print them."""
    for word, groups in known_groups():
        for span in occurrences(word, text):
            for group in groups:
                yield *span, _LIGHT if group.kind == "+" else 1.0, group.printed


def _runs(text: str, label: str) -> Iterator[tuple[int, int]]:
    """The longest runs of two characters or more that a label prints as they are said."""
    start = 0
    while start < len(text) - 1:
        end = start + 2
        if "|" in text[start:end] or text[start:end] not in label:
            start += 1
            continue
        while end < len(text) and text[start : end + 1] in label:
            end += 1
        yield start, end
        start = end - 1


def _weights(text: str) -> list[float]:
    """What every character counts that nothing accounts for: form nothing, a whole word more."""
    weights = [0.0 if not char.isalnum() or says_nothing(char) else 1.0 for char in text]
    for pattern in (NEUTRAL, _WEAK):
        for match in pattern.finditer(text):
            weights[match.start() : match.end()] = [0.0] * len(match[0])
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + 5) + 1):
            if says_nothing(text[start:end]) or text[start:end] in lexicon().stop:
                weights[start:end] = [0.0] * (end - start)
    for match in re.finditer(r"\w+", text):
        for start, end in frames(match[0]):
            weights[match.start() + start : match.start() + end] = [0.0] * (end - start)
        at = match.start()
        for word, kind in tagged(match[0]):
            if len(word) > 1 and kind[:1] in ("n", "v"):
                weights[at : at + len(word)] = [w * _THING for w in weights[at : at + len(word)]]
            at += len(word)
    return weights


def _without(text: str, unit: str) -> str:
    """Without what is left of the unit's name: '机关', '高新区科技局'."""
    for length in range(min(len(unit), len(text)), 3, -1):
        for start in range(len(unit) - length + 1):
            text = text.replace(unit[start : start + length], "|" * length)
    return text
