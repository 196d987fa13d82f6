"""Runs on disk: a JSON line a case, a line of figures, and the difference between two runs.

    {"suite": "real", "metrics": {…}, "measured": {"answerable_accuracy": [0.927, 41]}, "latency": {…}}
    {"suite": "real", "case": "real-q-020", "score": "wrong", "wrong_number": false, "answer": "…"}

Appends; a file may hold many runs, the last one of a suite counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ingest.errors import UsageError

__all__ = ["Run", "append_run", "difference", "read_run"]


class Run(NamedTuple):
    """An earlier run of one suite: its figures, and the score of every case."""

    metrics: Mapping[str, float]
    scores: Mapping[str, str]


Form = Mapping[str, Any]
"""A suite as `mingzhang eval --json` prints it: its name, its figures, its cases where it has any."""


def append_run(path: Path, form: Form) -> None:
    """Write the figures and every case of a suite."""
    figures = {name: value for name, value in form.items() if name != "cases"}
    lines = [figures, *({"suite": form["suite"], "case": c["id"], **c} for c in _cases(form))]
    with path.open("a", encoding="utf-8") as log:
        log.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def read_run(path: Path, suite: str) -> Run | None:
    """The last run of a suite in a file; None when it holds none."""
    metrics: Mapping[str, float] | None = None
    scores: dict[str, str] = {}
    for line in _lines(path):
        if line.get("suite") != suite:
            continue
        if "metrics" in line:
            metrics, scores = line["metrics"], {}
        elif "case" in line:
            scores[line["case"]] = line["score"]
    return None if metrics is None else Run(metrics, scores)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        for line in text.splitlines():
            if line.strip():
                yield json.loads(line)
    except (OSError, ValueError):
        raise UsageError(
            str(path), "不是评测记录", "请给出 mingzhang eval --log 写出的文件"
        ) from None


def _cases(form: Form) -> Sequence[Form]:
    """The cases of a suite of questions; other suites only count theirs."""
    cases = form.get("cases", ())
    return cases if isinstance(cases, Sequence) else ()


def difference(before: Run, now: Form) -> list[str]:
    """What changed since an earlier run, in words: figures, then cases won and lost."""
    said = [
        f"{name}：{before.metrics[name]:.4f} → {value:.4f}（{value - before.metrics[name]:+.4f}）"
        for name, value in now["metrics"].items()
        if name in before.metrics and abs(value - before.metrics[name]) > 1e-6
    ]
    for case in _cases(now):
        earlier = before.scores.get(case["id"])
        if earlier is not None and earlier != case["score"]:
            said.append(f"{case['id']}：{earlier} → {case['score']}")
    return said
