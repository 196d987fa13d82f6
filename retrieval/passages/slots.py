"""Which ones, where, called what: the one sentence that says everything asked and fills what is asked for.

Takes a document's paragraphs and a Query, gives the one sentence or none. What is asked for is a slot: a list
behind 哪几台, a name in quotes behind 叫什么, a place behind 搬到哪里; every other word of content must be
said by the sentence, its paragraph or its headings. Knows no figures.

    '100万元以上的专用设备是哪两台'   ->   '…专用设备2台（套），分别为核酸检测工作站和等离子体质谱仪。'
    '新编的高甲戏叫什么'             ->   '新编高甲戏《灯塔谣》入选省级舞台艺术精品工程，…'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Document
from retrieval.passages.kinds_told import Kind, kinds_asked
from retrieval.passages.near_sentences import near_sentences, says_all
from retrieval.printed.prose import Passage
from retrieval.understand.accounted import content
from retrieval.understand.question import Query

__all__ = ["slot_said"]

_LIST = r"(?:分别|依次)?(?:为|是|有|包括|涉及|:)[^。;]*(?:、|和|与|及)|[(（][^()（）]*(?:、|和)[^()（）]*[)）]|[\u4e00-\u9fff”》](?:、|和|与)[\u4e00-\u9fff“《]"
_MEASURE = r"(?:个|台|套|辆|种|类|家|座|处|所|项|块|条|件|名|支|本|批|样|艘|架|间|栋)"
_NOTHING = re.compile(r"(?!)")
_SLOTS = (
    Kind(
        "called",
        re.compile(
            r"(?:名)?(?:叫|称为|取名)(?:做|作|的是|的)?(?:什么|啥)(?:名字?|名称)?|(?:名字|名称|剧名|书名)(?:是|叫)(?:什么|啥)"
        ),
        re.compile(r""),
    ),
    Kind(
        "moved",
        re.compile(
            r"(?<=[搬迁移])(?:到|进|入|至|去|在)?(?:了)?(?:哪[里儿]|哪个地方|什么地方)(?:去)?"
        ),
        re.compile(r"[搬迁移][^,。;]{0,3}[入至到往进][\u4e00-\u9fff]{2,}"),
    ),
    Kind(
        "level",
        re.compile(r"哪(?:一|个)?级(?:别)?(?:的)?|几[ab]?级(?:的)?|(?:什么|哪个|哪种)等级(?:的)?"),
        re.compile(r"\d+a级|[国省市县区][级家]|[一二三四五甲乙丙]级"),
    ),
    Kind(
        "listed",
        re.compile(
            rf"(?:都|分别|具体|各自)*(?:是|为|有|包括|涉及|叫)?(?:了|的|到)?哪(?:些|[几两二三四五六七八九十]){_MEASURE}?"
        ),
        re.compile(_LIST),
    ),
)
_NAME = re.compile(r"《[^》]{2,}》|“[^”]{2,}”|\"[^\"]{2,}\"")
"""Marks around a name, which folded text has not."""
_GENERAL = re.compile(
    r"工作|内容|方面|措施|举措|任务|目标|指标|问题|原因|支出|收入|科目|费用|经费|资金|职责|职能|活动|事情?|单位|部门|机构|科室|股室|处室|国家|人(?=[?。,|]|$)|表(?=[?。,|里中上]|$)|部分|类(?=[?。,|]|$)"
)
"""What every paper has many of: the lists of these are told by other lanes."""
_LISTED_NOUN = re.compile(
    rf"哪(?:些|[几两二三四五六七八九十]){_MEASURE}?(?P<noun>[\u4e00-\u9fff]{{0,6}})"
)


def slot_said(document: Document, passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The one sentence that fills the slot; see the module docstring."""
    if not query.scope.units or query.text != (query.asked or query.text):
        return []
    if query.asks("reason", "definition", "sum", "each", "largest", "smallest", "share", "compare"):
        return []
    text = content(query)
    slots = [slot for slot in _SLOTS if slot.asks.search(text)]
    if len(slots) != 1 or len(slots[0].asks.findall(text)) != 1 or "多少" in text:
        return []
    slot = slots[0]
    noun = _LISTED_NOUN.search(text)
    if slot.name == "listed" and noun and _GENERAL.match(noun["noun"]):
        return []
    rest = replace(query, text=slot.asks.sub(lambda m: "|" * len(m[0]), query.text))
    if kinds_asked(content(rest)):
        return []
    left = _COPULA.sub("", text[: noun.start()]) if noun else ""
    before = re.search(r"[\u4e00-\u9fff]{2,4}$", left)
    kind = Kind(slot.name, _NOTHING, _near(slot, noun["noun"] if noun else "", before))
    found = [p for p in near_sentences(document, passages, rest, kind) if kind.tells.search(p.key)]
    if slot.name == "called":
        found = [p for p in found if _NAME.search(p.text)]
    said = [p for p in found if says_all(_paragraph(p, passages), rest, kind)]
    return said if len(said) == len(found) == 1 else []


def _near(slot: Kind, noun: str, before: re.Match[str] | None) -> re.Pattern[str]:
    """What tells the slot: a list that stands right at 文物 of '哪些文物', at 设备 of '设备是哪两台'."""
    if slot.name != "listed":
        return slot.tells
    if len(noun) < _NOUN:
        head = re.escape(before[0]) if before else ""
        return re.compile(rf"{head}[^。;]{{0,14}}?(?:{_LIST})") if head else slot.tells
    head = re.escape(noun[-_NOUN:])
    return re.compile(
        rf"[、和与及][^,。;]{{0,16}}{head}|{head}[^,。;]{{0,10}}(?:为|是|包括|有|[:(（])[^。;]*(?:、|和|与|及)"
    )


_NOUN = 2
_COPULA = re.compile(r"(?:都|分别|具体)*(?:是|为|有|叫|包括|涉及)*(?:的|了)*$")


def _paragraph(said: Passage, passages: Sequence[Passage]) -> Passage:
    return next((p for p in passages if p.start <= said.start <= p.spans[-1].end), said)
