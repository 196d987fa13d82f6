"""Words that frame a question and name nothing printed: '属于', '那一行', '推算下来', '51447万元'.

Takes a folded question, gives the parts of it that carry no content, and the forms that only a
pattern shows. Knows no labels.

    '…有多少走的是项目支出'     ->  '走的是' says nothing       '是增加还是减少'  ->  change
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.scope.periods import Taken
from retrieval.words.operation_words import ALIKE, TOTALLED

__all__ = ["framing", "said_before", "shaped_forms", "signed_forms"]

_FRAME = re.compile(
    r"(?:里面?)?(?:是)?(?:属于|归属于|归入|列入|走的?(?=是|项目|基本|财政))"
    rf"|(?<=[\u4e00-\u9fff])[两三四五六](?:样|者)(?={TOTALLED})"
    r"|(?:倒|反)?推算(?:下来|出来|一下|得)?|(?:倒|反)推(?:出来)?|算下来|折算"
    r"|(?:那|这|该)一?(?:行|列|栏)|这项(?:活动|工作|任务|职责|业务)|(?:那|这)(?:一)?块(?=[要的,花])"
    r"|(?<=[费支收算出入金总公])(?:总|明细)?表(?=[里中上内的])(?:里面?|中|上|内)?"
    r"|公布的?|列明|载明|写着|写的|(?<=说明里)写的对吗|(?:下面|以下|下列)(?=[几两三四五六七八九十\d])|(?:这|该)一?[类款](?=下面|底下|之下|下设)|(?:下面|底下|下设|下分|里头)(?=的?各[项款]|有|都有|包括|分|哪)"
    r"|(?:调整|年初)(?=预算)|超出?(?=(?:了)?(?:年初|调整)预算)|四个季度|各季度|一样(?:吗|不|么)|多大|价值(?=\d)|(?<=[台辆])\(套\)"
    r"|(?:的)?(?:空白)?(?:表样|样表|模板|空白表格?|范本)(?:里面?|中)?"
    r"|(?:具体)?(?:分|分成|分为|划分为|划成)(?:了)?(?=哪|几|有|多少)"
    r"|(?:原来|原先|原本)(?=的?(?:是|有|为|多少|安排|列))|(?<=[局委厅院])系统(?=人均|平均|每人|一共|总共|整体|20\d\d)"
    r"|节省|节约|(?<=[多少几])个?百分点|到底|究竟|持平(?=还是|不|吗|么|没)|(?<=还是)(?:持平|不变)|哪(?:一|几)?(?:大)?[块类项个款种部分方面张笔]|手头|可用(?=[吗?。]|$)"
)
_STATED = re.compile(
    r"(?<![\d.a-z])\d[\d,]*(?:\.\d+)?(?=万元|亿元|元|万|%|个百分点)|(?:购?买|采购|购置)\d+[台套辆部张件批](?=总共|一共|共|要|得|花|[多几])|(?<=是)\d[\d,]*(?:\.\d+)?(?=还是\d)|(?<=还是)\d[\d,]*(?:\.\d+)?"
)
_AGREES = re.compile(
    r"(?:是不是|是否为?|是)空表(?!.{0,3}的)|[写说算加]得?的?对(?:吗|不对|么)|对得上|对不上|对不对"
    rf"|{ALIKE}(?:吗|么|不)|是否{ALIKE}|是不是(?:一致|一样|相等)|(?:是不是|是否|会不会)等于|等不等于"
    r"|等于[^,?。]{2,30}吗|(?<=是)\d[\d.,]*(?:万元|元)?还是\d"
)
_DIRECTION = re.compile(
    r"(?:增加|增长|上升|涨|多|持平|不变)了?还是(?:减少|下降|降低|降|跌|少|增加|增长|持平|不变)|是增是减|增还是减|有没有(?:变化|增减)"
)
_RATE_OF = re.compile(
    r"(?:增加?|增长|减少?|下降|上升|提高|降低?|涨|跌|压减|压缩|变化|变动)了?(?:多少|几)?个?(?:百分比|百分点|百分之|几成|多大比例)"
)
"""'下降多少百分比': how far it moved, not what share it is."""
_SAVED = re.compile(
    r"(?:决算|支出|实际)数?[比较](?:年初|调整|当年)?预算数?(?:节省|节约|省|结余|少花|少用|多花|多用)"
)
_MOVED_BY = re.compile(
    r"(?:增减|变动|变化|增加|减少|增长)(?:的)?(?:金?额|数额|数)?(?:和|及|与|、)?(?:其)?比例"
)
"""'增减金额和比例': how far it moved, not what share it is."""
_COMPLETED = re.compile(
    r"完成(?:了)?(?:年初|全年|调整)?(?:预算)?(?:数)?(?:的)?(?:百分之|比例|几成|百分比)|占年初预算数?的?百分之"
)
_OVER = re.compile(
    r"比[^,?]{2,40}[多少](?:安排|支出|花|编列|列支|收入|收|用|拨|投入)(?:了)?(?:多少|几)|(?:超出|超过|超|多于|少于|低于|高于|不足)(?:了)?(?:年初|调整|当年)?预算数?(?:了)?(?:多少|几)"
)
_WHICH_ROWS = re.compile(
    r"分类的?各类(?:支出)?|(?:下面|底下|之下|下设)的?各[项款](?!.{0,8}哪)|哪几(?:大)?[块类项个款种部方]|分(?:成|为)?(?:了)?(?:哪|几)(?:些|几)?(?:大)?[块类项个款种部方]|按[类款项]分"
)


_WHICH_CODES = re.compile(
    r"(?:哪[些几]个?|什么)(?:支出|明细|预算|经济|功能)?科目|的明细|细分|"
    r"(?:怎[么样]|如何)(?:构成|组成)|的(?:构成|组成)|各项(?:金额|数额|是?多少|分别)|"
    r"(?:花|用|投)(?:在|到)(?:了)?(?:哪[些几]|几)个?大?[块类项款](?:上|里)?,?(?:各自?|分别|每[块类项])"
)
"""'花在哪些科目上' asks for rows, not for what a sentence says the money is for; so does '怎么构成'."""


_NOTES = re.compile(
    r"(?:(?:部门|单位)?(?:预算|决算))?编[制报](?:情况)?说明(?:书)?(?=[里中上内的,]|写|说|讲|倒|反|推|算)(?:里面?|中|上|内)?"
)
_SAID_SUM = re.compile(
    r"(?:一共|总共|共计|合计|总计|拢共|统共)(?:是|有|为|花了?|安排了?)?\d[\d,]*(?:\.\d+)?(?:万元|亿元|元|万|亿)(?![^,?。]{0,4}(?:吗|么|对不|是不是|是否))"
)
"""'行政运行一共1511.89万,里头…': a figure that the asker knows asks for no sum."""


def said_before(question: str) -> Iterator[Taken]:
    """The parts that would be mistaken for an item or a form: '编制说明里', '一共1511.89万'."""
    for pattern in (_NOTES, _SAID_SUM):
        for match in pattern.finditer(question):
            yield Taken(*match.span())


def framing(question: str) -> Iterator[Taken]:
    """The parts that carry no content: framing words, and amounts the asker states."""
    for pattern in (_FRAME, _STATED):
        for match in pattern.finditer(question):
            yield Taken(*match.span())
    for match in _AGREES.finditer(question):
        yield Taken(match.start(), match.start() + 2)


def shaped_forms(question: str, forms: set[str], *, staged: bool) -> set[str]:
    """The forms with those that only the shape of the question shows.

    `staged`: 预算 and 决算 are both named, so whether they agree is their difference.
    """
    found = set(forms)
    if _WHICH_ROWS.search(question):
        found = (found - {"count"}) | {"list"}
    if _WHICH_CODES.search(question):
        found = (found - {"purpose"}) | {"list"}
    if _MOVED_BY.search(question) and "占" not in question:
        found = (found - {"share"}) | {"rate", "change"}
    if _RATE_OF.search(question) and "占" not in question:
        found = (found - {"share"}) | {"rate"}
    if _SAVED.search(question):
        found.add("difference")
    if _COMPLETED.search(question):
        found = (found - {"change", "rate", "share"}) | {"completion"}
    if _OVER.search(question):
        found.add("difference")
    if _DIRECTION.search(question):
        found.add("change")
    if _AGREES.search(question):
        found.add("difference" if staged else "contradiction")
    return found


_PLUS, _MINUS = re.compile(r"(?:再|另)?加上?|\+"), re.compile(r"减去?|减掉|-")


def signed_forms(question: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    """What stands between two items as a sign of arithmetic: '离休费加退休费' -> sum."""
    between = [question[one[1] : other[0]] for one, other in pairwise(sorted(spans))]
    sums = {"sum" for text in between if _PLUS.fullmatch(text)}
    return frozenset(sums | {"difference" for text in between if _MINUS.fullmatch(text)})
