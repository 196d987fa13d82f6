"""Faults of codes, names, rows and form: rows swapped or doubled, tables missing, titles that differ.

Takes a Disclosure and a seeded source, gives the changed Disclosure and the Planted truth; raises
NotHere where a document has nothing to change.

    rows_swapped: the figures of 2070109 and 2080501 have changed places
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from evals.synthesis.disclosure import (
    Block,
    Cell,
    Contents,
    Cover,
    Disclosure,
    Heading,
    Paragraph,
    Table,
)
from evals.synthesis.faults_tables import NotHere, Spot, place_of, spots, with_cells
from evals.synthesis.planted import Place, Planted

__all__ = ["FORM_FAULTS", "FormFault"]

T = TypeVar("T")
Outcome = tuple[Disclosure, Place, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class FormFault:
    """A fault that a function of its own plants."""

    id: str
    change: Callable[[Disclosure, Random], Outcome]
    rules: tuple[int, ...]
    message: str
    family: str = "编码名称与格式"

    def plant(self, made: Disclosure, draw: Random) -> tuple[Disclosure, Planted]:
        """Change one thing."""
        changed, left, right = self.change(made, draw)
        return changed, Planted(self.id, self.family, self.rules, self.message, left, right)


def _one(draw: Random, found: Sequence[T]) -> T:
    """One of them; NotHere when there is none."""
    if not found:
        raise NotHere
    return draw.choice(found)


def _with(made: Disclosure, old: Block, new: Block | None) -> Disclosure:
    """One block replaced, or left out."""
    blocks = [new if b is old else b for b in made.blocks]
    return made.with_blocks(b for b in blocks if b is not None)


def _coded(made: Disclosure, *keys: str) -> Table:
    """A table with a printed code in every row."""
    found = [t for t in made.tables if t.key in keys and _codes(t)]
    if not found:
        raise NotHere
    return found[0]


def _codes(table: Table) -> list[Spot]:
    """The first figure of every row with a code of seven digits."""
    first: dict[int, Spot] = {}
    for spot in spots(table):
        means = spot.cell.means
        if means and len(means.code or "") == 7:
            first.setdefault(spot.row, spot)
    return list(first.values())


def _rows_swapped(made: Disclosure, draw: Random) -> Outcome:
    """The amounts of two 项 of different 类, in every column that prints both."""
    table = _coded(made, "expenditure", "general")
    one = _one(draw, _codes(table))
    others = [
        s for s in _codes(table)
        if _code(s)[:3] != _code(one)[:3] and s.cell.text != one.cell.text and s.column == one.column
    ]  # fmt: skip
    if not others:
        raise NotHere
    other = _one(draw, others)
    changes: dict[tuple[str, int, int], Cell] = {}
    for c, (a, b) in enumerate(zip(table.rows[one.row], table.rows[other.row], strict=True)):
        if a and b and a.means and b.means:
            changes[table.key, one.row, c] = replace(b, means=a.means)
            changes[table.key, other.row, c] = replace(a, means=b.means)
    return with_cells(made, changes), place_of(one, other.cell), (place_of(one), place_of(other))


def _code(spot: Spot) -> str:
    return (spot.cell.means.code if spot.cell.means else None) or ""


def _row_doubled(made: Disclosure, draw: Random) -> Outcome:
    table = _coded(made, "expenditure", "general")
    spot = _one(draw, _codes(table))
    rows = (*table.rows[: spot.row + 1], table.rows[spot.row], *table.rows[spot.row + 1 :])
    return _with(made, table, replace(table, rows=rows)), place_of(spot), (place_of(spot),)


def _row_lost(made: Disclosure, draw: Random) -> Outcome:
    """A 项 is left out; its 款 still counts it."""
    table = _coded(made, "expenditure", "general")
    spot = _one(draw, _codes(table))
    rows = (*table.rows[: spot.row], *table.rows[spot.row + 1 :])
    return _with(made, table, replace(table, rows=rows)), Place(table.title, ""), (place_of(spot),)


def _parent_lost(made: Disclosure, draw: Random) -> Outcome:
    """A 款 is left out; its 项 stay."""
    table = _coded(made, "expenditure", "general")
    parents = [s for s in spots(table) if len(_code(s)) == 5]
    spot = _one(draw, parents)
    rows = (*table.rows[: spot.row], *table.rows[spot.row + 1 :])
    return _with(made, table, replace(table, rows=rows)), Place(table.title, ""), (place_of(spot),)


def _label(made: Disclosure, table: Table, spot: Spot, old: str, new: str) -> Outcome:
    """One label cell of a row with another text."""
    for column, cell in enumerate(table.rows[spot.row]):
        if cell and cell.value is None and old in cell.text:
            wrong = replace(cell, text=cell.text.replace(old, new))
            changed = with_cells(made, {(table.key, spot.row, column): wrong})
            return changed, Place(table.title, wrong.text), (Place(table.title, cell.text),)
    raise NotHere


def _name_wrong(made: Disclosure, draw: Random) -> Outcome:
    """The code of a 类 beside the name of another."""
    table = _coded(made, "expenditure", "general")
    classes = [s for s in spots(table) if len(_code(s)) == 3]
    spot = _one(draw, classes)
    name = spot.cell.means.row_path[-1] if spot.cell.means else ""
    return _label(made, table, spot, name, "外交支出")


def _code_wrong(made: Disclosure, draw: Random) -> Outcome:
    """A code under a 款 that is not printed."""
    table = _coded(made, "expenditure", "general")
    spot = _one(draw, _codes(table))
    code = _code(spot)
    try:
        return _label(made, table, spot, code, f"{code[:3]}77{code[5:]}")
    except NotHere:
        return _label(made, table, spot, code[3:5], "77")


def _unit_wrong(made: Disclosure, draw: Random) -> Outcome:
    """Another unit above a table, the same figures in it."""
    tables = [t for t in made.tables if t.unit_line and t.key in ("expenditure", "general")]
    if not tables:
        raise NotHere
    table = _one(draw, tables)
    wrong = replace(table, unit="元" if table.unit == "万元" else "万元")
    return (
        _with(made, table, wrong),
        Place(table.title, wrong.unit_line),
        (Place(table.title, table.unit_line),),
    )


def _table_lost(made: Disclosure, draw: Random) -> Outcome:
    """A table that the contents list is not printed."""
    if not any(isinstance(b, Contents) for b in made.blocks):
        raise NotHere
    table = _one(
        draw, [t for t in made.tables if t.key in ("economic", "sangong", "fund", "income")]
    )
    lost = replace(_with(made, table, None), absent_tables=(table.title,))
    return lost, Place("目录", table.title), ()


def _note_but_figures(made: Disclosure, draw: Random) -> Outcome:
    """The note says that a table is empty; it is not."""
    table = _one(draw, [t for t in made.tables if t.key in ("expenditure", "general")])
    wrong = replace(table, note="注：本单位没有相关支出，本表为空表。")
    return _with(made, table, wrong), Place(table.title, wrong.note), ()


def _contents_differ(made: Disclosure, draw: Random) -> Outcome:
    """An entry of the contents is worded unlike the title of its table."""
    contents = next((b for b in made.blocks if isinstance(b, Contents)), None)
    entries = [e for e in contents.entries if e.text.endswith("表")] if contents else []
    if contents is None or not entries:
        raise NotHere
    entry = _one(draw, entries)
    wrong = replace(entry, text=entry.text[:-1] + "汇总明细表")
    entries_now = tuple(wrong if e is entry else e for e in contents.entries)
    return (
        _with(made, contents, replace(contents, entries=entries_now)),
        Place("目录", wrong.text),
        (Place("目录", entry.text),),
    )


def _other_unit(made: Disclosure, draw: Random) -> Outcome:
    """The name of another unit above a table."""
    tables = [t for t in made.tables if made.unit_name in t.caption]
    if not tables:
        raise NotHere
    table = _one(draw, tables)
    wrong = replace(
        table, caption=table.caption.replace(made.unit_name, f"{made.region}水产发展中心")
    )
    return (
        _with(made, table, wrong),
        Place(table.title, wrong.caption),
        (Place(table.title, table.caption),),
    )


def _title_year(made: Disclosure, draw: Random) -> Outcome:
    """The year of the form of some other year, in the title of a table or on the cover."""
    year = str(made.fiscal_year)
    tables = [t for t in made.tables if year in t.title]
    if tables:
        table = _one(draw, tables)
        wrong = replace(table, title=table.title.replace(year, str(made.fiscal_year - 2)))
        return (
            _with(made, table, wrong),
            Place(wrong.title, wrong.title),
            (Place(table.title, table.title),),
        )
    cover = next(b for b in made.blocks if isinstance(b, Cover))
    lines = (cover.lines[0].replace(year, str(made.fiscal_year - 2)), *cover.lines[1:])
    return (
        _with(made, cover, Cover(lines)),
        Place("封面", lines[0]),
        (Place("封面", cover.lines[0]),),
    )


def _number_skipped(made: Disclosure, draw: Random) -> Outcome:
    """A heading with the number after the next."""
    headings = [
        b for b in made.blocks if isinstance(b, Heading) and re.match(r"[（(]?[二三四]", b.text)
    ]
    if not headings:
        raise NotHere
    heading = _one(draw, headings)
    wrong = replace(heading, text=re.sub("[二三四]", "八", heading.text, count=1))
    return (
        _with(made, heading, wrong),
        Place(wrong.text, wrong.text),
        (Place(heading.text, heading.text),),
    )


def _said_twice(made: Disclosure, draw: Random) -> Outcome:
    """The sentence with the totals once more, with another figure."""
    told = next((p for p in made.paragraphs if p.key in ("income", "general")), None)
    found = re.search(r"\d+\.\d+|\d+(?=万元|元)", told.text) if told else None
    if told is None or found is None:
        raise NotHere
    wrong = f"{told.text[: found.start()]}9{found[0]}{told.text[found.end() :]}"
    again = Paragraph(wrong, f"{told.key}:again")
    at = made.blocks.index(told) + 1 + draw.randint(0, 1)
    blocks = (*made.blocks[:at], again, *made.blocks[at:])
    return made.with_blocks(blocks), Place(again.key, wrong), (Place(told.key, told.text),)


def _section_lost(made: Disclosure, draw: Random) -> Outcome:
    """What is said of purchases or of assets is left out."""
    key = draw.choice(("procurement", "vehicles_held"))
    at = next(
        (i for i, b in enumerate(made.blocks) if isinstance(b, Paragraph) and b.key == key), None
    )
    if at is None or not isinstance(made.blocks[at - 1], Heading):
        raise NotHere
    heading = made.blocks[at - 1]
    assert isinstance(heading, Heading)
    blocks = (*made.blocks[: at - 1], *made.blocks[at + 1 :])
    return made.with_blocks(blocks), Place("", ""), (Place(heading.text, heading.text),)


FORM_FAULTS = (
    FormFault("rows_swapped", _rows_swapped, (13, 14, 39), "两行金额互换", "表内"),
    FormFault("row_lost", _row_lost, (14, 36), "漏列一个项级科目", "表内"),
    FormFault("code_duplicated", _row_doubled, (32, 14), "同一科目列了两次"),
    FormFault("parent_missing", _parent_lost, (14, 78), "项级科目没有上级款"),
    FormFault("name_wrong", _name_wrong, (78,), "编码与名称不符"),
    FormFault("code_wrong", _code_wrong, (78, 14), "编码没有上级"),
    FormFault("unit_wrong", _unit_wrong, (1, 34, 54), "表上的金额单位印错", "表间"),
    FormFault("table_missing", _table_lost, (53, 84), "目录所列的表没有印"),
    FormFault("empty_but_filled", _note_but_figures, (52,), "注明空表却有数字"),
    FormFault("contents_differ", _contents_differ, (84,), "目录与标题不一致"),
    FormFault("other_unit_name", _other_unit, (80,), "表上的单位名称不同"),
    FormFault("year_wrong_in_title", _title_year, (81,), "标题的年份不对"),
    FormFault("numbering_skipped", _number_skipped, (84,), "标题编号跳号"),
    FormFault("said_twice_differently", _said_twice, (67,), "同一句话两处数字不同", "文字与表"),
    FormFault("section_missing", _section_lost, (85,), "缺少应有的说明"),
)  # fmt: skip
"""All faults that change more than one figure or one word."""
