"""Where a word stands in a text. Takes both, gives spans; knows no vocabulary.

occurrences('水费', '水费和污水费')   ->   [(0, 2), (4, 6)]
"""

from __future__ import annotations

__all__ = ["occurrences"]


def occurrences(word: str, text: str) -> list[tuple[int, int]]:
    """Every place of a word, from the first on."""
    found = []
    start = text.find(word)
    while start >= 0:
        found.append((start, start + len(word)))
        start = text.find(word, start + 1)
    return found
