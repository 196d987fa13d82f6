"""What a question asks the reason of: the items, and the words of its own that no item accounts for.

Takes a Query, gives the groups of wordings of which one each must be named. Knows no documents.

    '公车购置费为什么一下子多出25万'   ->   (('公车购置费', '公务用车购置费'),): how much it moved needs no saying
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from retrieval.printed.prose import bare
from retrieval.understand.accounted import content, masked_asking, pairs_of
from retrieval.understand.focus import coverage, item_terms, runs
from retrieval.understand.question import Item, Query
from retrieval.understand.reason_asked import what_moved
from retrieval.words.lexicon import lexicon

__all__ = ["CHANGED", "GENERAL", "Wanted", "wanted_subject"]

GENERAL = frozenset({"total_income", "total_expenditure", "current_income", "current_expenditure"})
CHANGED = re.compile(r"增|减|升|降|变动|变化|没变|不变|未变|持平|差异|大于|小于|高于|低于")
_COMPARED_WITH = re.compile(r"(?:比|较|与|和|同)$")
_BOTH_SIDES = re.compile(r"收支|收入(?:和|、|与|及|以及)?支出")
_ALL_MONEY = re.compile(
    r"(?:财政)?(?:拨款)?(?:预算|决算)?(?:收支|收入(?:和|、|与|及|以及)?支出)(?:预算|决算|总额|总计|规模|总体)?"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be named: one group of wordings for every thing asked; `whole`: 收支 as such.

    `fiscal`: of 财政拨款收支 alone; `side`: of 收入 or 支出 alone; `carried`: with
    what was carried over, 总计 and not 合计.
    """

    groups: tuple[tuple[str, ...], ...]
    whole: bool
    fiscal: bool = False
    side: str = ""
    carried: bool = False


def wanted_subject(query: Query) -> Wanted:
    """What must be named for a reason to be that of the question."""
    groups = []
    concepts = lexicon().concepts
    items = [i for i in query.items if not _names_the_unit(i, query)]
    plain = [i for i in items if not (set(i.concepts) & GENERAL)]
    plain = [i for i in plain if not _is_money_of(i)] or plain
    fiscal = "财政拨款" in query.text
    if _BOTH_SIDES.search(query.text):
        plain = [i for i in plain if not i.text.startswith("财政拨款")]
    for item in plain:
        if not any(concepts[key].fund for key in item.concepts) or len(plain) == 1:
            groups.append(tuple(bare(word) for word in item_terms(item)))
    groups += [(word,) for word in _words_of_its_own(query)]
    whole = not groups and not _told_words(query, what_moved(query.text))
    carried = any("总计" in item.text for item in items)
    return Wanted(tuple(groups), whole, fiscal, _side(query) if whole else "", carried)


def _side(query: Query) -> str:
    """The one side of all money that is asked for, '' where both or neither are."""
    named = {one for one in ("收入", "支出") for item in query.items if one in item.text}
    return named.pop() if len(named) == 1 and not _BOTH_SIDES.search(query.text) else ""


def _is_money_of(item: Item) -> bool:
    """'耕地建设的当年拨款': 财政拨款 beside an item says whose money it is, not what moved."""
    return bool(item.concepts) and all("fiscal" in key for key in item.concepts)


def _names_the_unit(item: Item, query: Query) -> bool:
    """A row that is called like the unit is no item to give a reason of."""
    return bool(item.labels) and item.labels <= set(query.scope.units)


def _words_of_its_own(query: Query) -> list[str]:
    """The words of content that no item, unit, year or way of asking accounts for."""
    masked = (what_moved(query.text), masked_asking(content(query)))
    moved = "".join("|" if "|" in pair else pair[0] for pair in zip(*masked, strict=True))
    return [run for run in _told_words(query, moved) if pairs_of(run)]


def _told_words(query: Query, text: str) -> list[str]:
    """The words of a masked question that no item accounts for, and that tell no mere movement."""
    known = "".join(item.text for item in query.items if not _names_the_unit(item, query))
    text = _told_beside(query, text)
    found = (_COMPARED_WITH.sub("", run) for run in runs(replace(query, text=text)))
    return [
        run
        for run in found
        if not _ALL_MONEY.fullmatch(run)
        and not _AMOUNT.fullmatch(run)
        and coverage((run,), known) < 1
        and not CHANGED.search(run)
    ]


def _told_beside(query: Query, text: str) -> str:
    """The text without the codes of its items, and without asking for the share before why it moved."""
    codes = [rf"\(?{item.code}\)?" for item in query.items if item.code]
    chars = list(text)
    for match in re.finditer("|".join([*codes, _SHARE_ASKED]), query.text):
        chars[match.start() : match.end()] = "|" * len(match[0])
    return "".join(chars)


_SHARE_ASKED = r"占(?=[了到去]*(?:多少|几成|百分之几|多大))"
_AMOUNT = re.compile(
    r"(?:大约|约|近)?[\d.,一二三四五六七八九十百千两几]+(?:多|余)?(?:个)?(?:百分点|%|万|亿|元|块|钱|成)*"
)
"""How much something moved tells what is meant, and needs no saying."""
