"""All kinds of planted faults by name, and the one way to plant them: `plant(disclosure, kind, seed)`.

Takes a Disclosure that ties, gives one that contradicts itself in exactly one place a kind, and
says where and which rules of the cross-check catalogue it breaks.

>>> len(FAULTS) >= 40
True
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Protocol

from evals.synthesis.disclosure import Disclosure
from evals.synthesis.faults_form import FORM_FAULTS
from evals.synthesis.faults_tables import CELL_FAULTS, NotHere
from evals.synthesis.faults_text import TEXT_FAULTS
from evals.synthesis.planted import Planted

__all__ = ["FAULTS", "Fault", "NotHere", "applicable", "plant", "plant_all"]


class Fault(Protocol):
    """A kind of fault."""

    @property
    def id(self) -> str:
        """Its name."""
        ...

    @property
    def rules(self) -> tuple[int, ...]:
        """The rules of the catalogue that it breaks."""
        ...

    def plant(self, made: Disclosure, draw: Random) -> tuple[Disclosure, Planted]:
        """The document with it; raises NotHere."""
        ...


_ALL: tuple[Fault, ...] = (*CELL_FAULTS, *TEXT_FAULTS, *FORM_FAULTS)

FAULTS: dict[str, Fault] = {fault.id: fault for fault in _ALL}
"""Every kind by its name."""


def plant(made: Disclosure, kind: str, seed: int) -> tuple[Disclosure, Planted]:
    """One fault; the same place for the same seed; NotHere where the document has none for it."""
    return FAULTS[kind].plant(made, Random(f"{kind}:{seed}"))


def plant_all(
    made: Disclosure, kinds: Iterable[str], seed: int
) -> tuple[Disclosure, list[Planted]]:
    """Several faults in one document, one after the other."""
    planted = []
    for kind in kinds:
        made, one = plant(made, kind, seed)
        planted.append(one)
    return made, planted


def applicable(made: Disclosure, seed: int = 0) -> list[str]:
    """The kinds that a document has a place for."""
    kinds = []
    for kind in FAULTS:
        try:
            plant(made, kind, seed)
        except NotHere:
            continue
        kinds.append(kind)
    return kinds
