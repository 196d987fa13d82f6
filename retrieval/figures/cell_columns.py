"""What a column of a table says, and whether a question says it too: the column named, its fund, its other side.

Takes a Place and the text of a question made ready to be held against labels, gives what of the column is
named and where; None where the column says what the question does not. Knows no rows and no titles.

    '…项目支出栏里填的是多少'   ->   ('项目支出', its place)
    '…本年收入合计'            ->   None for the column 本年支出 beside it
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.understand.cell_words import Span, spans_of, title_spans
from retrieval.understand.places import Place, is_neutral
from retrieval.words.lexicon import label_key

__all__ = ["column_said", "other_money", "other_side"]


def column_said(place: Place, text: str) -> tuple[str, list[Span]] | None:
    """The column that the question names and where; None where a column says what it does not."""
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


_PURCHASE = re.compile(r"(?:本年|新增)?(?:采购|购置|配置)(?:计划|预算|情况|资产)?")
"""The head over 数量, 单价 and 金额 of a purchase, which says nothing besides."""
_SIDES = (("收入", "支出"), ("年初", "年末"), ("期初", "期末"), ("本年", "上年"))


def other_side(key: str, text: str) -> bool:
    """'本年支出' where the question says 本年收入: the column beside the one that is named."""
    twins = {key.replace(a, b) for pair in _SIDES for a, b in (pair, pair[::-1]) if a in key}
    return key not in text and any(twin in text for twin in twins)


_COUNTED = frozenset({"数量", "单价", "计量单位"})
"""Columns that are neutral beside money and are no money themselves."""


def _how_many(key: str, place: Place, text: str) -> Sequence[Span]:
    """'采购几套' asks for the 数量 of a row that is counted in 套."""
    unit = place.fact.unit if key == "数量" and place.fact.kind == "count" else None
    return (
        [m.span() for m in re.finditer(rf"(?:多少|几)个?{re.escape(unit)}", text)] if unit else ()
    )


def _part(key: str, text: str) -> Sequence[Span]:
    """'2019年一般公共预算项目支出' named by '项目支出': what is left of it says nothing more."""
    spans = title_spans(key, text)
    rest = key.removeprefix("预计")
    for start, end in sorted(spans, key=lambda s: s[0] - s[1]):
        rest = rest.replace(text[start:end], "")
    return spans if spans and is_neutral(rest or "合计") else ()


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
