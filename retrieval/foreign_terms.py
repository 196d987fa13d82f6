"""Questions that use a proper term, or the other side of the books: no everyday word is meant there.

Takes the words of a question without unit, year and money, and the item that is nearest to them;
says whether they cannot mean it. A term such as 门票收入 or 机械化作业率 is asked by its name: where
the document does not print it, no neighbour stands in for it. Knows no document.

    '门票收入', 差旅费       ->  True      '加油费', 公务用车运行维护费   ->  False
    '看病挣的钱', 医疗保险   ->  True      '出差坐车住店', 差旅费        ->  False
"""

from __future__ import annotations

import re

from retrieval.everyday import Everyday

__all__ = ["cannot_mean"]

_TERM = re.compile(
    r"(?:收入|收费|费|款|率|占比|比例|比重|额|数|量|面积|人次|里程|利息|账款|负债|资产|基金|税|余额|价值|净值|原值|产值|总值)"
    r"(?:达到|达|是|为)?$"
)
_SPOKEN = re.compile(r"[给发买花吃修坐的看用交缴请住打上去来盖种养拿付雇找搞喝领跑做让被把]")
_LONGEST_TERM = 14
_RATE = re.compile(r"(?:率|占比|比例|人次|面积|里程|产量|数量)(?:要求)?(?:达到|达|是|为)?$")
_EARNED = re.compile(r"挣|赚|创收|收上来|收进来|收来的|进账|入账")
_INCOME = re.compile(r"收入|拨款|结转|结余|上缴|补助")


def cannot_mean(asked: str, item: Everyday) -> bool:
    """Whether the words are a term of their own, a rate, or money earned where the item is spent."""
    if _RATE.search(asked):
        return True
    if _EARNED.search(asked) and not _INCOME.search(item.title):
        return True
    return _is_term(asked) and asked not in (*item.ways, *item.names)


def _is_term(asked: str) -> bool:
    """A compact name as printed labels are, without a word of everyday speech."""
    return len(asked) <= _LONGEST_TERM and bool(_TERM.search(asked)) and not _SPOKEN.search(asked)
