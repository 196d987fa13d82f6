"""Layouts of budgets of towns, bureaus and single units, a row of data each.

FJORD: 元 in prose as 亿元, decimal numbering 1 / 1.1, dashes for zero, 合计 last
"""

from __future__ import annotations

from evals.synthesis.column_sets import (
    AGAINST_LAST,
    AMOUNT,
    ECONOMY,
    FUND,
    GENERAL,
    INCOME_DEEP,
    INCOME_FLAT,
    ITEMS,
    SANGONG,
    SPLIT,
    SPLIT_LAST,
    under,
)
from evals.synthesis.layout import Layout, Money, Sheet, columns

__all__ = ["TOWNS"]

_WAN = Money("万元", 2)
_ECO = ("经济分类科目/科目编码", "经济分类科目/科目名称")

BASIN = Layout(
    name="basin",
    modelled_on="a number before every title, one amount column, tables before the text, empty form with a note in brackets",
    number="公开{nn}表",
    number_inline=True,
    contents="plain",
    tables_first=True,
    narrative="comparative",
    empty_rows=3,
    empty_note="（无政府性基金支出）",
    caption="部门：{unit}",
    sheets=(
        Sheet("balance", "收支预算总表", AMOUNT, "all", ("收  入/项  目", "支  出/项  目")),
        Sheet("expenditure", "支出预算总表", SPLIT),
        Sheet("appropriation", "财政拨款收支预算总表", columns("金额=fiscal"), "plain", ("收入/项目", "支出/项目")),
        Sheet("fiscal", "财政拨款支出预算表", columns("金额=fiscal")),
        Sheet("economic", "财政拨款基本支出预算表", columns("金额=basic")),
        Sheet("fund", "财政拨款政府性基金支出预算表", columns("金额=fund"), stub=("功能科目代码", "功能科目名称")),
        Sheet("sangong", "一般公共预算“三公”经费支出预算表", SANGONG, "row"),
        Sheet("procurement", "政府采购支出预算表", columns("总计=total"), "kinds"),
    ),
)  # fmt: skip

PLATEAU = Layout(
    name="plateau",
    modelled_on="headers of four rows, names only, numbers like 表1, landscape, no total row under names",
    codes="names",
    number="表{n}",
    number_inline=True,
    narrative="terse",
    portrait=False,
    caption="",
    sheets=(
        Sheet("balance", "{y}年{e}收支预算总表", columns("{y}年预算数=total"), "plain", ("收入/项目", "支出/项目")),
        Sheet("income", "{y}年{e}收入预算总表", INCOME_DEEP, stub=("支出功能分类科目",)),
        Sheet("expenditure", "{y}年{e}支出预算总表", columns(
            "支出总计=total", "本年支出/基本支出=basic", "本年支出/项目支出/小计=project"), stub=("支出功能分类科目",)),
        Sheet("general", "{y}年{e}一般公共预算支出表", under("一般公共预算", GENERAL), stub=("支出功能分类科目",)),
        Sheet("sangong", "{y}年{e}“三公”经费预算表", ITEMS, "items", ("“三公”经费项目",)),
        Sheet("goals", "{y}年{e}项目绩效目标表", columns("预算数=total"), "goals", ("项目名称（一级项目）",), total="none"),
    ),
)  # fmt: skip

MEADOW = Layout(
    name="meadow",
    modelled_on="long prose, code and name run together, no separators, few tables at the end",
    money=Money("万元", 2, grouping=False),
    codes="joined",
    join="{code}{name}",
    habit="chinese",
    narrative="bullets",
    contents="none",
    caption="填报单位：{unit}",
    sheets=(
        Sheet("balance", "部门收支总表", columns("{y}年预算=total"), "plain", ("收入/项目", "支出/项目")),
        Sheet("expenditure", "部门支出总表", SPLIT_LAST, stub=("科目编码及名称",)),
        Sheet("economic", "一般公共预算基本支出表", ECONOMY, stub=("经济分类科目编码及名称",)),
        Sheet("fund", "政府性基金预算支出表", FUND, stub=("科目编码及名称",)),
        Sheet("sangong", "“三公”经费预算表", SANGONG, "row"),
    ),
)  # fmt: skip

STEPPE = Layout(
    name="steppe",
    modelled_on="序号 in front, a 栏次 row under the header, one decimal",
    money=Money("万元", 1),
    prose_places=1,
    number="附表{n}",
    serial=True,
    ordinal_row=True,
    total="last",
    habit="chapters",
    narrative="comparative",
    caption="编报单位：{unit}",
    sheets=(
        Sheet("balance", "收支预算总表", columns("预算数=total"), "all", ("收入/项目", "支出/项目")),
        Sheet("expenditure", "支出预算总表", SPLIT),
        Sheet("general", "一般公共预算支出表", AGAINST_LAST),
        Sheet("economic", "一般公共预算基本支出表", ECONOMY),
        Sheet("projects", "项目支出表", columns("合计=total", "一般公共预算=general", "其他=other"), "sources", ("项目名称",)),
    ),
)  # fmt: skip

LAGOON = Layout(
    name="lagoon",
    modelled_on="whole 万元 that do not add up but for rounding, separators, every category printed",
    money=Money("万元", 0),
    prose_places=0,
    number="表{c}",
    narrative="terse",
    sheets=(
        Sheet("balance", "{e}收支总体情况表", columns("{y}年预算=total"), "all", ("收 入/收 入 项 目", "支 出/支 出 项 目")),
        Sheet("income", "{e}收入总体情况表", columns(
            "收入合计=total", "本年收入/财政预算拨款/小计=year_fiscal", "本年收入/财政预算拨款/一般公共预算拨款=year_general",
            "本年收入/财政预算拨款/政府性基金预算拨款=fund", "本年收入/财政专户拨款=none",
            "本年收入/经营及其他收入=other", "上年结余、结转=carry")),
        Sheet("expenditure", "{e}支出总体情况表", SPLIT),
        Sheet("general", "一般公共预算支出情况表", under("{y}年预算", GENERAL), stub=("功能分类科目/科目编码", "功能分类科目/科目名称")),
        Sheet("economic", "一般公共预算支出情况表（按经济分类）", under("{y}年基本支出", ECONOMY), stub=_ECO),
        Sheet("procurement", "政府采购项目支出情况表", columns("采购金额=total"), "kinds"),
    ),
)  # fmt: skip

PRAIRIE = Layout(
    name="prairie",
    modelled_on="the unit in every column header, bold headings without numbers, no contents, no totals by function",
    unit_place="header",
    habit="bold",
    contents="none",
    total="none",
    narrative="items",
    caption="单位名称：{unit}",
    sheets=(
        Sheet("balance", "收支总表", columns("预算数=total"), "plain", ("收入/项目", "支出/项目")),
        Sheet("expenditure", "支出总表", SPLIT),
        Sheet("general", "一般公共预算支出表", columns("合计=general", "基本支出=basic", "项目支出=general_project")),
        Sheet("economic", "一般公共预算基本支出表", ECONOMY, total="last"),
        Sheet("sangong", "“三公”经费支出表", SANGONG, "row"),
    ),
)  # fmt: skip

ISLET = Layout(
    name="islet",
    modelled_on="元 and 分 without separators, appendix numbers, chapters, landscape, columns in another order",
    money=Money("元", 2, grouping=False),
    codes="three",
    number="附表1-{n}",
    number_inline=True,
    habit="chapters",
    narrative="items",
    total="last",
    portrait=False,
    caption="填报单位：{unit}",
    sheets=(
        Sheet("balance", "收支预算总表", columns("金额=total"), stub=("收入/项目", "支出/项目")),
        Sheet("income", "收入预算总表", INCOME_FLAT),
        Sheet("expenditure", "支出预算总表", SPLIT_LAST),
        Sheet("general", "一般公共预算支出预算表", under("一般公共预算支出", GENERAL)),
        Sheet("economic", "一般公共预算基本支出预算表", ECONOMY, codes="one", stub=_ECO, head_repeats=False),
        Sheet("capital", "国有资本经营预算支出预算表", columns("合计=none", "基本支出=none", "项目支出=none")),
    ),
)  # fmt: skip

FJORD = Layout(
    name="fjord",
    modelled_on="prose in 亿元, decimal numbering, dashes for nothing",
    money=Money("万元", 2, zero="-"),
    prose_unit="亿元",
    prose_places=4,
    number="表{n}",
    habit="arabic",
    total="last",
    narrative="comparative",
    sheets=(
        Sheet("balance", "{y}年{e}收支总表", columns("预算数=total"), "all", ("收入/项目", "支出/项目")),
        Sheet("income", "{y}年{e}收入总表", INCOME_FLAT),
        Sheet("expenditure", "{y}年{e}支出总表", SPLIT),
        Sheet("appropriation", "{y}年财政拨款收支总表", columns("预算数=fiscal"), "funds", ("收入/项目", "支出/项目")),
        Sheet("sangong", "{y}年“三公”经费表", ITEMS, "items", ("项目",)),
    ),
)  # fmt: skip

CANYON = Layout(
    name="canyon",
    modelled_on="income above expenditure in one list, the unit after every amount",
    money=Money("万元", 2, suffix="万元"),
    habit="dotted",
    narrative="terse",
    contents="none",
    caption="",
    sheets=(
        Sheet("balance", "{y}年收支预算总表", columns("{p}年预算=total@before", "{y}年预算=total"), "stacked", ("项目",)),
        Sheet("expenditure", "{y}年支出预算表", SPLIT, codes="joined"),
        Sheet("sangong", "{y}年“三公”经费预算表", columns("{p}年预算数=x@before", "{y}年预算数=x"), "items", ("项目",)),
    ),
)  # fmt: skip

OASIS = Layout(
    name="oasis",
    modelled_on="the unit said once before all tables, two small tables beside each other",
    unit_place="prose",
    number="表{c}",
    habit="dotted",
    narrative="bullets",
    contents="plain",
    sheets=(
        Sheet("sangong", "“三公”经费预算表", columns("{y}年预算数=x"), "items", ("项目",), beside=True),
        Sheet("procurement", "政府采购预算表", columns("金额=total"), "kinds"),
        Sheet("expenditure", "支出预算总表", SPLIT),
        Sheet("economic", "基本支出预算表", ECONOMY),
    ),
)  # fmt: skip

TERRACE = Layout(
    name="terrace",
    kind="单位预算",
    title="{unit}（本级）{y}年单位预算",
    modelled_on="a unit of a department, code and name in one cell, bracketed codes, total last, 预算公开表 numbers",
    money=Money("万元", 2, zero=""),
    codes="joined",
    join="[{code}]{name}",
    number="预算公开表{n}",
    habit="parts",
    total="last",
    narrative="items",
    caption="单位：{unit}（本级）",
    sheets=(
        Sheet("balance", "单位收支总表", columns("预算数=total"), "plain", ("收入/项目", "支出/项目")),
        Sheet("income", "单位收入总表", INCOME_FLAT, stub=("科目",)),
        Sheet("expenditure", "单位支出总表", SPLIT_LAST, stub=("科目",)),
        Sheet("general", "一般公共预算支出表", AGAINST_LAST, stub=("科目",)),
        Sheet("capital", "国有资本经营预算支出表", columns("合计=none", "基本支出=none", "项目支出=none"), stub=("科目",)),
    ),
)  # fmt: skip

DUNE = Layout(
    name="dune",
    modelled_on="a wide table whose right half stands on the next page",
    number="表{n}",
    habit="parts",
    narrative="terse",
    total="first",
    sheets=(
        Sheet("income", "{y}年{e}收入总表", INCOME_FLAT, cut=(6,)),
        Sheet("expenditure", "{y}年{e}支出总表", columns(
            "合计=total", "基本支出/小计=basic", "项目支出/小计=project", "{p}年/合计=total@before", "{p}年/基本支出=basic@before",
            "{p}年/项目支出=project@before"), cut=(5,)),
        Sheet("balance", "{y}年{e}收支总表", columns("{p}年预算数=total@before", "{y}年预算数=total"), "plain"),
    ),
)  # fmt: skip

REEF = Layout(
    name="reef",
    modelled_on="explanations in a table, staff and priced purchases in tables of their own",
    number="表{n}",
    narrative="ledger",
    sheets=(
        Sheet("staff", "{e}人员及车辆情况表"),
        Sheet("expenditure", "支出预算总表", SPLIT),
        Sheet("explained", "支出变动情况说明表", columns(
            "{p}年预算数=total@before", "{y}年预算数=total", "增减额=total@delta", "增减%=total@rate"), stub=("科目",)),
        Sheet("procurement", "政府采购预算明细表", form="priced"),
        Sheet("goals", "绩效目标表", columns("金额=total"), "goals", ("项目名称",), total="last"),
    ),
)  # fmt: skip

CLIFF = Layout(
    name="cliff",
    modelled_on="a running header on every page, rows of long text broken over pages, header not repeated",
    running_header="{unit}{y}年部门预算",
    break_rows=True,
    number="表{c}",
    narrative="items",
    total="last",
    sheets=(
        Sheet("balance", "收支总表", columns("预算数=total"), "plain", ("收入/项目", "支出/项目")),
        Sheet("expenditure", "支出总表", SPLIT, head_repeats=False),
        Sheet("economic", "基本支出表", ECONOMY, head_repeats=False),
        Sheet("goals", "项目支出绩效目标表", columns("项目金额=total"), "goals long", ("科目名称", "项目名称"), head_repeats=False),
    ),
)  # fmt: skip

TOWNS = (
    BASIN, PLATEAU, MEADOW, STEPPE, LAGOON, PRAIRIE, ISLET, FJORD, CANYON, OASIS, TERRACE, DUNE, REEF, CLIFF,
)  # fmt: skip
