"""Whether a printed label is what a user's field is called: marks, ordinals, years and units aside.

>>> called("预算数", "2025年预算数（万元）"), called("项目", "项目支出"), called("“三公”经费", "一、三公经费")
(True, False, True)
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.labels import plain_label

__all__ = ["called"]

_NOISE = re.compile(r"\((?:类|款|项|类级|款级|项级)\)|[“”\"'‘’,、。:;·\s\[\]]")
_UNIT = re.compile(r"\((?:单位:?)?(?:亿元|万元|千元|元|%|人|辆|个)\)$")
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度)?|^本年(?:度)?(?=.)")


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return _NOISE.sub("", plain_label(text)).replace("其它", "其他")


def called(name: str, printed: str) -> bool:
    """The same name; 支出 at its end counts: 项目 is not 项目支出."""
    wanted, key = _key(name), _key(printed)
    if wanted == key:
        return key != ""
    bare = _YEAR.sub("", _UNIT.sub("", key))
    return wanted == bare != ""
