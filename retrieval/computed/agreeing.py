"""Whether figures agree: a whole with its parts, or one figure with all its places.

Takes an Understood that asks whether something adds up or is the same, gives both sides with their
places and says whether they agree. What differs is called conflicting, even by a rounding, which
is then said. Knows nothing of stored findings.

    '某款的金额，和下面三项加起来一样吗'   ->  21201 94,995,790 元;  三项之和 94,995,789 元;  相差 1 元
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.facts import Fact
from retrieval.figures.cell_lines import full_title, lines_writer, who, writer
from retrieval.figures.contradicted import otherwise
from retrieval.figures.elsewhere import say_elsewhere
from retrieval.figures.lookup import Cell, look_up, one_of
from retrieval.understand.operands import implied
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.words.operation_words import ADDED_UP, ALIKE
from retrieval.writing.arithmetic import Term, compute, in_unit, shown
from retrieval.writing.compose import Composed, Writer, short_place
from retrieval.writing.prompts import mark, period, value_text

__all__ = ["agreeing_answer"]

_PARTS_BELOW = re.compile(
    r"(?:下面|以下|下列|下级|所属|下属|明细|其下|这)[^,。?]{0,6}[项款类级]?|各[项款]"
)
_ADDED = re.compile(ADDED_UP)
_EQUALS = re.compile(rf"等于|{ALIKE}|是不是就是")
_DEEPER = {3: 5, 5: 7}


def agreeing_answer(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """Both sides and whether they agree; None where the question asks nothing of the kind."""
    query = understood.query
    if not query.asks("contradiction") or len(understood.targets) != 1:
        return None
    if _ADDED.search(query.text) and _EQUALS.search(query.text):
        return _added(understood, items) or _below(understood, items)
    if len(items) == 1:
        return _in_all_places(understood, items) or _alike_everywhere(understood, items)
    return _two_sides(understood, items) if len(items) == 2 else None


def _two_sides(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """'A和B对得上吗': both as printed, and whether they are one figure."""
    target = understood.targets[0]
    cells = [look_up(understood, target, item) for item in items]
    facts = [cell.hit.fact for cell in cells if cell.hit]
    if len(facts) != 2 or facts[0].at == facts[1].at or implied(items[0], [items[1]]):
        return None
    write = lines_writer(understood, cells)
    terms = [term for fact in facts if (term := write.term(fact))]
    if len(terms) != 2:
        return None
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    gap = compute("difference", sorted(terms, key=lambda t: t.value * _scale(t), reverse=True))
    if gap is None:
        return None
    if not gap.value:
        write.say(f"两者一致{marks}。")
        return write.done()
    write.kind = "computed"
    write.say(
        f"两者不相等，相差 {shown(gap.value)} {gap.unit}：{gap.formula}{marks}。", [gap], core=True
    )
    write.derive(gap, "、".join(cell.title for cell in cells), "difference", None)
    return write.done()


def _scale(term: Term) -> Decimal:
    return in_unit(Decimal(1), term.unit, "元") or Decimal(1)


def _alike_everywhere(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """'正文和表里一致吗': one figure in several places."""
    cell = one_of(understood, understood.targets[0], items)
    hit = cell.hit if cell else None
    if cell is None or hit is None or not hit.same or hit.against or hit.siblings or cell.rival:
        return None
    if otherwise(understood, hit):
        return None
    write = lines_writer(understood, [cell])
    write.say("文件中各处所印一致。")
    say_elsewhere(write, [hit])
    return write.done()


def _below(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """A row with a code against the rows one level below it in its table."""
    if len(items) != 1 or not _PARTS_BELOW.search(understood.query.text):
        return None
    cell = one_of(understood, understood.targets[0], items)
    parts = _children(understood, cell) if cell else []
    if cell is None or cell.hit is None or len(parts) < 2:
        return None
    write = lines_writer(understood, [cell])
    for fact in parts:
        number = write.evidence(fact)
        write.say(f"{fact.code} {fact.item}：{value_text(fact)}{mark(number)}", core=True)
        write.state(fact, fact.item, number)
    return _compared(write, [cell.hit.fact, *parts], cell.title)


def _children(understood: Understood, cell: Cell) -> list[Fact]:
    assert cell.hit is not None
    fact = cell.hit.fact
    code = fact.code or ""
    if fact.table is None or cell.row is None or len(code) not in _DEEPER:
        return []
    return [
        other
        for other in understood.facts_of([cell.row])
        if (other.table, other.column, other.unit) == (fact.table, fact.column, fact.unit)
        and (other.code or "").startswith(code)
        and len(other.code or "") == _DEEPER[len(code)]
        and other.value is not None
        and other.state == "printed"
    ]


def _added(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """'A和B加起来等于C吗': the parts stand before the sum, the whole behind it, or first of all."""
    text = understood.query.text
    added = _ADDED.search(text)
    if added is None or len(items) < 3:
        return None
    behind = [item for item in items if item.start >= added.end()]
    whole = behind[0] if behind else items[0]
    parts = [item for item in items if item is not whole]
    target = understood.targets[0]
    cells = [look_up(understood, target, item) for item in (whole, *parts)]
    facts = [cell.hit.fact for cell in cells if cell.hit]
    if len(facts) != len(cells):
        return None
    return _compared(lines_writer(understood, cells), facts, cells[0].title, whole=False)


def _compared(
    write: Writer, facts: Sequence[Fact], title: str, *, whole: bool = True
) -> Composed | None:
    """The first against the sum of the others; only where these are all its parts it must tie."""
    terms = [term for fact in facts if (term := write.term(fact))]
    if len(terms) != len(facts):
        return None
    total = compute("sum", terms[1:])
    if total is None:
        return None
    marks = mark(*dict.fromkeys(term.evidence for term in terms[1:]))
    write.kind = "computed"
    write.say(f"各项之和：{total.formula}{marks}。", [total], core=True)
    when = str(facts[0].year) if facts[0].year else None
    write.derive(total, f"{title}各项之和", "sum", when)
    if (terms[0].value, terms[0].unit) == (total.value, total.unit):
        write.say("两者一致。")
        return write.done()
    if whole:
        write.kind = "conflicting"
    write.say("两者不一致，请以原文核对。" if whole else "两者不相等。")
    _say_difference(write, terms)
    return write.done()


def _say_difference(write: Writer, terms: Sequence[Term]) -> None:
    """By how much the whole differs, where all is printed in one unit."""
    whole, parts = terms[0], terms[1:]
    if len({term.unit for term in terms}) != 1:
        return
    negative = [_taken_away(term) for term in parts]
    computed = compute("sum", [whole, *negative])
    if computed is None:
        return
    marks = mark(*dict.fromkeys(term.evidence for term in terms))
    write.say(f"相差 {shown(abs(computed.value))} {computed.unit}{marks}。", [computed])


def _taken_away(term: Term) -> Term:
    """A term taken away instead of added."""
    return term._replace(value=-term.value, printed=f"-{term.printed}")


def _in_all_places(understood: Understood, items: Sequence[Item]) -> Composed | None:
    """'是甲数还是乙数': every figure that the document prints of the item, each with its place."""
    cell = one_of(understood, understood.targets[0], items)
    if cell is None or cell.hit is None:
        return None
    shown_facts = [cell.hit.fact]
    for place in (*cell.hit.same, *cell.hit.against):
        fact = place.fact
        known = any((f.value, f.unit) == (fact.value, fact.unit) for f in shown_facts)
        if not known and fact.unit == shown_facts[0].unit:
            shown_facts.append(fact)
    if len(shown_facts) < 2:
        return None
    write = writer(understood)
    write.kind = "conflicting"
    parts = []
    for fact in shown_facts:
        number = write.evidence(fact)
        parts.append(f"“{short_place(fact.citation)}”为 {value_text(fact)}{mark(number)}")
        write.state(fact, cell.title, number)
    title = full_title(cell, understood.query.text)
    lead = f"{period(cell.hit.fact.year)}{who(cell)}{title}在文件中有两种写法："
    write.say(f"{lead}{'；'.join(parts)}。请以原文核对。", core=True)
    return write.done()
