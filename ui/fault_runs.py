"""Run the suite `faults`: print documents with planted faults, read and check them, by several processes.

fault_scores(workers=2, step) -> [Score('direction_wrong', 'delta', ('C68b …',)), …]
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from evals.fault_scorers import Job, Score, jobs, score
from ingest.facts import Finding
from ui.one_document import check_document, read_path
from ui.settings import quiet_third_parties

__all__ = ["fault_scores"]

SAMPLE = ("coastal", "southern", "delta", "meadow", "fjord", "glacier", "reef", "terrace")
"""The layouts of the quick run: both hand-made ones, codes in three ways, budget and final account."""


def fault_scores(
    workers: int = 1,
    step: Callable[[str], None] = lambda _: None,
    layouts: Sequence[str] = SAMPLE,
    seed: int = 0,
) -> list[Score]:
    """Every kind of fault in the layouts, one seed, as Word files."""
    planned = jobs([seed], layouts)
    scores: list[Score] = []
    for job, one in zip(planned, _each(planned, workers), strict=True):
        step(job.layout)
        scores += one
    return scores


def _each(planned: Sequence[Job], workers: int) -> Iterator[list[Score]]:
    if workers < 2:
        yield from map(_one, planned)
        return
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, spawn, initializer=quiet_third_parties) as pool:
        yield from pool.map(_one, planned)


def _one(job: Job) -> list[Score]:
    with tempfile.TemporaryDirectory(prefix="mingzhang-faults-") as folder:
        return score(job, partial(_check, Path(folder)))


def _check(folder: Path, data: bytes, suffix: str) -> Sequence[Finding]:
    file = folder / f"document{suffix}"
    file.write_bytes(data)
    return check_document(read_path(file))
