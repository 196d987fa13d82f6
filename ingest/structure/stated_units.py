"""A unit said once for several tables: '以下各表金额单位均为万元。' holds for the tables behind it.

Takes the passages and the heading tree of a document, gives the unit in force at an offset. Knows
nothing of captions: a table that states its own unit never asks.

    三、部门预算表                        a part
    以下各表金额单位均为万元。            万元, for every table up to the end of the part
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.amount import Unit
from ingest.document import Section
from ingest.structure.canonical import PlacedTable
from ingest.structure.prose import Item, Passage

__all__ = ["StatedUnit", "stated_for_tables", "stated_units", "unit_at"]

_TABLES = (
    r"(?:以下|下列|下述|下面|后附|所附|附|本(?:部分|章|节|套|报告|说明)|[各所有全部]{1,2})"
    r"[^。；;,，]{0,12}?表"
)
_MONEY = r"(亿元|百万元|万元|千元|元)"
_STATED = (
    re.compile(rf"{_TABLES}[^。；;]{{0,14}}?单位[^。；;\d]{{0,6}}?{_MONEY}"),
    re.compile(rf"{_TABLES}[^。；;]{{0,14}}?以(?:人民币)?{_MONEY}(?:为|作为?)[^。；;]{{0,4}}单位"),
)


class StatedUnit(NamedTuple):
    """A unit and where it holds: behind the sentence, up to the end of its part."""

    start: int
    end: int
    unit: Unit


def stated_for_tables(text: str) -> Unit | None:
    """The unit a sentence gives to the tables behind it, else None."""
    bare = re.sub(r"\s+", "", text)
    found = next((m for pattern in _STATED if (m := pattern.search(bare))), None)
    return Unit(found[1]) if found else None


def stated_units(items: Sequence[Item], tree: Sequence[Section], end: int) -> list[StatedUnit]:
    """Every unit said for several tables, in reading order."""
    tables = [item.start for item in items if isinstance(item, PlacedTable)]
    made: list[StatedUnit] = []
    for item in items:
        if isinstance(item, Passage) and not item.furniture and "表" in item.text:
            unit = stated_for_tables(item.text)
            if unit:
                made.append(StatedUnit(item.end, _part_end(item.end, tables, tree, end), unit))
    return made


def _part_end(start: int, tables: Sequence[int], tree: Sequence[Section], end: int) -> int:
    """The end of the innermost section around an offset that has a table behind it."""
    around = [section.end for section in tree if section.start <= start <= section.end]
    with_tables = (last for last in sorted(around) if any(start <= at < last for at in tables))
    return next(with_tables, end)


def unit_at(stated: Sequence[StatedUnit], offset: int) -> Unit | None:
    """The unit in force at an offset: what was said last."""
    return next((s.unit for s in reversed(stated) if s.start <= offset < s.end), None)
