"""A Case and a Layout become a Disclosure: cover, contents, explanations and tables in order.

compose(case(7), layout('riverside')).table('expenditure').grid[0][0]
'科目编码'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from evals.synthesis.disclosure import (
    Block,
    Contents,
    Cover,
    Disclosure,
    Entry,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from evals.synthesis.headings import numbered, numeral
from evals.synthesis.layout import Case, Layout, Sheet
from evals.synthesis.narrative import Topic, explanations, overview
from evals.synthesis.sheets_coded import by_economy, by_function
from evals.synthesis.sheets_lists import explained, projects, purchases, sangong, staff
from evals.synthesis.sheets_sides import sides

__all__ = ["compose"]

_BUILDERS: dict[str, Callable[[Case, Layout, Sheet], Table]] = {
    "balance": sides,
    "appropriation": sides,
    "income": by_function,
    "expenditure": by_function,
    "fiscal": by_function,
    "general": by_function,
    "fund": by_function,
    "capital": by_function,
    "economic": by_economy,
    "sangong": sangong,
    "procurement": purchases,
    "projects": projects,
    "goals": projects,
    "staff": staff,
    "explained": explained,
}


def compose(case: Case, layout: Layout) -> Disclosure:
    """The whole document."""
    unit, year = case.now.unit, case.now.year
    title = layout.title.format(unit=unit.name, y=year)
    tables = _tables(case, layout)
    parts = _parts(case, layout, tables)
    body = [block for i, part in enumerate(parts, 1) for block in _part(layout, i, *part)]
    blocks: list[Block] = [Cover((title, unit.name)), *_contents(layout, body), *body]
    header = layout.running_header.format(unit=unit.name, y=year)
    return Disclosure(
        unit.name, unit.region, year, layout.kind, title, tuple(blocks), (), header,
        layout.portrait, layout.break_rows,
    )  # fmt: skip


def _tables(case: Case, layout: Layout) -> list[Table]:
    made = []
    for i, sheet in enumerate(layout.sheets, 1):
        number = layout.number.format(n=i, c=numeral(i), nn=f"{i:02d}") or None
        made.append(replace(_BUILDERS[sheet.key](case, layout, sheet), number=number))
    return made


def _parts(
    case: Case, layout: Layout, tables: Sequence[Table]
) -> list[tuple[str, Sequence[Topic | Table]]]:
    """概况, 表, 说明 in the order of the layout; 名词解释 is a part of its own at the end."""
    *told, terms = explanations(case, layout)
    word = "决算" if layout.account else "预算"
    name = f"{case.now.year}年{layout.kind}"
    shown: tuple[str, Sequence[Topic | Table]] = (f"{name}表", tables)
    said: tuple[str, Sequence[Topic | Table]] = (f"{name}情况说明", told)
    middle = [shown, said] if layout.tables_first else [said, shown]
    first = (f"{layout.entity}概况", overview(case, layout))
    return [first, *middle, (f"{word}名词解释", (terms,))]


def _part(layout: Layout, number: int, title: str, things: Sequence[Topic | Table]) -> list[Block]:
    """A heading and what stands under it."""
    blocks: list[Block] = [PageBreak(), Heading(numbered(layout.habit, (number,), title), 1)]
    tables = [thing for thing in things if isinstance(thing, Table)]
    if tables and layout.unit_place == "prose":
        blocks.append(Paragraph(f"以下各表金额单位均为{layout.money.unit}。", "unit"))
    beside = True
    for i, thing in enumerate(things, 1):
        if isinstance(thing, Table):
            blocks += [thing] if beside else [PageBreak(), thing]
            beside = thing.beside
        elif len(things) > 1:
            blocks += [
                Heading(numbered(layout.habit, (number, i), thing.title), 2),
                *thing.paragraphs,
            ]
        else:
            blocks += thing.paragraphs
    return blocks


def _contents(layout: Layout, body: Sequence[Block]) -> list[Block]:
    """A line for every heading and every table."""
    if layout.contents == "none":
        return []
    entries = [
        Entry(b.level, b.text, b.text) if isinstance(b, Heading) else Entry(2, b.full_name, b.title)
        for b in body
        if isinstance(b, Heading | Table)
    ]
    return [Contents("目  录" if layout.contents == "dots" else "目录", tuple(entries))]
