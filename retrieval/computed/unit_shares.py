"""What share one unit's figure is of another unit's: a unit within its department.

Takes an Understood that names one unit before 占 and one behind it, gives the computed share or None
where either figure is missing. Knows nothing of shares within one document.

    '修复中心的支出总计占古籍局的百分之几'    ->  both documents cited, part ÷ whole
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.amount import plain
from retrieval.figures.cell_lines import full_title, lines_writer, who
from retrieval.figures.lookup import Cell, one_of
from retrieval.understand.question import Item
from retrieval.understand.reading import Target, Understood
from retrieval.writing.arithmetic import Term, compute
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import mark

__all__ = ["asks_unit_share", "unit_share_answer"]

_OF = re.compile(r"占(?:了|到)?")
_WHOLE_BUDGET = re.compile(r"(?:部门|单位|全部)?(?:收支)?(?:总)?[预决]算(?:总额|总量|总数)?")


def asks_unit_share(understood: Understood) -> bool:
    """Whether one unit stands before 占 and one right behind it."""
    return understood.query.asks("share") and _split(understood) is not None


def unit_share_answer(understood: Understood) -> Composed | None:
    """The share with both figures; None where one of them is not found."""
    split = _split(understood)
    if split is None:
        return None
    at, part_unit, whole_unit = split
    query = understood.query
    before = [i for i in query.items if i.end <= at]
    behind = [i for i in query.items if i.start >= at]
    if not before:
        return None
    part = one_of(understood, part_unit, before)
    whole = one_of(understood, whole_unit, _whole(before, behind))
    if part is None or whole is None or part.hit is None or whole.hit is None:
        return None
    return _composed(understood, part, whole)


def _split(understood: Understood) -> tuple[int, Target, Target] | None:
    """Where 占 stands, the target of the unit before it and of the unit behind it."""
    scope = understood.query.scope
    targets = understood.own_targets
    if len(targets) != 2 or targets[0].unit == targets[1].unit or len(scope.each) != 2:
        return None
    spans = sorted(scope.named, key=lambda span: span.start)
    for match in _OF.finditer(understood.query.text):
        sides = [span.end <= match.start() for span in spans]
        if len(spans) == 2 and sides == [True, False]:
            first, second = (_of(targets, names) for names in scope.each)
            return (match.end(), first, second) if first and second else None
    return None


def _of(targets: Sequence[Target], names: Sequence[str]) -> Target | None:
    found = [t for t in targets if t.own[0].unit_name in names]
    return found[0] if len(found) == 1 else None


def _whole(before: Sequence[Item], behind: Sequence[Item]) -> Sequence[Item]:
    """The item behind 占; '部门预算' and nothing said mean the item of the part."""
    named = [i for i in behind if not _WHOLE_BUDGET.fullmatch(i.text)]
    return named or before


def _composed(understood: Understood, part: Cell, whole: Cell) -> Composed | None:
    write = lines_writer(understood, [part, whole])
    facts = [cell.hit.fact for cell in (part, whole) if cell.hit]
    terms: list[Term] = [term for fact in facts if (term := write.term(fact))]
    computed = compute("share", terms) if len(terms) == 2 else None
    if computed is None or computed.value > Decimal(100):
        return None
    write.kind = "computed"
    text = understood.query.text
    name = f"{who(part)}{full_title(part, text)}占{who(whole)}{full_title(whole, text)}"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(
        f"{name}的 {plain(computed.value)}%：{computed.formula}{marks}。", [computed], core=True
    )
    write.derive(computed, name, "share", str(part.target.year))
    return write.done()
