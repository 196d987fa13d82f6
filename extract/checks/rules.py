"""The rules as rows of data, and what happens to one row: its outcomes become Findings.

One row of rules.yaml:

    {id: C07, title: 收入总计等于支出总计, family: 表内, run: within.sides_balance, severity: error,
     needs: 收支总表的收入总计和支出总计, why: 收支平衡，两边总计必须完全相等}

Knows no table and no arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from typing import Literal, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field

from extract.checks import (
    assets,
    between,
    classes_said,
    codes,
    counts,
    form,
    funds,
    goals,
    item_lists,
    levels,
    listed,
    moves,
    operating,
    outline,
    outturn,
    project_rows,
    projects,
    purchases,
    sangong,
    sentences,
    text,
    within,
    wording,
    yearly,
)
from extract.checks.context import Context
from extract.checks.verdict import Outcome
from ingest.facts import Finding

__all__ = ["RULES", "Rule", "read_rules", "run_rule"]

_MODULES = {
    "within": within,
    "listed": listed,
    "between": between,
    "text": text,
    "yearly": yearly,
    "form": form,
    "sentences": sentences,
    "counts": counts,
    "goals": goals,
    "item_lists": item_lists,
    "levels": levels,
    "moves": moves,
    "wording": wording,
    "outline": outline,
    "outturn": outturn,
    "funds": funds,
    "codes": codes,
    "projects": projects,
    "assets": assets,
    "operating": operating,
    "purchases": purchases,
    "project_rows": project_rows,
    "sangong": sangong,
    "classes_said": classes_said,
}
Handler = Callable[..., Iterator[Outcome]]


class Rule(BaseModel):
    """One row of rules.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str
    title: str
    family: Literal["表内", "表间", "文表", "同比", "规范", "文件间"]
    run: str
    needs: str
    severity: Literal["error", "warning", "info"]
    why: str
    arguments: Mapping[str, tuple[str, ...]] = Field(default={}, alias="with")

    @cached_property
    def handler(self) -> Handler:
        """The function that compares."""
        module, name = self.run.split(".")
        return cast(Handler, getattr(_MODULES[module], name))


def read_rules(name: str) -> tuple[Rule, ...]:
    """The rows of a file of rules in this folder."""
    rows = yaml.safe_load((files("extract.checks") / name).read_text(encoding="utf-8"))
    return tuple(Rule.model_validate(row) for row in rows)


RULES = read_rules("rules.yaml")


def run_rule(rule: Rule, context: Context) -> Iterator[Finding]:
    """Broken outcomes one by one, ties and roundings of a group together, or one `skipped`."""
    found = list(rule.handler(context, **rule.arguments))
    outcomes = [outcome for outcome in found if not _doubtful(outcome)]
    if not outcomes:
        yield _skipped(rule, context, "可靠的表格结构和单位" if found else rule.needs)
    for outcome in outcomes:
        if outcome.status == "broken" or not outcome.group:
            yield _finding(rule, context, outcome, outcome.message)
    for group in dict.fromkeys(o.group for o in outcomes if o.group and o.status != "broken"):
        yield from _together(rule, context, [o for o in outcomes if o.group == group])


def _doubtful(outcome: Outcome) -> bool:
    """A difference that rests on a doubtful structure or on an unknown unit is not claimed."""
    if outcome.status != "broken":
        return False
    terms = [term for term in (outcome.left, *outcome.right) if term is not None]
    units_known = {term.scaled for term in terms if term.yuan}
    return len(units_known) > 1 or any(not term.sure for term in terms)


def _together(rule: Rule, context: Context, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """One finding for all ties of a group and one for all its roundings."""
    for status in ("ties", "rounding"):
        same = [outcome for outcome in outcomes if outcome.status == status]
        if same:
            first = max(same, key=lambda o: o.difference or 0) if status == "rounding" else same[0]
            more = f"；同组共 {len(same)} 处" if len(same) > 1 else ""
            yield _finding(rule, context, first, first.message + more)


def _finding(rule: Rule, context: Context, outcome: Outcome, message: str) -> Finding:
    left = outcome.left.side() if outcome.left else next(iter(outcome.sides), None)
    right = tuple(term.side() for term in outcome.right) or outcome.sides[1:]
    broken = outcome.status == "broken"
    unsure = any(s and context.document.is_doubtful(s.citation) for s in (left, *right))
    severity = "warning" if unsure and rule.severity == "error" else rule.severity
    return Finding(
        doc_id=context.document.doc_id,
        doc=context.document.name,
        check=rule.id,
        title=rule.title,
        status=outcome.status,
        severity=severity if broken else "info",
        message=f"{message}（识别存疑，请与原件核对）" if unsure else message,
        left=left,
        right=right,
        difference=outcome.difference,
        tolerance=outcome.tolerance,
        reason=rule.why if broken else None,
        instead=tuple(_finding(rule, context, o, o.message) for o in outcome.instead),
    )


def _skipped(rule: Rule, context: Context, needed: str) -> Finding:
    return Finding(
        doc_id=context.document.doc_id,
        doc=context.document.name,
        check=rule.id,
        title=rule.title,
        status="skipped",
        severity="info",
        message=f"未核：缺少{needed}",
        reason=f"缺少{needed}",
    )
