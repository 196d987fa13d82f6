"""What 'this project' of a later turn is: the one item that the answer before it named.

Takes the turns of a conversation and a way to have the turns before answered; gives the turns with
the name in place of the pronoun, or None where the turn before asked for one and none was found: a
figure of anything else would be of another item. Knows no documents.

    '最大的是哪个项目' / '这个项目比上年少了多少'   ->   '产业专项资金比上年少了多少'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

__all__ = ["resolved"]

_THIS = re.compile(
    r"(?:那么?)?(?:这|那|该|此)(?:一)?(?:个|项|笔|条)?(?:最[大多高少小低]的)?(?:项目|科目|专项|款项|支出项目|活动)(?!支出)"
)
_NAMING = re.compile(r"哪|谁|什么(?:项目|科目|专项)")
_MOST = re.compile(r"最[大多高少小低]|第[一二三四五]|[大多高少小低]的是")
"""The turn before asks which one it is; otherwise the pronoun means what that turn names itself."""


def resolved(
    turns: Sequence[str], items_of: Callable[[Sequence[str]], Sequence[str]]
) -> tuple[str, ...] | None:
    """The turns, the last one with the name of what it points at; None where that is not known."""
    *before, last = turns
    match = _THIS.search(last)
    most = bool(before) and _MOST.search(before[-1]) is not None
    if match is None or not before or not (most or _NAMING.search(before[-1])):
        return tuple(turns)
    items = list(dict.fromkeys(items_of(before)))
    if len(items) != 1 or not items[0]:
        return None if most else tuple(turns)
    return (*before, f"{last[: match.start()]}{items[0]}{last[match.end() :]}")
