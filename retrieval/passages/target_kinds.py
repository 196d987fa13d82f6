"""What kind of value is asked of an indicator, and whether a printed value is of that kind.

Takes the question without unit and year, and a value as printed. Knows no table.

    '什么时候发到位'   ->  '每季度末20日前'     fits       '≥99%'     does not
    '多久以内'        ->  '≤15分钟'          fits       '2025年'   does not
"""

from __future__ import annotations

import re

from retrieval.passages.counters import MONEY, wanted_number

__all__ = ["asks_cost_of_one", "asks_value", "counts", "fits"]

_WHEN = re.compile(r"(?:什么|啥)(?:时候|时间)|何时|哪一?个?[天月]|几[月号]|最迟|截止到哪|多会儿")
_HOW_LONG = re.compile(r"多久|多长时间|几(?:天|个月|小时|分钟|年)|多少(?:天|个月|小时|分钟|年)")
_MONEY = re.compile(
    r"(?:多少|几)(?:块)?钱|多少(?:万|亿)?元|[花补]多少|金额|(?:单价|成本)[^,?。|]{0,8}多少"
)
_ASKED = re.compile(
    rf"{_WHEN.pattern}|{_HOW_LONG.pattern}|多少|几(?!乎)|多大|多高|多长|百分之|比例|(?:什么|怎么?|何种|哪种)(?:样|程度|地步|水平|标准)|何种|成什么样"
    r"|(?:目标|指标值|要求|标准)值?(?:定)?的?(?:是|为)(?:什么|啥)|达到什么|做到什么|得分|分值|权重|原因|为什么|为何|怎么没"
)
_DAY = re.compile(r"\d+年|\d+月|\d+日|季度?末|[年月季]底|日前|每[月季年周]|当[天日月]|次[日月]")
_SPAN = re.compile(r"\d\s*(?:个)?(?:分钟|小时|天|工作日|日|月|年|周|秒)")
_OF_MONEY = re.compile(r"\d\s*(?:万|亿)?元")
_SCORED = re.compile(
    r"得分|得了?(?:多少|几)分|分值|满分|权重|占(?:多少|几)分|原因|为什么|为何|怎么没"
)


_SAME = (("课时", "节", "学时"), ("座", "个", "处"), ("个", "支", "家", "所", "项"))
"""Counters of one kind of thing."""


def counts(text: str) -> bool:
    """Whether things are asked for by their counter: '多少户'."""
    wanted = wanted_number(text)
    return wanted is not None and bool(wanted.units) and MONEY not in wanted.units[0]


def asks_cost_of_one(text: str) -> bool:
    """'养一名辅警最多多少钱', '平均每平方米不超过多少元': what one of them may cost."""
    return _MONEY.search(text) is not None and _ONE.search(text) is not None


_ONE = re.compile(
    r"[每一](?:个|名|位|人|户|家|套|台|辆|副|张|件|只|头|亩|吨|盏|座|间|次|场|期|床|棵|株|平方米|公里|米|人次|本|册)|[人户生次亩]均|平均|单[方位套台件]"
)


def asks_value(text: str) -> bool:
    """Whether a value, a day, a score or a reason may be asked for."""
    return _ASKED.search(text) is not None


def fits(text: str, value: str) -> bool:
    """Whether a printed value is of the kind that is asked for; any value where none is said."""
    if _SCORED.search(text):
        return True
    if not _of_side(text, value):
        return False
    if _WHEN.search(text):
        return _DAY.search(value) is not None
    if _HOW_LONG.search(text):
        return _SPAN.search(value) is not None
    if _MONEY.search(text):
        return _OF_MONEY.search(value) is not None
    wanted = wanted_number(text)
    if wanted is not None and wanted.units and MONEY not in wanted.units[0]:
        units = (*wanted.units, *(u for group in _SAME if wanted.units[0] in group for u in group))
        return any(re.search(rf"\d\s*万?\(?{re.escape(unit)}", value) for unit in units)
    shares = "%" in value or "‰" in value
    if (_OF_RATE if not shares else _OF_THINGS).search(text):
        return False
    return not re.search(r"多少|几|百分之|比例", text) or re.search(r"\d", value) is not None


def _of_side(text: str, value: str) -> bool:
    """'不超过多少' asks for no '≥260吨'."""
    least, most = _LEAST.search(text), _MOST.search(text)
    if bool(least) == bool(most):
        return True
    return not (_LEAST_SIGN if most else _MOST_SIGN).match(value)


_LEAST = re.compile(r"不低于|不少于|不小于|至少|最少|起码|最低(?!生活)|以上")
_MOST = re.compile(r"不超过|不高于|不大于|不多于|至多|最多|顶多|以[内下]|控制在")
_LEAST_SIGN = re.compile(r"[≥>≧＞]|不低于|不少于|不小于|大于|至少")
_MOST_SIGN = re.compile(r"[≤<≦＜]|不超过|不高于|不大于|小于|控制在")

_OF_RATE = re.compile(
    r"(?<![效汇])率(?:的|实际|目标|完成|要求|应该?|要|是|有|达|为|到|了|能|得)*(?:多少|百分|几)|百分之|几成|多大比例"
)
_OF_THINGS = re.compile(
    r"(?:多少|几)(?!以[上下内外]|才|呢|吗|啊|左右|算|为|成|乎|[,?。|])[\u4e00-\u9fff]"
)
"""'打了多少针' asks for no share."""
