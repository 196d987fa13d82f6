"""Which of the usual tables a ledger is, told by what its columns and rows say.

Takes Ledgers, gives a Sheet: the ledger with its kind, the fund it is about and its side. Knows no
table number, no region, no column order.

    收入 | 支出 with 收入总计 and 支出总计            -> balance
    codes 2xx, 基本支出 and 项目支出, no fund named    -> functional, fund all
    因公出国, 公务接待, 公务用车 as columns or rows     -> sangong
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from extract.labels import fold, is_total
from extract.ledger import Ledger, Row, read_ledgers
from extract.measures import sangong_item
from ingest.document import Document
from ingest.facts import Fact, Side

__all__ = ["Fund", "Sheet", "SheetKind", "read_sheets"]

SheetKind = Literal[
    "balance",
    "income",
    "functional",
    "economic",
    "operating",
    "sangong",
    "procurement",
    "projects",
    "performance",
    "assets",
    "staff",
    "other",
]
Fund = Literal["all", "fiscal", "general_public", "gov_fund", "state_capital", "part"]
"""What a table is restricted to; `part` is 基本支出 or 项目支出 alone, by function: no whole of any fund."""

_FUNDS: tuple[tuple[Fund, re.Pattern[str]], ...] = (
    ("gov_fund", re.compile(r"政府性基金")),
    ("state_capital", re.compile(r"国有资本")),
    ("general_public", re.compile(r"一般公共预算|公共财政预算")),
    ("fiscal", re.compile(r"财政拨款|政府预算拨款|财政预算拨款")),
)
_ECONOMIC_NAMES = re.compile(r"工资福利支出|商品和服务支出")
_INCOME_WORDS = re.compile(r"收入|拨款|资金来源")
_PROJECT_NAMES = re.compile(
    r"(?<!收入)(?<!支付)项目名称|专项名称|[一二三]级项目|[(、/]项目\)(?:名称)?"
)
_OF_THE_YEAR = re.compile(r"^(?:本年|当年)\S{0,2}(?:收入|支出)(?:合计|小计|总计)?$")
_SOURCES = frozenset({"general_public", "gov_fund", "fiscal", "business_income", "other_income"})
_PROJECT_HEAD = re.compile(r"项目名称|支出项目类别|一级项目|专项名称|\(项目\)名称")


_CLASSES_NAMED = tuple(
    re.compile(name)
    for name in (
        r"人员(?:经费|支出)",
        r"公用(?:经费|支出)",
        r"工资福利支出",
        r"商品和服务支出",
        r"对个人和家庭的?补助",
    )
)


@dataclass(frozen=True)
class Sheet:
    """A ledger and what it is; `basic_only` is a table of 基本支出 alone."""

    ledger: Ledger
    kind: SheetKind
    fund: Fund
    side: Side | None = None
    basic_only: bool = False

    @cached_property
    def partial(self) -> str | None:
        """'基本支出表(人员经费)', '工资福利支出预算表': the only classes of such a table, no whole of any money."""
        found = [named[0] for name in _CLASSES_NAMED if (named := name.search(self.ledger.title))]
        return found[0] if self.kind == "economic" and len(found) == 1 else None

    @cached_property
    def grand_total(self) -> Row | None:
        """The last 总计 or 合计 of one side of a balance: with what was carried over."""
        totals = [row for row in self.ledger.rows if row.total and not row.of_which]
        return totals[-1] if totals else None

    @cached_property
    def year_total(self) -> Row | None:
        """本年收入合计, 本年支出合计, 当年收入小计: before what was carried over; None if not printed."""
        for row in self.ledger.rows:
            if _OF_THE_YEAR.search(row.label):
                return row
        return None


def read_sheets(document: Document, facts: Sequence[Fact]) -> tuple[Sheet, ...]:
    """Every column group of every table, recognised; unknown ones are `other`."""
    ledgers = [half for ledger in read_ledgers(document, facts) for half in _halves(ledger)]
    by_table: dict[int, list[Ledger]] = {}
    for ledger in ledgers:
        by_table.setdefault(ledger.table.position, []).append(ledger)
    return tuple(_sheet(ledger, by_table[ledger.table.position]) for ledger in ledgers)


def _halves(ledger: Ledger) -> tuple[Ledger, ...]:
    """Income printed above spending in one list, each with its total, is a balance of two sides."""
    totals = [row for row in ledger.rows if row.total]
    income = [row for row in totals if "收入" in row.label]
    spending = [row for row in totals if "支出" in row.label]
    if ledger.coded or not income or not spending or income[-1].index > spending[0].index:
        return (ledger,)
    last = income[-1].index
    upper = tuple(row for row in ledger.rows if row.index <= last)
    lower = tuple(row for row in ledger.rows if row.index > last)
    return replace(ledger, rows=upper), replace(ledger, rows=lower)


def _sheet(ledger: Ledger, beside: list[Ledger]) -> Sheet:
    kind = _kind(ledger, beside)
    title_and_heads = f"{ledger.title}|{'|'.join(other.heads for other in beside)}"
    return Sheet(
        ledger,
        kind,
        _fund(ledger, kind),
        _side(ledger) if kind == "balance" else None,
        kind == "economic" and _basic_only(ledger, title_and_heads),
    )


def _kind(ledger: Ledger, beside: list[Ledger]) -> SheetKind:
    title, heads = ledger.title, "|".join(other.heads for other in beside)
    if _is_sangong(ledger):
        return "sangong"
    if "采购" in title or re.search(r"采购(?:品目|目录|金额|物品)", heads):
        return "procurement"
    if re.search(r"资产", title) or "资产总额" in ledger.labels:
        return "assets"
    if "绩效" in title or re.search(r"绩效(?:目标|指标)|评价标准", heads):
        return "performance"
    if _is_balance(ledger, beside):
        return "balance"
    return _classified(ledger, title, heads)


def _classified(ledger: Ledger, title: str, heads: str) -> SheetKind:
    measures = {column.measure for column in ledger.columns}
    codes = [row.code for row in ledger.coded if row.code]
    if "购买服务" in title:
        return "other"
    if _lists_projects(title, heads, measures, codes):
        return "projects" if not _of_basic_alone(title) else "other"
    economic = sum(code[0] in "35" for code in codes)
    if (codes and economic * 2 > len(codes)) or (
        not codes and _ECONOMIC_NAMES.search(ledger.labels)
    ):
        return "operating" if "机关运行" in title + heads else "economic"
    if codes or ("功能" in heads + title and "科目" in heads):
        return "income" if _is_income(title, heads, measures) else "functional"
    if {"basic", "project"} <= measures:
        return "functional"
    if "收入" in title and _is_income(title, heads, measures) and len(measures & _SOURCES) > 1:
        return "income"
    if re.search(r"收入总计|收入合计|本年收入", ledger.labels + heads) and "支出" not in title:
        return "income"
    if re.search(r"编制|实有", ledger.labels + heads) and not codes and not _holds_money(ledger):
        return "staff"
    return "projects" if _PROJECT_HEAD.search(heads) or "项目支出" in title else "other"


def _of_basic_alone(title: str) -> bool:
    """'部门基本支出预算表' lists what basic spending is for: those are no projects."""
    return "基本支出" in title and "项目支出" not in title


def _holds_money(ledger: Ledger) -> bool:
    return any(fact.kind == "amount" for fact in ledger.cells.values())


def _lists_projects(title: str, heads: str, measures: set[str], codes: list[str]) -> bool:
    """A column of project names; a code beside them says what each project belongs to."""
    if not _PROJECT_NAMES.search(heads) or {"basic", "project"} <= measures or "收入" in title:
        return False
    tree = {code for code in codes if any(c != code and c.startswith(code) for c in codes)}
    return not tree


def _is_income(title: str, heads: str, measures: set[str]) -> bool:
    if {"basic", "project"} & measures:
        return False
    return ("收入" in title and "支出" not in title) or "事业收入" in heads


def _is_sangong(ledger: Ledger) -> bool:
    if ledger.coded or _ECONOMIC_NAMES.search(ledger.labels):
        return False
    by_column = {sangong_item(path) for path in ledger.paths}
    by_row = {sangong_item((row.label,)) for row in ledger.rows}
    needed = {"sangong_abroad", "sangong_reception"}
    return needed <= by_column or needed <= by_row


def _is_balance(ledger: Ledger, beside: list[Ledger]) -> bool:
    if len(beside) < 2 or ledger.coded:
        return False
    sides = {_side(other) for other in beside}
    totals = any(is_total(row.label) for other in beside for row in other.rows)
    return {"收入", "支出"} <= sides and totals


def _side(ledger: Ledger) -> Side | None:
    """The side a column group is about: by its header, else by its labels."""
    first = ledger.heads.split("|")[0]
    if "收入" in first and "支出" not in first:
        return "收入"
    if "支出" in first and "收入" not in first:
        return "支出"
    labels = [row.label for row in ledger.rows]
    income = sum(bool(_INCOME_WORDS.search(label)) and "支出" not in label for label in labels)
    spending = sum("支出" in label for label in labels)
    if income == spending == 0:
        return None
    return "收入" if income >= spending else "支出"


def _fund(ledger: Ledger, kind: SheetKind) -> Fund:
    """The fund a table is restricted to: by its title, else by the header over all its figures."""
    if kind == "functional" and _half(ledger):
        return "part"
    for fund, pattern in _FUNDS:
        if pattern.search(ledger.title) and not _several_funds(ledger.title):
            return fund
    if kind not in ("functional", "economic"):
        return "all"
    over_all = [fold(">".join(column.path[:-1])) for column in ledger.columns if column.path]
    for fund, pattern in _FUNDS:
        if over_all and all(pattern.search(head) for head in over_all):
            return fund
    return "all"


def _half(ledger: Ledger) -> bool:
    """'项目支出预算表' by function, without columns that would split 基本支出 and 项目支出."""
    named = {half for half in ("基本支出", "项目支出") if half in ledger.title}
    split = {"basic", "project"} & {column.measure for column in ledger.columns}
    return len(named) == 1 and not split


def _several_funds(title: str) -> bool:
    return sum(bool(pattern.search(title)) for _, pattern in _FUNDS[:3]) > 1


def _basic_only(ledger: Ledger, words: str) -> bool:
    measures = {column.measure for column in ledger.columns}
    return "基本支出" in words and not measures & {"project", "fund_project"}
