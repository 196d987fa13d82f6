"""The tables of the coastal layout: 元, codes in three columns 类|款|项, headers of two or three rows.

Takes a Budget and a Style for 元, gives nine Tables in printing order. The 三公 table is in 万元.

    项目                              | 收入预算
    功能分类科目编码 | 功能分类科目名称 | 合计 | 财政拨款收入 | 事业收入 | …
    类 | 款 | 项     |                |      |
    207| 01 | 09     | 群众文化        | 2,640,000 | …
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from evals.synthesis.budget import ZERO, Budget, Line
from evals.synthesis.classification import ECONOMIC, economic_name, name_of
from evals.synthesis.disclosure import Cell, Row, Style, Table, code, figure, head, label, spread

__all__ = ["coastal_tables"]

_NUMERALS = "一二三四五六七八九十"
_BLANK = Cell("")
_WAN = Style(2)

Part = Callable[[Line], Decimal]


def coastal_tables(now: Budget, style: Style) -> tuple[Table, ...]:
    """All nine, in order."""
    return (
        _balance(now, style),
        _income(now, style),
        _expenditure(now, style),
        _appropriation(now, style),
        _general(now, style),
        _empty(now, "政府性基金预算"),
        _empty(now, "国有资本经营预算"),
        _economic(now, style),
        _sangong(now),
    )


def _caption(now: Budget) -> str:
    return f"编制部门：{now.unit.name}"


def _split(functional: str) -> tuple[str, str, str]:
    """'2070109' -> ('207', '01', '09')."""
    return functional[:3], functional[3:5], functional[5:7]


def _sides(left: Sequence[Row], right: Sequence[Row], frames: int) -> list[Row]:
    """Two lists side by side, with `frames` empty frames under the longer one."""
    height = max(len(left), len(right)) + frames
    wide, far = len(left[0]), len(right[0])
    return [
        (left[i] if i < len(left) else (_BLANK,) * wide)
        + (right[i] if i < len(right) else (_BLANK,) * far)
        for i in range(height)
    ]


def _balance(now: Budget, style: Style) -> Table:
    income = (
        ("一、财政拨款收入", now.fiscal), ("1. 一般公共预算资金", now.general),
        ("2. 政府性基金", None), ("3. 国有资本经营预算", None), ("二、事业收入", None),
        ("三、事业单位经营收入", None), ("四、其他收入", now.other or None),
    )  # fmt: skip
    left: list[Row] = [(label(t), figure(v, style) if v else _BLANK) for t, v in income]
    right: list[Row] = [
        (label(f"{_NUMERALS[i]}、{name_of(c)}"), figure(now.sum(lambda x: x.total, c), style))
        for i, c in enumerate(now.categories())
    ]
    last: Row = (
        label("收入总计", "center"), figure(now.total, style),
        label("支出总计", "center"), figure(now.total, style),
    )  # fmt: skip
    rows = (
        spread((head("本年收入", 2), head("本年支出", 2)), 4),
        tuple(map(head, ("项目", "预算数", "项目", "预算数"))),
        *_sides(left, right, 2),
        last,
    )
    return Table(
        "balance", f"{now.year}年部门收支预算总表", None, "元", 2, rows, (5, 3, 5, 3), _caption(now)
    )


def _coded_header(group: str, leaves: Sequence[str]) -> tuple[Row, ...]:
    """Three header rows over three code columns, a name and the leaves."""
    columns = 4 + len(leaves)
    second = (head("功能分类科目编码", 3), head("功能分类科目名称", down=2))
    return (
        spread((head("项目", 4), head(group, len(leaves))), columns),
        spread((*second, *(head(leaf, down=2) for leaf in leaves)), columns),
        (head("类"), head("款"), head("项"), *[None] * (1 + len(leaves))),
    )


def _coded_rows(now: Budget, parts: Sequence[Part], style: Style, of: Part) -> list[Row]:
    """Every 类, 款, 项 with its figures, 合计 last."""
    rows: list[Row] = [
        (*map(code, _split(c)), label(name_of(c)), *(figure(now.sum(p, c), style) for p in parts))
        for c in now.codes(of)
    ]
    total = spread((label("合计", "center", 4),), 4)
    return [*rows, (*total, *(figure(now.sum(p), style) for p in parts))]


def _coded(
    now: Budget, key: str, title: str, group: str, parts: dict[str, Part], style: Style, of: Part
) -> Table:
    rows = (
        *_coded_header(group, list(parts)),
        *_coded_rows(now, list(parts.values()), style, of),
    )
    widths = (1, 0.8, 0.8, 5, *[2.4] * len(parts))
    return Table(key, f"{now.year}年{title}", None, "元", 3, rows, widths, _caption(now))


def _income(now: Budget, style: Style) -> Table:
    parts: dict[str, Part] = {
        "合计": lambda x: x.total,
        "财政拨款收入": lambda x: x.fiscal,
        "事业收入": lambda _: ZERO,
        "事业单位经营收入": lambda _: ZERO,
        "其他收入": lambda x: x.other,
    }
    return _coded(now, "income", "部门收入预算总表", "收入预算", parts, style, lambda x: x.total)


def _expenditure(now: Budget, style: Style) -> Table:
    parts: dict[str, Part] = {
        "合计": lambda x: x.total,
        "基本支出": lambda x: x.basic,
        "项目支出": lambda x: x.project,
    }
    return _coded(
        now, "expenditure", "部门支出预算总表", "支出预算", parts, style, lambda x: x.total
    )


def _general(now: Budget, style: Style) -> Table:
    parts: dict[str, Part] = {
        "合计": lambda x: x.general,
        "基本支出": lambda x: x.basic,
        "项目支出": lambda x: x.general_project,
    }
    title = "部门一般公共预算支出功能分类预算表"
    return _coded(now, "general", title, "一般公共预算支出", parts, style, lambda x: x.general)


def _appropriation(now: Budget, style: Style) -> Table:
    income = ("一、一般公共预算资金", "二、政府性基金", "三、国有资本经营预算")
    left: list[Row] = [
        (label(t), figure(now.general, style) if i == 0 else _BLANK) for i, t in enumerate(income)
    ]
    right: list[Row] = []
    for i, c in enumerate(now.categories(lambda x: x.general)):
        amount = figure(now.sum(lambda x: x.general, c), style)
        right.append((label(f"{_NUMERALS[i]}、{name_of(c)}"), amount, amount, _BLANK, _BLANK))
    total = figure(now.general, style)
    leaves = (
        "项目",
        "预算数",
        "项目",
        "合计",
        "一般公共预算",
        "政府性基金预算",
        "国有资本经营预算",
    )
    rows = (
        spread((head("财政拨款收入", 2), head("财政拨款支出", 5)), 7),
        tuple(map(head, leaves)),
        *_sides(left, right, 2),
        (
            label("收入总计", "center"),
            total,
            label("支出总计", "center"),
            total,
            total,
            _BLANK,
            _BLANK,
        ),
    )
    title = f"{now.year}年部门财政拨款收支预算总表"
    widths = (4, 2.6, 4.4, 2.6, 2.6, 2.6, 2.8)
    return Table("appropriation", title, None, "元", 2, rows, widths, _caption(now))


def _empty(now: Budget, fund: str) -> Table:
    """A form with nothing to fill in, and the note that says so."""
    blank = (_BLANK,) * 3
    rows = (
        *_coded_header(f"{fund}支出", ("合计", "基本支出", "项目支出")),
        *[(_BLANK,) * 7] * 3,
        (*spread((label("合计", "center", 4),), 4), *blank),
    )
    note = f"注：{now.year}年本部门没有使用{fund}拨款安排的支出，本表为空表。"
    widths = (1, 0.8, 0.8, 5, 2.4, 2.4, 2.4)
    title = f"{now.year}年部门{fund}支出功能分类预算表"
    return Table(fund, title, None, "元", 3, rows, widths, _caption(now), note)


def _economic(now: Budget, style: Style) -> Table:
    rows: list[Row] = [
        spread((head("项目", 3), head("一般公共预算基本支出", 3)), 6),
        spread(
            (head("经济分类科目编码", 2), head("经济分类科目名称", down=2),
             *(head(t, down=2) for t in ("合计", "人员经费", "公用经费"))), 6),
        (head("类"), head("款"), None, None, None, None),
    ]  # fmt: skip
    for c in ECONOMIC:
        amount = now.economic(c)
        if not amount:
            continue
        people = c[:3] in ("301", "303")
        each = (amount, amount if people else ZERO, ZERO if people else amount)
        rows.append(
            (code(c[:3]), code(c[3:]), label(economic_name(c)), *(figure(v, style) for v in each))
        )
    sums = (now.basic_total, now.personnel, now.public)
    rows.append((*spread((label("合计", "center", 3),), 3), *(figure(v, style) for v in sums)))
    title = f"{now.year}年部门一般公共预算基本支出部门预算经济分类预算表"
    widths = (1, 0.8, 5, 2.6, 2.6, 2.6)
    return Table(
        "economic", title, None, "元", 3, tuple(rows), widths, _caption(now), head_repeats=False
    )


def _sangong(now: Budget) -> Table:
    s = now.sangong
    values = (s.total, s.abroad, s.vehicles, s.purchase, s.operation, s.reception, now.operating)
    rows: tuple[Row, ...] = (
        spread((head(f"{now.year}年“三公”经费预算数", 6), head(f"{now.year}年机关运行经费预算数", down=3)), 7),
        (head("合计", down=2), head("因公出国（境）费", down=2), head("公务用车购置及运行维护费", 3),
         None, None, head("公务接待费", down=2), None),
        (None, None, head("小计"), head("购置费"), head("运行维护费"), None, None),
        tuple(figure(v / 10000, _WAN) for v in values),
    )  # fmt: skip
    title = f"{now.year}年部门“三公”经费和机关运行经费预算表"
    return Table("sangong", title, None, "万元", 3, rows, (2,) * 7, _caption(now))
