"""What a column of a table says, and whether a question says it too: the column named, its fund, its other side.

Takes a Place and the text of a question made ready to be held against labels, gives what of the column is
named and where; None where the column says what the question does not. Knows no rows and no titles.

    '…项目支出栏里填的是多少'   ->   ('项目支出', its place)
    '…本年收入合计'            ->   None for the column 本年支出 beside it
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import Fact
from retrieval.figures.lookup import Cell, within
from retrieval.understand.cell_words import Span, spans_of, title_spans
from retrieval.understand.places import Place, is_neutral, matches, place_of
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import label_key, lexicon

__all__ = ["cell_of_row", "column_implied", "column_said", "moves", "other_money", "other_side"]


def column_said(place: Place, text: str, row: Sequence[Span] = ()) -> tuple[str, list[Span]] | None:
    """The column that the question names and where; None where a column says what it does not.

    `row`: where the row is named; what stands inside that name names no column.
    """
    if not place.on_column:
        text = _masked(text, row)
    spans: list[Span] = []
    named = ""
    labels = place.fact.column_path
    for label in labels:
        key = label_key(label)
        if key == place.item and place.on_column:
            continue
        if other_side(key, text):
            return None
        found = spans_of(label, text) or _part(key, text) or _how_many(key, place, text)
        if found:
            spans += found
            named = named if is_neutral(key) and named else label
        elif label != labels[-1] and _PURCHASE.fullmatch(key):
            continue
        elif key in _COUNTED or not (is_neutral(key) or place.on_column or key in place.where):
            return None
    if place.odd == "其中" and not named:
        return None
    return ("" if is_neutral(label_key(named)) else named), spans


def _masked(text: str, row: Sequence[Span]) -> str:
    """'职业培训(单位资金)的合计' names the column 合计, not the column 单位资金."""
    chars = list(text)
    for start, end in row:
        chars[start:end] = "|" * (end - start)
    return "".join(chars)


def moves(fact: Fact) -> bool:
    """Whether a cell holds a change, a rate or a share: 增减额, 增减%, 占比, 完成率."""
    return fact.measure in ("change", "rate") or fact.kind == "percent"


def column_implied(place: Place, text: str) -> Sequence[Span]:
    """'得了几分' asks for what is counted in 分, whatever its column is called."""
    unit = place.fact.unit if place.fact.kind == "count" else None
    if not unit or unit in _NO_COUNTER or (place.item and unit in place.item):
        return ()
    return [
        m.span()
        for m in re.finditer(rf"[得打评拿获]?[得了]?(?:多少|几)个?{re.escape(unit)}(?!之)", text)
    ]


_NO_COUNTER = frozenset({"元", "万", "亿", "年", "月", "日", "%", "个", "项"})
_PURCHASE = re.compile(r"(?:本年|新增)?(?:采购|购置|配置)(?:计划|预算|情况|资产)?")
"""The head over 数量, 单价 and 金额 of a purchase, which says nothing besides."""
_SIDES = (("收入", "支出"), ("年初", "年末"), ("期初", "期末"), ("本年", "上年"))


def other_side(key: str, text: str) -> bool:
    """'本年支出' where the question says 本年收入, any 收入 where it says only 支出: the other of two."""
    if key.endswith("收入") and "支出" in text and "收入" not in text:
        return True
    twins = {key.replace(a, b) for pair in _SIDES for a, b in (pair, pair[::-1]) if a in key}
    return key not in text and any(twin in text for twin in twins)


_COUNTED = frozenset({"数量", "单价", "计量单位"})
"""Columns that are neutral beside money and are no money themselves."""


_COUNT_OF = re.compile(r"(?:人数|户数|个数|总数|数量|数)$")


def _how_many(key: str, place: Place, text: str) -> Sequence[Span]:
    """'采购几套' asks for the 数量 of a row that is counted in 套; '观测员有多少人' for 观测员人数."""
    unit = place.fact.unit if place.fact.kind == "count" else None
    stem = _COUNT_OF.sub("", key)
    if not unit or (stem == key and key != "数量") or (stem and stem not in text):
        return ()
    if stem and (thing := re.search(rf"(?:多少|几)[个名位]?{re.escape(stem)}", text)):
        return [thing.span()]
    asked = [m.span() for m in re.finditer(rf"(?:多少|几)个?{re.escape(unit)}(?!次)", text)]
    return [*asked, *title_spans(stem, text)] if asked and stem else asked


def _part(key: str, text: str) -> Sequence[Span]:
    """'2019年一般公共预算项目支出' named by '项目支出': what is left of it says nothing more."""
    spans = title_spans(key, text)
    rest = key.removeprefix("预计")
    for start, end in sorted(spans, key=lambda s: s[0] - s[1]):
        rest = rest.replace(text[start:end], "")
    split = re.search(r"项目|基本|人员|公用", rest)
    return spans if spans and not split and is_neutral(rest or "合计") else ()


_FUNDS = {
    "政府性基金预算": "基金",
    "国有资本经营预算": "国有资本",
    "财政专户": "专户",
    "单位资金": "单位资金",
}


def other_money(place: Place, text: str) -> bool:
    """Whether it is money of a fund other than the general one that the question does not name."""
    word = _FUNDS.get(place.base)
    return word is not None and word not in text


_ALONE = re.compile(r"[,的年度本当\d]*")


def cell_of_row(understood: Understood, items: Sequence[Item]) -> Cell | None:
    """'其他支出，年初结转和结余是多少', '水费公用经费': the cell where a row and its column meet.

    None where the two are a list; a Cell without a hit where they meet in no cell that answers.
    """
    query = understood.query
    if len(items) != 2 or query.forms - {"list"} or len(understood.targets) != 1:
        return None
    row, column = sorted(items, key=lambda item: item.start)
    between = query.text[row.end : column.start]
    if (between and "," not in between) or not _ALONE.fullmatch(between):
        return None
    if _LISTED.search(query.text) or not _meet(understood, row, column):
        return None
    return within(understood, understood.targets[0], row, (column,))


def _meet(understood: Understood, row: Item, column: Item) -> bool:
    """Whether a table prints the row with that column."""
    known = lexicon().concepts
    labels = column.labels | {label for key in column.concepts for label in known[key].labels}
    rows = [r for target in understood.targets for r in target.documents]
    return any(
        any(key in labels or column.text in key for key in map(label_key, place.fact.column_path))
        and matches(place, row) is not None
        and not place.on_column
        for place in map(place_of, understood.facts_of(rows))
        if place.fact.table is not None
    )


_LISTED = re.compile(r"各|分别|都|一共|总共|合计|加|[两二]项")
