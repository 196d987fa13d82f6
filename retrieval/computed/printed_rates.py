"""A rate that no place prints, worked out from this year's figure and its printed change.

Takes an Understood, a Target and items, gives a Composed answer or None. Two years side by side are
`change_answers`; this is for a document that prints '283.38万元' fewer and no per cent.

    3611.74 万元, 减少 283.38 万元   ->   下降 7.28%：283.38 ÷（3611.74 + 283.38）× 100%
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.amount import plain
from ingest.facts import Fact
from retrieval.figures.cell_lines import who, writer
from retrieval.figures.lookup import in_order, look_up
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark, period, signed, value_text

__all__ = ["worked_out_rate"]


def worked_out_rate(
    understood: Understood, target: Target, items: Sequence[Item]
) -> Composed | None:
    """The rate of the first item whose level and change one document prints."""
    for item in in_order(items):
        others = tuple(other for other in items if other is not item)
        change = look_up(understood, target, item, others, "change")
        level = look_up(understood, target, item, others)
        if not change.hit or not level.hit or change.row != level.row:
            continue
        moved = change.hit.fact
        places = (level.hit.chosen, *level.hit.same)
        beside = [p.fact for p in places if p.fact.citation == moved.citation]
        this = beside[0] if beside else level.hit.fact
        if moved.kind != "amount" or not moved.value or moved.fund != this.fund:
            continue
        write = writer(understood)
        terms = [write.term(this), write.term(moved)]
        if None in terms:
            continue
        first, second = (term for term in terms if term)
        computed = compute("change_rate", [first, _signed(second, moved)])
        if computed is None:
            continue
        write.kind = "computed"
        marks = mark(*dict.fromkeys((first.evidence, second.evidence)))
        name = f"{period(target.year)}{who(level)}{level.title}"
        write.say(f"{name}为 {value_text(this)}{mark(first.evidence)}。")
        verb = signed(computed.value, "增长", "下降")
        text = f"{verb} {plain(abs(computed.value))}%：{computed.formula}{marks}。"
        write.say(text, [computed], core=True)
        write.derive(computed, level.title, "rate", str(target.year))
        return write.done()
    return None


def _signed(term: Term, moved: Fact) -> Term:
    """A decrease that is printed in words: '减少 283.38' counts as −283.38."""
    assert moved.value is not None
    down = moved.value < 0 and not term.printed.startswith("-")
    return term._replace(value=moved.value, printed=f"-{term.printed}" if down else term.printed)
