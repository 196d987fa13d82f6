"""What money is said to be for, as a name of its item: '某支出3140万元，主要用于区级配套扶持资金'.

Takes a loose name, the texts and the labels printed in scope, gives the label of the one item that is
said to be spent on just that, or ''. A thing among several that an item pays for is not the item.
Knows no question.

    '区级配套扶持资金'   ->   '其他技术研究与开发支出'
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from retrieval.words.lexicon import folded, label_key

__all__ = ["said_whole", "spent_on"]

_FOR = re.compile(
    r"[,。:](?:主要|全部|均)?(?:是|为)?用于(?:以下方面)?:?(?P<what>[^,。;、]{4,40})[。;]"
)
_AMOUNT = re.compile(r"(?:预算|决算|支出|安排|[数为共]|约|年)*[\d,.]+(?:万|亿)?元$")
_MARKED = re.compile(r"(?:\([类款项]\))?[”\"]?$")
_BLANK = re.compile(r"\s+")
_REACH = 80
"""Characters before what an item is for in which its name stands."""

_SEVERAL = re.compile(r"[和与]|以及")
_FILLED = re.compile(
    r"^(?:用于|用来|用在|花在|支付|缴纳|开展|安排|给|付|做|搞|的)+|(?:的|钱|资金|经费|费用|支出|开销|等|方面|这块|那块|工作|项目)+$"
)
_WORDS = re.compile(r"[的给付做搞了请找让来去用花等钱]|各类|及其他")
_SHORTEST = 4


def spent_on(name: str, texts: Iterable[str], labels: Collection[str]) -> str:
    """The label of the one item that is said to be for just this."""
    core = _FILLED.sub("", folded(name))
    if len(core) < _SHORTEST:
        return ""
    by_key = {label_key(label): label for label in labels}
    said = (before for text in texts for before, what in _said(text) if _is_all(core, what))
    found = {label for before in said if (label := _named(before, by_key))}
    return found.pop() if len(found) == 1 else ""


def said_whole(
    question: str, texts: Iterable[str], labels: Collection[str]
) -> tuple[str, str] | None:
    """The one purpose that stands in a question as it is printed, and its item: also one with an 'and' in it."""
    by_key = {label_key(label): label for label in labels}
    found = {
        (bare, label)
        for text in texts
        for before, what in _said(text)
        if len(bare := _FILLED.sub("", what)) > _SHORTEST and bare in question
        if (label := _named(before, by_key)) and label_key(label) not in label_key(question)
    }
    return found.pop() if len(found) == 1 else None


def _said(text: str) -> Iterator[tuple[str, str]]:
    """What stands before a purpose, and the purpose."""
    text = _BLANK.sub("", folded(text))
    for match in _FOR.finditer(text):
        yield text[max(match.start() - _REACH, 0) : match.start()], match["what"]


def _named(before: str, labels: dict[str, str]) -> str:
    """The longest label with which the words before an amount end."""
    bare = label_key(_MARKED.sub("", _AMOUNT.sub("", before)))
    whole = label_key(_MARKED.sub("", re.sub(r"[\d,.]+(?:万|亿)?元$", "", before)))
    ends = [key for key in labels if len(key) > 2 and (bare.endswith(key) or whole.endswith(key))]
    return labels[max(ends, key=len)] if ends else ""


def _is_all(core: str, what: str) -> bool:
    """Whether what an item is for is this, word for word, or in all of its words."""
    bare = _FILLED.sub("", what)
    if core == bare:
        return True
    words = [word for word in _WORDS.split(core) if word]
    alone = not _SEVERAL.search(bare.split("及其他")[0])
    return alone and len(core) > _SHORTEST and len(words) > 1 and _holds(bare, words)


def _holds(text: str, words: Iterable[str]) -> bool:
    """Whether each word stands in the text, or both halves of one of four characters."""
    halves = (
        half for word in words for half in ((word[:2], word[2:]) if len(word) == 4 else (word,))
    )
    return all(len(half) > 1 and half in text for half in halves)
