"""How many rows a question wants by their size: the first three, those above 40 万元.

Takes a Query, gives a Size with what is left of the question. Knows no tables.

    '商品和服务支出里超过40万元的是哪几款'   ->   above 400000 元, level 款; left '商品和服务支出里|是|'
    '采购项目里金额上百万的有哪些'           ->   1000000 元 and above
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.structure.numbering import chinese_number
from retrieval.understand.question import Query

__all__ = ["LISTING", "YUAN", "Size", "bound_side", "bounded", "rows_bounded", "size_asked"]

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
_UNIT = r"(?P<unit>亿元|百万元|万元|千元|元|亿|万|块)(?:钱|的)?"
_OVER = re.compile(
    rf"(?P<over>(?:超过|大于|高于|多于|达到)(?:或者?)(?:等于|达到|超过)|大于等于|不低于|不少于|至少|超过了?|大于|高于|多于|过|超|达到?|上|满|不到|不足|低于|少于|小于|不超过|不高于|至多)?{_NUMBER}{_UNIT}(?P<end>及?以上|往上|开外|及?以下|以内|(?!以))"
)
_ABOVE, _FROM = (
    frozenset({"超过", "超过了", "大于", "高于", "多于", "过", "超"}),
    frozenset({"不低于", "不少于", "至少", "达", "达到", "上", "满"}),
)
_BELOW, _TO = (
    frozenset({"不到", "不足", "不满", "没到", "没达到", "低于", "少于", "小于"}),
    frozenset({"不超过", "不高于", "至多", "没超过"}),
)
YUAN = {"亿元": 8, "亿": 8, "百万元": 6, "万元": 4, "万": 4, "千元": 3, "元": 0, "块": 0, "千块": 3}
_SAID = {
    "above": "超过所问金额",
    "from": "达到所问金额",
    "below": "低于所问金额",
    "to": "不超过所问金额",
}
_COUNT = r"[一二两三四五六七八九十]|\d{1,2}"
_TOP = re.compile(
    rf"(?:金额|数额|花钱|花费|支出|预算|数字)?(?:排(?:名|在|列)?)?(?:最(?P<way>[高大多低小少])的?(?:前)?(?P<a>{_COUNT})?|前(?P<b>{_COUNT}))(?:名|个|项|位|大|款|类|笔)?"
)
_LEVEL = re.compile(
    r"(?P<a>[类款项])级|(?:哪几?|几|各)(?P<b>[类款])(?!目)|的(?P<c>款|类)(?=[?。,]|$|是|有|都)"
)
LISTING = re.compile(
    rf"(?:有|是)?几[个项笔](?=[?。,]|$|是|都|各)|(?:都)?(?:有|是)?谁|(?:都)?叫(?:什么|啥)(?:名字|名称)?|(?:金额|数额|名称)?一(?:并|同|起)(?:报(?:一下|出来)?|列出来?|给出?|说(?:一下)?)|(?:的)?(?:具体)?明细(?:科目)?(?=是|有|$|[,?。])|(?:采购|项目)?清单(?:里|中|上)|连(?:同)?(?:金额|数额|钱数)(?:都?一[起并同块])?(?:列出来?|说|报)?(?:一下)?|(?:单[项笔个]|每[项笔个]|一[项笔])(?:金额)?|(?:都)?(?:是|有)?哪(?:几|些|{_COUNT})?(?:个|项(?!目)|款|类|笔|种|家)?|[类款项]级|各(?:自|项)?(?:是|有|为)?多少(?:万?元|钱)?|金额各|分别|(?:都)?有(?:哪些|什么)|列出来?|列一下|(?:{_COUNT})(?:个|项(?!目)|款|类|笔)|科目|的款|的类|花钱|用钱|钱|金额|数额|名称|排名|排序|从[高大]到[低小]"
)


_WHICH = re.compile(
    r"哪|谁|列出|列一下|列举|[有是](?:什么|啥)|叫(?:什么|啥)|分别|有几[个项笔]|各(?:是|有|为)?多少|点名|名单"
)
"""Rows are asked for, not one amount that happens to have a bound beside it."""


@dataclass(frozen=True, slots=True)
class Size:
    """The rows wanted: `top` of them, or all that `amount` in 元 bounds; `rest` is what is left to explain.

    `said`: how the answer names them; `level`: 类, 款 or 项 where the question says so.
    """

    rest: str
    said: str
    level: str = ""
    top: int = 0
    least: bool = False
    amount: Decimal | None = None
    bound: str = ""

    def holds(self, yuan: Decimal) -> bool:
        """Whether an amount lies on the side of the bound that is asked for."""
        if self.amount is None:
            return False
        if self.bound == "below":
            return yuan < self.amount
        if self.bound == "to":
            return yuan <= self.amount
        return yuan > self.amount if self.bound == "above" else yuan >= self.amount


def size_asked(query: Query) -> Size | None:
    """The bound or the number of rows; None where the question names neither or more than one."""
    text = query.text
    level = next((m[1] or m[2] or m[3] for m in [_LEVEL.search(text)] if m), "")
    bounds = [(m, side) for m in _OVER.finditer(text) if (side := bound_side(m))]
    if len(bounds) > 1 or (bounds and not _WHICH.search(text)):
        return None
    if bounds:
        match, side = bounds[0]
        amount = _amount(match)
        rest = _without(text, match)
        return (
            Size(rest, _SAID[side], level, 0, side in ("below", "to"), amount, side)
            if amount
            else None
        )
    top = _TOP.search(text)
    if top is None or (_TOP.search(text, top.end()) is not None):
        return None
    count = top["a"] or top["b"] or "1"
    number = chinese_number(count)
    least = (top["way"] or "") in ("低", "小", "少") or query.asks("smallest")
    said = f"金额最{'小' if least else '大'}"
    return Size(_without(text, top), said, level, number, least) if number > 0 else None


def bounded(query: Query) -> str:
    """The amount by which the question bounds rows: '100万元' of '100万元以上的'; '' where none."""
    found = (m for m in _OVER.finditer(query.text) if bound_side(m))
    return next((m["number"] + m["unit"] for m in found), "")


def rows_bounded(query: Query) -> str:
    """As `bounded`, where rows are chosen by it: '100万元以上的采购', not '超过100万元了吗', nor an
    item whose printed name has the amount in it ('单价100万元以上设备').
    """
    text = query.text
    named = [item.text for item in query.items]
    found = (m for m in _OVER.finditer(text) if bound_side(m))
    found = (m for m in found if not any(m[0].rstrip("的") in name for name in named))
    chosen = (m for m in found if m[0].endswith("的") or text[m.end() : m.end() + 1] == "的")
    return next((m["number"] + m["unit"] for m in chosen), "")


def bound_side(match: re.Match[str]) -> str:
    """The side of a bound that its words ask for: above, from, below, to; '' where they say none."""
    word, end = match["over"] or "", match["end"] or ""
    if "等于" in word or "或" in word:
        return "from"
    if "以上" in end or end in ("往上", "开外"):
        return "from"
    if "以下" in end or end == "以内":
        return "to"
    sides = (("above", _ABOVE), ("from", _FROM), ("below", _BELOW), ("to", _TO))
    return next((side for side, words in sides if word in words), "")


def _amount(match: re.Match[str]) -> Decimal | None:
    number = match["number"].replace(",", "")
    value = Decimal(number) if number[0].isdigit() else Decimal(chinese_number(number))
    return value.scaleb(YUAN[match["unit"]]) if value else None


def _without(text: str, match: re.Match[str]) -> str:
    """The question with strokes for the bound and for words that only ask for a list."""
    masked = text[: match.start()] + "|" * len(match[0]) + text[match.end() :]
    return LISTING.sub(lambda m: "|" * len(m[0]), masked)
