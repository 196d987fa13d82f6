"""Rows that a document prints under names of its own, asked for by a part of the name.

Takes the words of a question and the labels printed in scope, gives the rows they clearly speak of:
a project, a purchase, a fund. A part that many labels share ('工作经费', '宣传') says nothing; one
that a single row has says which. Knows no figures.

    '办那个合唱团'  +  {'企业家合唱团活动经费', '科技宣传经费', …}   ->   [Row('企业家合唱团活动经费', 3)]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.nearest import likeness
from retrieval.words.everyday import everyday
from retrieval.words.kin import same_money
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.word_evidence import goods_words, item_words

__all__ = [
    "Row",
    "abbreviated",
    "finer_rows",
    "goods_named",
    "is_own_name",
    "is_spelling",
    "rows_like",
    "rows_named",
    "rows_spoken_of",
    "told_whole",
]

_LEAST = 0.45
"""How near in meaning a row must be whose distinctive part is two characters only."""

_BUYING = re.compile(r"[买购采添订]|换新|配备|招标")
_PROCURED = re.compile(r"采购|招标|政府[统一集中]*(?:购|买)")
_SPENT = re.compile(r"(?:费用|经费|支出|费)$")
_MONEY = re.compile(r"(?:工作|专项|业务)?(?:经费|费用|支出|资金|项目|费)$")
_TAIL = re.compile(r"(?:采购|购置|项目)$")

_SHARED = 3
"""A pair of characters in so many names of the field tells nothing apart."""

_PROVINCES = {
    "云南": "滇", "新疆": "疆", "西藏": "藏", "青海": "青", "贵州": "黔", "四川": "川", "甘肃": "甘", "宁夏": "宁", "重庆": "渝", "广西": "桂",
    "陕西": "陕", "江西": "赣", "湖北": "鄂", "湖南": "湘", "河北": "冀", "山西": "晋", "内蒙古": "蒙", "黑龙江": "黑", "吉林": "吉", "海南": "琼",
    "上海": "沪", "广东": "粤", "福建": "闽", "山东": "鲁", "河南": "豫", "安徽": "皖", "浙江": "浙", "江苏": "苏", "辽宁": "辽", "天津": "津",
}  # fmt: skip
_HELP = ("援", "帮", "扶", "对口", "协作")
_GIVES = ("援", "对口支援", "扶", "帮扶")


class Row(NamedTuple):
    """A printed label and how many characters of the question it has to itself."""

    label: str
    own: int


def rows_named(text: str, labels: Collection[str]) -> list[Row]:
    """The rows with a part of the question that no other row has, the longest part first."""
    known = _known_names()
    rows = [label for label in labels if label not in known and len(label) >= 3]
    text = text.replace(" ", "|") + "|" + "|".join(abbreviated(text))
    common = Counter(pair for label in set(labels) for pair in set(_pairs(label)))
    found = []
    for label in rows:
        own = max((_own(part, common) for part in _parts(label, text)), default=0)
        if own >= 2:
            found.append(Row(label, own))
    found = _told_apart(text, found)
    return sorted(found, key=lambda row: (-row.own, row.label))


def goods_named(asked: str, text: str, labels: Collection[str]) -> list[str] | None:
    """Printed purchases that whole words of a question mean: '买笔记本' is printed as 便携式计算机.

    `text` is the whole question: things are bought, services only by procurement. None where a
    purchase by procurement is asked for that is not printed: then nothing else is meant.
    """
    if not _BUYING.search(text):
        return []
    procured = bool(_PROCURED.search(text))
    words = goods_words()
    spoken = {word: words.whole[word] for word in words.words_of(asked) if word in words.whole}
    numbers = {number for owners in spoken.values() for number in owners} | words.paired(asked)
    said = [number for owners in spoken.values() for number in owners]
    keys = [
        label_key(name)
        for number in (*said, *sorted(numbers))
        for name in words.items[number].names
    ]
    order = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    meant = [label for label in labels if _TAIL.sub("", label) in order]
    meant.sort(key=lambda label: (order[_TAIL.sub("", label)], label))
    found = [label for label in meant if procured or not label.endswith("服务")]
    return None if procured and numbers and not found else found


def told_whole(asked: str, label: str) -> bool:
    """Whether the words of one purchase account for all that is asked: not '网络' for '网络运维'."""
    words = goods_words()
    names = [(number, name) for number, item in enumerate(words.items) for name in item.names]
    meant = {number for number, name in names if label_key(name) == _TAIL.sub("", label)}
    return words.unexplained(_BUYING.sub("|", folded(asked)), meant) <= 1


def finer_rows(asked: str, names: Sequence[str], labels: Collection[str]) -> list[str]:
    """Rows that are an item narrowed by a word of the question: '国内' and 国内接待费."""
    keys = [label_key(name) for name in names]
    stems = {stem for key in keys if len(stem := _SPENT.sub("", key)) >= 4}
    tails = {tail for key in keys for tail in (key, key[-3:]) if len(tail) >= 3} | stems
    found = []
    for label in set(labels).difference(keys):
        forms = (label, _SPENT.sub("", label))
        narrowed = {form.removesuffix(t) for form in forms for t in tails if form.endswith(t)}
        if any(len(word) >= 2 and word in asked for word in narrowed):
            found.append(label)
    return sorted(found)


def rows_like(text: str, labels: Collection[str], least: float) -> dict[str, float]:
    """The rows under names of their own that are near in meaning and share a word, nearest first."""
    pairs = set(_pairs(text))
    rows = sorted(set(labels) - _known_names())
    rows = [row for row in rows if len(row) > 3 and pairs.intersection(_pairs(row))]
    if not rows:
        return {}
    near = likeness(text, [_MONEY.sub("", row) or row for row in rows]).tolist()
    found = [(row, share) for row, share in zip(rows, near, strict=True) if share >= least]
    return dict(sorted(found, key=lambda pair: -pair[1]))


def is_own_name(label: str) -> bool:
    """Whether a label is the document's own name for something, not one of the classification."""
    return label not in _known_names()


def is_spelling(one: str, other: str) -> bool:
    """Whether two names differ only in a word for money: '辅助工作' and '辅助工作经费'."""
    return _MONEY.sub("", one) == _MONEY.sub("", other) or same_money(one, other)


def rows_spoken_of(runs: Sequence[str], labels: Collection[str]) -> list[str]:
    """The document's own names of rows that words stand in which an item leaves untold."""
    pairs = {pair for run in runs for pair in _pairs(run) if _general(pair) < _SHARED}
    rows = sorted(set(labels) - _known_names()) if pairs else []
    return [row for row in rows if any(pair in row for pair in pairs)]


def _told_apart(text: str, rows: Sequence[Row]) -> list[Row]:
    """Without rows of two characters of their own that are not near in meaning as well."""
    short = [row.label for row in rows if row.own == 2]
    near = dict(zip(short, likeness(text, short), strict=True)) if short else {}
    return [row for row in rows if row.own > 2 or near[row.label] >= _LEAST]


def _parts(label: str, text: str) -> Iterator[str]:
    """The longest runs of a label that stand in the text."""
    start = 0
    while start < len(label) - 1:
        end = start + 2
        if label[start:end] not in text:
            start += 1
            continue
        while end < len(label) and label[start : end + 1] in text:
            end += 1
        yield label[start:end]
        start = end - 1


def _own(part: str, common: Counter[str]) -> int:
    """How many characters of a part stand in pairs that tell rows apart."""
    pairs = _pairs(part)
    telling = [common[p] <= 1 and _general(p) < _SHARED for p in pairs]
    return sum(telling) + 1 if any(telling) else 0


def abbreviated(text: str) -> list[str]:
    """'派去云南支援的干部' may be printed as '援滇干部'."""
    if not any(word in text for word in _HELP):
        return []
    return [
        f"{verb}{short}" for name, short in _PROVINCES.items() if name in text for verb in _GIVES
    ]


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


@lru_cache(maxsize=1)
def _known_names() -> frozenset[str]:
    """Names of the classification and of the lexicon: asked for by their own words."""
    return frozenset(label_key(name) for item in everyday() for name in item.names) | frozenset(
        lexicon().printed
    )


def _general(pair: str) -> int:
    """In how many items of the field a pair of characters is said."""
    return len(item_words().runs.owners(pair))
