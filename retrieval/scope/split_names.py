"""A unit's name that other words stand in the middle of: '云江2014年财政局' is 云江区财政局 in 2014.

Takes the folded question, what each mention of a unit may mean, and the names of the units; gives
the mentions narrowed by a place that is named elsewhere in the question. Knows no years and no items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retrieval.scope.periods import Taken
from retrieval.scope.unit_names import place_forms, places_of

__all__ = ["split_names"]

Mentions = tuple[tuple[str, ...], ...]


def split_names(
    question: str, each: Mentions, spans: Sequence[Taken], names: Mapping[str, Sequence[str]]
) -> tuple[Mentions, tuple[Taken, ...]]:
    """Mentions that fit several units, narrowed to those whose place the question names."""
    found: list[Taken] = []
    narrowed = []
    for meant in each:
        places = _named_places(question, meant, spans, names) if len(meant) > 1 else {}
        fits = {unit for units in places.values() for unit in units}
        if fits and len(fits) < len(meant):
            found += places
            narrowed.append(tuple(unit for unit in meant if unit in fits))
        else:
            narrowed.append(meant)
    return tuple(narrowed), tuple(found)


def _named_places(
    question: str, meant: Sequence[str], spans: Sequence[Taken], names: Mapping[str, Sequence[str]]
) -> dict[Taken, set[str]]:
    """The longest place of these units that stands outside of every name, with the units of it."""
    by_wording: dict[str, set[str]] = {}
    for unit in meant:
        for place in {p for name in names[unit] for p in places_of(name)[0]}:
            for wording in place_forms(place):
                if len(wording) > 1:
                    by_wording.setdefault(wording, set()).add(unit)
    for wording in sorted(by_wording, key=len, reverse=True):
        at = question.find(wording)
        span = Taken(at, at + len(wording))
        if at >= 0 and not any(span.start < t.end and t.start < span.end for t in spans):
            return {span: by_wording[wording]}
    return {}
