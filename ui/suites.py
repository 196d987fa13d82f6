"""The suites of `mingzhang eval`: the product wired to the documents and the gold of each.

    SUITES["samples"]("samples", EvalOptions()) -> Scored("samples", {"answerable_accuracy": 1.0, …}, …)

The documents of a suite are read into a library of their own, made for the run and thrown away; a
user's gold is asked of the user's library.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import evals
from evals.cases import Question, load
from evals.metrics import metrics_of
from evals.reading import reading_text, run_reading
from evals.report import as_json as report_json
from evals.report import as_text
from evals.run import GOLD, Report, Suite, load_suite, run_suite
from ui.asking_pool import answers_of
from ui.render import progress
from ui.settings import Settings, read_settings
from ui.subjects import file_tables, prints_subject, reading_subject, subject_over
from ui.wiring import Workspace

if TYPE_CHECKING:
    from evals.real_faults import Changed

__all__ = [
    "NEED_NOTHING",
    "SUITES",
    "EvalOptions",
    "Scored",
    "progress_file",
    "suite_documents",
    "user_gold",
    "watched",
]


@dataclass(frozen=True, slots=True)
class EvalOptions:
    """What the command was told.

    - `html`, `log`: files to write; `against`: an earlier log to compare with.
    - `accept`: the reason for which these figures become the baseline.
    - `seed`: which documents the generated suites draw; a release takes fresh ones.
    - `store`: the library that a user's own gold is asked of.
    """

    as_json: bool = False
    accept: str | None = None
    html: Path | None = None
    log: Path | None = None
    against: Path | None = None
    workers: int = 1
    seed: int = 1
    store: Path | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """One suite as it came out, ready to show."""

    name: str
    metrics: Mapping[str, float]
    text: str
    form: Mapping[str, Any]
    report: Report | None = None


def suite_documents(suite: str) -> list[Path]:
    """Where the documents of a suite lie; empty when they are not there."""
    home = Path(evals.__file__).resolve().parent
    if suite == "samples":
        return [home / "samples"]
    if suite == "generated":
        return [home / "gold" / "generated" / "docs"]
    shared = home.parent.parent / "shared" / "documents"
    return [shared / part for part in ("seeds", "real") if (shared / part).is_dir()]


def _questions(name: str, told: EvalOptions) -> Scored:
    """The gold under evals/gold/<name> over the documents of the suite."""
    with _library(suite_documents(name)) as workspace:
        return _scored(load_suite(name), workspace, told)


def _reading(name: str, _: EvalOptions) -> Scored:
    folders = suite_documents(name)
    prints = folders[0].parent / "prints"
    subject = reading_subject(folders) if name == "reading" else prints_subject(prints)
    reading = run_reading(GOLD / "reading", subject)
    form = {"suite": name, "metrics": reading.metrics}
    return Scored(name, reading.metrics, reading_text(name, reading), form)


def _generated_anew(name: str, told: EvalOptions) -> Scored:
    """Generated documents, one a layout: all their truth, or what everybody asks in several wordings."""
    from evals.plain_questions import plain_suite
    from evals.synthetic import synthetic_suite

    made = plain_suite if name == "plain" else synthetic_suite
    with tempfile.TemporaryDirectory(prefix="mingzhang-eval-") as folder:
        suite = made(Path(folder), told.seed)
        with _library([Path(folder)]) as workspace:
            return _scored(suite, workspace, told)


def _robustness(name: str, told: EvalOptions) -> Scored:
    from evals.robustness import run_robustness

    @contextmanager
    def library(files: Sequence[Path]) -> Iterator[Callable[[str], Mapping[str, Any]]]:
        with _library(files) as workspace:
            yield lambda question: workspace.ask([question]).as_json()

    with tempfile.TemporaryDirectory(prefix="mingzhang-eval-") as folder:
        found = run_robustness(Path(folder), told.seed, library)
    form = {"suite": name, "metrics": found.metrics, "wrong": found.wrong}
    return Scored(name, found.metrics, found.as_text(), form)


def _scans(name: str, _: EvalOptions) -> Scored:
    """The samples as a scanner gives them, against their Word prints."""
    from evals.scans import scan_metrics, scan_pairs, scan_score, scan_text

    with tempfile.TemporaryDirectory(prefix="mingzhang-eval-") as folder:
        scores = [scan_score(*pair, file_tables) for pair in scan_pairs(Path(folder))]
    metrics = scan_metrics(scores)
    return Scored(name, metrics, scan_text(scores), {"suite": name, "metrics": metrics})


def _faults(_: str, told: EvalOptions) -> Scored:
    """Generated documents with one planted fault each, and clean ones."""
    from evals.fault_scorers import as_form, fault_metrics, fault_text
    from ui.fault_runs import SAMPLE, fault_scores

    with progress("埋错评测", len(SAMPLE)) as step:
        scores = fault_scores(told.workers, step, seed=told.seed)
    metrics, text = fault_metrics(scores), fault_text(scores)
    real = _real_faults(told.seed)
    if real:
        found = sum(bool(one.findings) for one in real) / len(real)
        metrics = metrics | {"real_digits_found": found}
        text += f"\n真实文件改一个数字（有合计管着的格）：查出 {found:.1%}，n={len(real)}"
        text += "".join(
            f"\n  未查出　{o.place}　{o.before} → {o.after}" for o in real if not o.findings
        )
    return Scored("faults", metrics, text, dict(as_form(scores)) | {"metrics": metrics})


def _real_faults(seed: int) -> list[Changed]:
    """One digit changed in copies of the real documents; nothing where they are not there."""
    from evals.real_faults import digit_faults
    from ui.one_document import check_document, read_path
    from ui.sources import find_files

    documents = map(read_path, find_files(suite_documents("real")))
    return [one for document in documents for one in digit_faults(document, check_document, seed)]


@contextmanager
def _library(files: Sequence[Path]) -> Iterator[Workspace]:
    """A library of these files, in their order, for as long as it is needed."""
    with (
        tempfile.TemporaryDirectory(prefix="mingzhang-eval-") as store,
        Workspace(Settings(Path(store), read_settings().embedding)) as workspace,
    ):
        for outcome in workspace.ingest(files):
            if outcome.error is not None:
                sys.stderr.write(f"  读入失败 {outcome.error}\n")
        yield workspace


SUITES: dict[str, Callable[[str, EvalOptions], Scored]] = {
    "samples": _questions,
    "reading": _reading,
    "prints": _reading,
    "real": _questions,
    "held": _questions,
    "ordinary": _questions,
    "hard": _questions,
    "generated": _questions,
    "asked": _questions,
    "synthetic": _generated_anew,
    "plain": _generated_anew,
    "robustness": _robustness,
    "faults": _faults,
    "scans": _scans,
}
NEED_NOTHING = frozenset(
    {"samples", "generated", "synthetic", "plain", "robustness", "faults", "scans"}
)
"""The suites that need no document from outside the repository."""


def user_gold(gold: Path, told: EvalOptions) -> Scored:
    """A user's own questions over the user's own library."""
    with Workspace(read_settings(told.store)) as workspace:
        return _scored(Suite(f"user {gold.stem}", questions=load(gold, Question)), workspace, told)


def _scored(suite: Suite, workspace: Workspace, told: EvalOptions) -> Scored:
    asked = [question.asked for question in suite.questions]
    with progress(f"评测 {suite.name}", len(asked)) as step:
        told_too = watched(step, told.log, suite.name, len(asked))
        answers = answers_of(workspace.settings, asked, told.workers, told_too)
        report = run_suite(suite, subject_over(workspace, answers))
    return Scored(suite.name, metrics_of(report), as_text(report), report_json(report), report)


def watched(
    step: Callable[[str], None], log: Path | None, suite: str, total: int
) -> Callable[[str], None]:
    """The same step, which also keeps one line beside the log: how far the run is, for whoever looks."""
    if log is None:
        return step
    line, done = progress_file(log), iter(range(1, total + 1))

    def told(question: str) -> None:
        step(question)
        line.write_text(f"{suite} {next(done, total)}/{total} {question}\n", encoding="utf-8")

    return told


def progress_file(log: Path) -> Path:
    """Where a run says how far it is, while it runs: beside its log."""
    return log.with_name(log.name + ".progress")
