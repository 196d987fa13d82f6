"""The product as the scorers of `mingzhang eval` see it: public forms by the sha256 of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.reading import ReadingSubject
from evals.run import Subject
from ingest.document import SURE, Document
from ingest.errors import InputError
from ingest.read_facts import read_facts
from ui.one_document import check_document, extract_record, read_path
from ui.render import progress, table_line
from ui.sources import find_files
from ui.wiring import Workspace

__all__ = ["file_tables", "prints_subject", "reading_subject", "subject_over"]


Answers = Mapping[tuple[str, ...], Mapping[str, Any]]
"""What was answered to which turns."""


def subject_over(workspace: Workspace, answers: Answers | None = None) -> Subject:
    """The product over a workspace; questions that were answered before are not asked again."""
    documents: dict[str, Document] = {d.doc_id: d for d in workspace.library_documents()}

    def answer(turns: Sequence[str]) -> Mapping[str, Any]:
        known = (answers or {}).get(tuple(turns))
        return known if known is not None else workspace.ask(list(turns)).as_json()

    def extract(sha256: str) -> Mapping[str, Any]:
        return extract_record(documents[sha256]).as_json()

    def tables(sha256: str) -> list[Mapping[str, Any]]:
        return [table_line(documents[sha256], table) for table in documents[sha256].tables]

    def info(sha256: str) -> Mapping[str, Any]:
        said = documents[sha256].info
        return {
            "unit_name": said.unit_name,
            "fiscal_year": said.fiscal_year,
            "kind": said.kind,
            "absent": said.absent_tables,
        }

    def text_of(sha256: str) -> str | None:
        return documents[sha256].text if sha256 in documents else None

    def lanes(question: str) -> dict[str, list[Mapping[str, Any]]]:
        found = workspace.lanes(question, 10)
        return {
            lane: [{"doc_id": row.doc_id, "text": row.text} for row in rows]
            for lane, rows in found.items()
        }

    return Subject(answer, extract, tables, info, text_of, lanes)


TABLE_RULES = re.compile(r"C(?:0[7-9]|1\d|2[0-7])b?")
"""The rules inside one table (domain.md §3.2) that are sums."""


def reading_subject(folders: Sequence[Path]) -> ReadingSubject:
    """The reader as its scorers see it, over the documents of some folders."""
    documents: dict[str, Document] = {}
    with progress("读取", len(files := find_files(folders))) as step:
        for file in files:
            step(file.name)
            document = _read(file)
            if document is not None:
                documents[document.doc_id] = document

    def sums(sha256: str) -> list[Mapping[str, Any]]:
        found = check_document(documents[sha256])
        return [f.as_json() for f in found if TABLE_RULES.fullmatch(f.check)]

    return ReadingSubject(
        frozenset(documents),
        lambda sha256: _table_lines(documents[sha256]),
        lambda sha256: [section.path for section in documents[sha256].sections],
        lambda sha256: _prose_facts(documents[sha256]),
        sums,
        lambda sha256: _said_of_itself(documents[sha256]),
    )


def file_tables(file: Path) -> list[Mapping[str, Any]]:
    """The tables of one file; none where it cannot be read."""
    document = _read(file)
    return _table_lines(document) if document else []


def prints_subject(folder: Path) -> ReadingSubject:
    """All prints of one document; the Word file, whose cells are the file's own, is the reference."""
    files = sorted(folder.glob("*"), key=lambda f: (f.suffix != ".docx", f.name))
    with progress("读取", len(files)) as step:
        tables = {}
        for file in files:
            step(file.name)
            tables[file.name] = file_tables(file)
    return ReadingSubject(frozenset(), _none, _none, _none, _none, prints=tables)


def _said_of_itself(document: Document) -> Mapping[str, Any]:
    said = document.info
    return {
        "unit_name": said.unit_name,
        "region": said.region,
        "fiscal_year": said.fiscal_year,
        "kind": said.kind,
        "title": said.title,
        "money_unit": None if said.unit is None else str(said.unit),
        "blank_form": said.blank_form,
    }


def _none(_sha256: str) -> Sequence[Any]:
    return ()


def _read(file: Path) -> Document | None:
    """A document, or None where it cannot be read: what is missing then shows in the figures."""
    try:
        return read_path(file)
    except InputError:
        return None


def _table_lines(document: Document) -> list[Mapping[str, Any]]:
    return [
        {
            **table_line(document, table),
            "column_paths": table.column_paths,
            "uncertain": table.uncertain,
            "doubtful": [cell.text for cell in table.cells if cell.recognition < SURE],
        }
        for table in document.tables
    ]


def _prose_facts(document: Document) -> list[Mapping[str, Any]]:
    return [
        {
            "quote": fact.citation.quote,
            "printed": fact.printed,
            "value": None if fact.value is None else str(fact.value),
            "unit": fact.unit,
            "row_path": fact.row_path,
            "measure": fact.measure,
            "year": fact.year,
        }
        for fact in read_facts(document)
        if fact.table is None
    ]
