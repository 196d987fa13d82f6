"""What a question asks of the classification: the parts of a class, how many, or the class of a row.

Takes a text with strokes for unit and year, gives the operation and the text without the words that say
it; tells whether what is then left of the text says nothing more. Knows no table.

    '卫生健康支出|花在哪几个科目,各花了多少'   ->   parts; left '卫生健康支出'
    '离退休费|在政府经济分类里算哪个大类'     ->   class; left '离退休费', kind 政府经济
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from retrieval.rows.class_tree import FUNCTIONAL, GOVERNMENT, SPENDING

__all__ = ["DIGITS", "SHARES", "Asked", "Operation", "Order", "class_asked", "says_no_more"]

Operation = Literal["parts", "count", "order", "class", "code", "subject"]

_CODE_WORD = r"(?:(?:支出)?(?:功能|经济)?(?:分类)?(?:科目|款项)?的?(?:编码|代码|编号)|科目号)"
_CLASS_OF = re.compile(
    r"(?:属于?|归(?:在|到|入|属|于|类)*|算(?:在|作|是|到)?|[列放记挂](?:在|到|入|的是)?|是|计入)(?:什么|哪)(?:一|个)*(?:支出)?(?:功能|经济)?(?:分类)?(?:科目)?(?:大)?(?P<level>[类款])(?:级)?(?:别)?(?:支出|经济|功能)?(?:分类)?(?:科目)?(?:支出)?(?:里面?|下面?|之下|底下|中|内)?(?:的)?"
)
_CODE_OF = re.compile(
    rf"{_CODE_WORD}(?:是|为|对应)?(?:的)?(?:多少|什么|哪个|哪一个|几)?|(?:是|用|对应)?(?:的)?哪个{_CODE_WORD}"
)
_SUBJECT_OF = re.compile(
    rf"(?:是|对应|代表|指|叫|为)*(?:的)?(?:什么|哪一?个|哪一?项)(?:支出)?(?:功能|经济)?(?:分类)?(?:科目|支出)(?:名称|名字)?|(?:科目)?(?:名称|名字)?(?:叫|是)(?:什么|啥)(?:名字|名称|科目)?|{_CODE_WORD}|科目"
)
_WHICH_NAME = re.compile(r"什么|啥|哪|名称|名字|叫")
_PARTS = re.compile(r"下[面边]?|底下|之下|包括|组成|构成|明细|各|分别|每")
_KIND = re.compile(
    r"(?:按照?|从)?(?P<gov>政府)?(?:部门)?(?:预算)?(?:支出)?(?P<kind>功能|经济)(?:科目|分类|类别|性质)*(?:的)?(?:角度)?(?:看|来看|来分|来说|划分|上)?"
)
_WHICH = re.compile(
    r"哪(?:些|几|里|儿)|什么|啥|构成|组成|结构|明细|细分|拆开|怎么分|凑成|分(?:成|为|了|到|在)?(?:哪)?几|几(?:大)?[类款项块]|下级|下设"
    r"|(?:各|每)(?:一)?(?:个)?(?:功能|经济)?(?:大)?(?:明细)?(?:科目|[款项类块样笔])|分别|各自?(?:是|有|为|用|花|安排|列支?)?(?:了)?多少"
)
_COUNT = re.compile(r"(?:几|多少)个?(?:大)?(?P<level>科目|[款项类])")
_LEVEL = re.compile(
    r"(?P<level>[类款项])级|(?P<of>科目)?(?:哪|几|各|每)(?:几|一|些)*个?(?:大)?(?P<which>[类款])"
)
_INNERMOST = re.compile(r"项[\"”]?级|哪(?:一|几|些|个|[两二三四五])*[\"“]?项(?!目)|最[细底]")
_BLOCKS = re.compile(r"(?:哪|几)(?:几|些)*个?大?(?:块|部分|方面)")
_AMOUNTS = re.compile(r"多少|金额|各|每|分别|数额")
_PURPOSE = re.compile(
    r"[用花投](?:在|到|于)?(?:了)?(?:哪(?:里|儿|些)|什么)(?!科目|[类款项])|哪(?:几|些)?个?方面"
)
_PROJECTS = re.compile(
    r"(?:哪[些几]个?|什么|多少个?|几个|各个?|每个)项目(?!支出)|项目(?:有|清单|名称)"
)
_OTHER = re.compile(
    r"为[什何啥]|原因|上年|去年|往年|同比|增|减|变化|占|比|率|平均|人均|采购|绩效|目标|谁|单位|收入|最|第[一二三四五]|排(?=名|行|序)|前[一二三]|超过|以[上下]|不足|不到|除|没有|无|另外|以外|还有|其他的|专项|定义|含义|解释|反映|指的|意思"
)
"""Words that ask something else of the rows, or of other things."""
_FRAME = re.compile(
    r"支出项目|组?成?项目|内容|分布|下级|下设|名下|上级|按照?|请|把|将|想|要|我|知道|了解|查询?|看|告诉|列[出示]?|说|一下|一共|总共|共|合计|主要|具体|全部|所有|分别|各自?|对应|相应|自己?|实际|大概|大致|年?度|年|本年|部门|(?:总|明细|预算|决算)*表|"
    r"里[头面边]?|当中|之中|其中|中|内|下[面边]?|底下|之下|名下|上面?|方面|领域|地方|大?块|这|那|该|此|一|"
    r"预算|决算|支出|开支|经费|资金|费用|款?[类项款]级?|大类|类别?|功能|经济|分类|科目|小项|子项|部分|几?种|样|笔|内容|明细|构成|组成|结构|情况|名称|名字|体系|"
    r"金额|数额|数|钱|万元|元|多少|几|哪|些|什么|啥|怎么|怎样|如何|个|位|层|"
    r"安排|编列|列支|列|使用|涉及|包括|包含|含|落实?|放|归|属于?|算|花费?|买|用|投|支|拨|发|给|[行列]|分|拆开?|细|凑|占用|"
    r"[两二三四五](?:个|项|款)|有|是|为|由|从|到|去|往|来|记|代表|对|在|于|成|了|都|又|也|及|和|与|的|得|出|着|过|呢|吗|啊|呀|每|东西|哪里|哪儿|它|其"
)


DIGITS = "零一二三四五六七八九"
_ORDER = re.compile(
    r"(?:金额|数额|支出|花钱|花得|用钱)?(?:排名?|排在|位列|位居|居)?(?:最(?P<way>[多大高少小低])的?(?:前)?(?P<top>[一两二三四五六])?(?=[个项块笔类款样种大名的是,?。]|科目|$)|第(?P<nth>[一二三四五])(?:[大多高]|位|名)?(?:的)?|前(?P<first>[两二三四五六])(?:个|项|大|名|位)?)(?:的)?"
)


SHARES = re.compile(
    r"(?:各|分别|每[项类款块])(?:自|项|类|部分)?(?:大概|大约|又|都)?(?:占(?:了|到|总额|全部|总数|支出|的)*(?:多少(?!钱|万|元)|多大|几成|百分之几|比例|比重)?(?:的)?(?:比例|比重|份额)?|(?:的)?(?:比重|比例|占比)(?:是|为)?(?:多少|多大|几)?)"
)
"""'各占多少': each part with its share of the whole."""


class Order(NamedTuple):
    """Which rows by their size: the first `top` of them, or the `nth` alone; `least`: from the smallest."""

    top: int
    nth: int = 0
    least: bool = False


class Asked(NamedTuple):
    """The operation, what is left of the text, and what is said of classification, level and amounts."""

    operation: Operation
    rest: str
    kind: str = ""
    level: str = ""
    amounts: bool = False
    order: Order | None = None
    shares: bool = False


def class_asked(text: str, *, coded: bool, economic: bool = False) -> Asked | None:
    """What is asked; None where it is not the classification. `coded`: a code stands in the question.

    `economic`: an economic class is named, whose parts are called 项目 as well.
    """
    order, text = _order_said(text)
    shares = SHARES.search(text) is not None
    text = SHARES.sub(lambda m: "各" + "|" * (len(m[0]) - 1), text)
    if _OTHER.search(text) or (order and coded):
        return None
    if order:
        level = next((m["level"] or m["which"] for m in _LEVEL.finditer(text)), "")
        return Asked("order", _KIND.sub(_strokes, text), "", level, order=order, shares=shares)
    kinds = list(_KIND.finditer(text))
    kind = GOVERNMENT if any(m["gov"] for m in kinds) else ""
    kind = kind or next((FUNCTIONAL if m["kind"] == "功能" else SPENDING for m in kinds), "")
    if coded and _WHICH_NAME.search(text) and not _PARTS.search(text):
        return Asked("subject", _SUBJECT_OF.sub(_strokes, text), kind)
    if match := _CODE_OF.search(text):
        return Asked("code", _out(_KIND.sub(_strokes, text), match), kind)
    plain = _KIND.sub(_strokes, text)
    if match := _CLASS_OF.search(plain) or _CLASS_OF.search(text):
        return Asked("class", _out(plain, match), kind, match["level"])
    if _PROJECTS.search(text) and not economic:
        return None
    parts = _parts_asked(text, plain, kind)
    return parts._replace(shares=shares) if parts and parts.operation == "parts" else parts


def _order_said(text: str) -> tuple[Order | None, str]:
    """'里金额最大的两个' -> the first two; the text without it. Two orders in one question are none."""
    found = list(_ORDER.finditer(text))
    if len(found) != 1 or "倒数" in text:
        return None, text
    match = found[0]
    size = (match["top"] or match["first"] or "一").replace("两", "二")
    nth = DIGITS.index(match["nth"]) if match["nth"] else 0
    least = (match["way"] or "") in ("少", "小", "低")
    order = Order(DIGITS.index(size), nth, least)
    return order, _out(text, match)


def _parts_asked(text: str, plain: str, kind: str) -> Asked | None:
    """A list of parts, or how many they are."""
    if not (_WHICH.search(text) or _COUNT.search(text)):
        return None
    levels = [m["level"] or m["which"] for m in _LEVEL.finditer(text)]
    levels = levels or ["块"] * bool(_BLOCKS.search(text))
    level = "项" if _INNERMOST.search(text) else next(iter(levels), "")
    amounts = _AMOUNTS.search(_COUNT.sub("", text)) is not None
    if _PURPOSE.search(text) and not (level or kind or amounts or "科目" in text):
        return None  # what the money is for is told in prose
    count = _COUNT.search(text)
    if count and not amounts and not re.search(r"哪|什么", text):
        return Asked("count", plain, kind, count["level"] if len(count["level"]) == 1 else "")
    return Asked("parts", plain, kind, level, amounts)


def says_no_more(text: str) -> bool:
    """Whether what is left of a question says nothing of its own."""
    return not re.sub(r"[|,，、。?？!！:：;；()\[\]“”\"'《》\s]", "", _FRAME.sub("", text))


def _out(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + _strokes(match) + text[match.end() :]


def _strokes(match: re.Match[str]) -> str:
    return "|" * len(match[0])
