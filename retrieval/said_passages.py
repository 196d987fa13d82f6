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

from retrieval.accounted import content, held, pair_weights, pairs_of, unsaid
from retrieval.prose import Passage, in_section, sentences
from retrieval.question import Query

__all__ = ["asks_for_prose", "said_passages"]

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
    r"多少|金额|几(?!乎)|占比|比重|百分之|多大|合计|总额|哪年|哪一年|谁(?!负责|来|管)|电话|邮箱|网址"
)
_PROSE = re.compile(
    r"怎[么样]|如何|哪些|哪几|什么|啥|干嘛|讲|介绍|说明|描述|依据|根据|目的|作用|用途|意义|标准|要求|规定|做法|举措|措施|任务|职[责能]|管|是否|有没有|吗"
)
_DUTY = re.compile(r"职[责能]|管(?!理)|负责|承担|分工")
_DUTIES = re.compile(r"职[责能]|概况|概述")
_ITEM = re.compile(r"^\s*[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．]")
_NOT_PROSE = ("reason", "definition", "change", "rate", "share", "largest", "smallest", "rank")


def asks_for_prose(query: Query) -> bool:
    """Whether sentences can answer: no amount, no head count, no reason, no order of figures."""
    text = query.asked or query.text
    return bool(_PROSE.search(text)) and not _AMOUNT.search(text) and not query.asks(*_NOT_PROSE)


def said_passages(passages: Sequence[Passage], query: Query, unit: str) -> list[Passage]:
    """The section whose headings say the question, else the sentences that do."""
    asked = content(query)
    pairs = pairs_of(asked)
    weights = pair_weights(pairs, [f"{p.titles}|{p.key}" for p in passages])
    if len(weights) < _FEWEST:
        return []
    duties = [p for p in passages if _DUTIES.search(p.titles) and _ITEM.match(p.text)]
    for listed in (duties, passages) if _DUTY.search(asked) else (passages,):
        if found := _section(listed, asked, weights, unit) or _best(listed, asked, weights, unit):
            return found
    return []


def _section(
    passages: Sequence[Passage], asked: str, weights: dict[str, float], unit: str
) -> list[Passage]:
    """What stands under the one heading that, with those above it, says all that is asked."""
    titles = dict.fromkeys(passage.titles for passage in passages)
    shares = {title: held(weights, title) for title in titles}
    best = max(shares.values(), default=0.0)
    named = [title for title, share in shares.items() if share == best >= TITLES]
    if len(named) != 1 or unsaid(asked, (named[0], unit)):
        return []
    told = [passage for passage in passages if passage.titles == named[0]]
    return told if sum(len(p.text) for p in told) <= LONGEST else []


def _best(
    passages: Sequence[Passage], asked: str, weights: dict[str, float], unit: str
) -> list[Passage]:
    """The items of lists, and the sentences of longer paragraphs, that say most and leave nothing."""
    graded = []
    for paragraph in passages:
        needed = OWN * (1 - held(weights, paragraph.titles) / 2)
        if held(weights, paragraph.key) < needed:
            continue
        for said in _parts(paragraph):
            share = held(weights, said.key)
            around = (said.key, paragraph.key, paragraph.titles, unit)
            if share >= needed and not unsaid(asked, (*around, _beside(passages, paragraph))):
                graded.append((share, said))
    best = max((share for share, _ in graded), default=0.0)
    kept = {said.key: said for share, said in graded if share >= CLOSE * best}
    return sorted(kept.values(), key=lambda said: said.start)[:MOST]


def _parts(paragraph: Passage) -> list[Passage]:
    """A numbered item is told whole: its first sentence is often but its title."""
    whole = _ITEM.match(paragraph.text) and len(paragraph.text) <= LONGEST_ITEM
    return [paragraph] if whole else sentences(paragraph)


def _beside(passages: Sequence[Passage], paragraph: Passage) -> str:
    """What else is said under the same heading: it names what the section speaks of."""
    if paragraph.section is None:
        return ""
    inside = in_section(passages, paragraph.document.sections[paragraph.section])
    text = "|".join(said.key for said in inside)
    return text if len(text) <= LONGEST else ""
