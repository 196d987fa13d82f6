"""The index of passages: vectors in Chroma, keywords beside them. The only door to chromadb.

Takes rows of the library (chunk id, document, text) and an embedder, gives ranked chunk ids. It is
derived: the library is the truth, a rebuild goes into a fresh generation and is swapped in. The
caller of `rebuild` holds the library's lock; readers only read. Knows nothing of budgets.

Below EXACT rows in scope every vector is compared (exact, a millisecond, no chromadb import);
above, Chroma's HNSW proposes. Documents that came after the last rebuild are `pending`: embedded
when the index is opened and compared exactly.

    rebuild(store / "vectors", rows, embedder)
    index = PassageIndex.open(store / "vectors", embedder)
    index.search("公务接待费是多少", k=20, scope={"eb6b23…"})  ->  Ranked(dense=[Hit…], lexical=[Hit…])
"""

from __future__ import annotations

import errno
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import StoreError
from retrieval.models import Embedder
from retrieval.nearest import question_vector
from retrieval.search.generation import REMEDY, Holding, current, publish, reserve
from retrieval.search.lexical import best_rows, post, scores
from retrieval.search.rank import Hit

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection as ChromaCollection

__all__ = ["EXACT", "IndexedRow", "PassageIndex", "Ranked", "rebuild"]

EXACT = 20_000
"""Rows in scope up to which every vector is compared; a filter makes Chroma slower than that."""

BATCH = 5_000
"""Rows per call; Chroma takes 5,461 at most."""

_ONE_AT_A_TIME = Lock()
"""Opening and closing clients of one path in two threads breaks Chroma's shared system."""

COLLECTION = "passages"
HOLDS = "rows"
"""How many rows a collection was made for; one without it holds every row of its generation."""

COSINE = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400}}


class IndexedRow(Protocol):
    """What the index needs of a row of the library."""

    @property
    def chunk_id(self) -> str: ...  # noqa: D102
    @property
    def doc_id(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


class Ranked(NamedTuple):
    """Two rankings of the same question, best first."""

    dense: list[Hit]
    lexical: list[Hit]


def rebuild(vectors: Path, rows: Sequence[IndexedRow], embedder: Embedder) -> int:
    """Index all rows anew and publish; returns how many. Killed midway, the old index stays."""
    folder = reserve(vectors)
    holding = _held(rows, embedder)
    with _full_disk_told(vectors):
        with _chroma(folder, fresh=len(_without_twins(holding))) as collection:
            _fill(collection, rows, holding)
            _insist_whole(collection, holding, folder)
        holding.save(folder, embedder.name)
        publish(folder)
    return len(rows)


@contextmanager
def _full_disk_told(folder: Path) -> Iterator[None]:
    """Whatever Chroma raises where the disk is full becomes one of our errors."""
    try:
        yield
    except StoreError:
        raise
    except Exception as error:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        if not full and "disk is full" not in str(error):
            raise
        raise StoreError(
            str(folder),
            "磁盘已满，向量没有写入",
            "请清理磁盘后运行 mingzhang reindex，已导入的文件不受影响",
        ) from error


def _held(rows: Sequence[IndexedRow], embedder: Embedder) -> Holding:
    documents = tuple(dict.fromkeys(row.doc_id for row in rows))
    number = {doc_id: n for n, doc_id in enumerate(documents)}
    texts = [row.text for row in rows]
    return Holding(
        chunk_ids=[row.chunk_id for row in rows],
        documents=documents,
        document_of=np.array([number[row.doc_id] for row in rows], np.int32),
        vectors=embedder.passages(texts),
        postings=post(texts),
    )


@dataclass
class PassageIndex:
    """A published generation and the pending rows, opened for reading.

    `complaint` says in Chinese what is wrong with the Chroma folder once it was needed and found
    incomplete; ranking then compares every vector instead, with the same result.
    """

    folder: Path | None
    embedder: Embedder
    holdings: tuple[Holding, ...]
    complaint: str | None = None
    exact: int = EXACT
    _sound: bool | None = field(default=None, repr=False)

    @classmethod
    def open(
        cls, vectors: Path, embedder: Embedder, pending: Sequence[IndexedRow] = ()
    ) -> PassageIndex:
        """Open the current generation; StoreError when another embedding model built it."""
        folder = current(vectors)
        holdings = () if folder is None else (_published(folder, embedder),)
        return cls(folder, embedder, (*holdings, *([_held(pending, embedder)] if pending else [])))

    @staticmethod
    def documents(vectors: Path) -> frozenset[str]:
        """The documents the current generation holds; what the library has beyond is pending."""
        folder = current(vectors)
        return frozenset(Holding.load(folder)[0].documents) if folder else frozenset()

    def search(self, question: str, k: int, scope: Collection[str] | None = None) -> Ranked:
        """The k best chunks by vector and by keyword, within the documents of `scope` (None: all)."""
        allowed = [_rows_in(holding, scope) for holding in self.holdings]
        return Ranked(self._dense(question, k, allowed), self._lexical(question, k, allowed))

    def _lexical(self, question: str, k: int, allowed: Sequence[NDArray[np.bool_]]) -> list[Hit]:
        parts = [part for holding in self.holdings for part in holding.postings]
        found = iter(scores(parts, question))
        hits: list[Hit] = []
        for holding, rows in zip(self.holdings, allowed, strict=True):
            score = np.concatenate(
                [next(found) for _ in holding.postings] or [np.zeros(0, np.float32)]
            )
            hits += _hits(holding, best_rows(score, k, rows))
        return _best(hits, k)

    def _dense(self, question: str, k: int, allowed: Sequence[NDArray[np.bool_]]) -> list[Hit]:
        vector = question_vector(question, self.embedder)
        if not vector.any():
            return []
        hits: list[Hit] = []
        for holding, rows in zip(self.holdings, allowed, strict=True):
            if (
                int(rows.sum()) > self.exact
                and holding is self.holdings[0]
                and self._chroma_is_sound()
            ):
                hits += self._ask_chroma(vector, k, holding, rows)
            else:
                hits += _compare(holding, vector, k, rows)
        return _best(hits, k)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The row of every chunk that Chroma may name."""
        return {chunk: row for row, chunk in enumerate(self.holdings[0].chunk_ids)}

    def _chroma_is_sound(self) -> bool:
        if self.folder is None:
            return False
        if self._sound is None:
            self._sound = _is_sound(self.folder, self.holdings[0])
            if not self._sound:
                self.complaint = f"向量库不完整，已改为逐条比对；{REMEDY}"
        return self._sound

    def _ask_chroma(
        self, vector: NDArray[np.float32], k: int, holding: Holding, rows: NDArray[np.bool_]
    ) -> list[Hit]:
        assert self.folder is not None
        inside = [holding.documents[n] for n in np.unique(holding.document_of[rows])]
        where = None if rows.all() else {"doc_id": {"$in": inside}}
        with _chroma(self.folder) as collection:
            found = collection.query(
                query_embeddings=[vector], n_results=k, where=where, include=["distances"]
            )
        distances = (found["distances"] or [[]])[0]
        number = {chunk: row for row, chunk in enumerate(holding.chunk_ids)}
        scores = {
            number[c]: 1.0 - float(d) for c, d in zip(found["ids"][0], distances, strict=True)
        }
        return [
            Hit(holding.chunk_ids[twin], score)
            for row, score in scores.items()
            for twin in _twins(holding, row)
        ]


def _published(folder: Path, embedder: Embedder) -> Holding:
    manifest, holding = Holding.load(folder)
    if (manifest.model, manifest.dimension) != (embedder.name, embedder.dimension):
        built = f"{manifest.model}（{manifest.dimension} 维）"
        now = f"{embedder.name}（{embedder.dimension} 维）"
        raise StoreError(
            str(folder.parent), f"索引由向量模型 {built} 建成，现在用的是 {now}", REMEDY
        )
    return holding


def _rows_in(holding: Holding, scope: Collection[str] | None) -> NDArray[np.bool_]:
    """Which rows belong to the documents of a scope."""
    if scope is None:
        return np.ones(len(holding.chunk_ids), np.bool_)
    inside = np.array([doc_id in scope for doc_id in holding.documents], np.bool_)
    return inside[holding.document_of] if len(inside) else np.zeros(0, np.bool_)


def _compare(
    holding: Holding, vector: NDArray[np.float32], k: int, rows: NDArray[np.bool_]
) -> list[Hit]:
    """The exact cosine of every allowed row."""
    score = holding.vectors @ vector if rows.all() else _scattered(holding, vector, rows)
    return _hits(holding, best_rows(score, k, rows))


def _scattered(
    holding: Holding, vector: NDArray[np.float32], rows: NDArray[np.bool_]
) -> NDArray[np.float32]:
    score = np.zeros(len(rows), np.float32)
    score[rows] = holding.vectors[rows] @ vector
    return score


def _hits(holding: Holding, rows: Sequence[tuple[int, float]]) -> list[Hit]:
    return [Hit(holding.chunk_ids[row], score) for row, score in rows]


def _best(hits: list[Hit], k: int) -> list[Hit]:
    return sorted(hits, key=lambda hit: (-hit.score, hit.chunk_id))[:k]


# ── chromadb ─────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _chroma(folder: Path, *, fresh: int | None = None) -> Iterator[ChromaCollection]:
    """The collection of a generation, or a new one that will hold so many rows; closed afterwards."""
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    with _ONE_AT_A_TIME:
        client = chromadb.PersistentClient(str(folder / "chroma"), settings=quiet)
        try:
            yield (
                client.get_collection(COLLECTION, embedding_function=None)
                if fresh is None
                else client.create_collection(
                    COLLECTION,
                    configuration=COSINE,
                    metadata={HOLDS: fresh},
                    embedding_function=None,
                )
            )
        finally:
            client.close()


def _fill(collection: ChromaCollection, rows: Sequence[IndexedRow], holding: Holding) -> None:
    standing = _without_twins(holding)
    for at in range(0, len(standing), BATCH):
        some = [rows[row] for row in standing[at : at + BATCH]]
        collection.add(
            ids=[row.chunk_id for row in some],
            embeddings=holding.vectors[standing[at : at + BATCH]],
            documents=[row.text for row in some],
            metadatas=[{"doc_id": row.doc_id} for row in some],
        )


def _without_twins(holding: Holding) -> NDArray[np.intp]:
    """The rows that stand in Chroma: of equal vectors in one document the first.

    Thousands of twins have only each other for neighbours; in HNSW no way leads past them.
    """
    order = np.argsort(holding.document_of, kind="stable")
    cuts = np.flatnonzero(np.diff(holding.document_of[order])) + 1
    first = [
        rows[np.unique(holding.vectors[rows], axis=0, return_index=True)[1]]
        for rows in np.split(order, cuts)
        if len(rows)
    ]
    return np.sort(np.concatenate(first)) if first else order


def _twins(holding: Holding, row: int) -> NDArray[np.intp]:
    """The rows of the same document with the same vector, this one among them."""
    inside = np.flatnonzero(holding.document_of == holding.document_of[row])
    same: NDArray[np.bool_] = (holding.vectors[inside] == holding.vectors[row]).all(axis=1)
    return inside[same]


def _is_sound(folder: Path, holding: Holding) -> bool:
    """Chroma opens and is whole; whatever it raises on damaged files means that it is not."""
    if not (folder / "chroma" / "chroma.sqlite3").is_file():
        return False  # opening would make an empty store there
    try:
        with _chroma(folder) as collection:
            return _is_whole(collection, holding)
    except Exception:
        return False


def _is_whole(collection: ChromaCollection, holding: Holding) -> bool:
    """The count is right and a sample of rows is held as it was put in.

    What is held, not what a search finds: a search in HNSW may miss a row that is there.
    """
    if collection.count() != (collection.metadata or {}).get(HOLDS, len(holding.chunk_ids)):
        return False
    sample = np.linspace(0, len(holding.chunk_ids) - 1, min(8, len(holding.chunk_ids))).astype(int)
    return all(_is_held(collection, holding, int(_twins(holding, row)[0])) for row in sample)


def _is_held(collection: ChromaCollection, holding: Holding, row: int) -> bool:
    held = collection.get(ids=[holding.chunk_ids[row]], include=["embeddings"])["embeddings"]
    return held is not None and len(held) == 1 and np.allclose(held[0], holding.vectors[row])


def _insist_whole(collection: ChromaCollection, holding: Holding, folder: Path) -> None:
    if not _is_whole(collection, holding):
        raise StoreError(str(folder), "向量没有全部写进去", "请检查磁盘空间后重试")
