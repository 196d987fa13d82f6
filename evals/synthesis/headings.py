"""Numbering habits: how the headings of a document are numbered at each level.

>>> numbered("arabic", (2, 1), "收入预算情况")
'2.1 收入预算情况'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

__all__ = ["Habit", "numbered", "numeral"]

Habit = Literal["parts", "chapters", "chinese", "arabic", "dotted", "bold", "titles"]

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FORMS: dict[Habit, tuple[str, str, str]] = {
    "parts": ("第{c}部分 {t}", "{c}、{t}", "（{c}）{t}"),
    "chapters": ("第{c}章 {t}", "第{c}节 {t}", "{c}、{t}"),
    "chinese": ("{c}、{t}", "（{c}）{t}", "{n}.{t}"),
    "arabic": ("{n} {t}", "{path} {t}", "{path} {t}"),
    "dotted": ("{n}.{t}", "({n}) {t}", "{o}{t}"),
    "bold": ("{t}", "{t}", "{t}"),
    "titles": ("{t}", "{c}、{t}", "{n}. {t}"),
}


def numeral(number: int) -> str:
    """A Chinese numeral below one hundred: 21 -> '二十一'."""
    tens, ones = divmod(number, 10)
    head = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "")
    return head + (_DIGITS[ones] if ones or not tens else "")


def numbered(habit: Habit, path: Sequence[int], title: str) -> str:
    """The heading line of a title at the position `path`: (2, 1) is the first under the second."""
    number = path[-1]
    return _FORMS[habit][len(path) - 1].format(
        c=numeral(number),
        n=number,
        o=_CIRCLED[min(number, 20) - 1],
        path=".".join(map(str, path)),
        t=title,
    )
