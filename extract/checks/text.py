"""Rules between prose and tables, and inside one sentence.

Each function takes a Context and gives Outcomes; nothing at all means that one of the sides is not
printed. They are named in rules.yaml. Numbers come from the same sentence and subject.

    正文“三公”经费合计 12.40 万元，表八为 12.80 万元，相差 0.40 万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.candidate import Candidate
from extract.changes import Money
from extract.checks.context import Context
from extract.checks.purchases import of_some_purchases
from extract.checks.verdict import (
    Outcome,
    Status,
    Term,
    agree,
    candidate_term,
    money_term,
    term_of,
)
from extract.items import MONEY, Item, money_in
from extract.kinds import Sheet
from extract.labels import fold, name_key, same_name
from extract.ledger import Row
from extract.narrative import of_a_part
from extract.tabular import sangong_entries
from ingest.amount import Unit, number, printed_place
from ingest.figures.sentences import Flat

__all__ = [
    "field_in_text",
    "item_term",
    "items_in_table",
    "of_like_money",
    "shares",
]


_ONLY_WHOLE = frozenset(
    [
        "total_income",
        "total_expenditure",
        "fiscal_total",
        "fiscal_spending",
        "general_public_spending",
        "basic_expenditure",
        "project_expenditure",
        "personnel_expenditure",
        "public_expenditure",
        "general_public_budget",
        "gov_fund_budget",
    ]
)
"""Totals that a text may also state for a single unit of the department."""


_OF_ITEM = re.compile(
    r"^(?:收入|支出)$|2\d{6}[一-鿿]|\((?:类|款|项)\)|绩效|项目\d+个|\d+个[^,。;]{0,8}项目|(?:本|该)项目"
)
"""What a sentence says of one item or of some projects is not said of the whole."""


_OF_ALL_MONEY = frozenset({"total_income", "total_expenditure"})
_OF_SOME_MONEY = re.compile(
    r"(?:财政拨款|公共预算|政府性基金|国有资本)[^,;:。\d]{0,12}(?:收入|支出|总计)(?![^,;:。]*[,;。]总)"
)
"""'财政拨款收入总计、支出总计均为…', '财政拨款收入…万元,其中:本年收入…': a sentence on one source of money."""


_UNDER_SOME_MONEY = re.compile(r"政府性基金|国有资本经营")
"""Under such a heading '本年收入446万元' is that of the fund."""


def _of_less(name: str, said: Candidate, context: Context) -> bool:
    """A figure of one unit, of one source of money, or of the item that its sentence is about."""
    if of_a_part(said.clause, context.document):
        return True
    if name in _CURRENT and "支出" in said.clause and context.prose.of_account:
        return True
    before = fold(said.citation.quote).partition(fold(said.printed))[0]
    heading = fold(said.citation.section.rpartition(">")[2])
    some = _OF_SOME_MONEY.search(before) or _UNDER_SOME_MONEY.search(heading)
    if name in _OF_ALL_MONEY and some and not _one_fund(context):
        return True
    if name in _OF_ALL_MONEY and "绩效" in said.citation.section and "项目" in before + heading:
        return True
    return bool(_OF_ITEM.search(before))


def field_in_text(context: Context, fields: Sequence[str]) -> Iterator[Outcome]:
    """Every statement of a figure in prose = one of the places where tables print it."""
    outcomes = list(_fields_in_text(context, fields))
    broken = [o for o in outcomes if o.status == "broken" and _of_other_column(context, o)]
    if len(broken) < 2:
        yield from outcomes
        return
    more = f"；另有 {len(broken) - 1} 项也与另一栏的数相同，可能两栏颠倒"
    first = replace(broken[0], told=broken[0].message + more)
    rest = broken[1:]
    yield from (first if o is broken[0] else o for o in outcomes if o not in rest)


def _of_other_column(context: Context, outcome: Outcome) -> bool:
    """The text says what the table prints for the other stage or year of the item: columns changed places."""
    others = [
        entry.yuan
        for sheet in context.of_kind("sangong")
        for period in ("budget", "last")
        for item, entry in sangong_entries(sheet, period)
        if item == outcome.group and entry.printed
    ]
    return outcome.left is not None and outcome.left.yuan in others


def _fields_in_text(context: Context, fields: Sequence[str]) -> Iterator[Outcome]:
    for name in fields:
        found = context.found(name)
        if not found.table or not found.prose:
            continue
        partial = name not in _ONLY_WHOLE
        for said in found.prose:
            if (not partial and _of_less(name, said, context)) or of_some_purchases(said.clause):
                continue
            like = [table for table in found.table if said.comparable(table)]
            of_year = name in _OF_ALL_MONEY and said.basis == "year"
            years = _year_totals(context) if of_year else []
            tables = [*years, *map(candidate_term, like)]
            outcomes = [agree(candidate_term(said), table) for table in tables]
            fitting = [outcome for outcome in outcomes if outcome.status != "broken"]
            if not fitting and _with_carried(name, said, like, context):
                continue
            some = bool(like) and like[0].basis == "part"
            whole = bool(like) and (not some or _one_fund(context) or _of_one_fund(said))
            if fitting or years or whole:
                yield replace((fitting or outcomes)[0], group=name)


_CURRENT = frozenset({"general_public_budget", "gov_fund_budget"})
"""What came in this year of one fund; what was spent of it, or is there with the carried over, is more or less."""


def _with_carried(
    name: str, said: Candidate, tables: Sequence[Candidate], context: Context
) -> bool:
    """'一般公共预算拨款4055.58万元' where 3965.64 came in and 89.94 was carried over."""
    more = {said.value - table.value for table in tables if said.value > table.value}
    carried = (
        fact.amount.to(Unit.YUAN)
        for fact in context.facts
        if fact.amount and any("结转" in label for label in (*fact.row_path, *fact.column_path))
    )
    return name in _CURRENT and bool(more) and any(amount in more for amount in carried)


def _of_one_fund(said: Candidate) -> bool:
    heading = said.citation.section.rpartition(">")[2]
    return re.search("一般公共预算|财政拨款", heading + said.clause) is not None


def _one_fund(context: Context) -> bool:
    """All spending is of the fund that the tables are about: then a part is the whole."""
    total = context.found("total_expenditure").best
    names = ("general_public_spending", "fiscal_spending")
    parts = [
        candidate
        for name in names
        for candidate in (*context.found(name).table, *context.found(name).prose)
    ]
    return total is not None and any(part.value == total.value for part in parts)


def items_in_table(context: Context) -> Iterator[Outcome]:
    """Every classification item of the prose = its row in a functional table, by code or by names."""
    sheets = [
        sheet
        for fund in ("general_public", "fiscal", "all")
        for sheet in context.sheets
        if sheet.kind == "functional" and sheet.fund == fund
    ]
    named = {id(sheet): _by_name(sheet) for sheet in sheets}
    for item in context.items:
        figure = item.figure
        if figure is None:
            continue
        left = item_term(item, figure)
        found = [(s.fund, t) for s in sheets if (t := _row_term(s, item, named[id(s)]))]
        outcomes = [agree(left, right, group="科目") for _, right in found]
        restricted = any(fund != "all" for fund, _ in found)
        fitting = [outcome for outcome in outcomes if outcome.status != "broken"]
        yield from (fitting or of_like_money(context, outcomes, restricted=restricted))[:1]


def of_like_money(
    context: Context, outcomes: Sequence[Outcome], *, restricted: bool
) -> list[Outcome]:
    """A text on 一般公共预算 beside a table of all money: then only more than the whole is a contradiction."""
    if restricted:
        return list(outcomes)
    if _one_fund(context):
        return list(outcomes)
    more = (o for o in outcomes if o.left and all(o.left.yuan > t.yuan for t in o.right))
    return list(more) if all(o.left and o.left.yuan > o.right[0].yuan for o in outcomes) else []


def item_term(item: Item, money: Money) -> Term:
    """The amount of an item of the prose as a term."""
    return money_term(f"正文“{item.name}”", money, lambda: item.cite(money))


_Named = Mapping[str, Sequence[Row]]


def _by_name(sheet: Sheet) -> _Named:
    """The coded rows of the whole department by code and by the last names of their path, joined."""
    named: dict[str, list[Row]] = {}
    for row in sheet.ledger.coded:
        if row.whole and row.code:
            path = row.path[-3:]
            ends = {name_key("".join(path[at:])) for at in range(len(path))}
            for key in (row.code, *ends):
                named.setdefault(key, []).append(row)
    return named


def _row_term(sheet: Sheet, item: Item, named: _Named) -> Term | None:
    key = item.code or name_key(item.names[-1])
    rows = [row for row in named.get(key, ()) if key and _is_item(row, item)]
    column = sheet.ledger.column("total")
    entry = sheet.ledger.entry(rows[0], column) if len(rows) == 1 else None
    return term_of(entry, rows[0].label, sheet.ledger) if entry and entry.printed else None


def _is_item(row: Row, item: Item) -> bool:
    if item.code:
        return row.code == item.code
    if len(item.names) == 1:
        return row.level == "项"
    path = row.path[-3:]
    return len(path) == len(item.names) == 3 and all(map(same_name, path, item.names))


_SHARE = re.compile(
    rf"{MONEY},?占(?P<of>[^,。;\d]{{0,20}}?)(?:的)?(?:比重|比例)?(?:为)?(?P<p>\d[\d,]*(?:\.\d+)?)%"
)


def shares(context: Context) -> Iterator[Outcome]:
    """占比 = amount / whole, the whole being the stated one or a total that the document prints."""
    for flat in context.prose.flats:
        outcomes = [
            outcome
            for found in _SHARE.finditer(flat.text)
            if (part := money_in(found)) and (share := number(found["p"])) is not None
            for outcome in _share(context, flat, found, part, share)
        ]
        yield from (outcome for outcome in outcomes if outcome.status != "broken")
        yield from _one_base([outcome for outcome in outcomes if outcome.status == "broken"])


def _one_base(broken: Sequence[Outcome]) -> Iterator[Outcome]:
    """All shares of a paragraph that were taken of a wrong whole are one cause."""
    if broken:
        more = f"；同段另有 {len(broken) - 1} 处占比也不符" if len(broken) > 1 else ""
        others = tuple(o.left for o in broken[1:] if o.left)
        yield replace(broken[0], told=broken[0].message + more, right=(*broken[0].right, *others))


_WHOLES = (
    "total_income",
    "total_expenditure",
    "basic_expenditure",
    "project_expenditure",
    "general_public_budget",
    "fiscal_total",
    "general_public_spending",
    "procurement_total",
)
_OF_SANGONG = re.compile(r"公务用车|公务接待|因公出国")
_KNOWN_WHOLE = re.compile(
    r"^(?:$|.*(?:本年|总(?:额|数|计|量|盘子)?$|合计|支出|收入|预算|三公|拨款|全年))"
)


def _share(
    context: Context, flat: Flat, found: re.Match[str], part: Money, share: Decimal
) -> Iterator[Outcome]:
    place = printed_place(found["p"])
    wholes = _wholes(context, flat, found)
    if not wholes or not _KNOWN_WHOLE.search(found["of"]):
        return
    left = context.said(flat, _subject(flat, part), part)
    best = min(wholes, key=lambda whole: abs(part.yuan / whole.yuan * 100 - share))
    actual = part.yuan / best.yuan * 100
    apart = abs(actual - share)
    slack = (left.place / 2 + actual / 100 * best.place / 2) / abs(best.yuan) * 100
    status: Status = (
        "ties"
        if apart <= place
        else "rounding"
        if apart <= max(place * 3 / 2, place + slack)
        else "broken"
    )
    message = f"{left.label} {left.shown}，写明占 {found['p']}%，按{best.label} {best.shown} 计算应为 {actual:.2f}%"
    yield Outcome(status, message, left, (best,), None, None, "" if status == "broken" else "占比")


def _subject(flat: Flat, money: Money) -> str:
    return re.split(r"[,。;:、]", flat.text[max(0, money.start - 30) : money.start])[-1]


def _wholes(context: Context, flat: Flat, found: re.Match[str]) -> list[Term]:
    """三公 shares have the 三公 total as whole; any other one of the totals that are printed."""
    if _is_planned(found["of"]) and context.prose.of_account:
        return [context.said(flat, "合计", money) for money in _before(flat, found.start())]
    if re.search("三公", found["of"]):
        names: Sequence[str] = ("sangong_total",)
    elif "采购" in found["of"]:
        names = ("procurement_total",)
    elif _OF_SANGONG.search(flat.text[max(0, found.start() - 30) : found.start()]):
        names = (*_WHOLES, "sangong_total")
    else:
        names = _WHOLES
    terms = [
        candidate_term(candidate)
        for name in names
        for candidate in (*context.found(name).table[:3], *context.found(name).prose[:2])
    ]
    if names != ("sangong_total",):
        terms += [context.said(flat, "合计", money) for money in _before(flat, found.start())]
        terms += _year_totals(context)
    return [term for term in terms if term.yuan]


def _is_planned(of: str) -> bool:
    """'占项目预算总额': what was planned, beside which a final account prints what was spent."""
    return re.search("预算", of) is not None and not re.search("公共预算|基金预算|经营预算", of)


def _before(flat: Flat, end: int) -> list[Money]:
    matches = re.finditer(MONEY, flat.text[:end])
    return [money for match in matches if (money := money_in(match))]


def _year_totals(context: Context) -> list[Term]:
    terms = []
    for sheet in context.of_kind("balance"):
        column = sheet.ledger.column("total")
        entry = sheet.ledger.entry(sheet.year_total, column)
        if entry and entry.printed and sheet.year_total:
            terms.append(term_of(entry, sheet.year_total.label, sheet.ledger))
    return terms
