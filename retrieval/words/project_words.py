"""Projects and purchases by the everyday words for what they do: 'the public toilets' is printed 公厕.

Takes the words of a question and the labels printed in scope, gives the rows whose printed words account for all the
everyday words (everyday_projects.tsv). Knows no figures; a row that leaves one of them unsaid is not meant.

    '茅房日常打理'  +  {'公厕管护', '公厕建设'}   ->   ['公厕管护']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from retrieval.words.frame_words import tagged
from retrieval.words.lexicon import folded
from retrieval.words.word_evidence import item_words

__all__ = ["NEUTRAL", "Group", "known_groups", "rows_done"]

_LEFT = 4
"""How many characters of content may stay beside the words that a row accounts for."""

NEUTRAL = re.compile(
    r"老百姓|群众|居民|市民|大伙|预算|决算|最后|实际|开销|花销|逢年过节|一年到头|临时|平时|听说|上头|公家|财政|政府|活动|项目|垫|支|处理|那种|这类|那笔|活儿|家里|领到|小伙"
)
"""Words that say nothing of which project is meant."""

_ALONE = "+"
"""The kind of words that many projects share: alone they name none."""

_DONE = {
    "build": ("新建", "建设", "扩建", "兴建", "盖"),
    "buy": ("购置", "采购", "购买"),
    "keep": ("管护", "养护", "维护", "运行", "管理", "维修", "保养", "修缮"),
    "mend": (
        "维修",
        "修缮",
        "改造",
        "加固",
        "修复",
        "复壮",
        "抢险",
        "救治",
        "保护",
        "养护",
        "维护",
    ),
}
"""What is done, by the words of a row; a row of another class only is not meant."""

_SAID = {
    "build": ("新建", "新盖", "盖新", "建一", "扩建", "新修"),
    "buy": ("买", "购", "添置", "置办"),
}


class Group(NamedTuple):
    """Words that rows are printed with, what people say for them, and its kind."""

    printed: tuple[str, ...]
    said: tuple[str, ...]
    kind: str


class _Word(NamedTuple):
    """An everyday word of a question, where it stands, and the groups it belongs to."""

    start: int
    end: int
    groups: tuple[Group, ...]


def rows_done(asked: str, labels: Collection[str], units: Collection[str] = ()) -> list[str]:
    """The rows that account for every everyday word, those of most groups first and alone."""
    text = folded(asked)
    words = _words(text)
    telling = any(group.kind != _ALONE for word in words for group in word.groups)
    if not telling or _left_over(text, words, (*units, *labels)) > _LEFT:
        return []
    classes = _classes(text, words)
    scored = {label: _told(label, words) for label in labels if _fits(label, classes)}
    best = max(scored.values(), default=0)
    return sorted(label for label, score in scored.items() if score == best) if best else []


def _told(label: str, words: Collection[_Word]) -> int:
    """How many printed words of a row stand for what is said; 0 where a word is left untold."""
    if not all(any(_prints(label, group) for group in word.groups) for word in words):
        return 0
    groups = {group for word in words for group in word.groups}
    return sum(_prints(label, group) for group in groups)


def _prints(label: str, group: Group) -> bool:
    return any(word in label for word in group.printed)


def _words(text: str) -> list[_Word]:
    """The everyday words of a text, the longest first, none inside another."""
    found: list[_Word] = []
    for said, groups in _known():
        start = text.find(said)
        if start < 0:
            continue
        if any(one.start < start + len(said) and start < one.end for one in found):
            continue
        found.append(_Word(start, start + len(said), groups))
    return found


def _left_over(text: str, words: Collection[_Word], printed: Collection[str]) -> int:
    """Characters of content that are no everyday words of projects, no form, and no printed name."""
    chars = list(text)
    for word in words:
        chars[word.start : word.end] = "|" * (word.end - word.start)
    bare = NEUTRAL.sub("|", "".join(chars))
    runs = item_words().untold(bare, ())
    return sum(len(run) for run in runs if not any(run in name for name in printed))


def _classes(text: str, words: Collection[_Word]) -> set[str]:
    kinds = {group.kind for word in words for group in word.groups} & _DONE.keys()
    said = {kind for kind, listed in _SAID.items() if any(word in text for word in listed)}
    built = any(word in ("建", "盖") for word, _ in tagged(text))
    return kinds | said | ({"build"} if built else set())


def _fits(label: str, classes: Collection[str]) -> bool:
    """Whether a row does what is asked, or is a purchase, which need not say so."""
    does = {kind for kind, words in _DONE.items() if any(word in label for word in words)}
    return not classes or bool(does.intersection(classes)) or (not does and classes == {"buy"})


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, tuple[Group, ...]], ...]:
    """Every everyday word with its groups, the longest first."""
    owners: dict[str, list[Group]] = {}
    for group in _groups():
        for said in group.said:
            owners.setdefault(said, []).append(group)
    ordered = sorted(owners, key=len, reverse=True)
    return tuple((said, tuple(owners[said])) for said in ordered)


@lru_cache(maxsize=1)
def known_groups() -> tuple[tuple[str, tuple[Group, ...]], ...]:
    """Everyday words of projects of every field with their groups, the longest first."""
    owners: dict[str, list[Group]] = {}
    for name in ("everyday_projects.tsv", "everyday_fields.tsv"):
        for group in _groups(name):
            for said in group.said:
                owners.setdefault(said, []).append(group)
    return tuple((said, tuple(owners[said])) for said in sorted(owners, key=len, reverse=True))


def _groups(name: str = "everyday_projects.tsv") -> Iterator[Group]:
    lines = (Path(__file__).resolve().parents[1] / name).read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            printed, said, kind = line.split("\t")
            yield Group(_cell(printed), _cell(said), kind)


def _cell(text: str) -> tuple[str, ...]:
    return tuple(folded(word) for word in text.split("|"))
