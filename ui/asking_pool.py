"""Many questions to one library, by several processes: each opens the library for reading.

answers_of(settings, [("收入总计是多少？",)], workers=2, step) -> {("收入总计是多少？",): answer line}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from ui.settings import Settings, quiet_third_parties
from ui.wiring import Workspace

__all__ = ["answers_of"]

Turns = tuple[str, ...]
_open: dict[str, Workspace] = {}
"""The library of a worker process, opened once."""


def answers_of(
    settings: Settings,
    asked: Sequence[Turns],
    workers: int = 1,
    step: Callable[[str], None] = lambda _: None,
) -> dict[Turns, Mapping[str, Any]]:
    """The answer line to each question; `step` is told of every question when it is answered."""
    answers: dict[Turns, Mapping[str, Any]] = {}
    for turns, answer in _each(settings, asked, workers):
        step(turns[-1])
        answers[turns] = answer
    return answers


def _each(
    settings: Settings, asked: Sequence[Turns], workers: int
) -> Iterator[tuple[Turns, Mapping[str, Any]]]:
    if workers < 2:
        with Workspace(settings) as workspace:
            for turns in asked:
                yield turns, workspace.ask(list(turns)).as_json()
        return
    with ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_start, initargs=(settings,)
    ) as pool:
        yield from zip(asked, pool.map(_ask, asked, chunksize=4), strict=True)


def _start(settings: Settings) -> None:
    quiet_third_parties()
    _open["library"] = Workspace(settings)


def _ask(turns: Turns) -> Mapping[str, Any]:
    return _open["library"].ask(list(turns)).as_json()
