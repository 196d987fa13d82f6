"""Whether figures are of the stage that was asked: what was budgeted is never given for what was spent.

Takes a Query, what a lane composed, and which documents are final accounts. A figure of another
document is of the stage only where its own words say so ('2024年执行数', '实际支出').

    '2024年决算里项目支出多少'   ->  '…部门预算 项目支出 14,270.33'     no: that is what was budgeted
"""

from __future__ import annotations

import re
from collections.abc import Set

from retrieval.understand.question import Query
from retrieval.words.lexicon import folded
from retrieval.writing.compose import Composed
from retrieval.writing.verify import Evidence

__all__ = ["of_asked_stage"]

_SPENT = re.compile(r"决算|执行|实际|完成|结转(?!\))|实有|处置|支出数|已(?:支出|支付|使用|完成)")

_SAID_SPENT = re.compile(
    rf"(?:{_SPENT.pattern})(?!数?(?:减少|增加|下降|增长|相比|持平))[^,;。\d]{{0,14}}\d"
)
"""In a sentence, right before a figure: '…预算数为1102.48万元,比2021年执行数减少…' says nothing that was spent."""


def of_asked_stage(query: Query, composed: Composed, accounts: Set[str]) -> bool:
    """Whether every figure asked as 决算 or 执行数 is one; `accounts`: ids of the final accounts."""
    scope = query.scope
    if scope.account is None and _plan_for_spent(query, composed, accounts):
        return False
    if scope.account not in ("决算", "执行数") or scope.stages or scope.base:
        return True
    if composed.kind not in ("found", "computed") or not composed.draft.evidence:
        return True
    evidence = composed.draft.evidence
    shown = [evidence[figure.evidence - 1] for figure in composed.figures]
    fits = [_fits(one, accounts) for one in shown or evidence]
    return all(fits) if shown else any(fits)


_PAID = re.compile(r"(?:发|花|用|支|付|补|给|拨|领)(?:放|出|掉|付|给|到)?了")
_PLANNED = re.compile(r"预算|安排|计划|年初|批|下达|资金总额|指标|目标")
_PLAN = re.compile(r"(?:年初|全年|调整)?预算数?|年度?资金总额|年初预算(?:安排)?数?")


def _plan_for_spent(query: Query, composed: Composed, accounts: Set[str]) -> bool:
    """'2024年发了多少钱' of a final account is never told by what its forms planned."""
    asked = query.asked or query.text
    if not composed.figures or not _PAID.search(asked) or _PLANNED.search(asked):
        return False
    shown = [composed.draft.evidence[figure.evidence - 1] for figure in composed.figures]
    labels = (one.labels for one in shown if one.citation.doc_id in accounts)
    return any(_PLAN.fullmatch(folded(label)) for each in labels for label in each)


def _fits(evidence: Evidence, accounts: Set[str]) -> bool:
    quote, labels = folded(evidence.citation.quote), folded("".join(evidence.labels))
    printed = _SAID_SPENT if re.search(r"[,;。]\D", quote) else _SPENT
    said = printed.search(quote) or _SPENT.search(labels)
    return evidence.citation.doc_id in accounts or said is not None
