"""Parts of one named whole chosen by size, where a sentence prints them: '综合事务里超过9万元的有哪些'.

Takes an Understood, gives a Composed answer or None. The whole is named by the question, and nothing of
the question is left over; every part is cited. Knows no tables.

    '其他支出150万元，其中A 90万元，B 50万元，C 10万元', '其他支出里40万元以上的'   ->   A, B
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.rows.enumerated import enumeration_of
from retrieval.understand.cell_words import asked_text, left_over, spans_of
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.size_asked import Size, size_asked
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["sized_parts_answer"]

_NOT_ROWS = ("change", "rate", "share", "difference", "ratio", "completion", "reason", "definition")


def sized_parts_answer(understood: Understood) -> Composed | None:
    """The parts of the size that is asked for, the largest first; None where a word is left over."""
    query = understood.query
    targets = understood.own_targets
    size = size_asked(query)
    if size is None or len(targets) != 1 or query.asks(*_NOT_ROWS) or query.later:
        return None
    row = targets[0].own[0]
    facts = [f for f in understood.facts_of([row]) if f.year in (targets[0].year, None)]
    found = _parts(query, size, facts)
    chosen = _chosen(found, size)
    if not chosen:
        return None
    write = writer(understood)
    numbers = [write.evidence(fact) for _, fact in chosen]
    write.say(f"{period(row.fiscal_year)}{row.unit_name or ''}各部分中{size.said}的如下：")
    for (name, fact), number in zip(chosen, numbers, strict=True):
        write.say(f"{name}：{value_text(fact)}{mark(number)}", core=True)
        write.state(fact, label_key(name), number)
    return write.done()


def _parts(query: Query, size: Size, facts: Sequence[Fact]) -> Sequence[tuple[str, Fact]]:
    """The parts of the one whole that the question names, and nothing besides it."""
    asked = asked_text(replace(query, text=size.rest))
    named = [item for item in query.items if item.labels and not item.concepts]
    for item in named:
        spans = [span for label in item.labels for span in spans_of(label, asked.text)]
        spans += spans_of(item.text, asked.text)
        if spans and not left_over(asked, spans) and (found := enumeration_of(item, facts)):
            return found.parts
    return ()


def _chosen(parts: Sequence[tuple[str, Fact]], size: Size) -> list[tuple[str, Fact]]:
    """None where a tie leaves open which of them are meant."""
    ordered = sorted(parts, key=lambda part: _yuan(part[1]), reverse=not size.least)
    if size.amount is not None:
        return [part for part in ordered if size.holds(_yuan(part[1]))]
    shown, beyond = ordered[: size.top], ordered[size.top : size.top + 1]
    tied = bool(shown and beyond) and _yuan(shown[-1][1]) == _yuan(beyond[0][1])
    return [] if tied else shown


def _yuan(fact: Fact) -> Decimal:
    return fact.amount.yuan if fact.amount else Decimal(0)
