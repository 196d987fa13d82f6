"""Ways to put a question that mean a plainer one: codes in two parts, counts of what is asked for.

Takes a folded turn, gives it as the other readers know it. Knows no document and no vocabulary.

    '302类27款委托业务费'            ->  '30227委托业务费'
    '金额最大的三样东西'              ->  '金额最大的三项东西'
    '包含哪三家预算单位'              ->  '包含哪几家预算单位'
    '上年结转具体指哪笔钱'            ->  '上年结转具体指什么'
    '处置报废车辆收了多少钱'           ->  '处置报废车辆收入多少钱'
"""

from __future__ import annotations

import re

__all__ = ["plainly"]

_CODE = re.compile(r"(?<![\d.])(?P<a>[235]\d{2})类(?P<b>\d{2})款(?:(?P<c>\d{2})项)?")
_NUMBER = r"(?:[二两三四五六七八九十]|\d{1,2})"
_THINGS = re.compile(
    rf"((?:最[大高多贵低小少]的(?:前)?|前){_NUMBER})[样件种](?=东西|设备|物品|货物|的|是|[,?])"
)
_SO_MANY = re.compile(rf"哪{_NUMBER}(?=[家个种类样项](?![位年月]))")
_ORDERED = re.compile(r"最|前|排")
_CALLED = re.compile(rf"(?:的)?{_NUMBER}个项目(?:都|分别)?(?:叫|是)(?:什么|啥|哪些)(?:名字)?")
_TAKEN_IN = re.compile(r"(?<=[\u4e00-\u9fff])(?:收了|收回来?|收到了?|进账)(?=多少(?:钱|万元?|元))")
_WHICH_MONEY = re.compile(
    r"(?:具体|到底|究竟)?是?指的?是?哪一?(?:笔|些|个|部分|块|类|种)(?:项目|方面)?的?(?:钱|资金|款项?)"
)
_WHAT_MONEY = re.compile(
    r"(?:主要|都|具体|到底)是些?(?:什么|哪些|哪笔|啥)(?:钱|资金|款项?)(?![\u4e00-\u9fff])"
)
_USED_ON = re.compile(r"费用(?=[在于到]了?哪)")
_GOALS = re.compile(r"绩效")
_NOT_THAT = re.compile(r"\((?:而)?不是[^()]{2,24}\)")
_IN_TABLE = re.compile(r"表(?:里|中|内|上)")


def plainly(turn: str) -> str:
    """The turn in the wording that the other readers know."""
    turn = _CODE.sub(lambda m: m["a"] + m["b"] + (m["c"] or ""), turn)
    turn = _THINGS.sub(r"\1项", turn)
    if not _ORDERED.search(turn):
        turn = _SO_MANY.sub("哪几", turn)
    if _GOALS.search(turn):
        turn = _CALLED.sub("的项目有哪些", turn)
    turn = _USED_ON.sub("费都用", turn)
    turn = _WHAT_MONEY.sub("主要包括什么", _WHICH_MONEY.sub("具体指什么", turn))
    turn = _TAKEN_IN.sub("收入", turn)
    bare = _NOT_THAT.sub("", turn)
    return bare if _IN_TABLE.search(bare) else turn
