"""Printed labels made comparable: '一、 一般公共服务支出' and '一般公共服务支出（类）' are one name.

Takes the text of a cell or a phrase, gives its plain name, its ordinal and what it says of itself.
Knows nothing of tables or sentences.

>>> plain_label("（二）政府性基金 预算"), ordinal_rank("（二）政府性基金预算")
('政府性基金预算', 2)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "is_carry", "is_total", "name_key", "ordinal_rank", "plain_label", "same_name"]

_ORDINALS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"^\([一二三四五六七八九十]{1,3}\)、?"),
    re.compile(r"^\d{1,2}[.、](?!\d)"),
    re.compile(r"^\(\d{1,2}\)、?"),
)
"""Ordinals from the highest rank (1) to the lowest (4): 一、 （一） 1. （1）."""

_OF_WHICH = re.compile(r"^(?:其中|减|加)[::]")
_TOTAL = re.compile(r"^(?:部门|单位)?(?:本年)?(?:收入|支出|收支)?(?:合计|总计|总额|共计)$")
_CARRY = re.compile(
    r"结转|结余|弥补|使用非财政拨款|事业基金|专用基金|动用|历年|调入|回收|上年|下年|预算稳定"
)
_NAME_NOISE = re.compile(r"\((?:类|款|项|类级|款级|项级)\)|[“”\"'‘’,、。:;·\s]")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Half width, no white space, one form of every bracket: '因公 出国（境）费' -> '因公出国(境)费'."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _strip_ordinal(folded: str) -> tuple[str, int]:
    for rank, pattern in enumerate(_ORDINALS, 1):
        if found := pattern.match(folded):
            return folded[found.end() :], rank
    return folded, 0


@lru_cache(maxsize=8192)
def ordinal_rank(text: str) -> int:
    """1 for '一、', 2 for '（一）', 3 for '1.', 4 for '（1）', 0 where no ordinal is printed."""
    return _strip_ordinal(fold(text))[1]


@lru_cache(maxsize=8192)
def plain_label(text: str) -> str:
    """The name without ordinal and without '其中：'; brackets kept, in half width."""
    label = _strip_ordinal(fold(text))[0]
    return _strip_ordinal(_OF_WHICH.sub("", label))[0]


def is_total(text: str) -> bool:
    """True for 合计, 总 计, 本年支出合计, 收入总计; False for 人员经费合计 and 小计."""
    return bool(_TOTAL.match(plain_label(text)))


def is_carry(text: str) -> bool:
    """True for money that moves between years or out of reserves: 上年结转, 用事业基金弥补收支差额."""
    return bool(_CARRY.search(plain_label(text)))


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """What is left of a name without marks, ordinals and a final 支出: equal for the same name."""
    return _NAME_NOISE.sub("", plain_label(text)).replace("其它", "其他").removesuffix("支出")


def same_name(left: str, right: str) -> bool:
    """The same classification name, whatever marks, ordinals or a final 支出 are printed."""
    return name_key(left) == name_key(right) != ""
