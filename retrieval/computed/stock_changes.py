"""What a stock grew or shrank by within a year: the 年末数 of a row less its 年初数.

Takes an Understood that asks for a change, gives a Composed answer or None. Only where one row of
one table prints both ends of the year asked for; nothing is taken from two places.

    '2018年资产总额净增加多少'  ->  42,387,135.66 元 − 30,917,359.86 元, both cells cited
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.amount import plain
from ingest.facts import Fact
from retrieval.figures.cell_lines import who, writer
from retrieval.figures.lookup import Cell, in_order
from retrieval.understand.places import matches, place_of
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import folded
from retrieval.writing.arithmetic import compute, shown
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period, signed, value_text

__all__ = ["stock_change_answer"]

_FIRST = re.compile(r"(?:年初|期初|上年末|上年年末)(?:数|余额|账面数|价值|金额)?")
_LAST = re.compile(r"(?:年末|期末|年底)(?:数|余额|账面数|价值|金额)?")


def stock_change_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """The change between both ends of the year, with its rate; None where they are not printed."""
    targets = understood.targets
    if len(targets) != 1 or understood.query.residue or len(items) != 1:
        return None
    target = targets[0]
    for item in in_order(items):
        if ends := _ends(understood, target, item):
            return _composed(understood, target, item, *ends)
    return None


def _ends(understood: Understood, target: Target, item: Item) -> tuple[Fact, Fact] | None:
    """The first and the last amount of the year, of the one row that prints both."""
    rows: dict[tuple[str, int | None, int | None], dict[str, Fact]] = {}
    for fact in understood.facts_of(target.documents):
        if fact.kind != "amount" or fact.table is None or not fact.value:
            continue
        if target.year not in (None, fact.year) or matches(place_of(fact), item) != 0:
            continue
        label = folded(fact.column_path[-1]) if fact.column_path else ""
        end = "first" if _FIRST.fullmatch(label) else "last" if _LAST.fullmatch(label) else ""
        if end:
            rows.setdefault((fact.doc_id, fact.table, fact.row), {})[end] = fact
    both = [(row["first"], row["last"]) for row in rows.values() if len(row) == 2]
    return both[0] if len(both) == 1 else None


def _composed(
    understood: Understood, target: Target, item: Item, first: Fact, last: Fact
) -> Composed | None:
    write = writer(understood)
    terms = [term for fact in (last, first) if (term := write.term(fact))]
    difference = compute("difference", terms) if len(terms) == 2 else None
    growth = compute("growth", terms) if difference else None
    if difference is None or growth is None:
        return None
    write.kind = "computed"
    name, title = who(Cell(target, item, None)), last.item
    for fact, when in ((last, "年末数"), (first, "年初数")):
        number = write.evidence(fact)
        write.say(
            f"{period(fact.year)}{name}{title}（{when}）为 {value_text(fact)}{mark(number)}。",
            core=True,
        )
        write.state(fact, title, number)
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    amount = f" {shown(abs(difference.value))} {difference.unit}" if difference.value else ""
    write.say(
        f"年末比年初{signed(difference.value)}{amount}：{difference.formula}{marks}。",
        [difference],
        core=True,
    )
    write.derive(difference, title, "change", str(last.year))
    if growth.value:
        verb = signed(growth.value, "增长", "下降")
        write.say(f"{verb} {plain(abs(growth.value))}%：{growth.formula}{marks}。", [growth])
        write.derive(growth, title, "rate", str(last.year))
    return write.done()
