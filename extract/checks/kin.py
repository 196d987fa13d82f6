"""Which documents belong together: last year's of the same unit, the budget of an account, a department's units.

Takes Knowns, gives pairs and families of them. A name alone never joins: the region must be the same
and must be known. Knows no figures.

    云江市青岚区水务局 2024 部门预算 belongs to 云江市青岚区水务局 2023 部门预算, not to 海门市东湾区水务局
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.checks.holdings import Known
from extract.labels import fold
from ingest.structure.numbering import chinese_number

__all__ = ["Department", "budgets_of_accounts", "departments", "years_before"]


def _same_unit(left: Known, right: Known) -> bool:
    """Region and name are the same; 部门 with 部门, 单位 with 单位."""
    known = left.region is not None and bool(left.name)
    same = left.region == right.region and left.name == right.name
    return known and same and left.of_unit == right.of_unit


def years_before(known: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """A document and the one of the year before: budget with budget, account with account."""
    for new in known:
        before = [
            old
            for old in known
            if new.year is not None
            and old.year == new.year - 1
            and old.account == new.account
            and _same_unit(new, old)
        ]
        if len(before) == 1:
            yield new, before[0]


def budgets_of_accounts(known: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """A final account and the budget of its year."""
    for account in known:
        budgets = [
            budget
            for budget in known
            if account.account
            and not budget.account
            and budget.year == account.year is not None
            and _same_unit(account, budget)
        ]
        if len(budgets) == 1:
            yield account, budgets[0]


@dataclass(frozen=True, slots=True)
class Department:
    """A department's document and those of its units; `complete` where all that it counts are there."""

    whole: Known
    units: tuple[Known, ...]
    complete: bool


def departments(known: Sequence[Known]) -> Iterator[Department]:
    """Every department with at least one of its units."""
    for whole in known:
        if whole.of_unit or whole.region is None or not whole.name or whole.year is None:
            continue
        units = {unit.name: unit for unit in known if _belongs(unit, whole)}
        number = _number_of_units(whole)
        if units:
            yield Department(whole, tuple(units.values()), number == len(units))


def _belongs(unit: Known, whole: Known) -> bool:
    """Its own 本级, or a unit whose name the department's document prints."""
    if not unit.of_unit or unit.account != whole.account or unit.year != whole.year:
        return False
    if unit.region != whole.region or not unit.name:
        return False
    text = whole.text
    full = fold(unit.region or "") + unit.name
    return unit.name == whole.name or full in text or (len(unit.name) > 4 and unit.name in text)


_NUMBER = r"(?P<{0}>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_COUNTED = re.compile(
    rf"预算单位(?:共计|共有|共|为|有|是)*{_NUMBER.format('n')}(?:个|家)"
    rf"|(?:本部|本级|机关)(?:以及|及|和)(?:下属|所属){_NUMBER.format('m')}(?:个|家)(?:预算|二级预算|基层预算)?单位"
)


def _number_of_units(whole: Known) -> int | None:
    """How many units the document says it adds up; None where it says nothing or two things."""
    found = {
        _number(match["n"]) if match["n"] else (_number(match["m"]) or 0) + 1
        for match in _COUNTED.finditer(whole.text)
    }
    return found.pop() if len(found) == 1 else None


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)
