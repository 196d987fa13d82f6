"""Column sets that several layouts print: the same measures under other words and in other orders.

SPLIT: 合计 | 基本支出 | 项目支出        SPLIT_LAST: 基本支出 | 项目支出 | 合计
"""

from __future__ import annotations

from evals.synthesis.layout import Column, columns

__all__ = [
    "AGAINST_LAST",
    "AMOUNT",
    "DONE",
    "ECONOMY",
    "FUND",
    "GENERAL",
    "INCOME_DEEP",
    "INCOME_FLAT",
    "ITEMS",
    "SANGONG",
    "SANGONG_BOTH",
    "SPLIT",
    "SPLIT_LAST",
    "STAGES",
    "under",
]


def under(group: str, inner: tuple[Column, ...]) -> tuple[Column, ...]:
    """The same columns under one more header above them."""
    return tuple(Column(f"{group}/{c.path}", c.part, c.when) for c in inner)


AMOUNT = columns("金额=total")
SPLIT = columns("合计=total", "基本支出=basic", "项目支出=project")
SPLIT_LAST = columns("基本支出=basic", "项目支出=project", "合计=total")
GENERAL = columns("小计=general", "基本支出=basic", "项目支出=general_project")
FUND = columns("小计=fund", "基本支出=none", "项目支出=fund")
ECONOMY = columns("合计=basic", "人员经费=personnel", "公用经费=public")
INCOME_FLAT = columns(
    "合计=total", "财政拨款收入=year_fiscal", "上级补助收入=none", "事业收入=none", "经营收入=none",
    "附属单位上缴收入=none", "其他收入=other", "上年结转=carry",
)  # fmt: skip
INCOME_DEEP = columns(
    "总计=total", "本年收入/合计=year", "本年收入/财政拨款收入/小计=year_fiscal",
    "本年收入/财政拨款收入/其中/一般公共预算=year_general", "本年收入/财政拨款收入/其中/政府性基金预算=fund",
    "本年收入/财政拨款收入/其中/国有资本经营预算=none", "本年收入/事业收入=none", "本年收入/其他收入=other",
    "上年结转结余=carry",
)  # fmt: skip
AGAINST_LAST = columns(
    "{p}年预算数=general@before", "{y}年预算数/小计=general", "{y}年预算数/基本支出=basic",
    "{y}年预算数/项目支出=general_project", "增减情况/增减额=general@delta", "增减情况/增减%=general@rate",
)  # fmt: skip
STAGES = columns("年初预算数=total", "调整预算数=total@adjusted", "决算数=total@final")
DONE = columns(
    "年初预算数=total", "调整预算数=total@adjusted", "决算数/合计=total@final", "决算数/基本支出=basic@final",
    "决算数/项目支出=project@final", "完成年初预算%=total@done",
)  # fmt: skip
SANGONG = columns(
    "合计=total", "因公出国（境）费=abroad", "公务用车购置及运行维护费/小计=vehicles",
    "公务用车购置及运行维护费/公务用车购置费=purchase", "公务用车购置及运行维护费/公务用车运行维护费=operation",
    "公务接待费=reception",
)  # fmt: skip
SANGONG_BOTH = columns(
    *(
        f"{year}年度{stage}数/{path}={part}{when}"
        for year, stage, when in (("{y}", "预算", ""), ("{y}", "决算", "@final"))
        for path, part in (
            ("合计", "total"), ("因公出国（境）费", "abroad"), ("公务用车购置及运行费/小计", "vehicles"),
            ("公务用车购置及运行费/购置费", "purchase"), ("公务用车购置及运行费/运行费", "operation"),
            ("公务接待费", "reception"),
        )
    )
)  # fmt: skip
ITEMS = columns("{p}年预算数=x@before", "{y}年预算数=x", "增减额=x@delta", "增减率%=x@rate")
