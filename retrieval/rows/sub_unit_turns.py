"""A later turn that only names another unit below the department asks the same of that unit.

Takes the turns of a conversation and Sources, gives the turns with such a turn said in full: the one
before it with the other unit's name, or with the name that 'this centre' means. Turns that say what they
ask are left as they are. Knows no figures.

    '环卫所有几辆特种车' / '那养护中心呢' / '这家中心的房屋面积呢'
        ->  … / '养护中心有几辆特种车' / '养护中心的房屋面积呢'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.rows.sub_units import SubUnit, named_units
from retrieval.understand.cell_words import asked_text
from retrieval.understand.reading import understand
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded

__all__ = ["of_named_units"]

_BODY = r"(?:单位|中心|管理所|大队|支队|学校|医院|[所队站院馆校])"
_ALONE = re.compile(
    rf"(?:那么?|再看|换成|还有)?(?:再看)?(?P<name>[\u4e00-\u9fff()]{{1,24}}?{_BODY})(?:的)?(?:又)?(?:呢|(?:是|有)?多少|怎么样)[?。]*"
)
_THIS = re.compile(rf"(?:[这那](?:家|个|一家)|该){_BODY}(?!支出|收入)")


def of_named_units(turns: Sequence[str], sources: Sources) -> tuple[str, ...]:
    """The turns, each that leaves out what it asks of a unit, or which unit, said in full."""
    said = [*turns[:1]]
    for turn in turns[1:]:
        said.append(_in_full(said, folded(turn), sources) or turn)
    return tuple(said)


def _in_full(before: Sequence[str], turn: str, sources: Sources) -> str | None:
    alone, this = _ALONE.fullmatch(turn), _THIS.search(turn)
    if this:
        known = _units(before, before[-1], sources)
        return turn.replace(this[0], known[0].said) if len(known) == 1 else None
    if not alone:
        return None
    named = _units([*before, turn], alone["name"], sources)
    if len(named) != 1 or len(named[0].said) < len(alone["name"]) - 4:
        return None
    known = _units(before, before[-1], sources)
    if len(known) == 1 and known[0].said in folded(before[-1]):
        return folded(before[-1]).replace(known[0].said, named[0].said)
    return None if known else _of_department(before, named[0], sources)


def _units(turns: Sequence[str], text: str, sources: Sources) -> list[SubUnit]:
    understood = understand(turns, sources)
    if understood.problem or not understood.documents:
        return []
    asked = text if text != turns[-1] else asked_text(understood.query).text
    return named_units(understood, sources, asked)


def _of_department(before: Sequence[str], unit: SubUnit, sources: Sources) -> str | None:
    """The question put to the department, put to one of its units: its name in place of the other."""
    if len(before) != 1:
        return None
    query = understand(before, sources).query
    spans = sorted(query.scope.named, key=lambda span: span.start)
    if not spans or query.text != (query.asked or query.text):
        return None
    return f"{query.text[: spans[0].start]}{unit.said}{query.text[spans[-1].end :]}"
