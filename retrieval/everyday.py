"""What people call the items of a budget: the printed name, its code, and everyday ways to say it.

Takes `everyday.tsv` beside it, gives one Everyday a line. Knows no document and no vectors; the
lines teach the bundled embedding (evals/train_embedding.py) and are what a question in everyday
words is compared with (retrieval/nearest.py).

    差旅费   30211   -   出差|路费|车票|去外地…   ->   Everyday('差旅费', ('30211',), (), ('出差', …))
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Everyday", "everyday"]


class Everyday(NamedTuple):
    """One item: `title` and `labels` as printed, `ways` as people say it."""

    title: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    ways: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every printed spelling."""
        return (self.title, *self.labels)


@lru_cache(maxsize=1)
def everyday() -> tuple[Everyday, ...]:
    """The lines of the file, in their order."""
    lines = Path(__file__).with_name("everyday.tsv").read_text("utf-8").splitlines()
    return tuple(_item(line) for line in lines if line and not line.startswith("#"))


def _item(line: str) -> Everyday:
    title, codes, labels, ways = line.split("\t")
    return Everyday(title, _parts(codes), _parts(labels), _parts(ways))


def _parts(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(dict.fromkeys(cell.split("|")))
