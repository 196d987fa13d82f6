"""What stands under a table: why it is empty, what it shows, how its note is worded.

Takes an Understood and Sources, gives a Composed answer or None: the note of the one table that the
question names, by its number or by words of its title. A table with figures is never called empty.

    '公开08表怎么一个数字都没有'   ->   '本年度没有使用国有资本经营预算安排的支出，本表为空。'
    '收入决算表反映什么'           ->   '注：本表反映部门本年度取得的各项收入情况。'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Document, Table
from retrieval.figures.numbered_tables import table_said
from retrieval.passages.asked_documents import Reading, readings, rows_of
from retrieval.passages.quoted import quoted
from retrieval.printed.prose import Passage, Told, sentences
from retrieval.understand.accounted import content, pairs_of, unsaid
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import lead

__all__ = ["asks_why_empty", "table_note_answer", "tables_meant"]

_NOTHING = r"(?:空(?!气|调|间|军)(?:着|的|白|表)*|(?:一个|半个|任何)?(?:数字?|数据|金额|字|内容)(?:都|也)?(?:没|无)有?|(?:没|无)有?(?:填|列|印|写|任何|一个)*(?:数(?![字据]?一)[字据]?|金额|内容)|没填)"
_WHY = r"(?:是)?(?:为什么|为何|为啥|怎么(?:回事)?|咋(?:回事)?|何以|凭什么|因为什么|(?:什么|啥|何)(?:原因|缘故|缘由|理由)|何故|(?:主要)?(?:原因|缘故)(?:是|在于)?(?:什么|啥|何在))"
_EMPTY = re.compile(
    rf"{_WHY}[^,?。]{{0,60}}?{_NOTHING}(?:着|的|白|表)?|(?:是(?:张|个|一张)?)?{_NOTHING}[^?。]{{0,6}}{_WHY}"
)
_NOTE = re.compile(
    r"(?:表(?:下|底下|下面|下方|后面?|末尾?|尾)(?:边|方)?的?)?(?:附注|备注|注释|注脚|脚注|表注|注解|那[句行]注|(?<=[下面方底])注|说明|(?<=[下面方底])的?话)(?:原话|原文)?(?:都)?(?:里|上)?(?:说|写|讲|注)?(?:了|的)?(?:是)?(?:怎[么样]|如何|咋|什么|啥|哪)(?:个)?(?:写|说|讲|注|表述)?(?:了)?(?:的)?(?:什么|啥)?"
    r"|表(?:下|底下|下面|下方|后面?)(?:边|方)?(?:注|写|说|注明|写明|说明|标)(?:了|的|着)*(?:是)?(?:什么|啥|怎[么样]说?|哪句话?)"
)
_SHOWS = re.compile(
    r"(?:主要|具体)?(?:是)?反映(?:的|了)*(?:是|了)?(?:哪方面|哪些|什么|啥|何种?)(?:的)?(?:内容|情况|东西|数据)?(?:的)?"
)
_FRAME = re.compile(
    r"表下的?|(?:这|那|该|此)?(?:一)?(?:张|份|页)?空?表格?(?:里|中|上)?|原话|原文|张|份|一片|全是|整张|空白|模板|范本|表样|样表"
)
_IS_NOTE = re.compile(r"\s*[(（]?\s*(?:附?注|备注|说明)\s*\d?\s*[:：]")
_SAYS_EMPTY = re.compile(
    r"空表|(?:本|此|该)?表(?:为|是)空|为空(?=[。,]|$)|无数据|无内容|(?:本|此|该)表无|^[^:：]{0,4}[:：]?[^,。]{0,24}(?:没有|无|未安排|未发生)"
)
_OF_EMPTY = re.compile(r"空表|表[^,。]{0,12}(?:为|是)?空(?![间调])|无数据|故[^,。]{0,6}表")
_SAYS_SHOWS = re.compile(r"(?:附?注[:：])?(?:\d[.、])?本表[^,。]{0,4}反映")
_OF_ANY = re.compile(r"(?:支出|收入|预算|决算|收支|拨款|财政|资金|总|明细|情况|表)+")


def table_note_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The note under the table that is named, where it says what is asked."""
    query = understood.query
    text = content(query)
    kind = _kind(text)
    if kind is None or "表" not in text:
        return None
    wanted, asks, tells = kind
    named = label_key(wanted.sub("|", text))
    for reading in readings(rows_of(understood, any_year=False), query, sources):
        notes = _notes(reading, named, tells)
        notes = notes or _said_elsewhere(reading.passages, named, asks)
        if notes:
            lines = tuple(note.line for note in notes)
            return quoted([(reading.row, Told(lead("section"), lines))])
    return None


def asks_why_empty(query: Query) -> bool:
    """'收入决算表为什么是空的': a table itself is asked about, and no reason of an item answers."""
    text = content(query)
    match = _EMPTY.search(text)
    return match is not None and _TABLE_BEFORE.search(text[: match.start()]) is not None


_TABLE_BEFORE = re.compile(r"表格?[里中上]?[,|]*$")


def _kind(text: str) -> tuple[re.Pattern[str], str, re.Pattern[str] | None] | None:
    """What is asked of a table: the words that ask it, its name, what a note that tells it says."""
    if _EMPTY.search(text):
        return _EMPTY, "empty", _SAYS_EMPTY
    if _NOTE.search(text):
        return _NOTE, "note", None
    if _SHOWS.search(text):
        return _SHOWS, "shows", _SAYS_SHOWS
    return None


def _notes(reading: Reading, named: str, tells: re.Pattern[str] | None) -> list[Passage]:
    """The sentences under the one table meant that tell what is asked; all of its note otherwise."""
    found = []
    for table in tables_meant(reading.document, named):
        under = _under(reading.document, reading.passages, table)
        if tells is not None:
            under = [s for p in under for s in sentences(p) if tells.search(s.key)]
        if tells is _SAYS_EMPTY and _has_figures(table):
            under = []
        if under:
            found.append(under)
    return found[0] if len(found) == 1 else []


def tables_meant(document: Document, named: str) -> list[Table]:
    """The tables of the number, or those whose titles leave no word unsaid; the plainest title."""
    if said := table_said(folded(named), document.tables):
        return [t for t in document.tables if t.position in said.positions]
    asked = _FRAME.sub("|", named)
    if not pairs_of(asked):
        return []
    titled = [(label_key(t.title), t) for t in document.tables if t.title]
    fits = [(key, t) for key, t in titled if _says(key, asked)]
    exact = [t for key, t in fits if _OF_YEAR.sub("", _bare(key)) in _bare(named)]
    return exact[:1] if exact or not _is_special(asked) else [t for _, t in fits]


_OF_YEAR = re.compile(r"^(?:\d{4}年度?)?(?:部门|单位)?")


def _is_special(asked: str) -> bool:
    """Whether a name says more than 收入, 支出 and 决算, which every second table is of."""
    return bool(pairs_of(_OF_ANY.sub("|", asked)))


def _says(title: str, asked: str) -> bool:
    left = unsaid(_bare(asked), (_bare(title),))
    return not [word for word in left if not _OF_ANY.fullmatch(word)]


def _bare(text: str) -> str:
    return re.sub(r"[()“”\"]", "", text)


def _under(document: Document, passages: Sequence[Passage], table: Table) -> list[Passage]:
    """The note that starts right behind a table, before the next one."""
    later = [t.title_span.start if t.title_span else t.start for t in document.tables]
    end = min((start for start in later if start > table.end), default=len(document.text))
    behind = [p for p in passages if table.end <= p.start < end]
    first = next((n for n, p in enumerate(behind) if _is_note(p)), None)
    return [] if first is None or first > 1 else [p for p in behind[first:] if _is_note(p)]


def _is_note(passage: Passage) -> bool:
    return bool(_IS_NOTE.match(passage.text)) or bool(_OF_EMPTY.search(passage.key))


def _has_figures(table: Table) -> bool:
    """Whether a row of data carries a number that is none of a code."""
    cells = (c for c in table.cells if c.row >= table.header_rows and c.col > 0)
    return any(
        re.fullmatch(r"-?[\d,]*[1-9][\d,]*\.\d+|-?\d{1,3}(?:,\d{3})+", c.text) for c in cells
    )


def _said_elsewhere(passages: Sequence[Passage], named: str, asks: str) -> list[Passage]:
    """The one sentence of the prose that says a table is empty, or, under its name, what it shows."""
    asked = _bare(_FRAME.sub("|", named))
    if asks == "note" or not _is_special(asked) or table_said(folded(named), ()) is not None:
        return []
    said = [s for p in passages if "名词" not in p.titles for s in sentences(p)]
    if asks == "empty":
        found = [s for s in said if _OF_EMPTY.search(s.key) and _says(s.key, asked)]
    else:
        found = [s for s in said if _SAYS_SHOWS.match(s.key) and _heads(s, named)]
    once = {s.key: s for s in found}
    return list(once.values()) if len(once) == 1 else []


def _heads(said: Passage, named: str) -> bool:
    """Whether the heading over a sentence is the name of the table, and what it says of it."""
    heading = _bare(said.titles.rsplit(">", 1)[-1])
    name = re.sub(r"^[一二三四五六七八九十]+[、.]|(?:情况)?(?:的)?说明$", "", heading)
    return len(name) > _SHORTEST and name in _bare(named)


_SHORTEST = 3
