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
_MOST = re.compile(r"最[大多高少小低]|第[一二三四五](?!季)|[大多高少小低]的是|大头")
"""The turn before asks which one it is; otherwise the pronoun means what that turn names itself."""


_IT = re.compile(
    r"^(?:那么?|而)?(?:它们?|其(?![中他余它])|(?:这|那|该|此)(?:一)?(?:个|项|笔|块|单|宗|样|件|条|类|种|部分|次)(?!单位|局|部门|街道|里|中|项目|活动|采购|支出|钱)|这(?=占|比|是|要|花)|该)(?:的)?"
)
_OF_IT = re.compile(
    r"^(?:那么?|又|大概|一共|总共)*(?:占(?!了?第)|比(?:上年|去年|上一年|前一年)|较(?:上年|去年)|上年|去年|上一年|为什么|为何|怎么|(?:要|需要?|得|会)?(?:花|用|是|有|安排)?了?(?:多少|几)(?=钱|万|元|资金|经费|[?。]|$)|用[来在于]|干什么|是干|主要用)"
)
"""A turn that goes on about the one that was just named: with a pronoun, or without any name."""


def resolved(
    turns: Sequence[str], items_of: Callable[[Sequence[str]], Sequence[str]]
) -> tuple[str, ...] | None:
    """The turns, each with the name of what it points at; None where the last one's is not known."""
    said = turns[:1]
    for turn in turns[1:]:
        named = _named(said, turn, items_of)
        said = (*said, turn if named is None else named)
    return None if len(turns) > 1 and named is None else tuple(said)


def _named(
    before: Sequence[str], last: str, items_of: Callable[[Sequence[str]], Sequence[str]]
) -> str | None:
    """The turn with the name of the item that the answer before it told; None where it told none."""
    most = _MOST.search(before[-1]) is not None and _NAMING_ONE.search(before[-1]) is not None
    match = _THIS.search(last) or (most and (_IT.match(last) or _OF_IT.match(last))) or None
    if match is None or not (most or _NAMING.search(before[-1])):
        return last
    items = list(dict.fromkeys(items_of(before)))
    if len(items) != 1 or not items[0]:
        return None if most else last
    start, end = match.span()
    return f"{last[:start]}{items[0]}{last[start if match.re is _OF_IT else end :]}"


_NAMING_ONE = re.compile(r"哪|谁|什么|[大多高少小低]的(?:呢|那)|大头")
