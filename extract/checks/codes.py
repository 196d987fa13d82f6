"""Rules about classification codes across tables: the same codes on both sides, what pays for what.

Each function takes a Context and gives Outcomes; nothing at all means that one of the tables is not
there or that the rule's condition does not hold. They are named in rules.yaml. What often differs for
good reasons is information in rules.yaml, never an alarm.

    支出总表 has 2130314 with 500.00 万元, 一般公共预算支出表 with the same total has not  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.checks.between import cell_of, same, single_funded, total_cell
from extract.checks.context import Context
from extract.checks.verdict import Outcome, Term, agree, sum_up, term_of
from extract.kinds import Sheet
from extract.ledger import Row
from extract.tabular import sangong_entries
from ingest.facts import FindingSide

__all__ = [
    "capital_purchases",
    "codes_in_both",
    "income_and_spending_codes",
    "insurance_in_two_classifications",
    "purpose_of_item",
    "sangong_and_economic",
]


def _rows(sheet: Sheet) -> dict[str, Row]:
    """The coded rows of the whole, by code; empty where a code stands twice."""
    rows = [row for row in sheet.ledger.coded if row.whole and row.code]
    by_code = {row.code or "": row for row in rows}
    return by_code if len(by_code) == len(rows) else {}


def income_and_spending_codes(context: Context) -> Iterator[Outcome]:
    """收入总表 = 支出总表 code by code, where both print the same total and nearly all codes agree."""
    income, spending = context.first("income", "all"), context.first("functional", "all")
    whole, spent = total_cell(income, "total"), total_cell(spending, "total")
    if income is None or spending is None or not whole or not spent or whole.yuan != spent.yuan:
        return
    right = _rows(spending)
    outcomes = []
    for code, row in _rows(income).items():
        left, other = cell_of(income, row, "total"), cell_of(spending, right.get(code), "total")
        if left and other and (left.yuan or other.yuan):
            outcomes.append(replace(same(left, other), group="科目"))
    broken = sum(outcome.status == "broken" for outcome in outcomes)
    yield from (o for o in outcomes if o.status != "broken" or broken * 5 <= len(outcomes))


def codes_in_both(context: Context) -> Iterator[Outcome]:
    """The codes with money in one of two tables about the same money stand in the other one too."""
    whole, public = (context.first("functional", fund) for fund in ("all", "general_public"))
    if whole and public and single_funded(context, public):
        yield from _missing(whole, public)
    income, spent = context.first("income", "all"), total_cell(whole, "total")
    total = total_cell(income, "total")
    if income and whole and total and spent and total.yuan == spent.yuan:
        yield from _missing(income, whole)


def _missing(left: Sheet, right: Sheet) -> Iterator[Outcome]:
    """One outcome for all codes that one of the tables lacks, at the levels that both print."""
    rows, others = _rows(left), _rows(right)
    levels = {len(code) for code in rows} & {len(code) for code in others}
    lacking = [*_lacking(left, rows, others), *_lacking(right, others, rows)]
    lacking = [(sheet, row) for sheet, row in lacking if len(row.code or "") in levels]
    if not rows or not others or not levels or len(lacking) * 5 > len(rows):
        return
    places = f"{left.ledger.place}与{right.ledger.place}"
    if not lacking:
        yield Outcome("ties", f"{places}的科目相同", group="科目")
        return
    told = "、".join(f"{row.code}{row.label}" for _, row in lacking[:4])
    only = "、".join(dict.fromkeys(sheet.ledger.place for sheet, _ in lacking))
    terms = [term for sheet, row in lacking if (term := cell_of(sheet, row, "total"))]
    totals = [term for sheet in (left, right) if (term := total_cell(sheet, "total"))]
    sides = tuple(term.side() for term in (*terms, *totals))
    message = f"{places}合计相同，{told}却只在{only}里有"
    yield Outcome("broken", message, sides=sides)


def _lacking(
    sheet: Sheet, rows: Mapping[str, Row], others: Mapping[str, Row]
) -> Iterator[tuple[Sheet, Row]]:
    for code, row in rows.items():
        term = cell_of(sheet, row, "total")
        if code not in others and term and term.yuan and term.sure:
            yield sheet, row


_INSURANCES = (
    (("30108",), "2080505"),
    (("30109",), "2080506"),
    (("30113",), "2210201"),
    (("30110", "30111"), "21011"),
    (("30110", "30111", "30112"), "21011"),
)
"""What is paid as wages by 经济分类, and the 功能分类 item that it is usually paid from."""


def insurance_in_two_classifications(context: Context) -> Iterator[Outcome]:
    """养老保险、职业年金、公积金、医疗: the economic item = the functional item, 基本支出 of both."""
    for economic in context.of_kind("economic"):
        functional = context.first("functional", economic.fund)
        if functional is None:
            continue
        measure = "total" if economic.basic_only else "basic"
        paid, items = _rows(economic), _rows(functional)
        told: dict[str, Outcome] = {}
        for codes, code in _INSURANCES:
            left = cell_of(functional, items.get(code), "basic", "total")
            rights = [t for c in codes if (t := cell_of(economic, paid.get(c), measure))]
            if left and left.yuan and rights and rights[0].yuan:
                outcome = sum_up(left, rights)
                known = told.get(code)
                if (
                    known
                    and known.status == outcome.status == "broken"
                    and _between(left, known, rights)
                ):
                    del told[code]  # 其他社会保障缴费 is in part for something else
                elif code not in told or told[code].status == "broken":
                    told[code] = outcome
        yield from told.values()
        if told:
            return


def _between(left: Term, fewer: Outcome, more: Sequence[Term]) -> bool:
    """The item is more than the insurances by name and less than with the mixed ones."""
    low = sum((term.yuan for term in fewer.right), Decimal(0))
    return low < left.yuan < sum((term.yuan for term in more), Decimal(0))


_SANGONG = {
    "sangong_abroad": ("30212",),
    "sangong_reception": ("30217",),
    "sangong_vehicle_operation": ("30231",),
    "sangong_vehicle_purchase": ("31013",),
}


def sangong_and_economic(context: Context) -> Iterator[Outcome]:
    """三公 items = the economic items of the same money; of 基本支出 alone they are a part at most."""
    sheet = next(iter(context.of_kind("sangong")), None)
    economic = _by_items(context)
    if sheet is None or economic is None:
        return
    rows, seen = _rows(economic), set()
    for item, entry in sangong_entries(sheet):
        codes = _SANGONG.get(item, ())
        right = cell_of(economic, rows.get(codes[0]) if codes else None, "total")
        if item in seen or right is None or not entry.printed or entry.fact.unit is None:
            continue
        seen.add(item)
        left = term_of(entry, (*entry.fact.column_path, entry.fact.item)[-1], sheet.ledger)
        yield from _part_or_same(left, right, partial=economic.basic_only)


def _by_items(context: Context) -> Sheet | None:
    """The table of economic items that prints one of the 三公 items; a whole before a table of 基本支出."""
    codes = {code for codes in _SANGONG.values() for code in codes}
    sheets = context.of_kind("economic", "general_public", "fiscal")
    found = [s for s in sheets if codes & {row.code for row in s.ledger.coded}]
    return min(found, key=lambda s: s.basic_only, default=None)


def _part_or_same(left: Term, right: Term, *, partial: bool) -> Iterator[Outcome]:
    outcome = agree(left, right, group="三公")
    if outcome.status == "broken" and partial and right.yuan < left.yuan:
        return
    if left.yuan or right.yuan:
        yield outcome


def capital_purchases(context: Context) -> Iterator[Outcome]:
    """What is bought as equipment is at most a part of the 资本性支出, where both are printed."""
    economic = next((s for s in context.of_kind("economic") if not s.basic_only), None)
    capital = cell_of(economic, _rows(economic).get("310"), "total") if economic else None
    if capital is None:
        return
    for sheet in context.of_kind("procurement"):
        rows = [r for r in sheet.ledger.rows if re.search(r"设备(?:购置)?$", r.label)]
        terms = [t for row in rows if (t := cell_of(sheet, row, "total")) and t.yuan]
        if not terms or len({row.label for row in rows}) != len(rows):
            continue
        bought = sum(term.yuan for term in terms)
        fits = bought <= capital.yuan + capital.place / 2
        outcome = sum_up(capital, terms)
        yield replace(outcome, status="ties" if fits else "broken", group="设备" if fits else "")


_PURPOSES = {
    "养老保险": r"养老保险",
    "职业年金": r"职业年金",
    "医疗": r"医疗|医保",
    "住房公积金": r"住房公积金",
    "购房补贴": r"购房补贴|提租补贴",
}


def purpose_of_item(context: Context) -> Iterator[Outcome]:
    """'住房公积金（项）…主要用于…医疗保险': the purpose names another kind of payment than the item."""
    for item in context.items:
        used = re.search(r"主要(?:是)?用于(?P<for>[^。;]{2,60})", item.text)
        own = [name for name, words in _PURPOSES.items() if re.search(words, item.names[-1])]
        if used is None or len(own) != 1:
            continue
        named = [name for name, words in _PURPOSES.items() if re.search(words, used["for"])]
        if not named:
            continue
        start = item.start + used.start("for")
        cite = item.prose.cite(item.flat, start, item.start + used.end("for"))
        sides = (
            FindingSide(f"正文“{item.name}”", None, None, item.cite(), item.name),
            FindingSide("写明的用途", None, None, cite, used["for"]),
        )
        if own[0] in named:
            yield Outcome("ties", f"“{item.name}”的用途与科目相符", group="用途", sides=sides)
        else:
            message = f"“{item.name}”的用途写作“{used['for']}”，与科目不符"
            yield Outcome("broken", message, sides=sides)
