"""Names that a text says in full, whatever marks stand in it: '（上年结转）' is said by '上年结转'.

Takes a printed name and a squeezed text, gives the text without the name. Knows no document.

    '茶园奖补（结转）'  in  squeezed('茶园奖补结转的钱从哪来')   ->   '|的钱从哪来'
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.words.lexicon import folded, label_key

__all__ = ["squeezed", "without_name", "wordings"]

_SHORTEST = 3


@lru_cache(maxsize=65536)
def squeezed(text: str) -> str:
    """A text without marks and brackets, but for '|' where something was taken out."""
    return re.sub(r"[^\w|]|_", "", folded(text))


@lru_cache(maxsize=65536)
def wordings(name: str, least: int = _SHORTEST) -> tuple[str, ...]:
    """A name as it may be said: in full, without its number, without what stands in brackets."""
    printed = re.sub(r"\s", "", folded(name))
    bare = re.sub(r"\([^()]*\)", "", printed)
    numbered = (label_key(printed), label_key(bare))
    forms = dict.fromkeys(map(squeezed, (printed, bare, *numbered)))
    return tuple(form for form in forms if len(form) >= least)


def without_name(name: str, text: str, least: int = _SHORTEST) -> str | None:
    """The squeezed text without the name, '|' in its place; None where it does not say the name."""
    said = next((form for form in wordings(name, least) if form in text), None)
    return None if said is None else text.replace(said, "|", 1)
