"""A Document becomes a Record: the recipe, for one document or for many.

    extract_record(document, read_facts(document), run_checks(document, facts)).as_json()

Takes what was read, gives frozen Records; reads no file and prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.changes import income_change
from extract.ground import Coverage, Found, figure_of, find_field
from extract.kinds import read_sheets
from extract.lists import list_rows
from extract.narrative import Prose, read_prose
from extract.record import CheckMark, Figure, ListRow, Record
from extract.schema import Schema, built_in
from ingest.amount import Unit
from ingest.citation import Citation
from ingest.document import Document, Span
from ingest.facts import Fact, Finding

__all__ = ["extract_record", "extract_records"]


def extract_record(
    document: Document,
    facts: Sequence[Fact],
    findings: Sequence[Finding] = (),
    schema: Schema | None = None,
    tied: Iterable[tuple[CheckMark, Citation]] = (),
) -> Record:
    """Every field of the schema with its state and evidence; `tied` are the places that checks hold."""
    schema = schema or built_in()
    blank = document.info.blank_form
    sheets = () if blank else read_sheets(document, facts)
    prose = Prose(document, (), ()) if blank else read_prose(document)
    coverage = Coverage(findings, tied)
    found = {field.name: find_field(field, sheets, prose) for field in schema.fields}
    change = income_change(prose, _value(found, "total_income"))
    figures = {
        name: _with_doubt(document, figure_of(each, coverage, change))
        for name, each in found.items()
    }
    projects = _value(found, "project_expenditure")
    spending = None if projects is None else projects / Unit.WAN.yuan
    lists: dict[str, tuple[ListRow, ...]] = {
        name: tuple(map(coverage.of_row, list_rows(name, source, sheets, prose, facts, spending)))
        for name, source in schema.lists.items()
    }
    return Record(
        doc=document.name,
        doc_id=document.doc_id,
        document_kind=document.info.kind,
        unit_name=_stated(document, document.info.unit_name),
        fiscal_year=_stated(document, _text(document.info.fiscal_year), suffix="年"),
        figures=figures,
        lists=lists,
        labels={field.name: field.label for field in schema.fields} | LABELS,
    )


LABELS = {
    "unit_name": "单位名称",
    "fiscal_year": "年度",
    "functional": "支出功能分类",
    "economic": "支出经济分类",
    "projects": "项目",
    "code": "编码",
    "name": "名称",
    "level": "级次",
    "total": "合计",
    "basic": "基本支出",
    "project": "项目支出",
    "amount": "金额",
}
"""What people call the columns that are no fields."""


def _with_doubt(document: Document, figure: Figure) -> Figure:
    """A figure whose characters were hard to read on a scan says so where it says how it was found."""
    if not document.is_doubtful(figure.evidence):
        return figure
    return replace(figure, how=f"{figure.how or ''}（识别存疑，请与原件核对）")


def extract_records(
    documents: Iterable[tuple[Document, Sequence[Fact], Sequence[Finding]]],
) -> Iterator[Record]:
    """Many documents, one after the other."""
    for document, facts, findings in documents:
        yield extract_record(document, facts, findings)


def _value(found: dict[str, Found], name: str) -> Decimal | None:
    field = found.get(name)
    return field.best.value if field and field.best else None


def _text(year: int | None) -> str | None:
    return None if year is None else str(year)


def _stated(document: Document, value: str | None, suffix: str = "") -> Figure:
    """What the document says of itself, with the first place where it says so."""
    if value is None:
        return Figure(None, "not_stated")
    return Figure(value, "value", _first_place(document, value, suffix), "全文")


def _first_place(document: Document, value: str, suffix: str) -> Citation | None:
    spaced = r"\s*".join(re.escape(character) for character in value)
    for pattern in (rf"{spaced}(?=\s*{suffix})", spaced):
        if found := re.search(pattern, document.text):
            return document.cite_spans([Span(*found.span())])
    return None
