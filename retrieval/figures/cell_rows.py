"""Where the row of a cell is named: by its label, a unit's short name, 本级, the thing in its bracket.

Takes what is looked at (question, document, figures) and a Place, gives the places in the question that
name the row; None where it is not named. Knows no columns and no ranking.

    '探测中心的编制数'   ->   松峦市云岫区气象探测中心        '台式计算机'  ->  办公设备更新（台式计算机）
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.document import Document
from ingest.facts import Fact
from retrieval.figures.cell_columns import other_side
from retrieval.figures.cell_limits import END_OF, TOTAL_ROWS, net_words
from retrieval.scope.unit_names import bare_unit, is_short_for, places_of
from retrieval.understand.cell_words import AskedText, Span, says, spans_of
from retrieval.understand.places import Place, is_unit_row
from retrieval.understand.question import Query
from retrieval.words.lexicon import folded, label_key

__all__ = ["Looked", "row_of", "row_said"]


@dataclass(frozen=True)
class Looked:
    """What is looked at: the question, its text, the document and all of its figures; `unit`: whose it is."""

    query: Query
    document: Document
    asked: AskedText
    printed: Sequence[Fact]
    unit: str

    @cached_property
    def codes(self) -> list[str]:
        """The codes that the question names."""
        return [item.code for item in self.query.items if item.code]

    @cached_property
    def dated(self) -> bool:
        """Whether one end of a year is named."""
        return END_OF.search(self.query.scope.date or "") is not None

    @cached_property
    def alone(self) -> Counter[object]:
        """How many figures a row prints, and how many of one counter."""
        rows: Counter[object] = Counter()
        for f in self.printed:
            if f.table is not None:
                rows[row_of(f)] += 1
                rows[row_of(f), f.unit] += 1
        return rows

    @cached_property
    def below(self) -> bool:
        """Whether 本级 is asked for and printed apart: the whole department's figure is not meant."""
        own = self.query.scope.own == "本级" and "本级" not in self.unit
        return own and any(f.scope == "本级" and f.amount for f in self.printed)

    @cached_property
    def valued(self) -> tuple[str, ...]:
        """Words that the whole document accounts for: '净值'."""
        return net_words(self.document.text)


def row_of(fact: Fact) -> tuple[int | None, int | None, tuple[str, ...]]:
    """The row of a table that a figure stands in."""
    return fact.table, fact.row, fact.row_path


def row_said(looked: Looked, place: Place, *, coded: bool) -> list[Span] | None:
    """Where the innermost row (or the column that is the item) is named; None where it is not."""
    text, fact = looked.asked.text, place.fact
    if not place.item and (unit_said := _of_unit_alone(looked, place)) is not None:
        return unit_said
    item = list(spans_of(place.item, text) if place.item else _total_row(fact, looked.asked))
    item = item or _in_brackets(place, text) or _by_part(looked.query, place, text)
    came_in = fact.side == "收入" and "支出" in text and "收入" not in text
    if came_in or other_side(place.item, text) or not (item or (coded and not place.on_column)):
        return None
    unit = fact.row_path[-1] if place.on_column and fact.row_path else ""
    if not is_unit_row(unit) or bare_unit(label_key(unit)) == bare_unit(looked.unit):
        return item
    of_unit = _of_unit(looked, place, unit)
    return None if of_unit is None else [*item, *of_unit]


def _of_unit(looked: Looked, place: Place, unit: str) -> list[Span] | None:
    """Where the unit of a row is named, also as 本级; None where it is not."""
    of_unit = _unit_spans(label_key(unit), looked.asked.text)
    own = place.fact.scope == "本级" and looked.query.scope.own == "本级"
    return of_unit if of_unit or own else None


def _of_unit_alone(looked: Looked, place: Place) -> list[Span] | None:
    """'某局本级的一般公共预算': the row of a unit under a column that says no more than a kind of money."""
    fact = place.fact
    unit, leaf = "".join(fact.row_path[-1:]), "".join(fact.column_path[-1:])
    if not is_unit_row(unit) or len(label_key(leaf)) < 3 or not says(leaf, looked.asked.text):
        return None
    return _of_unit(looked, place, unit)


def _by_part(query: Query, place: Place, text: str) -> list[Span]:
    """'无障碍改造' where it was read as the printed name 残疾人家庭无障碍改造."""
    meant = (i for i in query.items if i.labels and not i.concepts and place.item in i.labels)
    return [span for item in meant if not place.on_column for span in spans_of(item.text, text)]


_BRACKETED = re.compile(r"\(([\u4e00-\u9fff]{3,16})\)$")


def _in_brackets(place: Place, text: str) -> list[Span]:
    """'台式计算机' names the row 办公设备更新（台式计算机）: what the bracket says is the thing itself."""
    label = folded(place.fact.row_path[-1]) if place.fact.row_path and not place.on_column else ""
    inside = _BRACKETED.search(label.replace(" ", ""))
    return list(spans_of(inside[1], text)) if inside and not is_unit_row(inside[1]) else []


def _unit_spans(unit: str, text: str) -> list[Span]:
    """Where a unit's row is named: whole, by the end of its name, or by its short form."""
    core = places_of(unit)[1] or unit
    for length in range(len(core), 2, -1):
        at = text.find(core[-length:])
        if at >= 0:
            whole = text.rfind(unit, 0, at + length)
            return [(whole if whole >= 0 else at, at + length)]
    for length in range(min(len(core), 8), 2, -1):
        for at in range(len(text) - length + 1):
            said = text[at : at + length]
            if said[-1] == core[-1] and said[0] == core[0] and is_short_for(said, core):
                return [(at, at + length)]
    return []


def _total_row(fact: Fact, asked: AskedText) -> Sequence[Span]:
    """'GK01表的总计': the row of the total, where the table is named by its number or its title."""
    row = label_key(fact.row_path[-1]) if fact.row_path else ""
    named = (asked.numbered or asked.tables) and row in TOTAL_ROWS
    return [m.span() for m in re.finditer(row, asked.text)] if named else ()
