"""A later turn that only names another unit below the department asks the same of that unit.

Takes the turns of a conversation and Sources, gives the turns with such a turn said in full: the one
before it with the other unit's name, or with the name that 'this centre' means. Turns that say what they
ask are left as they are. Knows no figures.

    '环卫所有几辆特种车' / '那养护中心呢' / '这家中心的房屋面积呢'
        ->  … / '养护中心有几辆特种车' / '养护中心的房屋面积呢'
    '甲院2025年预算总额多少' / '乙院呢' / '两家差多少'   ->   '甲院和乙院,2025年哪个单位的预算总额大?'
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
    if len(before) > 1 and _OF_BOTH.fullmatch(turn):
        return _of_both(before, sources)
    alone, this = _ALONE.fullmatch(turn), _THIS.search(turn)
    if this:
        known = _units(before, before[-1], sources)
        return turn.replace(this[0], known[0].said) if len(known) == 1 else None
    if not alone:
        return _of_same_unit(before, turn, sources)
    named = _units([*before, turn], alone["name"], sources)
    if len(named) != 1 or len(named[0].said) < len(alone["name"]) - 4:
        return None
    known = _units(before, before[-1], sources)
    if len(known) == 1 and known[0].said in folded(before[-1]):
        return folded(before[-1]).replace(known[0].said, named[0].said)
    return None if known else _of_department(before, named[0], sources)


_HEADS_ALONE = re.compile(
    r"(?:那么?|它的?|其|又)?(?:现在|目前|现有|现)?(?P<what>(?:年末)?(?:实有|在编|在职|编制|退休|离退休|离休)(?:的|人员|人数|职工|数)?)(?:呢|(?:的)?(?:是|有)?(?:多少|几)个?[人名]?)[?。]*"
)


def _of_same_unit(before: Sequence[str], turn: str, sources: Sources) -> str | None:
    """'实有呢' after the posts of one unit below asks the heads of that unit, not of all."""
    match, part = _HEADS_ALONE.fullmatch(turn), _PART_ALONE.fullmatch(turn)
    known = _units(before, before[-1], sources) if match or part else []
    if len(known) != 1:
        return None
    if match:
        return f"{known[0].said}{match['what'].rstrip('的')}多少人"
    rest = _YEAR.sub("", folded(before[-1]).rpartition(known[0].said)[2])
    return (
        f"{known[0].said}{part['what'] or part['side']}多少"
        if part and _ALL_MONEY.fullmatch(rest)
        else None
    )


_PART_ALONE = re.compile(
    r"(?:那么?|这|又)?(?:(?:其中|里面|当中)(?:的|有)?(?P<what>[\u4e00-\u9fff()“”]{2,20}?)|(?P<side>总?(?:收入|支出)|(?:基本|项目)支出|(?:人员|公用|三公)经费|上年结转|事业收入|财政拨款))(?:呢|(?:又|各|是|有|为|占了?|用了?|花了?|安排了?)?多少(?:钱|万元|元)?)[?。]*"
)
_ALL_MONEY = re.compile(
    r"(?:的|总|一共|全部|全年|年度)*(?:收入|支出|预算|决算|收支|花|用)+(?:合计|总计|总额|总共|一共|数|预算|决算|了|是|有|为)*(?:多少|几)(?:钱|万元|元|万|亿元)?[?。,]*"
)
"""'援助中心收入多少,其中上年结转多少': a part of what that unit has, and not of what all have."""
_OF_BOTH = re.compile(
    r"(?:那么?|这|那)?(?:两(?:家|个单位|个)|二者|两者|它们)?(?:之间)?(?:的)?(?:(?:相差|差)(?:了)?(?:多少|几)|差额|哪(?:家|个单位|个|边)(?:的)?(?:更)?[多大高少小低]|谁(?:的)?(?:更)?[多大高少小低])(?:钱|万元|呢|是多少)?[?。]*"
)
_HOW_MUCH = re.compile(
    r"(?:一共|总共|共)?(?:是|有|为)?多少(?:钱|万元|元)?(?:呢)?[?。]*$|呢?[?。]*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度)?(?:的)?")


def _of_both(before: Sequence[str], sources: Sources) -> str | None:
    """'两家差多少' after one unit and then another was asked the same: which has more, and by how much."""
    found = [
        _units(before[: n + 1], before[n], sources) for n in (-2 % len(before), len(before) - 1)
    ]
    one, other = (units[0] if len(units) == 1 else None for units in found)
    said = folded(before[-1])
    if not one or not other or one == other or other.said not in said:
        return None
    rest = _HOW_MUCH.sub("", said.replace(other.said, "", 1), count=1)
    year = _YEAR.search(rest)
    item = _YEAR.sub("", rest)
    if not item or not year:
        return None
    return f"{one.name}和{other.name},{year[0]}哪个单位的{item}大?"


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
