"""A turn without what people say of themselves: who asks, what for, where they look, thanks.

Takes a turn and the catalogue, gives the turn with what is left. Only closed lists of words are
left out (retrieval/words/asker_words.txt), and only whole clauses, or all that stands before the
first name of a unit; what names an item, a year or a unit, narrows or adds up, stays. Knows no figures.

    '我在写一篇稿子,甲县财政局2025年收入总计是多少?谢谢'   ->  '甲县财政局2025年收入总计是多少?'
    '甲县财政局2025年收入总计给个数'                      ->  '甲县财政局2025年收入总计是多少'
    '不算局本级,甲县财政局…'                              stays as it is
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from retrieval.scope.scope import Listed, read_scope
from retrieval.words.frame_words import tagged
from retrieval.words.lexicon import folded

__all__ = ["without_asker"]

_CLAUSE = re.compile(r"[^,;:。!?]+[,;:。!?]*")
_GIVE_NUMBER = re.compile(
    r"[,的]?(?:请|麻烦)?(?:给|报|说|列)(?:我|出)?(?:一?[个下])?(?:具体)?(?:数字?|数目|金额|数额)(?:来)?(?=[,。!?]*$)"
)
_SILVER = re.compile(r"(?<=多少)(?:银子|票子|钞票|大洋|块大洋|白花花的银子)")
_MARKS = ",;:。!?、 "
_ROUNDED_TO = re.compile(r"(?:四舍五入|精确|取整)(?:到|至|成|为)?(?:个位|整数|元)")
"""How fine a computed figure is wanted: said of the answer, and no idle word."""


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    source = Path(__file__).parent.parent / "words" / "asker_words.txt"
    found: dict[str, set[str]] = {"strong": set(), "weak": set()}
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, *words = line.split()
            found[kind] |= {folded(word) for word in words}
    return {kind: frozenset(words) for kind, words in found.items()}


def without_asker(turn: str, catalogue: Sequence[Listed]) -> str:
    """The turn without clauses that ask nothing; as it is where nothing else would be left."""
    text = folded(turn)
    kept = [clause for clause in _CLAUSE.findall(text) if not _says_nothing(clause)]
    if kept and len(kept) < len(_CLAUSE.findall(text)):
        text = "".join(kept)
    elif not kept:
        return turn
    text = text[_lead(text, catalogue) :]
    text = _SILVER.sub("钱", _GIVE_NUMBER.sub("是多少", text))
    return turn if text == folded(turn) else text


def _lead(text: str, catalogue: Sequence[Listed]) -> int:
    """How much stands before the first name of a unit and says nothing: '你们库里', '帮忙看看'."""
    named = read_scope(text, catalogue).named
    start = min((span.start for span in named), default=0)
    return start if start and _says_nothing(text[:start]) else 0


def _says_nothing(clause: str) -> bool:
    """Whether all words are of the asker, one of them plainly so."""
    bare = clause.strip(_MARKS)
    if _ROUNDED_TO.search(bare):
        return False
    words = [word for word, _ in tagged(bare)] if bare else []
    strong, weak = _words()["strong"], _words()["weak"]
    return bool(
        any(word in strong for word in words) and all(_known(word, strong | weak) for word in words)
    )


def _known(word: str, listed: frozenset[str]) -> bool:
    """A word of the list, or one that falls into two of them: '这份' + '材料'."""
    if word in listed:
        return True
    return any(word[:at] in listed and word[at:] in listed for at in range(1, len(word)))
