"""Whether heads are those asked for: posts (编制) are never given for people in them (实有), nor these for those.

Takes a Query and what a lane composed. Knows no document.

    '执法大队编制多少人'   ->   '年末实有人数 22 人'     no: posts were asked
"""

from __future__ import annotations

import re

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed

__all__ = ["of_asked_heads"]

_POSTS = re.compile(r"编制(?!说明|范围|依据|情况|单位|口径|原则|部门|预算|决算)(?:数|人数|名额)?")
_THERE = re.compile(r"实有|在职|在编|在岗|现有|缺编|空编|超编|满编|空缺|空额|空着|差|比")
_EMPTY = re.compile(r"空编|缺编|空缺|空着|空了|超编")


def of_asked_heads(query: Query, composed: Composed) -> bool:
    """Whether no figure told is of people where posts alone are asked, or the other way round."""
    asked = query.asked or query.text
    posts, there = _POSTS.search(asked) is not None, _THERE.search(asked) is not None
    if (
        (posts == there and not _EMPTY.search(asked))
        or composed.kind != "found"
        or not composed.figures
    ):
        return True
    told = [folded(figure.item) for figure in composed.figures]
    if _EMPTY.search(asked) and all("编制" in item for item in told):
        return False
    if posts:
        return not all(re.search(r"实有|在职|在岗", item) for item in told)
    only_there = re.search(r"实有", asked) is not None
    return not (only_there and all("编制" in item and "实有" not in item for item in told))
