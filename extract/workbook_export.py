"""Records become a workbook for people: 记录, 明细, 勾稽, and 出处 that all of them link to.

    记录  a row a document: every field, then its word: 已勾稽 green, 有出处 blue, 有冲突 red, 没有写 grey
    明细  a row a row of every list
    勾稽  what the checks say, what breaks first

Takes Records and Findings; a click on a figure leads to the place where it is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from extract.evidence_page import EvidencePage, findings_page, place_of
from extract.record import Figure, ListRow, Record, Status
from extract.workbook import Colour, Number, Page, Text, Value, save_pages
from ingest.amount import number
from ingest.facts import Finding

__all__ = ["STATUS_COLOURS", "write_workbook"]

STATUS_COLOURS: Mapping[Status, Colour] = {"已勾稽": "green", "有出处": "blue", "有冲突": "red"}
_STATES = {"value": "", "stated_none": "写明没有", "not_stated": "没有写"}
_TEXT = frozenset({"code", "name", "level", "fiscal_year", "unit_name"})


def write_workbook(records: Sequence[Record], path: Path, findings: Sequence[Finding]) -> None:
    """All sheets, whole or not at all."""
    evidence = EvidencePage()
    pages = [
        _records_page(records, evidence),
        _rows_page(records, evidence),
        findings_page(findings, evidence),
    ]
    save_pages([*pages, evidence.page()], path)


def _records_page(records: Sequence[Record], evidence: EvidencePage) -> Page:
    names = list(dict.fromkeys(name for record in records for name in record.scalars))
    labels = {name: label for record in records for name, label in record.labels.items()}
    units = {n: f.unit for r in records for n, f in r.figures.items() if f.unit}
    heads = ["文件", "文种"]
    for name in names:
        unit = f"（{units[name]}）" if name in units else ""
        heads += [f"{labels.get(name, name)}{unit}", "核对"]
    rows = [_record(record, names, evidence) for record in records]
    return Page("记录", heads, rows)


def _record(record: Record, names: Sequence[str], evidence: EvidencePage) -> list[Value]:
    cells: list[Value] = [Text(record.doc), Text(record.document_kind or "")]
    for name in names:
        figure = record.scalars.get(name)
        cells += _figure(figure, evidence) if figure else [None, None]
    return cells


def _figure(figure: Figure, evidence: EvidencePage) -> list[Value]:
    """The value, then its state and status in words."""
    status = figure.status
    colour: Colour = STATUS_COLOURS[status] if status else "grey"
    link = evidence.link(figure.evidence)
    value: Value = None
    if isinstance(figure.value, Decimal):
        value = Number(figure.value, colour, link, places=2 if figure.unit == "万元" else 0)
    elif figure.value is not None:
        value = Text(figure.value, colour, link)
    others = "；另见 " + "、".join(f"{o.value:,f}" for o in figure.alternatives)
    said = "，".join(filter(None, [_STATES[figure.state], status, figure.reason]))
    return [value, Text(said + (others if figure.alternatives else ""), colour)]


def _rows_page(records: Sequence[Record], evidence: EvidencePage) -> Page:
    found = [line for record in records for line in _lines(record)]
    names = list(dict.fromkeys(name for _, _, values, _ in found for name in values))
    labels = {name: label for record in records for name, label in record.labels.items()}
    heads = ["文件", "清单", *(labels.get(n, n) for n in names), "核对", "位置"]
    rows = [_row(line, names, labels, evidence) for line in found]
    return Page("明细", heads, rows, fixed=2)


_Line = tuple[str, str, Mapping[str, str | None], ListRow]


def _lines(record: Record) -> Iterator[_Line]:
    for name, rows in record.lists.items():
        for row in rows:
            yield from _line(record, name, row, {})


def _line(
    record: Record, name: str, row: ListRow, outer: Mapping[str, str | None]
) -> Iterator[_Line]:
    """A row with rows inside gives one line for each of them, its own values repeated."""
    values = {**outer, **row.values}
    inner = [one for rows in row.rows.values() for one in rows]
    for one in inner:
        yield from _line(record, name, one, values)
    if not inner:
        yield record.doc, name, values, row


def _row(
    line: _Line, names: Sequence[str], labels: Mapping[str, str], evidence: EvidencePage
) -> list[Value]:
    doc, listed, values, row = line
    status = row.status
    cells: list[Value] = [Text(doc), Text(labels.get(listed, listed))]
    cells += [_cell(name, values.get(name)) for name in names]
    place = None
    if row.evidence:
        place = Text(place_of(row.evidence), link=evidence.link(row.evidence))
    return [*cells, Text(status, STATUS_COLOURS[status]) if status else None, place]


def _cell(name: str, text: str | None) -> Value:
    if text is None:
        return None
    value = None if name in _TEXT else number(text)
    return Text(text) if value is None else Number(value, places=2)
