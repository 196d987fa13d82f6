"""The classes that tables print, as trees: 类 over 款 over 项, by code, with the amounts of one column.

Takes the figures of one document, gives a ClassTree for every column whose rows carry codes of one
classification (or the national names of classes). Lists that go on beside each other in one table are
one tree. Knows no question.

    221 住房保障支出 5538.62   >   22101 保障性安居工程支出 4966.26, 22102 住房改革支出 572.36
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.facts import Fact
from retrieval.rows.classes_by_name import class_codes, class_name
from retrieval.understand.places import BASES, Place, place_of

__all__ = ["FUNCTIONAL", "GOVERNMENT", "SPENDING", "ClassTree", "adds_up", "class_trees"]

FUNCTIONAL, SPENDING, GOVERNMENT = "功能", "经济", "政府经济"
_KINDS = (
    (FUNCTIONAL, re.compile(r"2\d{2}(?:\d{2}){0,2}")),
    (SPENDING, re.compile(r"(?:30[1-9]|31[0-3]|399)(?:\d{2})?")),
    (GOVERNMENT, re.compile(r"(?:50[1-9]|51[0-5]|599)(?:\d{2})?")),
)
_OTHER_ROWS = re.compile(
    r"绩效|采购|购买服务|项目(?:支出)?(?:预算)?(?:明细|情况)?表|资产|规划|专项|转移支付|三公"
)
"""Titles of tables whose rows carry codes and are no classes."""


@dataclass(frozen=True, slots=True)
class ClassTree:
    """The rows of one column by their codes; `of` is any of its places, for what the column is of.

    `joined`: the list goes on in columns beside it, which print other rows.
    """

    kind: str
    rows: Mapping[str, Place]
    of: Place
    joined: bool = False

    @property
    def base(self) -> str:
        """The money that the column is of: '' for all of it."""
        return self.of.base

    @property
    def aspects(self) -> frozenset[str]:
        """基本支出, 项目支出, … that the column or its whole table is of; joined columns are of the table's."""
        return frozenset(a for a in (self.aspect, self.of.table_aspect) if a)

    @property
    def aspect(self) -> str | None:
        """The kind of spending that the column alone is of."""
        return None if self.joined else self.of.aspect

    @property
    def rank(self) -> tuple[int, ...]:
        """All money before one fund, all spending before a part of it, the first column first."""
        base = BASES.index(self.base) if self.base in BASES else len(BASES)
        fact = self.of.fact
        return bool(self.of.odd), base, len(self.aspects), fact.table or 0, fact.column or 0

    def parts(self, head: str, length: int = 0) -> list[Place]:
        """The rows with money one level below a code ('' for all), or those of a length of code.

        A level with one row only says nothing new: the first one that divides the money is meant.
        """
        below = {c: p for c, p in self.rows.items() if c.startswith(head) and len(c) > len(head)}
        lengths = [length] if length else sorted({len(code) for code in below})
        found: list[Place] = []
        for size in lengths:
            level = [p for c, p in sorted(below.items()) if len(c) == size and p.fact.value]
            if not self._whole(head, size):
                continue
            found = level or found
            if len(found) > 1:
                break
        return found

    def level(self, length: int) -> list[Place]:
        """The rows whose codes are of one length."""
        return [place for code, place in sorted(self.rows.items()) if len(code) == length]

    def leaves(self) -> list[Place]:
        """The innermost rows with money."""
        filled = {code for code, place in self.rows.items() if place.fact.value}
        inner = [c for c in filled if not any(o != c and o.startswith(c) for o in filled)]
        return [self.rows[code] for code in sorted(inner)]

    def _whole(self, head: str, size: int) -> bool:
        """The rows of a level make up what stands over them, within what rounding takes away."""
        if not head:
            return True
        rows = [p for c, p in self.rows.items() if c.startswith(head) and len(c) == size]
        return adds_up(rows, self.rows[head])


def adds_up(rows: Sequence[Place], whole: Place) -> bool:
    """Whether rows make up a sum, within what rounding each of them may take away."""
    if whole.fact.amount is None:
        return False
    added = sum((p.fact.amount.yuan for p in rows if p.fact.amount), Decimal(0))
    slack = whole.fact.amount.place_yuan * (len(rows) + 1) / 2
    return abs(added - whole.fact.amount.yuan) <= slack


def class_trees(
    facts: Iterable[Fact], *, named: bool = False, repeated: bool = False
) -> list[ClassTree]:
    """The trees of a document, the widest first; `named`: also of classes without a code.

    `repeated`: also of tables that print a code once for every unit, each with its first row.
    """
    columns: dict[tuple[int | None, int | None, str], dict[str, Place]] = {}
    twice: set[tuple[int | None, int | None, str]] = set()
    for fact in facts:
        code, kind = _coded(fact, named=named)
        title = fact.citation.section.rsplit(">", 1)[-1]
        if not kind or _OTHER_ROWS.search(title):
            continue
        key = (fact.table, fact.column, kind)
        rows = columns.setdefault(key, {})
        if code in rows and not repeated:
            twice.add(key)
        rows.setdefault(code, place_of(fact))
    found = [(k, rows) for k, rows in columns.items() if k not in twice and len(rows) > 1]
    return sorted(_joined(found), key=lambda tree: tree.rank)


Column = tuple[tuple[int | None, int | None, str], dict[str, Place]]


def _joined(columns: Sequence[Column]) -> Iterator[ClassTree]:
    """Columns of one table that print other codes in the same rows are one list, side by side."""
    left = list(columns)
    while left:
        (key, rows), *left = left
        beside = [other for other in left if _beside((key, rows), other)]
        left = [other for other in left if other not in beside]
        whole = dict(rows)
        for _, more in beside:
            whole |= more
        yield ClassTree(key[2], whole, next(iter(rows.values())), bool(beside))


def _beside(one: Column, other: Column) -> bool:
    (table, _, kind), rows = one
    (table_b, _, kind_b), rows_b = other
    if (table, kind) != (table_b, kind_b) or rows.keys() & rows_b.keys():
        return False
    lines = {place.fact.row for place in rows.values()}
    return any(place.fact.row in lines for place in rows_b.values())


def _coded(fact: Fact, *, named: bool) -> tuple[str, str]:
    """The code of a row and its classification; ('', '') for other rows."""
    code = fact.code or ""
    kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(code)), "")
    if kind or code or not named:
        return code, kind
    code = class_codes().get(class_name(fact), "")
    return code, FUNCTIONAL if code else ""
