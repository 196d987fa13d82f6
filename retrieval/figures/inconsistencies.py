"""What the stored checks found wrong: asked for directly, or beside a figure that is answered.

Takes Findings, gives a Composed answer that shows both sides with their places, and the findings
that touch an answer's citations. Knows no rules: the checks are run where documents are taken in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.amount import plain
from ingest.citation import Citation
from ingest.facts import Finding, FindingSide
from retrieval.understand.operations import BACKWARDS
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, lexicon
from retrieval.words.operation_words import ADDED_UP
from retrieval.writing.compose import Composed, Writer

__all__ = ["inconsistency_answer", "touching"]


_ADDED = re.compile(ADDED_UP)
"""A sum that the question itself names is worked out, not looked for among the checks."""


def inconsistency_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The broken checks of the documents in scope; None where nothing was asked or found."""
    if BACKWARDS.search(understood.query.text):  # a figure to work out, not a check that was run
        return None
    query = understood.query
    if not query.asks("contradiction") or not understood.targets:
        return None
    if _ADDED.search(query.text):
        return None
    if not query.items and not any(word in query.text for word in lexicon().words["contradiction"]):
        return None
    rows = [row for target in understood.targets for row in (target.own or target.documents)]
    kept = sources.findings([row.doc_id for row in rows])
    findings = [finding for finding in kept if finding.status == "broken"]
    wanted = [label for item in query.items for label in (item.text, *item.labels)]
    about = _most_about(findings, query.items) if wanted else findings
    if about:
        return _told(about)
    if not wanted and any(finding.status in ("ties", "rounding") for finding in kept):
        return _clean()
    return None


def _most_about(findings: Sequence[Finding], items: Sequence[Item]) -> list[Finding]:
    """Those whose sides name most of what is asked: '行政运行支出' and not whatever says 支出."""
    named = [(finding, _named(finding, items)) for finding in findings]
    most = max((count for _, count in named), default=0)
    return [finding for finding, count in named if count == most > 0]


def _named(finding: Finding, items: Sequence[Item]) -> int:
    """The characters of the items that a finding names, each item by its longest wording."""
    said = folded(finding.message)
    wordings = ((item.text, *item.labels) for item in items)
    return sum(max((len(w) for w in names if folded(w) in said), default=0) for names in wordings)


def _clean() -> Composed:
    """Checks were run and none is broken; nothing is cited because nothing stands out."""
    write = Writer()
    write.say("读入时所做的勾稽核对没有发现不符之处。", core=True)
    return write.done()


def _told(findings: Sequence[Finding]) -> Composed:
    write = Writer(kind="conflicting")
    for finding in findings[:12]:
        parts = [_side(write, side) for side in _sides(finding)]
        text = "；".join(part for part in parts if part)
        if text:
            write.say(f"核对不符（{finding.title}）：{text}。")
    return write.done()


def _sides(finding: Finding) -> Iterable[FindingSide]:
    return (*((finding.left,) if finding.left else ()), *finding.right[:6])


def _side(write: Writer, side: FindingSide) -> str:
    """One side with its place; a side without a place cannot be shown."""
    if side.citation is None:
        return ""
    number = write.cite(side.citation, side.unit, (side.label, side.citation.section))
    if side.value is None:
        return f"{side.label}“{side.text or side.citation.quote[:60]}”[{number}]"
    return f"{side.label}为 {plain(side.value)} {side.unit or ''}[{number}]"


def touching(findings: Iterable[Finding], citations: Sequence[Citation]) -> tuple[Finding, ...]:
    """Broken checks one of whose sides stands where an answer's citation stands."""
    return tuple(
        finding
        for finding in findings
        if finding.status == "broken"
        and any(side.value is not None for side in _sides(finding))
        and any(_overlap(s.citation, c) for s in _sides(finding) if s.citation for c in citations)
    )


def _overlap(one: Citation | None, other: Citation) -> bool:
    if one is None or one.doc_id != other.doc_id:
        return False
    return any(a.start < b.end and b.start < a.end for a in one.pieces for b in other.pieces)
