"""勾稽: the rules as rows of data, run over a document.

    for finding in run_checks(document, facts):
        finding.check, finding.status, finding.message
    'C58', 'broken', '正文“‘三公’经费合计” 12.40 万元，表八“合计” 12.80 万元，相差 0.40 万元'

Takes a Document and its Facts, gives Findings: every broken comparison, the ties of a rule with
their number, and for each rule without data a `skipped` with what was missing. Never raises for bad
data and never says that an unchecked rule ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.checks.context import Context
from extract.checks.rules import RULES, Rule, run_rule
from ingest.document import Document
from ingest.facts import Fact, Finding, FindingSide

__all__ = ["RULES", "Rule", "run_checks"]


def run_checks(document: Document, facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """All rules over one document; a form that nobody has filled in gives one finding."""
    if document.info.blank_form:
        return (_blank(document),)
    context = Context(document, facts)
    findings = [finding for rule in RULES for finding in run_rule(rule, context)]
    return tuple(_one_cause(findings))


def _blank(document: Document) -> Finding:
    title = "模板未填写"
    message = "这是一份没有填写的官方样表，没有可核对的数字"
    return Finding(document.doc_id, document.name, "C00", title, "broken", "info", message)


def _one_cause(findings: Sequence[Finding]) -> list[Finding]:
    """One cause gives one finding: see `_spoilt_sentences` and `_same_gap`."""
    broken = [finding for finding in findings if finding.status == "broken"]
    told = _spoilt_sentences(broken) | _same_gap(broken)
    return [finding for finding in findings if id(finding) not in told]


def _spoilt_sentences(broken: Sequence[Finding]) -> set[int]:
    """A wrong direction word also spoils the percentage of its sentence: C69 says it already."""
    turned = {_key(side) for f in broken if f.check == "C69" for side in f.right}
    return {id(f) for f in broken if f.check == "C68" and _key(f.left) in turned}


_SUMS = ("C12", "C13", "C14", "C15")


def _same_gap(broken: Sequence[Finding]) -> set[int]:
    """One wrong cell breaks the sums above and below it, in every column it is repeated in.

    Sums of one table that miss by the same amount are one cause; the one whose total is a part of
    another is kept: its total is the wrong cell.
    """
    told: set[int] = set()
    groups: dict[tuple[str, Decimal | None], list[Finding]] = {}
    for finding in broken:
        if finding.check in _SUMS and finding.left and finding.left.citation:
            groups.setdefault((finding.left.citation.section, finding.difference), []).append(
                finding
            )
    for group in groups.values():
        kept = max(
            group, key=lambda f: sum(_key(f.left) in map(_key, other.right) for other in group)
        )
        told |= {id(finding) for finding in group if finding is not kept}
    return told


def _key(side: FindingSide | None) -> tuple[int, int]:
    if side is None or side.citation is None or not side.citation.pieces:
        return (0, 0)
    return side.citation.pieces[0].start, side.citation.pieces[-1].end
