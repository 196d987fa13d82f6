"""Questions that use a proper term, or the other side of the books: no everyday word is meant there.

Takes the words of a question without unit, year and money, and the item that is nearest to them;
says whether they cannot mean it. A term such as 门票收入 or 机械化作业率 is asked by its name: where
the document does not print it, no neighbour stands in for it. Knows no document.

    '门票收入', 差旅费       ->  True      '加油费', 公务用车运行维护费   ->  False
    '看病挣的钱', 医疗保险   ->  True      '出差坐车住店', 差旅费        ->  False
"""

from __future__ import annotations

import re

from retrieval.words.everyday import Everyday

__all__ = ["asks_earnings", "cannot_mean", "is_by_definition_another", "is_of_the_other_end"]

_TERM = re.compile(
    r"(?:收入|收费|费|款|率|占比|比例|比重|额|数|量|面积|人次|里程|利息|账款|负债|资产|基金|税|余额|价值|净值|原值|产值|总值)"
    r"(?:达到|达|是|为)?$"
)
_SPOKEN = re.compile(r"[给发买花吃修坐的看用交缴请住打上去来盖种养拿付雇找搞喝领跑做让被把]")
_LONGEST_TERM = 14
_RATE = re.compile(r"(?:率|占比|比例|人次|面积|里程|产量|数量)(?:要求)?(?:达到|达|是|为)?$")
_EARNED = re.compile(r"挣|赚|创收|收上来|收进来|收来的|进账|入账")
_INCOME = re.compile(r"收入|拨款|结转|结余|上缴|补助")


_NEVER = {
    "差旅费": re.compile(r"外国|国外|海外|境外|出国|出境|出洋|留洋"),
    "退休费": re.compile(r"离休|(?:建国|解放|新中国成立)(?:以)?前|参加革命|老红军|老八路"),
    "对个人和家庭的补助": re.compile(
        r"(?:厂商|厂家|厂子|工厂|商家|企业|公司)(?!退休|离休|职工|员工|工人|人员|军转)"
    ),
}
"""What an item of the classification is not, by what it is defined as: travel abroad is 因公出国（境）费,
those who joined before 1949 are 离休, money for businesses is 对企业补助."""

_JOINED = re.compile(r"[和与及跟]|出差|差旅|退休")


def is_by_definition_another(asked: str, item: Everyday) -> bool:
    """Whether the classification keeps what the words say apart from the item; two things joined are both."""
    never = _NEVER.get(item.title)
    return never is not None and bool(never.search(asked)) and not _JOINED.search(asked)


_CARRIED_ON = re.compile(
    r"(?:留|转|带|滚|拿)(?:到|至|入|给|去|来)?(?:了)?(?:下一?|次|来|明)年|年[底末][^,?。]{0,6}(?:剩|余|没(?:花|用)[完掉光])"
    r"|(?:今|本|当)年[^,?。]{0,4}(?:剩|余|没(?:花|用)[完掉光])[^,?。]{0,6}(?:下一?|次|来|明)年"
)
_CARRIED_IN = re.compile(
    r"(?:上一?|去|往|前一)年[^,?。]{0,8}(?:剩|余|没(?:花|用)[完掉光]|留|转|带)[^,?。]{0,8}(?:来|今年|本年|接着)"
)


def is_of_the_other_end(text: str, item: Everyday) -> bool:
    """Whether the item is what was left at the other end of the year: '留到下一年用' is no 上年结转."""
    on, came = _CARRIED_ON.search(text) is not None, _CARRIED_IN.search(text) is not None
    if on == came or not re.search(r"结[转余]", item.title):
        return False
    return bool(re.search(r"上年|年初" if on else r"下年|年末", item.title))


def asks_earnings(asked: str) -> bool:
    """'看病挣的钱', '能进账多少': money that comes in, which no project is."""
    return _EARNED.search(asked) is not None


def cannot_mean(asked: str, item: Everyday) -> bool:
    """Whether the words are a term of their own, a rate, or money earned where the item is spent."""
    if _RATE.search(asked) or _is_collected(asked, item):
        return True
    if _is_subsidy(asked, item):
        return True
    if asks_earnings(asked) and not _INCOME.search(item.title):
        return True
    return _is_term(asked) and asked not in (*item.ways, *item.names)


_COLLECTED = re.compile(r"^([\u4e00-\u9fff]{1,3}(?:费|票|租|租金|款))(?:一共|总共|共|都|一年)*收")


def _is_collected(asked: str, item: Everyday) -> bool:
    """'停车费收了多少' comes in, which nothing that is spent does, and an income only if it is said so."""
    charge = _COLLECTED.search(asked)
    if charge is None:
        return False
    own = any(charge[1] in way for way in (*item.ways, *item.names))
    return not (own and _INCOME.search(item.title))


_SUBSIDY = re.compile(r"补助|补贴|奖补|资助|救助金|奖励金")


def _is_subsidy(asked: str, item: Everyday) -> bool:
    """'种茶叶的补助': money handed on, where the item is bought or used up and nobody calls it a subsidy."""
    bought = any(code.startswith(("302", "310")) for code in item.codes)
    called = any(_SUBSIDY.search(way) for way in (*item.ways, *item.names))
    return bought and not called and _SUBSIDY.search(asked) is not None


def _is_term(asked: str) -> bool:
    """A compact name as printed labels are, without a word of everyday speech."""
    return len(asked) <= _LONGEST_TERM and bool(_TERM.search(asked)) and not _SPOKEN.search(asked)
