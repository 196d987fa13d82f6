"""Chinese keyword ranking: BM25 over character bigrams, Latin words and numbers.

Takes texts, gives postings (numpy arrays) and, for a question, the best row numbers. Character
bigrams need no dictionary and never cut 三公经费 wrongly. Knows nothing of chunks or documents
beyond their row numbers.

    '三公经费2024年预算 51,447万元'  ->  三公 公经 经费 · 2024 · 年预 预算 · 51447 · 万元
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Postings", "best_rows", "post", "scores", "words"]

K1, B = 1.2, 0.75
BLOCK = 20_000
"""Texts posted at once; bounds the memory of a build."""

_WORD = np.uint64(1 << 63)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_SEPARATOR = "\x00"
_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_SPACED = re.compile(rf"(?<=[{_HAN}])[ \t\u3000]+(?=[{_HAN}])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_FIELDS = ("terms", "starts", "rows", "counts", "lengths")


@dataclass(frozen=True, slots=True)
class Postings:
    """Which rows hold which term how often: rows[starts[t]:starts[t+1]] hold terms[t].

    `terms` are sorted codes of bigrams and words; `lengths[row]` is the number of terms of a row.
    """

    terms: NDArray[np.uint64]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    def slot(self, term: np.uint64) -> slice:
        """Where the rows of a term stand; empty when no text holds it."""
        at = int(np.searchsorted(self.terms, term))
        if at == len(self.terms) or self.terms[at] != term:
            return slice(0, 0)
        return slice(int(self.starts[at]), int(self.starts[at + 1]))

    def save(self, folder: Path) -> None:
        """Write the arrays, one file each."""
        for name in _FIELDS:
            np.save(folder / f"{name}.npy", getattr(self, name))

    @classmethod
    def load(cls, folder: Path) -> Postings:
        """Map the arrays; a question touches only the terms it holds."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in _FIELDS))


def post(texts: Sequence[str]) -> tuple[Postings, ...]:
    """The postings of texts, in blocks of BLOCK rows; an empty library has none."""
    return tuple(_post(texts[at : at + BLOCK]) for at in range(0, len(texts), BLOCK))


def words(text: str) -> NDArray[np.uint64]:
    """The terms of one text, each once."""
    return np.unique(_terms([text])[0])


def scores(parts: Sequence[Postings], question: str) -> list[NDArray[np.float32]]:
    """How far every row of every part covers the question: its BM25 score as a share.

    1 is what a text of usual length gets that holds every term of the question once; a term that
    is nowhere counts in the share, so a question in other words than the texts covers little.
    """
    total = sum(len(part.lengths) for part in parts)
    spread = sum(int(part.lengths.sum()) for part in parts) / max(total, 1)
    found = [np.zeros(len(part.lengths), np.float32) for part in parts]
    possible = 0.0
    for term in words(question):
        slots = [part.slot(term) for part in parts]
        holding = sum(slot.stop - slot.start for slot in slots)
        weight = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        possible += weight
        for part, slot, score in zip(parts, slots, found, strict=True):
            _add(part, slot, weight, spread, score)
    return [score / np.float32(possible or 1.0) for score in found]


def best_rows(
    score: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
) -> list[tuple[int, float]]:
    """The k rows with the highest score above zero, best first; equal scores in row order."""
    candidates = np.flatnonzero(score > 0 if allowed is None else (score > 0) & allowed)
    if len(candidates) > k:
        edge = np.partition(score[candidates], -k)[-k]
        candidates = candidates[score[candidates] >= edge]
    order = np.argsort(-score[candidates], kind="stable")[:k]
    return [(int(row), float(score[row])) for row in candidates[order]]


def _add(
    part: Postings, slot: slice, weight: float, spread: float, score: NDArray[np.float32]
) -> None:
    rows = part.rows[slot]
    count = part.counts[slot].astype(np.float32)
    stretch = K1 * (1 - B + B * part.lengths[rows] / spread)
    score[rows] += (weight * count * (K1 + 1) / (count + stretch)).astype(np.float32)


def _post(texts: Sequence[str]) -> Postings:
    terms, rows = _terms(texts)
    lengths = np.bincount(rows, minlength=len(texts)).astype(np.int32)
    order = np.argsort(terms, kind="stable")
    terms, rows = terms[order], rows[order]
    first = _changes(terms) | _changes(rows)
    at = np.flatnonzero(first)
    counts = np.diff(np.append(at, len(terms))).clip(max=65535).astype(np.uint16)
    terms, rows = terms[at], rows[at]
    heads = np.flatnonzero(_changes(terms))
    starts = np.append(heads, len(terms)).astype(np.int64)
    return Postings(terms[heads], starts, rows, counts, lengths)


def _changes(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """True at each place that differs from the one before; True at the first."""
    changed = np.ones(len(values), np.bool_)
    changed[1:] = values[1:] != values[:-1]
    return changed


def _fold(text: str) -> str:
    """As printed -> as compared: half width, lower case, no spaces between Chinese characters."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _THOUSANDS.sub("", _SPACED.sub("", folded))


def _terms(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """All terms of all texts with the row each stands in, rows ascending."""
    joined = _SEPARATOR.join(_fold(text.replace(_SEPARATOR, " ")) for text in texts)
    chars = np.frombuffer((joined + _SEPARATOR).encode("utf-32-le"), np.uint32)
    row = np.cumsum(chars == 0).astype(np.int32)
    found = list(_bigrams(chars)) + list(_runs(chars))
    at = np.concatenate([place for place, _ in found])
    code = np.concatenate([term for _, term in found])
    order = np.argsort(at, kind="stable")
    return code[order], row[at[order]]


_Coded = tuple[NDArray[np.int64], NDArray[np.uint64]]


def _bigrams(chars: NDArray[np.uint32]) -> Iterator[_Coded]:
    """Every two neighbouring Chinese characters, coded by their code points."""
    han = ((chars >= 0x3400) & (chars <= 0x9FFF)) | ((chars >= 0xF900) & (chars <= 0xFAFF))
    at = np.flatnonzero(han[:-1] & han[1:])
    wide = chars.astype(np.uint64)
    yield at, (wide[at] << np.uint64(21)) | wide[at + 1]


def _runs(chars: NDArray[np.uint32]) -> Iterator[_Coded]:
    """Latin words and numbers, coded by a rolling hash; a dot belongs to a number only inside it."""
    digit = (chars >= 48) & (chars <= 57)
    dot = chars == 46
    dot[1:-1] &= digit[:-2] & digit[2:]
    dot[[0, -1]] = False
    inside = np.concatenate([[False], digit | dot | ((chars >= 97) & (chars <= 122)), [False]])
    start = np.flatnonzero(inside[1:-1] & ~inside[:-2])
    end = np.flatnonzero(inside[1:-1] & ~inside[2:]) + 1
    yield start, _hashes(chars, start, end)


def _hashes(
    chars: NDArray[np.uint32], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """One number per run; longer runs than 24 characters are told apart by their first 24."""
    code = np.full(len(start), 7, np.uint64)
    for step in range(24):
        live = start + step < end
        if not live.any():
            break
        code[live] = code[live] * _BASE + chars[start[live] + step].astype(np.uint64) + np.uint64(1)
    return code | _WORD
