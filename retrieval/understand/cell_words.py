"""The words of a question beside the labels of a table: which of them a cell accounts for.

Takes a Query and printed labels, gives the Asked text (unit, year and small words taken out) and the
places in it that a label names. Knows no facts, no ranking and no wording of answers.

    '行政运行科目中列在项目支出一栏的金额'  ->  行政运行, 项目支出 named; nothing left over
    '局长的办公费'                        ->  办公费 named; '局长' left over
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.occurrences import occurrences

__all__ = [
    "AskedText",
    "alike",
    "asked_text",
    "left_over",
    "says",
    "spans_of",
    "title_spans",
    "uncovered",
]

Span = tuple[int, int]

_SMALL = re.compile(
    r"的|(?:那|这)(?:一)?(?:个|张|份|本|块|部分|项|笔|行|列|栏|格)?(?![些么样])|该|[\"“”《》\[\]]"
)
_CAR = re.compile(r"公务用车|公务车(?:用车)?|公用车|公车")
_STATED = re.compile(
    r"(?:一共|总共|共计|合计|总计|共|是|为|有)?(\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元|亿|万)(?!元|(?:\(不?含\))?以[上下内]|[上下])"
)
_CHATTER = re.compile(
    r"(?:多少|几)(?:个)?(?:亿元|万元|平方米|[亿万元块人名辆台部位套件次期单家项张])?|几何|(?:亿|万|千)?元|金额|数额|数目|数字|数值|款额|钱"
    r"|翻[开到看]?|看[看到下]?|查[看一下到]*|对照|按照?|照|依|据|在|就|请问|麻烦|想|知道|了解|帮忙?|我|们|你|说"
    r"|列[在入为出支示明]?|排[在到了进]|摆在|放在|填[写报列了在]?|写[着在了]?|记[在入了着]|登[在记]|印着|标[着明]|载明|走(?!访)|归[到入在属于]*|属于?|划[到入归]|算[在作到]?|落[在到]"
    r"|出自?|由|从|用|靠|于|以|到|给|所|对应|相应|对|里[头面边]?|当中|其中|中间|中|内|下[面边头]?|底下|之下|名下|项下|上[面边]?|一?[栏行列格档块]"
    r"|(?:目录)?序号|编[码号]|代码|目录|品目|科目|分类|名叫|名为|叫[做作]?|明细|情况|信息|部分|方面|本身|单独|单是|光是?|仅|只|这|那|哪|什么|怎么?|呢|吗|啊|呀|吧|了|着|过|是|为|有|共|计|总|一|各|又|还|都|也|再|要|花|买|采购|购买|购置|支付|付|掏|安排|预算|决算|编[列制]?|拨|开支|支出|经费|费用|(?<!单位|财政|专项|其他|自有|上级|中央|项目)资金|款项?|专项|年度?|项目?|那?笔|数|额|表|采用|形式|方式|批(?:了|复|准)?|价?值(?=多少|几)|打(?=多少|几)"
)
_HOW_MANY = r"[有是为共]?(?:多少|几)个?(?:平方米|亩|公顷|公里|千米|册|把|棵|[人名辆台部位套件])"
_COUNTER = re.compile(r"(?:了|过)?(?:一共|总共)?(?:有)?(?:多少|几)个?(人次|批次|台次|团组)")
"""'接待了多少人次' asks for what a row calls 接待人次."""
_HOW_LARGE = re.compile(r"(?<!面积)(?:一?共|总共)?[有是为]?(?:多少|几)(?:个)?平方米")
"""'房屋有多少平方米' asks for what a column calls 房屋面积."""
_TAKEN_IN = re.compile(
    r"(?:能|会|要)?(?:进账|入账|收上来|收进来)|(?<=[靠凭])收取?(?=[\u4e00-\u9fff]{1,6}费)"
)
"""'靠收学费能进账多少' asks for an income."""
_CARS = re.compile(
    r"(?:现)?(?:一共|总共)?有?(?:多少|几)[辆台部](?P<behind>公务用车|公务车|公车|车辆?)(?![\u4e00-\u9fff])"
    r"|(?P<before>公务用车|公务车|公车|车辆?)(?:现|一共|总共|各|分别)*有?(?:多少|几)[辆台部]"
)
"""'有几台车', '车有几辆' ask for what a row or a column calls 车辆."""
_EACH_ONE = re.compile(r"(?<=[元钱块])(?:一|每|/)[台辆套件张个部架]")
_PRICE = re.compile(
    r"(?:每|一)[台套辆件张部架艘顶床把只支](?:要|是|为|合|得|需|卖|花|平均)*(?=(?:多少|几)(?:块?钱|[万千]?元|万))"
)
"""'一台多少元' asks for what a column calls 单价."""
_LARGE = re.compile(r"(?<=\d)(万|千)元?(?:\(不?含\))?(?=以[上下])")
"""'单价100万元(含)以上' and '单价100万以上' are one label."""
_ENDS = re.compile(
    r"(?<=..)(?:支出|经费|费用|费|资金|金额|总额|数额|预算数|决算数|预算|决算|数|情况|信息|年级)$"
)
_TABLE = re.compile(
    r"([\u4e00-\u9fff]{2,24}?)(?:(?:总|明细|一览|情况|信息|汇总|分配|填报|申报)?表|(?:明细|一览|汇总)(?=[里中内上,]))"
)


@dataclass(frozen=True, slots=True)
class AskedText:
    """The question without unit, year and small words; '|' where something was taken out.

    - `stated`: amounts that the asker says himself ('一共1511.89万'), each with its unit.
    - `tables`: what is said before the word 表: '收入决算'.
    - `numbered`: whether the table is named by its number, which is taken out.
    """

    text: str
    stated: tuple[tuple[str, str], ...]
    tables: tuple[Span, ...]
    numbered: bool = False


def asked_text(query: Query) -> AskedText:
    """The question made ready to be held against labels."""
    chars = list(query.text)
    for span in query.scope.taken:
        chars[span.start : span.end] = "|" * (span.end - span.start)
    text = "".join(chars)
    stated = tuple((m[1], m[2]) for m in _STATED.finditer(text))
    text = _PRICE.sub("单价", text)
    text = _EACH_ONE.sub("", _COUNTER.sub(r"\1多少", _STATED.sub("|", text)))
    text = _TAKEN_IN.sub("收入", _HOW_LARGE.sub("面积多少", _CARS.sub(_cars, text)))
    text = alike(re.sub(r"\|+", "|", _SMALL.sub("", text)))
    tables = tuple(m.span(1) for m in _TABLE.finditer(text))
    return AskedText(text, stated, tables)


def _cars(match: re.Match[str]) -> str:
    said = match["behind"] or match["before"]
    return f"{'车辆' if said.startswith('车') else said}多少"


def alike(text: str) -> str:
    """Names of one thing in one form: 公务用车, 公务车 and 公车."""
    text = _IN_POST.sub("在职", text.replace("的", ""))
    text = _RETIRED.sub("离退休", text)
    return _LARGE.sub(r"\1", _CAR.sub("公车", text))


_IN_POST = re.compile(
    r"(?:年末)?(?:实有在职|在职实有|在职)(?:人员|人数|职工|员工)?(?:\(人\))?(?![经费支工补待])"
)
_RETIRED = re.compile(
    r"(?:年末)?离退休(?:人员|人数|职工|老?干部|老?同志)(?:\(人\))?(?![经费支工补待生])"
)


@lru_cache(maxsize=65536)
def _wordings(label: str) -> tuple[str, ...]:
    """A printed label as it may be said: without brackets, year, numbering and its last word."""
    whole = alike(label_key(label))
    printed = alike(folded(label))
    bare = re.sub(r"[()\[\]]", "", printed)
    short = _ENDS.sub("", whole)
    return tuple(dict.fromkeys(word for word in (whole, printed, bare, short) if len(word) > 1))


_WHOLE = frozenset({"total_income", "total_expenditure", "current_income", "current_expenditure"})
"""What 'how much was spent' asks for: no word for one row."""


@lru_cache(maxsize=65536)
def _other_words(label: str) -> tuple[str, ...]:
    """What people call the item of the field that a label prints."""
    words = lexicon()
    keys = [k for k in words.printed.get(label_key(label), ()) if k not in _WHOLE]
    found = {alike(w) for k in keys for w in (*words.concepts[k].words, *words.concepts[k].labels)}
    return tuple(word for word in found if len(word) > 1)


@lru_cache(maxsize=16384)
def spans_of(label: str, text: str) -> tuple[Span, ...]:
    """Where a label is named in the text, in full or without its last word."""
    found = [span for word in _wordings(label) for span in occurrences(word, text)]
    if not found:
        found = [span for word in _other_words(label) for span in occurrences(word, text)]
    return tuple(found)


@lru_cache(maxsize=16384)
def says(label: str, text: str) -> bool:
    """Whether a text says a label itself, and no other word for it."""
    return any(word in text for word in _wordings(label))


@lru_cache(maxsize=16384)
def title_spans(title: str, text: str, least: int = 2) -> tuple[Span, ...]:
    """The longest runs of the text, of two characters and more, that a title or label holds."""
    printed = alike(re.sub(r"[()\[\]>|、,]", "", folded(title)))
    found: list[Span] = []
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and text[end] != "|" and text[start : end + 1] in printed:
            end += 1
        if end - start >= least and not text[start:end].isascii():
            found.append((start, end))
            start = end
        else:
            start += 1
    return tuple(found)


@lru_cache(maxsize=1)
def _small_words() -> re.Pattern[str]:
    """Words that say nothing, the longer first; most single ones are none: half of a name (高中)."""
    stops = sorted((w for w in lexicon().stop if len(w) > 1 and w != "资金"), key=len, reverse=True)
    return re.compile("|".join((_HOW_MANY, *map(re.escape, stops), _CHATTER.pattern)))


def uncovered(text: str, spans: Sequence[Span]) -> str:
    """The text with '|' for what the spans explain."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "|" * (end - start)
    return "".join(chars)


def left_over(asked: AskedText, spans: Sequence[Span]) -> list[str]:
    """The words of the question that no span explains and that say something."""
    chars = list(uncovered(asked.text, spans))
    for start, end in spans:
        if asked.text[start - 1 : start] == "(" and asked.text[end : end + 1] == ")":
            before = re.search(r"[\u4e00-\u9fff]{0,6}$", "".join(chars[: start - 1]))
            at = before.start() if before else start
            chars[at : start - 1] = "|" * (start - 1 - at)
    rest: list[str] = []
    for run in re.findall(r"[\u4e00-\u9fffa-z0-9]+", "".join(chars)):
        rest += re.findall(r"\w+", _small_words().sub(" ", run))
    return rest
