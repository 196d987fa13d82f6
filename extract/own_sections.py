"""A list of rows of a user's schema, from headings or lead words that are the labels of its fields.

    一、项目概述 …　二、立项依据 …　三、实施主体 …      -> a row; 项目概述 again begins the next
    立项依据：《…》；实施周期：2025年1月至12月

Takes an OwnField of type rows and a Document, gives ListRows that cite the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.labels import fold, plain_label
from extract.own_names import called
from extract.own_schema import OwnField
from extract.record import ListRow
from ingest.document import Document, Section, Span

__all__ = ["section_rows"]

_GENERIC = re.compile(
    r"(?:预算)?(?:财政)?(?:重点)?(?:支出)?(?:项目|专项)?(?:经费|资金)?(?:使用|绩效)?(?:情况)?(?:的)?(?:说明|情况)?$"
)
_LEAD = re.compile(r"^[^:：。；，]{2,14}(?=[:：])")


class _Part(NamedTuple):
    """What stands under one label."""

    field: str
    text: str
    spans: tuple[Span, ...]
    section: int | None


def section_rows(field: OwnField, document: Document) -> tuple[ListRow, ...]:
    """A row for every run of labels that does not repeat itself; one label alone is none."""
    fields = [leaf for leaf in field.fields if leaf.type in ("text", "date")]
    groups: list[list[_Part]] = []
    for part in _parts(fields, document, field.where.sections):
        if not groups or part.field in {other.field for other in groups[-1]}:
            groups.append([])
        groups[-1].append(part)
    whole = [group for group in groups if len(group) >= 2]
    return tuple(_row(field, fields, group, document) for group in whole)


def _parts(fields: Sequence[OwnField], document: Document, words: Sequence[str]) -> Iterator[_Part]:
    """Sections and paragraphs that a label opens, in reading order."""
    found: list[_Part] = []
    for section in document.sections:
        if words and not any(fold(word) in fold(">".join(section.path)) for word in words):
            continue
        if name := _named(fields, section.title):
            spans = _under(document, section)
            if spans:
                found.append(_Part(name, _joined(document, spans), spans, section.parent))
    for paragraph in document.paragraphs:
        path = fold(document.section_path(paragraph.section))
        if words and not any(fold(word) in path for word in words):
            continue
        text = _joined(document, paragraph.pieces)
        lead = _LEAD.match(text)
        name = _named(fields, lead[0]) if lead else None
        rest = text[lead.end() + 1 :] if lead else ""
        if name and rest.strip():
            found.append(_Part(name, rest.strip(), paragraph.pieces, paragraph.section))
    yield from sorted(found, key=lambda part: part.spans[0].start)


def _named(fields: Sequence[OwnField], title: str) -> str | None:
    label = plain_label(title)
    return next((f.name for f in fields for name in f.names if called(name, label)), None)


def _under(document: Document, section: Section) -> tuple[Span, ...]:
    """The paragraphs of a section and of its own subsections."""
    return tuple(
        span
        for paragraph in document.paragraphs
        for span in paragraph.pieces
        if section.start <= span.start < section.end
    )


def _joined(document: Document, spans: Sequence[Span]) -> str:
    return "".join(re.sub(r"\s*\n\s*", "", document.text[s.start : s.end]).strip() for s in spans)


def _row(
    field: OwnField, fields: Sequence[OwnField], group: Sequence[_Part], document: Document
) -> ListRow:
    values: dict[str, str | None] = {
        leaf.name: None for leaf in field.fields if leaf.type != "rows"
    }
    values |= {part.field: part.text for part in group}
    first = fields[0].name
    if values.get(first) is None:
        values[first] = _title(document, group[0].section)
    citations = tuple(document.cite_spans(part.spans) for part in group)
    return ListRow(values, citations[0], citations)


def _title(document: Document, section: int | None) -> str | None:
    """The heading over the labels, where it names something: '食堂补助项目经费情况说明' -> '食堂补助'."""
    if section is None:
        return None
    name = _GENERIC.sub("", plain_label(document.sections[section].title))
    return name if len(name) >= 3 else None
