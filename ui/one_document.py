"""What one document becomes: read, checked, a record, and all that the library keeps of it.

    check_document(read_path(Path("预算.pdf"))) -> (Finding('C07', 'ties', …), …)

Takes a file or a Document, gives values; knows no library and no settings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.document import Document
from ingest.library import ChunkRow, StoredDocument
from ingest.read import MAX_BYTES, read_document
from ingest.read_facts import read_facts, read_targets
from ui.sources import Source

if TYPE_CHECKING:
    from extract.checks.across import Across
    from extract.own_schema import OwnSchema
    from extract.record import Record
    from ingest.facts import Finding
    from retrieval.printed.chunk import Chunk

__all__ = [
    "check_document",
    "check_one_of_several",
    "checked_record",
    "extract_record",
    "own_record",
    "read_path",
    "read_source",
    "stored",
]


def read_path(path: Path, max_bytes: int = MAX_BYTES) -> Document:
    """Read a file without keeping it."""
    return read_document(path, max_bytes=max_bytes)


def read_source(source: Source, max_bytes: int = MAX_BYTES) -> Document:
    """Read a file, or a member of an archive, without keeping it."""
    return source.read(read_document, max_bytes)


def check_document(document: Document) -> tuple[Finding, ...]:
    """All findings of one document."""
    from extract.checks import run_checks

    return run_checks(document, read_facts(document))


def check_one_of_several(document: Document, across: Across) -> tuple[Finding, ...]:
    """All findings of one document, which is kept for the comparison with the others."""
    return across.check(document, read_facts(document))


def extract_record(document: Document) -> Record:
    """The built-in record of one document, with the checks that cover each value."""
    return checked_record(document)[0]


def checked_record(document: Document) -> tuple[Record, tuple[Finding, ...]]:
    """The built-in record of one document and what the checks say of it."""
    from extract.checks import run_checks
    from extract.run import extract_record as extract
    from extract.tied import tied_places

    facts = read_facts(document)
    findings = run_checks(document, facts)
    return extract(document, facts, findings, tied=tied_places(document, facts)), findings


def own_record(document: Document, schema: OwnSchema) -> tuple[Record, tuple[Finding, ...]]:
    """The record of one document by another schema and what the checks say of it."""
    from extract.checks import run_checks
    from extract.own_record import extract_own
    from extract.tied import tied_places

    facts = read_facts(document)
    findings = run_checks(document, facts)
    tied = tied_places(document, facts)
    return extract_own(document, facts, findings, schema, tied), findings


def stored(document: Document) -> StoredDocument:
    """The document with its facts, its passages and what the checks say of it; no check sees a target."""
    from extract.checks import run_checks
    from retrieval.printed.chunk import chunk

    facts = read_facts(document)
    return StoredDocument(
        document=document,
        facts=(*facts, *read_targets(document, len(facts))),
        chunks=[_row(passage) for passage in chunk(document)],
        findings=run_checks(document, facts),
    )


def _row(passage: Chunk) -> ChunkRow:
    return ChunkRow(
        chunk_id=passage.id,
        doc_id=passage.doc_id,
        position=passage.position,
        text=passage.text,
        kind=passage.kind,
        section=passage.section,
        page=passage.citation.page,
        citation=passage.citation,
    )
