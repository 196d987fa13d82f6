"""Every place that a check found to tie: Findings tell the ties of a group once, this names them all.

Takes a Document and its Facts, gives pairs of a CheckMark and the place of one side. Knows no rule.

    C14 ties in 31 places -> the mark C14:ties for every 类, 款 and 项 in them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.checks.context import Context
from extract.checks.rules import RULES
from extract.record import CheckMark
from ingest.citation import Citation
from ingest.document import Document
from ingest.facts import Fact

__all__ = ["tied_places"]


def tied_places(document: Document, facts: Sequence[Fact]) -> Iterator[tuple[CheckMark, Citation]]:
    """All sides of all comparisons that tie, exactly or within rounding."""
    if document.info.blank_form:
        return
    context = Context(document, facts)
    for rule in RULES:
        for outcome in rule.handler(context, **rule.arguments):
            if outcome.status == "broken":
                continue
            mark = CheckMark(rule.id, outcome.status, "info")
            for term in (outcome.left, *outcome.right):
                if term is not None and (cited := term.cite()) is not None:
                    yield mark, cited
