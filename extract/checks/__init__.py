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

from extract.checks.causes import one_cause
from extract.checks.context import Context
from extract.checks.rules import RULES, Rule, run_rule
from ingest.document import Document
from ingest.facts import Fact, Finding
from ingest.unswept import unswept

__all__ = ["RULES", "Rule", "run_checks"]


def run_checks(document: Document, facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """All rules over one document; a form that nobody has filled in gives one finding."""
    if document.info.blank_form:
        return (_blank(document),)
    with unswept():  # nothing that checks make points in a circle
        context = Context(document, facts)
        findings = [finding for rule in RULES for finding in run_rule(rule, context)]
        return tuple(one_cause(findings, document))


def _blank(document: Document) -> Finding:
    title = "模板未填写"
    message = "这是一份没有填写的官方样表，没有可核对的数字"
    return Finding(document.doc_id, document.name, "C00", title, "broken", "info", message)
