"""A unit said once for several tables: '以下各表金额单位均为万元。' holds for the tables behind it.

Takes the passages and the heading tree of a document, gives the unit in force at an offset. Knows
nothing of captions: a table that states its own unit never asks.

    三、部门预算表                        a part
    以下各表金额单位均为万元。            万元, for every table up to the end of the part

    金额单位：元
    表内金额单位与上述一致，各表不再标注。    元, for every table of the document
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.amount import Unit, unit_in
from ingest.document import Section
from ingest.structure.canonical import PlacedTable
from ingest.structure.prose import Item, Passage

__all__ = ["StatedUnit", "counts_things", "stated_for_tables", "stated_units", "unit_at"]

_TABLES = (
    r"(?:以下|下列|下述|下面|后附|所附|附|本(?:部分|章|节|套|报告|说明)|[各所有全部]{1,2})"
    r"[^。；;,，]{0,12}?表"
)
_MONEY = r"(亿元|百万元|万元|千元|元)"
_STATED = (
    re.compile(rf"{_TABLES}[^。；;]{{0,14}}?单位[^。；;\d]{{0,6}}?{_MONEY}"),
    re.compile(rf"{_TABLES}[^。；;]{{0,14}}?以(?:人民币)?{_MONEY}(?:为|作为?)[^。；;]{{0,4}}单位"),
)
_AS_ABOVE = re.compile(
    r"表[^。；;]{0,12}?单位[^。；;\d]{0,6}?(?:上述|如上|同上|前述|以上)|表[^。；;]{0,6}?不再(?:逐[一表]|一一|另行|分别)标?注"
)
"""'表内金额单位与上述一致，各表不再逐一标注': the unit is the one of a line above."""
_OF_THINGS = re.compile(r"人员|编制|人数|机构|单位构成|车辆|绩效|指标")
_OF_MONEY = re.compile(r"金额|费|支出|收入|资金|预算[数额]|决算|拨款|价|合同|[万千亿\d(（]元|^元$")
NEAR = 4
"""How many passages a line '金额单位：元' may stand above the sentence that says it holds for the tables."""


class StatedUnit(NamedTuple):
    """A unit and where it holds: behind the sentence, up to the end of its part."""

    start: int
    end: int
    unit: Unit


def stated_for_tables(text: str) -> Unit | None:
    """The unit a sentence gives to the tables behind it, else None."""
    bare = "".join(text.split())
    found = next((m for pattern in _STATED if (m := pattern.search(bare))), None)
    return Unit(found[1]) if found else None


def stated_units(items: Sequence[Item], tree: Sequence[Section], end: int) -> list[StatedUnit]:
    """Every unit said for several tables, in reading order."""
    tables = [item.start for item in items if isinstance(item, PlacedTable)]
    made: list[StatedUnit] = []
    said = [item for item in items if isinstance(item, Passage) and not item.furniture]
    for at, item in enumerate(said):
        if "表" not in item.text:
            continue
        above = said[max(0, at - NEAR) : at + 1]
        unit = stated_for_tables(item.text)
        if unit:
            made.append(StatedUnit(item.end, _part_end(item.end, tables, tree, end), unit))
        elif unit := _said_above(item.text, above):
            made.append(StatedUnit(item.end, end, unit))
    return made


def _said_above(text: str, above: Sequence[Passage]) -> Unit | None:
    """The unit of the last line '金额单位：元' over a sentence that gives it to all tables."""
    if not _AS_ABOVE.search("".join(text.split())):
        return None
    return next((unit for item in reversed(above) if (unit := unit_in(item.text))), None)


def _part_end(start: int, tables: Sequence[int], tree: Sequence[Section], end: int) -> int:
    """The end of the innermost section around an offset that has a table behind it."""
    around = [section.end for section in tree if section.start <= start <= section.end]
    with_tables = (last for last in sorted(around) if any(start <= at < last for at in tables))
    return next(with_tables, end)


def counts_things(title: str, labels: Sequence[str]) -> bool:
    """A table of posts, people or targets whose labels name no money: no unit of money is its own."""
    named = _OF_THINGS.search(title) is not None
    return named and not any(_OF_MONEY.search(label) for label in labels)


def unit_at(stated: Sequence[StatedUnit], offset: int) -> Unit | None:
    """The unit in force at an offset: what was said last."""
    return next((s.unit for s in reversed(stated) if s.start <= offset < s.end), None)
