"""`mingzhang eval`: wire the product into the suites, print the report, compare with the baseline.

The documents of a suite are read into a library of their own, made for the run and thrown away.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import evals
from evals.baseline import accept_baseline, read_baseline, worse
from evals.cases import Question, load
from evals.metrics import metrics_of
from evals.reading import reading_text, run_reading
from evals.report import as_json as report_json
from evals.report import as_text
from evals.report_html import as_html
from evals.run import GOLD, Report, Suite, load_suite, run_suite
from evals.runs import append_run, difference, read_run
from ingest.errors import ThresholdMissed, UsageError
from ui.asking_pool import answers_of
from ui.render import progress
from ui.settings import Settings, read_settings
from ui.subjects import prints_subject, reading_subject, subject_over
from ui.wiring import Workspace

if TYPE_CHECKING:
    from evals.real_faults import Changed

__all__ = ["EvalOptions", "run_suites", "suite_documents"]

ORDINARY = ("samples", "reading", "prints", "real")
"""What `all` runs; the held part of the gold is run for a release, by name."""


@dataclass(frozen=True, slots=True)
class EvalOptions:
    """What the command was told.

    - `html`, `log`: files to write; `against`: an earlier log to compare with.
    - `accept`: the reason for which these figures become the baseline.
    - `seed`: which documents the generated suites draw; a release takes fresh ones.
    """

    as_json: bool = False
    accept: str | None = None
    html: Path | None = None
    log: Path | None = None
    against: Path | None = None
    workers: int = 1
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Scored:
    """One suite as it came out, ready to show."""

    name: str
    metrics: Mapping[str, float]
    text: str
    form: Mapping[str, Any]
    report: Report | None = None
    changes: Sequence[str] = ()


def suite_documents(suite: str) -> list[Path]:
    """Where the documents of a suite lie; empty when they are not there."""
    home = Path(evals.__file__).resolve().parent
    if suite == "samples":
        return [home / "samples"]
    if suite == "generated":
        return [home / "gold" / "generated" / "docs"]
    shared = home.parent.parent / "shared" / "documents"
    return [shared / part for part in ("seeds", "real") if (shared / part).is_dir()]


def run_suites(suite: str, gold: Path | None = None, options: EvalOptions | None = None) -> int:
    """Run one suite or all; the exit code is 4 when a figure fell below its baseline."""
    told = options or EvalOptions()
    if gold is None and suite not in (*SUITES, "all"):
        raise UsageError("eval", f"没有名为“{suite}”的评测", f"可选：{'、'.join((*SUITES, 'all'))}")
    scored = [_user_gold(gold, told)] if gold else []
    for name in () if gold else ORDINARY if suite == "all" else (suite,):
        one = _run_one(name, told)
        scored += [one] if one else []
    fallen = [_show(one, told) for one in scored]
    _write(scored, told)
    return ThresholdMissed.exit_code if any(fallen) else 0


def _run_one(name: str, told: EvalOptions) -> _Scored | None:
    if name not in _NEED_NOTHING and not suite_documents(name):
        _print(f"评测 {name}：../shared/documents 不在，跳过")
        return None
    return SUITES[name](name, told)


def _questions(name: str, told: EvalOptions) -> _Scored:
    """The gold under evals/gold/<name> over the documents of the suite."""
    with _library(suite_documents(name)) as workspace:
        return _scored(load_suite(name), workspace, told)


def _reading(name: str, _: EvalOptions) -> _Scored:
    folders = suite_documents(name)
    prints = folders[0].parent / "prints"
    subject = reading_subject(folders) if name == "reading" else prints_subject(prints)
    reading = run_reading(GOLD / "reading", subject)
    form = {"suite": name, "metrics": reading.metrics}
    return _Scored(name, reading.metrics, reading_text(name, reading), form)


def _synthetic(_: str, told: EvalOptions) -> _Scored:
    """Generated documents, one a layout, with the truth of their questions and records."""
    from evals.synthetic import synthetic_suite

    with tempfile.TemporaryDirectory(prefix="mingzhang-eval-") as folder:
        suite = synthetic_suite(Path(folder), told.seed)
        with _library([Path(folder)]) as workspace:
            return _scored(suite, workspace, told)


def _robustness(name: str, told: EvalOptions) -> _Scored:
    from evals.robustness import run_robustness

    @contextmanager
    def library(files: Sequence[Path]) -> Iterator[Callable[[str], Mapping[str, Any]]]:
        with _library(files) as workspace:
            yield lambda question: workspace.ask([question]).as_json()

    with tempfile.TemporaryDirectory(prefix="mingzhang-eval-") as folder:
        found = run_robustness(Path(folder), told.seed, library)
    form = {"suite": name, "metrics": found.metrics, "wrong": found.wrong}
    return _Scored(name, found.metrics, found.as_text(), form)


def _faults(_: str, told: EvalOptions) -> _Scored:
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
    return _Scored("faults", metrics, text, dict(as_form(scores)) | {"metrics": metrics})


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
                _print(f"  读入失败 {outcome.error}")
        yield workspace


SUITES: dict[str, Callable[[str, EvalOptions], _Scored]] = {
    "samples": _questions,
    "reading": _reading,
    "prints": _reading,
    "real": _questions,
    "held": _questions,
    "generated": _questions,
    "synthetic": _synthetic,
    "robustness": _robustness,
    "faults": _faults,
}
_NEED_NOTHING = frozenset({"samples", "generated", "synthetic", "robustness", "faults"})
"""The suites that need no document from outside the repository."""


def _user_gold(gold: Path, told: EvalOptions) -> _Scored:
    """A user's own questions over the user's own library."""
    with Workspace(read_settings()) as workspace:
        return _scored(Suite(f"user {gold.stem}", questions=load(gold, Question)), workspace, told)


def _scored(suite: Suite, workspace: Workspace, told: EvalOptions) -> _Scored:
    asked = [question.asked for question in suite.questions]
    with progress(f"评测 {suite.name}", len(suite.questions)) as step:
        answers = answers_of(workspace.settings, asked, told.workers, step)
        report = run_suite(suite, subject_over(workspace, answers))
    before = read_run(told.against, suite.name) if told.against else None
    changes = difference(before, report) if before else ()
    return _Scored(
        suite.name, metrics_of(report), as_text(report), report_json(report), report, changes
    )


def _show(one: _Scored, told: EvalOptions) -> bool:
    """Print a suite; whether a figure fell below its baseline. `accept` makes these the baseline."""
    _print(json.dumps(one.form, ensure_ascii=False) if told.as_json else one.text)
    for change in one.changes:
        _print(f"与先前相比　{one.name}　{change}")
    if told.accept is not None:
        accept_baseline(one.name, one.metrics, told.accept)
        return False
    fallen = worse(one.metrics, read_baseline(one.name))
    for said in fallen:
        _print(f"低于基线　{one.name}　{said}")
    return bool(fallen)


def _write(scored: Sequence[_Scored], told: EvalOptions) -> None:
    reports = [one.report for one in scored if one.report is not None]
    if told.log:
        for report in reports:
            append_run(told.log, report)
    if told.html:
        changes = [change for one in scored for change in one.changes]
        told.html.write_text(as_html(reports, changes), encoding="utf-8")
        _print(f"已写入 {told.html}")


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
