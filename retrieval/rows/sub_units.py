"""The units below a department that its document prints in rows of their own, as a question names them.

Takes an Understood and Sources, gives the SubUnits named, the rows that are theirs, and whether
an answer speaks of them. A name may be said by its end or without its place. One that is also a 科目
(图书馆) means the unit only where the question says so: its 收入, '一家'. Knows no wording of answers.

    '公路局的总计是多少'   ->  SubUnit('秦原市公路局', '公路局')      facts of that row only
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Document, Table
from ingest.facts import Fact
from retrieval.scope.unit_names import bare_unit, is_short_for, places_of
from retrieval.understand.places import is_unit_row
from retrieval.understand.reading import Target, Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed

__all__ = ["SubUnit", "below", "named_units", "rows_of", "speaks_of"]

_BODY = "局馆所站队院校处社园场厅心"
_SUSPECT = re.compile(rf"[\u4e00-\u9fff]{{2,}}[{_BODY}]")
_IN_TEXT = re.compile(
    rf"(?:^|[:、,;。.)(\d和及与]|包括|为|有)((?:[\u4e00-\u9fff]{{2,6}}[省市区县旗镇])?[\u4e00-\u9fff]{{3,18}}?(?:中心|[{_BODY[:-1]}]))(?=[、,;。()\d]|和|及|与|等|$)"
)
_LISTS_UNITS = re.compile(
    r"编制范围|预算单位|下属|所属|二级|单位构成|(?:事业|基层|直属)单位|决算(?:单位)?构成|局属"
)
_ALONE = re.compile(r"^(?:这)?(?:一家|一个单位|这家|单位|自己|本身|单独|独自)")
_INCOME = re.compile(r"收入|收支")


class SubUnit(NamedTuple):
    """A unit below the department: its name as printed, and as the question says it.

    `shared`: what is said is the name of a 科目 as well, so that only the whole name tells the unit.
    """

    name: str
    said: str
    start: int
    end: int
    shared: bool = False


def named_units(understood: Understood, sources: Sources, text: str) -> list[SubUnit]:
    """The units below the department that a text (without the department's own name) names."""
    if not _SUSPECT.search(text):
        return []
    rows = [row for target in understood.targets for row in target.own or target.documents]
    if len({row.unit_name for row in rows}) != 1:
        return []
    own = bare_unit(rows[0].unit_name)
    facts = understood.facts_of(rows)
    printed = _printed(facts)
    cores = tuple({_core(name) for name in printed})
    listed = {n for r in rows for n in _listed(sources.document(r.doc_id))}
    names = {*printed, *(name for name in listed if not name.endswith(cores))}
    names = {name for name in names if not name.endswith(own) and bare_unit(name) != own}
    found: list[SubUnit] = []
    mentions = _mentions(sorted(names), own, text)
    for unit in sorted(mentions, key=lambda u: (u.start - u.end, u.name not in printed)):
        if not any(unit.start < known.end and known.start < unit.end for known in found):
            found.append(unit)
    coded = (f.item for f in facts if f.code and f.scope == "部门")
    subjects = {label_key(item) for item in coded if not is_unit_row(item)}
    found = [unit._replace(shared=label_key(unit.said) in subjects) for unit in found]
    sure = [unit for unit in found if not unit.shared or _as_unit(text, unit)]
    kept = [u for u in found if u in sure or any(_beside(text, u, other) for other in sure)]
    return sorted(kept, key=lambda unit: unit.start)


def below(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The names of the units that have rows of their own, in the order of their rows."""
    return _printed(facts)


def rows_of(unit: str, facts: Iterable[Fact]) -> list[Fact]:
    """The figures in the rows of one unit, and in rows below its own."""
    return [f for f in facts if f.table is not None and unit in map(_plain, f.row_path)]


def speaks_of(composed: Composed, units: Sequence[SubUnit]) -> bool:
    """Whether what an answer stands on names each of the units."""
    evidence = composed.draft.evidence
    said = [e.said for e in evidence]
    whole = folded("|".join(said))
    return all(
        unit.name in whole
        or (not unit.shared and (unit.said in whole or _core(unit.name) in whole))
        for unit in units
    )


def _printed(facts: Iterable[Fact]) -> tuple[str, ...]:
    rows = (f for f in facts if f.table is not None and f.scope == "所属单位" and f.row_path)
    labels = (_plain(label) for f in rows for label in f.row_path)
    return tuple(dict.fromkeys(name for name in labels if _is_unit(name)))


def _plain(label: str) -> str:
    return re.sub(r"(?:小计|合计)$", "", folded(label).replace(" ", ""))


def _is_unit(name: str) -> bool:
    return len(name) >= 4 and name[-1] in _BODY and bool(places_of(name)[0])


_KNOWN: dict[str, tuple[str, ...]] = {}


def _listed(document: Document) -> tuple[str, ...]:
    """Names that a sentence on the units of the department lists."""
    if document.doc_id not in _KNOWN:
        if len(_KNOWN) > 512:
            _KNOWN.clear()
        paragraphs = (paragraph.pieces for paragraph in document.paragraphs)
        texts = ("".join(document.text[a:b] for a, b in pieces) for pieces in paragraphs)
        lines = (re.sub(r"\s+", "", folded(text)) for text in texts)
        found = [m[1] for line in lines if _LISTS_UNITS.search(line) for m in _names(line)]
        found += (name for table in document.tables for name in _in_column(table))
        _KNOWN[document.doc_id] = tuple(dict.fromkeys(found))
    return _KNOWN[document.doc_id]


_OF_UNITS = re.compile(r"(?:项目|预算|实施|执行|用款|主管)?单位(?:名称)?$")


def _in_column(table: Table) -> Iterator[str]:
    """The units that a column of their own names beside projects: 项目单位."""
    heads = [n for n, path in enumerate(table.column_paths) if path and _OF_UNITS.search(path[-1])]
    for cell in table.cells:
        if cell.col in heads and cell.row >= table.header_rows:
            name = _plain(cell.text)
            if _is_unit(name):
                yield name


def _names(line: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := _IN_TEXT.search(line, at):
        yield match
        at = match.end(1)


def _mentions(names: Iterable[str], own: str, text: str) -> Iterator[SubUnit]:
    for name in names:
        core = _core(name.removeprefix(own) if len(name) > len(own) + 3 else name)
        for said, start in _said(core, text):
            if own.endswith(said):
                continue  # '检察院' is the document's own before it is one of those below
            led = _lead(name, core, text[:start])
            yield SubUnit(name, led + said, start - len(led), start + len(said))


def _lead(name: str, core: str, before: str) -> str:
    """The place of a unit where it is said before its name: '望泽区' of '望泽区环卫所'."""
    lead = name[: name.find(core)]
    ends = (lead[at:] for at in range(len(lead)))
    return next((end for end in ends if before.endswith(end)), "")


@lru_cache(maxsize=4096)
def _core(name: str) -> str:
    return places_of(name)[1] or name


def _said(core: str, text: str) -> Iterator[tuple[str, int]]:
    """Where the end of a name stands in a text ('执法支队'), or its short form ('文保所'), the longer of both."""
    ends = ((core[-length:], text.find(core[-length:])) for length in range(len(core), 2, -1))
    end = next(((said, at) for said, at in ends if at >= 0), ("", 0))
    short = next(_short_forms(core, text), ("", 0))
    said, at = max(end, short, key=lambda found: len(found[0]))
    if said:
        yield said, at


def _short_forms(core: str, text: str) -> Iterator[tuple[str, int]]:
    """'城建档案馆' of 城市建设档案馆, longer ones first."""
    for length in range(min(len(core), 8), 2, -1):
        for at in range(len(text) - length + 1):
            said = text[at : at + length]
            if said[-1] == core[-1] and said[0] == core[0] and is_short_for(said, core):
                yield said, at


def _beside(text: str, unit: SubUnit, other: SubUnit) -> bool:
    """'图书馆和美术馆': what stands beside a unit is one."""
    first, second = sorted((unit, other), key=lambda one: one.start)
    return re.fullmatch(r"、|和|与|跟|及|比", text[first.end : second.start]) is not None


def _as_unit(text: str, unit: SubUnit) -> bool:
    """'图书馆一家', '图书馆的收入': the unit, though a 科目 is called so as well."""
    behind = text[unit.end :].lstrip("|").removeprefix("的")
    return bool(_ALONE.match(behind) or _INCOME.match(behind.removeprefix("这家")))


def targets_of(understood: Understood) -> list[Target]:
    """The targets that have documents of their own year."""
    return understood.own_targets
