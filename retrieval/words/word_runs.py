"""Which items have a run of characters inside their words, looked up when a question has the run.

Takes words with the number of their item, gives for a run of two to eight characters the items and
in how many of their words it stands. The words lie in one text that is searched: a table of every
run of 21,000 words takes a fifth of a second and 40 MB, of which a question needs a hundred rows.

    WordRuns([('加油', 0), ('加油费', 0), ('加班', 1)]).owners('加油')  ->  {0: 2}
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate

__all__ = ["LONGEST", "WordRuns"]

LONGEST = 8
"""Characters of the longest run looked up."""

_BETWEEN = "\n"
_KEPT = 65536


class WordRuns:
    """The words of some items, item after item, as one text; what was looked up is kept."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        listed = list(words)
        self._text = "".join(word + _BETWEEN for word, _ in listed)
        self._items = [item for _, item in listed]
        self._starts = [0, *accumulate(len(word) + 1 for word, _ in listed)]
        self._kept = lru_cache(maxsize=_KEPT)(self._looked_up)

    def owners(self, run: str) -> Mapping[int, int]:
        """Item → how many of its words the run stands in; empty where it stands in none."""
        return self._kept(run) if 2 <= len(run) <= LONGEST else {}

    def _looked_up(self, run: str) -> Mapping[int, int]:
        found: dict[int, int] = {}
        if _BETWEEN in run or (len(run) > 2 and not self.owners(run[:-1])):
            return found
        at = self._text.find(run)
        while at >= 0:
            word = bisect_right(self._starts, at)
            item = self._items[word - 1]
            found[item] = found.get(item, 0) + 1
            at = self._text.find(run, self._starts[word])
        return found
