"""Which items the single words of a question speak for, and which they speak against.

Takes a few words without unit, year and money, gives for every item how strongly its everyday
words (retrieval/words/everyday.py) stand in them. A word of one item alone is strong, a word of many is
weak, a part of a longer way of asking is weaker than the whole. Knows no vectors and no document.

    '给车加油、修车'   ->   {公务用车运行维护费: 2.4, 维修（护）费: 0.1, …}
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from retrieval.words.everyday import Everyday, everyday, goods
from retrieval.words.lexicon import folded
from retrieval.words.word_runs import LONGEST, WordRuns

__all__ = ["Words", "goods_words", "item_words", "says_nothing"]

_PART, _WEAK, _INSIDE = 0.6, 0.4, 0.1
"""How much a part of a way counts, a weak word, and a word that is a whole way of another item."""

_PAIRED = 1.4
"""What an action with its object weighs."""

_AGAINST = 0.3
"""What is left of an item's evidence beside a word that says another is meant."""

_NOTHING = frozenset(
    {
        "职工", "员工", "干部", "人员", "大家", "大伙", "单位", "公家", "工作", "每个月", "每月", "平时", "日常", "多少", "准备", "安排",
        "政府", "地方", "东西", "事情", "的钱", "花了", "用了", "发了", "一年", "全年", "一共", "总共", "他们", "这些", "那些", "用掉", "拨了",
        "补了", "给他", "的人", "里的", "自己", "这家", "领导", "那块", "的那", "出来", "下来", "机关", "部门", "个人", "一个", "上的", "我们", "给的",
    }
)  # fmt: skip
"""Words in so many questions that they speak for nothing."""

_FORM = frozenset(
    "的了在是和与及把被给那这种些个之有要就才又再也都并从到对为等一几着地得所其各每该里去来上下做搞用花买付出交掏拿发年月共总钱款笔份"
)
"""Characters of form: a question with no other left is explained."""


class _Paired(NamedTuple):
    """An item that is meant where a word of every group stands, and none of `none_of`."""

    number: int
    groups: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...]


class Words(NamedTuple):
    """Every word of some items; `whole`: ways with their strength, `runs`: what stands inside of ways."""

    items: tuple[Everyday, ...]
    whole: Mapping[str, Mapping[int, float]]
    runs: WordRuns
    against: tuple[tuple[str, ...], ...]
    pairs: tuple[_Paired, ...] = ()

    def evidence(self, text: str) -> dict[int, float]:
        """For each item, by its number, how strongly the text speaks for it."""
        found: dict[int, float] = {}
        for word in dict.fromkeys(self.words_of(text)):
            weight = (min(len(word), 4) / 2) ** 0.5
            for number, share in self._shares(word).items():
                found[number] = found.get(number, 0.0) + share * weight
        for number in self.paired(text):
            found[number] = found.get(number, 0.0) + _PAIRED
        return {n: v * (_AGAINST if self._denied(n, text) else 1.0) for n, v in found.items()}

    def own(self, text: str, numbers: Collection[int]) -> list[str]:
        """The words of a text that are whole ways of these items and of no other."""
        return [
            word
            for word in self.words_of(text)
            if any(number in numbers for number in self.whole.get(word, {}))
            and all(n in numbers or v <= _WEAK for n, v in self.whole[word].items())
        ]

    def unexplained(self, text: str, numbers: Collection[int]) -> int:
        """How many characters of content no word of these items accounts for."""
        return sum(map(len, self.untold(text, numbers)))

    def untold(self, text: str, numbers: Collection[int]) -> list[str]:
        """The runs of content that no word of these items accounts for."""
        told = [c in _FORM or not c.isalnum() or c.isdigit() for c in text]
        for start in range(len(text)):
            for end in range(start + 2, min(len(text), start + LONGEST) + 1):
                if self._tells(text[start:end], numbers):
                    told[start:end] = [True] * (end - start)
        return "".join("|" if done else c for c, done in zip(text, told, strict=True)).split("|")

    def of_others(self, runs: Sequence[str]) -> bool:
        """Whether a whole word of some item stands in what the items asked about leave untold."""
        return any(
            strength > _WEAK
            for run in runs
            for word in self.words_of(run)
            for strength in self.whole.get(word, {}).values()
        )

    def _tells(self, word: str, numbers: Collection[int]) -> bool:
        """Whether a word says nothing by itself, or is one of these items."""
        if word in _NOTHING:
            return True
        known = (*self.whole.get(word, ()), *self.runs.owners(word))
        return any(number in numbers for number in known) or any(
            word in group for n, groups, _ in self.pairs if n in numbers for group in groups
        )

    def paired(self, text: str) -> set[int]:
        """The items of which an action and its object, or an object and whom it is for, are named."""
        return {
            number
            for number, groups, none_of in self.pairs
            if all(any(word in text for word in group) for group in groups)
            and not any(word in text for word in none_of)
        }

    def words_of(self, text: str) -> list[str]:
        """The known words of a text, none over another, that account for most of it."""
        best: list[tuple[float, int, str]] = [(0.0, 0, "")]
        for end in range(1, len(text) + 1):
            choice = (best[end - 1][0], end - 1, "")
            for start in range(max(0, end - LONGEST), end - 1):
                word = text[start:end]
                if self.runs.owners(word) and not word.isdigit():
                    size = (end - start) ** 2 * (1.0 if word in self.whole else _PART)
                    if best[start][0] + size > choice[0]:
                        choice = (best[start][0] + size, start, word)
            best.append(choice)
        found, end = [], len(text)
        while end > 0:
            _, end, word = best[end]
            found += [word] if word and word not in _NOTHING else []
        return found[::-1]

    def _shares(self, word: str) -> dict[int, float]:
        """How a word parts among the items that have it: the shares come to 1 or less."""
        whole, parts = self.whole.get(word, {}), self.runs.owners(word)
        if whole:
            shares = dict(whole)
            for number, times in parts.items():
                shares.setdefault(number, _INSIDE * min(times, 3) / 3)
            total, most = max(sum(shares.values()), _WEAK), 1.0
        else:
            shares = {number: min(times, 4) ** 0.5 for number, times in parts.items()}
            total, most = sum(shares.values()), _PART
        return {number: share / total * most for number, share in shares.items()}

    def _denied(self, number: int, text: str) -> bool:
        return any(word in text for word in self.against[number])


@lru_cache(maxsize=1)
def item_words() -> Words:
    """The words of the classification."""
    words = _words(everyday())
    return words._replace(pairs=tuple(_paired(words.items)))


@lru_cache(maxsize=1)
def goods_words() -> Words:
    """The words of what is bought by procurement."""
    words = _words(goods())
    return words._replace(pairs=tuple(_paired(words.items)))


def _words(items: Sequence[Everyday]) -> Words:
    whole: dict[str, dict[int, float]] = {}
    listed: list[tuple[str, int]] = []
    for number, item in enumerate(items):
        weak = {folded(word): _WEAK for word in item.weak}
        for word, strength in (weak | {folded(w): 1.0 for w in (*item.ways, *item.names)}).items():
            whole.setdefault(word, {})[number] = strength
            listed.append((word, number))
    against = tuple(tuple(map(folded, item.against)) for item in items)
    return Words(tuple(items), whole, WordRuns(listed), against)


def _paired(items: Sequence[Everyday]) -> Iterator[_Paired]:
    """The lines of `everyday_pairs.tsv`."""
    numbers = {item.title: number for number, item in enumerate(items)}
    lines = (
        (Path(__file__).resolve().parents[1] / "everyday_pairs.tsv").read_text("utf-8").splitlines()
    )
    for line in lines:
        if line and not line.startswith("#"):
            title, *cells = line.split("\t")
            *groups, none_of = (_cell(cell) for cell in cells)
            if title in numbers:
                yield _Paired(numbers[title], tuple(group for group in groups if group), none_of)


def _cell(text: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(map(folded, text.split("|")))


def says_nothing(word: str) -> bool:
    """Whether a word or a character speaks for nothing wherever it stands."""
    return word in _NOTHING or word in _FORM
