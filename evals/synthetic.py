"""The synthetic suite: fresh documents of invented units, their questions and records, by seed.

Takes a folder and a seed, writes one file a layout (the formats take turns), gives the Suite over
them. No two documents are of one unit, so that a question has one answer.

    synthetic_suite(folder, seed=20261122) -> Suite('synthetic', questions=(…,), records=(…,))
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from evals.cases import Question, RecordGold
from evals.run import Suite
from evals.synthesis.cases import case, invented, moved
from evals.synthesis.catalogue import LAYOUTS, NAMES, disclosure
from evals.synthesis.compose import compose
from evals.synthesis.composed_questions import composed_questions
from evals.synthesis.composed_records import composed_fields, composed_lists
from evals.synthesis.disclosure import Disclosure
from evals.synthesis.formats import FORMATS

__all__ = ["Printed", "crowd", "drafted_anew", "printed_documents", "synthetic_suite"]

FORMATS_IN_TURN = ("pdf", "docx", "xlsx", "html_site", "text", "markdown", "html_word")
COMPOSED = tuple(name for name in NAMES if name not in ("coastal", "southern"))
"""The layouts whose documents carry the truth of every field."""


class Printed(NamedTuple):
    """A generated document in its file."""

    made: Disclosure
    seed: int
    path: Path
    sha256: str


def printed_documents(folder: Path, seed: int, most: int | None = None) -> Iterator[Printed]:
    """Documents of different units, each layout in turn, written under names that say nothing."""
    units: set[str] = set()
    seeds = count(seed * 1000)
    for number in range(most or len(COMPOSED)):
        layout = COMPOSED[number % len(COMPOSED)]
        made, own = next(
            (made, s) for s in seeds if (made := disclosure(s, layout)).unit_name not in units
        )
        units.add(made.unit_name)
        yield _printed(folder, number, made, own)


def crowd(folder: Path, seed: int, most: int) -> Iterator[Path]:
    """Any number of documents, each of a unit in a place of its own."""
    for number, region in zip(range(most), _places(seed), strict=False):
        layout = COMPOSED[number % len(COMPOSED)]
        made = case(seed + number, unit=moved(invented(seed + number), region))
        form = FORMATS[FORMATS_IN_TURN[number % len(FORMATS_IN_TURN)]]
        path = folder / f"{number:04d}{form.suffix}"
        path.write_bytes(form.print(compose(made, LAYOUTS[layout])).data)
        yield path


_FIRST, _SECOND = (
    "云松岚绛望沧梧雁琼霁砚青鹤芦溪枫桐澜岫汀",
    "屿川屏洲陂浦塘埠堤坞岭泽津湾滩坪桥原荡陵",
)


def _places(seed: int) -> Iterator[str]:
    """'岚屿市汀原县', …: 160,000 invented places in an order drawn by the seed."""
    draw = random.Random(seed)
    halves = [one + other for one in _FIRST for other in _SECOND]
    cities, counties = draw.sample(halves, len(halves)), draw.sample(halves, len(halves))
    for shift in range(len(halves)):
        for at, city in enumerate(cities):
            yield f"{city}市{counties[(at + shift) % len(halves)]}{'区县'[at % 2]}"


def drafted_anew(folder: Path, printed: Sequence[Printed]) -> Iterator[Printed]:
    """The same units in the same layouts and formats with other figures."""
    for number, one in enumerate(printed):
        layout = COMPOSED[number % len(COMPOSED)]
        name = invented(one.seed).name
        other = next(s for s in count(one.seed + 1) if invented(s).name == name)
        yield _printed(folder, number, disclosure(other, layout), other)


def _printed(folder: Path, number: int, made: Disclosure, seed: int) -> Printed:
    form = FORMATS[FORMATS_IN_TURN[number % len(FORMATS_IN_TURN)]]
    data = form.print(made).data
    path = folder / f"{number:03d}{form.suffix}"
    path.write_bytes(data)
    return Printed(made, seed, path, hashlib.sha256(data).hexdigest())


def synthetic_suite(folder: Path, seed: int, most: int | None = None) -> Suite:
    """Write the documents and give their gold."""
    printed = list(printed_documents(folder, seed, most))
    return Suite(
        "synthetic",
        tuple(question for one in printed for question in _questions(one)),
        tuple(map(_record, printed)),
    )


def _questions(one: Printed) -> Iterator[Question]:
    for line in composed_questions(one.made, one.sha256, one.seed):
        yield Question.model_validate(line)


def _record(one: Printed) -> RecordGold:
    fields = {name: dict(truth) for name, truth in composed_fields(one.made).items()}
    return RecordGold.model_validate(
        {
            "id": f"synthetic-r-{one.sha256[:8]}",
            "sha256": one.sha256,
            "fields": fields,
            **composed_lists(one.made),
        }
    )
