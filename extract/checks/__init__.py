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
    """A wrong direction word also spoils the percentage of its sentence: it is said once."""
    seen: set[tuple[tuple[int, int], ...]] = set()
    kept = []
    turned = {
        _key(side)
        for f in findings
        if f.check == "C69" and f.status == "broken"
        for side in f.right
    }
    for finding in findings:
        key = tuple(sorted(_key(side) for side in (finding.left, *finding.right) if side))
        if finding.status == "broken":
            if finding.check == "C68" and finding.left and _key(finding.left) in turned:
                continue
            if key and key != ((0, 0),) and (*key, (hash(finding.message), 0)) in seen:
                continue
            seen.add((*key, (hash(finding.message), 0)))
        kept.append(finding)
    return kept


def _key(side: FindingSide | None) -> tuple[int, int]:
    if side is None or side.citation is None or not side.citation.pieces:
        return (0, 0)
    return side.citation.pieces[0].start, side.citation.pieces[-1].end
