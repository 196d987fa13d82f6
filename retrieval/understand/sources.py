"""What the chain needs of a library, as one bundle of values and callables.

    Sources(catalogue=(row, …), facts=library.facts, findings=library.findings,
            search=search, document=library.document)

`search` takes a text, the documents in scope (None: all) and a number, and gives passages, best
first; it may be None where there is no index. Built by the composition root; tests use lists.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ingest.citation import Citation
from ingest.document import Document
from ingest.facts import Fact, Finding
from retrieval.scope.scope import Listed

__all__ = ["Found", "Search", "Sources", "remembered", "texts_of"]


class Found(Protocol):
    """A passage that a search found; a chunk row of the library has it."""

    @property
    def doc_id(self) -> str: ...  # noqa: D102
    @property
    def section(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def citation(self) -> Citation: ...  # noqa: D102


Search = Callable[[str, Collection[str] | None, int], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything an answer may stand on; see the module docstring."""

    catalogue: Sequence[Listed]
    facts: Callable[[Collection[str]], Sequence[Fact]]
    document: Callable[[str], Document]
    findings: Callable[[Collection[str]], Sequence[Finding]] = lambda _ids: ()
    search: Search | None = None


def remembered(sources: Sources) -> Sources:
    """The same, reading the facts of some documents once: a question may be read several times."""
    kept: dict[tuple[str, ...], Sequence[Fact]] = {}

    def facts(ids: Collection[str]) -> Sequence[Fact]:
        key = tuple(ids)
        if key not in kept:
            kept[key] = sources.facts(ids)
        return kept[key]

    return replace(sources, facts=facts)


def texts_of(sources: Sources) -> Callable[[str], str]:
    """The text of a document by its id, each read once."""
    kept: dict[str, str] = {}

    def text_of(doc_id: str) -> str:
        if doc_id not in kept:
            kept[doc_id] = sources.document(doc_id).text
        return kept[doc_id]

    return text_of
