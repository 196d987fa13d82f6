"""`mingzhang eval`: run suites, print their reports, compare with the baseline and an earlier run.

$ mingzhang eval samples --html 报告.html --log 记录.jsonl --against 上次.jsonl
评测 samples
  可答题正确率：1.000  n=67  [0.946, 1.000]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.baseline import accept_baseline, read_baseline, worse
from evals.report_html import Told, as_html
from evals.runs import append_run, difference, read_run
from ingest.errors import ThresholdMissed, UsageError
from ui.suites import (
    NEED_NOTHING,
    SUITES,
    EvalOptions,
    Scored,
    progress_file,
    suite_documents,
    user_gold,
)

__all__ = ["EvalOptions", "run_suites"]

ORDINARY = ("samples", "reading", "prints", "real")
"""What `all` runs; the held part of the gold is run for a release, by name."""


def run_suites(suite: str, gold: Path | None = None, options: EvalOptions | None = None) -> int:
    """Run one suite or all; the exit code is 4 when a figure fell below its baseline."""
    told = options or EvalOptions()
    if gold is None and suite not in (*SUITES, "all"):
        raise UsageError("eval", f"没有名为“{suite}”的评测", f"可选：{'、'.join((*SUITES, 'all'))}")
    if told.against:
        read_run(told.against, suite)
    scored = [user_gold(gold, told)] if gold else []
    for name in () if gold else ORDINARY if suite == "all" else (suite,):
        one = _run_one(name, told)
        scored += [one] if one else []
    changes = [_changes(one, told) for one in scored]
    _write(scored, [said for some in changes for said in some], told)
    fallen = [_show(one, some, told) for one, some in zip(scored, changes, strict=True)]
    return ThresholdMissed.exit_code if any(fallen) else 0


def _run_one(name: str, told: EvalOptions) -> Scored | None:
    if name not in NEED_NOTHING and not suite_documents(name):
        _print(f"评测 {name}：../shared/documents 不在，跳过")
        return None
    return SUITES[name](name, told)


def _show(one: Scored, changes: Sequence[str], told: EvalOptions) -> bool:
    """Print a suite; whether a figure fell below its baseline. `accept` makes these the baseline."""
    _print(json.dumps(one.form, ensure_ascii=False) if told.as_json else one.text)
    for change in changes:
        _print(f"与先前相比　{one.name}　{change}")
    if told.accept is not None:
        accept_baseline(one.name, one.metrics, told.accept)
        return False
    fallen = worse(one.metrics, read_baseline(one.name))
    for said in fallen:
        _print(f"低于基线　{one.name}　{said}")
    return bool(fallen)


def _changes(one: Scored, told: EvalOptions) -> Sequence[str]:
    before = read_run(told.against, one.name) if told.against else None
    return difference(before, one.form) if before else ()


def _write(scored: Sequence[Scored], changes: Sequence[str], told: EvalOptions) -> None:
    """The page and the log, before anything is shown: whoever reads only the first lines has them too."""
    if told.html:
        pages = [one.report or Told(one.name, one.text) for one in scored]
        told.html.write_text(as_html(pages, changes), encoding="utf-8")
        if not told.as_json:
            _print(f"已写入 {told.html}")
    if told.log:
        for one in scored:
            append_run(told.log, one.form)
        progress_file(told.log).unlink(missing_ok=True)


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
