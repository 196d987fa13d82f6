"""`mingzhang eval`: wire the product into the suites, print the report, compare with the baseline.

The documents of a suite are read into a library of their own, made for the run and thrown away.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import evals
from evals.baseline import accept_baseline, read_baseline, worse
from evals.cases import Question, load
from evals.metrics import metrics_of
from evals.reading import ReadingSubject, reading_text, run_reading
from evals.report import as_json as report_json
from evals.report import as_text
from evals.run import GOLD, Report, Subject, Suite, load_suite, run_suite
from ingest.document import Document
from ingest.errors import InputError, ThresholdMissed, UsageError
from ingest.read_facts import read_facts
from ui.render import progress, table_line
from ui.settings import Settings, read_settings
from ui.wiring import Workspace, check_document, extract_record, find_files, read_path

__all__ = ["run_suites", "subject_over", "suite_documents"]

SUITES = ("samples", "reading", "real", "held")


def suite_documents(suite: str) -> list[Path]:
    """Where the documents of a suite lie; empty when they are not there."""
    home = Path(evals.__file__).resolve().parent
    if suite == "samples":
        return [home / "samples"]
    shared = home.parent.parent / "shared" / "documents"
    return [shared / part for part in ("seeds", "real") if (shared / part).is_dir()]


def run_suites(
    suite: str, gold: Path | None, *, as_json: bool = False, accept: str | None = None
) -> int:
    """Run one suite or all; the exit code is 4 when a figure fell below its baseline."""
    if gold is not None:
        return _run_user_gold(gold, as_json=as_json)
    if suite not in (*SUITES, "all"):
        raise UsageError("eval", f"没有名为“{suite}”的评测", f"可选：{'、'.join((*SUITES, 'all'))}")
    fallen = False
    for name in SUITES if suite == "all" else (suite,):
        fallen |= _run_one(name, as_json=as_json, accept=accept)
    return ThresholdMissed.exit_code if fallen else 0


def _run_one(name: str, *, as_json: bool, accept: str | None) -> bool:
    folders = suite_documents(name)
    if not folders:
        _print(f"评测 {name}：../shared/documents 不在，跳过")
        return False
    if name == "reading":
        reading = run_reading(GOLD / "reading", reading_subject(folders))
        _print(json.dumps(reading.metrics) if as_json else reading_text(reading))
        return _compared(name, reading.metrics, accept)
    with (
        tempfile.TemporaryDirectory(prefix="mingzhang-eval-") as store,
        Workspace(Settings(Path(store), read_settings().embedding)) as workspace,
    ):
        for outcome in workspace.ingest(folders):
            if outcome.error is not None:
                _print(f"  读入失败 {outcome.error}")
        report = _score(load_suite(name), workspace)
    _show(report, as_json=as_json)
    return _compared(name, metrics_of(report), accept)


def _compared(name: str, metrics: Mapping[str, float], accept: str | None) -> bool:
    """Whether a figure fell below its baseline; `accept` makes these figures the baseline."""
    if accept is not None:
        accept_baseline(name, metrics, accept)
        return False
    fallen = worse(metrics, read_baseline(name))
    for said in fallen:
        _print(f"低于基线　{name}　{said}")
    return bool(fallen)


def _score(suite: Suite, workspace: Workspace) -> Report:
    with progress("评测", len(suite.questions)) as step:
        return run_suite(suite, subject_over(workspace), step)


def _run_user_gold(gold: Path, *, as_json: bool) -> int:
    """A user's own questions over the user's own library."""
    with Workspace(read_settings()) as workspace:
        suite = Suite(gold.stem, questions=load(gold, Question))
        _show(_score(suite, workspace), as_json=as_json)
    return 0


def _show(report: Report, *, as_json: bool) -> None:
    _print(json.dumps(report_json(report), ensure_ascii=False) if as_json else as_text(report))


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def subject_over(workspace: Workspace) -> Subject:
    """The product as the scorers see it: public forms by sha256."""
    documents: dict[str, Document] = {d.doc_id: d for d in workspace.library_documents()}

    def answer(turns: Sequence[str]) -> Mapping[str, Any]:
        return workspace.ask(list(turns)).as_json()

    def extract(sha256: str) -> Mapping[str, Any]:
        return extract_record(documents[sha256]).as_json()

    def tables(sha256: str) -> list[Mapping[str, Any]]:
        return [table_line(documents[sha256], table) for table in documents[sha256].tables]

    def info(sha256: str) -> Mapping[str, Any]:
        said = documents[sha256].info
        return {
            "unit_name": said.unit_name,
            "fiscal_year": said.fiscal_year,
            "kind": said.kind,
            "absent": said.absent_tables,
        }

    def text_of(sha256: str) -> str | None:
        return documents[sha256].text if sha256 in documents else None

    def lanes(question: str) -> dict[str, list[Mapping[str, Any]]]:
        found = workspace.lanes(question, 10)
        return {
            lane: [{"doc_id": row.doc_id, "text": row.text} for row in rows]
            for lane, rows in found.items()
        }

    return Subject(answer, extract, tables, info, text_of, lanes)


TABLE_RULES = re.compile(r"C(?:0[7-9]|1\d|2[0-7])b?")
"""The rules inside one table (domain.md §3.2) that are sums."""


def reading_subject(folders: Sequence[Path]) -> ReadingSubject:
    """The reader as its scorers see it, over the documents of some folders."""
    documents: dict[str, Document] = {}
    with progress("读取", len(files := find_files(folders))) as step:
        for file in files:
            step(file.name)
            document = _read(file)
            if document is not None:
                documents[document.doc_id] = document

    def sums(sha256: str) -> list[Mapping[str, Any]]:
        found = check_document(documents[sha256])
        return [f.as_json() for f in found if TABLE_RULES.fullmatch(f.check)]

    return ReadingSubject(
        frozenset(documents),
        lambda sha256: _table_lines(documents[sha256]),
        lambda sha256: [section.path for section in documents[sha256].sections],
        lambda sha256: _prose_facts(documents[sha256]),
        sums,
        _prints(folders[0].parent / "prints"),
    )


def _read(file: Path) -> Document | None:
    try:
        return read_path(file)
    except InputError as error:
        _print(f"  读入失败 {error}")
        return None


def _table_lines(document: Document) -> list[Mapping[str, Any]]:
    return [
        {
            **table_line(document, table),
            "column_paths": table.column_paths,
            "uncertain": table.uncertain,
        }
        for table in document.tables
    ]


def _prose_facts(document: Document) -> list[Mapping[str, Any]]:
    return [
        {
            "quote": fact.citation.quote,
            "printed": fact.printed,
            "value": None if fact.value is None else str(fact.value),
            "unit": fact.unit,
            "row_path": fact.row_path,
            "measure": fact.measure,
            "year": fact.year,
        }
        for fact in read_facts(document)
        if fact.table is None
    ]


def _prints(folder: Path) -> dict[str, list[Mapping[str, Any]]]:
    """Every print of one document; the Word file, whose cells are the file's own, is the reference."""
    files = sorted(folder.glob("*"), key=lambda f: (f.suffix != ".docx", f.name))
    read = ((file.name, _read(file)) for file in files)
    return {name: _table_lines(document) for name, document in read if document is not None}
