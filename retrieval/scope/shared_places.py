"""Places that a question says once for several units, or several places for one kind of unit.

Takes the mentions of units that were found with what each may mean, gives them narrowed by the
places said. Knows nothing of years and items.

    '云江区财政局和水务局'       ->  the 水务局 of 云江区
    '云江区和临塘县的水务局'     ->  two units: one in each place
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.scope.periods import Taken
from retrieval.scope.unit_names import place_forms, places_of

__all__ = ["in_places"]

_JOINED = re.compile(r"(?:、|和|与|及|以及|跟|同|,)$")
_OF = re.compile(r"(?:两|三|四)?(?:地|个?[区县市])?(?:各自)?的?$")

Meant = tuple[str, ...]
Names = Mapping[str, tuple[str, ...]]


def in_places(
    question: str, each: Sequence[Meant], spans: Sequence[Taken], names: Names
) -> tuple[tuple[Meant, ...], tuple[Taken, ...]]:
    """The mentions, each in the place that is said for it."""
    found: list[tuple[Meant, Taken]] = []
    for meant, span in zip(each, spans, strict=True):
        if len(meant) < 2:
            found.append((meant, span))
        elif listed := _one_in_each(question, meant, span, names):
            found += listed
        else:
            before = [units[0] for units, _ in found if len(units) == 1]
            found.append((_beside(meant, before[-1], names) if before else meant, span))
    return tuple(units for units, _ in found), tuple(span for _, span in found)


def _beside(meant: Meant, named: str, names: Names) -> Meant:
    """Those in the place of the unit named before; all where none is."""
    there = _places(named, names)
    return tuple(unit for unit in meant if there & _places(unit, names)) or meant


def _places(unit: str, names: Names) -> set[tuple[str, ...]]:
    """The places of a unit from the outermost to the innermost: the last one decides."""
    return {places[-1:] for name in names[unit] if (places := places_of(name)[0])}


def _one_in_each(
    question: str, meant: Meant, span: Taken, names: Names
) -> list[tuple[Meant, Taken]]:
    """'甲区和乙区的水务局': one unit for every place in a row before the name; [] otherwise."""
    by_place = _by_place(meant, names)
    end = span.start - len(_OF.search(question[: span.start])[0])  # type: ignore[index]
    found: list[tuple[Meant, Taken]] = []
    while place := _place_before(question[:end], by_place):
        found.append((by_place[place], Taken(end - len(place), end)))
        rest = question[: end - len(place)]
        joined = _JOINED.search(rest)
        if joined is None:
            break
        end = joined.start()
    single = all(len(units) == 1 for units, _ in found)
    if len(found) < 2 or not single:
        return []
    last = found[0]
    return [*reversed(found[1:]), (last[0], Taken(last[1].start, span.end))]


def _place_before(text: str, by_place: Mapping[str, Meant]) -> str:
    return max((p for p in by_place if text.endswith(p)), key=len, default="")


def _by_place(meant: Meant, names: Names) -> dict[str, Meant]:
    """Every place and its short form with the units in it."""
    found: dict[str, dict[str, None]] = {}
    for unit in meant:
        for name in names[unit]:
            for place in places_of(name)[0]:
                for form in place_forms(place):
                    if len(form) > 1:
                        found.setdefault(form, {})[unit] = None
    return {place: tuple(units) for place, units in found.items()}
