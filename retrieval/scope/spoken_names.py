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

__all__ = ["STANDS_ALONE", "Mention", "in_an_item", "said_alone", "spoken_names"]

Mention = tuple[Taken, tuple[str, ...]]

STANDS_ALONE = re.compile(
    r"(?:\d{4}|\d\d年|[今去前明上]年|本年|年[末底初]|的|,|[、和与跟及]|这|那|在(?!职|编|建)|到|[?。]|$)"
)
"""What stands behind a name without its 局: '云江财政2024年', never '云江财政拨款'."""
_OFFICE = re.compile(
    r"(?:保健院|管理局|管理委员会|服务中心|局|委员会|委|厅|中心|院|所|站|会|队|处|办公室|校)$"
)
_MOST = 6


def spoken_names(
    question: str, names: Mapping[str, Sequence[str]], spans: Sequence[Taken]
) -> list[Mention]:
    """Mentions of units by place and abbreviation, from left to right."""
    longest: dict[int, Mention] = {}
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


def said_alone(question: str, names: Mapping[str, Sequence[str]]) -> list[Mention]:
    """The one unit that opens the question by the end of its name or abbreviated, without its place.

    '福利院2024年…' for 南渠市社会福利院, '疾控今年…' for 岚川市疾病预防控制中心.
    """
    opening = _OPENING.match(question)
    start = opening.end() if opening else 0
    found: dict[int, set[str]] = {}
    for unit, listed in names.items():
        for places, core in map(places_of, listed) if len(question) > start else ():
            if places and (end := _end_alone(question, start, core)):
                found.setdefault(end, set()).add(unit)
    units = found[max(found)] if found else ()
    return [(Taken(start, max(found)), tuple(units))] if len(units) == 1 else []


_OPENING = re.compile(r"(?:请问|想问(?:一?下)?|我?想(?:知道|了解)|(?:19|20)\d\d年度?|[今去]年|,)*")
_BODY_END = re.compile(r"[院馆所站校园社场]$")
_TAIL = 3


def _end_alone(question: str, start: int, core: str) -> int:
    """Where the end of a name ('福利院' of 社会福利院) or its abbreviation ('疾控') ends; 0 for none."""
    end = _tail_end(question, start, core)
    stem = _OFFICE.sub("", core)
    short = _end_of(question, start, stem) if not end and "" != stem != core else 0
    return end or (short if question[start:short] not in stem else 0)


def _tail_end(question: str, start: int, core: str) -> int:
    """Where the end of a name, 福利院 of 社会福利院, ends; 0 where it does not stand here."""
    tails = (core[at:] for at in range(1, len(core) - _TAIL + 1) if _BODY_END.search(core))
    return next((start + len(t) for t in tails if question.startswith(t, start)), 0)


def _said(question: str, places: Sequence[str], core: str) -> list[Taken]:
    """Where the innermost place stands with an abbreviation of the name behind it."""
    stem = _OFFICE.sub("", core)
    found = []
    for form in place_forms(places[-1]) if "" != stem != core else ():
        at = question.find(form) if len(form) > 1 else -1
        behind = at + len(form)
        end = at >= 0 and (_end_of(question, behind, stem) or _tail_end(question, behind, core))
        if end:
            found.append(Taken(_with_places_around(question, at, places[:-1]), end))
    return found


def _end_of(question: str, start: int, stem: str) -> int:
    """Where the abbreviation that starts here ends, with 部门 or 系统 behind it; 0 where there is none."""
    for end in range(min(len(question), start + _MOST), start + 1, -1):
        said = question[start:end]
        if said[0] != stem[0] or not _abbreviates(said, stem):
            continue
        branch = _BRANCH.match(question, end)
        behind = branch.end() if branch else end
        if STANDS_ALONE.match(question, behind):
            return behind
    return 0


_BRANCH = re.compile(r"部门|系统")
"""'卫健部门', '住建系统': the branch for the office that runs it."""


def _abbreviates(said: str, stem: str) -> bool:
    """'疾控' of 疾病预防控制; a word that merely begins the name ('农业' of 农业农村) may be an item."""
    rest = iter(stem)
    return all(char in rest for char in said) and (said == stem or said not in stem)


def _with_places_around(question: str, start: int, places: Sequence[str]) -> int:
    for place in reversed(places):
        form = next((f for f in place_forms(place) if question[:start].endswith(f)), "")
        start -= len(form)
    return start


def _like_its_name(wording: str, meant: Sequence[str], found: Sequence[Mention]) -> bool:
    """'妇幼保健医院' behind '某市妇幼保健院' is the row of that name, and no second way to say the unit."""
    if len(meant) != 1 or not any(
        set(meant) & set(o) and s.end - s.start > len(wording) for s, o in found
    ):
        return False
    forms = (form for place in places_of(meant[0])[0] for form in place_forms(place))
    return not meant[0].endswith(wording) and not wording.startswith(tuple(forms))


def in_an_item(question: str, one: Mention, found: Sequence[Mention]) -> bool:
    """A very short wording beside a name in full is part of an item: '人大' in '某局2024年人大事务'."""
    (start, end), meant = one
    if end - start > 3:
        return _like_its_name(question[start:end], meant, found)
    alone = len(meant) == 1 and STANDS_ALONE.match(question, end)
    apart = question[max(start - 1, 0)] in "和与跟及、比较同" or alone
    full = [other for span, other in found if span.end - span.start > 3]
    return any(not apart or set(meant) & set(other) for other in full)
