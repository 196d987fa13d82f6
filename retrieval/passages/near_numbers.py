"""A number that one sentence says of a thing, where the question puts the thing in other words.

Takes a Reading and a Query, gives that sentence or none: it comes nearest to all that is asked, and the
number, of the measure asked for, stands in the clause that names what is counted. Knows no figures.

    '要治理多少个堵点'          ->  '对中心城区46处拥堵节点开展“一点一策”治理，…'
    '一吨从多少钱涨到了多少钱'  ->  '…转运单价由每吨168元调整为每吨183元；'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.passages.asked_documents import Reading
from retrieval.passages.counters import ASKED, MONEY, Wanted, wanted_number
from retrieval.passages.kinds_told import Kind, without_kinds
from retrieval.passages.near_sentences import near_sentences, says_all, says_word
from retrieval.printed.prose import Passage
from retrieval.understand.accounted import content
from retrieval.understand.question import Query
from retrieval.words.frame_words import framing, tagged
from retrieval.words.prose_words import SaidWord, said_words

__all__ = ["counted"]

_NUMBER = r"(?:(?<![\d.])\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十]{1,3})(?:余|多)?"
_THINGS = "个家处件项条艘支座台辆套块所份篇种类栋幢架把只根株棵口部盏组副眼"
_NEVER = re.compile(r"(?!)")
_FROM_TO = re.compile(
    r"(?:涨|提高|提升|增加|增|升|上调|降低?|下降|减少|下调|调整|调)[到至为成](?:了)?[^?。,|]{0,5}(?:多少|几)[^?。]{0,4}[?,](?:原来|原先|之前|以前|此前|过去)(?:是|为|的)?(?:多少|几)(?:[\u4e00-\u9fff]{1,2}(?=[?。,]|$))?"
    r"|[从由](?:原来的?)?(?:多少|几)[\u4e00-\u9fff]{0,4}?(?:涨|提高|提升|提|增加|增|升|上调|上涨|降低?|下降|减少?|下调|调整|调|变|改|扩大|压缩)+(?:了)?[到至为成]了?(?:多少|几)(?:[\u4e00-\u9fff]{1,2}(?=[?。,]|$))?"
)
_MOVED_TO = re.compile(
    r"[由从][^,;。]{0,12}?\d[\d,.]*[^,;。]{0,8}?(?:提高|提升|增加|上调|上涨|降低|下降|减少|下调|调整|变更|扩大|压缩|增|减|升|降)+[到至为成][^,;。]{0,6}?\d"
)
_HOW_MUCH = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,12}?)(?:要|应该?|需要?|得|将|能|力争)*(?:达到|做到|达|超过|稳定在|保持在|控制在)(?:了)?多少[?。]*$"
)
"""'粮食总产量要达到多少': what is measured, without its unit."""
_MEASURED = re.compile(r"(?:多少|几)(?P<measure>度(?!数)|级|期|讲|届|层|轮|遍|周年)")
"""Measures of prose that no table counts in."""
_WORKED_OUT = (
    "reason", "list", "difference", "share", "ratio", "largest", "smallest", "rank", "compare", "change",
    "rate", "completion", "average", "definition",
)  # fmt: skip


def counted(reading: Reading, query: Query) -> list[Passage]:
    """The one sentence with the number asked for; see the module docstring."""
    if not query.scope.units:
        return []
    text = content(query)
    if _FROM_TO.search(text):
        return _only(_near(reading, query, _FROM_TO, _MOVED_TO))
    if query.text != (query.asked or query.text):
        return []
    if (match := _HOW_MUCH.search(text)) and not _is_item(match["noun"], query):
        tail = re.escape(match["noun"][-2:])
        number = re.compile(rf"{tail}[^,。;\d]{{0,10}}\d[\d.,]*(?![\d年月日])")
        rest = query.text.replace(match[0], f"{match['noun']}|")
        return _one(reading, replace(query, text=rest), number)
    if measures := [match["measure"] for match in _MEASURED.finditer(text)]:
        numbers = "|".join(rf"(?:\d+|[一二三四五六七八九十]+){measure}" for measure in measures)
        return _only(_near(reading, query, _MEASURED, re.compile(numbers)))
    if query.asks(*_WORKED_OUT) or (query.asks("sum") and re.search("[和与加跟、]", text)):
        return []
    asks = list(_ASKS.finditer(text))
    each = [wanted_number(_of_one(text, asks, n)) for n in range(len(asks))]
    counts = [_counting(wanted) for wanted in each if wanted]
    if not counts or len(counts) < len(each) or len({one.units for one in counts}) < len(each):
        return []
    of_money = any(MONEY in wanted.units[0] for wanted in counts)
    if query.items and of_money and not _PER.search(text):
        return []
    found = _near(reading, query, _ASKS, _beside(counts[0]))
    told = (
        said
        for said in found
        if all(_counts(said, wanted) for wanted in counts)
        and _of_year(said, reading, query)
        and _says_every(said, reading, text)
        and (not (of_money and query.items) or "每" in said.key)
    )
    return _only(told, 1 if of_money else 2)


def _is_item(measured: str, query: Query) -> bool:
    """Whether what is measured is no more than an item of the tables: '经营性收入', not '村均经营性收入'."""
    return any(len(measured) < len(item.text) + 2 for item in query.items)


def _counting(wanted: Wanted) -> Wanted:
    """'控制数是多少' asks for no money, though no counter says so."""
    return wanted._replace(units=("人", "名", *_THINGS)) if wanted.head.endswith("数") else wanted


def _only(found: Iterable[Passage], most: int = 1) -> list[Passage]:
    told = list(found)
    return told if len(told) <= most else []


def _of_one(text: str, asks: Sequence[re.Match[str]], number: int) -> str:
    """The question as far as one of its numbers, without those before it."""
    start = asks[number - 1].end() if number else 0
    end = asks[number + 1].start() if number + 1 < len(asks) else len(text)
    return text[start:end]


_PER = re.compile(
    r"每|一(?:个)?(?:学期|学年|人|吨|月|户|亩|公里|平方米|年)(?=[\u4e00-\u9fff]{0,6}(?:多少|几))"
)
"""'高中生一学期学费收多少': the price of one is said in prose."""
_ASKS = re.compile(rf"{ASKED.pattern}|(?:多少|几(?!乎)|百分之[几多]少?)(?:个?人|万?元|钱)?")


def _near(
    reading: Reading, query: Query, asks: re.Pattern[str], tells: re.Pattern[str]
) -> list[Passage]:
    """The sentences nearest to every thing asked for that tell the number."""
    rest = replace(query, text=asks.sub(lambda m: "|" * len(m[0]), query.text))
    kind = Kind("number", _NEVER, tells)
    found = near_sentences(reading.document, reading.passages, rest, kind, close=True, alone=True)
    return found if len(found) == 1 and tells.search(found[0].key) else []


def _one(reading: Reading, query: Query, tells: re.Pattern[str]) -> list[Passage]:
    kind = Kind("measure", _NEVER, tells)
    found = near_sentences(reading.document, reading.passages, query, kind)
    return found if len(found) == 1 and says_all(found[0], query, kind) else []


def _of_kind(wanted: Wanted) -> re.Pattern[str]:
    """A number with a unit that fits; which counter a thing is counted with is a matter of style."""
    of_things = wanted.units[0] in _THINGS
    units = [*wanted.units, *(_THINGS if of_things else "")]
    listed = "|".join(map(re.escape, sorted(set(units), key=len, reverse=True)))
    return re.compile(rf"{_NUMBER}万?(?:{listed})(?!年|月|日)")


def _head(wanted: Wanted) -> Sequence[SaidWord]:
    """What is counted: the things in the word that the number is of, else the last one asked about."""
    words = said_words(wanted.head)
    things = [word for word in words if word.thing]
    return things or words or [w for w in said_words(_ASKS.sub("|", wanted.rest)) if w.thing][-1:]


def _beside(wanted: Wanted) -> re.Pattern[str]:
    """A number of the kind in one clause with what is counted, in any word that prose prints for it."""
    head = [word for word in _head(wanted) if word.thing][-1:]
    if not head:
        return _of_kind(wanted)
    named = "|".join(map(re.escape, head[0].printed))
    number = _of_kind(wanted).pattern
    return re.compile(rf"(?:{named})[^,;。:]*?{number}|{number}[^,;。:]*?(?:{named})")


def _counts(said: Passage, wanted: Wanted) -> bool:
    """Whether a number of the kind stands in the clause that says what is counted."""
    head = _head(wanted)
    clauses = [part for part in _CLAUSES.split(said.key) if _of_kind(wanted).search(part)]
    return bool(head) and any(all(says_word(word, part) for word in head) for part in clauses)


def _says_every(said: Passage, reading: Reading, text: str) -> bool:
    """Whether every word is said there, deeds and words of one character too: '女' of '女同志有多少人'."""
    text = without_kinds(_ASKS.sub("|", text))
    around = (p.key for p in reading.passages if p.start <= said.start <= p.spans[-1].end)
    place = f"{said.key}|{said.titles}|{next(around, '')}"
    asked = said_words(text)
    for word in asked:
        text = text.replace(word.text, "|")
    words = (one for run in re.findall("[\u4e00-\u9fff]+", text) for one in tagged(run))
    small = {one for one, kind in words if len(one) == 1 and kind[:1] in _SMALL_KINDS}
    return all(says_word(word, place) for word in asked) and all(
        one in place for one in small - framing()
    )


_SMALL_KINDS = ("n", "a", "b", "z", "j")
_CLAUSES = re.compile(r",(?!\d{3}(?!\d))|[;。:()]")


def _of_year(said: Passage, reading: Reading, query: Query) -> bool:
    """Whether a sentence that names years names the one asked for, or stands for that of its paper."""
    asked = {int(year) for year in query.scope.years}
    named = {int(year) for year in re.findall(r"(?:19|20)\d\d(?=年)", said.key)}
    own = {reading.row.fiscal_year}
    return not asked or bool(asked & named) or (asked <= own and not named - _own_years(own))


def _own_years(own: set[int | None]) -> set[int]:
    """The year of a paper and the one before, at whose end its stocks are told."""
    return {year - back for year in own if year for back in (0, 1)}
