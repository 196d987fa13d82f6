"""The tables of the southern layout: 万元 throughout, one code column, 表一 to 表十二, 合计 first.

Takes two Budgets, gives twelve Tables in printing order.

    表五 一般公共预算支出情况表（按功能分类科目）        单位：万元
    功能分类科目 |        | 2024年预算数 |
    科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出
    2130306 | 水利工程运行与维护 | 742.10 | 0.00 | 742.10
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget, Line, Project, Sangong
from evals.synthesis.classification import CATEGORIES, ECONOMIC, FUNCTIONAL, economic_name, name_of
from evals.synthesis.disclosure import Cell, Row, Style, Table, code, figure, head, label, spread

__all__ = ["NUMBERS", "southern_tables"]

NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五",
           "十六", "十七", "十八", "十九", "二十", "二十一", "二十二")  # fmt: skip
_BLANK = Cell("")

Part = Callable[[Line], Decimal]


def southern_tables(now: Budget, before: Budget, style: Style) -> tuple[Table, ...]:
    """All twelve, numbered."""
    return (
        _balance(now, style), _income(now, style), _expenditure(now, style),
        _appropriation(now, style), _general(now, style), _economic(now, style),
        _sangong(now, before, style), _fund(now, style), _capital(now, style),
        _procurement(now, style), _projects(now, style), _goals(now, style),
    )  # fmt: skip


def _table(
    now: Budget, number: int, key: str, title: str, header: Sequence[Row], body: Sequence[Row],
    widths: Sequence[float],
) -> Table:  # fmt: skip
    rows = (*header, *body)
    return Table(
        key, title, f"表{NUMBERS[number - 1]}", "万元", len(header), rows, tuple(widths),
        f"部门：{now.unit.name}",
    )  # fmt: skip


def _money(amount: Decimal, style: Style) -> Cell:
    return figure(amount / 10000, style)


def _category_code(name: str) -> str:
    """The 类 code of a name; '' for a category that no unit uses."""
    return next((c for c, n in FUNCTIONAL.items() if n == name and len(c) == 3), "")


def _all_categories(now: Budget, part: Part, style: Style, mark: str) -> list[Row]:
    """Every category of the official list with its figure, zeros printed."""
    rows: list[Row] = []
    for i, name in enumerate(CATEGORIES):
        c = _category_code(name)
        amount = now.sum(part, c) if c else ZERO
        rows.append((label(mark.format(NUMBERS[i]) + name), _money(amount, style)))
    return rows


def _beside(left: Sequence[Row], right: Sequence[Row]) -> list[Row]:
    height = max(len(left), len(right))
    empty: Row = (_BLANK, _BLANK)
    return [
        (left[i] if i < len(left) else empty) + (right[i] if i < len(right) else empty)
        for i in range(height)
    ]


def _two_sided_header(now: Budget) -> tuple[Row, Row]:
    return (
        spread((head("收 入", 2), head("支 出", 2)), 4),
        tuple(map(head, ("收入项目", f"{now.year}年预算", "支出项目", f"{now.year}年预算"))),
    )


def _sums(pairs: Sequence[tuple[str, Decimal]], style: Style) -> list[Row]:
    return [(label(text), _money(amount, style)) for text, amount in pairs]


def _balance(now: Budget, style: Style) -> Table:
    left = _sums(
        (("一、财政拨款", now.fiscal - now.carry), ("（一）一般公共预算", now.general_income),
         ("（二）政府性基金预算", now.fund), ("（三）国有资本经营预算", ZERO),
         ("二、财政专户拨款", ZERO), ("三、其他收入", now.other)), style)  # fmt: skip
    right = _all_categories(now, lambda x: x.total, style, "{}、")
    body = [
        *_beside(left, right),
        *_beside(
            _sums((("本年收入合计", now.total - now.carry), ("上年结转", now.carry), ("收入总计", now.total)), style),
            _sums((("本年支出合计", now.total), ("结转下年", ZERO), ("支出总计", now.total)), style),
        ),
    ]  # fmt: skip
    return _table(
        now, 1, "balance", "部门收支总体情况表", _two_sided_header(now), body, (5, 3, 5, 3)
    )


def _coded(now: Budget, parts: Sequence[Part], style: Style, of: Part) -> list[Row]:
    """合计 first, then every 类, 款, 项."""
    total = (_BLANK, label("合计", "center"), *(_money(now.sum(p), style) for p in parts))
    return [
        total,
        *(
            (code(c), label(name_of(c)), *(_money(now.sum(p, c), style) for p in parts))
            for c in now.codes(of)
        ),
    ]


def _income(now: Budget, style: Style) -> Table:
    header = (
        spread((head("科目编码", down=3), head("科目名称", down=3), head("收入合计", down=3),
                head("上年结转", down=3), head("本年收入", 5)), 9),
        (None, None, None, None, head("财政拨款", 3), None, None,
         head("财政专户拨款", down=2), head("其他收入", down=2)),
        (None, None, None, None, head("小计"), head("一般公共预算"), head("政府性基金预算"), None, None),
    )  # fmt: skip
    parts: tuple[Part, ...] = (
        lambda x: x.total, lambda x: x.carry, lambda x: x.fiscal - x.carry,
        lambda x: x.general - x.carry, lambda x: x.fund, lambda _: ZERO, lambda x: x.other,
    )  # fmt: skip
    body = _coded(now, parts, style, lambda x: x.total)
    widths = (2, 4.5, *[2] * 7)
    return _table(now, 2, "income", "部门收入总体情况表", header, body, widths)


def _expenditure(now: Budget, style: Style) -> Table:
    header = (tuple(map(head, ("科目编码", "科目名称", "支出合计", "基本支出", "项目支出"))),)
    parts: tuple[Part, ...] = (lambda x: x.total, lambda x: x.basic, lambda x: x.project)
    body = _coded(now, parts, style, lambda x: x.total)
    title = "部门支出总体情况表（按功能分类科目）"
    return _table(now, 3, "expenditure", title, header, body, (2, 5, 2.5, 2.5, 2.5))


def _appropriation(now: Budget, style: Style) -> Table:
    left = _sums(
        (("一、本年收入", now.fiscal - now.carry), ("（一）一般公共预算", now.general_income),
         ("（二）政府性基金预算", now.fund), ("（三）国有资本经营预算", ZERO),
         ("二、上年结转", now.carry), ("（一）一般公共预算", now.carry), ("（二）政府性基金预算", ZERO)), style)  # fmt: skip
    right = [
        *_sums((("一、本年支出", now.fiscal),), style),
        *_all_categories(now, lambda x: x.fiscal, style, "（{}）"),
        *_sums((("二、结转下年", ZERO),), style),
    ]
    last = _beside(
        _sums((("收入总计", now.fiscal),), style), _sums((("支出总计", now.fiscal),), style)
    )
    body = [*_beside(left, right), *last]
    title = "财政拨款收支总体情况表"
    return _table(now, 4, "appropriation", title, _two_sided_header(now), body, (5, 3, 5, 3))


def _two_row_header(
    group: str, leaves: Sequence[str], first: str = "功能分类科目"
) -> tuple[Row, Row]:
    return (
        spread((head(first, 2), head(group, len(leaves))), 2 + len(leaves)),
        tuple(map(head, ("科目编码", "科目名称", *leaves))),
    )


def _general(now: Budget, style: Style) -> Table:
    parts: tuple[Part, ...] = (lambda x: x.general, lambda x: x.basic, lambda x: x.general_project)
    header = _two_row_header(f"{now.year}年预算数", ("小计", "基本支出", "项目支出"))
    body = _coded(now, parts, style, lambda x: x.general)
    title = "一般公共预算支出情况表（按功能分类科目）"
    return _table(now, 5, "general", title, header, body, (2, 5, 2.5, 2.5, 2.5))


def _economic(now: Budget, style: Style) -> Table:
    header = (
        spread((head("经济分类科目", 2), head("总计", down=2), head(f"{now.year}年基本支出", 3),
                head(f"{now.year}年项目支出", down=2)), 7),
        (head("科目编码"), head("科目名称"), None, head("合计"), head("人员经费"), head("公用经费"), None),
    )  # fmt: skip
    used = {c[:n] for c in (*now.basic, *now.general_economic) for n in (3, 5)}
    body = [_economic_row(now, c, style) for c in ("", *(c for c in ECONOMIC if c in used))]
    title = "一般公共预算支出情况表（按经济分类科目）"
    return _table(now, 6, "economic", title, header, body, (2, 5, 2.3, 2.3, 2.3, 2.3, 2.3))


def _economic_row(now: Budget, c: str, style: Style) -> Row:
    basic, project = now.economic(c), now.economic(c, project=True)
    people = now.economic(c) if c[:3] in ("301", "303") else ZERO if c else now.personnel
    values = (basic + project, basic, people, basic - people, project)
    named = (code(c), label(economic_name(c))) if c else (_BLANK, label("合计", "center"))
    return (*named, *(_money(v, style) for v in values))


def _sangong(now: Budget, before: Budget, style: Style) -> Table:
    header: tuple[Row, Row] = (
        (head("年度", down=2), head("合计", down=2), head("因公出国（境）费用", down=2),
         head("公务接待费", down=2), head("公务用车购置及运行维护费", 3), None, None),
        (None, None, None, None, head("小计"), head("公务用车购置费"), head("公务用车运行维护费")),
    )  # fmt: skip

    def row(year: int, s: Sangong) -> Row:
        values = (s.total, s.abroad, s.reception, s.vehicles, s.purchase, s.operation)
        return (label(f"{year}年", "center"), *(_money(v, style) for v in values))

    body = [row(before.year, before.sangong), row(now.year, now.sangong)]
    title = "一般公共预算“三公”经费支出情况表"
    return _table(now, 7, "sangong", title, header, body, (2,) * 7)


def _fund(now: Budget, style: Style) -> Table:
    header = _two_row_header(f"{now.year}年政府性基金预算支出", ("合计", "基本支出", "项目支出"))
    parts: tuple[Part, ...] = (lambda x: x.fund, lambda _: ZERO, lambda x: x.fund)
    body = _coded(now, parts, style, lambda x: x.fund)
    widths = (2, 5, 2.5, 2.5, 2.5)
    return _table(now, 8, "政府性基金预算", "政府性基金预算支出情况表", header, body, widths)


def _capital(now: Budget, style: Style) -> Table:
    header = _two_row_header(f"{now.year}年国有资本经营预算支出", ("合计", "基本支出", "项目支出"))
    body = _coded(now, (lambda _: ZERO,) * 3, style, lambda _: ZERO)
    widths = (2, 5, 2.5, 2.5, 2.5)
    return _table(now, 9, "国有资本经营预算", "国有资本经营预算支出情况表", header, body, widths)


def _procurement(now: Budget, style: Style) -> Table:
    header = (tuple(map(head, ("品目编码", "品目名称", "采购金额"))),)
    body: list[Row] = [(_BLANK, label("合计", "center"), _money(now.bought(), style))]
    for mark, kind in (("A", "货物"), ("B", "工程"), ("C", "服务")):
        if not now.bought(kind):
            continue
        body.append((code(mark), label(f"{kind}类"), _money(now.bought(kind), style)))
        body += [
            (code(p.want.code), label(p.want.name), _money(p.amount, style))
            for p in now.purchases
            if p.want.kind == kind
        ]
    return _table(now, 10, "procurement", "政府采购预算情况表", header, body, (3, 6, 3))


def _projects(now: Budget, style: Style) -> Table:
    sources = ("一般公共预算", "政府性基金预算", "其他收入", "上年结转")
    header = (
        spread((head("项目名称", down=2), head("项目总金额", down=2), head("资金来源", 4)), 6),
        (None, None, *map(head, sources)),
    )

    def row(name: Cell, projects: Sequence[Project]) -> Row:
        by = [sum((p.amount for p in projects if p.plan.source == s), ZERO) for s in sources]
        return (name, _money(sum(by, ZERO), style), *(_money(v, style) for v in by))

    body = [
        row(label("合计", "center"), now.projects),
        *(row(label(p.plan.name), (p,)) for p in now.projects),
    ]
    return _table(
        now, 11, "projects", "部门预算项目支出情况表", header, body, (5, 2.4, 2.4, 2.4, 2.4, 2.4)
    )


def _goals(now: Budget, style: Style) -> Table:
    header = (
        tuple(map(head, ("科目编码", "科目名称", "项目名称", "项目金额", "绩效目标", "立项依据"))),
    )
    body: list[Row] = []
    for i, unit in enumerate(now.unit.bodies):
        mine = [p for p in now.goals if p.plan.body == i]
        if not mine:
            continue
        subtotal = _money(sum((p.amount for p in mine), ZERO), style)
        body.append((*spread((label(unit.name, across=3),), 3), subtotal, _BLANK, _BLANK))
        body += [
            (code(p.plan.code), label(name_of(p.plan.code)), label(p.plan.name),
             _money(p.amount, style), label(p.plan.goal), label(p.plan.basis))
            for p in mine
        ]  # fmt: skip
    widths = (2, 3, 3.5, 2, 5, 4)
    return _table(now, 12, "goals", "项目支出绩效目标情况表", header, body, widths)
