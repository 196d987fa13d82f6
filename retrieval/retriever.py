"""LangChain's face of the search: a BaseRetriever over our own index, for chains and agents.

Takes a search (Sources.search: text, scope, number -> passages), gives LangChain documents whose
metadata carries the place to cite; any of our embeddings as LangChain's. Knows no index and no
store. No question of ours comes here: LangChain alone takes a third of a second to import.

    PassageRetriever(search=sources.search, scope=("eb6b23…",), most=5).invoke("为什么减少")
    -> [Document(page_content='云江区水务局 2024年 部门预算\\n二、收支情况\\n…主要原因是…',
                 metadata={'doc_id': 'eb6b23…', 'section': '…', 'citation': {…}}), …]
"""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from retrieval.models import Embedder
from retrieval.search.rank import Wish
from retrieval.understand.focus import runs
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Found, Search

__all__ = ["LangChainEmbeddings", "PassageRetriever", "as_document", "wish_of"]


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


class LangChainEmbeddings(Embeddings):
    """One of our embeddings where LangChain wants its own: lists of numbers for rows of vectors."""

    def __init__(self, ours: Embedder) -> None:
        self.ours = ours

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages."""
        rows: list[list[float]] = self.ours.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        row: list[float] = self.ours.question(text).tolist()
        return row


def wish_of(understood: Understood) -> Wish:
    """What a question that was read wishes of the passages: unit, year and terms."""
    own = (row.doc_id for target in understood.targets for row in target.documents[:1])
    words = (*(item.text for item in understood.query.items), *runs(understood.query))
    return Wish(frozenset(own), tuple(dict.fromkeys(words)))


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
