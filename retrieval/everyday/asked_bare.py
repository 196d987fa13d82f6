"""A question that found nothing, asked again without its asides.

Takes an Understood, the turns and a way to ask, gives what the bare question finds, or None: where a figure
may hold what the question sets aside, and where a question back is answered by none of what it offered.

    '甲局2025年养老保险要交多少(不算年金)'   ->   the answer to '甲局2025年养老保险要交多少'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.guard.set_aside import stands_without
from retrieval.understand.asides import without_asides
from retrieval.understand.reading import Understood
from retrieval.writing.compose import Composed

__all__ = ["asked_bare"]

_ANSWERED = ("found", "computed", "conflicting", "none_stated")


def asked_bare(
    understood: Understood,
    turns: Sequence[str],
    before: Composed | None,
    ask: Callable[[Sequence[str]], tuple[Understood, Composed | None]],
) -> Composed | None:
    """The answer to the bare question; `before`: what stands otherwise, a question back or nothing."""
    bare = without_asides(understood.query)
    if bare is None:
        return None
    again, found = ask((*turns[:-1], bare.text))
    if found is None or found.kind not in _ANSWERED:
        return None
    if bare.denied and not stands_without(again, bare.denied, found):
        return None
    back = before is not None and before.kind == "ambiguous"
    return found if before is None or not back or _is_offered(found, before) else None


def _is_offered(found: Composed, before: Composed) -> bool:
    """Whether all that is found was among what the question back offered."""
    offered = {(figure.value, figure.unit) for figure in before.figures}
    return {(figure.value, figure.unit) for figure in found.figures} <= offered
