"""The sections and sentences that account for every word of a free question; nothing where a word is left.

Takes a document's paragraphs and a Query, gives passages. A word that is rare in the document says
best where to look; a word of content that the place, its paragraph and its headings do not say
refuses it. Knows no figures.

    '设计使用年限、抗震设防是怎么定的'   ->  '…设计使用年限为50年，…抗震设防烈度为7度，…'
    '科技专项是依据哪些文件立项的'       ->  what stands under '科技专项情况说明>二、立项依据'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Document
from retrieval.printed.prose import (
    Passage,
    cells_of_sentences,
    in_section,
    sentences,
    tables_beside,
)
from retrieval.understand.accounted import content, held, pair_weights, pairs_of, unsaid
from retrieval.understand.question import Query

__all__ = ["asks_for_deeds", "asks_for_prose", "asks_no_amount", "said_passages"]

OWN = 0.55
"""The weighted share of the question that a sentence says itself."""

TITLES = 0.75
"""The weighted share of the question that the headings of a section say."""

CLOSE = 0.75
"""Sentences this near to the best one are told with it."""

MOST = 4
LONGEST = 1200
LONGEST_ITEM = 400
_FEWEST = 2

_AMOUNT = re.compile(
    r"多少|金额|(?<![那这的])几(?!乎)|占比|比重|百分之|多大|合计|总额|哪年|哪一年|谁(?!负责|来|管)|电话|邮箱|网址"
)
_PROSE = re.compile(
    r"怎[么样]|如何|哪些|哪几|什么|啥|干嘛|讲|介绍|说明|描述|依据|根据|目的|作用|用途|意义|标准|要求|规定|做法|举措|措施|任务|职[责能]|管|是否|有没有|吗|[在去]哪|哪[两几]条|电话"
)
_DUTY = re.compile(r"职[责能]|管(?!理)|负责|承担|分工")
_DUTIES = re.compile(r"职[责能]|概况|概述")
_ITEM = re.compile(r"^\s*[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．]")
_EMPTY = re.compile(r"(?:[：:]|如下。?)\s*$")
"""What only leads in what follows tells nothing."""
_DEEDS = re.compile(
    r"(?:怎么|怎样|如何)(?:去|来)?(?:推进|推动|部署|谋划|布置|开展|落实|加强|管理|监督|整治|扶持|支持|保障|建设|实施|执行|完善|提升|组织|服务|管(?!理)|推|做|干|抓|治)"
    r"|有(?:什么|哪些|啥)(?:打算|举措|措施|动作|做法|要求|部署|考虑|想法)|(?:打算|计划)(?:怎么|怎样|如何)"
)
_WORK = re.compile(r"(?:做|干)(?:了|的)?(?:哪些|什么|些什么|啥|哪几项)(?:具体)?(?:工作|事情?|活)")
_WORK_SAID = re.compile(r"开展|进行|参与|提供|从事|承担|负责|协助|用于|主要(?:为|是|有)")
"""What somebody does is told by a sentence with a deed in it, not by one with his name."""
_SPENT = re.compile(r"用途|[用花](?:在|到|于)了?(?:哪|什么|啥)")
_SPENT_SAID = re.compile(r"用于|用来|用作|用在|主要(?:包括|是|为)")
_PLACES = re.compile(
    r"哪(?:些|几个)(?:[省市州县区旗镇乡村]{1,2}|地[区方市州]|街道|乡镇|区县|市县|州市)"
)
_PLACES_SAID = re.compile(r"[省市州县区旗镇乡村][、和与及].{0,12}[省市州县区旗镇乡村]")
"""'哪些州市得到了' is told by a sentence that names them."""
_FAULT = re.compile(r"问题|不足|短板|缺陷|毛病|偏差")
_FAULT_SAID = re.compile(r"问题|不足|短板|薄弱|欠缺|有待|偏差|未达|未完成|不够|偏低|滞后|缓慢")
"""What is wrong is told by a sentence that says so, not by one about the same project."""
_NOT_PROSE = ("reason", "definition", "change", "rate", "share", "largest", "smallest", "rank")


def asks_for_deeds(query: Query) -> bool:
    """'代表工作有什么打算', '公益诉讼怎么推进': what is done, which no figure tells."""
    text = query.asked or query.text
    return bool(_DEEDS.search(text) or _WORK.search(text)) and asks_for_prose(query)


def asks_for_prose(query: Query) -> bool:
    """Whether sentences can answer: no amount, no head count, no reason, no order of figures."""
    return _PROSE.search(query.asked or query.text) is not None and asks_no_amount(query)


def asks_no_amount(query: Query) -> bool:
    """Whether neither an amount nor a count, a reason or an order of figures is asked for."""
    text = query.asked or query.text
    text = text if query.items else text.replace("哪几", "哪些")
    text = _WHICH_KINDS.sub("哪些", text)
    return not _AMOUNT.search(text) and not query.asks(*_NOT_PROSE)


_WHICH_KINDS = re.compile(r"哪几(?=[样类种桩]|方面|件事)")


class _Place(NamedTuple):
    """A paragraph, or a cell that holds sentences, with the headings or the row it stands under."""

    passage: Passage
    titles: str


def said_passages(
    document: Document, passages: Sequence[Passage], query: Query, unit: str
) -> list[Passage]:
    """The section whose headings say the question, else the sentences that do."""
    asked = content(query)
    places = [_Place(p, p.titles) for p in passages]
    places += [_Place(*found) for found in cells_of_sentences(document)]
    weights = pair_weights(pairs_of(asked), [f"{p.titles}|{p.passage.key}" for p in places])
    if len(weights) < _FEWEST:
        return _enumerating(passages, asked)
    duties = [p for p in places if _DUTIES.search(p.titles) and _ITEM.match(p.passage.text)]
    for listed in (duties, places) if _DUTY.search(asked) else (places,):
        if found := _section(listed, asked, weights, unit) or _best(listed, asked, weights, unit):
            return found
    return []


_WHICH = re.compile(r"(?:哪些|哪几[个种类门家])(?P<noun>[\u4e00-\u9fff]{2,6})[?。]*$")


def _enumerating(passages: Sequence[Passage], asked: str) -> list[Passage]:
    """'有哪些专业': the one sentence that lists them and counts them, '甲、乙、丙等12个专业'."""
    match = _WHICH.search(asked)
    if match is None:
        return []
    counted = re.compile(
        rf"、[^,。;；]{{0,40}}(?:\d+|[二三四五六七八九十]+)[个种类门家]{match['noun']}"
    )
    parts = (part for passage in passages for part in sentences(passage))
    found = [part for part in parts if counted.search(part.key) and not unsaid(asked, (part.key,))]
    return found if len(found) == 1 else []


def _section(
    places: Sequence[_Place], asked: str, weights: dict[str, float], unit: str
) -> list[Passage]:
    """What stands under the one heading that, with those above it, says all that is asked."""
    shares = {place.titles: held(weights, place.titles) for place in places}
    best = max(shares.values(), default=0.0)
    named = [title for title, share in shares.items() if share == best >= TITLES]
    if len(named) != 1 or unsaid(asked, (named[0], unit)):
        return []
    told = [place.passage for place in places if place.titles == named[0]]
    return told if sum(len(p.text) for p in told) <= LONGEST else []


def _best(
    places: Sequence[_Place], asked: str, weights: dict[str, float], unit: str
) -> list[Passage]:
    """The items of lists, and the sentences of longer paragraphs, that say most and leave nothing."""
    graded = []
    for paragraph, titles in places:
        needed = OWN * (1 - held(weights, titles) / 2)
        if held(weights, paragraph.key) < needed:
            continue
        for said in _parts(paragraph):
            share = held(weights, said.key)
            around = (said.key, paragraph.key, titles, unit)
            if _EMPTY.search(said.text):
                continue
            if _FAULT.search(asked) and not _FAULT_SAID.search(said.key):
                continue
            if _WORK.search(asked) and not _WORK_SAID.search(said.key):
                continue
            if _SPENT.search(asked) and not _SPENT_SAID.search(said.key):
                continue
            if _PLACES.search(asked) and not _PLACES_SAID.search(said.key):
                continue
            if share >= needed and not unsaid(asked, (*around, _beside(places, paragraph))):
                graded.append((share, said))
    best = max((share for share, _ in graded), default=0.0)
    kept = {said.key: said for share, said in graded if share >= CLOSE * best}
    return sorted(kept.values(), key=lambda said: said.start)[:MOST]


def _parts(paragraph: Passage) -> list[Passage]:
    """A numbered item is told whole: its first sentence is often but its title."""
    whole = _ITEM.match(paragraph.text) and len(paragraph.text) <= LONGEST_ITEM
    return [paragraph] if whole else sentences(paragraph)


def _beside(places: Sequence[_Place], paragraph: Passage) -> str:
    """What else is said under the same heading: it names what the section speaks of."""
    if paragraph.section is None:
        return ""
    section = paragraph.document.sections[paragraph.section]
    inside = in_section([place.passage for place in places], section)
    text = "|".join(said.key for said in inside)
    tables = tables_beside(paragraph)
    return "|".join(part for part in (text, tables) if len(part) <= LONGEST)
