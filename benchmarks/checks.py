"""Checks: our tolerance from the printed places beside one flat tolerance for everything.

The same rules over the same generated documents; only what counts as a difference is another. A
flat tolerance of nothing alarms at every rounding, one of a whole 万元 lets real faults pass.

容差             清洁文件误报   植入差错找到
按印出的位数      0/24           0.97
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.timing import heading, line, table
from evals.synthesis.catalogue import NAMES, disclosure
from evals.synthesis.disclosure import Disclosure
from evals.synthesis.faults import applicable, plant
from evals.synthesis.formats import FORMATS
from extract.checks import run_checks
from ingest.document import Document
from ingest.facts import Finding
from ingest.read import read_document
from ingest.read_facts import read_facts
from ui.one_document import check_document

SEED = 12
_ROUNDS = 5
LAYOUTS = NAMES[::3]
SUMS = ("total_not_updated", "class_total_wrong", "row_sum_wrong", "digit_changed", "spending_text")
Alarm = Callable[[Finding], bool]

CHECKERS: dict[str, Alarm] = {
    "按印出的位数（本品）": lambda f: f.status == "broken" and f.severity != "info",
    "一律为零": lambda f: f.difference is not None and f.difference != 0,
    "一律 0.01 万元": lambda f: _off(f) > Decimal("0.01"),
    "一律 1 万元": lambda f: _off(f) > 1,
}


def bench_checks() -> None:
    """False alarms on clean documents, and the share of planted sums that is found."""
    heading("勾稽：容差的取法")
    began = time.process_time()
    clean = [_findings(disclosure(SEED + 1, name)) for name in LAYOUTS]
    faulty = list(_faulty())
    rows = []
    for name, alarm in CHECKERS.items():
        alarms = sum(any(map(alarm, findings)) for findings in clean)
        found = sum(sum(map(alarm, bad)) > sum(map(alarm, good)) for good, bad in faulty)
        rows.append(
            (name, f"{alarms}/{len(clean)}", f"{found}/{len(faulty)}", f"{found / len(faulty):.3f}")
        )
    table(("容差", "清洁文件误报", "植入的合计差错找到", "比例"), rows)
    line("用时", f"{time.process_time() - began:.0f} s（处理器）")
    line("读好之后", f"每秒核对 {_speed():.0f} 份（单核，处理器时间，五次的中位数）")


def _speed() -> float:
    """Documents a second through the checks once they are read: the median of five rounds."""
    read = [_read(disclosure(SEED, name)) for name in LAYOUTS]
    facts = [read_facts(document) for document in read]
    rounds = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        for document, own in zip(read, facts, strict=True):
            run_checks(document, own)
        rounds.append(time.process_time() - began)
    return len(read) / statistics.median(rounds)


def _faulty() -> Iterator[tuple[tuple[Finding, ...], tuple[Finding, ...]]]:
    """Findings of a document and of the same with one wrong sum in it."""
    for name in LAYOUTS:
        made = disclosure(SEED, name)
        kinds = [kind for kind in applicable(made, SEED) if kind in SUMS]
        good = _findings(made)
        for kind in random.Random(SEED).sample(kinds, min(3, len(kinds))):
            yield good, _findings(plant(made, kind, SEED)[0])


def _findings(made: Disclosure) -> tuple[Finding, ...]:
    return check_document(_read(made))


def _read(made: Disclosure) -> Document:
    form = FORMATS["docx"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{form.suffix}"
        path.write_bytes(form.print(made).data)
        return read_document(path)


def _off(finding: Finding) -> Decimal:
    """The difference in 万元 (amounts are compared in 元); nothing where none was computed."""
    money = finding.left is not None and finding.left.unit in {"元", "万元", "亿元"}
    return abs(finding.difference) / 10000 if money and finding.difference else Decimal(0)
