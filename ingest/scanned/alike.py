"""Characters that look alike become the one that is meant where they stand.

Takes a text as recognised, gives it with the right one of each alike pair, and for every character
those it cannot be told from by sight: their probabilities count together. Knows no pictures.

    'O' alone in a cell, '51，447'   ->   '0', '51,447'
    '(一)一般公共预算'                ->   '（一）一般公共预算'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["folded"]

CERTAIN = 0.9

_IN_NUMBERS = {
    "0": "0OoQ〇○０",
    "1": "1lI|丨１",
    "5": "5S５",
    "8": "8B８",
    ",": ",，、;；",
    ".": ".．。·",
    "-": "-－—–一―",
    "(": "(（",
    ")": ")）",
    "%": "%％",
}
_IN_CHINESE = {"（": "（(", "）": "）)", "，": "，,", "：": "：:", "；": "；;", "—": "—－–―-"}

_TO_NUMBER = {ord(char): figure for figure, chars in _IN_NUMBERS.items() for char in chars}
_TO_CHINESE = {char: mark for mark, chars in _IN_CHINESE.items() for char in chars}

_NUMBER = re.compile(r"[-(+¥￥]?[\d.,]*\d[\d.,]*[)%]*")
_ROUND = re.compile(r"[Oo〇○QＯ]")
_PAGE = re.compile(r"([-－—–一―_二=]+)(\s*\d{1,4}\s*)([-－—–一―_二=]+)")
_DASHES = re.compile(r"[_－–―ー—]{1,3}")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def folded(text: str, sure: Sequence[float] = ()) -> tuple[str, list[str]]:
    """The text as it is meant, and for each character all that look like it.

    A mark that was recognised surely keeps its width.
    """
    if page := _PAGE.fullmatch(text):
        dashes = ("—" * len(page[1]), page[2], "—" * len(page[3]))
        return "".join(dashes), [_IN_CHINESE.get(char, char) for char in "".join(dashes)]
    if _DASHES.fullmatch(text):
        return "—" * len(text), [_IN_CHINESE["—"] + "_ー"] * len(text)
    figures = text.translate(_TO_NUMBER)
    if _NUMBER.fullmatch(figures) and (any(map(str.isdigit, text)) or _ROUND.fullmatch(text)):
        return figures, [_IN_NUMBERS.get(char, char) for char in figures]
    chars = [
        text[index] if index < len(sure) and sure[index] > CERTAIN else _marked(text, index)
        for index in range(len(text))
    ]
    return "".join(chars), [_IN_CHINESE.get(char, char) for char in chars]


def _marked(text: str, index: int) -> str:
    """A mark of punctuation as wide as the writing it stands in."""
    char = text[index]
    mark = _TO_CHINESE.get(char)
    if mark is None or mark == char or char in "-–":
        return char
    beside = (
        text[index + 1 : index + 2] if char == "(" else text[index - 1 : index] if index else ""
    )
    other = text[index - 1 : index] if char == "(" and index else text[index + 1 : index + 2]
    if _CHINESE.match(beside) or (char in "()" and _CHINESE.match(other)):
        return mark
    return char
