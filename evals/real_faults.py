"""Faults in copies of real documents as read: one digit of one cell changed, text and table alike.

Takes a Document and the findings about it, gives copies that contradict themselves in a cell that a
total covers. The original stays as it is; offsets and places stay true, for a digit is as long as
another. Knows no rule.

    changed(document, table, cell, 3) : '51,447' -> '51,947' in the grid and in the canonical text
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from ingest.amount import number
from ingest.document import Cell, Document, Table
from ingest.facts import Finding

__all__ = ["Changed", "changed", "covered_cells", "digit_faults"]

CELLS = 6
"""How many cells of one document are tried."""

Check = Callable[[Document], Sequence[Finding]]


class Changed(NamedTuple):
    """One changed cell: where, what it was, what it is, and how many new findings there are."""

    place: str
    before: str
    after: str
    findings: int


def covered_cells(document: Document, findings: Iterable[Finding]) -> list[tuple[Table, Cell]]:
    """The cells that a sum which ties is made of: one wrong digit in them must be found."""
    cited = {
        tuple((piece.start, piece.end) for piece in side.citation.pieces)
        for finding in findings
        if finding.status in ("ties", "rounding") and len(finding.right) > 1
        for side in (finding.left, *finding.right)
        if side is not None
        and side.citation is not None
        and side.value is not None
        and number(side.citation.quote) == side.value
    }
    return [
        (table, cell)
        for table in document.tables
        for cell in table.cells
        if number(cell.text) and tuple((p.start, p.end) for p in cell.pieces) in cited
    ]


def changed(document: Document, table: Table, cell: Cell, at: int) -> Document:
    """The document with the digit at a position of the cell's text another one."""
    text = cell.text[:at] + str((int(cell.text[at]) + 5) % 10) + cell.text[at + 1 :]
    whole, done = document.text, 0
    for piece in cell.pieces:
        size = piece.end - piece.start
        whole = whole[: piece.start] + text[done : done + size] + whole[piece.end :]
        done += size
    cells = tuple(_with_text(c, text) if c == cell else c for c in table.cells)
    tables = tuple(replace(t, cells=cells) if t == table else t for t in document.tables)
    return replace(document, text=whole, tables=tables)


def _with_text(cell: Cell, text: str) -> Cell:
    """The cell with another text in the same place."""
    return cell._replace(text=text)


def _first_digit(text: str) -> int:
    return next(at for at, char in enumerate(text) if char in "123456789")


def digit_faults(document: Document, check: Check, seed: int) -> Iterator[Changed]:
    """The first digit changed in some covered cells, one at a time: no rounding hides it."""
    clean = check(document)
    known = {(f.check, f.message) for f in clean}
    cells = [
        (table, cell)
        for table, cell in covered_cells(document, clean)
        if "".join(document.text[p.start : p.end] for p in cell.pieces) == cell.text
    ]
    draw = Random(f"{document.doc_id}:{seed}")
    for table, cell in draw.sample(cells, min(CELLS, len(cells))):
        faulty = changed(document, table, cell, _first_digit(cell.text))
        new = [
            f
            for f in check(faulty)
            if f.status == "broken" and f.severity != "info" and (f.check, f.message) not in known
        ]
        text = next(c.text for c in faulty.tables[table.position].cells if c[:2] == cell[:2])
        yield Changed(cell.pieces[0].place, cell.text, text, len(new))
