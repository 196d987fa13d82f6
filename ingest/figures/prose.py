"""Paragraphs become Facts: amounts, percentages and counts with their subject, period and sentence.

Takes a Document, gives the Facts of its prose in reading order. Knows no tables. What a clause is
about is read by `fact_subjects`, what it compares by `fact_changes`, what is carried over from
clause to clause and from heading to sentence is kept by `fact_context`.

    （三）公务用车购置和运行维护费。2019年预算数15万元，比2018年减少2万元。
    -> row_path ('公务用车购置和运行维护费',) ('预算数',)    15 万元  level
       row_path ('公务用车购置和运行维护费',) ('比2018年',)  -2 万元  change
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from ingest.document import READER_VERSION, Document, Paragraph, Span
from ingest.facts import Fact, Kind, Measure, Side, Stage, State
from ingest.figures.changes import (
    Comparison,
    Former,
    base_in,
    comparison_in,
    former_value_in,
    unchanged_in,
)
from ingest.figures.clauses import Clause, clauses_in, cut_cue
from ingest.figures.context import REASON, Context, Said
from ingest.figures.labelled_lines import LabelledLines
from ingest.figures.levels import compared_subject, level_of, placed
from ingest.figures.none import nothing_in
from ingest.figures.periods import default_stage, folded, side_in, stage_in
from ingest.figures.sentences import Flat, Token, flatten, sentence_bounds, tokens_in
from ingest.figures.subjects import subject_of

__all__ = ["prose_facts"]

_LONG, _LONGEST = 160, 800
"""Signs of a sentence: a longer one is cited from ';' to ';', the longest from comma to comma."""
_EACH = re.compile(r"分别")
_BETWEEN = re.compile(r"[、,和及与]+")
_OTHER_YEAR = re.compile(r"上一?年|去年|以前|往年|\d{4}年")
_TOLD = re.compile(r".*(?:原因|由于|因为|主要)(?:[是为系:])?")
_STOCK = re.compile(r"资产|车$|车辆|设备|房屋|存款|投资|在建工程|编制|人数|人员|离休|退休$")


class _Figure(NamedTuple):
    """A figure that was read: everything of a Fact but its document and its place there."""

    token: Token
    said: Said
    words: tuple[str, ...]
    measure: Measure
    value: Decimal
    state: State = "printed"


def prose_facts(document: Document, position: int = 0) -> tuple[Fact, ...]:
    """All facts of a document's paragraphs; ids count from `position`."""
    context, labelled = Context(document), LabelledLines(document)
    facts: list[Fact] = []
    for paragraph in document.paragraphs:
        if printed := labelled.facts(paragraph, position + len(facts)):
            facts.extend(printed)
            continue
        flat = flatten(document, paragraph.pieces)
        for figure in _figures(context, paragraph, flat) if flat.text else ():
            facts.append(_fact(context, flat, figure, position + len(facts)))
    return tuple(facts)


def _figures(context: Context, paragraph: Paragraph, flat: Flat) -> Iterator[_Figure]:
    """The figures of one paragraph: each after the clauses that lead up to it."""
    context.enter(paragraph, flat.text)
    at = 0
    for token in tokens_in(flat):
        *before, own = clauses_in(flat.text, at, token.start)
        yield from _statements(context, before)
        figure, at = _figure(context, own, token, flat.text)
        yield figure
        yield from _of_both(context, own.text, figure)
    *before, tail = clauses_in(flat.text, at, len(flat.text))
    yield from _statements(context, before)
    yield from _statement(context, tail)
    context.leave(flat.text)


def _figure(context: Context, clause: Clause, token: Token, flat: str) -> tuple[_Figure, int]:
    """A change, a share, a value compared with, or a level; and where reading goes on."""
    opened, text = cut_cue(clause.text)
    if opened:
        context.open_list("其中")
    base = base_in(text, context.fiscal)
    context.base = base or context.base
    compared = comparison_in(text, percent=token.kind == "percent" or token.unit == "倍")
    former = None if compared else former_value_in(text)
    if compared:
        figure, stop = _compared(context, compared, token, text), token.stop
    elif former and base and token.kind != "percent" and (former.before or context.current):
        figure, stop = _former(context, former, base, token), token.stop
    else:
        figure, stop = _level(context, text, token, flat)
    context.fresh, context.near, context.told = False, True, True
    return figure, stop


def _of_both(context: Context, clause: str, figure: _Figure) -> Iterator[_Figure]:
    """'收入预算9万元，支出预算9万元，均比上年增加1万元': a change of the income as well."""
    known, last = context.earlier, context.last
    if figure.measure != "change" or not re.search(r"均|各", clause) or not known or not last:
        return
    sides = {side_in(said.path[-1]) for said in (known, last) if said.path}
    if sides == {"收入", "支出"} and figure.said.path == last.path:
        yield figure._replace(said=replace(known, kind="amount", sure=figure.said.sure))


def _compared(context: Context, compared: Comparison, token: Token, text: str) -> _Figure:
    """'减少5627万元' is -5627; '占17%' and '完成预算的98%' are rates without a sign."""
    said = compared_subject(context, compared.before, token)
    rated = token.kind == "percent" or token.unit == "倍"
    measure: Measure = "rate" if rated else "change"
    if _EACH.search(text) and not compared.before and context.several:
        said, context.names = _first_of_several(context, token), list(context.several[1:])
        context.compared = (compared.said, measure, compared.sign)
    if compared.form == "share":
        return _Figure(token, said, (compared.said,), measure, token.value)
    context.changed = said
    sure = min(said.sure, compared.sure, 0.8 if context.reason else 1.0)
    value = token.value if compared.sign > 0 else -abs(token.value)
    words = (compared.said or context.base or "增减",)
    return _Figure(token, replace(said, sure=sure), words, measure, value)


def _former(context: Context, former: Former, base: str, token: Token) -> _Figure:
    """'较上年预算2.5万元减少0.5万元': 2.5 is the figure of the year before."""
    known = context.current or Said((), None, None, None, token.kind, token.unit, 0.4)
    if former.before:
        known = context.changed = compared_subject(context, former.before, token)
    year = re.search(r"\d{4}", base)
    said = replace(
        known,
        year=int(year[0]) if year else known.year,
        stage=stage_in(former.said) or known.stage,
        sure=min(known.sure, 0.85),
    )
    return _Figure(token, said, (former.said,), "level", token.value)


def _level(context: Context, text: str, token: Token, flat: str) -> tuple[_Figure, int]:
    context.reason = context.reason or bool(REASON.search(text))
    said, words, stop = level_of(context, text, token, flat)
    if context.reason:
        said = replace(said, sure=min(said.sure, 0.6))
    context.earlier, context.last, context.changed = context.last, said, None
    within = any(mark != "carried" for _, mark in context.levels)
    if said.path and not within and (context.fresh or context.main is None):
        context.main = said
    measure: Measure = "rate" if token.kind == "percent" else "level"
    if context.compared and not _BETWEEN.sub("", text):
        word, measure, sign = context.compared
        return _Figure(token, said, (word,), measure, token.value * sign), stop
    return _Figure(token, said, words, measure, token.value), stop


def _first_of_several(context: Context, token: Token) -> Said:
    """'分别占97%、3%' behind 'A和B分别为…': the shares are of A and of B."""
    subject = subject_of(context.several[0], context.document.info)
    return replace(placed(context, subject, token), sure=0.85)


def _statements(context: Context, clauses: list[Clause]) -> Iterator[_Figure]:
    """Work through the clauses before a figure: what they state, and what their end changes."""
    for clause in clauses:
        yield from _statement(context, clause)
        context.mark(clause)


def _statement(context: Context, clause: Clause) -> Iterator[_Figure]:
    """'与上年持平' is a change of 0; '无政府性基金预算支出' states a zero."""
    unchanged = unchanged_in(clause.text)
    if unchanged:
        yield from _unchanged(context, clause, *unchanged)
    elif not context.reason and not REASON.search(clause.text):
        yield from _nothing(context, clause)
    elif not _OTHER_YEAR.search(clause.text):
        yield from _given_as_reason(context, clause)


def _unchanged(
    context: Context, clause: Clause, word: str, before: str, sure: float
) -> Iterator[_Figure]:
    last = context.last
    counted = last is not None and last.kind == "count"
    kind: Kind = "count" if counted else "amount"
    unit = last.unit if last and last.unit and last.kind != "percent" else "万元"
    token = _zero(clause, clause.text.find(word), len(word), kind, unit)
    base = base_in(clause.text, context.fiscal) or context.base
    said = compared_subject(context, before, token)
    if base is None or not said.path:
        return
    said = replace(said, sure=min(said.sure, sure, 0.6 if context.reason else 1.0))
    yield _Figure(token, said, (base,), "change", Decimal(0))


def _nothing(context: Context, clause: Clause) -> Iterator[_Figure]:
    topic = context.heading or context.topic
    for name, start, end in nothing_in(clause.text, topic.path if topic else ()):
        subject = subject_of(name, context.document.info)
        if subject.names:
            token = _zero(clause, start, end - start, "amount", "万元")
            said = replace(placed(context, subject, token), sure=0.9)
            year = subject_of(clause.text[:end], context.document.info).year
            said = context.last = replace(said, year=year or said.year)
            yield _Figure(token, said, (), "level", Decimal(0), "stated_none")


def _given_as_reason(context: Context, clause: Clause) -> Iterator[_Figure]:
    """'主要原因是本年无公务用车购置预算安排' states it all the same, of items known by name."""
    told = _TOLD.match(clause.text)
    behind = told.end() if told else 0
    for name, start, end in nothing_in(clause.text[behind:]):
        subject = subject_of(name, context.document.info)
        if subject.strength == 2 and subject.names:
            token = _zero(clause, behind + start, end - start, "amount", "万元")
            said = replace(placed(context, subject, token), path=subject.names, sure=0.85)
            yield _Figure(token, said, (), "level", Decimal(0), "stated_none")


def _zero(clause: Clause, start: int, length: int, kind: Kind, unit: str) -> Token:
    """A zero that is said in words."""
    begin = clause.start + start
    return Token(begin, begin + length, begin + length, kind, unit, Decimal(0))


def _fact(context: Context, flat: Flat, figure: _Figure, position: int) -> Fact:
    document, token, said = context.document, figure.token, figure.said
    at = flat.canonical(token.start, token.end)
    year = said.year or context.year or _stock_year(context, said) or document.info.fiscal_year
    return Fact(
        id=f"{document.doc_id}:{READER_VERSION}:fact:{position}",
        doc_id=document.doc_id,
        table=None,
        row=None,
        column=None,
        row_path=said.path,
        column_path=tuple(word for word in figure.words if word),
        code=said.code,
        kind=token.kind,
        value=figure.value,
        printed="".join(document.text[at.start : at.end].split()),
        unit=token.unit,
        year=year,
        stage=_stage(document, said, token.kind, year),
        measure=figure.measure,
        side=_side(said.path) or (context.side if token.kind == "amount" else None),
        fund=said.fund or context.fund,
        scope=context.scope,
        state=figure.state,
        confidence=round(min(said.sure if said.path else 0.3, context.cap), 2),
        citation=document.cite_spans(_sentence(flat, token)),
        at=at,
    )


def _stock_year(context: Context, said: Said) -> int | None:
    """Vehicles, posts and assets are counted at the date that their section gives."""
    held = said.path and not said.path[0].startswith("购置") and _STOCK.search(said.path[-1])
    return context.as_of if held else None


def _stage(document: Document, said: Said, kind: Kind, year: int | None) -> Stage | None:
    if said.stage:
        return said.stage
    if kind == "count" or year != document.info.fiscal_year:
        return None
    return default_stage(document.info.kind)


def _side(path: tuple[str, ...]) -> Side | None:
    """What the innermost name says that says anything: an item of income is income."""
    sides = (side_in(folded(name)) or _spent(folded(name)) for name in reversed(path))
    return next((side for side in sides if side), None)


def _spent(item: str) -> Side | None:
    return "支出" if re.search(r"(?:经费|费用?|采购.*)$", item) else None


def _sentence(flat: Flat, token: Token) -> list[Span]:
    """The sentence around a figure; a long one is cut to the part between ';', then to clauses."""
    start, end = sentence_bounds(flat.text, token.start)
    if end - start > _LONG:
        start = max(start, flat.text.rfind(";", start, token.start) + 1)
        stop = flat.text.find(";", token.stop, end)
        end = stop + 1 if stop >= 0 else end
    if end - start > _LONGEST:
        start, end = _clauses_around(flat.text, token, start, end)
    return flat.pieces(start, end)


def _clauses_around(text: str, token: Token, start: int, end: int) -> tuple[int, int]:
    """What stands within reach of a figure, from a comma to a comma."""
    left, right = max(start, token.start - _LONGEST // 2), min(end, token.stop + _LONGEST // 4)
    begin = text.find(",", left, token.start) + 1 if left > start else start
    stop = text.rfind(",", token.stop, right) + 1 if right < end else end
    return begin or left, stop or right
