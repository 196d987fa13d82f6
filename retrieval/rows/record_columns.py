"""Which column rows are picked by, which must be filled or empty, which are told beside it.

Takes a Sheet, a Pick and the columns that a question names, gives columns. Knows no rows picked.

    '用政府性基金安排的项目'     ->  filled: 政府性基金        '单价超过50万元的'   ->  measured by 单价
    '花钱最多的项目'            ->  measured by the column of the whole amount
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.rows.record_words import ColumnSaid
from retrieval.rows.records import Sheet
from retrieval.understand.pick_asked import Bound, Pick
from retrieval.words.lexicon import folded, label_key

__all__ = ["BESIDE", "Money", "columns_beside", "measured_column", "money_columns", "untold_pieces"]

_WHOLE = re.compile(
    r"(?:合计|总计|小计|总金额|金额|预算金额|预算数|项目金额|(?:年度)?资金总额|总价|总额|预算资金|预算安排|预算合计|(?:本年)?(?:支出|收入)(?:预算|决算)?合计|决算数|执行数|全年执行数|支出数|支出|本年支出|项目支出)"
)
_PART_OF = re.compile(r"基本支出|项目支出|其中|公务用车")
"""Heads over a 小计 that is a part of the whole only."""
_NO_WHOLE = re.compile(r"单价|上年|结转|结余|其中")
_BY = re.compile(
    r"(?:用|靠|由|花|动用|使用|有|从|走|来自|属于|拿|安排了?|列了?|涉及)(?:的?是|到|了|着|自)*$"
)
_ONLY = re.compile(
    r"(?:全部?都?|只|仅|完全|纯|单)(?:是)?(?:靠|用|由|使用|来自|花|有)(?:的?是|到|了)?$"
)
_PAID = re.compile(
    r"(?:里|中|来[做办搞]?|[做办搞]|资金|的?钱|拨款|预算|那块)*(?:出钱?|列支|支付|解决|开支|拨付|付|安排|支出)*(?:了)?(?:的|$|[?。|])"
)
_NONE = re.compile(r"(?:没有|没|无|不用|未用|不靠|不含|不使用|未安排|没用|没有用|不是)(?:用|到|安排)?$")  # fmt: skip
_COUNTED = re.compile(
    r"(?:买|采购|购置)(?:了)?多少(?=[?。]*$)|(?:多少|几)(?:个)?(?P<unit>[台套辆件部张架艘顶床册人分亩户吨次盏把]|平方米|平米|公里)(?!之|钱|项目|单位)"
)
BESIDE = re.compile(r"(?:预算)?(?:资金|拨款|收入|的?钱)?(?:以外|之外|外)的?(?:资金|拨款|钱)?")


class Money(NamedTuple):
    """Columns that must hold something, all of it, nothing of it, or not all of it."""

    filled: list[ColumnSaid]
    full: list[ColumnSaid]
    empty: list[ColumnSaid]
    other: list[ColumnSaid]


def money_columns(said: Sequence[ColumnSaid], text: str) -> Money:
    """What is said of the money that pays a row."""
    said_by = Money([], [], [], [])
    filled, full, empty, other = said_by
    for one in said:
        before, after = text[: one.start].rstrip("|"), text[one.end :]
        if _NONE.search(before):
            empty.append(one)
        elif BESIDE.match(after):
            other.append(one)
        elif _ONLY.search(before):
            full.append(one)
        elif _BY.search(before) and _PAID.match(after):
            filled.append(one)
    return said_by


def measured_column(
    sheet: Sheet, pick: Pick, told: Sequence[ColumnSaid], filled: Sequence[ColumnSaid], text: str, *, final: bool, known: int | None = None
) -> int | None:  # fmt: skip
    """The column that rows are picked and told by; `known`: that of rows told before."""
    told = sorted(told, key=lambda one: one.end)
    at = pick.bound.start if pick.bound else pick.order.start if pick.order else None
    if at is not None and told:
        near = [c for c in told if c.end <= at and at - c.end <= 8 and not re.search(r"[,?。|]", text[c.end : at].strip("|"))]  # fmt: skip
        behind = [c for c in told if c.start >= at]
        column = (near or behind or list(told))[-1 if near else 0].columns[0]
        if pick.bound is None or _fits(sheet, column, pick.bound):
            return column
        return None
    if pick.bound and not pick.bound.money:
        columns = sorted({c for r in sheet.records for c in r.figures})
        fitting = [c for c in columns if _fits(sheet, c, pick.bound)]
        return fitting[0] if len(fitting) == 1 else None
    if told:
        return told[0].columns[0]
    if len(filled) == 1 and len(filled[0].columns) == 1:
        return filled[0].columns[0]
    counted = _by_unit(sheet, text)
    if known is not None and len(counted) == 1:
        return counted[0]
    plain = known is not None and _fits_money(sheet, known) and "单价" not in sheet.leaf(known)
    if plain or (known is not None and not re.search(r"钱|花|金额|万", text)):
        return known
    return _whole(sheet, text, final=final)


def _fits_money(sheet: Sheet, column: int) -> bool:
    return any(r.figures[column].amount for r in sheet.records if column in r.figures)


def _fits(sheet: Sheet, column: int, bound: Bound) -> bool:
    """Whether the figures of a column are of the unit of the bound."""
    figures = [r.figures[column] for r in sheet.records if column in r.figures]
    if bound.money:
        return any(f.amount for f in figures)
    return any((f.unit or "").startswith(bound.unit) for f in figures if f.value is not None)


def _whole(sheet: Sheet, text: str, *, final: bool) -> int | None:
    """The column of the amount of a row: what was spent in a final account, the whole before its parts."""
    spent = final and not re.search(r"预算", text)
    found: list[tuple[bool, bool, int]] = []
    for column in sorted({c for r in sheet.records for c in r.figures}):
        facts = [r.figures[column] for r in sheet.records if column in r.figures]
        level = all(f.kind == "amount" and f.measure == "level" for f in facts)
        path = "".join(sheet.table.column_paths[column])
        if not level or _NO_WHOLE.search(path):
            continue
        done = any(f.stage in ("决算", "执行数") for f in facts)
        if final and done != spent and any(f.stage for f in facts):
            continue
        named = _WHOLE.fullmatch(re.sub(r"\(.*?\)", "", folded(sheet.leaf(column)))) is not None
        named = named and not _PART_OF.search("".join(sheet.table.column_paths[column][:-1]))
        found.append((not named, False, column))
    if not found:
        return None
    sure = [f for f in found if not f[0]]
    if not sure and len(found) > 1:
        return None
    return min(sure or found)[2]


_MONEY_TOO = re.compile(r"多少钱|花(?:了|费)?多少|金额(?:是)?多少|多少万")


def columns_beside(
    sheet: Sheet, told: Sequence[ColumnSaid], measure: int, text: str, *, final: bool = False
) -> tuple[int, ...]:
    """Columns that are named as well, and how many where pieces are asked for."""
    columns = [c.columns[0] for c in told]
    counted = _by_unit(sheet, text)
    if len(counted) == 1:
        columns += counted
    if _MONEY_TOO.search(text) and not _fits_money(sheet, measure):
        whole = _whole(sheet, text, final=final)
        columns += [whole] if whole is not None else []
    return tuple(c for c in dict.fromkeys(columns) if c != measure)


def untold_pieces(sheet: Sheet, text: str) -> bool:
    """Whether it is asked how many pieces or points, and no column counts any."""
    return _COUNTED.search(text) is not None and not _by_unit(sheet, text)


def _by_unit(sheet: Sheet, text: str) -> list[int]:
    """The columns of what is counted: 数量 for '几台', the one of 分 for '多少分'."""
    match = _COUNTED.search(text)
    if match is None:
        return []
    unit = {"平米": "平方米"}.get(match["unit"], match["unit"]) or "件"
    found: dict[int, bool] = {}
    for record in sheet.records:
        for column, fact in record.figures.items():
            pieces = label_key(sheet.leaf(column)) == "数量"
            if fact.kind == "count" and (
                (fact.unit or "").startswith(unit) or (pieces and unit not in "分人")
            ):
                found[column] = pieces
    sure = [column for column, pieces in found.items() if pieces]
    return sure or list(found)
