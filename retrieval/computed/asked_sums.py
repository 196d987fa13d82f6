"""A sum of things that a question lists: each of them with the questions that ask for it alone.

Takes the question without its unit and year, gives Operands, or None where nothing is listed or the count
said is another. Knows no lane and no figures.

    '两癌检查和新生儿筛查两项合计多少'      ->   两癌检查,  新生儿筛查
    '四个专项(甲、乙、丙、丁)合计'         ->   甲专项, 乙专项, 丙专项, 丁专项
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.computed.operand_words import (
    ALL,
    AND,
    CONTEXT,
    EDGES,
    ENDS,
    JOINED,
    NUMBER,
    SHOWN,
    Operands,
    parts_of_list,
)
from retrieval.words.lexicon import lexicon

__all__ = ["BRACKET", "in_bracket", "listed_sum"]


_COUNTS = {"两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_COUNT = rf"(?:这|那|的|共)?(?P<count>{NUMBER})(?:个项目|个专项|[项笔个样块种类家者])(?!月|人|年)"
_LIST = rf"[^,?。;:()和与及跟、]{{2,20}}(?:,?{JOINED}[^,?。;:()和与及跟、]{{1,20}})+"
_FILL = r"(?:的|经费|项目|支出|预算|费用|资金|专项|金额|钱|要|得|共|都|算|一共|总共|全部|安排|花|用|掉|了|有|需|拨|投入|,)*"
_SUM_OF_LIST = re.compile(
    rf"(?P<list>{_LIST}?),?(?:{_COUNT})(?P<noun>[\u4e00-\u9fff]*?){_FILL}(?:{ALL}|多少)"
    rf"|(?P<plain>{_LIST}?){_FILL}(?:{ALL}|总计|(?<!一)共计?)"
    rf"|(?P<added>[^,?。;:()和与及跟、]{{2,20}}(?:,?再?加上?[^,?。;:()和与及跟、]{{2,20}}?)+){_FILL}(?:等于|是|得|为|有)*(?:多少|几)"
)
BRACKET = re.compile(
    r"\((?:含|包括|包含|即|分别是|就是|有)?(?P<list>[^()]+?)(?:都|全|也|均)?(?:算|含|要|在内|等)*\)"
)
_SHORT_NOUN = re.compile(rf"^{_FILL}$")


def in_bracket(body: str, lead: str) -> Operands | None:
    """'四个专项(甲、乙、丙、丁)合计', '支持总部经济的钱(区级和市级都算)一共'."""
    match = BRACKET.search(body)
    if match is None or not re.search(ALL, body) or not AND.search(match["list"]):
        return None
    names = parts_of_list(match["list"])
    counted = re.search(_COUNT, body[: match.start()]) or re.search(_COUNT, body[match.end() :])
    if not names or (counted and _COUNTS.get(counted["count"], 0) not in (0, len(names))):
        return None
    before = _TOLD.sub("", body[: match.start()])
    kind = _KIND.search(before) if counted or "几个" in before else None
    head = before if kind is None else re.split(rf"{_COUNT}|几个", before)[0]
    noun = "" if _SAID_OF_ALL.search(head) else EDGES.sub("", head)
    within = CONTEXT.match(noun)
    noun = within["list"] if within else noun
    return _sum_of(names, lead, "", noun, kind[0] if kind else "")


_TOLD = re.compile(r"(?:的(?:钱|资金|说明|介绍|情况)|资金|经费|的)$")
_KIND = re.compile(r"(?:专项|项目|工程|活动)$")
_SAID_OF_ALL = re.compile(r"^$|说明|后面|附|写|列|文件|预算|决算")
"""Words before a list that say where it stands, and nothing of what is listed."""


def listed_sum(body: str, lead: str) -> Operands | None:
    """'A、B和C三项合计', 'A加上B'; a name that is printed with its own joint lists nothing."""
    match = _SUM_OF_LIST.search(body)
    if match is None:
        return None
    listed = match["list"] or match["plain"] or match["added"]
    within = CONTEXT.match(listed)
    context = within["context"] if within and AND.search(within["list"]) else ""
    names = parts_of_list(listed[len(context) :])
    count = _COUNTS.get(match["count"] or "", 0)
    if not names or (count and count != len(names)) or _is_one(listed[len(context) :]):
        return None
    noun = match["noun"] or ""
    return _sum_of(names, lead, context, "" if _SHORT_NOUN.fullmatch(noun) else noun, "")


def _is_one(listed: str) -> bool:
    """'社会保障和就业' names one item."""
    key = re.sub(r"(?:支出|经费|费)$", "", listed.translate(SHOWN))
    return any(key in label for label in lexicon().printed)


def _sum_of(names: Sequence[str], lead: str, context: str, noun: str, kind: str) -> Operands:
    """A noun said once for all belongs to each of them."""
    asked = tuple(
        tuple(
            f"{lead}{context}{wording}{end}".translate(SHOWN)
            for wording in _wordings(name, noun, kind)
            for end in ENDS
        )
        for name in names
    )
    return Operands("sum", tuple(name.translate(SHOWN) for name in names), asked, noun)


def _wordings(name: str, noun: str, kind: str) -> Iterator[str]:
    if kind:
        yield f"{noun}{name}{kind}"
    if noun:
        yield f"{name}{noun}"
    yield f"{noun}{name}"
