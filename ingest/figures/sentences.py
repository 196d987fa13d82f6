"""Paragraphs as one flat string, with the way back to the canonical text, and its figures.

Takes spans of a document's text; gives `Flat` (normalised, without blanks, cut lines joined)
and the number tokens in it that carry a unit. Knows no subjects and makes no facts.

    canonical  '比 2018 年增加 5\\n\\n万元，增长 13.2%'
    flat       '比2018年增加5万元,增长13.2%'      tokens  5 万元, 13.2 %
"""

from __future__ import annotations

import bisect
import itertools
import re
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.amount import number
from ingest.document import Document, Span
from ingest.facts import Kind
from ingest.normal import normalise
from ingest.structure.numbering import chinese_number

__all__ = ["Flat", "Token", "flatten", "sentence_bounds", "tokens_in"]

_NUMBER = r"(?<![\dA-Za-z.第])(?<!\d,)-?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_UNIT = (
    r"(?P<amount>亿元|百万元|万元|千元|元(?![/旦])|万(?=[,。;、:)]|$))|(?P<percent>%|个百分点)"
    r"|(?P<times>倍)|(?P<count>人次|批次|人(?![大民均才力员])|名(?![单为])|辆|台\(套\)|台[、/]?套|台(?!账)|套|个(?!百分|月|工作日|小时|年)"
    r"|家(?!庭)|项(?!\))|件|批(?!复|准)|平方米|所(?![属有需得]))"
)
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})(?:{_UNIT})")
_BARE = re.compile(rf"(?P<number>{_NUMBER})(?=[,、;。)]|$)|(?<=为)(?P<zero>零)(?=[,、;。)]|$)")
_SPOKEN = re.compile(
    r"(?P<number>[一二三四五六七八九十两百零]{1,5})(?P<count>人次|批次|人(?![大民均才力员])|名(?![单为])|辆|台\(套\)|台(?!账)|套|个(?!百分|月|工作日|小时|年)|家(?!庭))"
)
_HOLDS = re.compile(
    r"(?:编制|实有|在编|在职|在岗|离休|退休|人员|人数|职工|遗属|车辆?|用车|设备|单位|机构|科室|处室|内设|下设|下属|所属|下辖|保有量?)(?:共有?|计|为|有|数)?$"
)
_SERIES = re.compile(rf"分别[^,。;\d]{{0,12}}?(?P<all>(?:{_NUMBER}[、和及与,])+)$")
_RANGE_BEFORE = re.compile(r"\d(?:亿元|万元|元|%|人|个)?(?:[-~～]|至)$")
_RANGE_AFTER = re.compile(r"(?:[-~～]|至)\d")
_LIMIT_AFTER = re.compile(r"(?:\(含\)|\(不含\)|含)?(?:及)?(?:以上|以下|以内|以外)|/")
_LIMIT_BEFORE = re.compile(
    r"(?:[≥≤><≦≧]|不低于|不少于|不超过|不高于|不大于|不小于|不足|超过|超|大于|小于|低于|高于|达到)$"
)
_COUNTED_BEFORE = re.compile(
    r"(?:人[次数口]|[户次件册]数|[人户]|数量|面积|[产总流客]量)(?:约|共计?|近|达到?|为|是|有|超)?$"
)
"""Behind these a bare 万 counts: '诊疗人次58.4万'."""
_STOP = "。!?！？"
_MONEY_BEFORE = re.compile(r"(?:费|经费|支出|公务用车购置)(?:预算|决算)?(?:数|安排)?均?为$")
"""Behind these a zero is a sum of money, whatever its unit: '公务用车购置为0'."""
_FURTHEST = 4000
"""How far from a figure the ends of its sentence are looked for."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A normalised string without any blank and, for each of its signs, its canonical span.

    `parted` are the signs that a blank within a line parts from the digit before them.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spans: tuple[Span, ...]
    parted: frozenset[int] = frozenset()
    in_order: bool = False

    def canonical(self, start: int, end: int) -> Span:
        """The canonical span of `text[start:end]`, cut lines and spaces included."""
        return Span(self.starts[start], self.ends[end - 1])

    def printed(self, start: int, end: int) -> str:
        """`text[start:end]` with the blanks that part two numbers: '2019 120', not '2019120'."""
        cuts = [start, *(i for i in range(start + 1, end) if i in self.parted), end]
        return " ".join(self.text[a:b] for a, b in itertools.pairwise(cuts))

    def pieces(self, start: int, end: int) -> list[Span]:
        """The canonical spans of `text[start:end]`, one for every run of the paragraph it touches."""
        first, last = self.canonical(start, end)
        lo, hi = 0, len(self.spans)
        if self.in_order:
            lo = bisect.bisect_right(self.spans, first, key=lambda span: span.end)
            hi = bisect.bisect_left(self.spans, last, key=lambda span: span.start)
        cut = (Span(max(s.start, first), min(s.end, last)) for s in self.spans[lo:hi])
        return [span for span in cut if span.start < span.end]


@dataclass(frozen=True, slots=True)
class Token:
    """A figure with its unit: `text[start:end]` is the number, `text[end:stop]` the unit."""

    start: int
    end: int
    stop: int
    kind: Kind
    unit: str | None
    value: Decimal


MOST_KEPT = 1_000_000
"""Characters that are kept flattened; what a text of many megabytes has beyond is flattened again."""


@dataclass(slots=True)
class _Kept:
    """What was flattened of the document in hand: its facts, its checks and its record ask for it."""

    document: weakref.ref[Document]
    flats: dict[tuple[Span, ...], Flat]
    room: int


_latest: _Kept | None = None


def flatten(document: Document, spans: Iterable[Span]) -> Flat:
    """Join spans of prose into one flat string; numbers cut by a line or page end become whole."""
    kept, asked = _kept_of(document), tuple(spans)
    if (flat := kept.flats.get(asked)) is None:
        flat = _flattened(document, asked)
        kept.room -= len(flat.text)
        if kept.room >= 0:
            kept.flats[asked] = flat
    return flat


def _kept_of(document: Document) -> _Kept:
    global _latest
    latest = _latest
    if latest is None or latest.document() is not document:
        latest = _latest = _Kept(weakref.ref(document), {}, MOST_KEPT)
    return latest


def _flattened(document: Document, kept: tuple[Span, ...]) -> Flat:
    normal = normalise(document.text, kept)
    in_order = all(a.end <= b.start for a, b in itertools.pairwise(kept))
    if " " not in normal.text:
        return Flat(normal.text, normal.starts, normal.ends, kept, in_order=in_order)
    signs = [i for i, sign in enumerate(normal.text) if sign != " "]
    flat = Flat(
        "".join(normal.text[i] for i in signs),
        tuple(normal.starts[i] for i in signs),
        tuple(normal.ends[i] for i in signs),
        kept,
        in_order=in_order,
    )
    behind = (at for at, (before, i) in enumerate(itertools.pairwise(signs), 1) if i > before + 1)
    return replace(flat, parted=frozenset(at for at in behind if _parted(document, flat, at)))


def _parted(document: Document, flat: Flat, at: int) -> bool:
    """Blanks and no line end between two digits: the second one begins another number."""
    between = document.text[flat.ends[at - 1] : flat.starts[at]]
    digits = flat.text[at - 1].isdigit() and flat.text[at].isdigit()
    return digits and not between.strip(" \t\u3000\xa0")


def tokens_in(flat: Flat) -> list[Token]:
    """Every number with a unit that is no limit, plus bare numbers of an enumeration."""
    stated = [token for found in _TOKEN.finditer(flat.text) if (token := _stated(flat, found))]
    found = [*stated, *_bare(flat, stated), *_spoken(flat)]
    return sorted({token.start: token for token in found}.values(), key=lambda t: t.start)


def _stated(flat: Flat, found: re.Match[str]) -> Token | None:
    if _LIMIT_AFTER.match(flat.text, found.end()) and found["amount"]:
        return None
    if found["amount"] == "万" and _COUNTED_BEFORE.search(
        flat.text, max(0, found.start() - 6), found.start()
    ):
        return None
    if _LIMIT_BEFORE.search(flat.text, max(0, found.start() - 6), found.start()):
        return None
    if _in_range(flat.text, found):
        return None
    value = number(flat.printed(*found.span("number")))
    if value is None:
        return None
    kind, unit = _kind(found)
    return Token(found.start(), found.end("number"), found.end(), kind, unit, value)


def _kind(found: re.Match[str]) -> tuple[Kind, str]:
    if found["percent"]:
        return "percent", "%"
    if found["times"]:
        return "count", "倍"
    if found["amount"]:
        return "amount", "万元" if found["amount"] == "万" else found["amount"]
    count = found["count"]
    return "count", "台(套)" if count in ("台套", "台、套", "台/套") else count


def _bare(flat: Flat, stated: list[Token]) -> Iterator[Token]:
    """'物业管理费14.72、差旅费0.74万元' and '公务用车购置为0': the unit is said by a neighbour."""
    yield from _series(flat, stated)
    taken = {token.start for token in stated}
    amounts = [token for token in stated if token.kind == "amount"]
    for found in _BARE.finditer(flat.text):
        if found.start() in taken or not _noun_before(flat.text, found.start()):
            continue
        value = Decimal(0) if found["zero"] else number(flat.printed(*found.span("number")))
        near = _near(flat.text, amounts, found.start(), anywhere=value == 0)
        if value is not None and near:
            yield Token(found.start(), found.end(), found.end(), "amount", near.unit, value)
        elif value == 0 and _MONEY_BEFORE.search(
            flat.text, max(0, found.start() - 14), found.start()
        ):
            yield Token(found.start(), found.end(), found.end(), "amount", "万元", Decimal(0))


def _near(text: str, amounts: Sequence[Token], at: int, *, anywhere: bool) -> Token | None:
    """The next amount of the sentence, else its last one; of the paragraph where that will do."""
    start, end = sentence_bounds(text, at)
    first, last = (bisect.bisect_left(amounts, edge, key=_start) for edge in (start, end))
    if first == last and anywhere:
        first, last = 0, len(amounts)
    after = bisect.bisect_right(amounts, at, first, last, key=_start)
    return amounts[min(after, last - 1)] if first < last else None


def _start(token: Token) -> int:
    return token.start


def _series(flat: Flat, stated: list[Token]) -> Iterator[Token]:
    """'分别为12.3、4.5和6.7万元': the numbers before one with a unit, with nothing but marks between."""
    for last in stated:
        ahead = _SERIES.search(flat.text, max(0, last.start - 120), last.start)
        if not ahead:
            continue
        for found in re.finditer(_NUMBER, flat.text[ahead.start("all") : last.start]):
            start = ahead.start("all") + found.start()
            value = number(flat.printed(start, start + len(found[0])))
            if value is not None:
                end = start + len(found[0])
                yield Token(start, end, end, last.kind, last.unit, value)


def _in_range(text: str, found: re.Match[str]) -> bool:
    """'20-30万元', '20万元至30万元': neither end is a figure of its own."""
    before = text[max(0, found.start() - 5) : found.start()]
    return bool(_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(text, found.end()))


def _spoken(flat: Flat) -> Iterator[Token]:
    """'机要通信用车两辆', '遗属五人': a count in Chinese numerals behind what is counted."""
    for found in _SPOKEN.finditer(flat.text):
        before = flat.text[max(0, found.start() - 10) : found.start()]
        value = chinese_number(found["number"])
        if value and _HOLDS.search(before):
            unit = found["count"]
            yield Token(
                found.start(), found.end("number"), found.end(), "count", unit, Decimal(value)
            )


def _noun_before(text: str, start: int) -> bool:
    return bool(re.search(r"(?:[费出入款金贴]|经费|为)$", text[max(0, start - 4) : start]))


def sentence_bounds(text: str, offset: int) -> tuple[int, int]:
    """Where the sentence around an offset starts and ends (its full stop included).

    Text without a full stop is no sentence: behind a few thousand signs one is looked for no more.
    """
    left, right = max(0, offset - _FURTHEST), min(len(text), offset + _FURTHEST)
    start = max(text.rfind(mark, left, offset) for mark in _STOP) + 1
    ends = [end for mark in _STOP if (end := text.find(mark, offset, right)) >= 0]
    return start or left, min(ends, default=right - 1) + 1
