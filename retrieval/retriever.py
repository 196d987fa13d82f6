"""LangChain's face of the search: a BaseRetriever over our own index, for chains and agents.

Takes a search (Sources.search: text, scope, number -> passages), gives LangChain documents whose
metadata carries the place to cite. Knows no index and no store. Figure questions never come here.

    PassageRetriever(search=sources.search, scope=("eb6b23…",), most=5).invoke("为什么减少")
    -> [Document(page_content='云江区水务局 2024年 部门预算\\n二、收支情况\\n…主要原因是…',
                 metadata={'doc_id': 'eb6b23…', 'section': '…', 'citation': {…}}), …]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from retrieval.models import Judge
from retrieval.search.rank import Wish
from retrieval.understand.focus import runs
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Found, Search

__all__ = ["PassageRetriever", "as_document", "judged", "wish_of"]


Some = TypeVar("Some", bound=Found)


class PassageRetriever(BaseRetriever):
    """The best passages for a text; `scope` None means all documents."""

    search: Search
    scope: tuple[str, ...] | None = None
    most: int = 8

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        return [as_document(found) for found in self.search(query, self.scope, self.most)]


def wish_of(understood: Understood) -> Wish:
    """What a question that was read wishes of the passages: unit, year and terms."""
    own = (row.doc_id for target in understood.targets for row in target.documents[:1])
    words = (*(item.text for item in understood.query.items), *runs(understood.query))
    return Wish(frozenset(own), tuple(dict.fromkeys(words)))


def judged(question: str, found: Sequence[Some], judge: Judge | None, most: int) -> Sequence[Some]:
    """The best of some passages, in the order of a judge where there is one."""
    if judge is None:
        return found[:most]
    scores = judge(question, [passage.text for passage in found])
    order = sorted(range(len(found)), key=lambda n: (-scores[n], n))
    return [found[n] for n in order[:most]]


def as_document(found: Found) -> Document:
    """A passage as LangChain passes it on; its citation in the public form."""
    return Document(
        page_content=found.text,
        metadata={
            "doc_id": found.doc_id,
            "section": found.section,
            "citation": found.citation.as_json(),
        },
    )
