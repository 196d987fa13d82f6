"""A later turn that points back is said in full: with the names of what it points at.

Takes the Query of the turns before and that of the turn, gives the turn in full words, '' where it
leans on nothing, or None where what it leans on is not there: then nothing stands in for it. Knows no
documents and no figures.

    '群众文化支出多少,其中项目支出' / '基本支出呢'          ->  '群众文化的基本支出是多少'
    '公用支出里办公费多少' / '项目支出里还有没有这项'        ->  '办公费的项目支出是多少'
    '年末结转和结余多少' / '年初的呢'                        ->  '年初结转和结余是多少'
    '住房公积金多少' / '财政拨款负担的部分呢'                ->  '财政拨款负担的住房公积金是多少'
"""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.understand.main_items import divides, splits
from retrieval.understand.plain_asking import asks_plainly
from retrieval.understand.question import Item, Query
from retrieval.understand.said_of_several import (
    against_plan,
    largest_part,
    next_in_order,
    of_turns,
    same_share,
    share_of_it,
)
from retrieval.understand.spoken_items import (
    IN,
    IN_IT,
    THAT,
    is_functional,
    is_general,
    named_items,
    years_before,
)

__all__ = ["in_full"]

_ENDS = (("年末", "年初"), ("期末", "期初"), ("年底", "年初"), ("年初", "年末"), ("期初", "期末"))
_OTHER_END = re.compile(
    r"(?:那么?)?(?P<end>年初|期初|年末|期末|年底)(?:时|的时候|数|余额)?(?:的)?(?:是|有|还有)?(?:多少|几何)?(?:钱|万元|元)?(?:呢)?[?。]*"
)


def in_full(earlier: Query, last: Query) -> str | None:
    """The turn with the names of what it points at; '' to leave it, None where nothing can stand."""
    for way in _WAYS:
        text = way(earlier, last)
        if text != "":
            return text
    return ""


def _rows_before(earlier: Query) -> list[Item]:
    named = [i for i in named_items(earlier) if not divides(i)]
    return named or [i for i in earlier.context if not divides(i) and not is_general(i)]


def _other_column(earlier: Query, last: Query) -> str | None:
    """'基本支出呢' after the 项目支出 of a row; '项目支出里有没有这项' after any row."""
    columns = [i for i in last.items if splits(i)]
    rest = [i for i in last.items if i not in columns and not is_general(i)]
    rows = _rows_before(earlier)
    if len(columns) != 1 or rest or not rows or last.scope.each:
        return ""
    column = columns[0]
    if re.search(r"占(?:了|到|去|全部|整个|总)*$", last.text[: column.start]):
        return ""  # the whole that a share is of, and no other column of the row
    before = [i for i in earlier.items if splits(i)]
    pointed = re.search(rf"{IN}.*?(?:{THAT})", last.text[column.end :])
    row = rows[-1]
    if not (before or pointed or is_functional(row)) or IN_IT.match(last.text):
        return ""
    tail = re.sub(rf"^{IN}", "", last.text[column.end :])
    plain = pointed or asks_plainly(tail.strip("?。")) or not tail.strip("?。呢")
    ask = "是多少" if plain else tail
    years = years_before(last, column.start)
    inner = any(i.end <= row.start for i in before) and row in earlier.items
    name = f"{column.text}里{row.text}" if inner else f"{row.text}的{column.text}"
    return f"{years}{name}{ask}"


def _other_end(earlier: Query, last: Query) -> str | None:
    """'年初的呢' after 年末结转, or after a figure of 资产 at the end of the year."""
    match = _OTHER_END.fullmatch(last.text)
    if match is None:
        return ""
    item = next(iter(reversed(named_items(earlier) or list(earlier.items))), None)
    if item is None:
        return ""
    for here, there in _ENDS:
        if here in item.text and match["end"] == there:
            return f"{item.text.replace(here, there)}是多少"
    if match["end"] in item.text:
        return ""
    if re.search(r"年[末初底]|期[末初]", earlier.text) or _STOCK.search(item.text):
        return f"{item.text}{match['end'].replace('年底', '年末')}数是多少"
    return f"{match['end']}预算是多少" if match["end"] == "年初" else None


_STOCK = re.compile(r"存款|资产|负债|余额|结余|现金|车辆|设备|房屋|人数")
"""What is counted on a day has a start of the year, and no budget."""


def _of_one_fund(earlier: Query, last: Query) -> str | None:
    """'财政拨款负担的那部分呢' after 基本支出 is the 基本支出 that it pays."""
    named = named_items(last)
    wholes = [i for i in named_items(earlier) if not divides(i)] or named_items(earlier)
    if len(named) != 1 or len(wholes) != 1 or last.scope.each or not divides(named[0]):
        return ""
    fund, whole = named[0], wholes[0]
    tail = last.text[fund.end :]
    paid = _PAID_PART.match(tail) or (
        "负担" in earlier.asked and tail.strip("?。") in ("呢", "的呢", "多少", "")
    )
    if splits(fund) or whole.text == fund.text or not paid:
        return ""
    years = years_before(last, fund.start)
    return f"{years}{fund.text}负担的{whole.text}是多少"


_PAID_PART = re.compile(
    r"(?:负担|承担|解决|保障|出|拨)(?:了|的)?(?:呢|(?:是|有)?(?:多少|几))|(?:里|上|这边|那边)?(?:负担|承担|安排|出|给|拨|支付|解决|来|保障)?(?:的)?(?:(?:这|那)(?:一)?(?:部分|块|份|笔|些)|部分)"
)


def _counted_of_it(earlier: Query, last: Query) -> str | None:
    """'得了多少分' after a project is the score of that project."""
    wholes = named_items(earlier)
    if not wholes:
        return ""
    heads = all(_HEADS.fullmatch(i.text) for i in named_items(last)) and is_functional(wholes[-1])
    if (named_items(last) and not heads) or last.topics or last.scope.each or len(wholes) != 1:
        return ""
    if not _OTHER_COUNT.search(last.text) or IN_IT.match(last.text):
        return ""
    asked = re.sub(rf"^(?:那么?|又|还)?(?:{THAT})?(?:的)?", "", last.text)
    return f"{wholes[0].text}{asked}"


_HEADS = re.compile(r"(?:多少|几)个?(?:人|名|位)|人数")
_OTHER_COUNT = re.compile(
    r"(?:多少|几)(?:个)?(?:分(?!之)|人|名|户|盏|平方米|平米|公里|吨|场|次|天)"
)


def _other_heads(earlier: Query, last: Query) -> str | None:
    """'退休的呢' after '在职多少人' counts people, no money."""
    named = named_items(last)
    asked = _OF_HEADS.search(earlier.asked)
    rest = last.text.rstrip("?。")
    if asked is None or len(named) != 1 or not rest.endswith("呢") or last.scope.each:
        return ""
    return f"{_AND.sub('', rest[:-1])}有{asked[0]}"


_OF_HEADS = re.compile(r"(?:多少|几)个?(?:人|名|位)")
_AND = re.compile(r"^(?:那么?|还有|再)")


def _other_row(earlier: Query, last: Query) -> str | None:
    """'商品和服务支出呢' after '基本支出里工资福利支出多少': of the same column."""
    named = named_items(last)
    columns = [i for i in earlier.items if splits(i)]
    rows = [i for i in named_items(earlier) if not divides(i)]
    tail = last.text[named[0].end :].strip("?。") if len(named) == 1 else "?"
    if (
        len(columns) != 1
        or len(rows) != 1
        or last.scope.each
        or divides(named[0] if named else rows[0])
    ):
        return ""
    if tail not in ("呢", "") or not _BETWEEN_THEM.fullmatch(
        _gaps_of(earlier, columns[0], rows[0])
    ):
        return ""
    years = years_before(last, named[0].start)
    return f"{years}{columns[0].text}里{named[0].text}是多少"


_BETWEEN_THEM = re.compile(rf"的?{IN}?的?")


def _gaps_of(query: Query, one: Item, other: Item) -> str:
    first, second = sorted((one, other), key=lambda item: item.start)
    return query.text[first.end : second.start]


_WAYS: tuple[Callable[[Query, Query], str | None], ...] = (
    _other_heads,
    _other_column,
    _other_row,
    against_plan,
    same_share,
    _of_one_fund,
    _other_end,
    next_in_order,
    largest_part,
    of_turns,
    share_of_it,
    _counted_of_it,
)
