"""An Item: one thing printed that a question asks for, as it stands in the question.

'公务接待费是多少'   ->  Item('公务接待费', 0, 5, ('reception',))
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Item"]


class Item(NamedTuple):
    """Something printed that is asked for; `start`, `end` in the folded question.

    - `concepts`: keys of the lexicon; `labels`: labels printed in the documents in scope.
    - `code`: a classification code that was typed.
    """

    text: str
    start: int
    end: int
    concepts: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    code: str | None = None
