"""What a question wants done with figures, read from how it is put, in any wording.

Takes a folded question, gives the forms asked for, those that its words only seem to ask for, and
the parts of it that this reading accounts for. Knows no labels and no figures.

    '涨得厉害,具体涨了多少'   ->  change; '涨得厉害' says nothing more     '降几个点'     ->  rate
    '有多大比例的支出是…'     ->  share                                '占了多少万'   ->  an amount
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from retrieval.scope.periods import Taken

__all__ = [
    "BACKWARDS",
    "CONVERTED",
    "LEFT_OVER",
    "PLAN_SAID",
    "ROUNDED",
    "SHARE_ASKED",
    "YEAR_BEFORE",
    "Operations",
    "operations",
    "settled",
    "unit_wanted",
]


class Operations(NamedTuple):
    """`forms`: what is asked; `never`: what is not, though single words may look like it."""

    forms: frozenset[str]
    never: frozenset[str]
    spans: tuple[Taken, ...]


_UP = (
    r"增加|增长|增多|上升|上涨|上调|上浮|提高|提升|扩大|扩张|扩容|膨胀|攀升|增支|多增|追加|增|涨|升"
)
_DOWN = r"减少|下降|降低|缩减|缩水|收缩|压缩|压减|压降|削减|核减|回落|下滑|下调|下跌|走低|减|降|跌|缩|砍|(?<![用花减砍占吃去忘])掉(?=了?(?:多少|几|百分))"
_ANY = r"变化|变动|浮动|波动|增减|改变|变"
_MOVED = rf"(?:净|共|又|再|反而)?(?:{_UP}|{_DOWN}|{_ANY})"
_SIZE = r"多|少|大|小|高|低|超"
_ROUGHLY = r"(?:大概|大约|大致|具体|一共|总共|共计|究竟|到底|约|是|有|共)*"
_PERCENT = (
    r"(?:(?:多少|几|多大)(?:个)?(?:百分点|百分比|百分率|点(?=[,?。]|$))|百分之(?:多少|几)|(?:几|多少)成"
    r"|多大(?:的)?(?:比例|幅度)|多少比例)"
)
_HOW_MUCH = r"(?:多少|几(?=[万亿元百千])|多大|几何)"
_DEGREE = (
    r"(?:得)?(?:也|还|很|挺|太|特别|非常|相当|这么|那么|如此|好)?"
    r"(?:厉害|明显|显著|不少|很多|挺多|好多|许多|好大|一点点?|一些|一大截|一大块|一截|很快|飞快|有点猛|猛)"
)
_RATE = re.compile(
    rf"{_MOVED}(?:了|掉|出)?(?:的)?{_ROUGHLY}{_PERCENT}|{_MOVED}(?:的)?幅度(?:是|有|为)?(?:多大|多少|多高)?"
    rf"|(?:{_SIZE})(?:了|出|掉){_ROUGHLY}{_PERCENT}"
    rf"|{_MOVED}率(?:是|为)?{_ROUGHLY}(?:{_PERCENT}|多大|多少|多高)?"
    rf"|(?:幅度|增幅|涨幅|升幅|降幅|跌幅|减幅)(?:是|有|为|达到?|在)?{_ROUGHLY}(?:{_PERCENT}|多大|多少|多高|几何)?"
)
_CHANGE = re.compile(
    rf"{_MOVED}(?:了|掉|出|去)?{_ROUGHLY}{_HOW_MUCH}"
    r"|(?:多|少)(?:了|掉){rough}(?:多少|几)"
    r"|(?:变化|变动|波动|浮动)(?:情况|幅度)?(?:有)?(?:多大|大不大|大吗)".replace(
        "{rough}", _ROUGHLY
    )
    + r"|(?:变化|变动|增减)(?:情况)?(?:如何|怎样|怎么样)"
    rf"|从(?:(?:上年|去年|[^,?。多少]{{0,5}}年)的)?(?:多少|几)[^,?。多少]{{0,4}}?(?:{_UP}|{_DOWN}|变|到)[到为至成了]*(?:(?:今年|本年|[^,?。多少]{{0,5}}年)的)?(?:多少|几)"
    + rf"|(?<![新追]){_MOVED}(?:了)?(?:的)?(?:金额|数额|数目|钱数|额(?!度)|量(?=[是为有多,?。]|$)|数(?=[是为有多,?。]|$))"
)
_DIFFERENCE = re.compile(
    rf"(?:{_SIZE})(?:了|出|出来){_ROUGHLY}{_HOW_MUCH}"
    rf"|(?:多|少)(?:安排|支出|支|花|编列|编|列支|列|收入|收|用|拨|投入|投|给|批|要|申请)(?:了|出|掉)?{_ROUGHLY}{_HOW_MUCH}"
)
YEAR_BEFORE = re.compile(r"上年|去年|上一年|前一年|往年|同期|同比|[比较跟和与同](?:19|20)\d\d年")
"""What a year is set against: words that make 'more or less' a change between years."""
_APART_FROM_YEAR = re.compile(
    r"(?:[比较跟和与同]|相比)(?:上年|去年|上一年|前一年|上年同期)[^,?。多少]{0,6}?(?:相?差)(?:了)?(?:多少|几)"
)
"""'跟上年比差多少万元': how far it moved."""
_APART = re.compile(
    r"相?差(?:了|距)?(?:是|有)?(?:多少|几(?!个百分))(?!个?百分点)|相?差(?:了)?百分之(?:几|多少)"
)
"""'比上年多还是少，差多少、差百分之几': the size of the change, in money and in per cent."""
ROUNDED = re.compile(
    r"\(?(?:请)?(?:结果)?(?:四舍五入|取整|保留|精确|凑整)(?:后)?(?:到|至|为|取|成)?(?:[一二两\d]位)?(?:整数|小数|个位|万元|元|数)?(?:即可|就行|就好)?\)?"
)
"""How fine a computed figure is wanted."""
_TOGETHER = re.compile(
    r"(?:加|合|凑|算)(?:到|在)?一(?:块儿?|起|道)|(?<=[\u4e00-\u9fff])一块儿|加总(?=[是有为共多要,?。]|$)"
)
_WHICH_MORE = re.compile(
    r"(?:哪家|哪个(?!科目|项目)|哪一个|哪一家|哪边|哪方|谁)(?:的)?(?:[^,?。多少几]{0,14}?)(?:更|较|最)?(?:多|大|高|少(?!数)|小|低)(?!少)(?:些|点)?"
)
_MORE_OR = re.compile(
    r"(?:花|用|支|安排|投|拿)?得?(?:更)?(?P<way>多|少|高|低|大)(?:些|一些)?(?:还是|或者?是?)[^,?。]{2,20}?(?:花|用|支|安排|投|拿)?得?(?:更)?(?P=way)(?:些|一些)?(?=[,?。]|$)"
)
"""'培训花得多还是会议花得多': two items set against each other."""
_INSTEAD = re.compile(
    r"^(?:那么?|要是|如果|再)?(?:把[它这]|都)?(?:换成?|换作|改成|改为|改问)(?![\d亿万元])(?=[\u4e00-\u9fff])"
)
"""'换成培训费呢': the question before with another item."""
PLAN_SAID = re.compile(
    r"年初|预算|安排数|计划数|批复数"
    r"|^(?!.*(?:比|较|上年|去年|同期|(?:19|20)\d\d年.*(?:19|20)\d\d年)).*?(?:节省|节约|省|少花|多花|超支|结余)(?:下来?|出来?|了|掉)+(?:多少|几)"
)
"""The plan is named, or understood: '公务接待费省了多少'."""
LEFT_OVER = re.compile(
    r"(?:还|尚|仍)?(?:剩下?|有)(?:多少|几)(?:万元|元|钱|资金|预算|经费)?(?:还)?(?:没有?|尚?未)(?:执行|花|用|支)(?:完|掉|出去?|下去)*(?:的)?|(?:都)?(?:没有?|未)(?:花|用|支|执行)完(?:的)?|(?:节省|节约|省|(?<!结转)(?<!结转和)(?<!上年)(?<!年末)(?<!年初)结余|剩余?|(?<!结)余|超支|超出?|少花|多花|少用|多用|少支出?|多支出?|花超)(?:下来|下|出来|出|了|掉)*(?:的)?"
    r"(?=(?:大概|大约|大致|具体|一共|总共|到底|约|是|有)*(?:多少|几))|(?<=年初)(?:安排|计划|批)的?|年底(?=实际|花|用|支|决算)"
    r"|(?<=预算)数?(?:要|是|还|反而)?(?:多|少|高|低)(?:出|了|花|用)*(?=(?:多少|几))"
)
"""What was spent against what was planned: '没花完', '省了多少', '比年初预算结余多少'."""
_HIGH, _LOW = r"多|高|升|大|涨|增加?", r"少|低|降|小|跌|减少?"
_EITHER = re.compile(
    rf"(?:是)?(?:{_HIGH})(?:了|些)?(?:还是|或者|或是|抑或|,?是)(?:{_LOW})(?:了|些)?"
    rf"|(?:是)?(?:{_LOW})(?:了|些)?(?:还是|或者|或是|抑或|,?是)(?:{_HIGH})(?:了|些)?"
)
_WHICH_WAY = re.compile(
    rf"(?:是)?(?:{_UP})了?(?:还是|或者?|或是|呢还是|抑或)(?:是)?(?:{_DOWN})了?"
    rf"|(?:是)?(?:{_DOWN})了?(?:还是|或者?|或是|呢还是|抑或)(?:是)?(?:{_UP})了?"
)
_MOVED_MUCH = re.compile(
    rf"{_MOVED}(?:了)?{_DEGREE}(?:的)?|(?:大幅|猛|大|狂|暴|骤|急)(?:{_UP}|{_DOWN})(?:了)?"
)
_AMOUNT_TAKEN = re.compile(r"占(?:了|去|掉|用|到)?(?:多少|几)(?:个)?(?:钱|万|亿|元|块)")
SHARE_ASKED = re.compile(
    r"占(?:了|到|去|掉)?(?:了)?(?:大概|大约|约)?(?:百分之(?:几|多少)|几成|多少成|多大(?:的)?(?:比例|比重|份额|分量|百分比|头)?|多少(?:比例|比重|份额|百分比)?|几分之几)"
    r"|所占(?:的)?(?:比例|比重|份额|分量|百分比)"
    r"|(?:有|是|占)?多大(?:的)?(?:一个)?(?:比例|比重|份额|占比)(?:的)?"
    r"|(?:份额|比例|比重|占比|分量|权重)(?:是|有|为|占|达到?|大概|大约|约)*(?:多大|多少|多高|几成|几何|百分之(?:几|多少))"
    r"|(?:有|是|占)?(?:百分之(?:几|多少)|几成|几分之几)(?:的)?(?=是|属于|用于|用在|用到|花在|花到|来自|归|给|投)"
    r"|(?:百分之(?:几|多少)|几成)(?=[,?。]|$)|占(?:了|到|去)?(?:多少|几)(?=呢?(?:[,?。]|$))"
)
_PERCENTS = re.compile(_PERCENT)
_AS_PERCENT = re.compile(
    r"(?:请|要|帮我)?(?:折合|折|换|合|(?<![预决])算|换算|折算|算成|算出)(?:个|成|一下|出|为|多少)*(?:百分比|百分之(?:几|多少))|用百分比(?:表示|说)?"
)
CONVERTED = re.compile(
    r"(?:按|用|以)(?P<as_unit>亿元|万元|元)(?:来)?(?:说|算|计|表示|讲|是|为|呢)(?!算)|(?:换算|折算|折合|换|折|合)(?:一下|成|为|作|多少|是)*(?P<unit>亿元|万元|元|亿|万|块钱?)(?:人民币)?(?:的话|来说|表示)?"
)
"""'换算成元是多少': the figure in another unit of money."""


def unit_wanted(said: str) -> str:
    """万元 for '万', 元 for '块钱'."""
    return {"亿": "亿元", "万": "万元", "块": "元", "块钱": "元"}.get(said, said)


_COMPLETED = re.compile(
    r"(?:(?:完成|执行|实现|花|达到?)(?:了|到|掉|出|去)*|(?:用|支)(?:了|掉|去|出了)+)(?=(?:全|当|本)?年?(?:的)?(?:年初|调整)?(?:安排|批复)?(?:的)?(?:预算|计划)数?的?(?:百分之|几成|多少(?:比例|百分比)|多大比例|比例))"
    r"|(?:完成|执行(?!数)|实现)(?:率|了|到|掉)?(?=[^,?。]{0,8}(?:百分之|几成|多少(?:比例|百分比)|比例))"
)


BACKWARDS = re.compile(
    r"(?:由此|据此|这样)?(?:来)?(?:倒|反|逆|往[前回]|回)(?:着|过来)?(?:推|算)(?:推|算)?(?:回去|回来|出来|出|下来|一下|得|到|回)?"
    r"|推(?:算|断|导|知)?(?:回去|回来|回)|推(?:算|断|导|知)(?:出来|出|下来|一下|得|到)?|算下来|算出来|折算|测算|(?:应该|应当|理应|应)(?=[是为有]?(?:多少|几))|(?:应该|应当|理应|应)(?=[是为])"
)
"""A figure of the year before is to be worked out from what the later paper prints."""


def operations(question: str) -> Operations:
    """What is asked to be done; see the module docstring."""
    forms: set[str] = set()
    never: set[str] = set()
    spans: list[Taken] = []
    for match in _AMOUNT_TAKEN.finditer(question):
        never.add("share")
        spans.append(Taken(match.start(), match.start() + 1))
    completed = _COMPLETED.search(question) is not None
    if completed:
        forms.add("completion")
        never |= {"share", "rate"}
        spans += _taken(_PERCENTS, question)
    spans += _taken(_COMPLETED, question)
    for pattern, form in _ASKED:
        if form == "share" and (completed or never):
            continue
        if found := [span for span in _taken(pattern, question) if not _over(span, spans)]:
            forms.add(form)
            spans += found
    spans += [span for span in _taken(_DIFFERENCE, question) if not _over(span, spans)]
    if _DIFFERENCE.search(question) and "rate" not in forms:
        forms.add("difference")
    left = list(_taken(LEFT_OVER, question)) if PLAN_SAID.search(question) else []
    if left:
        forms |= {"difference"} if "rate" not in forms else set()
        spans += [span for span in left if not _over(span, spans)]
    if _APART_FROM_YEAR.search(question):
        forms.add("change")
    if YEAR_BEFORE.search(question) and (either := list(_taken(_EITHER, question))):
        forms.add("change")
        apart = list(_taken(_APART, question))
        if any("百分" in question[span.start : span.end] for span in apart):
            forms.add("rate")
        spans += [span for span in either if not _over(span, spans)]
        spans += apart
    if "share" in forms:
        never |= {"purpose"} if "rate" in forms else {"purpose", "rate"}
    spans += [span for span in _taken(_MOVED_MUCH, question) if not _over(span, spans)]
    spans += _taken(_AS_PERCENT, question)
    spans += _taken(ROUNDED, question)
    spans += _taken(_INSTEAD, question)
    if together := list(_taken(_TOGETHER, question)):
        forms.add("sum")
        spans += together
    if _WHICH_MORE.search(question):
        forms.add("compare")
    if _MORE_OR.search(question):
        forms |= {"compare", "difference"}
    spans += _taken(CONVERTED, question)
    spans += _taken(BACKWARDS, question)
    return Operations(frozenset(forms), frozenset(never), tuple(spans))


_ASKED = (
    (_RATE, "rate"),
    (_CHANGE, "change"),
    (_DIFFERENCE, "difference"),
    (_WHICH_WAY, "change"),
    (SHARE_ASKED, "share"),
)


_SHARE_SAID = re.compile(r"占|比重|份额|构成|结构|一半")


def settled(question: str, forms: set[str]) -> set[str]:
    """'变化多少万元、百分之几', '增长多少,百分比和金额都要': of a change a per cent is its rate, no share."""
    if "share" not in forms or not forms & {"change", "rate"} or _SHARE_SAID.search(question):
        return forms
    return (forms - {"share"}) | {"rate"}


def _taken(pattern: re.Pattern[str], question: str) -> Iterator[Taken]:
    return (Taken(*match.span()) for match in pattern.finditer(question))


def _over(span: Taken, spans: list[Taken]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in spans)
