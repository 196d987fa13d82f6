"""Documents, chunks and findings ↔ the columns of SQL rows.

Takes and gives plain dicts by column name; knows no SQL. Facts have a file of their own
(`ingest.store.fact_record`), because there are thousands of them.

    chunk  kind 'table'  section '第三部分 > 表一'  pieces '[[1021,1027,"第7页"]]'  quote '51,447'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ingest.citation import Citation
from ingest.document import READER_VERSION
from ingest.facts import Finding, FindingSide
from ingest.store.catalogue import CatalogueRow, ChunkRow, StoredDocument
from ingest.store.fact_record import pieces_from, pieces_text
from ingest.store.serial import codec, from_json, to_json

__all__ = [
    "catalogue_row",
    "chunk_from",
    "chunk_values",
    "document_values",
    "finding_from",
    "finding_values",
]


def document_values(stored: StoredDocument) -> dict[str, Any]:
    """What the catalogue lists of a document."""
    document = stored.document
    return {
        "doc_id": document.doc_id,
        "unit_name": document.info.unit_name,
        "region": document.info.region,
        "kind": document.info.kind,
        "title": document.info.title,
        "format": document.format,
        "fiscal_year": document.info.fiscal_year,
        "pages": len(document.pages),
        "tables": len(document.tables),
        "facts": len(stored.facts),
        "warnings": to_json(document.warnings),
        "reader_version": READER_VERSION,
    }


def catalogue_row(row: Mapping[str, Any]) -> CatalogueRow:
    """A row of the catalogue, under its plain file name."""
    return CatalogueRow(
        doc_id=row["doc_id"],
        key=row["key"],
        name=row["name"],
        display_name=row["name"],
        unit_name=row["unit_name"],
        region=row["region"],
        fiscal_year=row["fiscal_year"],
        kind=row["kind"],
        title=row["title"],
        format=row["format"],
        pages=row["pages"],
        tables=row["tables"],
        facts=row["facts"],
        warnings=tuple(from_json(row["warnings"])),
        reader_version=row["reader_version"],
        stored_at=datetime.fromisoformat(row["stored_at"]),
    )


def chunk_values(chunk: ChunkRow) -> dict[str, Any]:
    """The columns of a chunk; the section of its citation only where it is another."""
    cited = chunk.citation
    return {
        "chunk_id": chunk.chunk_id,
        "kind": chunk.kind,
        "section": chunk.section,
        "text": chunk.text,
        "page": chunk.page,
        "cited_section": None if cited.section == chunk.section else cited.section,
        "quote": cited.quote,
        "pieces": pieces_text(cited.pieces),
        "cited_page": cited.page,
    }


def chunk_from(row: Mapping[str, Any], names: Mapping[str, str]) -> ChunkRow:
    """Back from `chunk_values`; `names` are the display names of now."""
    doc_id = row["doc_id"]
    section = row["section"] if row["cited_section"] is None else row["cited_section"]
    pieces = pieces_from(row["pieces"])
    doc, page = names.get(doc_id, ""), row["cited_page"]
    return ChunkRow(
        chunk_id=row["chunk_id"],
        doc_id=doc_id,
        position=row["position"],
        text=row["text"],
        kind=row["kind"],
        section=row["section"],
        page=row["page"],
        citation=Citation(doc, doc_id, section, page, pieces, row["quote"]),
    )


def finding_values(finding: Finding) -> dict[str, Any]:
    """The columns of a finding; all of it is in the payload."""
    return {
        "check_id": finding.check,
        "status": finding.status,
        "severity": finding.severity,
        "payload": to_json(codec(Finding).dump(finding)),
    }


def finding_from(payload: str, names: Mapping[str, str]) -> Finding:
    """Back from a payload, with the display names of now."""
    finding = codec(Finding).load(from_json(payload))

    def side(old: FindingSide) -> FindingSide:
        cited = old.citation
        if cited is None or names.get(cited.doc_id, cited.doc) == cited.doc:
            return old
        return replace(old, citation=replace(cited, doc=names[cited.doc_id]))

    return replace(
        finding,
        doc=names.get(finding.doc_id, finding.doc),
        left=None if finding.left is None else side(finding.left),
        right=tuple(map(side, finding.right)),
    )
