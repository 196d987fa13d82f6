"""Rules inside one sentence of prose: a total and the parts named behind 其中.

Each function takes a Context and gives Outcomes; nothing at all means that no sentence of the needed
form is printed. They are named in rules.yaml. A list counts only where every figure of it is
understood: a partial list is no contradiction.

    收入总额 3572.00 万元，其中：财政拨款收入 3879.21 万元，其他收入 46.15 万元  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.changes import Money
from extract.checks.context import Context
from extract.checks.verdict import Outcome, sum_up
from extract.items import MONEY, money_in
from ingest.figures.sentences import Flat

__all__ = ["basic_in_sentence", "funds_in_brackets", "income_in_sentence", "spending_in_sentence"]

_SAID = r"(?:预算|决算|总额|数|为|共|计|:)*"
_NAMED = re.compile(rf"(?:\d[.、])?(?P<name>[^\d,。;:%]{{2,30}}?)(?:预算|决算|为|共|计|:)*{MONEY}")
_REMARK = re.compile(r"[^\d]*|占\S*?\d[\d.]*%")


def _best(outcomes: Sequence[Outcome]) -> Outcome:
    return next((o for o in outcomes if o.status != "broken"), outcomes[0])


_INCOME = re.compile(
    rf"收入(?:预算|决算)?(?:总额|总计|合计|总预算)(?:为|共|:)*{MONEY}[^。;]*?[,。;]其中[:,]?(?P<rest>[^。;]*)"
)
_SOURCE = re.compile(r"收入$|拨款(?:收入)?$|结转(?:资金)?$|结余$|资金$|基金$")


def income_in_sentence(context: Context) -> Iterator[Outcome]:
    """收入总额 = Σ 来源 named behind 其中."""
    for flat in context.prose.flats:
        for found in _INCOME.finditer(flat.text):
            whole, parts = money_in(found), _list(flat, found.start("rest"), found["rest"])
            names = [name for name, _ in parts]
            if whole is None or len(parts) < 2 or len(set(names)) < len(names):
                continue
            if not all(_SOURCE.search(name) for name in names):
                continue
            total = context.said(flat, "收入总额", whole)
            terms = [context.said(flat, name, money) for name, money in parts]
            fresh = [t for t, n in zip(terms, names, strict=True) if not re.search("结转|结余", n)]
            yield _best([sum_up(total, terms, "收入"), sum_up(total, fresh, "收入")])


def _list(flat: Flat, start: int, text: str) -> list[tuple[str, Money]]:
    """The parts of a list 'A 1万元，B 2万元和C 3万元'; empty where a part is not understood."""
    parts: list[tuple[str, Money]] = []
    for piece in re.finditer(r"(?:[^,、;]|(?<=\d),(?=\d{3}))+", text):
        found = _NAMED.fullmatch(flat.text, start + piece.start(), start + piece.end())
        money = money_in(found)
        if found and money and not re.search(r"其中|包括|含|比|较|上年数", found["name"]):
            parts.append((found["name"], money))
        elif not _REMARK.fullmatch(piece[0]):
            return []
    return parts


_BRACKETED = re.compile(
    rf"(?P<of>财政拨款\S{{0,4}}?){_SAID}{MONEY}[(](?:其中[:,]?)?(?P<rest>[^()]*)[)]"
)
_FUND = re.compile(r"一般公|政府性基金|国有资本经营")


def funds_in_brackets(context: Context) -> Iterator[Outcome]:
    """'财政拨款收入 N 万元（一般公共预算 A 万元、政府性基金预算 B 万元）': N = A + B."""
    for flat in context.prose.flats:
        for found in _BRACKETED.finditer(flat.text):
            whole, parts = money_in(found), _list(flat, found.start("rest"), found["rest"])
            funds = [match[0] for name, _ in parts if (match := _FUND.search(name))]
            if whole is None or len(parts) < 2 or len(set(funds)) < len(parts):
                continue
            terms = [context.said(flat, name, money) for name, money in parts]
            yield sum_up(context.said(flat, found["of"], whole), terms, "拨款")


_BASIC = re.compile(
    rf"(?<![一-鿿]的)基本支出{_SAID}{MONEY}(?:[,(]占[^,。;()]*?%\)?)?[,(](?:其中|包括|含)[:,]?(?P<rest>[^。;]*)"
)
_PARTS = {
    "人员经费": re.compile(rf"人员(?:经费|支出){_SAID}{MONEY}"),
    "公用经费": re.compile(rf"公用(?:经费|支出){_SAID}{MONEY}"),
    "对个人和家庭的补助": re.compile(rf"对个人和家庭的?补助(?:支出)?{_SAID}{MONEY}"),
}


def basic_in_sentence(context: Context) -> Iterator[Outcome]:
    """基本支出 = 人员经费 + 公用经费 of the same sentence."""
    for flat in context.prose.flats:
        for found in _BASIC.finditer(flat.text):
            said = {
                name: list(pattern.finditer(flat.text, found.start("rest"), found.end("rest")))
                for name, pattern in _PARTS.items()
            }
            whole = money_in(found)
            if whole is None or len(said["人员经费"]) != 1 or len(said["公用经费"]) != 1:
                continue
            terms = [
                context.said(flat, name, money)
                for name, matches in said.items()
                for match in matches[:1]
                if (money := money_in(match))
            ]
            total = context.said(flat, "基本支出", whole)
            yield _best([sum_up(total, terms[:2], "基本"), sum_up(total, terms, "基本")])


_SPENDING = re.compile(
    rf"支出(?:预算|决算)?(?:总额|总计|合计|总预算){_SAID}{MONEY}(?P<rest>[^。;]*(?:[。;](?=其中)[^。]*)?)"
)
_HALVES = [
    re.compile(rf"(?<![一-鿿]的){half}支出(?:预算|决算|为|共|:)*{MONEY}")
    for half in ("基本", "项目")
]
_MORE = re.compile(r"上缴上级|经营支出|附属|结余分配|结转下年|年末结转|机动|预留|结余")


def spending_in_sentence(context: Context) -> Iterator[Outcome]:
    """支出总额 = 基本支出 + 项目支出 of the same sentence, where no other kind is named."""
    for flat in context.prose.flats:
        for found in _SPENDING.finditer(flat.text):
            whole = money_in(found)
            halves = [
                list(half.finditer(flat.text, found.start("rest"), found.end("rest")))
                for half in _HALVES
            ]
            if whole is None or any(len(half) != 1 for half in halves):
                continue
            if _MORE.search(found["rest"]):
                continue
            terms = [
                context.said(flat, label, money)
                for label, half in zip(("基本支出", "项目支出"), halves, strict=True)
                if (money := money_in(half[0]))
            ]
            yield sum_up(context.said(flat, "支出总额", whole), terms, "支出")
