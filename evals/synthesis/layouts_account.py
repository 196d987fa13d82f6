"""Layouts of final accounts, a row of data each: 年初预算, 调整预算, 决算 beside each other.

ESTUARY: 年初预算数 | 调整预算数 | 决算数 (合计 | 基本 | 项目) | 完成年初预算%
"""

from __future__ import annotations

from evals.synthesis.column_sets import (
    DONE,
    ECONOMY,
    SANGONG,
    SANGONG_BOTH,
    STAGES,
    under,
)
from evals.synthesis.layout import Column, Layout, Money, Sheet, columns

__all__ = ["ACCOUNTS"]


def _final(inner: tuple[Column, ...]) -> tuple[Column, ...]:
    """The same measures of the outturn."""
    return tuple(Column(c.path, c.part, "final") for c in inner)


_SPENT = columns("本年支出合计=total@final", "基本支出=basic@final", "项目支出=project@final")

RIDGE = Layout(
    name="ridge",
    kind="部门决算",
    title="{unit}{y}年度部门决算",
    modelled_on="tables before the text, 类|款|项, 合计 in the first row, blanks for nothing, two-part 三公 table",
    money=Money("万元", 2, zero=""),
    codes="three",
    tables_first=True,
    narrative="items",
    contents="plain",
    caption="编制部门：{unit}",
    portrait=False,
    sheets=(
        Sheet("balance", "收入支出决算总表", columns("决算数=total@final"), "all", ("收入/项目", "支出/项目")),
        Sheet("income", "收入决算表", _final(columns(
            "本年收入合计=year", "财政拨款收入=year_fiscal", "上级补助收入=none", "事业收入=none", "经营收入=none",
            "附属单位上缴收入=none", "其他收入=other"))),
        Sheet("expenditure", "支出决算表", columns(
            *("本年支出合计=total@final", "基本支出=basic@final", "项目支出=project@final"),
            "上缴上级支出=none@final", "经营支出=none@final", "对附属单位补助支出=none@final")),
        Sheet("general", "一般公共预算财政拨款支出决算表", _final(columns(
            "合计=general", "基本支出=basic", "项目支出=general_project")), total="last"),
        Sheet("sangong", "财政拨款“三公”经费支出决算表", SANGONG_BOTH, "row"),
    ),
)  # fmt: skip

ESTUARY = Layout(
    name="estuary",
    kind="部门决算",
    title="{y}年度{unit}部门决算",
    modelled_on="three stages and the rate of completion in one table",
    number="公开{nn}表",
    habit="parts",
    narrative="items",
    sheets=(
        Sheet("balance", "收入支出决算总表", STAGES, "plain", ("收入/项目", "支出/项目")),
        Sheet("expenditure", "支出决算表", DONE),
        Sheet("economic", "一般公共预算财政拨款基本支出决算表", _final(ECONOMY)),
        Sheet("sangong", "“三公”经费支出决算表", columns(
            "年初预算数=x", "决算数=x@final", "完成预算%=x@done"), "items", ("项目",)),
    ),
)  # fmt: skip

MARSH = Layout(
    name="marsh",
    kind="部门决算",
    title="{y}年度{unit}部门决算",
    modelled_on="行次 columns on both sides and a 栏次 row, as the national form prints them",
    number="公开{nn}表",
    ordinal_row=True,
    tables_first=True,
    narrative="comparative",
    caption="公开部门：{unit}",
    sheets=(
        Sheet("balance", "收入支出决算总表", columns("决算数=total@final"), "all lines", ("收入/项目", "支出/项目")),
        Sheet("expenditure", "支出决算表", _SPENT, stub=("科目代码", "科目名称")),
        Sheet("general", "一般公共预算财政拨款支出决算表", under("本年支出", _final(columns(
            "小计=general", "基本支出=basic", "项目支出=general_project")))),
    ),
)  # fmt: skip

GLACIER = Layout(
    name="glacier",
    kind="单位决算",
    title="{unit}（本级）{y}年度单位决算",
    modelled_on="元 and 分, 上年决算 beside 本年决算 with the change, names only",
    money=Money("元", 2),
    codes="names",
    number="表{n}",
    habit="arabic",
    narrative="comparative",
    caption="编制单位：{unit}（本级）",
    sheets=(
        Sheet("balance", "收支决算总表", columns("{p}年决算数=total@executed", "{y}年决算数=total@final"), "plain",
              ("收入/项目", "支出/项目")),
        Sheet("expenditure", "支出决算表", _SPENT),
        Sheet("sangong", "“三公”经费决算表", _final(SANGONG), "row"),
    ),
)  # fmt: skip

ACCOUNTS = (RIDGE, ESTUARY, MARSH, GLACIER)
