"""The reading suite: gold grids, heading trees and sentences against what was read.

Is handed functions and builds nothing; a document that is not there is unscored, never wrong.

    tables:   sha256 -> table lines, each with its column_paths and doubts
    sections: sha256 -> heading paths       facts: sha256 -> facts of the prose
    sums:     sha256 -> findings of the rules inside one table
    info:     sha256 -> what the document says of itself: unit, region, year, kind, title, money unit
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.cases import FactGold, GridGold, InfoGold, SectionsGold, load
from evals.info_scorers import INFO_PARTS, InfoScore, score_document_info
from evals.metrics import interval
from evals.reading_scorers import (
    FactScore,
    GridScore,
    same_cells,
    score_fact,
    score_grid,
    score_sections,
)
from evals.record_scorers import Counts

__all__ = ["ReadingReport", "ReadingSubject", "reading_text", "run_reading"]

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReadingSubject:
    """What is measured, by the sha256 of a document; `there` says which documents are."""

    there: frozenset[str]
    tables: Callable[[str], Sequence[Line]]
    sections: Callable[[str], Sequence[Sequence[str]]]
    facts: Callable[[str], Sequence[Line]]
    sums: Callable[[str], Sequence[Line]]
    info: Callable[[str], Line] = lambda _sha256: {}
    prints: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    """The tables of every print of one document, by the name of the print; the first is the reference."""


@dataclass(frozen=True)
class Print:
    """One print of a document beside the reference: numbers, how many stand right, how many are marked."""

    name: str
    numbers: int
    right: int
    marked: int
    said: tuple[str, ...]


@dataclass(frozen=True)
class ReadingReport:
    """What was scored; `metrics` is flat and is what baselines compare."""

    grids: tuple[GridScore, ...] = ()
    sections: Counts = field(default_factory=Counts)
    facts: tuple[FactScore, ...] = ()
    sums: Mapping[str, int] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    prints: tuple[Print, ...] = ()
    infos: tuple[InfoScore, ...] = ()

    @property
    def measured(self) -> dict[str, tuple[int, int]]:
        """Every figure as (right, of how many)."""
        grids, facts = self.grids, self.facts
        made = {
            "grid_cells": (sum(g.right for g in grids), sum(g.cells for g in grids)),
            "grid_exact": (sum(g.exact for g in grids), len(grids)),
            "grid_paths": (sum(g.paths_right for g in grids), sum(g.paths for g in grids)),
            "grid_titles": (sum(g.title_right for g in grids), len(grids)),
            "grid_units": (sum(g.unit_right for g in grids), len(grids)),
            "headings": (
                self.sections.right,
                self.sections.right + self.sections.missed + self.sections.false,
            ),
            "facts_found": (sum(f.found for f in facts), len(facts)),
            **{
                f"facts_{name}": (sum(getattr(f, name) for f in facts), len(facts))
                for name in ("value", "item", "measure", "year")
            },
            "sums_that_tie": (
                self.sums.get("ties", 0) + self.sums.get("rounding", 0),
                sum(self.sums.values()),
            ),
            **{f"info_{name}": self._info(name) for name in INFO_PARTS},
            **{f"print[{p.name}]": (p.right, p.numbers) for p in self.prints},
            **{
                f"print_right_or_marked[{p.name}]": (p.right + p.marked, p.numbers)
                for p in self.prints
            },
        }
        return {name: pair for name, pair in made.items() if pair[1]}

    def _info(self, name: str) -> tuple[int, int]:
        """How many documents say this of themselves rightly, of those whose gold tells it."""
        told = [score.parts[name] for score in self.infos if name in score.parts]
        return sum(told), len(told)

    @property
    def metrics(self) -> dict[str, float]:
        """Flat figures, 0 to 1; only those that were measured."""
        return {name: right / n for name, (right, n) in self.measured.items()}


def run_reading(gold: Path, subject: ReadingSubject) -> ReadingReport:
    """Score everything that the gold folder speaks of and that is there."""
    grids = [g for g in _load(gold / "grids.jsonl", GridGold) if g.sha256 in subject.there]
    trees = [s for s in _load(gold / "sections.jsonl", SectionsGold) if s.sha256 in subject.there]
    facts = [f for f in _load(gold / "facts.jsonl", FactGold) if f.sha256 in subject.there]
    infos = [i for i in _load(gold / "info.jsonl", InfoGold) if i.sha256 in subject.there]
    sections = Counts()
    for tree in trees:
        sections += score_sections(tree, subject.sections(tree.sha256))
    sums, broken = _sums(subject)
    return ReadingReport(
        tuple(score_grid(g, subject.tables(g.sha256)) for g in grids),
        sections,
        tuple(score_fact(f, subject.facts(f.sha256)) for f in facts),
        sums,
        broken,
        tuple(_prints(subject.prints)),
        tuple(score_document_info(i, subject.info(i.sha256)) for i in infos),
    )


def _load(path: Path, kind: type[Any]) -> tuple[Any, ...]:
    return load(path, kind) if path.is_file() else ()


def _sums(subject: ReadingSubject) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Totals inside tables as the oracle: each ties, rounds, or is listed case by case."""
    findings = [f for sha in sorted(subject.there) for f in subject.sums(sha)]
    count = Counter(f["status"] for f in findings if f["status"] != "skipped")
    broken = (
        f"{f['doc']}：{f['title']}：{f['message']}" for f in findings if f["status"] == "broken"
    )
    return dict(count), tuple(broken)


def _prints(prints: Mapping[str, Sequence[Line]]) -> list[Print]:
    if not prints:
        return []
    (_, reference), *others = prints.items()
    made = []
    for name, tables in others:
        numbers, right, marked, said = same_cells(reference, tables)
        made.append(Print(name, numbers, right, marked, tuple(said)))
    return made


_LABELS = {
    "grid_cells": "标准表格逐格一致",
    "grid_exact": "标准表格全表一致",
    "grid_paths": "列的表头路径一致",
    "grid_titles": "表名一致",
    "grid_units": "单位一致",
    "headings": "标题树一致",
    "facts_found": "正文数字读出",
    "facts_value": "正文数字：数值",
    "facts_item": "正文数字：对象",
    "facts_measure": "正文数字：口径",
    "facts_year": "正文数字：年度",
    "sums_that_tie": "表内合计相符",
    **{f"info_{name}": f"文件自述：{label}" for name, label in INFO_PARTS.items()},
}
SHOWN = 40


def reading_text(name: str, report: ReadingReport) -> str:
    """The figures with n and interval, then everything that is wrong."""
    lines = [f"评测 {name}"]
    for figure, (right, n) in report.measured.items():
        low, high = interval(right / n, n)
        lines.append(
            f"  {_LABELS.get(figure, figure)}：{right / n:.4f}  {right}/{n}  [{low:.3f}, {high:.3f}]"
        )
    lines += [f"  表格 {g.title}：{said}" for g in report.grids for said in g.said]
    lines += [f"  标题 {said}" for said in report.sections.wrong]
    lines += [f"  正文 {f.said}" for f in report.facts if f.said]
    lines += [f"  文件 {i.document}：{said}" for i in report.infos for said in i.said]
    lines += [f"  合计不符 {said}" for said in report.broken]
    for one in report.prints:
        lines += [f"  印本 {one.name}：{said}" for said in one.said[:SHOWN]]
    return "\n".join(lines)
