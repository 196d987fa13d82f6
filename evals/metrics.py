"""A Report becomes figures: each with how many cases stand behind it and how far it may be off.

`metrics_of` gives a flat dict, which is what baselines compare; `measured` keeps n beside the value.
Intervals are Wilson's, at 95 %; for means of shares (F1, rank) they are an approximation.

    measured(report)['answerable_accuracy'] -> Measure(value=0.976, n=41)  [0.874, 0.996]
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from evals.answer_parts import Hits
from evals.record_scorers import Counts
from evals.scorers import CORRECT, REFUSED, same_figure

if TYPE_CHECKING:
    from evals.run import Case, Report

__all__ = [
    "Measure",
    "Outcomes",
    "interval",
    "latency",
    "measured",
    "metrics_of",
    "offered",
    "outcomes",
    "worded",
]

TOP = (1, 5, 10)
"""How many passages of a lane are looked at."""


class Measure(NamedTuple):
    """A share of n cases, or the mean of n shares."""

    value: float
    n: int

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true value lies with 95 % confidence."""
        return interval(min(max(self.value, 0.0), 1.0), self.n)


def interval(share: float, n: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share of n."""
    if n == 0:
        return 0.0, 1.0
    z = 1.96
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def metrics_of(report: Report) -> dict[str, float]:
    """Flat figures, 0 to 1; only those that were measured."""
    return {name: measure.value for name, measure in measured(report).items()}


def measured(report: Report) -> dict[str, Measure]:
    """Every figure of a report with its n, in the order in which people read them."""
    made = dict(_answers(report.cases)) if report.cases else {}
    made |= dict(_reading(report))
    return {name: measure for name, measure in made.items() if measure.n}


def latency(cases: Sequence[Case]) -> dict[str, float]:
    """Seconds of the answers: the median and the 95th percentile; never compared with a baseline."""
    seconds = sorted(case.seconds for case in cases)
    if not seconds:
        return {}
    return {name: seconds[min(len(seconds) - 1, int(q * len(seconds)))] for name, q in _QUANTILES}


_QUANTILES = (("p50", 0.5), ("p95", 0.95))


def _answers(cases: Sequence[Case]) -> Iterator[tuple[str, Measure]]:
    due = [c for c in cases if c.gold.answer_type != "refusal"]
    none = [c for c in cases if c.gold.answer_type == "refusal"]
    yield "answerable_accuracy", _share(c.score.value == CORRECT for c in due)
    yield "false_refusals", _share(c.score.value == REFUSED for c in due)
    yield "wrong_number_rate", _share(c.score.wrong_number for c in cases)
    yield "refusal_accuracy", _share(c.score.value == CORRECT for c in none)
    refused = [c for c in cases if c.answer["refused"]]
    yield "refusal_precision", _share(c.gold.answer_type == "refusal" for c in refused)
    yield from _refusals(due, none)
    yield from _parts(cases)
    yield from _citations(cases, due)
    yield from _lanes(due)
    for kind, some in sorted(_by_kind(cases).items()):
        yield f"accuracy[{kind}]", _share(c.score.value == CORRECT for c in some)


def _refusals(due: Sequence[Case], none: Sequence[Case]) -> Iterator[tuple[str, Measure]]:
    """Refusals by kind: of what is not there, by why; of what is there, by what was asked."""
    absences = sorted({c.gold.absence for c in none if c.gold.absence})
    for absence in absences:
        some = [c for c in none if c.gold.absence == absence]
        yield f"refusal_recall[{absence}]", _share(c.score.value == CORRECT for c in some)
    for kind, cases in sorted(_by_kind(due).items()):
        yield f"false_refusals[{kind}]", _share(c.score.value == REFUSED for c in cases)


class Outcomes(NamedTuple):
    """How many questions ended how; the four are different things."""

    right: int
    wrong: int
    refused: int
    unscored: int


def outcomes(report: Report) -> Outcomes:
    """Right, wrong, refused though there is an answer, and unscored because a document is absent."""
    ends = [case.score.value for case in report.cases]
    right, refused = ends.count(CORRECT), ends.count(REFUSED)
    return Outcomes(right, len(ends) - right - refused, refused, len(report.unscored))


def offered(cases: Sequence[Case]) -> Measure:
    """Of the figures that were asked back, the share where the question back shows the right ones."""
    asked = [c for c in cases if c.gold.answer_type == "figure" and c.answer["kind"] == "ambiguous"]
    return _share(
        all(
            any(same_figure(gold, str(f["value"]), f["unit"]) for f in case.answer["figures"])
            for gold in case.gold.figures
        )
        for case in asked
    )


def worded(cases: Sequence[Case]) -> int:
    """What a run costs beside time: how many answers a language model worded."""
    return sum(case.answer.get("model") is not None for case in cases)


def _parts(cases: Sequence[Case]) -> Iterator[tuple[str, Measure]]:
    """Value, unit, period, kind, lists, support: each over the answers it is asked of."""
    for name, label in (
        ("value", "figure_value"),
        ("unit", "figure_unit"),
        ("period", "figure_period"),
        ("kind", "kind_accuracy"),
        ("complete", "list_completeness"),
        ("ordered", "list_order"),
        ("supported", "number_support"),
    ):
        yield label, _mean(getattr(c.parts, name) for c in cases)


def _citations(cases: Sequence[Case], due: Sequence[Case]) -> Iterator[tuple[str, Measure]]:
    cited = sum(c.citations for c in cases)
    bad = sum(len(c.bad_citations) for c in cases)
    empty = sum(len(c.empty_citations) for c in cases)
    wanted = sum(len(c.gold.evidence) for c in due)
    yield "citation_verbatim", Measure(1 - bad / cited if cited else 1.0, max(1, cited))
    yield "citation_precision", Measure(1 - (bad + empty) / cited if cited else 1.0, max(1, cited))
    found = sum(c.evidence_found for c in due)
    yield "citation_recall", Measure(found / wanted if wanted else 1.0, max(1, wanted))
    for level in ("cell", "page"):
        hits = sum((c.hits[level] for c in due), Hits(0, 0, 0, 0))
        yield f"evidence_precision[{level}]", Measure(hits.precision, hits.cited)
        yield f"evidence_recall[{level}]", Measure(hits.recall, hits.wanted)
        yield f"evidence_f1[{level}]", Measure(hits.f1, hits.wanted)


def _lanes(due: Sequence[Case]) -> Iterator[tuple[str, Measure]]:
    """Recall and reciprocal rank of each lane of the search, over the questions with evidence."""
    ranks: dict[str, list[float]] = defaultdict(list)
    for case in due:
        for lane, rank in case.ranks.items():
            ranks[lane].append(rank)
    for lane, values in ranks.items():
        for top in TOP:
            yield f"recall@{top}[{lane}]", _share(value >= 1 / top for value in values)
        yield f"mrr[{lane}]", _mean(values)


def _by_kind(cases: Sequence[Case]) -> dict[str, list[Case]]:
    kinds: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        kinds[case.gold.kind].append(case)
    return kinds


def _reading(report: Report) -> Iterator[tuple[str, Measure]]:
    for name, counts in (("scalar_f1", report.scalars), ("rows_f1", report.rows)):
        if counts != Counts():
            yield name, Measure(counts.f1, counts.right + counts.missed)
    for name in ("unit_name", "fiscal_year", "kind"):
        yield f"info_{name}", _share(info[name] for _, info in report.infos)
    for name in ("found", "rows", "columns", "header", "unit", "total"):
        yield f"tables_{name}", _share(getattr(t, name) for t in report.tables)


def _share(hits: Iterable[object]) -> Measure:
    values = [bool(hit) for hit in hits]
    return Measure(sum(values) / len(values) if values else 1.0, len(values))


def _mean(parts: Iterable[float | bool | None]) -> Measure:
    values = [float(part) for part in parts if part is not None]
    return Measure(sum(values) / len(values) if values else 1.0, len(values))
