"""An Answer as it leaves: its text, its citations, its figures, and their public form.

Takes nothing but values, gives the answer line of design.md §4. Knows not how an answer was found.

    Answer(kind='found', text='2025年…为 3,121.42 万元[1]。', citations=(…,), figures=(…,))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ingest.amount import plain
from ingest.citation import Citation
from ingest.facts import Finding
from retrieval.writing.compose import AnswerKind, Composed, Stated
from retrieval.writing.verify import Draft

__all__ = ["Answer", "AnswerFigure", "figures_cited"]


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """A number in an answer; `citation` is an index into the answer's citations, from 0."""

    value: Decimal
    unit: str | None
    item: str
    measure: str
    period: str | None
    citation: int
    formula: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "value": plain(self.value),
            "unit": self.unit,
            "item": self.item,
            "measure": self.measure,
            "period": self.period,
            "citation": self.citation,
            "formula": self.formula,
        }


@dataclass(frozen=True)
class Answer:
    """What the reader sees; markers [n] in `text` count `citations` from 1."""

    text: str
    kind: AnswerKind
    citations: tuple[Citation, ...] = ()
    figures: tuple[AnswerFigure, ...] = ()
    checks: tuple[Finding, ...] = ()
    model: str | None = None
    seconds: float = 0.0
    id: str = ""
    explain: tuple[str, ...] = field(default=(), compare=False)

    @property
    def refused(self) -> bool:
        """True only where the documents do not hold the answer."""
        return self.kind == "not_found"

    def as_json(self) -> dict[str, Any]:
        """The answer line of design.md §4."""
        return {
            "id": self.id,
            "answer": self.text,
            "kind": self.kind,
            "refused": self.refused,
            "citations": [citation.as_json() for citation in self.citations],
            "figures": [figure.as_json() for figure in self.figures],
            "checks": [finding.as_json() for finding in self.checks],
            "model": self.model,
            "seconds": round(self.seconds, 3),
        }


def figures_cited(composed: Composed, draft: Draft) -> tuple[AnswerFigure, ...]:
    """The figures whose evidence is still cited, with their new numbers."""
    where = {id(e.citation): n for n, e in enumerate(draft.evidence)}
    found = []
    for figure in composed.figures:
        index = where.get(id(composed.draft.evidence[figure.evidence - 1].citation))
        if index is not None:
            found.append(_figure(figure, index))
    return tuple(found)


def _figure(stated: Stated, index: int) -> AnswerFigure:
    return AnswerFigure(
        stated.value, stated.unit, stated.item, stated.measure, stated.period, index, stated.formula
    )
