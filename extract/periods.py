"""Which year a figure of a table is about: this one, the last, or the change from one to the other.

Takes a Fact and its Document. Knows no rows and no columns.

    2023年预算数 in a budget of 2024  -> last
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from ingest.document import Document
from ingest.facts import Fact

__all__ = ["Period", "period_of"]

Period = Literal["this", "last", "change", "rate", "budget", "other"]


def period_of(fact: Fact, document: Document) -> Period:
    """This year's figure, last year's, a change, a rate, or the 预算 beside a 决算."""
    info = document.info
    percent = fact.kind == "percent"
    return _period(
        fact.measure, fact.year, fact.stage, info.fiscal_year, info.kind, percent=percent
    )


@lru_cache(maxsize=2048)
def _period(
    measure: str | None,
    year: int | None,
    stage: str | None,
    fiscal: int | None,
    kind: str | None,
    *,
    percent: bool,
) -> Period:
    if measure == "change":
        return "change"
    if measure == "rate" or percent:
        return "rate"
    if year is not None and fiscal is not None and year != fiscal:
        return "last" if year == fiscal - 1 else "other"
    account = (kind or "").endswith("决算")
    return "budget" if account and stage in ("年初预算", "调整预算") else "this"
