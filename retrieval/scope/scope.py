"""Whose documents and which years a question speaks of.

Takes the folded question and the catalogue (one row a document), gives a Scope: units, years,
预算 or 决算, and the parts of the question that said so. Short names of units are derived by rule
from their full names. Knows nothing of items, figures or passages.

    '云江财局去年决算收入多少'  ->  units ('北河市云江区财政局',)  years (2023,)  account '决算'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol

from ingest.document import DocumentKind
from retrieval.scope.periods import Account, Taken, read_periods
from retrieval.scope.shared_places import in_places
from retrieval.scope.slips import spelt_right
from retrieval.scope.split_names import split_names
from retrieval.scope.spoken_names import STANDS_ALONE, Mention, in_an_item, said_alone, spoken_names
from retrieval.scope.strangers import of_the_level_above, strangers_in
from retrieval.scope.unit_names import (
    PLACE_END,
    bare_unit,
    is_short_for,
    is_stem_of,
    led_by_place,
    place_forms,
    places_of,
    short_place,
    stem_of,
    under_another,
    under_its_office,
    variants_of,
)
from retrieval.words.lexicon import folded

__all__ = ["Account", "Listed", "Scope", "Taken", "is_short_for", "read_scope", "unit_keys"]


class Listed(Protocol):
    """What retrieval needs to know of a kept document; a catalogue row has it."""

    @property
    def doc_id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def unit_name(self) -> str | None: ...  # noqa: D102
    @property
    def fiscal_year(self) -> int | None: ...  # noqa: D102
    @property
    def kind(self) -> DocumentKind | None: ...  # noqa: D102
    @property
    def region(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question says of unit, year and kind; empty where it says nothing.

    - `units`: keys of units in the catalogue; several when the wording fits several.
    - `each`: for every mention, the units it may mean.
    - `strangers`: names of offices or places that no unit of the catalogue carries.
    - `years`: as named; `compared`: those only compared with ('比2023年减少'); `relative`: 0 for 今年, -1 for 去年, relative to the fiscal year.
    - `base`: the account last year is compared by ('比上年决算增加').
    - `stages`: (year, account) where each year has its own ('2025年预算比2024年决算').
    - `pairs`: (units, year) where every unit named has a year of its own beside it.
    - `source`: the year of the document to look in, where the year before it is asked for.
    - `date`: '2024年8月31日' where a day is named.
    - `named`: the parts of the question that name a unit; they are in `taken` as well.
    - `slips`: the name as it is spelt where it was typed with one wrong character.
    - `own`: '本级' or '部门' where the question insists on one of them.
    """

    each: tuple[tuple[str, ...], ...] = ()
    strangers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    compared: tuple[int, ...] = ()
    relative: tuple[int, ...] = ()
    all_years: bool = False
    account: Account | None = None
    base: Account | None = None
    stages: tuple[tuple[int | None, Account], ...] = ()
    pairs: tuple[tuple[tuple[str, ...], int], ...] = ()
    date: str = ""
    source: int | None = None
    own: Literal["部门", "本级"] | None = None
    here: bool = False
    taken: tuple[Taken, ...] = ()
    named: tuple[Taken, ...] = ()
    slips: tuple[str, ...] = ()
    text: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """All units that may be meant, each once, in the order of the question."""
        return tuple(dict.fromkeys(unit for mention in self.each for unit in mention))


_HERE = re.compile(
    r"(?:这|该|本|咱|我|他们|它们)(?:个|家|们)?(?:局|委|办|院|厅|单位|部门|街道|中心|机关|处|所|站|会)|(?:这里(?![面头边])|这家|该家)"
)
_OWN_LEVEL = re.compile(
    r"局?本级|局?本部|机关本级|委本级|(?<!本级)\((?:局|委|厅|院)?机关\)|单位预算|单位决算|单位口径"
    r"|(?<=[局委厅院府会办联])机关(?=的(?!运行|人员|编制)|[,?。]|(?:19|20)\d\d年|(?:预算|决算)?(?:收入|支出)|(?:基本|项目)支出|一般公共预算|本身|自己|$)"
    r"|(?<=[局委厅院府会办联年])机关(?=的?预算(?:是|有|一共|总|多|$|[,?]))"
)
_WHOLE = re.compile(r"部门预算口径|部门口径|全部门|整个部门|全系统|部门汇总|汇总")


def unit_keys(catalogue: Sequence[Listed]) -> dict[str, str]:
    """doc_id -> the key of its unit; documents that print the name with and without its city share it.

    '北河市云江区财政局' and '云江区财政局（本级）' are one unit; '财政局' alone is of nobody.
    """
    whole = _whole_names(tuple(sorted({bare_unit(row.unit_name) for row in catalogue})))
    return {row.doc_id: whole[bare_unit(row.unit_name)] for row in catalogue}


@lru_cache(maxsize=64)
def _whole_names(names: tuple[str, ...]) -> dict[str, str]:
    by_tail: dict[str, set[str]] = {}
    for name in names:
        places, _ = places_of(name)
        for count in range(1, len(places)):
            by_tail.setdefault(name[sum(map(len, places[:count])) :], set()).add(name)
    longer = {name: by_tail.get(name, set()) for name in names}
    return {name: next(iter(more)) if len(more) == 1 else name for name, more in longer.items()}


def read_scope(question: str, catalogue: Sequence[Listed]) -> Scope:
    """What a folded question says of unit, year and kind."""
    known = _known(catalogue)
    names = known.names
    periods = read_periods(question)
    year_spans = periods.taken
    each, unit_spans = _units(question, known)
    each, unit_spans = in_places(question, each, unit_spans, names)
    each, places = split_names(question, each, unit_spans, names)
    strangers, stranger_spans = strangers_in(question, unit_spans, year_spans)
    slips: tuple[str, ...] = ()
    if (strangers or not each) and (slip := _slip(question, names)):
        span, unit, right = slip
        each, unit_spans, slips = ((unit,),), (_with_self(question, span),), (right,)
        strangers, stranger_spans = (), ()
    if not each and not strangers:
        alone = said_alone(question, names)
        each, unit_spans = _apart(alone) if alone else _by_place(question, names)
    if not strangers and (above := of_the_level_above(question, each, unit_spans, names)):
        strangers = (above,)
    here = tuple(Taken(*m.span()) for m in _HERE.finditer(question))
    own = "本级" if _OWN_LEVEL.search(question) else "部门" if _WHOLE.search(question) else None
    if len(each) > 1 and own == "本级" and _levels_named(each, catalogue):
        own = None
    own_spans = tuple(Taken(*m.span()) for p in (_OWN_LEVEL, _WHOLE) for m in p.finditer(question))
    return Scope(
        each=each,
        strangers=strangers,
        years=periods.years,
        compared=periods.compared,
        relative=periods.relative,
        all_years=periods.all_years,
        account=periods.account,
        base=periods.base,
        stages=periods.stages,
        pairs=_pairs(tuple(zip(unit_spans, each, strict=False)), periods.places),
        date=periods.date,
        source=periods.source,
        own=own,  # type: ignore[arg-type]
        here=bool(here),
        text=question,
        named=unit_spans,
        slips=slips,
        taken=(*unit_spans, *places, *stranger_spans, *year_spans, *here, *own_spans),
    )


def _levels_named(each: Sequence[Sequence[str]], catalogue: Sequence[Listed]) -> bool:
    """Whether 本级 is in the name of one of several units, and so says nothing of the others."""
    own = [row.unit_name for row in catalogue if row.unit_name and "本级" in row.unit_name]
    return any(unit in name for units in each for unit in units for name in own)


def _pairs(
    units: Sequence[tuple[Taken, tuple[str, ...]]], years: Sequence[tuple[int, int, int]]
) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Unit and year in turn: '甲局2017年和乙局2018年' pairs each with its own; () otherwise."""
    if len(units) < 2 or len(units) != len(years) or len({year for *_, year in years}) < 2:
        return ()
    told = sorted(
        [(span.start, "unit") for span, _ in units] + [(start, "year") for start, _, _ in years]
    )
    kinds = [kind for _, kind in told]
    if any(one == other for one, other in pairwise(kinds)):
        return ()
    return tuple((meant, year) for (_, meant), (_, _, year) in zip(units, years, strict=True))


# ── units ────────────────────────────────────────────────────────────────────────────────────


class _Known(NamedTuple):
    """The units of a catalogue: the names each goes by, and in which names a character stands."""

    names: dict[str, tuple[str, ...]]
    by_char: dict[str, frozenset[str]]


def _known(catalogue: Sequence[Listed]) -> _Known:
    keys = unit_keys(catalogue)
    rows = {(key, row.region or ""): None for row in catalogue if (key := keys[row.doc_id])}
    return _of_rows(tuple(rows))


@lru_cache(maxsize=8)
def _of_rows(rows: tuple[tuple[str, str], ...]) -> _Known:
    """Every unit with the names it goes by: printed, and led by its region."""
    names: dict[str, dict[str, None]] = {}
    for key, printed in rows:
        known = names.setdefault(key, {key: None})
        if (region := folded(printed)) and region[:2] not in key:
            known[region + key.lstrip(PLACE_END)] = None
        known[led_by_place(key)] = None
        if apart := under_its_office(key):
            known[apart] = None
    for key, led in under_another(tuple(names)):
        names[key][led] = None
    by_char: dict[str, set[str]] = {}
    for listed in names.values():
        for name in listed:
            for char in name:
                by_char.setdefault(char, set()).add(name)
    return _Known(
        {key: tuple(known) for key, known in names.items()},
        {char: frozenset(having) for char, having in by_char.items()},
    )


def _units(question: str, known: _Known) -> tuple[tuple[tuple[str, ...], ...], tuple[Taken, ...]]:
    """Mentions of units from left to right, the longest wording at each place first."""
    found: list[Mention] = []
    names = known.names
    for start, end in _windows(question, known):
        taken = any(start < t.end and t.start < end for t, _ in found)
        if taken or _IN_A_TERM.match(question, end - 2):
            continue
        wording = question[start:end]
        fits = _having(wording, known)
        meant = (
            tuple(u for u, listed in names.items() if _fits(wording, listed, fits)) if fits else ()
        )
        if fits and not meant and STANDS_ALONE.match(question, end):
            meant = tuple(u for u in names if any(is_stem_of(wording, name) for name in names[u]))
        if meant:
            exact = tuple(u for u in meant if u == wording)
            span = _with_self(question, Taken(start, end))
            found.append(_in_place(question, span, exact or meant, names))
    found += spoken_names(question, names, [span for span, _ in found])
    found = [one for one in found if not in_an_item(question, one, found)]
    return _apart(found)


def _apart(found: Iterable[Mention]) -> tuple[tuple[tuple[str, ...], ...], tuple[Taken, ...]]:
    """What is meant, and the parts of the question that say so, from left to right."""
    told = sorted(found)
    return tuple(meant for _, meant in told), tuple(span for span, _ in told)


_IN_A_TERM = re.compile(r"政府(?:性基金|采购|购买|投资|债|补助)")
"""'石桥镇2024年政府性基金' names no 镇政府: the name would end inside a term of the field."""


def _by_place(
    question: str, names: dict[str, tuple[str, ...]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[Taken, ...]]:
    """Units of a place that is named alone: '龙岗2014年预算收入'."""
    found: list[Mention] = []
    by_place: dict[str, list[str]] = {}
    for unit, listed in names.items():
        for place in dict.fromkeys(p for name in listed for p in places_of(name)[0]):
            for form in place_forms(place) if len(place) > 2 else (place,):
                by_place.setdefault(form, []).append(unit)
    for place in sorted(by_place, key=len, reverse=True):
        at = question.find(place)
        if at >= 0 and not any(at < t.end and t.start < at + len(place) for t, _ in found):
            found.append((Taken(at, at + len(place)), tuple(by_place[place])))
    found.sort()
    if len(found) > 1:
        common = set(found[0][1]).intersection(*(units for _, units in found))
        found = [(span, tuple(u for u in units if u in common) or units) for span, units in found]
        return (found[0][1],), tuple(span for span, _ in found)
    return tuple(units for _, units in found), tuple(span for span, _ in found)


def _having(wording: str, known: _Known) -> frozenset[str]:
    """The names in which every character of a wording stands."""
    none: frozenset[str] = frozenset()
    sets = sorted((known.by_char.get(char, none) for char in set(wording)), key=len)
    found = sets[0]
    for other in sets[1:]:
        if not found:
            break
        found = found & other
    return found


def _fits(wording: str, listed: Iterable[str], fits: frozenset[str]) -> bool:
    return any(name in fits and is_short_for(wording, name) for name in listed)


def _windows(question: str, known: _Known) -> Iterable[tuple[int, int]]:
    """Parts of the question that may name a unit, longest first."""
    lasts, longest = _ends(tuple(known.names))
    ends = [i + 1 for i, char in enumerate(question) if char in lasts]
    found = [
        (start, end)
        for end in ends
        for start in range(max(0, end - longest), end - 1)
        if "\u4e00" <= question[start] <= "\u9fff"
    ]
    return sorted(found, key=lambda w: (w[0] - w[1], w[0]))


@lru_cache(maxsize=8)
def _ends(units: tuple[str, ...]) -> tuple[frozenset[str], int]:
    """The characters that names end with, and the length of the longest name."""
    names = [v for unit in units for v in (*variants_of(unit), stem_of(unit)) if v]
    lasts = frozenset(name[-1] for name in names)
    return lasts, max((len(unit) for unit in units), default=0)


def _with_self(question: str, span: Taken) -> Taken:
    match = re.match(r"\((?:本级|本部|机关|部门)\)", question[span.end :])
    return Taken(span.start, span.end + match.end()) if match else span


_NAME_STARTS = re.compile(r"^|[,;:。!?、(]|和|与|跟|及|比|按|请问|年度?|的")
_LONGEST = 24


def _slip(question: str, names: dict[str, tuple[str, ...]]) -> tuple[Taken, str, str] | None:
    """The one unit whose name stands in the question with one character of the same sound."""
    starts = {match.end() for match in _NAME_STARTS.finditer(question)}
    places = {p for listed in names.values() for name in listed for p in places_of(name)[0]}
    starts |= {at for place in places if (at := question.find(place)) > 0}
    chars = {
        name: frozenset("".join(variants_of(name))) for listed in names.values() for name in listed
    }
    for length in range(min(_LONGEST, len(question)), 2, -1):
        found: dict[str, tuple[Taken, str]] = {}
        for start in starts:
            typed = question[start : start + length]
            if len(typed) < length or not all("\u4e00" <= char <= "\u9fff" for char in typed):
                continue
            for unit, right in _spelt(typed, names, chars):
                found[unit] = (Taken(start, start + length), right)
        if found:
            unit, (span, right) = next(iter(found.items()))
            return (span, unit, right) if len(found) == 1 else None
    return None


def _spelt(
    typed: str, names: dict[str, tuple[str, ...]], chars: dict[str, frozenset[str]]
) -> Iterable[tuple[str, str]]:
    for unit, listed in names.items():
        for name in listed:
            if len(set(typed) - chars[name]) > 1:
                continue
            for right in spelt_right(typed, [name]):
                if is_short_for(right, name) and not is_short_for(typed, name):
                    yield unit, right


def _in_place(
    question: str, span: Taken, meant: tuple[str, ...], names: dict[str, tuple[str, ...]]
) -> tuple[Taken, tuple[str, ...]]:
    """A place in brackets behind the name: '商务委(云江区)' is that of 云江区."""
    match = re.match(r"\(([\u4e00-\u9fff]{2,10})\)", question[span.end :])
    if match is None:
        return span, meant
    there = tuple(
        unit
        for unit in meant
        if any(
            match[1] in (place, short_place(place)) or match[1] == "".join(places_of(name)[0])
            for name in names[unit]
            for place in places_of(name)[0]
        )
    )
    return (Taken(span.start, span.end + match.end()), there) if there else (span, meant)
