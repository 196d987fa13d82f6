"""Rows chosen by two of their columns: '没花完预算的项目', '退休的比编制还多的单位'.

Takes a Sheet, the columns named and the text of a question, gives the two columns and which is to be the
larger, or None. Knows no wording of answers.

    '哪些项目没花完预算'   ->   执行数 below 全年预算数
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.rows.record_words import ColumnSaid
from retrieval.rows.records import Record, Sheet

__all__ = ["Versus", "holds_columns_apart", "plan_and_spent", "versus"]

_UNSPENT = re.compile(
    r"(?:[没未](?:有)?(?:全部|都)?(?:花|用|执行|支出|支)(?:完|光|掉|足)(?:了)?(?:全年|年初|当年)?(?:的)?(?:预算|钱|资金)?|(?:预算|钱|资金)[没未](?:有)?(?:全部|都)?(?:花|用|执行|支出|支)(?:完|光|掉)|有结余|剩了钱|有剩余)(?:的)?"
)
_OVERSPENT = re.compile(
    r"(?:超(?:过)?(?:了)?(?:全年|年初|当年)?预算|花超|超支|超出(?:了)?(?:全年|年初)?预算)(?:了)?(?:的)?"
)
_ALL_SPENT = re.compile(
    r"(?:预算|钱|资金)?(?<![没未])(?:全部|全|都)(?:花|用|执行|支出)(?:完|光|掉)(?:了)?(?:预算)?(?:的)?|(?:预算|钱|资金)(?:花|用|执行)(?:完|光)(?:了)?(?:的)?"
)
_MORE = re.compile(r"(?P<than>比|大于|超过|高于|多于|超出)|(?P<less>小于|低于|少于|不及|不到|不足)")
_WAY = re.compile(r"(?:还|更|要)?(?P<way>多|大|高|少|小|低)")


_APART = re.compile(
    r"(?:数|率|额|人员|人数|的人|的)(?:比|低于|高于|小于|大于|少于|多于|超过|不及|不到)[\u4e00-\u9fff]{2,10}?(?:数|率|额|人员|人数|的人|还?[多少高低大小])"
)


def holds_columns_apart(text: str) -> bool:
    """Whether rows are chosen by two columns held against each other."""
    return any(words.search(text) for words in (_UNSPENT, _OVERSPENT, _ALL_SPENT, _APART))


class Versus(NamedTuple):
    """Rows where one column is larger than the other; what of the text says so."""

    larger: int
    smaller: int
    first: int
    start: int
    end: int
    equal: bool = False

    def holds(self, record: Record) -> bool:
        """Whether a row is one of them."""
        one, other = record.figures.get(self.larger), record.figures.get(self.smaller)
        if one is None or other is None or one.value is None or other.value is None:
            return False
        alike = one.value == other.value if self.equal else one.value > other.value
        return one.unit == other.unit and alike


def versus(sheet: Sheet, said: Sequence[ColumnSaid], text: str) -> Versus | None:
    """The two columns that are held against each other; None where there are no two."""
    for words, over in ((_UNSPENT, False), (_OVERSPENT, True)):
        if match := words.search(text):
            return _of_plan(sheet, match, over=over)
    if match := _ALL_SPENT.search(text):
        found = _of_plan(sheet, match, over=False)
        return found._replace(equal=True) if found else None
    if len(said) < 2:
        return None
    one, other = sorted(said, key=lambda c: c.start)[:2]
    between = _MORE.search(text[one.end : other.start])
    if between is None or len(one.columns) != 1 or len(other.columns) != 1:
        return None
    way = _WAY.match(text[other.end :])
    less = between["less"] or (way is not None and way["way"] in "少小低")
    if between["than"] == "比" and way is None:
        return None
    a, b = one.columns[0], other.columns[0]
    end = other.end + (way.end() if way else 0)
    return Versus(b if less else a, a if less else b, a, one.start, end)


def _of_plan(sheet: Sheet, match: re.Match[str], *, over: bool) -> Versus | None:
    """What was spent against the last budget of the year that the table prints."""
    columns = plan_and_spent(sheet)
    if columns is None:
        return None
    planned, spent = columns
    larger, smaller = (spent, planned) if over else (planned, spent)
    return Versus(larger, smaller, spent, *match.span())


def plan_and_spent(sheet: Sheet) -> tuple[int, int] | None:
    """The column of the last budget of the year, and that of what was spent."""
    stages: dict[str, int] = {}
    for record in sheet.records:
        for column, fact in record.figures.items():
            if fact.kind == "amount" and fact.measure == "level" and fact.stage:
                stages.setdefault(fact.stage, column)
    spent = stages.get("执行数", stages.get("决算"))
    planned = stages.get("调整预算", stages.get("年初预算"))
    return None if spent is None or planned is None else (planned, spent)
