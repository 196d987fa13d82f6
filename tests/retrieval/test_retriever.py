"""retrieval/retriever: LangChain gets our passages with the place to cite."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pytest

from ingest.citation import Citation, Piece
from retrieval.models import embeddings
from retrieval.retriever import LangChainEmbeddings, PassageRetriever


@dataclass(frozen=True)
class Row:
    """A passage as a search gives it."""

    doc_id: str
    section: str
    text: str
    citation: Citation


CITATION = Citation("预算.txt", "甲", "二、收支", None, (Piece(0, 4, "第1行"),), "因为压减")
ASKED: list[tuple[str, Collection[str] | None, int]] = []


def _search(text: str, scope: Collection[str] | None, most: int) -> list[Row]:
    ASKED.append((text, scope, most))
    return [Row("甲", "二、收支", "二、收支\n因为压减", CITATION)]


def test_a_passage_becomes_a_langchain_document_with_its_citation() -> None:
    (found,) = PassageRetriever(search=_search).invoke("为什么减少")
    assert found.page_content.endswith("因为压减")
    assert found.metadata["citation"]["quote"] == "因为压减"
    assert Citation.from_json(found.metadata["citation"]) == CITATION


def test_scope_and_number_are_handed_on() -> None:
    PassageRetriever(search=_search, scope=("甲",), most=3).invoke("车")
    assert ASKED[-1] == ("车", ("甲",), 3)


def test_langchain_gets_vectors_as_lists_of_numbers() -> None:
    model = LangChainEmbeddings(embeddings())
    rows = model.embed_documents(["公务接待费是多少", "单位有几辆车", "ABC 2024年"])
    assert len(rows) == 3
    assert rows[0] == pytest.approx(model.embed_query("公务接待费是多少"))
    assert np.linalg.norm(rows[0]) == pytest.approx(1.0, abs=1e-5)
