"""Two things asked apart that the papers print as one: '电话费和快递费各多少' where only 邮电费 is printed.

Takes a Query and a Composed answer, says whether one figure is told for both. Knows no documents.

    '电话费和快递费各多少'   ->   '邮电费 0.65 万元'      no: it is neither the one nor the other
    '电话费和快递费一共多少'  ->   '邮电费 0.65 万元'      yes
"""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.guard.joined_names import told_for_one_of_them
from retrieval.understand.item import Item
from retrieval.understand.question import Query
from retrieval.writing.compose import Composed

__all__ = ["told_as_one"]

_BESIDE = re.compile(
    r"(?:费用?|的?钱|的?支出|的?开支|的?花费)?(?:和|与|跟|及|以及|、|还有|还是|比)(?:是)?"
)
_APART = re.compile(r"各|分别|哪[个项一样]|谁|相差|差多少|[多少高低大小](?:出|了)?(?:多少|几)")
_TOGETHER = re.compile(r"一共|总共|合计|共计|加起来|加在一起|合起来|之和|总和")


def told_as_one(query: Query, composed: Composed) -> bool:
    """Whether two wordings of one item stand beside each other and each of them is asked for, or a name
    that joins two things is told for one of them."""
    if told_for_one_of_them(query, composed):
        return True
    asked = query.asked or query.text
    if not composed.figures or not _APART.search(asked):
        return False
    if _TOGETHER.search(asked) and "各" not in asked and "分别" not in asked:
        return False
    return any(_alike(query, one, other) for one, other in pairwise(query.items))


def _alike(query: Query, one: Item, other: Item) -> bool:
    """'电话费', '快递': one concept, two wordings, joined."""
    same = bool(one.concepts) and one.concepts == other.concepts and one.text != other.text
    return same and _BESIDE.fullmatch(query.text[one.end : other.start]) is not None
