"""What a printed change is a change from: last year's budget, last year's outturn, or its own plan.

Takes Facts that are changes, and the question; says whether they are from the base asked for.

    '比上年决算增加'  ->  a change from last year's 执行数, not from last year's 预算
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import Fact
from retrieval.figures.lookup import Cell
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import folded

__all__ = ["AGAINST_PLAN", "base_of", "base_said", "fits_base", "from_plan", "same_base"]

_SPENT = re.compile(r"执行数|决算数?")


def same_base(cell: Cell, understood: Understood) -> bool:
    """A change from last year's 执行数 does not answer '比2024年预算'; which was meant is said else."""
    facts = understood.facts_of([cell.row]) if cell.row else []
    return cell.hit is None or fits_base(cell.hit.fact, facts, understood)


def fits_base(fact: Fact, facts: Sequence[Fact], understood: Understood) -> bool:
    """Whether a change is one from what the question compares with."""
    scope = understood.query.scope
    if from_plan(fact) != bool(AGAINST_PLAN.search(understood.query.text)):
        return False
    if scope.base:
        return bool(base_of(fact, facts)) == (scope.base == "决算")
    if not (scope.compared or len(scope.years) > 1):
        return True
    return scope.account != "预算" or not base_of(fact, facts)


AGAINST_PLAN = re.compile(
    r"[比较与和同跟](?:年初|调整|当年|本年)?预算|(?:超|多|少|高|低|小|大)[过出于]?(?:年初|调整|当年|本年)?预算"
)
_OF_YEAR_BEFORE = re.compile(r"上年|去年|上一年|同期|(?:19|20)\d\d年")


def from_plan(fact: Fact) -> bool:
    """A final account also says how far the outturn is from its own 年初预算: no change of years."""
    said = " ".join(map(folded, fact.column_path))
    own_plan = "预算" in said and not _OF_YEAR_BEFORE.search(said)
    return own_plan and fact.stage in ("决算", "执行数")


def base_of(fact: Fact, facts: Sequence[Fact]) -> str:
    """'执行数' or '决算数' where the label, or last year's column of its row, says so; else ''."""
    said = _SPENT.search(" ".join(map(folded, fact.column_path)))
    if said or fact.table is None:
        return said[0] if said else ""
    before = (
        f.stage
        for f in facts
        if (f.table, f.row, f.measure) == (fact.table, fact.row, "level")
        and f.year == (fact.year or 0) - 1
    )
    stage = next(before, None)
    return stage if stage in ("执行数", "决算") and fact.stage not in ("决算", "执行数") else ""


def base_said(fact: Fact, facts: Sequence[Fact] = ()) -> str:
    """'比上年', or '比上年执行数' where it is known what was compared with."""
    if from_plan(fact):
        return "比年初预算"
    said = base_of(fact, facts)
    return "比上年" + (said if said and (fact.table is None or facts) else "")
