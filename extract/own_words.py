"""A field of words or a date of a user's schema: what stands beside its label, or under its heading.

    编制单位：青岚区水务局        -> '青岚区水务局'
    一、部门主要职责 …            -> the paragraphs under it

Takes an OwnField and the Readings, gives a Figure whose value is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from extract.labels import fold, plain_label
from extract.own_figures import Readings
from extract.own_names import called
from extract.own_schema import OwnField
from extract.record import Figure
from ingest.citation import Citation
from ingest.document import Document, Span

__all__ = ["words_of_label"]

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})(?!\d)")


class _Said(NamedTuple):
    text: str
    citation: Citation
    how: str


def words_of_label(field: OwnField, readings: Readings) -> Figure:
    """The words where they are said once, or always alike; else not stated with the reason."""
    said = list(_said(field, readings.document))
    if field.type == "date":
        said = [
            one._replace(text=day.isoformat())
            for one in said
            if (day := _day(one.text)) is not None
        ]
    texts = dict.fromkeys(one.text for one in said)
    if len(texts) > 1:
        shown = "、".join(f"“{text[:20]}”" for text in list(texts)[:3])
        reason = f"“{field.label}”有 {len(texts)} 种写法：{shown}；请用 where 写明在哪"
        return Figure(None, "not_stated", reason=reason)
    if not said:
        return Figure(None, "not_stated")
    first = said[0]
    return Figure(first.text, "value", first.citation, first.how)


def _day(text: str) -> date | None:
    found = _DATE.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _said(field: OwnField, document: Document) -> Iterator[_Said]:
    """Cells beside the label, then paragraphs that it leads, then sections that it heads."""
    where = field.where
    for table in document.tables:
        if where.sections or (
            where.tables and not any(fold(word) in fold(table.name) for word in where.tables)
        ):
            continue
        for cell in table.cells:
            value = table.at(cell.row, cell.col + cell.col_span)
            if value and value.pieces and value.text.strip() and _named(field, cell.text):
                text = re.sub(r"\s+", "", value.text)
                yield _Said(text, document.cite_cell(table, value), "表格")
    if not where.tables:
        yield from _in_prose(field, document)


def _in_prose(field: OwnField, document: Document) -> Iterator[_Said]:
    words = field.where.sections
    for paragraph in document.paragraphs:
        path = fold(document.section_path(paragraph.section))
        if words and not any(fold(word) in path for word in words):
            continue
        text = _joined(document, paragraph.pieces)
        lead, colon, rest = text.replace("：", ":", 1).partition(":")
        if colon and rest.strip() and len(lead) < 20 and _named(field, lead):
            yield _Said(rest.strip(), document.cite_spans(paragraph.pieces), "正文")
    for section in document.sections:
        if _named(field, section.title) and (
            not words or any(fold(word) in fold(">".join(section.path)) for word in words)
        ):
            spans = tuple(
                span
                for paragraph in document.paragraphs
                for span in paragraph.pieces
                if section.start <= span.start < section.end
            )
            if spans:
                yield _Said(_joined(document, spans), document.cite_spans(spans), "正文")


def _joined(document: Document, spans: tuple[Span, ...]) -> str:
    return "".join(re.sub(r"\s*\n\s*", "", document.text[s.start : s.end]).strip() for s in spans)


def _named(field: OwnField, text: str) -> bool:
    label = plain_label(text.rstrip(":："))
    return any(called(name, label) for name in field.names)
