"""Where else the figures of an answer stand: other tables, and the text that says them too.

Takes a Writer and the Hits that were answered from, adds a line of places for each. Knows no question
and compares nothing: that the places print the same figure was found out before.

    表三 16,231,840.80 元[1]   ->   '同一数字另见：编制说明[2]、表五[3]。'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.facts import Fact
from retrieval.figures.found import Hit
from retrieval.printed.agreement import agree
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Writer, short_place
from retrieval.writing.prompts import also_at, is_printed_number, mark

__all__ = ["say_elsewhere", "say_rows_elsewhere"]

_MOST = {1: 4, 2: 3, 3: 2}
"""Places a figure, by the number of figures in the answer; one where there are more."""


def say_elsewhere(write: Writer, hits: Iterable[Hit]) -> None:
    """One line a figure that is printed at more places than the one it is cited from."""
    listed = list({id(hit): hit for hit in hits}.values())
    most = _MOST.get(len(listed), 1)
    for hit in listed:
        places = _chosen(hit, most)
        if not places:
            continue
        of = write.evidence(hit.fact) if len(listed) > 1 else None
        write.say(also_at(_marked(write, places), of))


def _marked(write: Writer, facts: Sequence[Fact]) -> list[str]:
    """'编制说明[2][3]': the places of one title together."""
    numbers: dict[str, list[int]] = {}
    for fact in facts:
        numbers.setdefault(short_place(fact.citation), []).append(write.evidence(fact))
    return [f"{title}{mark(*dict.fromkeys(found))}" for title, found in numbers.items()]


def _chosen(hit: Hit, most: int) -> list[Fact]:
    """The places worth a look: what the text says of a cell first, then a place under each title."""
    own = hit.fact
    facts = [
        p.fact
        for p in hit.same
        if is_printed_number(p.fact)
        and p.fact.citation != own.citation
        and not (own.table is not None and own.table == p.fact.table)
    ]
    prose = [f for f in facts if f.table is None]
    first = prose[:1] if own.table is not None else []
    seen = {short_place(own.citation), *(short_place(f.citation) for f in first)}
    titles: list[Fact] = []
    for fact in facts:
        title = short_place(fact.citation)
        if title not in seen:
            seen.add(title)
            titles.append(fact)
    again = [f for f in prose if f not in first and f not in titles]
    return _apart([*first, *titles, *again])[:most]


def _apart(facts: Sequence[Fact]) -> list[Fact]:
    """Each place once: two facts of one sentence are one place."""
    return list({fact.citation: fact for fact in reversed(facts)}.values())[::-1]


# ── lists ────────────────────────────────────────────────────────────────────────────────────

_ROWS = range(2, 13)
"""Lengths of the lists whose other places are shown."""


def say_rows_elsewhere(write: Writer, rows: Sequence[Fact], facts: Iterable[Fact]) -> None:
    """The other table, and the sentence, that print every row of a list with the same figure."""
    if len(rows) not in _ROWS:
        return
    wanted = {label_key(fact.item): fact for fact in rows}
    found: dict[object, dict[str, Fact]] = {}
    for fact in facts:
        row = wanted.get(label_key(fact.item)) if fact.row_path else None
        if row is None or not _prints_row(fact, row):
            continue
        where = ("表", fact.table) if fact.table is not None else ("文", fact.citation)
        found.setdefault(where, {}).setdefault(label_key(fact.item), fact)
    whole = [list(places.values()) for places in found.values() if len(places) == len(wanted)]
    prose = [places for places in whole if places[0].table is None][:1]
    tables = [places for places in whole if places[0].table is not None][:2]
    for places in (*prose, *tables):
        write.say(also_at(_marked(write, places), None))


def _prints_row(fact: Fact, row: Fact) -> bool:
    apart = fact.table != row.table or fact.table is None
    of_same = (fact.year, fact.measure, fact.kind, fact.doc_id) == (
        row.year,
        row.measure,
        row.kind,
        row.doc_id,
    )
    return apart and fact.citation != row.citation and of_same and agree(fact, row)
