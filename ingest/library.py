"""The library: documents that were read, with their facts, chunks and findings; the one door to SQL.

Takes StoredDocuments under a key (the absolute path, or owner and name of an upload), gives typed
rows back. A document becomes visible only when all of it is stored: its files first, then every row
in one transaction, the catalogue row last. One writer at a time by lock; readers never lock and see
the last whole state. Knows nothing of reading files, questions or vectors.

    with Library(Path("store"), write=True) as library:
        library.state_of("/data/预算.pdf", sha256)                      -> 'new'
        library.store(StoredDocument(document, facts, chunks, findings), "/data/预算.pdf", data)
        library.facts(codes=["2060101"], years=[2019])                  -> [Fact(…), …]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ingest.document import READER_VERSION, Document
from ingest.errors import StoreError
from ingest.facts import FIGURES, Fact, Finding, Kind, Measure, State
from ingest.store.catalogue import (
    CatalogueRow,
    ChunkKind,
    ChunkRow,
    FileState,
    Forgotten,
    PassageRow,
    StoredDocument,
    chosen,
    display_names,
)
from ingest.store.fact_record import COLUMNS, FactLoader, fact_columns
from ingest.store.lock import WAIT, locked
from ingest.store.shelf import Shelf, WriteBytes, write_whole
from ingest.store.stored_rows import (
    catalogue_row,
    chunk_from,
    chunk_values,
    document_values,
    finding_from,
    finding_values,
)
from ingest.unswept import unswept

__all__ = [
    "CatalogueRow",
    "ChunkKind",
    "ChunkRow",
    "FileState",
    "Forgotten",
    "Library",
    "PassageRow",
    "StoredDocument",
]

_META = sa.MetaData()
_STATE = sa.Table(
    "state",
    _META,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
_DOCUMENTS = sa.Table(
    "documents",
    _META,
    sa.Column("doc", sa.Integer, primary_key=True),
    sa.Column("doc_id", sa.Text, nullable=False, unique=True),
    *(sa.Column(name, sa.Text) for name in ("unit_name", "region", "kind", "title", "format")),
    *(sa.Column(name, sa.Integer) for name in ("fiscal_year", "pages", "tables", "facts")),
    sa.Column("warnings", sa.Text, nullable=False),
    sa.Column("reader_version", sa.Integer, nullable=False),
)
_CATALOGUE = sa.Table(
    "catalogue",
    _META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("doc", sa.Integer, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("stored_at", sa.Text, nullable=False),
)
_INTEGERS = frozenset(
    {"table_position", "row", "col", "year", "page", "at_start", "at_end"}
)  # the rest of a fact's columns are text, but for confidence


def _fact_column(name: str) -> sa.Column[Any]:
    kind = sa.Integer() if name in _INTEGERS else sa.Text()
    return sa.Column(name, sa.REAL() if name in {"confidence", "recognition"} else kind)


def _with_all_columns(connection: sa.Connection) -> None:
    """A library of an earlier version knows nothing of recognition: everything in it is sure."""
    known = {column["name"] for column in sa.inspect(connection).get_columns("facts")}
    if "recognition" not in known:
        connection.execute(sa.text("ALTER TABLE facts ADD COLUMN recognition REAL DEFAULT 1.0"))


def _positions() -> tuple[sa.Column[Any], sa.Column[Any]]:
    return (
        sa.Column("doc", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    )


_FACTS = sa.Table(
    "facts", _META, *_positions(), *map(_fact_column, COLUMNS), sqlite_with_rowid=False
)
_CHUNKS = sa.Table(
    "chunks",
    _META,
    *_positions(),
    sa.Column("chunk_id", sa.Text, nullable=False, unique=True),
    *(sa.Column(name, sa.Text) for name in ("kind", "section", "text")),
    sa.Column("page", sa.Integer),
    *(sa.Column(name, sa.Text) for name in ("cited_section", "quote", "pieces")),
    sa.Column("cited_page", sa.Integer),
    sqlite_with_rowid=False,
)
_FINDINGS = sa.Table(
    "findings",
    _META,
    *_positions(),
    *(sa.Column(name, sa.Text) for name in ("check_id", "status", "severity", "payload")),
    sqlite_with_rowid=False,
)
_OF_A_DOCUMENT = (_FACTS, _CHUNKS, _FINDINGS)
sa.Index("facts_by_code", _FACTS.c.code)
sa.Index("facts_by_item", _FACTS.c.item)


MOST_AT_HAND = 32
"""Documents whose figures stay in memory between questions, about 2 MB each."""


class Library:
    """The library in a folder; see the module docstring.

    - `write=True` takes the writer's lock for as long as it is open, makes the folder and sweeps
      orphans; `wait` is how long it waits for another writer before StoreLocked.
    - `write=False` never locks and never writes; where there is no library yet it is empty.
    - Names in citations are the display names of now, so that two 预算.pdf stay apart.
    """

    def __init__(
        self,
        folder: Path,
        *,
        write: bool = False,
        wait: float = WAIT,
        write_bytes: WriteBytes = write_whole,
    ) -> None:
        self.folder = folder.expanduser().absolute()
        self.shelf = Shelf(self.folder, write_bytes)
        self._held = ExitStack()
        self._engine: sa.Engine | None = None
        self._writes = write
        self._named: tuple[int, dict[str, str]] = (-1, {})
        self._listed: tuple[int, list[CatalogueRow]] = (-1, [])
        self._has_all_columns = False
        self._figures = lru_cache(MOST_AT_HAND)(self._figures_read)
        self._found = lru_cache(MOST_AT_HAND)(self._findings_read)
        try:
            self._open_for_writing(wait) if write else self.shelf.check_version()
        except BaseException:
            self.close()
            raise

    def _open_for_writing(self, wait: float) -> None:
        self.shelf.make()
        self.shelf.check_version()
        self._held.enter_context(locked(self.shelf.lock, wait))
        if not self.shelf.check_version():
            self.shelf.sign()
        with self._transaction() as connection:
            _META.create_all(connection)
            _with_all_columns(connection)
        self.shelf.sweep({row.doc_id for row in self._catalogue()})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database and, for a writer, of the lock."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        self._held.close()

    # what stands in the catalogue

    @property
    def generation(self) -> int:
        """Counts the changes; an index made at another generation is stale."""
        rows = self._rows(sa.select(_STATE.c.value).where(_STATE.c.name == "generation"))
        return int(rows[0][0]) if rows else 0

    @property
    def vectors(self) -> Path:
        """The folder for the derived vector index."""
        return self.shelf.vectors

    def documents(self) -> list[CatalogueRow]:
        """All kept files, the one stored last first; read again only after a change."""
        generation = self.generation
        if self._listed[0] != generation:
            self._listed = generation, display_names(self._catalogue())
        return list(self._listed[1])

    def state_of(self, key: str, sha256: str) -> FileState:
        """Whether a file has to be read: unchanged means same bytes, same reader, files in place."""
        row = next(iter(self._catalogue(_CATALOGUE.c.key == key)), None)
        if row is None:
            return "new"
        same = row.doc_id == sha256 and row.reader_version == READER_VERSION
        return "unchanged" if same and self.shelf.has(sha256) else "changed"

    def find(self, asked: str) -> list[CatalogueRow]:
        """The files that a path, a name or the start of a doc_id names; UsageError when in doubt."""
        return chosen(self.documents(), asked, str(self.folder))

    # what is kept of a document

    def document(self, doc_id: str) -> Document:
        """The document as it was read."""
        row = next(iter(self._catalogue(_DOCUMENTS.c.doc_id == doc_id)), None)
        document = self.shelf.document(doc_id, row.reader_version if row else READER_VERSION)
        return replace(document, name=self._names().get(doc_id, document.name))

    def blob(self, doc_id: str) -> bytes:
        """The file as it came."""
        return self.shelf.blob(doc_id)

    def facts(
        self,
        doc_ids: Collection[str] | None = None,
        *,
        codes: Collection[str] | None = None,
        items: Collection[str] | None = None,
        years: Collection[int] | None = None,
        kinds: Collection[Kind] | None = None,
        states: Collection[State] | None = None,
        measures: Collection[Measure] = FIGURES,
        item_like: str | None = None,
    ) -> list[Fact]:
        """Facts that pass every filter given; `item_like` is a part of the row path.

        The targets of indicators come only where `measures` names them: they are no figures.
        """
        query = self._of(_FACTS, doc_ids, *(_FACTS.c[name] for name in self._fact_names()))
        wanted = {
            "code": codes,
            "item": items,
            "year": years,
            "kind": kinds,
            "state": states,
            "measure": measures,
        }
        for name, values in wanted.items():
            if values is not None:
                query = query.where(_FACTS.c[name].in_(list(values)))
        if item_like is not None:
            query = query.where(_FACTS.c.row_path.contains(item_like, autoescape=True))
        loader, names = FactLoader(), self._names()
        with unswept():
            rows = self._rows(query)
            return [loader.fact(row[0], names.get(row[0], ""), row[1:]) for row in rows]

    def figures_of(self, doc_ids: Collection[str]) -> list[Fact]:
        """All figures of some documents; those of the documents last asked of stay at hand."""
        generation = self.generation
        return [fact for one in sorted(doc_ids) for fact in self._figures(generation, one)]

    def findings_of(self, doc_ids: Collection[str]) -> list[Finding]:
        """All findings of some documents, kept at hand as their figures are."""
        generation = self.generation
        return [found for one in sorted(doc_ids) for found in self._found(generation, one)]

    def _figures_read(self, _generation: int, doc_id: str) -> tuple[Fact, ...]:
        return tuple(self.facts([doc_id]))

    def _findings_read(self, _generation: int, doc_id: str) -> tuple[Finding, ...]:
        return tuple(self.findings([doc_id]))

    def chunks(
        self, doc_ids: Collection[str] | None = None, *, ids: Collection[str] | None = None
    ) -> list[ChunkRow]:
        """Chunks of some documents, or of all, in reading order; or those with some ids."""
        columns = [column for column in _CHUNKS.c if column.name != "doc"]
        query = self._of(_CHUNKS, doc_ids, *columns)
        if ids is not None:
            query = query.where(_CHUNKS.c.chunk_id.in_(list(ids)))
        names = self._names()
        return [chunk_from(row._asdict(), names) for row in self._rows(query)]

    def passages(self) -> list[PassageRow]:
        """All chunks as an index needs them, without what is cited: half the memory."""
        columns = [_CHUNKS.c.chunk_id, _CHUNKS.c.text]
        return [
            PassageRow(row.chunk_id, row.doc_id, row.text)
            for row in self._rows(self._of(_CHUNKS, None, *columns))
        ]

    def findings(self, doc_ids: Collection[str] | None = None) -> list[Finding]:
        """Findings of some documents, or of all."""
        names = self._names()
        rows = self._rows(self._of(_FINDINGS, doc_ids, _FINDINGS.c.payload))
        return [finding_from(payload, names) for _, payload in rows]

    # changes

    def store(self, stored: StoredDocument, key: str, data: bytes) -> None:
        """Keep a document under a key in place of what the key held before; all of it or nothing."""
        doc_id = stored.document.doc_id
        kept_before = self.shelf.has(doc_id)
        try:
            self.shelf.put(stored.document, data)
            with self._transaction() as connection:
                doc = _put_document(connection, stored)
                _put_rows(connection, doc, stored)
                _put_key(connection, key, doc, stored.document.name)
                dropped = _drop_unused(connection)
                _bump(connection)
        except BaseException:
            if not kept_before and not self._catalogue(_DOCUMENTS.c.doc_id == doc_id):
                self.shelf.drop(doc_id)
            raise
        for old in dropped:
            self.shelf.drop(old)

    def forget(self, asked: str) -> Forgotten:
        """Remove the file that a path, a name or the start of a doc_id names; what was removed."""
        found = self.find(asked)
        with self._transaction() as connection:
            keys = [row.key for row in found]
            connection.execute(sa.delete(_CATALOGUE).where(_CATALOGUE.c.key.in_(keys)))
            dropped = _drop_unused(connection)
            _bump(connection)
        for old in dropped:
            self.shelf.drop(old)
        return tuple(found)

    # the database

    def _catalogue(self, *only: sa.ColumnElement[bool]) -> list[CatalogueRow]:
        query = (
            sa.select(_DOCUMENTS, _CATALOGUE)
            .join_from(_CATALOGUE, _DOCUMENTS, _CATALOGUE.c.doc == _DOCUMENTS.c.doc)
            .where(*only)
            .order_by(_CATALOGUE.c.number.desc())
        )
        return [catalogue_row(row._asdict()) for row in self._rows(query)]

    def _names(self) -> dict[str, str]:
        """The display name of every doc_id; of several keys the one stored last."""
        generation = self.generation
        if self._named[0] != generation:
            rows = reversed(self.documents())
            self._named = generation, {row.doc_id: row.display_name for row in rows}
        return self._named[1]

    def _fact_names(self) -> Sequence[str]:
        """The columns of facts; a library of an earlier version lacks the last one."""
        if not self._has_all_columns:
            query = (
                sa.select(sa.func.count())
                .where(sa.column("name") == COLUMNS[-1])
                .select_from(sa.func.pragma_table_info("facts").table_valued("name"))
            )
            self._has_all_columns = any(count for (count,) in self._rows(query))
        return COLUMNS if self._has_all_columns else COLUMNS[:-1]

    def _of(
        self, table: sa.Table, doc_ids: Collection[str] | None, *columns: sa.Column[Any]
    ) -> sa.Select[Any]:
        """Rows of a table with their doc_id in front, in order of document and position."""
        query = (
            sa.select(_DOCUMENTS.c.doc_id, *columns)
            .join_from(table, _DOCUMENTS, table.c.doc == _DOCUMENTS.c.doc)
            .order_by(table.c.doc, table.c.position)
        )
        return query if doc_ids is None else query.where(_DOCUMENTS.c.doc_id.in_(list(doc_ids)))

    def _rows(self, query: sa.Select[Any]) -> list[Any]:
        """All rows of a query; none where there is no library yet."""
        if not self._writes and not self.shelf.database.exists():
            return []
        try:
            with self._connected().connect() as connection:
                return list(connection.execute(query))
        except SQLAlchemyError as error:
            if "no such table" in str(error):  # its first writer is just making it
                return []
            raise self._failed(error) from error

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        if not self._writes:
            raise StoreError(str(self.folder), "资料库是只读打开的", "请以写入方式打开")
        try:
            with self._connected().begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self._failed(error) from error

    def _connected(self) -> sa.Engine:
        if self._engine is None:
            self._engine = _engine(self.shelf.database, self._writes)
        return self._engine

    def _failed(self, error: SQLAlchemyError) -> StoreError:
        said = str(getattr(error, "orig", error))
        if "malformed" in said or "not a database" in said:
            return StoreError(
                str(self.folder), "资料库文件已损坏", "请用 --store 指定新目录后重新导入原文件"
            )
        return self.shelf.failed(OSError(said))


def _engine(path: Path, write: bool) -> sa.Engine:
    """WAL, so that readers go on while a writer writes; every commit is on the disk."""
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in (
            "journal_mode=WAL" if write else "query_only=ON",
            "synchronous=FULL",
            "cache_size=-32768",
            "mmap_size=268435456",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _put_document(connection: sa.Connection, stored: StoredDocument) -> int:
    """The document's own row, new or renewed; what hung on it before is gone."""
    values = document_values(stored)
    query = sa.select(_DOCUMENTS.c.doc).where(_DOCUMENTS.c.doc_id == values["doc_id"])
    doc = connection.execute(query).scalar_one_or_none()
    if doc is None:
        connection.execute(sa.insert(_DOCUMENTS), values)
        return int(connection.execute(query).scalar_one())
    connection.execute(sa.update(_DOCUMENTS).where(_DOCUMENTS.c.doc == doc).values(values))
    for table in _OF_A_DOCUMENT:
        connection.execute(sa.delete(table).where(table.c.doc == doc))
    return int(doc)


def _put_rows(connection: sa.Connection, doc: int, stored: StoredDocument) -> None:
    facts = [
        dict(zip(("doc", "position", *COLUMNS), (doc, n, *fact_columns(fact)), strict=True))
        for n, fact in enumerate(stored.facts)
    ]
    chunks = [
        {"doc": doc, "position": chunk.position, **chunk_values(chunk)} for chunk in stored.chunks
    ]
    findings = [
        {"doc": doc, "position": n, **finding_values(finding)}
        for n, finding in enumerate(stored.findings)
    ]
    for table, rows in zip(_OF_A_DOCUMENT, (facts, chunks, findings), strict=True):
        if rows:
            connection.execute(sa.insert(table), rows)


def _put_key(connection: sa.Connection, key: str, doc: int, name: str) -> None:
    """The catalogue row, last of all; a renewed key counts as stored last."""
    connection.execute(sa.delete(_CATALOGUE).where(_CATALOGUE.c.key == key))
    newest = connection.execute(sa.select(sa.func.max(_CATALOGUE.c.number))).scalar() or 0
    now = datetime.now(UTC).isoformat()
    values = {"number": newest + 1, "key": key, "doc": doc, "name": name, "stored_at": now}
    connection.execute(sa.insert(_CATALOGUE), values)


def _drop_unused(connection: sa.Connection) -> list[str]:
    """Remove documents that no key names any more; their doc_ids."""
    unused = _DOCUMENTS.c.doc.not_in(sa.select(_CATALOGUE.c.doc))
    rows = connection.execute(sa.select(_DOCUMENTS.c.doc, _DOCUMENTS.c.doc_id).where(unused)).all()
    for doc, _ in rows:
        for table in (*_OF_A_DOCUMENT, _DOCUMENTS):
            connection.execute(sa.delete(table).where(table.c.doc == doc))
    return [doc_id for _, doc_id in rows]


def _bump(connection: sa.Connection) -> None:
    one = _STATE.c.name == "generation"
    done = connection.execute(sa.update(_STATE).where(one).values(value=_STATE.c.value + 1))
    if done.rowcount == 0:
        connection.execute(sa.insert(_STATE), {"name": "generation", "value": 1})
