"""The layouts of budgets, a row of data each; `catalogue` lists them with the others.

RIVERSIDE: 万元 with two places, one code column, 表一 … above the title, 合计 first
"""

from __future__ import annotations

from evals.synthesis.layout import Layout, Money, Sheet, columns

__all__ = ["BUDGETS"]

_WAN = Money("万元", 2)
_SPLIT = columns("合计=total", "基本支出=basic", "项目支出=project")
_THREE = (
    "项目/功能分类科目编码/类",
    "项目/功能分类科目编码/款",
    "项目/功能分类科目编码/项",
    "项目/功能分类科目名称",
)
_ECONOMY = ("项目/经济分类科目编码", "项目/经济分类科目名称")
_SANGONG = columns(
    "合计=total", "因公出国（境）费=abroad", "公务接待费=reception", "公务用车购置及运行费/小计=vehicles",
    "公务用车购置及运行费/公务用车购置费=purchase", "公务用车购置及运行费/公务用车运行费=operation",
)  # fmt: skip
_FUND = columns("合计=fund", "基本支出=none", "项目支出=fund")
_CAPITAL = columns("合计=none", "基本支出=none", "项目支出=none")

HARBOUR = Layout(
    name="harbour",
    modelled_on="元 in tables, prose in 万元, unnumbered tables, 类|款|项, 合计 last, notes under empty tables",
    money=Money("元", 0, zero="0"),
    codes="three",
    total="last",
    empty_rows=3,
    habit="titles",
    narrative="items",
    caption="编制部门：{unit}",
    portrait=False,
    sheets=(
        Sheet("balance", "{y}年部门财务收支预算总表", columns("预算数=total"), stub=("本年收入/项目", "本年支出/项目")),
        Sheet("income", "{y}年部门收入预算总表", columns(
            "收入预算/合计=total", "收入预算/财政拨款收入=fiscal", "收入预算/事业收入=none", "收入预算/其他收入=other")),
        Sheet("expenditure", "{y}年部门支出预算总表", columns(
            "支出预算/合计=total", "支出预算/基本支出=basic", "支出预算/项目支出=project")),
        Sheet("appropriation", "{y}年部门财政拨款收支预算总表", columns("预算数=fiscal"), "funds",
              ("财政拨款收入/项目", "财政拨款支出/项目")),
        Sheet("general", "{y}年部门一般公共预算支出功能分类预算表", columns(
            "一般公共预算支出/合计=general", "一般公共预算支出/基本支出=basic",
            "一般公共预算支出/项目支出=general_project")),
        Sheet("fund", "{y}年部门政府性基金预算支出功能分类预算表", columns(
            "政府性基金预算支出/合计=fund", "政府性基金预算支出/基本支出=none", "政府性基金预算支出/项目支出=fund")),
        Sheet("economic", "{y}年部门一般公共预算基本支出经济分类预算表", columns(
            "一般公共预算基本支出/合计=basic", "一般公共预算基本支出/人员经费=personnel",
            "一般公共预算基本支出/公用经费=public"), codes="one", stub=_ECONOMY),
        Sheet("sangong", "{y}年部门“三公”经费和机关运行经费预算表", columns(
            "{y}年“三公”经费预算数/合计=total", "{y}年“三公”经费预算数/因公出国（境）费=abroad",
            "{y}年“三公”经费预算数/公务接待费=reception",
            "{y}年“三公”经费预算数/公务用车购置及运行费/小计=vehicles",
            "{y}年“三公”经费预算数/公务用车购置及运行费/购置费=purchase",
            "{y}年“三公”经费预算数/公务用车购置及运行费/运行费=operation",
            "{y}年机关运行经费预算数=operating"), "row", money=_WAN),
    ),
)  # fmt: skip

DELTA = Layout(
    name="delta",
    modelled_on="万元 throughout, 表一 to 表十 above the title, one code column, 合计 first, every category printed",
    money=_WAN,
    number="表{c}",
    empty_note="",
    habit="parts",
    narrative="comparative",
    rate_places=1,
    sheets=(
        Sheet("balance", "{e}收支总体情况表", columns("{y}年预算=total"), "all", ("收 入/收 入 项 目", "支 出/支 出 项 目")),
        Sheet("income", "{e}收入总体情况表", columns(
            "收入合计=total", "本年收入/财政拨款/小计=year_fiscal", "本年收入/财政拨款/一般公共预算=year_general",
            "本年收入/财政拨款/政府性基金预算=fund", "本年收入/财政专户拨款=none", "本年收入/其他收入=other", "上年结转=carry")),
        Sheet("expenditure", "{e}支出总体情况表", _SPLIT),
        Sheet("appropriation", "财政拨款收支总体情况表", columns("{y}年预算=fiscal"), "all", ("收 入/项目", "支 出/项目")),
        Sheet("general", "一般公共预算支出情况表（按功能分类科目）", columns(
            "{y}年预算数/小计=general", "{y}年预算数/基本支出=basic", "{y}年预算数/项目支出=general_project"),
            stub=("功能分类科目/科目编码", "功能分类科目/科目名称")),
        Sheet("economic", "一般公共预算支出情况表（按经济分类科目）", columns(
            "总计=total", "{y}年基本支出/合计=basic", "{y}年基本支出/人员经费=personnel",
            "{y}年基本支出/公用经费=public", "{y}年项目支出=project"),
            stub=("经济分类科目/科目编码", "经济分类科目/科目名称")),
        Sheet("sangong", "一般公共预算“三公”经费支出情况表", _SANGONG, "years", ("年度",)),
        Sheet("fund", "政府性基金预算支出情况表", _FUND),
        Sheet("procurement", "政府采购预算情况表", columns("采购金额=total"), "kinds"),
        Sheet("goals", "项目支出绩效目标情况表", columns("项目金额=total"), "goals", ("科目名称", "项目名称")),
    ),
)  # fmt: skip

GORGE = Layout(
    name="gorge",
    modelled_on="names only, set in by level; three columns a side with the year before; unit in the title line",
    money=Money("万元", 2, zero=""),
    unit_place="title",
    codes="names",
    number="附表1-{n}",
    habit="chinese",
    narrative="terse",
    contents="plain",
    caption="",
    sheets=(
        Sheet("balance", "{e}收支预算总表", columns("{p}年预算数=total@before", "{y}年预算数=total", "增减额=total@delta"), "plain"),
        Sheet("expenditure", "{e}支出预算总表", columns(
            "支出合计=total", "其中/基本支出=basic", "其中/项目支出=project")),
        Sheet("general", "一般公共预算支出预算表", columns(
            "{p}年执行数=general@executed", "{y}年预算数/合计=general", "{y}年预算数/基本支出=basic",
            "{y}年预算数/项目支出=general_project", "比上年增减/金额=general@delta", "比上年增减/比例%=general@rate")),
        Sheet("economic", "一般公共预算基本支出预算表", columns("合计=basic", "人员经费=personnel", "公用经费=public"),
              stub=("部门预算支出经济分类科目",)),
        Sheet("sangong", "“三公”经费预算表", columns(
            "{p}年预算数=x@before", "{y}年预算数=x", "增减额=x@delta", "增减%=x@rate"), "items", ("项目",)),
        Sheet("projects", "项目支出预算表", columns("合计=total", "一般公共预算=general", "政府性基金预算=fund",
              "其他资金=other", "上年结转=carry"), "sources", ("项目名称",), total="last"),
    ),
)  # fmt: skip

BUDGETS = (HARBOUR, DELTA, GORGE)
