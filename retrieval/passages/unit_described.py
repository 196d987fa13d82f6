"""What a unit is: its rank, what stands on its plates, whom it belongs to, what kind of a unit it is.

Takes an Understood and Sources, gives a Composed answer or None: the sentence whose subject is the unit
and that tells what is asked; nothing but that may be left of the question. Knows no figures.

    '某局是什么级别的单位'   ->   '某局是主管全区财政工作的区政府工作部门，为正处级。'
    '某局还挂着哪两块牌子'   ->   '…为正处级，加挂某市经济委员会、某市粮食和物资储备局牌子。'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.passages.asked_documents import Reading, readings, rows_of
from retrieval.passages.quoted import quoted
from retrieval.printed.prose import Passage, Told, bare, sentences
from retrieval.understand.accounted import content, pairs_of
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import lead

__all__ = ["asks_of_unit", "unit_described_answer"]


class _Trait(NamedTuple):
    """What is asked of a unit: the words that ask it, those by which its sentence tells it."""

    asks: re.Pattern[str]
    tells: re.Pattern[str]


_UNIT = (
    r"(?:单位|部门|机构|机关|局|委|办|学校|中学|小学|高中|医院|街道|组织|地方|中心|院|所|事业单位)"
)
_WHAT = r"(?:什么|啥|哪|何|怎样|怎么|多高|多大|哪一?[级个种类])"
_TRAITS = (
    _Trait(
        re.compile(
            rf"(?:行政)?(?:级别|规格|层级)(?:是|有|属于?|算|为)*{_WHAT}(?:级别?|样)?的?|{_WHAT}(?:一)?(?:个|种|样)?(?:的)?(?:行政)?(?:级别|规格|层级)(?:的)?|(?:是|属于?|算)(?:几|什么|哪一?)级(?!指标|科目|分类)"
        ),
        re.compile(r"[正副](?:厅|局|处|县|科|股|部|省|司|地)级|(?:厅|处|科|股|县|局)级"),
    ),
    _Trait(
        re.compile(
            r"(?:同时|另外?|还|也|又)*(?:加?挂|挂着?|有)(?:了|着|有)?(?:哪|什么|啥|几)(?:些|几|[一二两三四])?(?:块|个)?(?:的)?牌子?|(?:牌子|挂牌)(?:是|有|叫)*(?:哪[些几]?|什么|啥)(?:块|个)?"
        ),
        re.compile(r"挂[^,。]{2,}牌"),
    ),
    _Trait(
        re.compile(
            r"(?:归|由|受|隶属于?|属于?|是)(?:谁|哪个?|什么|啥|哪家|哪一级)(?:个)?(?:部门|单位|机关|政府|上级|局)?(?:的)?(?:管理?|领导|主管|直属|下属|所属|管辖)(?:着|的)?|(?:隶属|上级(?:主管)?(?:部门|单位)?|主管(?:部门|单位))(?:于|是|关系)*(?:谁|哪个?|什么|啥|哪家)(?:个)?(?:部门|单位|局)?"
        ),
        re.compile(r"直属|下属|隶属|所属|主管的|领导|归口|管理的"),
    ),
    _Trait(
        re.compile(
            r"(?:是|在)?(?:哪一?年|什么时候|何时|哪年|几几年)(?:创办|成立|设立|建立|建校|组建|创建|办)(?:的|起来)?|(?:创办|成立|设立|建校|组建|创建)(?:于|的)?(?:时间)?(?:是|在)?(?:哪一?年|什么时候|何时)"
        ),
        re.compile(
            r"(?:创办|成立|设立|建立|始建|组建|创建|建校)于?[^,。]{0,6}\d{4}年|\d{4}年[^,。]{0,12}(?:创办|成立|设立|建立|组建|创建|建校)"
        ),
    ),
    _Trait(
        re.compile(
            rf"(?:到底|究竟)?(?:是|属于|算)(?:个|一个|一家|一所)?(?:什么样|怎样|怎么样|啥样|什么|啥|哪一?[种类])(?:子)?(?:的)?(?:一)?(?:个|种|类|家|所)?(?:性质|类型|类别)?的?{_UNIT}|(?:单位)?(?:性质|类型|属性)(?:是|属于|为)*(?:什么|啥|哪[种类]?)"
        ),
        re.compile(
            rf"(?<![别分称])(?:是|为|属于?|系)(?![:：])[^,;:。]{{0,40}}(?:{_UNIT}|公益|参公|全额|差额|财政核?拨)"
        ),
    ),
)
_SUBJECT = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+条)?(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．])?(?:我|本)?(?:局|校|院|办|委|中心|单位|部门|街道|所|馆)(?=[,是为属系创成设始由])"
)
_IS = re.compile(r"[是为属系]|创办|成立|设立|始建|组建|挂")


def asks_of_unit(query: Query) -> bool:
    """Whether nothing is asked but what the one unit named is."""
    return bool(_traits(query))


def _traits(query: Query) -> list[_Trait]:
    """What is asked of the unit; none where anything else is asked too."""
    if len(query.scope.units) != 1 or query.items or query.forms & {"sum", "change", "reason"}:
        return []
    text = left = content(query)
    traits = [trait for trait in _TRAITS if trait.asks.search(text)]
    for trait in traits:
        left = trait.asks.sub("|", left)
    return [] if pairs_of(_LOOKS.sub("|", left)) else traits


def unit_described_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The sentence that tells the traits asked of the one unit named, where nothing else is asked."""
    query = understood.query
    traits = _traits(query)
    for reading in readings(rows_of(understood, any_year=True), query, sources):
        said = list(_said(reading))
        found = [next((s for s in said if trait.tells.search(s.key)), None) for trait in traits]
        if traits and all(found):
            once = {s.start: s.line for s in found if s}
            return quoted([(reading.row, Told(lead("section"), tuple(once.values())))])
    return None


_LOOKS = re.compile(
    r"性质|公益|类别?|简介|简单|一两?句话|讲讲|说说|说法|[写讲说]的?|预算|决算|文件|介绍|概况|基本|按它|自己|单位|部门|学校|本身|同时|公办|民办|机关"
)


def _said(reading: Reading) -> Iterator[Passage]:
    """The sentences whose subject is the unit, of its description: none of a year's money."""
    names = _names(reading.row.unit_name or "")
    for passage in reading.passages:
        if "名词" in passage.titles:
            continue
        for said in sentences(passage):
            if _of_unit(said, names) and not _MONEY.search(said.key):
                yield said


_MONEY = re.compile(r"\d[\d,.]*(?:万|亿)?元|预算[数为]|决算[数为]")


def _names(unit: str) -> Sequence[str]:
    """The name of a unit, and its shorter one without the place: '普陀区财政局', '财政局'."""
    whole = bare(folded(unit))
    short = re.sub(r"^.*?[省市](?=.{4})", "", whole)
    return tuple(dict.fromkeys(name for name in (whole, short) if len(name) > 2))


def _of_unit(said: Passage, names: Sequence[str]) -> bool:
    key = bare(said.key)
    if _SUBJECT.match(key):
        return True
    led = re.sub(r"^第[一二三四五六七八九十\d]+条|^[一二三四五六七八九十\d]{1,3}[、.．]", "", key)
    starts = (
        match.end()
        for name in names
        for match in re.finditer(rf"(?:^|,){re.escape(name)}", _GROUND.sub(",", led))
    )
    led = _GROUND.sub(",", led)
    return any(_IS.search(led[end : end + 12]) for end in starts)


_GROUND = re.compile(r"^(?:根据|按照?|依据|经)[^。]*?(?:,|批准)(?=[^,]{2,30}(?:是|为|属))")
"""'根据《…》（…〔2024〕17号），某局是…': what the ground is stands before the unit."""
