"""The suite `faults`: documents with one planted fault each, and what a checker finds in them.

Takes a Checker (the bytes of a file and its suffix give the findings), seeds and layouts; gives for
every kind of fault how often it was found and how often by exactly one finding, and what was found in
documents without a fault. Knows no rule and reads no file.

    direction_wrong    23/23 found (86–100 %), 23/23 by one finding
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evals.metrics import interval
from evals.synthesis.catalogue import NAMES, disclosure
from evals.synthesis.disclosure import Disclosure
from evals.synthesis.faults import applicable, plant
from evals.synthesis.formats import FORMATS
from ingest.facts import Finding

__all__ = ["Checker", "Job", "Score", "as_form", "fault_metrics", "fault_text", "jobs", "score"]

Checker = Callable[[bytes, str], Sequence[Finding]]


class Job(NamedTuple):
    """One layout with one seed in one format, clean and with every kind of fault it has a place for."""

    layout: str
    seed: int
    format: str


@dataclass(frozen=True, slots=True)
class Score:
    """What was found in one document; `kind` is '' for the clean one."""

    kind: str
    layout: str
    findings: tuple[str, ...]


def jobs(seeds: Iterable[int], layouts: Sequence[str] = NAMES, format: str = "docx") -> list[Job]:
    """All layouts with all seeds."""
    return [Job(layout, seed, format) for seed in seeds for layout in layouts]


def score(job: Job, check: Checker) -> list[Score]:
    """The clean document and every fault; a finding that the clean document has too does not count."""
    made = disclosure(job.seed, job.layout)
    clean = list(_broken(made, job, check))
    known = {(finding.check, finding.message) for finding in clean}
    scores = [Score("", job.layout, tuple(f.message for f in clean if f.severity != "info"))]
    for kind in applicable(made, job.seed):
        faulty, _ = plant(made, kind, job.seed)
        new = [f for f in _broken(faulty, job, check) if (f.check, f.message) not in known]
        loud = [f for f in new if f.severity != "info"] or new
        scores.append(Score(kind, job.layout, tuple(f"{f.check} {f.message}" for f in loud)))
    return scores


def _broken(made: Disclosure, job: Job, check: Checker) -> Iterator[Finding]:
    printed = FORMATS[job.format]
    findings = check(printed.print(made).data, printed.suffix)
    yield from (finding for finding in findings if finding.status == "broken")


def fault_metrics(scores: Sequence[Score]) -> dict[str, float]:
    """The shares over all kinds together, and the share of clean documents without an alarm."""
    faults = [s for s in scores if s.kind]
    clean = [s for s in scores if not s.kind]
    return {
        "faults_found": _share(bool(s.findings) for s in faults),
        "faults_found_once": _share(len(s.findings) == 1 for s in faults),
        "clean_without_alarm": _share(not s.findings for s in clean),
    }


def _share(hits: Iterable[bool]) -> float:
    told = list(hits)
    return sum(told) / len(told) if told else 1.0


def fault_text(scores: Sequence[Score]) -> str:
    """The report for people, the worst kinds first."""
    by_kind: dict[str, list[Score]] = {}
    for one in scores:
        by_kind.setdefault(one.kind, []).append(one)
    clean = by_kind.pop("", [])
    figures = fault_metrics(scores)
    lines = [
        f"埋错评测：{len(by_kind)} 类、{sum(map(len, by_kind.values()))} 份；查出 {figures['faults_found']:.1%}，"
        f"恰好一条 {figures['faults_found_once']:.1%}；无错文件 {len(clean)} 份，误报 {sum(bool(s.findings) for s in clean)} 份"
    ]
    lines += [line for _, line in sorted(_line(kind, own) for kind, own in by_kind.items())]
    lines += [f"误报　{one.layout}　{one.findings[0]}" for one in clean if one.findings]
    return "\n".join(lines)


def _line(kind: str, scores: Sequence[Score]) -> tuple[float, str]:
    found = sum(bool(one.findings) for one in scores)
    once = sum(len(one.findings) == 1 for one in scores)
    low, high = interval(found / len(scores), len(scores))
    missed = "、".join(one.layout for one in scores if not one.findings)
    text = f"{kind:28} 查出 {found}/{len(scores)}（{low:.0%}–{high:.0%}）　恰好一条 {once}/{len(scores)}"
    return once / len(scores), f"{text}　未查出：{missed}" if missed else text


def as_form(scores: Sequence[Score]) -> Mapping[str, object]:
    """The public JSON form."""
    return {"suite": "faults", "metrics": fault_metrics(scores), "cases": len(scores)}
