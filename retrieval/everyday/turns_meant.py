"""The turns of a conversation with the names of what they point at, one kind of pointing after another.

Takes turns, Sources and ways to have turns answered, gives the turns, or None where what the last one points
at is not known. Knows not how anything is answered.

    '最大的是哪个项目' / '它占多少'   ->   … / '泊位清淤占多少'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.everyday.restated import named_before
from retrieval.passages.target_turns import of_named_project
from retrieval.rows.cell_turns import of_same_table
from retrieval.rows.sub_unit_turns import of_named_units
from retrieval.understand.column_turns import of_other_columns
from retrieval.understand.referents import resolved
from retrieval.understand.sources import Sources
from retrieval.writing.compose import Composed

__all__ = ["turns_meant"]

_HEARD = ("everyday words", "printed names")


def turns_meant(
    turns: tuple[str, ...],
    sources: Sources,
    items_of: Callable[[Sequence[str]], Sequence[str]],
    drafted: Callable[[Sequence[str]], tuple[str, Composed | None]],
) -> tuple[str, ...] | None:
    """The turns in full; `drafted` gives the way that answers some turns, with its answer."""
    meant = resolved(turns, items_of)
    if meant is None or len(meant) < 2:
        return meant
    meant = named_before(meant, sources, lambda before: _heard_item(*drafted(before)))
    meant = of_named_units(of_other_columns(meant), sources)
    meant = of_named_project(meant, sources)
    return of_same_table(meant, sources, lambda before: drafted(before)[1])


def _heard_item(lane: str, composed: Composed | None) -> str:
    """The one item that everyday words were taken for."""
    if lane not in _HEARD or composed is None or composed.kind != "found":
        return ""
    items = {figure.item for figure in composed.figures}
    return items.pop() if len(items) == 1 else ""
