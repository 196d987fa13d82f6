"""A question becomes an Answer: understand, retrieve and compose, verify.

Takes a question or the turns of a conversation and Sources, gives an Answer whose every number and
quotation was checked against its citation. Three steps; the last one verifies, and what it refuses
is never shown. A language model, where there is one, may word the answer (`wording`); LangChain
runs the steps then, and is not imported before. Knows no file, no store and no model provider.

    answer('云江区财政局2025年收入总计是多少？', sources)
    -> Answer(kind='found', text='2025年…收入总计（预算）为 3,121.42 万元[1]。', citations=(…,))
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ingest.citation import Citation
from ingest.facts import Finding
from retrieval.computed.asked_operands import asked_operands
from retrieval.computed.each_listed import each_listed, half_told
from retrieval.computed.each_operand import not_worked_out, operands_answer
from retrieval.computed.parts import goes_on, parts_of, refers_back, together
from retrieval.everyday.asked_bare import asked_bare
from retrieval.everyday.heard import Hearing, heard_answer, renamed
from retrieval.everyday.restated import restated, works_out
from retrieval.everyday.turns_meant import turns_meant
from retrieval.explain import Tried, checked, explained
from retrieval.figures.contradicted import of_others
from retrieval.figures.inconsistencies import touching
from retrieval.guard.last_look import last_look, last_look_at_everyday, told_otherwise
from retrieval.guard.refused import refused_text, searched
from retrieval.lanes.order import lanes
from retrieval.passages.asked_documents import ask_which
from retrieval.passages.target_cells import target_beside_answer
from retrieval.printed.subjects import with_subject
from retrieval.rows.rows_told import about_rows, rows_told_answer
from retrieval.rows.sub_unit_answers import of_units_below
from retrieval.rows.sub_unit_turns import of_named_units
from retrieval.rows.sub_units import named_units, speaks_of
from retrieval.rows.thing_answers import thing_answer
from retrieval.understand.asked_alone import asked_alone
from retrieval.understand.asker import without_asker
from retrieval.understand.cell_words import asked_text
from retrieval.understand.column_turns import of_other_columns
from retrieval.understand.greetings import greeting
from retrieval.understand.plain_asking import asks_plainly
from retrieval.understand.plain_words import in_plain_words
from retrieval.understand.reading import Understood, understand
from retrieval.understand.sources import Sources, remembered, texts_of
from retrieval.understand.turns_alone import asked_alone_of
from retrieval.words.lexicon import folded
from retrieval.writing.answered import Answer, AnswerFigure, figures_cited
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import UNSURE, refusal, taken_as, warned
from retrieval.writing.verify import Draft, Statement, markers, verified
from retrieval.writing.wording import Guest, Worded, worded

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

__all__ = ["Answer", "AnswerFigure", "Guest", "Sources", "answer", "chain"]


class _Asked(NamedTuple):
    turns: tuple[str, ...]
    sources: Sources
    guest: Guest | None = None
    explain: bool = False
    restated: bool = False
    bare: bool = False


class _Read(NamedTuple):
    asked: _Asked
    understood: Understood
    parts: tuple[Understood, ...] = ()


class _Drafted(NamedTuple):
    asked: _Asked
    understood: Understood
    lane: str
    composed: Composed | None
    tried: tuple[Tried, ...] = ()

    @property
    def sources(self) -> Sources:
        return self.asked.sources


def answer(
    question: str | Sequence[str],
    sources: Sources,
    id: str = "",
    *,
    guest: Guest | None = None,
    explain: bool = False,
) -> Answer:
    """Answer a question, or the last turn of a conversation; a guest may word what was found."""
    turns = (question,) if isinstance(question, str) else tuple(question)
    started, sources = time.perf_counter(), remembered(sources)
    if not any(turn.strip() for turn in turns):
        return Answer(refusal("", advice="请输入问题"), "not_found", id=id)
    if polite := greeting(folded(turns[-1]), sources.catalogue):
        return Answer(polite, "not_found", id=id)
    said = tuple(without_asker(turn, sources.catalogue) for turn in turns)
    turns = tuple(in_plain_words(turn) for turn in asked_alone_of(said, sources.catalogue))
    asked = _Asked(turns, sources, guest, explain)
    if told := rows_told_answer(turns, sources, lambda before: _before(before, sources)):
        found = _verify(_Drafted(asked, told[0], "rows told before", told[1]))
        return replace(found, id=id, seconds=time.perf_counter() - started)
    meant = _meant(turns, sources)
    if meant is None:
        return Answer(
            refusal("", advice="前面的回答没有指出是哪一项，请写明名称"), "not_found", id=id
        )
    found = _steps(asked._replace(turns=meant))
    return replace(found, id=id, seconds=time.perf_counter() - started)


def _meant(turns: tuple[str, ...], sources: Sources) -> tuple[str, ...] | None:
    """The turns with the names of what they point at; None where that is not known."""

    def items_of(before: Sequence[str]) -> list[str]:
        return [figure.item for figure in _steps(_Asked(tuple(before), sources)).figures]

    def drafted(before: Sequence[str]) -> tuple[str, Composed | None]:
        return _compose(_understand(_Asked(tuple(before), sources)))[2:4]

    return turns_meant(turns, sources, items_of, drafted)


def _before(turns: Sequence[str], sources: Sources) -> tuple[Understood, Composed | None]:
    """What the turns before the last were answered with."""
    meant = _meant(tuple(turns), sources)
    found = _compose(_understand(_Asked(meant or tuple(turns), sources)))
    return found.understood, found.composed if meant else None


def _steps(asked: _Asked) -> Answer:
    """understand → retrieve and compose → verify; with a language model as LangChain's chain."""
    return chain().invoke(asked) if asked.guest else _verify(_compose(_understand(asked)))


@lru_cache(maxsize=1)
def chain() -> Runnable[_Asked, Answer]:
    """The same steps as a runnable of LangChain, whose callbacks and traces see them."""
    from langchain_core.runnables import RunnableLambda

    return RunnableLambda(_understand) | RunnableLambda(_compose) | RunnableLambda(_verify)


def _understand(asked: _Asked) -> _Read:
    columns = map(of_other_columns, parts_of(asked.turns))
    turns_of = (of_named_units(turns, asked.sources) for turns in columns)
    parts = tuple(understand(turns, asked.sources) for turns in turns_of)
    whole = understand(asked.turns, asked.sources)
    return _Read(asked, whole, () if whole.problem else parts)


def _compose(read: _Read) -> _Drafted:
    """The answer, where there is none that of the question without its asides."""
    drafted = _by_lanes(read)
    before = drafted.composed
    if read.asked.bare or not (before is None or before.kind in ("not_found", "ambiguous")):
        return drafted
    again = read.asked._replace(bare=True, explain=False)

    def ask(turns: Sequence[str]) -> tuple[Understood, Composed | None]:
        found = _compose(_understand(again._replace(turns=tuple(turns))))
        return found.understood, found.composed

    if found := asked_bare(read.understood, read.asked.turns, before, ask):
        tried = (*drafted.tried, Tried("without asides", found))
        drafted = drafted._replace(lane="without asides", composed=found, tried=tried)
    return drafted


def _by_lanes(read: _Read) -> _Drafted:
    """The lanes one after another; the first that has an answer gives it."""
    asked, understood, parts = read
    tried: list[Tried] = []
    if understood.broad and understood.query.scope.units:
        return _Drafted(asked, understood, "which unit", ask_which(understood.documents))
    if parts and (beside := _of_one_row(understood, asked.sources)):
        tried.append(beside)
        return _Drafted(asked, understood, beside.lane, beside.composed, tuple(tried))
    answers = _answered(parts, asked, tried)
    if any(answers):
        joined = together(answers, [part.query.asked for part in parts])
        return _Drafted(asked, understood, "parts", joined, tuple(tried))
    if understood.problem is None and not understood.query.lost:
        dangling = any(refers_back(part.query.asked) for part in parts[1:])
        composed = None if dangling else _first(understood, asked.sources, tried)
        if composed is None and not dangling:
            composed = _asked_alone(understood, asked, tried)
        if not_worked_out(understood.query, composed) or half_told(composed):
            composed = _of_operands(understood, asked, tried) or composed
        if (composed is None or composed.kind == "not_found") and works_out(understood.query):
            composed = _restated(understood, asked, tried) or composed
        if composed is None and (composed := _heard(understood, asked.sources)):
            tried.append(Tried("everyday words", composed))
        if (composed is None or composed.kind == "not_found") and not works_out(understood.query):
            composed = _restated(understood, asked, tried) or composed
        heard = composed is None or tried[-1].lane == "everyday words"
        if heard and (both := _heard_in_parts(parts, asked)):
            tried.append(Tried("everyday words", both))
            composed = both
        if composed is not None:
            return _Drafted(asked, understood, tried[-1].lane, composed, tuple(tried))
    return _Drafted(asked, understood, "refusal", None, tuple(tried))


def _heard_in_parts(parts: Sequence[Understood], asked: _Asked) -> Composed | None:
    """What everyday words mean in the first part of a question; the others are told or said to be missing."""
    if len(parts) < 2 or parts[0].problem or not (first := _heard(parts[0], asked.sources)):
        return None
    others = [_of_told(first, parts[0], part, asked) for part in parts[1:]]
    return together([first, *others], [part.query.asked for part in parts])


def _of_told(told: Composed, first: Understood, part: Understood, asked: _Asked) -> Composed | None:
    """A later part of a question about the one item that its first part was answered with."""
    scope, items = first.query.scope, {figure.item for figure in told.figures}
    if len(items) != 1 or len(scope.units) != 1 or len(scope.years) != 1:
        return None
    if not goes_on(part.query.asked):
        return None
    before = f"{scope.units[0]}{scope.years[0]}年{items.pop()}是多少"
    turns = asked_alone_of((before, part.query.asked), asked.sources.catalogue)
    found = _compose(_understand(asked._replace(turns=turns, explain=False))).composed
    return found if found and found.kind not in ("not_found", "ambiguous") else None


def _of_one_row(understood: Understood, sources: Sources) -> Tried | None:
    """Two cells of one row, asked for in the two halves of a question: 一组多少钱,买多少组."""
    if aimed := target_beside_answer(understood, sources):
        return Tried("indicator by meaning", aimed)
    fields = last_look(
        understood.query, thing_answer(understood, sources), understood.final_accounts
    )
    told = fields is not None and len(fields.draft.statements) > 1
    return Tried("fields of a named thing", fields) if told else None


def _answered(
    parts: Sequence[Understood], asked: _Asked, tried: list[Tried]
) -> list[Composed | None]:
    """The parts' answers; '这块多少钱' has none where what it refers to was not found."""
    answers: list[Composed | None] = []
    for part, turns in zip(parts, parts_of(asked.turns), strict=False):
        told = (answers or [None])[-1]
        lost = bool(answers) and told is None and refers_back(part.query.asked)
        lost = lost or part.query.lost or part.problem is not None
        rows = about_rows(parts[len(answers) - 1], told, turns[-1], asked.sources)
        found = rows or (None if lost else _first(part, asked.sources, tried))
        found = found if found and found.kind != "not_found" else None
        if found is None and answers and answers[0] and not lost:
            found = _of_told(answers[0], parts[0], part, asked)
        answers.append(found)
    return answers


def _first(understood: Understood, sources: Sources, tried: list[Tried]) -> Composed | None:
    units = named_units(understood, sources, asked_text(understood.query).text)
    if not units and (said := _heard(understood, sources, renamed)):
        tried.append(Tried("named otherwise", said))
        return said
    refused: Composed | None = None
    for lane, found in lanes(understood, sources):
        composed = last_look(understood.query, found, understood.final_accounts)
        tried.append(Tried(lane, composed))
        if composed is None:
            continue
        if composed.kind == "not_found" and found is not composed:
            refused = refused or composed  # a later lane may still have all that is asked
            continue
        kept = speaks_of(composed, units) and of_units_below(understood, composed)
        return composed if kept else None
    return refused


def _asked_alone(understood: Understood, asked: _Asked, tried: list[Tried]) -> Composed | None:
    """The clause that asks, read without those that only tell where the asker looks."""
    alone = asked_alone(understood.query)
    if alone is None:
        return None
    again = understand((*asked.turns[:-1], alone), asked.sources)
    found = None if again.problem else _first(again, asked.sources, tried)
    return found if found and found.kind not in ("not_found", "ambiguous") else None


def _of_operands(understood: Understood, asked: _Asked, tried: list[Tried]) -> Composed | None:
    """A sum, difference or share whose operands are each found where they are asked for alone."""
    query = understood.query
    listed = each_listed(query)
    ask = cache(lambda one: _one(one, asked.sources))
    for operands in (
        *asked_operands(query, folded(asked.turns[-1])),
        *([listed] if listed else []),
    ):
        if found := operands_answer(operands, ask):
            tried.append(Tried("operands", found))
            return found
    return None


def _one(question: str, sources: Sources) -> Composed | None:
    """The answer to one plain question."""
    understood = understand((question,), sources)
    if understood.problem or understood.broad:
        return None
    return _first(understood, sources, []) or _heard(understood, sources)


def _restated(understood: Understood, asked: _Asked, tried: list[Tried]) -> Composed | None:
    """The question with printed names in the place of loose ones; that one is not restated again."""
    if asked.restated:
        return None
    again = asked._replace(restated=True, explain=False)
    found = restated(
        understood,
        asked.turns,
        asked.sources,
        lambda turns: _one(turns[0], asked.sources),
        lambda turns: _compose(_understand(again._replace(turns=tuple(turns)))).composed,
    )
    if found is None or told_otherwise(understood.query, found):
        return None
    tried.append(Tried("printed names", found))
    return found


def _heard(understood: Understood, sources: Sources, by: Hearing = heard_answer) -> Composed | None:
    """What everyday words mean; never for a unit below the department, which has its own rows."""
    heard = by(understood, sources)
    units = named_units(understood, sources, asked_text(understood.query).text) if heard else ()
    heard = heard if not units or (heard and speaks_of(heard, units)) else None
    return last_look_at_everyday(understood.query, heard, understood.final_accounts)


def _verify(drafted: _Drafted) -> Answer:
    """Only what stands on its citations leaves."""
    explain = _explained(drafted)
    drafted = _without_repetition(drafted)
    if drafted.composed is None or drafted.composed.kind == "not_found":
        text = refused_text(drafted.understood, drafted.sources, drafted.composed)
        return Answer(text, "not_found", explain=explain)
    texts = texts_of(drafted.sources)
    draft = verified(drafted.composed.draft, texts)
    explain = (*explain, *checked(drafted.composed.draft, draft)) if explain else ()
    if draft is None:
        return Answer(refusal(searched(drafted.understood)), "not_found", explain=explain)
    checks = _touched(drafted, draft)
    said = _worded(drafted, draft, texts)
    draft = _noted(drafted, said.draft, checks, texts)
    unsure = _unsure(drafted.sources, draft)
    lines = [taken_as(name) for name in drafted.understood.query.scope.slips]
    lines += [_said(statement, unsure) for statement in draft.statements]
    return Answer(
        text="\n".join([*lines, *([said.note] if said.note else [])]),
        kind=drafted.composed.kind,
        citations=tuple(_cited(drafted, evidence.citation) for evidence in draft.evidence),
        figures=figures_cited(drafted.composed, draft),
        checks=checks,
        model=said.model,
        explain=(*explain, *(f"语言模型：{line}" for line in said.told)) if explain else (),
    )


def _without_repetition(drafted: _Drafted) -> _Drafted:
    """A later turn that asks something else of what was spoken of is not told the same once more."""
    asked, query = drafted.asked, drafted.understood.query
    composed, turns = drafted.composed, asked.turns
    said = folded(turns[-1])
    leans = query.later or not any(item.text in said for item in query.items)
    if composed is None or composed.kind not in ("found", "ambiguous") or len(turns) < 2:
        return drafted
    if not leans or asks_plainly(query.asked) or not composed.figures:
        return drafted
    before = _compose(_understand(asked._replace(turns=turns[:-1], explain=False))).composed
    same = before is not None and _told(before) == _told(composed)
    return drafted._replace(composed=None) if same else drafted


def _told(composed: Composed) -> set[tuple[object, ...]]:
    """What the figures of an answer are: value, unit, item and period."""
    return {(f.value, f.unit, f.item, f.measure, f.period) for f in composed.figures}


def _cited(drafted: _Drafted, citation: Citation) -> Citation:
    """As it is shown: with the sentence before, where only that one names what it speaks of."""
    facts = drafted.understood.facts.get(citation.doc_id, ())
    return with_subject(citation, facts, drafted.sources.document(citation.doc_id))


def _explained(drafted: _Drafted) -> tuple[str, ...]:
    """Where somebody wants to know; it costs a little."""
    asked, understood = drafted.asked, drafted.understood
    told = (asked.turns, understood, drafted.tried, asked.sources.catalogue)
    return explained(*told) if asked.explain else ()


def _worded(drafted: _Drafted, draft: Draft, texts: Callable[[str], str]) -> Worded:
    """The draft in the guest's words; a question back is ours alone."""
    guest = drafted.asked.guest
    assert drafted.composed is not None
    if guest is None or drafted.composed.kind == "ambiguous":
        return Worded(draft)
    units = [row.unit_name for row in drafted.sources.catalogue if row.unit_name]
    return worded(drafted.asked.turns[-1], draft, guest, list(dict.fromkeys(units)), texts)


def _touched(drafted: _Drafted, draft: Draft) -> tuple[Finding, ...]:
    """The broken checks at the places that a figure of the answer is cited from."""
    assert drafted.composed is not None
    if not drafted.composed.figures and drafted.lane != "inconsistency":
        return ()
    citations = tuple(evidence.citation for evidence in draft.evidence)
    found = touching(drafted.sources.findings({c.doc_id for c in citations}), citations)
    items = [figure.item for figure in drafted.composed.figures]
    return tuple(f for f in found if not items or not of_others(f, items))


def _noted(
    drafted: _Drafted, draft: Draft, checks: Sequence[Finding], texts: Callable[[str], str]
) -> Draft:
    """The draft with a warning where it cites a place that a check found wrong, verified as well."""
    assert drafted.composed is not None
    if not checks or drafted.lane == "inconsistency" or drafted.composed.kind == "conflicting":
        return draft
    where = [n for n, e in enumerate(draft.evidence, 1) if touching(checks, [e.citation])]
    warning = Statement(warned(list(dict.fromkeys(f.title for f in checks)), where))
    plainly = Statement(warned([], where))
    for note in (warning, plainly):
        with_note = verified(replace(draft, statements=(*draft.statements, note)), texts)
        if with_note and len(with_note.statements) > len(draft.statements):
            return with_note
    return draft


def _unsure(sources: Sources, draft: Draft) -> frozenset[int]:
    """The evidence, counted from 1, whose characters were recognised from a picture, and badly."""
    return frozenset(
        number
        for number, evidence in enumerate(draft.evidence, 1)
        if sources.document(evidence.citation.doc_id).is_doubtful(evidence.citation)
    )


def _said(statement: Statement, unsure: frozenset[int]) -> str:
    """The statement; that it rests on doubtful characters stands beside it."""
    if not unsure.intersection(markers(statement.text)) or UNSURE in statement.text:
        return statement.text
    return f"{statement.text}{UNSURE}"
