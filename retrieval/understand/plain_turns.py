"""Ways to put a question that mean a plainer one: codes in two parts, counts of what is asked for.

Takes a folded turn, gives it as the other readers know it. Knows no document and no vocabulary.

    '302类27款委托业务费'            ->  '30227委托业务费'
    '金额最大的三样东西'              ->  '金额最大的三项东西'
    '包含哪三家预算单位'              ->  '包含哪几家预算单位'
    '上年结转具体指哪笔钱'            ->  '上年结转具体指什么'
    '养活职工(薪水、社保都算)要多少钱'   ->  '养活职工要多少钱'
    '换成财政局的呢'                  ->  '财政局的呢'
    '用卖地、彩票之类的政府性基金'       ->  '用政府性基金'
    '要花几钱', '少了几多'             ->  '要花多少钱', '少了多少'
    '执法执勤用车的数量是多少'         ->  '执法执勤用车有多少辆'
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
_WHICH_MONEY = re.compile(
    r"(?:具体|到底|究竟)?是?指的?是?哪一?(?:笔|些|个|部分|块|类|种)(?:项目|方面)?的?(?:钱|资金|款项?)"
)
_WHAT_MONEY = re.compile(
    r"(?:主要|都|具体|到底)是些?(?:什么|哪些|哪笔|啥)(?:钱|资金|款项?)(?![\u4e00-\u9fff])"
)
_USED_ON = re.compile(r"费用(?=[在于到]了?哪)")
_GOALS = re.compile(r"绩效")
_NOT_THAT = re.compile(r"\((?:而)?不是[^()]{2,24}\)")
_OFFICIAL = r"费|支出|经费|收入|拨款|结[转余]|公积金|年金|奖金"
_COUNTED_IN = re.compile(
    rf"\((?:(?:(?!{_OFFICIAL})[\u4e00-\u9fff、和])+)(?:都|全|也)(?:算|包括|包含|含|在内)(?:上|在内|进去)?(?:的话)?\)"
)
"""Everyday words for what belongs to the thing; official names would make it a larger sum."""
_SUCH_AS = re.compile(
    r"(?<=[用拿靠,])(?:[\u4e00-\u9fff]{1,8}、)+[\u4e00-\u9fff]{1,8}(?:之类|这一?类|一类|这样)的"
    r"(?=[\u4e00-\u9fff]{4,})(?!(?:日常|其他|各种|各类)?(?:支出|开支|费用|钱|东西|项目|花|经费|收入|资金|款|科目))"
)
"""Examples of a class that is named behind them; a class without a name of its own is all of them."""
_THREE = re.compile(r"三公(?:经费)?三项(?:\([^()]*\))?(?!各|分别)")
_HAS_CARS = re.compile(r"(?:名下)?有(?:没有)?(?:公?车|车辆|公务用车)(?:吗|么|没有|没)?(?=[?。]|$)")
_INSTEAD = re.compile(
    r"^(?:那么?|要是|如果|假如|再|把它|都)*(?:换成?|换作|换做|换到|换|改成|改为|改问|改看)(?:是)?(?=[\u4e00-\u9fff]{2})(?!算|[多几]|[亿万]?元|车|届|岗|装|新|代|季|发|购|热|乘)"
)
"""'换成省人大办公厅的呢': the question before, of another unit or item."""
_IN_TABLE = re.compile(r"表(?:里|中|内|上)")


_HOW_MANY = re.compile(r"几多|几何(?=[?。!,]|$)|几(?=钱(?!的|以|内))")


_QUANTITY = re.compile(
    r"(?P<noun>用?车辆?|人员|职工|教职工|学生|设备|单位|机构|项目|科室|处室|[\u4e00-\u9fff]馆)的?(?:数量|个数|总数)(?:一共|总共)?(?:是|为|有)?多少(?=[?。!]|$)"
)
_COUNTED_BY = {"车": "辆", "人": "人", "职": "人", "教": "人", "学": "人", "设": "台", "用": "辆"}


def _with_counter(match: re.Match[str]) -> str:
    """The quantity of a thing asked with the word that counts such things."""
    return f"{match['noun']}有多少{_COUNTED_BY.get(match['noun'][0], '个')}"


def plainly(turn: str) -> str:
    """The turn in the wording that the other readers know."""
    turn = _QUANTITY.sub(_with_counter, turn)
    turn = _HOW_MANY.sub("多少", turn)
    turn = _INSTEAD.sub("", turn)
    turn = _CODE.sub(lambda m: m["a"] + m["b"] + (m["c"] or ""), turn)
    turn = _THINGS.sub(r"\1项", turn)
    if not _ORDERED.search(turn):
        turn = _SO_MANY.sub("哪几", turn)
    if _GOALS.search(turn):
        turn = _CALLED.sub("的项目有哪些", turn)
    turn = _USED_ON.sub("费都用", turn)
    turn = _WHAT_MONEY.sub("主要包括什么", _WHICH_MONEY.sub("具体指什么", turn))
    turn = _SUCH_AS.sub("", _COUNTED_IN.sub("", _THREE.sub("三公经费", turn)))
    turn = _HAS_CARS.sub("有几辆车", turn)
    bare = _NOT_THAT.sub("", turn)
    return bare if _IN_TABLE.search(bare) else turn
