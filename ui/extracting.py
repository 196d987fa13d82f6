"""`mingzhang extract` over many files: one after the other, or by several processes.

Takes a schema and files, gathers Records and Findings in the order of the files. A file that fails,
or a process that dies, is said and the others go on.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ingest.document import Document
from ingest.errors import InputError, NothingUsable
from ingest.read import MAX_BYTES
from ui.one_document import checked_record, own_record, read_source
from ui.sources import find_files, sources

if TYPE_CHECKING:
    from extract.own_schema import OwnSchema
    from extract.record import Record
    from ingest.facts import Finding

__all__ = ["Extractor"]

Made = tuple["Record", "tuple[Finding, ...]"]
Outcome = tuple[list[Made], list[str]]
"""What became of one file (an archive holds several documents): records, and what went wrong."""


AHEAD = 2
"""How many files a process may have waiting: memory stays bounded however many there are."""


class Extractor:
    """Gathers what is extracted by one schema."""

    def __init__(self, schema: str, workers: int = 1) -> None:
        self.workers = workers
        self.asked = schema
        self.schema = _schema(schema)
        self.records: list[Record] = []
        self.findings: list[Finding] = []

    def add(self, document: Document, _: Callable[[], bytes]) -> None:
        """One document that was read."""
        self._keep(_made(document, self.schema))

    def _keep(self, made: Made) -> None:
        self.records.append(made[0])
        self.findings += made[1]

    def run(self, paths: Sequence[Path]) -> typer.Exit | None:
        """All files by several processes; how it ended where some failed."""
        failed = 0
        for records, errors in self._outcomes(find_files(paths)):
            for made in records:
                self._keep(made)
            failed += len(errors)
            for error in errors:
                print(error, file=sys.stderr)
        if not self.records:
            if failed:
                raise typer.Exit(NothingUsable.exit_code)
            raise NothingUsable("没有可读的文件", "给出的位置里没有能读的文件", "请检查路径")
        return typer.Exit(InputError.exit_code) if failed else None

    def _outcomes(self, files: Sequence[Path]) -> Iterator[Outcome]:
        """In the order of the files, a bounded number of them ahead."""
        waiting = iter(files)
        while True:
            batch = list(islice(waiting, self.workers * AHEAD * 8))
            if not batch:
                return
            yield from self._batch(batch)

    def _batch(self, files: Sequence[Path]) -> Iterator[Outcome]:
        """One pool a batch: a crash costs the files of the batch another try, one by one."""
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.workers, mp_context=spawn) as pool:
            tasks = [pool.submit(_extract_file, file, self.asked) for file in files]
            done = [_result(task) for task in tasks]
        for file, outcome in zip(files, done, strict=True):
            yield outcome if outcome is not None else self._alone(file)

    def _alone(self, file: Path) -> Outcome:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=spawn) as pool:
            outcome = _result(pool.submit(_extract_file, file, self.asked))
        return outcome or ([], [f"{file.name}：读这份文件时进程崩溃。其余文件不受影响。"])


def _result(task: Future[Outcome]) -> Outcome | None:
    """None where the process died."""
    try:
        return task.result()
    except BrokenProcessPool:
        return None


def _schema(asked: str) -> OwnSchema | None:
    if asked == "departmental_budget":
        return None
    from extract.own_schema import own_schema

    return own_schema(asked)


def _made(document: Document, schema: OwnSchema | None) -> Made:
    return own_record(document, schema) if schema else checked_record(document)


def _extract_file(file: Path, asked: str) -> Outcome:
    """In a process of its own: read, check, extract."""
    schema = _schema(asked)
    records: list[Made] = []
    errors: list[str] = []
    for source in sources(file, MAX_BYTES):
        try:
            records.append(_made(read_source(source, MAX_BYTES), schema))
        except InputError as error:
            errors.append(str(error))
    return records, errors
