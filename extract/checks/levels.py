"""Sums by the levels of a table without ordinals: what stands at the left margin makes the total.

Each function takes a Context and gives Outcomes; nothing at all means that no table of the needed
form is there. They are named in rules.yaml. Rows are parts only where each has a name that such a
table is known to have, or where the same rows make the total in other columns.

    财政拨款收入 3,949.51, 其他收入 46.15, 本年收入合计 3,572.00  -> broken
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.checks.context import Context
from extract.checks.form import official_names
from extract.checks.verdict import Outcome, sum_up
from extract.checks.within import cell_term, cell_terms, filled
from extract.kinds import Sheet
from extract.labels import is_carry, same_name
from extract.ledger import Row

__all__ = ["balance_parts", "rows_under_rows"]

_SOURCE = re.compile(
    r"(?:财政|政府)\S{0,6}拨款(?:收入)?|\S{0,4}(?:一般公共预算|政府性基金|国有资本经营)\S{0,10}|\S*财政专户\S*|\S*事业(?:单位)?(?:经营)?收入\S*"
    r"|\S*经营收入\S*|上级补助收入|附属单位上缴收入|其他(?:各项)?(?:收入|资金)|单位资金(?:收入)?|非同级财政拨款(?:收入)?"
)
_WHOLE_GRANT = re.compile(r"(?:财政(?!专户)|政府(?!性基金))\S*拨款")
_OF_APPROPRIATION = re.compile(r"一般公共预算|公共财政预算|政府性基金|国有资本")


def balance_parts(context: Context) -> Iterator[Outcome]:
    """本年收入合计 = Σ 来源, 本年支出合计 = Σ 类, where no ordinals are printed."""
    for sheet in context.of_kind("balance"):
        total = sheet.year_total or sheet.grand_total
        if total is None or any(row.rank == 1 for row in sheet.ledger.rows):
            continue
        above = [r for r in sheet.ledger.rows if r.index < total.index and r.label]
        parts = _top(above)
        if sheet.side == "收入" and any(_WHOLE_GRANT.match(r.label) for r in parts):
            parts = [row for row in parts if not _OF_APPROPRIATION.search(row.label)]
        names = [row.label for row in parts]
        strange = [row for row in parts if filled(sheet, row) and not _known(sheet, row)]
        if len(parts) < 2 or strange or len(set(names)) < len(names):
            continue
        yield from _columns(sheet, total, parts)


def _top(rows: Sequence[Row]) -> list[Row]:
    return [r for r in rows if len(r.path) <= 1 and not r.of_which and not r.total and not r.unit]


def _known(sheet: Sheet, row: Row) -> bool:
    if sheet.side == "收入":
        return bool(_SOURCE.fullmatch(row.label)) and not is_carry(row.label)
    names = (name for code, all_ in official_names().items() if code[0] == "2" for name in all_)
    return any(same_name(row.label, name) for name in names)


def _columns(sheet: Sheet, total: Row, parts: Sequence[Row]) -> Iterator[Outcome]:
    for column in sheet.ledger.columns:
        target, terms = cell_term(sheet, total, column), cell_terms(sheet, parts, column)
        if target and target.yuan and terms and column.measure not in ("rate", "of_which"):
            yield sum_up(target, terms)


def rows_under_rows(context: Context) -> Iterator[Outcome]:
    """Without codes: a row = Σ of the rows set in under it, where most of the table's sums tie."""
    for sheet in context.sheets:
        if sheet.kind not in ("functional", "economic") or sheet.ledger.coded:
            continue
        outcomes = list(_under(sheet))
        tied = sum(outcome.status != "broken" for outcome in outcomes)
        if tied * 4 >= len(outcomes) * 3:
            sure = _classes_on_top(sheet)
            yield from (o for o in outcomes if sure or o.status != "broken")


def _classes_on_top(sheet: Sheet) -> bool:
    """Every row at the left margin is a 类 by its name: else an indentation was lost."""
    rows = [r for r in sheet.ledger.rows if r.label and not r.total and r.whole]
    names = [name for all_ in official_names().values() for name in all_]
    top = [row for row in _top(rows) if filled(sheet, row) and not is_carry(row.label)]
    return all(any(same_name(row.label, name) for name in names) for row in top)


def _under(sheet: Sheet) -> Iterator[Outcome]:
    rows = [row for row in sheet.ledger.rows if row.label and not row.total and row.whole]
    total = sheet.ledger.total_row
    groups = [(total, _top(rows))] if total else []
    groups += [(row, [r for r in rows if r.path[:-1] == row.path]) for row in rows]
    for head, under in groups:
        for column in sheet.ledger.columns if head and len(under) > 1 else ():
            target = cell_term(sheet, head, column) if head else None
            terms = cell_terms(sheet, under, column)
            if (
                target
                and target.yuan
                and terms
                and column.period in ("this", "last", "budget", "change")
            ):
                yield sum_up(target, terms, group=sheet.ledger.place)
