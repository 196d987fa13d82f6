"""The numbering habits of headings: 第X部分, 第X节, 一、, （一）, 1. / 1、, 1.1, （1）, ①.

Takes a line, says which kind of number it starts with; knows nothing of sections.

>>> numbering("（二）部门支出预算情况说明")
Numbering(rank=30, value=2, label='（二）', title='部门支出预算情况说明')
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Numbering", "chinese_number", "numbering", "plain_numbering"]

_HAN = "一二三四五六七八九十百"
_MEASURE = (
    r"万|亿|元|个(?!人)|倍|平方|亩|公[里斤顷]|吨|人(?![员才大社民力])|辆|台(?!账)|名(?![词称])|家(?!庭)"
    r"|项(?!目)|次|所(?![属有])|年(?![度初末])|月|日(?!常)|号|楼|层|米|份|件|批(?!复)"
)
_TITLED = rf"(?=[\u4e00-\u9fff“])(?!{_MEASURE})"
"""A title behind a bare number, not what the number counts: '1.1 主要职责', never '1.1 万元'."""
_PLAIN = re.compile(rf"(\d{{1,2}})\s+{_TITLED}")
_KINDS = (
    (10, re.compile(rf"第\s*([{_HAN}\d]+)\s*(?:部\s*分|章|篇)[、：:.．]?\s*")),
    (12, re.compile(rf"第\s*([{_HAN}\d]+)\s*节[、：:.．]?\s*")),
    (20, re.compile(rf"([{_HAN}]+)\s*[、.．]\s*")),
    (30, re.compile(rf"[（(]\s*([{_HAN}]+)\s*[）)]\s*[、.．]?\s*")),
    (40, re.compile(r"(\d{1,2})\s*(?:[、．]|\.(?!\d))\s*")),
    (44, re.compile(rf"\d{{1,2}}\.\d{{1,2}}\.(\d{{1,2}})[.、]?\s*{_TITLED}")),
    (42, re.compile(rf"\d{{1,2}}\.(\d{{1,2}})[.、]?\s*{_TITLED}")),
    (50, re.compile(r"[（(]\s*(\d{1,2})\s*[）)]\s*[、.．]?\s*")),
    (60, re.compile(r"([①-⑳])\s*")),
)
_STARTS = re.compile(rf"[第{_HAN}（(\d①-⑳]")
"""What every number begins with; most lines do not."""

_POWERS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}


class Numbering(NamedTuple):
    """The number a line starts with: its kind as a rank (10 outermost), its value, the rest."""

    rank: int
    value: int
    label: str
    title: str


def numbering(text: str) -> Numbering | None:
    """The number at the start of a line, or None."""
    body = text.strip()
    if not _STARTS.match(body):
        return None
    for rank, pattern in _KINDS:
        found = pattern.match(body)
        if found:
            return Numbering(rank, chinese_number(found[1]), found[0].strip(), body[found.end() :])
    return None


def plain_numbering(text: str) -> Numbering | None:
    """'2 收支情况': a bare number before a title, a heading only beside '2.1 收入情况'."""
    body = text.strip()
    found = _PLAIN.match(body)
    if not found:
        return None
    return Numbering(40, int(found[1]), found[1], body[found.end() :])


def chinese_number(text: str) -> int:
    """'十四' -> 14, '两千三百' -> 2300, '7' -> 7, '③' -> 3."""
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    total, digit = 0, 0
    for char in text.replace("两", "二"):
        if char in _POWERS:
            total += (digit or 1) * _POWERS[char]
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit
