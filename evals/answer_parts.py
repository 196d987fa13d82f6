"""Parts of an answer scored apart: value, unit, period; kind; lists; citations by cell and page.

Takes gold and the public form of an answer; pure. A part that the gold says nothing of is None and
counts nowhere.

    parts_of(gold, answer) -> Parts(value=True, unit=True, period=True, kind=True, complete=None, …)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from evals.cases import Evidence, Figure, Question
from evals.scorers import carried, evidence_found, fold, same_figure
from ingest.amount import number

__all__ = ["Hits", "Parts", "citation_hits", "parts_of", "reciprocal_rank"]

_KINDS = {
    "figure": {"found", "computed"},
    "text": {"found", "computed"},
    "list": {"found", "computed"},
    "none_stated": {"none_stated", "found"},
    "refusal": {"not_found"},
    "conflicting": {"conflicting"},
    "clarify": {"ambiguous", "found"},
}


class Parts(NamedTuple):
    """Each part right, wrong, or None where the gold does not ask for it."""

    value: bool | None = None
    unit: bool | None = None
    period: bool | None = None
    kind: bool | None = None
    complete: float | None = None
    ordered: float | None = None
    supported: float | None = None


def parts_of(gold: Question, answer: Mapping[str, Any]) -> Parts:
    """Score the parts of one answer."""
    if answer["refused"]:
        return Parts(kind="not_found" in _KINDS[gold.answer_type])
    shares = [_figure_parts(figure, answer["figures"]) for figure in gold.figures]
    value, unit, period = (_all([row[part] for row in shares]) for part in range(3))
    places = _places(gold, answer) if gold.answer_type == "list" else None
    return Parts(
        value,
        unit,
        period,
        answer["kind"] in _KINDS[gold.answer_type],
        None if places is None else sum(p is not None for p in places) / max(1, len(places)),
        None if places is None else _order([p for p in places if p is not None]),
        _supported(answer),
    )


def _all(parts: Sequence[bool | None]) -> bool | None:
    known = [part for part in parts if part is not None]
    return all(known) if known else None


def _figure_parts(
    gold: Figure, figures: Sequence[Mapping[str, Any]]
) -> tuple[bool | None, bool | None, bool | None]:
    """The figure of the answer that is nearest to the gold: its digits, its unit, its period."""
    if not figures:
        return None, None, None
    best = max(figures, key=lambda f: _nearness(gold, f))
    value = same_figure(gold, str(best["value"]), best["unit"]) or _digits(best) == gold.value
    unit = same_figure(gold, str(best["value"]), best["unit"]) if value else None
    period = _same_period(gold.period, best.get("period")) if value and gold.period else None
    return value, unit, period


def _nearness(gold: Figure, figure: Mapping[str, Any]) -> tuple[bool, bool, bool]:
    return (
        same_figure(gold, str(figure["value"]), figure["unit"]),
        _digits(figure) == gold.value,
        bool(gold.period and _same_period(gold.period, figure.get("period"))),
    )


def _digits(figure: Mapping[str, Any]) -> Decimal | None:
    return number(str(figure["value"])) if figure["value"] is not None else None


def _same_period(gold: str, given: str | None) -> bool:
    years = re.findall(r"\d{4}", gold)
    return not years or (
        given is not None and set(years) & set(re.findall(r"\d{4}", given)) != set()
    )


def _places(gold: Question, answer: Mapping[str, Any]) -> list[int | None]:
    """Where the answer says each item of the list; None where it does not."""
    said = fold(answer["answer"] + "".join(c["quote"] for c in answer["citations"]))
    return [
        min((at for word in group if (at := said.find(fold(word))) >= 0), default=None)
        for group in gold.keywords
    ]


def _order(places: Sequence[int]) -> float | None:
    """The share of neighbours that stand in the order of the gold."""
    pairs = list(pairwise(places))
    return sum(a <= b for a, b in pairs) / len(pairs) if pairs else None


def _supported(answer: Mapping[str, Any]) -> float | None:
    """The share of printed figures that their own citation prints; computed ones are not among them."""
    found = carried(answer)
    return sum(found.values()) / len(found) if found else None


class Hits(NamedTuple):
    """Citations against evidence at one level: how many citations, how many of them on evidence, and so on."""

    cited: int
    on_evidence: int
    wanted: int
    found: int

    def __add__(self, other: tuple[Any, ...]) -> Hits:
        return Hits(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Of the citations, the share that land on evidence."""
        return self.on_evidence / self.cited if self.cited else 1.0

    @property
    def recall(self) -> float:
        """Of the evidence, the share that is cited."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def citation_hits(gold: Question, answer: Mapping[str, Any]) -> dict[str, Hits]:
    """By cell (or sentence) and by page; text files have no pages and count by document there."""
    citations = answer["citations"]
    return {
        "cell": _hits(gold.evidence, citations, _same_place),
        "page": _hits(gold.evidence, citations, _same_page),
    }


def _hits(evidence: Sequence[Evidence], citations: Sequence[Mapping[str, Any]], same: Any) -> Hits:
    on = sum(any(same(e, c) for e in evidence) for c in citations)
    found = sum(any(same(e, c) for c in citations) for e in evidence)
    return Hits(len(citations), on, len(evidence), found)


def _same_place(evidence: Evidence, citation: Mapping[str, Any]) -> bool:
    return evidence_found(evidence, [citation])


def _same_page(evidence: Evidence, citation: Mapping[str, Any]) -> bool:
    return citation["doc_id"] == evidence.sha256 and (
        evidence.page is None or citation["page"] in (None, evidence.page)
    )


def reciprocal_rank(evidence: Sequence[Evidence], found: Sequence[Mapping[str, Any]]) -> float:
    """1 over the rank of the first passage that holds any of the evidence; 0 where none does."""
    for rank, passage in enumerate(found, 1):
        if any(
            passage["doc_id"] == e.sha256 and fold(e.quote) in fold(passage["text"])
            for e in evidence
        ):
            return 1 / rank
    return 0.0
