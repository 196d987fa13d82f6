"""What one cell of a table prints: a number, a percentage, an amount with its unit, nothing, or words.

Takes the text of a cell, gives a Reading, and the span of the number within the cell. Knows nothing
of rows, columns or items.

    '1,211'  printed 1211      '12.5万元'  printed 12.5 万元      ''  blank      '—'  dash      '≥5场'  no figure
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from ingest.amount import is_blank, is_dash, number, percent
from ingest.document import Cell, Document, Span
from ingest.facts import Kind, State
from ingest.figures.columns import COUNTERS

__all__ = ["Reading", "exact_span", "read_cell"]

_WITH_UNIT = re.compile(r"([-+]?\d[\d,.\s]*)(亿元|万元|千元|元|人次|批次|人|辆|个|台|套|家|项)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is printed in one cell."""

    state: State
    value: Decimal | None
    printed: str
    kind: Kind | None = None
    unit: str | None = None


def read_cell(text: str) -> Reading | None:
    """None for a text that is no figure: '≥5场', '及时解决', 'C0207'."""
    if is_blank(text):
        return Reading("blank", None, "")
    if is_dash(text):
        return Reading("dash", None, text.strip())
    printed = text.strip()
    value = number(printed)
    if value is not None:
        return Reading("printed", value, printed)
    value = percent(printed)
    if value is not None:
        return Reading("printed", value, printed, "percent", "%")
    found = _WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", printed))
    if found and (value := number(found[1])) is not None:
        kind: Kind = "count" if found[2] in COUNTERS else "amount"
        return Reading("printed", value, printed, kind, found[2])
    return None


def exact_span(document: Document, cell: Cell, reading: Reading) -> Span:
    """The span of the number itself: without spaces around it, without the unit behind it."""
    start, end = cell.pieces[0].start, cell.pieces[0].end
    if reading.state == "blank":
        return Span(end, end)
    text = document.text[start:end]
    found = (
        re.search(r"[-+(（△▲]?[\d０-９](?:[\d,，.．０-９\s]*[\d０-９])?[)）]?", text)
        if reading.value is not None
        else None
    )
    if found is None or len(cell.pieces) > 1:
        return Span(start, end)
    return Span(start + found.start(), start + found.end())
