"""The parts of a composed table: header rows out of header paths, label columns, figures.

Takes Columns of a Sheet, gives Rows; knows no sheet in particular.

    ('科目编码',) ('科目名称',) ('2024年预算数', '小计') ('2024年预算数', '基本支出')
    科目编码 | 科目名称 | 2024年预算数 |
             |          | 小计         | 基本支出
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from evals.synthesis.budget import Budget
from evals.synthesis.disclosure import Cell, Meaning, Row, Stage, Style, code, figure, head, label
from evals.synthesis.layout import Case, Codes, Column, Layout, Money, Sheet, When

__all__ = [
    "BLANK",
    "RATE",
    "header",
    "labels",
    "measured",
    "money_cell",
    "path_of",
    "rate_cell",
    "stub_paths",
]

BLANK = Cell("")
RATE = Style(2, grouping=False)

_STAGES: dict[str, Stage] = {
    "executed": "执行数",
    "adjusted": "调整预算",
    "final": "决算",
    "done": "决算",
}
_STUBS: dict[Codes, tuple[str, ...]] = {
    "one": ("科目编码", "科目名称"),
    "three": ("项目/功能分类科目编码/类", "项目/功能分类科目编码/款", "项目/功能分类科目编码/项", "项目/功能分类科目名称"),
    "names": ("功能分类科目名称",),
    "joined": ("功能分类科目",),
}  # fmt: skip


def header(paths: Sequence[tuple[str, ...]], *, ordinals: bool = False) -> tuple[Row, ...]:
    """Header rows with merged cells: equal beginnings reach across, short paths reach down."""
    depth = max(map(len, paths))
    rows = [tuple(_head_cell(paths, r, c, depth) for c in range(len(paths))) for r in range(depth)]
    if ordinals:
        rows.append(tuple(head("栏次" if c == 0 else str(c)) for c in range(len(paths))))
    return tuple(rows)


def _head_cell(paths: Sequence[tuple[str, ...]], r: int, c: int, depth: int) -> Cell | None:
    path = paths[c]
    if r >= len(path) or (c and paths[c - 1][: r + 1] == path[: r + 1]):
        return None
    across = 1
    while c + across < len(paths) and paths[c + across][: r + 1] == path[: r + 1]:
        across += 1
    return head(path[r], across, depth - r if r == len(path) - 1 else 1)


def path_of(text: str, case: Case, layout: Layout, money: Money) -> tuple[str, ...]:
    """'{p}年预算数/小计' with its years put in; the unit goes to the leaf where it is printed there."""
    shown = text.format(y=case.now.year, p=case.before.year, e=layout.entity)
    path = tuple(shown.split("/"))
    if layout.unit_place == "header" and not path[-1].endswith("%"):
        return (*path[:-1], f"{path[-1]}（{money.unit}）")
    return path


def stub_paths(layout: Layout, sheet: Sheet) -> list[tuple[str, ...]]:
    """The header paths of the label columns."""
    codes = sheet.codes or layout.codes
    paths = [tuple(text.split("/")) for text in sheet.stub or _STUBS[codes]]
    return [("序号",), *paths] if layout.serial else paths


def labels(layout: Layout, sheet: Sheet, code_text: str, name: str, number: int) -> list[Cell]:
    """The label cells of a row; without a code it is the row of the total."""
    codes = sheet.codes or layout.codes
    start = [label(str(number) if number else "", "center")] if layout.serial else []
    return start + _named(layout, codes, code_text, name)


def _named(layout: Layout, codes: Codes, code_text: str, name: str) -> list[Cell]:
    level = max(len(code_text) - 3, 0) // 2
    if codes == "names":
        return [replace(label(name), indent=level)]
    if codes == "joined":
        joined = layout.join.format(code=code_text, name=name) if code_text else name
        return [replace(label(joined), indent=level)]
    if codes == "one":
        return [code(code_text), replace(label(name), indent=0 if code_text else 1)]
    return [*map(code, (code_text[:3], code_text[3:5], code_text[5:7])), label(name)]


def money_cell(yuan: Decimal, money: Money, means: Meaning) -> Cell:
    """An amount in the unit of a table; never a negative zero."""
    cell = figure(yuan / money.yuan, money.style)
    if cell.value == 0:
        cell = figure(Decimal(0), money.style)
    return replace(cell, means=means)


def rate_cell(now: Decimal, before: Decimal, means: Meaning) -> Cell:
    """A percentage of change or of completion; nothing is printed where nothing was before."""
    if not before:
        return Cell("", align="right")
    percent = (now / before if means.stage == "决算" else now / before - 1) * 100
    cell = figure(percent, RATE)
    return replace(
        figure(Decimal(0), RATE) if not cell.value else cell, means=replace(means, kind="percent")
    )


def measured(
    case: Case,
    column: Column,
    money: Money,
    value: Callable[[Budget], Decimal],
    about: Meaning,
    sheet: Sheet,
) -> Cell:
    """The figure of a column: `value` of the Budget that the column reads, or of its change."""
    read = case.of(column.when)
    means = replace(about, year=read.year, stage=_STAGES.get(column.when))
    now, before = value(case.now), value(case.of(_against(sheet)))
    match column.when:
        case "delta":
            return money_cell(now - before, money, replace(means, measure="change"))
        case "rate":
            return rate_cell(now, before, replace(means, measure="rate"))
        case "done":
            return rate_cell(value(case.final), now, replace(means, measure="rate"))
        case _:
            return money_cell(value(read), money, means)


def _against(sheet: Sheet) -> When:
    """What a change is counted from: the outturn of the year before where only that is printed."""
    whens = {column.when for column in sheet.columns}
    return "executed" if "executed" in whens and "before" not in whens else "before"
