"""Places that print a part under the name of the whole: what was carried over, what one project takes.

Takes a Place and the item asked for. Knows nothing of ranking or wording.

    上年结转 > 一般公共预算拨款  126.50                      ->  no 一般公共预算拨款 of the year
    实行绩效目标管理的项目 > 一般公共预算拨款  2452.05        ->  what projects take of it
"""

from __future__ import annotations

import re

from retrieval.understand.main_items import divides, splits
from retrieval.understand.places import Place, is_neutral
from retrieval.understand.question import Item
from retrieval.words.lexicon import label_key

__all__ = ["carried_over", "part_of_fund"]

_CARRIED = re.compile(
    r"(?:上年|年初|期初|年末|年终|期末)(?:财政拨款)?(?:结转|结余|滚存)|结转(?:下年|结余)"
)
_WHOLE = re.compile(
    r"^(?:本年|当年|全年|年初|部门|单位|财政拨款|一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?|财政)*"
    r"(?:收支|收入|支出|拨款|预算|决算|总计|合计|总额|资金|来源|部分|情况|安排|总|按|和|与|、|年度|数)*$"
)
"""Labels that stand for all that a unit has: '2025年部门收支总预算', '财政拨款收入'."""


def carried_over(place: Place) -> bool:
    """Whether a row stands under what was carried over from a year or into the next."""
    return any(_CARRIED.match(label_key(label)) for label in place.fact.row_path[:-1])


def part_of_fund(place: Place, item: Item) -> bool:
    """Whether a sentence tells what one project, 科目 or purpose takes of the money that is asked for."""
    if place.fact.table is not None or not divides(item) or splits(item):
        return False
    outer = [label_key(label) for label in place.fact.row_path[:-1]]
    return any(not (_WHOLE.match(label) or is_neutral(label)) for label in outer)
