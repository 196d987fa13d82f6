"""Rules between budget and outturn in prose: 完成率, and 决算数大于、小于、等于预算数.

Each function takes a Context and gives Outcomes; nothing at all means that no sentence of the needed
form is printed. They are named in rules.yaml. Knows no tables.

    年初预算为 100.00 万元，支出决算为 90.00 万元，完成年初预算的 95%  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from extract.changes import Money
from extract.checks.context import Context
from extract.checks.verdict import Outcome, Status, Term, money_term
from extract.checks.yearly import item_term
from ingest.amount import Unit, number, printed_place

__all__ = ["completion", "direction_of_outturn"]

_DIRECTION = re.compile(
    r"决算数(?P<word>大于|高于|小于|低于|等于|与预算数(?:基本)?(?:持平|一致|相同))"
)


def completion(context: Context) -> Iterator[Outcome]:
    """完成率 = 决算 / 年初预算; nothing can be a percentage of a budget of 0."""
    for flat in context.prose.flats:
        for found in _COMPLETED.finditer(flat.text):
            budget, account = _pair(found)
            percent = number(found["p"])
            if budget is None or account is None or percent is None:
                continue
            cite = partial(context.prose.cite, flat, found.start(), found.end())
            left = money_term("正文“决算”", account, cite)
            right = money_term("正文“年初预算”", budget, cite)
            yield _completed(left, right, percent, printed_place(found["p"]))


_AMOUNT = r"(?P<{0}>-?\d[\d,]*(?:\.\d+)?)(?P<{0}u>亿元|万元|千元|元)"
_COMPLETED = re.compile(
    rf"年初预算(?:数)?为?{_AMOUNT.format('b')},(?:支出)?决算(?:数)?为?{_AMOUNT.format('d')},?"
    r"完成(?:年初)?预算(?:数)?的?(?P<p>\d[\d,]*(?:\.\d+)?)%"
)


def _pair(found: re.Match[str]) -> tuple[Money | None, Money | None]:
    return _money(found, "b"), _money(found, "d")


def _money(found: re.Match[str], key: str) -> Money | None:
    value = number(found[key])
    unit = Unit(found[f"{key}u"])
    if value is None:
        return None
    place = printed_place(found[key]) * unit.yuan
    return Money(
        value * unit.yuan, place, unit.value, found[key], found.start(key), found.end(f"{key}u")
    )


def _completed(left: Term, right: Term, percent: Decimal, place: Decimal) -> Outcome:
    if not right.yuan:
        message = f"{right.label}为 0，无从计算“完成年初预算的 {percent}%”"
        return Outcome("broken" if percent else "ties", message, left, (right,))
    actual = left.yuan / right.yuan * 100
    slack = place + (left.place + right.place) / 2 / right.yuan * 100
    fits = abs(actual - percent) <= slack
    message = f"{left.label} {left.shown}，{right.label} {right.shown}，写明完成 {percent}%，计算为 {actual:.2f}%"
    return Outcome(
        "ties" if fits else "broken",
        message,
        left,
        (right,),
        abs(actual - percent),
        slack,
        "完成率" if fits else "",
    )


def direction_of_outturn(context: Context) -> Iterator[Outcome]:
    """决算数大于、小于、等于预算数 agrees with the two figures of the same item."""
    yield from _directions_in_prose(context)
    for item in context.items:
        found = _DIRECTION.search(item.text)
        if found is None or item.budget is None or item.account is None:
            continue
        left, right = (
            item_term(item, "决算", item.account),
            item_term(item, "年初预算", item.budget),
        )
        fits = _direction_fits(found["word"], item.account, item.budget)
        message = (
            f"{left.label} {left.shown}，{right.label} {right.shown}，却写“决算数{found['word']}”"
        )
        if fits:
            message = f"{left.label} {left.shown}，{right.label} {right.shown}，写明“决算数{found['word']}”"
        yield Outcome(
            "ties" if fits else "broken",
            message,
            left,
            (right,),
            abs(left.yuan - right.yuan),
            Decimal(0),
            "方向" if fits else "",
        )


_SAID_DIRECTION = re.compile(
    _COMPLETED.pattern.replace("完成(?:年初)?", "(?:完成(?:年初)?").replace("%", "%)?")
    + r"[,。;]"
    + _DIRECTION.pattern
)


def _directions_in_prose(context: Context) -> Iterator[Outcome]:
    """'年初预算为…，支出决算为…，…。决算数大于预算数' outside the items of the classification."""
    starts = {(id(item.flat), item.budget.start) for item in context.items if item.budget}
    for flat in context.prose.flats:
        for found in _SAID_DIRECTION.finditer(flat.text):
            budget, account = _pair(found)
            if budget is None or account is None or (id(flat), budget.start) in starts:
                continue
            cite = partial(context.prose.cite, flat, found.start("d"), found.end("word"))
            left = money_term("正文“决算”", account, cite)
            right = money_term("正文“年初预算”", budget, cite)
            fits = _direction_fits(found["word"], account, budget)
            message = (
                f"{left.label} {left.shown}，{right.label} {right.shown}，写“决算数{found['word']}”"
            )
            gap = abs(left.yuan - right.yuan)
            status: Status = "ties" if fits else "broken"
            yield Outcome(status, message, left, (right,), gap, Decimal(0), "方向" if fits else "")


def _direction_fits(word: str, account: Money, budget: Money) -> bool:
    if word in ("大于", "高于"):
        return account.yuan >= budget.yuan  # less than is printed may lie between them
    if word in ("小于", "低于"):
        return account.yuan <= budget.yuan
    apart = abs(account.yuan - budget.yuan)
    allowed = budget.yuan / 20 if "基本" in word else max(account.place, budget.place)
    return apart <= allowed
