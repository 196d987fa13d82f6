"""What a field of a named thing says, written with its mark: an amount with its unit, a count, words.

Takes a Writer and a Field, gives the words for a sentence and cites the cell with the name of its thing. Knows
no question.

    Field('数量', '12') of '检测仪' beside 计量单位 '台'   ->   '12台[1]'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ingest.amount import number
from ingest.citation import Piece
from ingest.document import Document
from ingest.facts import Fact
from retrieval.printed.prose import cell_line
from retrieval.printed.things import Field, Thing
from retrieval.scope.scope import Listed
from retrieval.writing.compose import Stated, Writer
from retrieval.writing.prompts import mark, value_text

__all__ = ["Facts", "Place", "called", "fact_of", "said_field"]

Facts = Mapping[tuple[Piece, ...], Fact]
"""The facts of a document by the place of their cell."""


class Place(NamedTuple):
    """Where a thing is printed, and for whom it is told."""

    row: Listed
    document: Document
    facts: Facts


def called(thing: Thing) -> str:
    """A thing by its name, an indicator with its project."""
    name = re.sub(r"\s+|^\s*(?:其中[:：]|\d{1,2}[.、．])", "", thing.name.text)
    over = f"“{thing.over}”的" if thing.over and thing.kind == "indicator" else ""
    return name if thing.kind == "sum" else f"{over}“{name}”"


def fact_of(place: Place, field: Field) -> Fact | None:
    """The amount or the count that a field prints, where it is one."""
    fact = place.facts.get(field.cell.pieces)
    whole = fact and fact.value is not None and fact.unit and fact.kind in ("amount", "count")
    return fact if whole else None


def said_field(write: Writer, place: Place, thing: Thing, field: Field, *, of: bool = False) -> str:
    """What one field says, with its mark; `of`: the kind of money that it is, before it."""
    name = re.sub(r"\s+", "", thing.name.text)
    fact = fact_of(place, field)
    if fact is not None:
        at = write.evidence(fact)
        write.state(fact, name, at)
        lead = f"{_kind_of_money(field)} " if of else ""
        return f"{lead}{value_text(fact)}{mark(at)}"
    bare = re.fullmatch(r"[\d,.]+\S{0,4}", field.cell.text.strip())
    cells = [thing.name, field.cell] if bare else [field.cell]
    line = cell_line(place.document, thing.table, cells)
    row = place.row
    own = (name, *line.labels, *field.heads, thing.over)
    at = write.cite(line.citation, line.unit, (*own, f"{row.fiscal_year}年", row.unit_name or ""))
    text = re.sub(r"\s+", "", field.cell.text)
    unit = _unit(thing, field)
    _state(write, row, name, text, unit, at)
    return f"{text}{unit}{mark(at)}"


def _kind_of_money(field: Field) -> str:
    """'一般公共预算 > 当年拨款' is both; a single head is itself."""
    return "·".join(dict.fromkeys(field.heads[-2:])) if len(field.heads) > 1 else field.head


def _unit(thing: Thing, field: Field) -> str:
    """What a number counts, where another column or the head says it."""
    text = field.cell.text.strip()
    if not re.fullmatch(r"[\d,.]+", text):
        return ""
    if "分" in field.head:
        return "分"
    if match := re.search(r"\(([^()]+)\)$", field.head):
        return match[1]
    if "数量" in field.head:
        beside = next((f for f in thing.fields if "计量单位" in f.head), None)
        return re.sub(r"\s+", "", beside.cell.text) if beside else ""
    return "人" if re.search(r"人数|编制|在职|退休", field.head) else ""


def _state(write: Writer, row: Listed, name: str, text: str, unit: str, at: int) -> None:
    """The figure of a cell that prints one number."""
    match = re.fullmatch(r"([\d,.]+)(%|[\u4e00-\u9fff]{0,2})", text)
    value = number(match[1]) if match else None
    if match and value is not None:
        year = str(row.fiscal_year) if row.fiscal_year else None
        write.figures.append(Stated(value, match[2] or unit or None, name, "level", year, at))
