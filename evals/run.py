"""Run a suite: gold and the functions under test become a Report.

Is handed functions and builds nothing:

    answer:   turns -> answer line        extract: sha256 -> extraction line
    tables:   sha256 -> table lines       info:    sha256 -> {"unit_name", "fiscal_year", "kind", "absent"}
    text_of:  sha256 -> canonical text, or None when the document is not there
    lanes:    question -> {lane: passages found, best first}, or nothing

A case about a document that is not there is unscored, never wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.answer_parts import Hits, Parts, citation_hits, parts_of, reciprocal_rank
from evals.cases import Question, RecordGold, TablesGold, load
from evals.record_scorers import (
    Counts,
    TableScore,
    score_info,
    score_record,
    score_rows,
    score_tables,
)
from evals.scorers import (
    Score,
    carried,
    cited_rightly,
    evidence_found,
    score_answer,
)

__all__ = ["Case", "Report", "Subject", "Suite", "load_suite", "run_suite"]

GOLD = Path(__file__).resolve().parent / "gold"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: the product, or anything that speaks its forms."""

    answer: Callable[[Sequence[str]], Mapping[str, Any]]
    extract: Callable[[str], Mapping[str, Any]]
    tables: Callable[[str], Sequence[Mapping[str, Any]]]
    info: Callable[[str], Mapping[str, Any]]
    text_of: Callable[[str], str | None]
    lanes: Callable[[str], Mapping[str, Sequence[Mapping[str, Any]]]] = lambda _question: {}


@dataclass(frozen=True, slots=True)
class Suite:
    """Gold of one kind of documents."""

    name: str
    questions: tuple[Question, ...] = ()
    records: tuple[RecordGold, ...] = ()
    tables: tuple[TablesGold, ...] = ()

    @property
    def documents(self) -> frozenset[str]:
        """Every document that the gold speaks of."""
        return frozenset(
            [d for q in self.questions for d in q.documents]
            + [r.sha256 for r in self.records]
            + [t.sha256 for t in self.tables]
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its answer and score."""

    gold: Question
    answer: Mapping[str, Any]
    score: Score
    bad_citations: tuple[str, ...]
    empty_citations: tuple[str, ...]
    citations: int
    evidence_found: int
    seconds: float
    parts: Parts = field(default_factory=Parts)
    hits: Mapping[str, Hits] = field(default_factory=dict)
    ranks: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What a suite found, case by case; `evals.metrics` makes figures of it."""

    suite: str
    cases: tuple[Case, ...] = ()
    scalars: Counts = field(default_factory=Counts)
    rows: Counts = field(default_factory=Counts)
    infos: tuple[tuple[str, dict[str, bool]], ...] = ()
    tables: tuple[TableScore, ...] = ()
    absent_missed: tuple[str, ...] = ()
    unscored: tuple[str, ...] = ()


def load_suite(name: str) -> Suite:
    """The gold under evals/gold/<name>; a missing file means none of that kind."""
    return suite_from(name, GOLD / name)


def suite_from(name: str, folder: Path) -> Suite:
    """The gold of any folder with questions.jsonl, records.jsonl, tables.jsonl."""
    return Suite(
        name,
        _load(folder / "questions.jsonl", Question),
        _load(folder / "records.jsonl", RecordGold),
        _load(folder / "tables.jsonl", TablesGold),
    )


def _load(path: Path, kind: type[Any]) -> tuple[Any, ...]:
    return load(path, kind) if path.is_file() else ()


def run_suite(
    suite: Suite, subject: Subject, step: Callable[[str], None] = lambda _: None
) -> Report:
    """Ask, extract and read everything the gold speaks of, and score it."""
    there = {sha for sha in suite.documents if subject.text_of(sha) is not None}
    cases, unscored = [], []
    for question in suite.questions:
        step(question.id)
        if set(question.documents) <= there:
            cases.append(_run_question(question, subject))
        else:
            unscored.append(question.id)
    scalars, rows = _run_records([r for r in suite.records if r.sha256 in there], subject)
    infos, tables, absent = _run_tables([t for t in suite.tables if t.sha256 in there], subject)
    return Report(suite.name, tuple(cases), scalars, rows, infos, tables, absent, tuple(unscored))


def _run_question(gold: Question, subject: Subject) -> Case:
    began = time.perf_counter()
    answer = subject.answer(gold.asked)
    seconds = time.perf_counter() - began
    checked = cited_rightly(answer, subject.text_of)
    found = sum(evidence_found(e, answer["citations"]) for e in gold.evidence)
    bad = tuple(why for right, why in checked if not right)
    empty = tuple(
        f"引文中没有所引的数：{answer['citations'][at]['quote'][:40]}"
        for at, right in carried(answer).items()
        if not right and at < len(checked) and checked[at][0]
    )
    score = score_answer(gold, answer)
    return Case(
        gold,
        answer,
        score,
        bad,
        empty,
        len(checked),
        found,
        float(answer.get("seconds") or seconds),
        parts_of(gold, answer),
        citation_hits(gold, answer),
        _ranks(gold, subject),
    )


def _ranks(gold: Question, subject: Subject) -> dict[str, float]:
    """The reciprocal rank of the evidence in every lane of the search."""
    if not gold.evidence or gold.turns:
        return {}
    lanes = subject.lanes(gold.question)
    return {name: reciprocal_rank(gold.evidence, found) for name, found in lanes.items()}


def _run_records(records: Sequence[RecordGold], subject: Subject) -> tuple[Counts, Counts]:
    scalars, rows = Counts(), Counts()
    for gold in records:
        record = subject.extract(gold.sha256)
        scored = score_record(gold, record)
        label = gold.id
        scalars += Counts(
            scored.right, scored.false, scored.missed, tuple(f"{label} {w}" for w in scored.wrong)
        )
        for name, key in (("functional", "code"), ("economic", "code"), ("projects", "name")):
            wanted = getattr(gold, name)
            if wanted is not None:
                rows += score_rows(wanted, record[name], key)
    return scalars, rows


def _run_tables(
    golds: Sequence[TablesGold], subject: Subject
) -> tuple[tuple[tuple[str, dict[str, bool]], ...], tuple[TableScore, ...], tuple[str, ...]]:
    infos, tables, absent = [], [], []
    for gold in golds:
        info = subject.info(gold.sha256)
        infos.append((f"{gold.sha256[:8]} {info}", score_info(gold, info)))
        tables += [
            score._replace(title=f"{gold.sha256[:8]} {score.title}")
            for score in score_tables(gold, subject.tables(gold.sha256))
        ]
        said = set(info.get("absent") or ())
        absent += [f"{gold.sha256[:8]} {t}" for t in gold.listed_but_absent if t not in said]
    return tuple(infos), tuple(tables), tuple(absent)
