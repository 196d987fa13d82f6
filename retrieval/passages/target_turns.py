"""A later turn about a project's indicators that names the project no more is asked with its name.

Takes the turns of a conversation and Sources, gives them with the last one in full. The project is the one
that the turns before account for, and the turn must ask for an indicator of it. Knows no wording of answers.

    '窗口外包花多少钱' / '要求排队多久以内'   ->   … / '某市住建局2025年“窗口服务外包”项目要求排队多久以内'
"""

from __future__ import annotations

from collections.abc import Collection

from retrieval.passages.target_cells import target_cell_answer
from retrieval.passages.target_scores import target_score_answer
from retrieval.printed.form_targets import score_of, targets_of
from retrieval.understand.accounted import content
from retrieval.understand.reading import Target, Understood, understand
from retrieval.understand.sources import Sources
from retrieval.understand.words_asked import said_words, words_asked
from retrieval.words.lexicon import folded

__all__ = ["of_named_project"]

_FEWEST = 3
"""How many characters of a project's name a turn must say."""


def of_named_project(turns: tuple[str, ...], sources: Sources) -> tuple[str, ...]:
    """The turns, the last with the project of those before it where it asks for an indicator of that."""
    if len(turns) < 2:
        return turns
    scope = understand(turns[-1:], sources).query.scope
    if scope.units or scope.years:
        return turns
    before = understand(turns[:-1], sources)
    own = before.own_targets
    if before.problem or len(own) != 1:
        return turns
    known = _projects(own[0], sources)
    again = _named(turns[-1:], sources, known)
    for at in range(len(turns) - 1, 0, -1):
        named = _named(turns[at - 1 : at], sources, known)
        if again and not again & named:
            return turns
        if len(named) == 1:
            said = f"{_lead(own[0])}“{named.pop()}”项目{turns[-1]}"
            alone = understand((said,), sources)
            return (*turns[:-1], said) if _is_asked(alone, sources) else turns
    return turns


def _is_asked(understood: Understood, sources: Sources) -> bool:
    found = target_cell_answer(understood, sources) or target_score_answer(understood, sources)
    return found is not None


def _projects(target: Target, sources: Sources) -> set[str]:
    """The names of the projects whose indicators are printed."""
    documents = [sources.document(row.doc_id) for row in target.own]
    tables = [(document, table) for document in documents for table in document.tables]
    found = {one.project for document, table in tables for one in targets_of(document, table)}
    scores = {score.project for document, table in tables if (score := score_of(document, table))}
    return {name for name in found | scores if name}


def _named(turns: tuple[str, ...], sources: Sources, known: Collection[str]) -> set[str]:
    """The project that a turn says most of, where it says enough of it."""
    text = content(understand(turns, sources).query)
    words = words_asked(text)
    said = {
        name: sum(end - start for start, end in said_words(text, words, folded(name)))
        for name in known
    }
    most = max(said.values(), default=0)
    return {name for name, length in said.items() if length == most >= _FEWEST}


def _lead(target: Target) -> str:
    """Unit and year of a target, as they are said."""
    unit = next((row.unit_name for row in target.own if row.unit_name), "")
    return f"{unit}{target.year}年" if target.year else unit
