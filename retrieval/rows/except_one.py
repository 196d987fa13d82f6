"""The other parts of a whole, where one of them is set aside: 'A以外还有哪些', '除了A还包括什么'.

Takes an Understood, gives the parts that stand beside it in its sentence or table, or None where the
part that is set aside is not printed. Knows nothing of wholes that no one place divides.

    '指挥车以外还有哪些公务用车'    ->  消防水车：3 辆[1]    巡护车：7 辆[1]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import Fact
from retrieval.figures.cell_lines import writer
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["except_one_answer"]

_EXCEPT = re.compile(
    r"(?:除了?|\|)?(?P<set>[^,?|]{2,20}?)(?:以外|之外|外)[,的]?(?:还|另)?(?:有|包括|包含)?(?:哪些|哪几[^,?]|什么)(?P<of>[^,?。]{2,12})?"
)
_TRIMMED = re.compile(r"^(?:除了?|的|年度?|度)+|(?:的|这|那)+$")


def except_one_answer(understood: Understood) -> Composed | None:
    """The parts beside the one that is set aside, as their one place prints them."""
    query = understood.query
    targets = understood.own_targets
    match = _EXCEPT.search(_free(query))
    if match is None or len(targets) != 1 or query.asks("sum", "share", "reason"):
        return None
    aside = _TRIMMED.sub("", match["set"])
    facts = [f for f in understood.facts_of(targets[0].own[:1]) if _is_part(f, targets[0].year)]
    best = _beside(facts, aside, match["of"] or "")
    if not best:
        return None
    write = writer(understood)
    name = targets[0].own[0].unit_name or ""
    write.say(f"{period(targets[0].year)}{name}{best[0].row_path[-2]}中，除{aside}外还有：")
    for fact in best:
        number = write.evidence(fact)
        write.say(f"{fact.item}：{value_text(fact)}{mark(number)}", core=True)
        write.state(fact, label_key(fact.item), number)
    return write.done()


def _free(query: Query) -> str:
    """The question with a stroke for every unit and year."""
    chars = list(query.asked or query.text)
    for span in query.scope.taken:
        chars[span.start : span.end] = "|" * (span.end - span.start)
    return "".join(chars)


def _is_part(fact: Fact, year: int | None) -> bool:
    level = fact.measure == "level" and bool(fact.value) and fact.state == "printed"
    return level and fact.table is None and len(fact.row_path) > 1 and fact.year in (year, None)


def _beside(facts: Sequence[Fact], aside: str, whole: str) -> list[Fact]:
    """The parts of one sentence that names what is set aside as a part of the whole."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        place = (*fact.row_path[:-1], fact.citation.pieces[0].start, fact.kind)
        found.setdefault(place, []).append(fact)
    fitting = [
        [f for f in group if not _is(f, aside)]
        for group in found.values()
        if any(_is(f, aside) for f in group) and whole in label_key(group[0].row_path[-2])
    ]
    return max(fitting, key=len, default=[])


def _is(fact: Fact, aside: str) -> bool:
    key = label_key(fact.item)
    return aside in key or (len(key) > 2 and key in aside)
