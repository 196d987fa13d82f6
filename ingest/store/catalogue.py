"""What the library keeps and lists: the rows, what people call a document, and which one they mean.

Takes and gives frozen values; knows no SQL and no files.

    CatalogueRow: doc_id 'eb6b2328…', key '/data/2024/预算.pdf', name '预算.pdf',
                  display_name '2024/预算.pdf' when another 预算.pdf is there too
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ingest.citation import Citation
from ingest.document import Document, DocumentKind, Format
from ingest.errors import UsageError
from ingest.facts import Fact, Finding

__all__ = [
    "CatalogueRow",
    "ChunkKind",
    "ChunkRow",
    "FileState",
    "Forgotten",
    "PassageRow",
    "StoredDocument",
    "chosen",
    "display_names",
]

FileState = Literal["new", "unchanged", "changed"]
ChunkKind = Literal["prose", "table", "row"]

_SHORTEST_ID = 6


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A passage to embed, with what is cited when it is found."""

    chunk_id: str
    doc_id: str
    position: int
    text: str
    kind: ChunkKind
    section: str
    page: int | None
    citation: Citation


class PassageRow(NamedTuple):
    """A passage to embed and nothing else."""

    chunk_id: str
    doc_id: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """All that is kept of one document; stored whole or not at all."""

    document: Document
    facts: Sequence[Fact] = ()
    chunks: Sequence[ChunkRow] = ()
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One kept file. `display_name` is the file name, with parent folders when two share it."""

    doc_id: str
    key: str
    name: str
    display_name: str
    unit_name: str | None
    region: str | None
    fiscal_year: int | None
    kind: DocumentKind | None
    title: str | None
    format: Format
    pages: int
    tables: int
    facts: int
    warnings: tuple[str, ...]
    reader_version: int
    stored_at: datetime

    def as_json(self) -> dict[str, Any]:
        """The public form: one line of `mingzhang documents --json`."""
        return {
            "doc": self.display_name,
            "doc_id": self.doc_id,
            "key": self.key,
            "unit_name": self.unit_name,
            "region": self.region,
            "fiscal_year": self.fiscal_year,
            "document_kind": self.kind,
            "title": self.title,
            "format": self.format,
            "pages": self.pages,
            "tables": self.tables,
            "facts": self.facts,
            "warnings": list(self.warnings),
            "reader_version": self.reader_version,
            "stored_at": self.stored_at.isoformat(timespec="seconds"),
        }


Forgotten = tuple[CatalogueRow, ...]
"""What `forget` removed."""


def display_names(rows: Sequence[CatalogueRow]) -> list[CatalogueRow]:
    """The rows with names that tell them apart: as many parent folders as that needs."""
    shown = {row.key: row.name for row in rows}
    for depth in range(2, 12):
        counts = Counter(shown.values())
        twice = [row for row in rows if counts[shown[row.key]] > 1]
        if not twice:
            break
        for row in twice:
            shown[row.key] = _with_parents(row, depth)
    return [replace(row, display_name=shown[row.key]) for row in rows]


def _with_parents(row: CatalogueRow, depth: int) -> str:
    """'预算.pdf' -> '2024/预算.pdf'; the key's last part is the file's own name or stands for it."""
    parents = [part for part in row.key.replace("\\", "/").split("/")[:-1] if part]
    return "/".join(
        [*parents[len(parents) - depth + 1 if depth <= len(parents) else 0 :], row.name]
    )


def chosen(rows: Sequence[CatalogueRow], asked: str, store: str) -> list[CatalogueRow]:
    """The rows that `asked` names: a path, a name, the start of a doc_id (6 digits or more).

    Several keys of one and the same file may be meant together by its doc_id; any other doubt is a
    UsageError that lists the candidates.
    """
    for found in _readings(rows, asked.strip()):
        if len({row.key for row in found}) == 1 or _one_id(found, asked):
            return found
        if found:
            raise UsageError(asked, _ambiguous(found), "请写完整路径或更长的文档编号")
    raise UsageError(
        asked, f"资料库 {store} 里没有这份文件", "请用 mingzhang documents 查看已导入的文件"
    )


def _readings(rows: Sequence[CatalogueRow], asked: str) -> list[list[CatalogueRow]]:
    """Ways to read what was asked, the most definite first."""
    path = str(Path(asked).expanduser().absolute()) if asked else ""
    resolved = str(Path(asked).expanduser().resolve()) if asked else ""
    digits = asked.lower()
    long_enough = len(digits) >= _SHORTEST_ID
    return [
        [row for row in rows if row.key in (asked, path, resolved)],
        [row for row in rows if asked and row.display_name == asked],
        [row for row in rows if asked and row.name == asked],
        [row for row in rows if long_enough and row.doc_id.startswith(digits)],
    ]


def _one_id(found: Sequence[CatalogueRow], asked: str) -> bool:
    """Several keys, one file, and its doc_id was what was asked."""
    ids = {row.doc_id for row in found}
    return len(ids) == 1 and next(iter(ids)).startswith(asked.strip().lower())


def _ambiguous(found: Sequence[CatalogueRow]) -> str:
    listed = "；".join(f"{row.doc_id[:12]} {row.key}" for row in found[:8])
    more = f"等{len(found)}份" if len(found) > 8 else ""
    return f"有{len(found)}份文件都可能是它：{listed}{more}"
