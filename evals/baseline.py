"""The accepted figures: committed, compared at every run; a fall below them fails.

{"samples": {"answerable_accuracy": 1.0, "wrong_number_rate": 0.0, …}, "real": {…}}
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path

__all__ = ["LOWER_IS_BETTER", "accept_baseline", "read_baseline", "worse"]

PATH = Path(__file__).resolve().parent / "baseline.json"
LOG = Path(__file__).resolve().parent / "LOG.md"
ROUNDING = 1e-5
"""Baselines are written to six places; one case more or less moves a figure a thousand times that."""

LOWER_IS_BETTER = frozenset({"false_refusals", "wrong_number_rate"})


def read_baseline(suite: str) -> dict[str, float]:
    """The accepted figures of a suite; empty before the first acceptance."""
    if not PATH.is_file():
        return {}
    accepted: dict[str, dict[str, float]] = json.loads(PATH.read_text(encoding="utf-8"))
    return accepted.get(suite, {})


def worse(metrics: Mapping[str, float], accepted: Mapping[str, float]) -> list[str]:
    """Every figure that fell below the accepted one, in words."""
    return [
        f"{name}：基线 {before:.4f}，本次 {metrics[name]:.4f}"
        for name, before in accepted.items()
        if name in metrics and _worse(name, metrics[name], before)
    ]


def _worse(name: str, now: float, before: float) -> bool:
    lower = name.partition("[")[0] in LOWER_IS_BETTER
    fall = now - before if lower else before - now
    return fall > ROUNDING


def accept_baseline(suite: str, metrics: Mapping[str, float], reason: str) -> None:
    """Make these figures the baseline; the reason goes to evals/LOG.md."""
    accepted = json.loads(PATH.read_text(encoding="utf-8")) if PATH.is_file() else {}
    accepted[suite] = {name: round(value, 6) for name, value in sorted(metrics.items())}
    PATH.write_text(json.dumps(accepted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"\n## {day} 基线 {suite}\n\n{reason}\n")
