"""A Document and a user's schema become a Record: the recipe, and where each field was found.

    extract_own(document, facts, findings, own_schema("字段表.yaml")).as_json()

Takes what was read, gives a frozen Record; a required field that is not stated says so in `reason`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.account_rows import account_rows
from extract.ground import Coverage
from extract.own_figures import Readings, figure_of_label
from extract.own_rows import Found, rows_of_label
from extract.own_schema import OwnField, OwnSchema
from extract.own_words import words_of_label
from extract.record import CheckMark, Figure, ListRow, Record
from extract.run import LABELS, extract_record
from ingest.amount import Amount, Unit
from ingest.citation import Citation
from ingest.document import Document
from ingest.facts import Fact, Finding

__all__ = ["extract_own"]


def extract_own(
    document: Document,
    facts: Sequence[Fact],
    findings: Sequence[Finding],
    schema: OwnSchema,
    tied: Iterable[tuple[CheckMark, Citation]] = (),
) -> Record:
    """Every field of the schema with its state and evidence."""
    marks = tuple(tied)
    coverage = Coverage(findings, marks)
    readings = Readings(document, () if document.info.blank_form else facts, coverage)
    base = extract_record(document, facts, findings, tied=marks)
    unit = Unit(schema.unit)
    figures = {
        field.name: _required(field, _figure(field, readings, base, unit))
        for field in schema.fields
        if field.type != "rows"
    }
    found = {
        field.name: _rows(field, readings, base, unit)
        for field in schema.fields
        if field.type == "rows"
    }
    return replace(
        base,
        figures=figures,
        lists={n: tuple(coverage.of_row(row) for row in one.rows) for n, one in found.items()},
        labels=LABELS | _labels(schema.fields),
        reasons={name: one.reason for name, one in found.items() if one.reason},
    )


def _labels(fields: Sequence[OwnField]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fields:
        found |= {field.name: field.label} | _labels(field.fields)
    return found


def _figure(field: OwnField, readings: Readings, base: Record, unit: Unit) -> Figure:
    wanted = Unit(field.unit) if field.unit else unit
    if field.builtin and not _of_stage(field.stage, readings):
        return Figure(None, "not_stated", reason="这份文件不是决算")
    if field.builtin:
        return _converted(base.scalars.get(field.builtin, Figure(None, "not_stated")), wanted)
    if field.type in ("text", "date"):
        return words_of_label(field, readings)
    return figure_of_label(field, readings, wanted)


def _converted(figure: Figure, unit: Unit) -> Figure:
    """A value of the built-in schema, which is in 万元, in the unit of this one."""
    if figure.unit != Unit.WAN or unit is Unit.WAN or figure.value is None:
        return figure
    if isinstance(figure.value, str):
        return figure
    value = Amount(figure.value, Unit.WAN, figure.printed or "").to(unit)
    return replace(figure, value=value, unit=str(unit))


def _rows(field: OwnField, readings: Readings, base: Record, unit: Unit) -> Found:
    """Rows by the labels; where a built-in reader names other rows, its rows."""
    if field.builtin == "account_rows":
        rows = base.lists.get("functional", ()) if _of_stage("决算", readings) else ()
        return Found(account_rows(rows, readings))
    known = base.lists.get(field.builtin or "", ())
    if field.builtin and not field.fields:
        return Found(known)
    found = rows_of_label(field, readings, unit)
    if known and _names(known) != _names(found.rows):
        return Found(tuple(_renamed(row, field) for row in known))
    if known:
        pairs = zip(found.rows, (_renamed(row, field) for row in known), strict=True)
        return found._replace(rows=tuple(_filled(own, other) for own, other in pairs))
    return found


def _filled(own: ListRow, other: ListRow) -> ListRow:
    """The row by the labels; what no label of it gave, as the built-in reader has it."""
    missing = {name: other.values.get(name) for name, value in own.values.items() if value is None}
    if not any(missing.values()):
        return own
    return replace(own, values={**own.values, **missing}, cells=(*own.cells, *other.cells))


def _names(rows: Sequence[ListRow]) -> list[str | None]:
    return [row.values.get("name") for row in rows]


def _of_stage(stage: str | None, readings: Readings) -> bool:
    """A budget prints no 决算 of its year."""
    return stage != "决算" or (readings.document.info.kind or "").endswith("决算")


def _renamed(row: ListRow, field: OwnField) -> ListRow:
    values: Mapping[str, str | None] = {
        leaf.name: row.values.get(leaf.builtin or leaf.name) for leaf in field.fields
    }
    return replace(row, values=values)


def _required(field: OwnField, figure: Figure) -> Figure:
    if not field.required or figure.state != "not_stated" or figure.reason:
        return figure
    return replace(figure, reason=f"必填的“{field.label}”没有找到")
