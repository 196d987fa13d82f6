"""By which wordings the labels printed in the documents may be asked for.

Takes printed labels, gives an index from wordings to labels. Knows no questions.

    '餐饮服务经费'  may be asked for as  '餐饮服务经费', '餐饮服务'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from retrieval.words.lexicon import label_key, lexicon

__all__ = ["Labels", "label_index"]

Labels = Mapping[str, frozenset[str]]
"""A wording -> the printed labels (as `label_key`) it may mean in the documents in scope."""

_TAIL = re.compile(r"(?:支出|经费|费用|费|项目|资金|专项|工作)$")
_SPELLING = re.compile(r"的|(?:支出|经费|费用|费)$")
_LONG = 7


def label_index(labels: Iterable[str]) -> dict[str, frozenset[str]]:
    """Wordings by which printed labels may be asked for: themselves, and without '支出', '经费'…"""
    index: dict[str, set[str]] = {}
    forms = {word for listed in lexicon().words.values() for word in listed}
    neutral = lexicon().neutral | lexicon().stop | forms
    for label in labels:
        key = label_key(label)
        if len(key) < 2 or key in neutral:
            continue
        index.setdefault(key, set()).add(key)
        index.setdefault(key.replace("、", ""), set()).add(key)
        short = _TAIL.sub("", key)
        if len(short) >= 2 and short not in neutral:
            index.setdefault(short, set()).add(key)
    _join_spellings(index)
    return {wording: frozenset(keys) for wording, keys in index.items()}


def _join_spellings(index: Mapping[str, set[str]]) -> None:
    """'未归口管理的…离退休' in a table is '未归口管理…离退休费' in prose: each asks for both."""
    spelt: dict[str, set[str]] = {}
    for key in {key for keys in index.values() for key in keys}:
        bare = _SPELLING.sub("", key)
        if len(bare) >= _LONG:
            spelt.setdefault(bare, set()).add(key)
    for keys in index.values():
        for key in tuple(keys):
            keys |= spelt.get(_SPELLING.sub("", key), set())
