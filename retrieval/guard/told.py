"""Whether an answer from everyday words leaves an item of the question untold that is named as printed.

Takes a Query and a Composed answer, gives the items that none of its evidence names. Words that are no
official name, funds, columns and totals need not be told. Knows not how the answer was found.

    '用政府性基金安排了多少三公经费'   ->   an answer of all that the fund spends leaves 三公经费 untold
"""

from __future__ import annotations

import re

from retrieval.rows.classes_by_name import class_codes
from retrieval.understand.question import Item, Query
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.compose import Composed

__all__ = ["of_another_class", "of_other_brackets", "of_other_firms", "untold"]

_SHORTEST = 4


def untold(query: Query, composed: Composed) -> list[str]:
    """The items named by their official names that no evidence of the answer names."""
    evidence = composed.draft.evidence
    texts = [e.said for e in evidence]
    said = label_key("".join(texts)) + folded("".join(texts))
    named = [item for item in query.items if _official(item)]
    ways = [way for way in _WAYS.findall(query.asked or query.text) if way not in said]
    return [item.text for item in named if not _held(item, said)] + _counted(query, said) + ways


_BRACKETED = re.compile(r"\((?P<name>[\u4e00-\u9fff]{2,12})\)")


def of_other_brackets(query: Query, composed: Composed) -> bool:
    """'日常办公的开销(办公费)': the official name in brackets is the one that is asked for."""
    asked = folded(query.asked or query.text)
    names = [label_key(found["name"]) for found in _BRACKETED.finditer(asked)]
    if not names or not composed.figures:
        return False
    said = label_key("".join(e.said for e in composed.draft.evidence))
    return any(name in lexicon().printed and name not in said for name in names)


_WAYS = re.compile(
    r"单一来源|竞争性(?:磋商|谈判)|公开招标|邀请招标|询价|框架协议|集中采购|分散采购|网上超市|电子卖场"
)
"""Official ways of buying: what went one way is not told by what was bought in all."""


_FIRMS = re.compile(r"中小(?:型|微)?企业|小微企业|监狱企业|残疾人福利性单位")


def of_other_firms(query: Query, composed: Composed) -> bool:
    """'预留给中小企业的采购有多少' is not told by all that was bought."""
    asked = _FIRMS.findall(query.asked or query.text)
    if not asked or not composed.figures:
        return False
    evidence = composed.draft.evidence
    texts = [e.said for e in evidence]
    return not _FIRMS.search(folded("".join(texts)))


_HOW_MUCH_OF = re.compile(
    r"多少(?!钱|元|万|亿|经费|资金)(?P<noun>[\u4e00-\u9fff]{3,8})(?=[?。,]|$)"
)


def _counted(query: Query, said: str) -> list[str]:
    """'要带动多少汽车消费': what stands behind 多少 is what is asked, whatever else is named."""
    asked = query.asked or query.text
    match = _HOW_MUCH_OF.search(asked)
    noun = match["noun"] if match else ""
    unread = any(word in noun for word in query.residue if len(word) > 1)
    sold = [m["noun"] for m in _SOLD.finditer(asked)]
    return [n for n in (*sold, *([noun] if unread else [])) if n and n not in said]


_SOLD = re.compile(
    r"(?:处置|出售|变卖|出租|出借|报废)(?:报废|旧|老旧)?的?(?P<noun>[\u4e00-\u9fff]{2,4}?)(?=收|卖|得|的?收入)"
)
"""What is sold or let must be said: the income of a sale is that of the thing sold."""


def _official(item: Item) -> bool:
    """'三公经费', '差旅费': the printed name of one item, no fund, no column and no total."""
    concepts = [lexicon().concepts[key] for key in item.concepts]
    key = label_key(item.text)
    plain = [c for c in concepts if not (c.fund or c.aspect) and (c.narrow or not c.totals)]
    row = not concepts and key in item.labels
    return len(key) >= _SHORTEST and (row or any(key in c.labels for c in plain))


def _held(item: Item, said: str) -> bool:
    concepts = [lexicon().concepts[key] for key in item.concepts]
    return any(label in said for c in concepts for label in c.labels) or item.text in said


def of_another_class(query: Query, composed: Composed) -> bool:
    """'财政拨款的教育支出' of a unit that has none: what is told is of no such class."""
    named = [name for name in class_codes() if name in query.text]
    said = folded("".join(e.said for e in composed.draft.evidence))
    return any(name not in said and name.removesuffix("支出") not in said for name in named)
