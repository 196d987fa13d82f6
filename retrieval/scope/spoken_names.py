"""Names said without the word for their office, behind their own place: '碧谷疾控2024年', '平湾市住建'.

Takes the folded question, the names of the units and the parts already named; gives the mentions.
As people abbreviate: characters of the name in its order, the first one first, some left out
between, and nothing of the question right behind. Knows no years and no items.

    '碧谷疾控2024年…'  ->  ('滇宁市碧谷区疾病预防控制中心',) over '碧谷疾控'
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.scope.periods import Taken
from retrieval.scope.unit_names import place_forms, places_of

__all__ = ["spoken_names"]

_BEHIND = re.compile(
    r"(?:\d{4}|\d\d年|[今去前明上]年|本年|年[末底初]|的|,|[、和与跟及]|这|那|在(?!职|编|建)|到|[?。]|$)"
)
_OFFICE = re.compile(
    r"(?:保健院|管理局|管理委员会|服务中心|局|委员会|委|厅|中心|院|所|站|会|队|处|办公室|校)$"
)
_MOST = 6


def spoken_names(
    question: str, names: Mapping[str, Sequence[str]], spans: Sequence[Taken]
) -> list[tuple[Taken, tuple[str, ...]]]:
    """Mentions of units by place and abbreviation, from left to right."""
    longest: dict[int, tuple[Taken, tuple[str, ...]]] = {}
    for unit, listed in names.items():
        for name in listed:
            places, core = places_of(name)
            for span in _said(question, places, core) if places else ():
                if any(span.start < t.end and t.start < span.end for t in spans):
                    continue
                known, meant = longest.get(span.start, (span, ()))
                if span.end >= known.end:
                    others = meant if span.end == known.end else ()
                    longest[span.start] = span, tuple(dict.fromkeys((*others, unit)))
    return [longest[start] for start in sorted(longest)]


def _said(question: str, places: Sequence[str], core: str) -> list[Taken]:
    """Where the innermost place stands with an abbreviation of the name behind it."""
    stem = _OFFICE.sub("", core)
    found = []
    for form in place_forms(places[-1]) if "" != stem != core else ():
        at = question.find(form) if len(form) > 1 else -1
        end = _end_of(question, at + len(form), stem) if at >= 0 else 0
        if end:
            found.append(Taken(_with_places_around(question, at, places[:-1]), end))
    return found


def _end_of(question: str, start: int, stem: str) -> int:
    """Where the abbreviation that starts here ends; 0 where there is none."""
    for end in range(min(len(question), start + _MOST), start + 1, -1):
        said = question[start:end]
        if said[0] == stem[0] and _BEHIND.match(question, end) and _abbreviates(said, stem):
            return end
    return 0


def _abbreviates(said: str, stem: str) -> bool:
    """'疾控' of 疾病预防控制; a word that merely begins the name ('农业' of 农业农村) may be an item."""
    rest = iter(stem)
    return all(char in rest for char in said) and (said == stem or said not in stem)


def _with_places_around(question: str, start: int, places: Sequence[str]) -> int:
    for place in reversed(places):
        form = next((f for f in place_forms(place) if question[:start].endswith(f)), "")
        start -= len(form)
    return start
