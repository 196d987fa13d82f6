"""What people call the items of a budget: the printed name, its code, and everyday ways to say it.

Takes the `everyday*.tsv` files beside it, gives one Everyday a title. Knows no document and no
vectors; the lines teach the bundled embedding (evals/train_embedding.py) and are what a question in
everyday words is compared with (retrieval/nearest.py, retrieval/words/word_evidence.py).

    差旅费   30211   -   出差|路费|?酒店|!出国   ->   Everyday('差旅费', ('30211',), (), ('出差', '路费'), …)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Everyday", "everyday", "goods"]

ITEMS = ("everyday.tsv", "everyday_words.tsv", "everyday_functions.tsv", "everyday_said.tsv")
GOODS = ("everyday_goods.tsv",)


class Everyday(NamedTuple):
    """One item: `title` and `labels` as printed, `ways` as people say it.

    `weak`: words that only touch it; `against`: words that say another item is meant.
    """

    title: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    ways: tuple[str, ...]
    weak: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every printed spelling."""
        return (self.title, *self.labels)


@lru_cache(maxsize=1)
def everyday() -> tuple[Everyday, ...]:
    """The items of the classification, in the order of the files; lines of one title are one item."""
    return tuple(_merged(ITEMS))


@lru_cache(maxsize=1)
def goods() -> tuple[Everyday, ...]:
    """What is bought by procurement under a name of its own; meant only where it is printed."""
    return tuple(_merged(GOODS))


def _merged(names: Iterable[str]) -> Iterator[Everyday]:
    """One item a title, with the cells of all its lines."""
    found: dict[str, list[list[str]]] = {}
    for name in names:
        lines = (Path(__file__).resolve().parents[1] / name).read_text("utf-8").splitlines()
        for line in lines:
            if line and not line.startswith("#"):
                title, *cells = line.split("\t")
                found.setdefault(title, [[], [], []])
                for kept, cell in zip(found[title], cells, strict=True):
                    kept += [] if cell == "-" else cell.split("|")
    for title, (codes, labels, ways) in found.items():
        yield _item(title, codes, labels, ways)


def _item(title: str, codes: list[str], labels: list[str], ways: list[str]) -> Everyday:
    plain = tuple(dict.fromkeys(way for way in ways if way[0] not in "?!"))
    weak = tuple(dict.fromkeys(way[1:] for way in ways if way[0] == "?"))
    against = tuple(dict.fromkeys(way[1:] for way in ways if way[0] == "!"))
    unique = (tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(labels)))
    return Everyday(title, *unique, plain, weak, against)
