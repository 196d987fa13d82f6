"""A question that names its items loosely, read again with the names they are printed under.

Takes the turns of a question that nothing answered, Sources and two ways to ask: what a plain look-up of one
name finds, and what the whole question finds. Every loose name must be found by the look-up, with the
sureness it has there; the whole is then asked with the printed names, and the answer says so. Where
the look-up asks back, so does the whole. Knows no lane.

    '住房方面的支出同比涨了多少'   ->   '住房保障支出同比涨了多少'   '按“住房保障支出”理解。' and the change
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from retrieval.computed.asked_operands import WHOSE
from retrieval.computed.averages import asks_average
from retrieval.everyday.loose_names import Loose, loose_names
from retrieval.everyday.printed_purposes import said_whole, spent_on
from retrieval.everyday.taken_as import names_column
from retrieval.rows.purchases_named import buys_one_unlisted
from retrieval.scope.scope import read_scope
from retrieval.understand.pick_asked import names_asked
from retrieval.understand.question import Query, read_question
from retrieval.understand.reading import Target, Understood, understand
from retrieval.understand.sources import Sources
from retrieval.understand.turns import plain_turns
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.words.not_budget import asks_for_money
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import taken_as
from retrieval.writing.verify import Statement

__all__ = ["Ask", "named_before", "restated", "works_out"]

Ask = Callable[[Sequence[str]], Composed | None]

MOST, _TARGETS = 3, 2
"""Loose names that are looked up at most, and units and years that each is looked up in."""

_EITHER = re.compile(r"(?<=[,，])[前后]者(?:比[前后]者)?(?=[高多低少][出了多少])")
"""'甲的接待跟乙的摆在一起,前者高出多少': which of the two is more, the difference says by itself."""

_OPERATIONS = ("sum", "difference", "ratio", "compare", "share", "change", "rate", "completion")
_ANSWERED = ("found", "computed", "conflicting", "none_stated")
_PARTIAL = frozenset({"total_income", "total_expenditure"})


class _Named(NamedTuple):
    """The printed name of a loose one; or what the look-up asks back."""

    title: str = ""
    back: Composed | None = None


def works_out(query: Query) -> bool:
    """Whether more is asked than one figure: then the whole is read again before one of its words is."""
    return query.asks(*_OPERATIONS)


def restated(
    understood: Understood, turns: Sequence[str], sources: Sources, look_up: Ask, ask: Ask
) -> Composed | None:
    """The answer to the question with printed names in the place of loose ones, said to be taken so."""
    if understood.query.lost or not understood.targets or not _is_of_money(understood.query):
        return None
    if buys_one_unlisted(understood):
        return None
    if names_asked(understood.query.text):
        return None  # '名称里带医疗的三个科目': rows, not one item with the word in its name
    if not _asks_more(understood.query, turns):
        look_up = _nothing
    read = _read(understood, turns, sources)
    found = _by_names(understood, read, sources, look_up, ask)
    return found if found or len(turns) == 1 else _in_one(understood, turns, read[-1].text, ask)


def _by_names(
    understood: Understood, read: Sequence[Query], sources: Sources, look_up: Ask, ask: Ask
) -> Composed | None:
    """The turns asked with the names that are printed."""
    known = dict(_said_whole(understood, read[-1].text, sources))
    loose = [
        (at, one)
        for at, query in enumerate(read)
        for one in _apart(loose_names(query), _places(query.text, known))
    ]
    plain = understood.query.asks("difference") and _EITHER.search(read[-1].text)
    if not (loose or plain) or len({one.text for _, one in loose}) > MOST:
        return None
    if any(one.text in WHOSE for _, one in loose):
        return None
    for text in dict.fromkeys(one.text for _, one in loose if one.text not in known):
        named = _printed_name(understood, text, sources, look_up)
        if named is None:
            return None
        known[text] = named
    if back := [one.back for one in known.values() if one.back is not None]:
        return back[0] if len(back) == 1 and _is_amount_asked(understood.query) else None
    names = {text: one.title for text, one in known.items()}
    texts = [_replaced(query.text, at, loose, names) for at, query in enumerate(read)]
    titles = list(dict.fromkeys(names.values()))
    answer = ask(texts)
    if understood.query.asks("reason") and not all(_is_reason_of(answer, one) for one in titles):
        return None
    return _told(answer, titles)


_GOES_ON = re.compile(
    r"^(?:那么?|这|它|该项|这[笔项个]钱?|[,，])*(?=占(?!了?(?:多|百分|几|比|份额|$))|比|[较跟和与同].{2,20}?(?:比|差|高|低|多|少))"
)


def _in_one(understood: Understood, turns: Sequence[str], last: str, ask: Ask) -> Composed | None:
    """'占项目支出的比例呢' asked in one with the item that the turn before was answered with."""
    before = ask(turns[:-1]) if _GOES_ON.match(last) and len(understood.targets) == 1 else None
    items = {figure.item for figure in before.figures} if before else set()
    if before is None or before.kind != "found" or len(items) != 1:
        return None
    item, lead = items.pop(), _lead(understood.targets[0], understood.query)
    return _told(ask((f"{lead}{item}{_GOES_ON.sub('', last)}",)), (item,), said=False)


def named_before(
    turns: Sequence[str], sources: Sources, heard: Callable[[Sequence[str]], str]
) -> tuple[str, ...]:
    """The turns, those before the last with the printed name where a loose one was heard as it: what goes
    on about it goes on about what was answered. `heard`: the item so answered, or ''."""
    said = list(turns)
    for at in range(len(turns) - 1):
        query = _read_one(said[: at + 1], sources)
        loose = loose_names(query)
        if len(loose) == 1 and (item := heard(said[: at + 1])):
            one = loose[0]
            said[at] = query.text[: one.start] + item + query.text[one.end :]
    return tuple(said)


def _read_one(turns: Sequence[str], sources: Sources) -> Query:
    """The last of some turns by itself; a first one with the labels printed."""
    if len(turns) == 1:
        return understand(turns, sources).query
    turn = plain_turns(turns, sources.catalogue)[-1]
    return read_question(turn, read_scope(turn, sources.catalogue), {})


def _is_of_money(query: Query) -> bool:
    """Which make a car is, or when it was bought, no item of a budget says."""
    return works_out(query) or query.asks("reason") or asks_for_money(query.text)


def _is_amount_asked(query: Query) -> bool:
    """Whether amounts may be offered: never for heads and pieces that are counted together."""
    return asks_for_money(query.text) or query.asks(*(set(_OPERATIONS) - {"sum"}))


def _asks_more(query: Query, turns: Sequence[str]) -> bool:
    """Whether no single look-up answers: worked out, of a part, of a later turn, or for a reason."""
    more = works_out(query) or query.asks("reason") or asks_average(query)
    return more or len(turns) > 1 or names_column(query)


def _nothing(_turns: Sequence[str]) -> None:
    """The look-up where it was tried already: then only what an item is said to be for names it."""


def _read(understood: Understood, turns: Sequence[str], sources: Sources) -> list[Query]:
    """Every turn by itself."""
    if len(turns) == 1:
        return [understood.query]
    plain = plain_turns(turns, sources.catalogue)
    return [read_question(turn, read_scope(turn, sources.catalogue), {}) for turn in plain]


def _printed_name(
    understood: Understood, text: str, sources: Sources, look_up: Ask
) -> _Named | None:
    """What a loose name is printed as, by the first unit and year that print it."""
    for target in understood.targets[:_TARGETS]:
        if named := _said_for(understood, target, text, sources):
            return named
        answer = look_up((f"{_lead(target, understood.query)}{text}是多少",))
        named = _name_in(answer)
        if named is None and understood.query.asks("sum"):
            named = _several_in(answer)
        if named is not None:
            return named
    return None


def _lead(target: Target, query: Query) -> str:
    """Unit, year and account of one target, as they are said."""
    unit = next((row.unit_name for row in target.documents if row.unit_name), "")
    account = target.account or query.scope.account
    year = f"{target.year}年" if target.year else ""
    return f"{unit}{year}{'决算' if account == '决算' else ''}"


def _said_whole(
    understood: Understood, question: str, sources: Sources
) -> Iterator[tuple[str, _Named]]:
    """What the question says word for word as a document says what an item is for."""
    for target in understood.targets[:1]:
        texts = (sources.document(row.doc_id).text for row in target.own)
        if found := said_whole(question, texts, _labels(understood, target)):
            yield found[0], _Named(found[1])


def _places(text: str, known: Iterable[str]) -> list[Loose]:
    return [Loose(at, at + len(one), one) for one in known if (at := text.find(one)) >= 0]


def _apart(loose: Sequence[Loose], whole: Sequence[Loose]) -> list[Loose]:
    """All of them in their order, without those over a place that is known."""
    free = [one for one in loose if not any(one.start < w.end and w.start < one.end for w in whole)]
    return sorted((*free, *whole))


def _labels(understood: Understood, target: Target) -> set[str]:
    rows = understood.facts_of(target.own)
    return {fact.row_path[-1] for fact in rows if fact.kind == "amount" and fact.row_path}


def _said_for(understood: Understood, target: Target, text: str, sources: Sources) -> _Named | None:
    """The item that a document says is for what is named."""
    texts = (sources.document(row.doc_id).text for row in target.own)
    label = spent_on(text, texts, _labels(understood, target))
    return _Named(label) if label else None


def _several_in(answer: Composed | None) -> _Named | None:
    """The items that a look-up adds up: '水电费' is 水费 and 电费."""
    if answer is None or answer.kind != "computed":
        return None
    parts = [figure for figure in answer.figures if figure.formula is None]
    summed = [figure for figure in answer.figures if figure.formula and figure.measure == "sum"]
    both = len(parts) > 1 and len(summed) == 1
    return _Named("、".join(dict.fromkeys(figure.item for figure in parts))) if both else None


def _name_in(answer: Composed | None) -> _Named | None:
    """The one item that a look-up answers with."""
    if answer is None:
        return None
    if answer.kind == "ambiguous":
        return _Named(back=answer) if answer.figures else None
    items = {figure.item for figure in answer.figures if figure.measure == "level"}
    if answer.kind not in ("found", "conflicting") or len(items) != 1:
        return None
    title = items.pop()
    keys = lexicon().printed.get(label_key(title), ())
    return _Named(title) if title and not _PARTIAL.intersection(keys) else None


def _replaced(
    text: str, turn: int, loose: Sequence[tuple[int, Loose]], names: dict[str, str]
) -> str:
    """A turn with the printed names in place."""
    for at, one in reversed(loose):
        if at == turn:
            text = text[: one.start] + names[one.text] + text[one.end :]
    return _EITHER.sub("", text)


def _told(answer: Composed | None, titles: Sequence[str], *, said: bool = True) -> Composed | None:
    """The answer, led by how the names were taken, where it speaks of each of them."""
    if answer is None or answer.kind not in _ANSWERED or not all(_says(answer, t) for t in titles):
        return None
    notes = tuple(Statement(taken_as(title)) for title in titles if said)
    draft = replace(answer.draft, statements=(*notes, *answer.draft.statements))
    return replace(answer, draft=draft)


def _says(answer: Composed, title: str) -> bool:
    """Whether the answer or its places name an item."""
    places = (e.said for e in answer.draft.evidence)
    said = folded("".join((*(s.text for s in answer.draft.statements), *places)))
    return all(
        label_key(one) in label_key(said) or folded(one) in said for one in title.split("、")
    )


_WHY = re.compile(r"原因|因为|由于|系(?=[^统列])")


def _is_reason_of(answer: Composed | None, title: str) -> bool:
    """Whether the reason told is one of the item: that it is named among the reasons is not enough."""
    for evidence in answer.draft.evidence if answer else ():
        quote = folded(evidence.citation.quote)
        why = _WHY.search(quote)
        place = "".join((quote[: why.start()] if why else "", folded(evidence.citation.section)))
        if label_key(title) in label_key(place) or any(title in label for label in evidence.labels):
            return True
    return False
