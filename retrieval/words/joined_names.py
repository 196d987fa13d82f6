"""Names that join several things: 校园安保及消防维保服务 is the guard and the fire service.

Takes a printed name and the words of a question, says whether one of the things is said whole and another not at
all. Joined 科目 are one thing by law and none of these.

    '校园安保及消防维保服务'  by  '校园安保花多少'           ->   True
    '校园安保及消防维保服务'  by  '校园安保和消防维保花多少'   ->   False
"""

from __future__ import annotations

import re

from retrieval.words.lexicon import label_key, lexicon
from retrieval.words.said_in_full import squeezed
from retrieval.words.words_said import said_by

__all__ = ["names_one_of_them"]

_JOINT = re.compile(r"以及|及其?|与|和|、")
_TAIL = re.compile(r"(?:服务|项目|经费|资金|费用?|工作|建设|补助|补贴|奖补|管理)+$")
_UNSAID = 0.34
"""How much of a thing is said at most where it is not meant."""


def names_one_of_them(name: str, text: str) -> bool:
    """Whether a text names one of the things that a name joins, and another not at all."""
    key = label_key(name)
    if key in lexicon().printed:
        return False
    parts = [_TAIL.sub("", part) or part for part in _JOINT.split(key)]
    parts = [re.sub(r"\W", "", part) for part in parts if len(part) > 1]
    plain = squeezed(text)
    shares = [sum(said_by(part, text)) / len(part) for part in parts if part]
    return len(shares) > 1 and any(p in plain for p in parts if p) and min(shares) < _UNSAID
