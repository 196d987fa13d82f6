"""Sentences that compare with another year: level, change, percent, direction, each as printed.

Takes the Prose of a document, gives Changes in reading order. Knows no schema and no tables.

    收入预算 51447 万元，比 2018 年减少 5627 万元，减少 10%
    -> level 51447 万元, direction -1, amount 5627 万元, percent 10, word 减少
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from extract.narrative import Prose
from ingest.amount import Amount, Unit, number, printed_place
from ingest.citation import Citation
from ingest.figures.sentences import Flat

__all__ = ["Change", "Money", "income_change", "read_changes"]

_MONEY = r"-?\d[\d,]*(?:\.\d+)?(?:亿元|万元|千元|元|万(?=[,。;]))"
_AMOUNT = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元|万)")
_UP = "增加|增长|上升|提高|增幅为?"
_DOWN = "减少|下降|降低|降幅为?|压减"
_SAME = "持平|无增减(?:变化|变动)?|无变化|无变动|一致|相等|相同"
_NOT_MOVED = "".join(
    f"(?<!{word})"
    for word in ["增加", "增长", "上升", "提高", "减少", "下降", "降低", "压减", *"了约额"]
)
_BASE = (
    r"(?:(?P<once>同比)|(?:比|较|与|同|和)(?P<base>[^,。;:、\d]{0,4}(?:20\d\d年)?[^,。;:、\d]{0,16}?)"
    r"(?:\([^()]{0,16}\)[^,。;:、\d]{0,6}?)?"
    rf"(?P<prior>{_NOT_MOVED}{_MONEY})?)"
)
_CHANGE = re.compile(
    rf"{_BASE}(?:相比|比较)?,?(?P<subject>[^,。;:\d]{{0,24}}?)(?:各|均|共|略|有所|分别)*"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>{_SAME}))(?:了|约|为|额)*"
    rf"(?P<amount>{_MONEY})?"
    rf"(?:(?:(?<=元)|(?<=万))[,(、](?:同比|比上年)?(?:(?P<way_up>{_UP})|(?P<way_down>{_DOWN}))(?:了|约|为|率|幅度)*)?(?P<percent>\d[\d,]*(?:\.\d+)?)?(?P<sign>%)?(?P<times>倍)?"
)
_MOVED = re.compile(rf"{_UP}|{_DOWN}|{_SAME}")
_BASE_WORDS = re.compile(r"上年|去年|上一年|20\d\d年|年初预算|预算|执行|决算")


class Money(NamedTuple):
    """A printed amount: in 元, with the place of its last digit in 元."""

    yuan: Decimal
    place: Decimal
    unit: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """One comparison; `level` is the amount it speaks of, `prior` the compared one where printed.

    `others` are the other amounts printed before it in the same sentence; `prior_stated` says that
    the compared figure stands in the comparison itself: '比上年预算 760.00 万元增加 57.00 万元'. `way`
    is the direction of the percentage where it has a word of its own: '增加 57.00 万元，增长 7.5%'.
    """

    prose: Prose
    flat: Flat
    start: int
    end: int
    level: Money | None
    others: tuple[Money, ...]
    prior: Money | None
    amount: Money | None
    percent: Decimal | None
    percent_place: Decimal
    direction: int
    word: str
    base: str
    subject: str
    prior_stated: bool = False
    way: int = 0

    @property
    def citation(self) -> Citation:
        """The sentence that compares."""
        start = self.level.start if self.level else self.start
        return self.prose.cite(self.flat, start, self.end)

    @property
    def signed_wan(self) -> Decimal | None:
        """The change in 万元 with its sign; 0 for 持平."""
        if self.direction == 0:
            return Decimal(0)
        if self.amount is None:
            return None
        value = number(self.amount.printed) or Decimal(0)
        return self.direction * Amount(value, Unit(self.amount.unit), "").to(Unit.WAN)

    @property
    def signed_percent(self) -> Decimal | None:
        """The percentage with its sign; None where none is printed."""
        return None if self.percent is None else self.direction * self.percent


def read_changes(prose: Prose) -> tuple[Change, ...]:
    """Every comparison of the prose."""
    moving = (flat for flat in prose.flats if _MOVED.search(flat.text))
    return tuple(change for flat in moving for change in _changes(prose, flat))


def _changes(prose: Prose, flat: Flat) -> Iterator[Change]:
    amounts = [_money(found) for found in _AMOUNT.finditer(flat.text)]
    kept = [money for money in amounts if money is not None]
    stops = [stop.start() for stop in _STOP.finditer(flat.text)]
    for found in _CHANGE.finditer(flat.text):
        if not found["once"] and not _BASE_WORDS.search(found["base"] + found["subject"][:4]):
            continue
        before = _same_sentence(flat, kept, found.start(), stops)
        above = _sentence_above(flat, kept, found.start(), stops)
        yield _change(prose, flat, found, before, above)


_STOP = re.compile(r"[。;；!?]")


def _last_stop(stops: Sequence[int], end: int) -> int:
    """Where the last stop before an offset is; -1 if there is none."""
    at = bisect_left(stops, end)
    return stops[at - 1] if at else -1


def _same_sentence(
    flat: Flat, figures: Sequence[Money], start: int, stops: Sequence[int]
) -> list[Money]:
    """Within one sentence, or straight behind it: '总计2995.39万元。与上年相比，总计减少…'."""
    last = _last_stop(stops, start)
    behind = start - 1 if flat.text[:start].endswith("。") else None
    return [m for m in figures if m.end <= start and (m.end > last or m.end == behind)]


def _sentence_above(
    flat: Flat, figures: Sequence[Money], start: int, stops: Sequence[int]
) -> list[Money]:
    """In the sentence of a comparison, or in the one before where the comparison opens a sentence."""
    opens = flat.text[:start].endswith("。")
    last = _last_stop(stops, start - 1 if opens else start)
    return [m for m in figures if m.end <= start and m.end > last]


def _money(found: re.Match[str]) -> Money | None:
    value = number(found[1])
    if value is None:
        return None
    unit = Unit("万元" if found[2] == "万" else found[2])
    place = printed_place(found[1]) * unit.yuan
    return Money(value * unit.yuan, place, unit.value, found[1], found.start(), found.end())


def _change(
    prose: Prose, flat: Flat, found: re.Match[str], before: list[Money], above: list[Money]
) -> Change:
    money = _AMOUNT.fullmatch(found["amount"]) if found["amount"] else None
    amount = _money(money) if money else None
    percent = number(found["percent"]) if found["percent"] and found["sign"] else None
    base, subject = _split_base(found["base"] or "上年同期", found["subject"])
    spoken = subject or re.split(r"[。;,:]", flat.text[: found.start()])[-1]
    if len(above) > 1 and flat.text[: found.start()].endswith("。"):
        before = _figure_spoken_of(flat, subject, above, found.start())
    level = _earlier_level(flat, spoken, found.start()) or (before[-1] if before else None)
    if level is None and not subject and flat.text[: found.start()][-1:] in "。;,":
        level = _only_figure(flat, found.start())
    stated = _AMOUNT.fullmatch(found["prior"]) if found["prior"] else None
    prior = _money_at(stated, found.start("prior")) if stated else None
    if prior and amount:
        level = _level_of(above, prior, amount, found) or level
    return Change(
        prose=prose,
        flat=flat,
        start=found.start(),
        end=found.end(),
        level=level,
        others=tuple(m for m in before if level is None or m.end != level.end),
        prior=prior or _prior(flat, before),
        prior_stated=prior is not None,
        amount=amount,
        percent=percent,
        percent_place=printed_place(found["percent"]) if percent is not None else Decimal(1),
        direction=1 if found["up"] else -1 if found["down"] else 0,
        word=found["up"] or found["down"] or found["same"],
        base=base,
        subject=subject,
        way=1 if found["way_up"] else -1 if found["way_down"] else 0,
    )


def _money_at(found: re.Match[str], start: int) -> Money | None:
    """A match inside a part of the text, at its place in the whole."""
    money = _money(found)
    return money._replace(start=start, end=start + len(found[0])) if money else None


def _level_of(
    above: list[Money], prior: Money, amount: Money, found: re.Match[str]
) -> Money | None:
    """The figure of the sentence that last year's printed figure and the change lead to."""
    this = prior.yuan + (amount.yuan if found["up"] else -amount.yuan)
    return next((m for m in reversed(above) if abs(m.yuan - this) <= 2 * m.place), None)


def _figure_spoken_of(flat: Flat, subject: str, above: list[Money], end: int) -> list[Money]:
    """The figures of the sentence before, last the one that a sentence of its own compares.

    '总收入 100 万元，其中：甲 60 万元，乙 40 万元。与上年对比增加…': the whole, not the part printed last.
    """
    named = _earlier_level(flat, subject, end)
    parts = flat.text.find("其中", above[0].end, end)
    whole = [money for money in above if money.end <= parts] if parts >= 0 else []
    level = named or (whole[-1] if whole else above[-1])
    return [*(money for money in above if money.start != level.start), level]


_OF_BASE = re.compile(
    r"^(?:度|年初|当年|年度)*(?:预算|决算)?(?:执行)?(?:数|安排数?|金额)?(?:相比|比较|相较)?,?"
)


def _split_base(base: str, subject: str) -> tuple[str, str]:
    """'2023年' + '预算执行数' belong together; what is left is the subject of the comparison."""
    tail = _OF_BASE.match(subject)
    said = tail[0] if tail else ""
    return base + said.rstrip(",").removesuffix("相比"), subject[len(said) :]


def _earlier_level(flat: Flat, subject: str, before: int) -> Money | None:
    """'一般公共预算支出2940.05万元，占100%。与上年相比，一般公共预算支出减少…': the figure of that subject."""
    if len(subject) < 4:
        return None
    stated = re.compile(
        rf"{re.escape(subject)}(?:预算|决算|合计|总计|为|共)*(-?\d[\d,]*(?:\.\d+)?)(亿元|万元|千元|元|万)"
    )
    found = list(stated.finditer(flat.text, 0, before))
    return _money(found[-1]) if found else None


def _only_figure(flat: Flat, before: int) -> Money | None:
    """'…（项）69.83万元，主要用于…。比上年增加…': the paragraph's one figure, where it is the only one."""
    found = list(_AMOUNT.finditer(flat.text, 0, before))
    return _money(found[0]) if len(found) == 1 and found[0].start() < 80 else None


def _prior(flat: Flat, before: list[Money]) -> Money | None:
    """'2022年当年预算执行数为1.48万元，2023年预算安排2.63万元，比2022年预算执行数…': the 1.48."""
    if len(before) < 2:
        return None
    lead = flat.text[max(0, before[-2].start - 16) : before[-2].start]
    return before[-2] if re.search(r"(?:执行数|决算数|上年[^,。]{0,6})为?$", lead) else None


def income_change(prose: Prose, total: Decimal | None) -> Change | None:
    """The comparison of total income with the year before; None where none is printed."""
    for change in read_changes(prose):
        if not re.search(r"上年|去年|上一年|20\d\d年", change.base):
            continue
        if _near(change, total) and re.search("收入|收、?支|预算总额", _clause(change)):
            return change
        if _of_income_above(change, total):
            return change
    return _of_income_chapter(prose) if prose.of_account else None


_INCOME = re.compile(
    r"(?:本年|当年|年度|部门|单位|总)*(?:收入|收、?支|收入、?(?:和|与)?支出)(?:总计|合计|总额|预算|决算|总|数)*"
)


def _of_income_above(change: Change, total: Decimal | None) -> bool:
    """'…总计均为10006.80万元。…；与2021年度相比，收、支总计各增加520.67万元': the paragraph names the total."""
    if total is None or change.amount is None or change.level is not None:
        return False
    spoken = change.subject or re.split(r"[。;,:)]", change.flat.text[: change.start])[-1]
    above = (_money(found) for found in _AMOUNT.finditer(change.flat.text, 0, change.start))
    named = any(m and abs(m.yuan - total) < max(m.place, Decimal(1)) for m in above)
    return named and bool(_INCOME.fullmatch(spoken.rstrip("各均共")))


_CHAPTER = re.compile(r"^(?!.*(?:拨款|基金|一般公共|经营|支出)).*收入.*(?:决算|情况)")


def _of_income_chapter(prose: Prose) -> Change | None:
    """'与上年相比，收入合计增加139.79万元' opens a paragraph of the chapter on all income of an account."""
    sections = {id(flat): at for flat, at in zip(prose.flats, prose.sections, strict=True)}
    for change in read_changes(prose):
        at = sections.get(id(change.flat))
        title = "" if at is None else prose.document.sections[at].title
        opens = not re.search(r"[^,。;]", change.flat.text[: change.start])
        last = re.search(r"上年|去年|上一年|20\d\d年", change.base)
        if opens and last and _INCOME.fullmatch(change.subject) and _CHAPTER.search(title):
            return change
    return None


def _near(change: Change, total: Decimal | None) -> bool:
    """The level compared is the document's total income."""
    if change.level is None or total is None:
        return False
    return abs(change.level.yuan - total) < max(change.level.place, Decimal(1))


def _clause(change: Change) -> str:
    """The text of the sentence up to the comparison, from the sentence of its level on."""
    begun = change.level.start if change.level else change.start
    start = max(change.flat.text.rfind(stop, 0, min(begun, change.start)) for stop in "。;；") + 1
    return change.flat.text[start : change.end]
