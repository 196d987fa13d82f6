"""The scope in force on the page: the line that shows it, and the turn that changes it.

Takes the turns of a conversation and the catalogue, gives a Choice (unit and year, or none) and the
turns after somebody chose another. Knows no widgets: the page puts them into its dropdowns.

    turns ['云江区财政局2025年三公经费是多少']          ->  当前范围：云江区财政局 2025年
    choose 云江区水务局                                 ->  turns [..., '云江区水务局2025年']
    choose 不限 for the unit                            ->  turns ['2025年']: what was said before goes
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from retrieval.scope.scope import Listed, Scope, read_scope, unit_keys
from retrieval.understand.conversation import follow
from retrieval.understand.question import as_folded, read_question

__all__ = [
    "ANY",
    "Choice",
    "choice_of",
    "chosen",
    "kept_short",
    "scope_line",
    "units_of",
    "years_of",
]

ANY = "不限"
"""What stands in a dropdown where nothing is chosen."""

TURNS = 8
"""How many turns of a conversation are read; the scope outlives them."""

_RELATIVE = {0: "本年", -1: "上年", -2: "前年"}


class Choice(NamedTuple):
    """What the two dropdowns show; several units or years are shown as they are named."""

    unit: str = ANY
    year: str = ANY


def units_of(catalogue: Sequence[Listed]) -> list[str]:
    """The units of the library, each once, under the longest name that is printed."""
    return sorted(_names(catalogue).values())


def years_of(catalogue: Sequence[Listed]) -> list[str]:
    """The years of the library, the latest first."""
    years = sorted({row.fiscal_year for row in catalogue if row.fiscal_year}, reverse=True)
    return [f"{year}年" for year in years]


def choice_of(turns: Sequence[str], catalogue: Sequence[Listed]) -> Choice:
    """The unit and year that a next question would take."""
    scope = _in_force(turns, catalogue)
    names = _names(catalogue)
    units = "、".join(names.get(unit, unit) for unit in scope.units)
    said = [f"{year}年" for year in scope.years]
    said += [_RELATIVE[n] for n in scope.relative if n in _RELATIVE]
    return Choice(units or ANY, "、".join(said) or ANY)


def _in_force(turns: Sequence[str], catalogue: Sequence[Listed]) -> Scope:
    """The units and years that a next turn would take if it names none."""
    if not turns:
        return Scope()
    queries = [read_question(t, read_scope(t, catalogue), {}) for t in as_folded(turns)]
    query = queries[0]
    for later in queries[1:]:
        query = follow(query, later)
    return query.scope


def _names(catalogue: Sequence[Listed]) -> dict[str, str]:
    keys = unit_keys(catalogue)
    rows = sorted(catalogue, key=lambda row: len(row.unit_name or ""))
    return {keys[row.doc_id]: row.unit_name for row in rows if row.unit_name}


def scope_line(choice: Choice) -> str:
    """'当前范围：云江区财政局 2025年'."""
    said = [part for part in choice if part != ANY]
    return f"当前范围：{' '.join(said) or ANY}"


def chosen(turns: Sequence[str], choice: Choice, catalogue: Sequence[Listed]) -> list[str]:
    """The turns after a choice: said as a turn; without those before where something is let go."""
    before = choice_of(turns, catalogue)
    lets_go = any(new == ANY != old for new, old in zip(choice, before, strict=True))
    said = "".join(part for part in choice if part != ANY)
    kept = [] if lets_go else list(turns)
    return kept_short([*kept, said] if said else kept, catalogue)


def kept_short(turns: Sequence[str], catalogue: Sequence[Listed]) -> list[str]:
    """The last turns; the scope of those that go is said in one turn before them."""
    if len(turns) <= TURNS:
        return list(turns)
    gone = choice_of(turns[: -TURNS + 1], catalogue)
    said = "".join(part for part in gone if part != ANY)
    return [*([said] if said else []), *turns[-TURNS + 1 :]]
