"""Sheets that list things: “三公”经费, 政府采购, projects with their goals, staff, changes explained.

Takes a Case, a Layout and a Sheet, gives a Table. `form` chooses a variant: 三公 as one 'row', over
'years' or by 'items'; purchases by 'kinds' or 'priced'; projects by 'sources' or with 'goals'.

    合计 | 因公出国（境）费 | 公务用车购置及运行费 |        |        | 公务接待费
         |                  | 小计                 | 购置费 | 运行费 |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget, Project, Purchase, total
from evals.synthesis.classification import name_of
from evals.synthesis.disclosure import Cell, Meaning, Row, Style, Table, code, figure, label
from evals.synthesis.grids import BLANK, header, measured, money_cell, path_of
from evals.synthesis.headings import numeral
from evals.synthesis.layout import PARTS, Case, Layout, Money, Sheet, When
from evals.synthesis.profile import Plan
from evals.synthesis.sheets_coded import framed

__all__ = ["SANGONG", "explained", "projects", "purchases", "sangong", "staff"]

SANGONG: dict[str, Callable[[Budget], Decimal]] = {
    "total": lambda b: b.sangong.total,
    "abroad": lambda b: b.sangong.abroad,
    "reception": lambda b: b.sangong.reception,
    "vehicles": lambda b: b.sangong.vehicles,
    "purchase": lambda b: b.sangong.purchase,
    "operation": lambda b: b.sangong.operation,
    "operating": lambda b: b.public,
}
"""What a column of the 三公 table can measure."""

_ITEMS = (
    ("合计", "total", ()), ("1.因公出国（境）费用", "abroad", ()), ("2.公务接待费", "reception", ()),
    ("3.公务用车费", "vehicles", ()), ("（1）公务用车购置费", "purchase", ("3.公务用车费",)),
    ("（2）公务用车运行维护费", "operation", ("3.公务用车费",)),
)  # fmt: skip
_COUNT = Style(0, grouping=False)


def _paths(case: Case, layout: Layout, sheet: Sheet) -> list[tuple[str, ...]]:
    money = sheet.money or layout.money
    stub = [tuple(text.split("/")) for text in sheet.stub]
    return [*stub, *(path_of(x.path, case, layout, money) for x in sheet.columns)]


def sangong(case: Case, layout: Layout, sheet: Sheet) -> Table:
    """“三公”经费."""
    body = {"row": _one_row, "years": _by_year, "items": _by_item}[sheet.form](case, layout, sheet)
    head_rows = header(_paths(case, layout, sheet))
    widths = [5.0 if sheet.form == "items" else 2.4] * len(sheet.stub)
    return framed(case, layout, sheet, head_rows, body, [*widths, *[2.6] * len(sheet.columns)])


def _one_row(case: Case, layout: Layout, sheet: Sheet) -> list[Row]:
    money = sheet.money or layout.money
    return [
        tuple(measured(case, x, money, SANGONG[x.part], Meaning(()), sheet) for x in sheet.columns)
    ]


def _by_year(case: Case, layout: Layout, sheet: Sheet) -> list[Row]:
    """The year before, this year, and the difference."""
    money = sheet.money or layout.money
    whens: tuple[tuple[str, When], ...] = (
        (f"{case.before.year}年", "before"), (f"{case.now.year}年", "now"), ("增减额", "delta"),
    )  # fmt: skip
    rows: list[Row] = []
    for text, when in whens:
        means = Meaning((text,))
        cells = [
            measured(case, replace(x, when=when), money, SANGONG[x.part], means, sheet)
            for x in sheet.columns
        ]
        rows.append((label(text, "center"), *cells))
    return rows


def _by_item(case: Case, layout: Layout, sheet: Sheet) -> list[Row]:
    money = sheet.money or layout.money
    return [
        (
            replace(label(text), indent=len(above)),
            *(
                measured(case, x, money, SANGONG[part], Meaning((*above, text)), sheet)
                for x in sheet.columns
            ),
        )
        for text, part, above in _ITEMS
    ]


def purchases(case: Case, layout: Layout, sheet: Sheet) -> Table:
    """政府采购: by kind with codes, or with 数量 and 单价."""
    money = sheet.money or layout.money
    if sheet.form == "priced":
        return _priced(case, layout, sheet, money)
    first = Meaning(("合计",), year=case.now.year)
    body: list[Row] = [
        (BLANK, label("合计", "center"), money_cell(case.now.bought(), money, first))
    ]
    for mark, kind in (("A", "货物"), ("B", "工程"), ("C", "服务")):
        mine = [p for p in case.now.purchases if p.want.kind == kind]
        if mine:
            means = replace(first, row_path=(f"{kind}类",), code=mark)
            amount = money_cell(case.now.bought(kind), money, means)
            body.append((code(mark), label(f"{kind}类"), amount))
        body += [_bought(p, kind, money, case.now.year) for p in mine]
    head_rows = header([("品目编码",), ("品目名称",), *_paths(case, layout, sheet)])
    return framed(case, layout, sheet, head_rows, body, (2.6, 6, 3))


def _bought(purchase: Purchase, kind: str, money: Money, year: int) -> Row:
    want = purchase.want
    means = Meaning((f"{kind}类", want.name), want.code, year)
    return (code(want.code), label(want.name), money_cell(purchase.amount, money, means))


def _priced(case: Case, layout: Layout, sheet: Sheet, money: Money) -> Table:
    body: list[Row] = []
    for number, p in enumerate(case.now.purchases, 1):
        steps = p.amount * 10**money.places // money.yuan
        pieces = max(n for n in range(1, 13) if steps % n == 0)
        means = Meaning((p.want.name,), None, case.now.year)
        body.append(
            (
                label(str(number), "center"), label(p.want.name), label(p.want.kind, "center"),
                replace(figure(Decimal(pieces), _COUNT), means=replace(means, kind="count")),
                money_cell(p.amount / pieces, money, means), money_cell(p.amount, money, means),
            )
        )  # fmt: skip
    means = Meaning(("合计",), None, case.now.year)
    last = money_cell(case.now.bought(), money, means)
    body.append((BLANK, label("合计", "center"), BLANK, BLANK, BLANK, last))
    paths: list[tuple[str, ...]] = [(t,) for t in ("序号", "采购项目", "类别", "数量")]
    paths += [path_of(t, case, layout, money) for t in ("单价", "总价")]
    return framed(case, layout, sheet, header(paths), body, (1, 5, 1.6, 1.6, 2.4, 2.6))


_SOURCES = {
    "general": ("一般公共预算",), "fund": ("政府性基金预算",), "other": ("其他收入",), "carry": ("上年结转",),
    "total": ("一般公共预算", "政府性基金预算", "其他收入", "上年结转"),
}  # fmt: skip


def _paid(listed: Sequence[Project], part: str) -> Decimal:
    return total(p.amount for p in listed if p.plan.source in _SOURCES[part])


def projects(case: Case, layout: Layout, sheet: Sheet) -> Table:
    """项目支出: every project with its money, by source, or with its goal and ground."""
    goals = "goals" in sheet.form
    listed = case.now.goals if goals else case.now.projects
    rows = [_project(case, layout, sheet, (p,), i) for i, p in enumerate(listed, 1)]
    last = _project(case, layout, sheet, listed, 0)
    where = sheet.total or layout.total
    body = {"first": [last, *rows], "last": [*rows, last], "none": rows}[where]
    paths = _paths(case, layout, sheet)
    extra = [("绩效目标",), ("立项依据",)] if goals else []
    start = [("序号",)] if layout.serial else []
    widths = [*[1.0] * len(start), *[4.5] * len(sheet.stub), *[2.3] * len(sheet.columns)]
    head_rows = header([*start, *paths, *extra])
    return framed(case, layout, sheet, head_rows, body, [*widths, *[4.5] * len(extra)])


def _project(
    case: Case, layout: Layout, sheet: Sheet, listed: Sequence[Project], number: int
) -> Row:
    money = sheet.money or layout.money
    plan = listed[0].plan if number else None
    path = (plan.name,) if plan else (layout.total_label,)
    named = [label(plan.name) if plan else label(layout.total_label, "center")]
    if len(sheet.stub) > 1:
        named.insert(0, label(name_of(plan.code)) if plan else BLANK)
    start = [label(str(number) if number else "", "center")] if layout.serial else []
    means = Meaning(path, year=case.now.year)
    cells = [money_cell(_paid(listed, x.part), money, means) for x in sheet.columns]
    told = [label(_goal(plan, sheet)), label(plan.basis)] if plan else [BLANK, BLANK]
    return (*start, *named, *cells, *(told if "goals" in sheet.form else []))


def _goal(plan: Plan, sheet: Sheet) -> str:
    """The goal of a project, with 'long' as much of it as breaks over a page."""
    if "long" not in sheet.form:
        return plan.goal
    stages = (
        "编制实施方案并明确责任分工",
        "按月调度进展并公开资金使用情况",
        "组织验收并开展群众满意度调查",
    )
    steps = "".join(
        f"第{numeral(i)}阶段{text}，确保{plan.name}按期完成；"
        for i, text in enumerate(stages * 2, 1)
    )
    return f"年度目标：{plan.goal}。{steps}年终形成总结报告。"


def staff(case: Case, layout: Layout, sheet: Sheet) -> Table:
    """The bodies of a department with their staff and vehicles; counts, no money."""
    names = ("单位名称", "单位性质", "编制人数", "实有人数", "离退休人数", "车辆（辆）")
    body: list[Row] = []
    for b in case.now.unit.bodies:
        values = (b.authorized, b.actual, b.retired, b.vehicles)
        body.append((label(b.name), label(b.kind, "center"), *_counts(b.name, values)))
    u = case.now.unit
    sums = (u.authorized, u.actual, u.retired, u.vehicles)
    body.append((label("合计", "center"), BLANK, *_counts("合计", sums)))
    made = framed(case, layout, sheet, header([(n,) for n in names]), body, (5, 2, 2, 2, 2, 2))
    return replace(made, unit="", caption="")


def _counts(name: str, values: Sequence[int]) -> list[Cell]:
    means = Meaning((name,), kind="count")
    return [replace(figure(Decimal(v), _COUNT), means=means) for v in values]


def explained(case: Case, layout: Layout, sheet: Sheet) -> Table:
    """支出变动说明: every 类 with both years, the change and a sentence."""
    money = sheet.money or layout.money
    body: list[Row] = []
    for c in case.now.categories():
        name = name_of(c)

        def value(b: Budget, prefix: str = c) -> Decimal:
            return b.sum(PARTS["total"], prefix)

        means = Meaning((name,), side="支出")
        cells = [measured(case, x, money, value, means, sheet) for x in sheet.columns]
        grown = value(case.now, c) - value(case.before, c)
        why = "与上年一致" if grown == ZERO else f"{'增加' if grown > 0 else '压减'}人员和项目安排"
        body.append((label(name), *cells, label(why)))
    paths = [*_paths(case, layout, sheet), ("变动说明",)]
    widths = (4.5, *[2.4] * len(sheet.columns), 4.5)
    return framed(case, layout, sheet, header(paths), body, widths)
