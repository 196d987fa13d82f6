"""A later turn about the whole that was spoken of, or about several turns at once, said in full.

Takes the Query of the turns before and that of the turn; each function gives the turn in full words, '' where
it is of another kind, None where what it points at is not there. Knows no documents and no figures.

    '机关运行经费有多少' / '这里头最大的一项是什么'   ->  '机关运行经费中金额最大的一项是什么'
    '会议费多少' / '培训费多少' / '这两项一共多少'    ->  '会议费和培训费一共多少'
    '政府采购多少' / '工程占多少'                     ->  '工程占政府采购的多少'
    '三公经费年初预算多少' / '决算比年初多多少'       ->  '三公经费决算比年初预算多多少'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.understand.question import Query
from retrieval.understand.spoken_items import (
    IN_IT,
    LEAD,
    is_general,
    named_items,
    part_of,
    spoken_of,
)

__all__ = ["against_plan", "largest_part", "next_in_order", "of_turns", "same_share", "share_of_it"]

_MOST = re.compile(r"最[大多高少小低贵]|大头|第[二三](?:大|多)")
_MOST_ALONE = re.compile(
    r"(?:金额|数额|花(?:得|的)?|占(?:得|的)?|钱|开销|支出)?最(?P<way>[大多高少小低贵])的?(?:一|那)?(?P<of>个|项|块|笔|部分|样|类|宗)?(?P<what>项目|科目|开支|支出|专项|费用)?"
    r"(?:又|分别|都)?(?:是|叫)?(?:什么|哪一?(?:个|项|块|笔|部分|样|类|台|辆|套|件|种|批)?(?:项目|科目|开支|支出|专项|费用|设备|东西)?|谁|啥)?(?:呢|呀|啊)?[?。]*"
    r"|哪一?(?:个|项|块|笔|部分|样|类)(?:项目|科目|开支|支出|专项|费用)?(?:的)?(?:金额|钱|数额|占得?|花得?)?(?:是)?最(?P<way2>[大多高少小低])的?[?。]*"
    r"|(?:占)?大头(?:的)?(?:是|在|花在)?(?:什么|哪(?:里|儿|一?(?:个|项|块|笔|部分))?|谁|啥)?(?:呢)?[?。]*"
)


def next_in_order(earlier: Query, last: Query) -> str | None:
    """'第二大的呢' after '最大的是哪个': the same question with the other place."""
    match = _OTHER_PLACE.fullmatch(last.text)
    if match is None or not earlier.asks("largest", "smallest") or last.scope.each:
        return ""
    asked, count = _MOST.subn(match["place"], earlier.asked, count=1)
    return asked if count else ""


_OTHER_PLACE = re.compile(
    r"(?:那么?|还有)?(?:金额)?(?P<place>第[二三四五][大多高]|最[小少低大多高])的?(?:一?[个项块笔])?(?:项目|科目)?(?:是)?(?:呢|哪一?[个项块笔]?|什么)*[?。]*"
)


_AND_HOW_MUCH = re.compile(r",(?:是|有|占了?|花了?|要)?(?:多少|几)(?:钱|万元|万|元)?[?。]*$")
_WAY = {"小": "小", "少": "小", "低": "小"}


def largest_part(earlier: Query, last: Query) -> str | None:
    """'最大的一项是什么' is the largest part of what was spoken of, never that itself."""
    if not _MOST.search(last.text) or named_items(last) or last.scope.each:
        return ""
    inside = IN_IT.match(last.text)
    asked = last.text[inside.end() :] if inside else LEAD.sub("", last.text)
    match = _MOST_ALONE.fullmatch(_AND_HOW_MUCH.sub("", asked))
    if match and not earlier.items and re.search("项目", earlier.asked):
        return f"项目中金额最{_WAY.get(match['way'] or '大', '大')}的一个项目是哪个"
    whole = next(iter(reversed(named_items(earlier) or list(earlier.items))), None)
    if match is None or whole is None or earlier.asks("largest", "smallest"):
        return ""
    way = _WAY.get(match["way"] or match["way2"] or "大", "大")
    project = match["what"] == "项目" or "project" in whole.concepts
    return f"{whole.text}中金额最{way}的一个{'项目是哪个' if project else '是什么'}".replace(
        "一个是什么", "一项是什么"
    )


_COUNTED = re.compile(
    r"(?:(?:这|那|上面|前面|以上|前)的?)?(?P<many>[两二三四五六])(?:个|者|项|笔|样|块|类|种|份)(?:费用|科目|钱|数|数字|支出|经费|项目)?"
)
_ALL = re.compile(
    r"(?:加|合|凑|算)(?:到|在)?一?(?:起来|起|块儿?)|合计|总共|一共|共(?=多少|几)|总和|之和|合起来|加总|总计|合并"
)
_APART = re.compile(
    r"相差|差额|差距|差别|差(?:了)?(?:多少|几)|差的(?:这|那)?(?:一)?(?:点|些|块|部分|笔)?(?:钱)?(?=是|有|多少)|之间的?差|(?:哪|谁)(?:一?(?:个|项|笔|边|样))?(?:的)?(?:金额|钱)?(?:更|比较)?(?:多|大|高|少|小|低)(?:些|点|一些)?|(?:哪|谁)[^,?]{0,4}占大头|相等吗|一样(?:多|吗)"
)
_ENDS_APART = re.compile(
    r"(?:多|少|增加|减少|变化?|增减|差)(?:了|出)?(?:多少|几)|(?:多|增加)了?还是(?:少|减少)了?"
)
_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_FORMER = re.compile(r"前者|前一[项个]|前面那[项个笔]")
_LATTER = re.compile(r"后者|后一[项个]|后面那[项个笔]")


def of_turns(earlier: Query, last: Query) -> str | None:
    """'这两项一共多少', '三项合计', '加起来呢', '前者是后者的几倍': the items of the turns before."""
    trail = earlier.trail or spoken_of(earlier)
    each = _EACH_SHARE.search(last.text)
    if each and len(trail) > 1 and len(named_items(last)) <= 1 and not last.scope.each:
        return "、".join(trail[:-1]) + f"和{trail[-1]}{last.text[each.start() :]}"
    if named_items(last) or last.scope.each or last.topics or _UNITS.search(last.text):
        return ""
    former, latter = _FORMER.search(last.text), _LATTER.search(last.text)
    if (former or latter) and (earlier.beside or earlier.before):
        return "相差多少" if re.search(r"[多少高低]|差", last.text) else None
    if former or latter:
        if len(trail) != 2:
            return None
        return _LATTER.sub(trail[1], _FORMER.sub(trail[0], last.text))
    counted, joined = _COUNTED.search(last.text), _ALL.search(last.text)
    apart = _APART.search(last.text) or (
        _ends_of_year(trail) and _ENDS_APART.search(last.text) is not None
    )
    if not (joined or apart) or re.search(
        r"[两二三四]年|上年|去年|年初|预算|决算|\d{4}", last.text
    ):
        return ""
    if earlier.before or earlier.beside or earlier.stage_before:
        return ""
    if counted is None and (len(trail) < 2 or (apart and len(trail) != 2)):
        return ""
    many = _MANY[counted["many"]] if counted else len(trail)
    if len(trail) < many:
        return None if len(trail) > 1 or many > 2 else ""
    names = list(trail[-many:])
    if apart and many == 2:
        if _ends_of_year(names):
            return f"{names[0]}和{names[1]}相差多少"
        return f"{names[0]}比{names[1]}多多少"
    asked = LEAD.sub("", last.text)
    asked = _COUNTED.sub("", asked, count=1) if counted else asked
    asked = re.sub(r"^共(?=多少|几)", "一共", asked)
    if _SHARE.search(asked):
        return ""
    lead = "、".join(names[:-1]) + "和" + names[-1]
    return lead + (asked if re.search(r"多少|几", asked) else asked.rstrip("呢?。") + "是多少")


_EACH_SHARE = re.compile(r"(?:各|分别)(?:自)?占")
_UNITS = re.compile(r"[两二三四哪几]?(?:家|个?(?:单位|部门|局|街道|地方))")


def _ends_of_year(trail: Sequence[str]) -> bool:
    """年末结转 and 年初结转: the same thing at both ends of the year."""
    return len(trail) == 2 and len({re.sub(r"[年期][初末]", "", name) for name in trail}) == 1


_SHARE = re.compile(r"占(?:了|到|去)?(?:多少|几成|百分之几|多大|比)|占比|比重")


def share_of_it(earlier: Query, last: Query) -> str | None:
    """'工程占多少' after 政府采购 is its share in 政府采购."""
    named, match = named_items(last), _SHARE.search(last.text)
    if match is None or len(named) != 1 or last.scope.each or named[0].end > match.start():
        return ""
    part = named[0]
    ordered = earlier.asks("largest", "smallest")
    before = (named_items(earlier), [i for i in earlier.outer if not is_general(i)])
    wholes = [found[0] for found in before if len(found) == 1 and found[0].text != part.text]
    whole = next((i for i in wholes if ordered or part_of(part, i)), None)
    if whole is None:
        return ""
    if re.search(r"占(?:了|到|去)?(?:多少|几)(?:钱|万|元|亿)", last.text):
        return ""
    at = match.start() + 1
    return f"{last.text[:at]}{whole.text}的{last.text[at:].lstrip('了到去')}"


def same_share(earlier: Query, last: Query) -> str | None:
    """'公用呢' after '人员经费占基本支出多少': the share of that one in the same whole."""
    named = named_items(last)
    if len(named) != 1 or last.forms or not earlier.asks("share"):
        return ""
    match = _SHARE_OF.search(earlier.asked)
    said = [i for i in named_items(earlier) if match and i.text == match["whole"]]
    whole = next(iter((*said, *earlier.outer)), None)
    if whole is None or not last.text.rstrip("?。").endswith("呢") or not part_of(named[0], whole):
        return ""
    return f"{named[0].text}占{whole.text}的多少"


_SHARE_OF = re.compile(r"占(?P<whole>[\u4e00-\u9fff]{2,14}?)的?(?:多少|几成|百分|比)")


def against_plan(earlier: Query, last: Query) -> str | None:
    """'决算比年初多多少' after the stages of an item: what was spent against what was planned."""
    if earlier.stage_before and _LEFT.fullmatch(last.text):
        return "相差多少"
    if (earlier.stage_before or earlier.scope.account) and _HOW_DONE.fullmatch(last.text):
        return "完成年初预算的百分之几"
    staged = {account for _, account in earlier.scope.stages} == {"预算", "决算"}
    over = _OVER_IN_PERCENT.fullmatch(last.text) if staged else None
    match = over or _OVER_PLAN.fullmatch(last.text)
    item = next(iter(reversed(named_items(earlier) or list(earlier.items))), None)
    if match is None or item is None or re.search(r"结[转余]|资产", item.text):
        return ""
    name = (
        "支出总计" if is_general(item) and not item.text.endswith(("收入", "总计")) else item.text
    )
    return f"{name}决算比年初预算{match['gap']}{'了百分之几' if over else ''}"


_LEFT = re.compile(
    r"(?:那么?|还|又)?(?:剩|省|余|结余|节约|节省|超|超支|多花|少花|没花完)(?:下|出|了|的)*(?:是|有)?多少(?:钱|万元?|元)?(?:没花完|没用完)?[?。]*"
)
_HOW_DONE = re.compile(
    r"(?:那么?)?(?:预算)?(?:完成|执行)(?:得|的|情况)?(?:怎么样|如何|怎样|几成|多少|百分之几|率)(?:呢|是多少)?[?。]*"
)
_OVER_IN_PERCENT = re.compile(
    r"(?:那么?|又)?(?P<gap>[超多少高低])(?:出|了|支了?)?(?:百分之(?:几|多少)|几个百分点|多少个?百分点)(?:呢)?[?。]*"
)
_OVER_PLAN = re.compile(
    r"(?:那么?)?(?:决算|实际|最后|最终|支出)*(?:花的?|支出|数)?比(?:年初|预算)(?:的?预算|安排|计划|批的|给的)?(?:数)?(?P<gap>(?:多|少|超|高|低|节约|省)(?:出|了|花了?)?(?:多少|几))(?:钱|万元?|元)?[?。]*"
)
