"""Rules between years, and between budget and outturn: deltas, percentages, direction words.

Each function takes a Context and gives Outcomes; nothing at all means that no sentence of the needed
form is printed. They are named in rules.yaml. All operands come from one sentence and one item.

    一般行政管理事务 3,666 万元，比上年增加 21.8 万元，增长 0.06%  -> broken, 21.8 / 3,644.2 is 0.60 %
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.changes import Change, Money
from extract.checks.context import Context
from extract.checks.sangong_moves import percent_of_items
from extract.checks.verdict import Outcome, Term, agree, money_term, sum_up, term_of
from extract.items import Item
from extract.kinds import Sheet
from extract.ledger import Entry
from extract.tabular import sangong_entries

__all__ = [
    "equal_totals_move_together",
    "impossible_changes",
    "item_term",
    "percent_of_change",
    "planned_amount",
    "sangong_change",
    "sangong_total_change",
    "total_change",
]


def _level(change: Change) -> Term | None:
    if change.level is None:
        return None
    start = max(change.flat.text.rfind(stop, 0, change.level.start) for stop in "。;；,，:") + 1
    subject = change.flat.text[start : change.level.start]
    return money_term(f"正文“{subject}”", change.level, lambda: change.citation)


def _term(change: Change, label: str, money: Money) -> Term:
    return money_term(f"正文“{label}”", money, lambda: change.citation)


def percent_of_change(context: Context) -> Iterator[Outcome]:
    """Percent = change / last year's figure, last year's figure = this year's ∓ change."""
    for change in context.changes:
        left = _level(change)
        if left is None or not change.direction:
            continue
        moved = _prior_and_change(change, left)
        if moved:
            yield moved
        if change.percent is None or (moved and moved.status == "broken"):
            continue
        interval = _interval(change)
        if interval is None or _of_headline(context, change) or _of_another(change, interval):
            continue
        yield _percent_outcome(change, left, interval)


def _prior_and_change(change: Change, left: Term) -> Outcome | None:
    """This year's figure = the printed figure of last year ± the printed change."""
    if change.prior is None or change.amount is None:
        return None
    if not change.prior_stated and not re.search("执行|决算", change.base):
        return None
    delta = _term(change, f"{change.word}额", change.amount)
    signed = delta._replace(yuan=change.direction * delta.yuan)
    outcome = sum_up(left, [_term(change, "上年数", change.prior), signed], group="增减额")
    unclear = change.prior_stated and change.others  # which figure of the sentence is compared?
    return None if outcome.status == "broken" and unclear else outcome


def _of_another(change: Change, interval: tuple[Decimal, Decimal]) -> bool:
    """'收入1000万元，其中拨款900万元，比上年增加…%' may speak of the 1000: then nothing is claimed."""
    if _fits(change, interval) or change.amount is None:
        return False
    wholes = (_interval(replace(change, level=other)) for other in change.others)
    return any(other is not None and _fits(change, other) for other in wholes)


def _of_headline(context: Context, change: Change) -> bool:
    """The percentage fits the headline of its item and not its 预算安排: C72 says that already."""
    for item in context.items:
        if (
            item.flat is change.flat
            and item.planned == change.level
            and item.headline
            and change.level
        ):
            if item.headline.yuan == change.level.yuan:
                return False
            interval = _interval(replace(change, level=item.headline))
            return interval is not None and _fits(change, interval)
    return False


def _fits(change: Change, interval: tuple[Decimal, Decimal]) -> bool:
    """The printed percentage lies in the interval, rounded or cut off."""
    low, high = interval
    percent, place = change.percent or Decimal(0), change.percent_place
    return percent - place / 2 <= high and low < percent + place


def _interval(change: Change) -> tuple[Decimal, Decimal] | None:
    """The range of the percentage that the rounding of its operands allows."""
    level = change.level
    if level is None:
        return None
    if change.amount is None:
        return _interval_of_prior(change, level)
    low, high = [], []
    for level_end in (-1, 1):
        for delta_end in (-1, 1):
            delta = change.amount.yuan + delta_end * change.amount.place / 2
            prior = level.yuan + level_end * level.place / 2 - change.direction * delta
            if prior <= 0:
                return None
            low.append(delta / prior * 100)
            high.append(delta / prior * 100)
    return min(low), max(high)


def _interval_of_prior(change: Change, level: Money) -> tuple[Decimal, Decimal] | None:
    prior = change.prior
    if (
        prior is None
        or prior.yuan <= 0
        or ("执行" not in change.base and "决算" not in change.base)
    ):
        return None
    ends = [
        change.direction
        * (level.yuan + a * level.place / 2 - (prior.yuan + b * prior.place / 2))
        / (prior.yuan + b * prior.place / 2)
        * 100
        for a in (-1, 1)
        for b in (-1, 1)
        if prior.yuan + b * prior.place / 2 > 0
    ]
    return min(ends), max(ends)


def _percent_outcome(change: Change, left: Term, interval: tuple[Decimal, Decimal]) -> Outcome:
    low, high = interval
    percent, place = change.percent or Decimal(0), change.percent_place
    fits = _fits(change, interval)
    right = [_term(change, "上年", change.prior)] if change.amount is None and change.prior else []
    right += [_term(change, f"{change.word}额", change.amount)] if change.amount else []
    middle = (low + high) / 2
    message = f"{left.label} {left.shown}，{_compared(change)}，按其数字计算应为 {middle:.2f}%"
    return Outcome(
        "ties" if fits else "broken",
        message,
        left,
        tuple(right),
        abs(middle - percent),
        place,
        "百分比" if fits else "",
    )


def _compared(change: Change) -> str:
    amount = f"{change.amount.printed} {change.amount.unit}" if change.amount else ""
    percent = f"{change.percent}%" if change.percent is not None else ""
    return f"比{change.base}{change.word} {'、'.join(part for part in (amount, percent) if part)}"


def equal_totals_move_together(context: Context) -> Iterator[Outcome]:
    """收入 and 支出 of one year are equal and so were last year's: their changes must be equal too."""
    income = total_change(context, "收入", "支出")
    spending = total_change(context, "支出", "收入")
    if income is None or spending is None or income.level is None or spending.level is None:
        return
    if income.level.yuan != spending.level.yuan:
        return
    left, right = _moved(income, "收入"), _moved(spending, "支出")
    outcome = agree(left, right)
    if income.direction * spending.direction < 0 and left.yuan:
        message = f"收入与支出都是 {_term(income, '', income.level).shown}，{left.label} {left.shown}，{right.label} {right.shown}，方向相反"
        yield Outcome("broken", message, left, (right,), outcome.difference, Decimal(0))
    else:
        yield outcome


def _moved(change: Change, side: str) -> Term:
    """The change of a total; 持平 is 0 to the place of its figure."""
    money = change.amount or change.level
    assert money is not None
    term = _term(change, f"{side}{change.word}", money)
    return term if change.direction else term._replace(yuan=Decimal(0))


def total_change(context: Context, side: str, other: str) -> Change | None:
    """The change of total income or total spending: its sentence names that side alone before the figure."""
    found = context.found("total_income" if side == "收入" else "total_expenditure").best
    for change in context.changes:
        if change.level is None or found is None or (change.amount is None and change.direction):
            continue
        if abs(change.level.yuan - found.value) >= max(change.level.place, Decimal(1)):
            continue
        start = max(change.flat.text.rfind(stop, 0, change.level.start) for stop in "。;；,，:") + 1
        subject = change.flat.text[start : change.level.start]
        total = re.search(rf"{side}(?:预算|决算)?(?:总计|合计|总额)?(?:为|共)?$", subject)
        if (
            total
            and other not in subject
            and not re.search("拨款|基金|公共|事业|项目|基本", subject)
        ):
            return change
    return None


def impossible_changes(context: Context) -> Iterator[Outcome]:
    """增加 more than this year's whole figure would make last year's figure negative."""
    for change in context.changes:
        left = _level(change)
        if left is None or change.level is None or change.amount is None or change.direction != 1:
            continue
        if change.subject and not re.search(r"预算|支出|经费|计|额$", change.subject):
            continue
        right = _term(change, change.word, change.amount)
        prior = change.level.yuan - change.amount.yuan
        broken = prior < -(change.level.place + change.amount.place) / 2
        if broken and any(other.yuan >= change.amount.yuan for other in change.others):
            continue
        message = f"{left.label} {left.shown}，却写{_compared(change)}：上年数会成为负数"
        if not broken:
            message = f"{left.label} {left.shown}，{_compared(change)}"
        yield Outcome(
            "broken" if broken else "ties",
            message,
            left,
            (right,),
            None,
            None,
            "" if broken else "增减",
        )


def sangong_change(context: Context) -> Iterator[Outcome]:
    """The change of the 三公 total in prose = the difference of two years in the table; so of its items."""
    for sheet in context.of_kind("sangong"):
        this = dict(sangong_entries(sheet, "this")).get("sangong_total")
        change = sangong_total_change(context)
        last = _compared_total(sheet, change)
        if this is None or last is None or change is None or change.amount is None:
            continue
        right = [term_of(this, "本年", sheet.ledger), term_of(last, "上年", sheet.ledger)]
        left = _term(change, f"“三公”经费{change.word}", change.amount)
        gap = right[0]._replace(
            label=f"{sheet.ledger.place}两年之差",
            yuan=change.direction * (this.yuan - last.yuan),
        )
        outcome = agree(left, gap)
        yield replace(outcome, right=tuple(right))
    yield from percent_of_items(context)


def _compared_total(sheet: Sheet, change: Change | None) -> Entry | None:
    """Last year's total as the sentence compares it: budgeted, or spent ('比上年执行数')."""
    lasts = [entry for name, entry in sangong_entries(sheet, "last") if name == "sangong_total"]
    spent = change is not None and re.search("执行|决算", change.base) is not None
    fits = [entry for entry in lasts if (entry.fact.stage in ("执行数", "决算")) is spent]
    return next(iter(fits or lasts), None)


def sangong_total_change(context: Context) -> Change | None:
    """The first comparison whose own figure is the 三公 total."""
    for change in context.changes:
        if change.level and change.amount and change.direction:
            start = (
                max(change.flat.text.rfind(stop, 0, change.level.start) for stop in "。;；,，:") + 1
            )
            if re.search(
                r"三公[”\"]?经费(?:预算|决算|支出|财政拨款|数|为|安排|总额)*$",
                change.flat.text[start : change.level.start],
            ):
                return change
    return None


def planned_amount(context: Context) -> Iterator[Outcome]:
    """The headline amount of an item = its “预算安排” amount in the same item."""
    for item in context.items:
        if item.headline and item.account and context.prose.of_account:
            left = item_term(item, "标题数", item.headline)
            yield agree(left, item_term(item, "决算数", item.account), group="科目")
        if item.headline and item.planned:
            left = item_term(item, "标题数", item.headline)
            yield agree(left, item_term(item, "预算安排", item.planned), group="科目")


def item_term(item: Item, label: str, money: Money) -> Term:
    """An amount of an item of the prose as a term."""
    return money_term(f"正文“{item.names[-1]}”{label}", money, lambda: item.cite(money))
