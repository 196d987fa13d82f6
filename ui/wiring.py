"""The composition root: real parts plugged together, once.

    with Workspace(read_settings()) as workspace:
        for outcome in workspace.ingest([Path("公开文件")]):
            …
        workspace.ask(["云江区财政局2025年收入总计是多少？"])

A file becomes a stored document in one go: read, facts, findings, chunks, then one transaction.
The vector index follows at the end; until then new documents are compared exactly. What reads files
is imported when a file comes, what answers when a question does.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from ingest.document import Document
from ingest.errors import InputError, MingzhangError
from ingest.library import CatalogueRow, ChunkRow, Library
from ui.settings import Settings

if TYPE_CHECKING:
    from retrieval.answer import Answer
    from retrieval.models import Embedder, Judge
    from retrieval.search.index import PassageIndex
    from retrieval.understand.sources import Sources
    from retrieval.writing.wording import Guest
    from ui.sources import Source

__all__ = ["Outcome", "Workspace"]

Step = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: Path
    name: str
    state: str
    error: InputError | None = None
    doc_id: str | None = None
    unit_name: str | None = None
    fiscal_year: int | None = None
    kind: str | None = None
    tables: int = 0
    facts: int = 0
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The public form: one line of `mingzhang ingest --json`."""
        return {
            "doc": self.name,
            "path": str(self.path),
            "status": "failed" if self.error else self.state,
            "error": str(self.error) if self.error else None,
            "doc_id": self.doc_id,
            "unit_name": self.unit_name,
            "fiscal_year": self.fiscal_year,
            "document_kind": self.kind,
            "tables": self.tables,
            "facts": self.facts,
            "warnings": list(self.warnings),
        }


class Workspace:
    """A library and everything that works over it; safe for the threads of one web server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._guard = Lock()
        self._index: tuple[int, PassageIndex] | None = None
        self._documents: dict[str, Document] = {}

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.library.close()

    @cached_property
    def library(self) -> Library:
        """The library, open for reading."""
        return Library(self.settings.store)

    # documents in

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        max_bytes: int | None = None,
        started: Step = lambda *_: None,
        owner: str | None = None,
    ) -> Iterator[Outcome]:
        """Read and keep every file; a file that fails is an Outcome, the others go on."""
        from ingest.read import MAX_BYTES
        from ui.sources import find_files, sources

        limit = MAX_BYTES if max_bytes is None else max_bytes
        files = find_files(paths)
        with Library(self.settings.store, write=True) as library:
            before = library.generation
            for file in files:
                for source in sources(file, limit):
                    started(source.name, len(files))
                    yield self._ingest_file(library, source, limit, owner)
            if library.generation != before or self._is_stale(library):
                self._rebuild(library)

    def _ingest_file(
        self, library: Library, source: Source, max_bytes: int, owner: str | None
    ) -> Outcome:
        from ingest.read import read_document
        from ui.one_document import stored

        key = f"{owner}:{source.name}" if owner else source.key
        file, name = source.path, source.name
        try:
            data = source.small_bytes(max_bytes)
            doc_id = hashlib.sha256(data).hexdigest()
            state = library.state_of(key, doc_id) if data else "new"
            if state == "unchanged":
                return Outcome(file, name, state, doc_id=doc_id)
            document = source.read(read_document, max_bytes)
        except InputError as error:
            return Outcome(file, name, "failed", error=error)
        kept = stored(document)
        library.store(kept, key, data)
        info = document.info
        return Outcome(
            path=file,
            name=name,
            state=state,
            doc_id=document.doc_id,
            unit_name=info.unit_name,
            fiscal_year=info.fiscal_year,
            kind=info.kind,
            tables=len(document.tables),
            facts=len(kept.facts),
            warnings=document.warnings + info.contradictions,
        )

    def forget(self, asked: str) -> list[str]:
        """Remove a document; the names of what was removed."""
        with Library(self.settings.store, write=True) as library:
            removed = library.forget(asked)
            self._rebuild(library)
        return [row.display_name for row in removed]

    def reindex(self) -> int:
        """Build the vector index anew from the library; how many passages it holds."""
        with Library(self.settings.store, write=True) as library:
            return self._rebuild(library)

    def _is_stale(self, library: Library) -> bool:
        from retrieval.search.index import PassageIndex

        kept = {row.doc_id for row in library.documents()}
        return PassageIndex.documents(library.vectors) != kept

    def _rebuild(self, library: Library) -> int:
        from retrieval.search.index import rebuild

        return rebuild(library.vectors, library.passages(), self._embedder)

    # what is there

    def documents(self) -> list[CatalogueRow]:
        """All kept files, the latest first."""
        return self.library.documents()

    def library_documents(self) -> Iterator[Document]:
        """All kept documents, the oldest first."""
        rows = {row.doc_id: row for row in reversed(self.documents())}
        if not rows:
            raise _empty(self.settings.store)
        for doc_id in rows:
            yield self.document(doc_id)

    def document(self, doc_id: str) -> Document:
        """One kept document; the last few stay in memory."""
        with self._guard:
            if doc_id not in self._documents:
                while len(self._documents) >= KEPT_IN_MEMORY:
                    self._documents.pop(next(iter(self._documents)))
                self._documents[doc_id] = self.library.document(doc_id)
            return self._documents[doc_id]

    def find_document(self, prefix: str) -> Document | None:
        """The kept document whose doc_id starts so."""
        for row in self.documents():
            if row.doc_id.startswith(prefix):
                return self.document(row.doc_id)
        return None

    def blob(self, doc_id: str) -> bytes:
        """The file as it came."""
        return self.library.blob(doc_id)

    # questions

    def ask(self, turns: Sequence[str], *, explain: bool = False) -> Answer:
        """Answer the last turn of a conversation over the library; a fault of ours is an answer too."""
        from retrieval.answer import answer

        if not self.documents():
            raise _empty(self.settings.store)
        try:
            return answer(turns, self._sources(), guest=self._guest, explain=explain)
        except MingzhangError:
            raise
        except Exception as fault:
            return _failed(turns, fault)

    @cached_property
    def _guest(self) -> Guest | None:
        """The language model that the settings name; its client is made when it is first asked."""
        name, url, key = self.settings.model, self.settings.model_url, self.settings.model_key
        if not name and not url:
            return None
        from retrieval.models import chat_model, said
        from retrieval.writing.wording import Guest

        model = chat_model(name, url, key)
        return Guest(name or "", partial(said, model)) if model else None

    def search(self, question: str, most: int) -> list[ChunkRow]:
        """The best passages for a question, in the documents that it speaks of."""
        return self.lanes(question, most)["reranked"]

    def _sources(self) -> Sources:
        from retrieval.understand.sources import Sources

        return Sources(
            catalogue=self.documents(),
            facts=self.library.figures_of,
            findings=self.library.findings_of,
            document=self.document,
            search=self._search,
        )

    def lanes(self, question: str, most: int) -> dict[str, list[ChunkRow]]:
        """What each lane of the search finds for a question, in the documents that it speaks of."""
        from retrieval.retriever import wish_of
        from retrieval.search.rank import fuse, rerank
        from retrieval.understand.reading import understand

        understood = understand([question], self._sources())
        scope = [row.doc_id for row in understood.documents] or self._kept()
        ranked = self._passages().search(question, 4 * most, set(scope))
        fused = fuse(ranked)
        passages = {row.chunk_id: row for row in self._chunks([hit.chunk_id for hit in fused])}
        lanes = {
            "keywords": ranked.lexical,
            "vectors": ranked.dense,
            "fused": fused,
            "reranked": rerank(fused, passages, wish_of(understood)),
        }
        return {
            name: self._chunks([hit.chunk_id for hit in hits[:most]])
            for name, hits in lanes.items()
        }

    def _search(self, text: str, scope: Collection[str] | None, most: int) -> list[ChunkRow]:
        """The best passages of the kept documents: vectors and keywords fused."""
        from retrieval.search.rank import fuse, judged

        kept = scope if scope is not None else self._kept()
        ranked = self._passages().search(text, 4 * most, kept)
        looked_at = 4 * most if self._judge else most
        found = self._chunks([hit.chunk_id for hit in fuse(ranked)[:looked_at]])
        return list(judged(text, found, self._judge, most))

    def _chunks(self, best: Sequence[str]) -> list[ChunkRow]:
        rows = {row.chunk_id: row for row in self.library.chunks(ids=best)}
        return [rows[chunk_id] for chunk_id in best if chunk_id in rows]

    def _kept(self) -> set[str]:
        return {row.doc_id for row in self.library.documents()}

    @cached_property
    def _embedder(self) -> Embedder:
        from retrieval.models import embeddings

        settings = self.settings
        return embeddings(settings.embedding, settings.embedding_url, settings.embedding_key)

    @cached_property
    def _judge(self) -> Judge | None:
        """The cross-encoder that the settings name; loaded when it is first asked."""
        from retrieval.models import judge

        settings = self.settings
        return judge(settings.reranker, settings.reranker_url, settings.reranker_key)

    @property
    def complaint(self) -> str | None:
        """What is wrong with the index of passages, once a question needed it; None where nothing is."""
        return self._index[1].complaint if self._index else None

    def _passages(self) -> PassageIndex:
        """The index of the library as it is now; documents it does not hold yet are pending."""
        from retrieval.search.index import PassageIndex

        generation = self.library.generation
        with self._guard:
            if self._index is None or self._index[0] != generation:
                pending = self._kept() - PassageIndex.documents(self.library.vectors)
                rows = self.library.chunks(pending) if pending else []
                opened = PassageIndex.open(self.library.vectors, self._embedder, rows)
                self._index = generation, opened
            return self._index[1]


KEPT_IN_MEMORY = 32


def _failed(turns: Sequence[str], fault: Exception) -> Answer:
    """What is said where the program itself is at fault; the trace goes to stderr."""
    from retrieval.answer import Answer
    from retrieval.writing.prompts import failed

    sys.stderr.write(f"程序出错，没能处理的问题：{turns[-1]}\n")
    traceback.print_exception(fault)
    return Answer(failed(type(fault).__name__), "failed")


def _empty(store: Path) -> Exception:
    from ingest.errors import NothingUsable

    return NothingUsable(str(store), "文库是空的", "请先用 mingzhang ingest 读入文件")
