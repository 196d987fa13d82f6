"""Rules about 类 that the text names: their amounts = those that a table of the same money prints.

Takes a Context, gives Outcomes; named in rules.yaml. A longer name that ends in the name of a 类 is
that of an item below ('其他普通教育支出' is not 教育支出).

    '（三）住房保障支出293万元' beside '221 住房保障支出 | 239.00'     -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.checks.context import Context
from extract.checks.form import official_names
from extract.checks.text import of_like_money
from extract.checks.verdict import Outcome, Term, agree, term_of
from extract.items import MONEY, money_in
from extract.kinds import Sheet
from extract.labels import fold, name_key, same_name
from extract.ledger import Row
from extract.narrative import of_a_part

__all__ = ["classes_in_table"]

_BEFORE_CLASS = re.compile(r"(?:款\)|项\)|其他[一-鿿]{0,10}|增加|减少|增长|下降|中的?)$")


@lru_cache(maxsize=512)
def _class_said(stem: str) -> re.Pattern[str]:
    """'住房保障支出(类)预算293万元'."""
    return re.compile(
        rf"{re.escape(stem)}(?:支出)?(?:\(类\))?(?:支出)?(?:预算|决算|为|共|:)*{MONEY}"
    )


def classes_in_table(context: Context) -> Iterator[Outcome]:
    """'（三）住房保障支出293万元' = one of the tables that print this 类."""
    limited = any(True for _ in context.of_kind("functional", "general_public", "fiscal"))
    for name, rights in _class_terms(context).items():
        stem = name.removesuffix("支出")
        below = _ends_below(context, stem)
        for flat in context.prose.flats:
            for found in _class_said(stem).finditer(flat.text) if stem in flat.text else ():
                money, before = money_in(found), flat.text[: found.start()]
                if money is None or _BEFORE_CLASS.search(before) or before.endswith(below):
                    continue
                clause = re.split(r"[。;]", flat.text[: found.start("a")])[-1]
                if of_a_part(clause, context.document):
                    continue
                if not context.prose.of_this_year(flat, found.start("a")):
                    continue
                left = context.said(flat, name, money)
                outcomes = [agree(left, right, group="类") for right in rights]
                fitting = [outcome for outcome in outcomes if outcome.status != "broken"]
                yield from (fitting or of_like_money(context, outcomes, restricted=limited))[:1]


def _ends_below(context: Context, stem: str) -> tuple[str, ...]:
    """What stands before the name of a 类 in names of other rows: '普通' of '普通教育'."""
    coded = (row for sheet in context.of_kind("functional") for row in sheet.ledger.coded)
    labels = {fold(row.label) for row in coded if row.level != "类"}
    ends = (label.removesuffix("支出").removesuffix(stem) for label in labels if stem in label)
    return tuple(end for end in ends if end and stem not in end)


def _class_terms(context: Context) -> dict[str, list[Term]]:
    """Every place where a table prints the total of a 类, by its name."""
    names = [
        row.label
        for sheet in context.of_kind("functional")
        for row in _class_rows(sheet)
        if row.label != "其他支出"
    ]
    terms: dict[str, list[Term]] = {name: [] for name in names}
    by_key: dict[str, str] = {}
    for name in terms:
        by_key.setdefault(name_key(name), name)
    by_key.pop("", None)
    for sheet in context.sheets:
        if sheet.kind not in ("functional", "balance") or sheet.side == "收入":
            continue
        named = ((row, by_key.get(name_key(row.label))) for row in sheet.ledger.rows)
        rows = [(row, name) for row, name in named if name and row.level in (None, "类")]
        for column in sheet.ledger.columns:
            for row, name in rows:
                entry = sheet.ledger.entry(row, column)
                if entry and entry.printed:
                    terms[name].append(term_of(entry, row.label, sheet.ledger))
    return terms


def _class_rows(sheet: Sheet) -> list[Row]:
    """The rows of the 类: by code, else those at the left margin that bear the name of one."""
    if sheet.ledger.coded:
        return [row for row in sheet.ledger.coded if row.level == "类"]
    names = [name for code, known in official_names().items() if code[0] == "2" for name in known]
    top = (row for row in sheet.ledger.rows if len(row.path) == 1 and row.whole)
    return [row for row in top if any(same_name(row.label, name) for name in names)]
