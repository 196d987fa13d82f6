"""`make alarms`: documents without a fault, every layout and format in turn; each alarm is a defect.

`python -m benchmarks.alarms 2000 7000` checks 2,000 documents from seed 7000 on and names every error
and warning with the layout, the seed and the format that print the document again.

    无错文件 2000 份（23 种版式、10 种格式，种子 7000 起）：报警 0 份
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.timing import line
from evals.synthesis.catalogue import NAMES, disclosure
from evals.synthesis.formats import FORMATS
from ingest.facts import Finding
from ui.one_document import check_document, read_path
from ui.settings import quiet_third_parties

COUNT, SEED, TOLD_EVERY = 2000, 7000, 100


class Clean(NamedTuple):
    """Which document is printed: the same one for the same three."""

    layout: str
    seed: int
    format: str


def planned(count: int, seed: int) -> Iterator[Clean]:
    """All layouts with one seed, then with the next; a layout meets another format every time."""
    formats = list(FORMATS)
    for number in range(count):
        turn, at = divmod(number, len(NAMES))
        yield Clean(NAMES[at], seed + turn, formats[(at + turn) % len(formats)])


def alarms(one: Clean, folder: Path) -> list[Finding]:
    """The errors and warnings of a document that has no fault."""
    form = FORMATS[one.format]
    path = folder / f"document{form.suffix}"
    path.write_bytes(form.print(disclosure(one.seed, one.layout)).data)
    findings = check_document(read_path(path))
    return [f for f in findings if f.status == "broken" and f.severity != "info"]


def main() -> int:
    """How many documents alarm; fails where any does."""
    quiet_third_parties()
    count, seed = [*map(int, sys.argv[1:]), *(COUNT, SEED)[len(sys.argv) - 1 :]]
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(planned(count, seed), 1):
            found = alarms(one, Path(folder))
            bad += bool(found)
            for finding in found:
                line("误报", " ".join(map(str, one)), f"{finding.check} {finding.message}")
            if number % TOLD_EVERY == 0:
                line(f"{number}/{count}", f"报警 {bad} 份")
    print(
        f"无错文件 {count} 份（{len(NAMES)} 种版式、{len(FORMATS)} 种格式，种子 {seed} 起）：报警 {bad} 份"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
