"""One part of a named whole, by a word of its name: '专项里给外贸的是多少', or '给外贸的呢' after the whole.

Takes an Understood, gives a Composed answer or None. Only where the sentence of the whole lists its parts, and
one of them alone has every word that is left over in its name: the whole is never told for it. Knows no tables.

    '总预算60万元，其中支持外贸发展20万元，支持商销40万元'  +  外贸   ->   支持外贸发展 20 万元
"""

from __future__ import annotations

import re

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.rows.enumerated import enumeration_of
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import folded, label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["named_part_answer"]

_OTHER_FORMS = ("change", "rate", "share", "difference", "ratio", "completion", "reason", "largest", "smallest", "list", "count", "definition", "compare", "rank")  # fmt: skip
_GIVEN_TO = re.compile(r"^(?:给|用于|用在|投给|支持|扶持|花在|投向|补给|投在)")


def named_part_answer(understood: Understood) -> Composed | None:
    """The one part whose name has the words left over; None where several have, or none."""
    query = understood.query
    targets = understood.own_targets
    if len(targets) != 1 or query.asks(*_OTHER_FORMS) or query.topics:
        return None
    row = targets[0].own[0]
    facts = [f for f in understood.facts_of([row]) if f.year in (targets[0].year, None)]
    found = _part(query, facts)
    if found is None:
        return None
    name, fact = found
    write = writer(understood)
    number = write.evidence(fact)
    write.say(
        f"{period(row.fiscal_year)}{row.unit_name or ''}{name}为 {value_text(fact)}{mark(number)}。",
        core=True,
    )
    write.state(fact, label_key(name), number)
    return write.done()


def _part(query: Query, facts: list[Fact]) -> tuple[str, Fact] | None:
    words = [_GIVEN_TO.sub("", word) for word in query.residue]
    wholes = [i for i in (*query.items, *query.context) if i.labels and not i.concepts]
    if not words or len(wholes) != 1 or any(len(word) < 2 for word in words):
        return None
    listed = enumeration_of(wholes[0], facts)
    if listed is None:
        return None
    held = [(name, fact) for name, fact in listed.parts if all(w in folded(name) for w in words)]
    return held[0] if len(held) == 1 else None
