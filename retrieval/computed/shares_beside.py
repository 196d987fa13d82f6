"""The same share in several units or years side by side: each worked out by itself, and which is the largest.

Takes an Understood that names several units or years, a part and its whole, gives a Composed answer or None
where one of the shares cannot be said. Knows not how a share is worked out: `share_answers` does.

    '甲局和乙局项目支出占总支出的比重,谁更高'   ->   甲局 91.61%;  乙局 95.40%;  乙局
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.computed.parts import together
from retrieval.figures.lookup import asked_for_all
from retrieval.understand.question import Item
from retrieval.understand.reading import Understood
from retrieval.writing.compose import Composed, Stated
from retrieval.writing.prompts import mark, period
from retrieval.writing.verify import Statement

__all__ = ["shares_beside"]

_IS_OF = re.compile(r"占(?:了|到|去)?[^,?。;占多少百几]{0,8}$")
_WHO = re.compile(r"谁|哪|最[高大多低小少]|更[高大多低小少]")
_LEAST = re.compile(r"[低小少](?!.*[高大多])")
Share = Callable[[Understood, Sequence[Item]], Composed | None]


def shares_beside(understood: Understood, items: Sequence[Item], share: Share) -> Composed | None:
    """Every share in its line; None for one unit and year, or where the whole is not named."""
    targets, text = understood.targets, understood.query.text
    whole = any(_IS_OF.search(text[: item.start]) for item in items)
    if len(targets) < 2 or len(items) < 2 or not whole or not asked_for_all(understood):
        return None
    answers = [share(replace(understood, targets=(target,)), items) for target in targets]
    found = [answer for answer in answers if answer]
    told = [_percent(answer) for answer in found]
    if len(found) != len(targets) or not all(told):
        return None
    both = together(found)
    if not _WHO.search(text):
        return both
    names = [_name(understood, at) for at in range(len(targets))]
    said = _ahead([one for one in told if one], names, both, least=_LEAST.search(text) is not None)
    statements = (*both.draft.statements, *said)
    return replace(both, draft=replace(both.draft, statements=statements))


def _percent(answer: Composed) -> Stated | None:
    """The share that an answer tells."""
    return next((f for f in reversed(answer.figures) if f.unit == "%"), None)


def _name(understood: Understood, at: int) -> str:
    """What tells a target from the others: its year, its unit, or both."""
    targets = understood.targets
    target = targets[at]
    units = len({one.unit for one in targets}) > 1
    years = len({one.year for one in targets}) > 1
    unit = (target.own or target.documents)[0].unit_name or ""
    return f"{period(target.year) if years else ''}{unit if units else ''}".rstrip("的")


def _ahead(
    told: Sequence[Stated], names: Sequence[str], both: Composed, *, least: bool
) -> tuple[Statement, ...]:
    """Which one has the largest share, or the smallest; nothing where two are alike."""
    ordered = sorted(range(len(told)), key=lambda at: told[at].value, reverse=not least)
    if told[ordered[0]].value == told[ordered[1]].value:
        return ()
    first = told[ordered[0]]
    figure = next(f for f in both.figures if (f.value, f.item) == (first.value, first.item))
    word = "最低" if least else "最高"
    word = ("较低" if least else "较高") if len(told) == 2 else word
    return (Statement(f"其中占比{word}的是{names[ordered[0]]}{mark(figure.evidence)}。"),)
