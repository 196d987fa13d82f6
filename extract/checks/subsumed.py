"""Findings that follow from another one: the wrong unit of a table, a lost heading, a turned word.

Takes the broken Findings of a document, gives those that say nothing of their own. What is dropped
always has a side where the one that is kept points: the same table, row or sentence.

    《支出预算总表》 单位：元 instead of 万元; every comparison of that table with another one follows
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.amount import number
from ingest.citation import Citation
from ingest.document import Document
from ingest.facts import Finding, FindingSide
from ingest.structure.numbering import numbering

__all__ = ["Places", "subsumed"]

Row = tuple[int, int]
_STRUCTURE = ("C78", "C78b", "C32")
_BY_ROWS = frozenset({"C11", "C12", "C13", "C14", "C15", "C34", "C35", "C39", "C57", "C57b", "C36"})
_OF_SENTENCE = (
    "C82",
    "C83",
    "C68b",
    "C71",
    "C75",
    "C74",
    "C68",
    "C56",
    "C73",
    "C70",
    "C70b",
    "C69",
)
"""Rules about one sentence, the most telling first: what comes later says the same once more."""


class Places:
    """Where a citation stands in the tables of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def row(self, citation: Citation | None) -> Row | None:
        """The table and the row of a cited cell; None for prose."""
        if citation is None or not citation.pieces:
            return None
        at = citation.pieces[0].start
        for table in self.document.tables:
            for cell in table.cells if table.start <= at < table.end else ():
                if any(piece.start <= at < piece.end for piece in cell.pieces):
                    return table.position, cell.row
        return None

    def figures(self, row: Row) -> Iterator[Decimal]:
        """The amounts printed in a row, in 元."""
        table = self.document.tables[row[0]]
        factor = table.unit.yuan if table.unit else Decimal(1)
        for text in table.grid[row[1]]:
            value = number(re.sub(r"[^\d.,\-]", "", text))
            if value is not None:
                yield abs(value) * factor


def _sides(finding: Finding) -> tuple[FindingSide, ...]:
    return (finding.left, *finding.right) if finding.left else finding.right


def subsumed(broken: Sequence[Finding], places: Places) -> set[int]:
    """The identities of the findings that follow from another one."""
    told = _of_wrong_unit(broken, places)
    told |= _of_structure([f for f in broken if id(f) not in told], places)
    told |= _of_lost_heading(broken) | _of_placeholder(broken) | _of_one_name(broken, places)
    told |= _of_other_year(broken) | _of_lost_table(broken)
    told |= _of_other_codes([f for f in broken if id(f) not in told], places)
    return told | _of_one_sentence([f for f in broken if id(f) not in told], places)


def _of_wrong_unit(broken: Sequence[Finding], places: Places) -> set[int]:
    """Comparisons of a table whose unit is wrong with anything outside it."""
    units = {
        row[0]
        for f in broken
        if f.check == "C01" and f.left and (row := places.row(f.left.citation))
    }
    return {
        id(f)
        for f in broken
        if units and f.check != "C01" and units & {r[0] for s in _sides(f) if (r := places.row(s.citation))}
        and len({r[0] if (r := places.row(s.citation)) else None for s in _sides(f)}) > 1
    }  # fmt: skip


def _of_structure(broken: Sequence[Finding], places: Places) -> set[int]:
    """Sums and comparisons that miss a row because its code or name is wrong or stands twice."""
    told: set[int] = set()
    for cause in broken:
        if cause.check not in _STRUCTURE:
            continue
        rows = {row for side in _sides(cause) if (row := places.row(side.citation))}
        figures = [set(places.figures(row)) for row in rows]
        amounts = {amount for row in figures for amount in row if amount}
        amounts |= _by_column(places, rows)
        if any(places.document.tables[table].unit is None for table, _ in rows):
            amounts |= {amount * 10000 for amount in amounts}
        for finding in broken:
            if finding.check in _BY_ROWS and _misses(finding, rows, amounts, places):
                told.add(id(finding))
    return told


def _by_column(places: Places, rows: set[Row]) -> set[Decimal]:
    """The sums of several rows, column by column."""
    if not rows:
        return set()
    table = places.document.tables[next(iter(rows))[0]]
    factor = table.unit.yuan if table.unit else Decimal(1)
    sums = set()
    for column in range(table.columns):
        values = (number(re.sub(r"[^\d.,\-]", "", table.grid[row][column])) for _, row in rows)
        sums.add(sum((value for value in values if value is not None), Decimal(0)) * factor)
    return sums - {Decimal(0)}


def _misses(finding: Finding, rows: set[Row], amounts: set[Decimal], places: Places) -> bool:
    tables = {row[0] for row in rows}
    mine = [row for side in _sides(finding) if (row := places.row(side.citation))]
    if not any(row[0] in tables for row in mine):
        return False
    if set(mine) & rows and finding.check not in ("C12", "C14", "C15"):
        return True
    gap, allowed = finding.difference, finding.tolerance or Decimal(0)
    return gap is not None and any(
        abs(gap - amount) <= max(amount / 1000, min(allowed, amount / 4)) for amount in amounts
    )


def _of_other_codes(broken: Sequence[Finding], places: Places) -> set[int]:
    """A code that one of two tables lacks, where sums or codes of these tables say so already."""
    others = {
        row[0]
        for f in broken
        if f.check in _BY_ROWS - {"C36"} or f.check in _STRUCTURE
        for side in _sides(f)
        if (row := places.row(side.citation))
    }
    return {
        id(f)
        for f in broken
        if f.check == "C36"
        and any((row := places.row(s.citation)) and row[0] in others for s in _sides(f))
    }


def _of_lost_heading(broken: Sequence[Finding]) -> set[int]:
    """A number is skipped because the section that the contents list is not there."""
    lost = {
        number_.value
        for f in broken
        if f.check == "C84b" and f.left and (number_ := numbering(f.left.text or ""))
    }
    told = set()
    for finding in broken:
        texts = [numbering(side.text or "") for side in _sides(finding)]
        if finding.check == "C84" and len(texts) > 1 and texts[1] and texts[1].value + 1 in lost:
            told.add(id(finding))
    return told


def _of_placeholder(broken: Sequence[Finding]) -> set[int]:
    """A list with an amount that nobody filled in does not add up."""
    blank = any(f.check == "C82" for f in broken)
    return {
        id(f)
        for f in broken
        if blank and f.check in ("C55", "C55b", "C55c", "C55d", "C55e", "C61b")
    }


def _of_one_name(broken: Sequence[Finding], places: Places) -> set[int]:
    """A name that is not the official one is not the one of the other tables either: said once."""

    def rows(finding: Finding) -> set[Row]:
        return {row for side in _sides(finding) if (row := places.row(side.citation))}

    named = set().union(*(rows(f) for f in broken if f.check == "C78b"))
    return {id(f) for f in broken if f.check == "C78c" and rows(f) & named}


def _of_other_year(broken: Sequence[Finding]) -> set[int]:
    """Under a cover of another year the years, and the wholes of that year, are not the document's."""
    covers = any(f.check == "C81b" and f.left and f.left.label == "封面" for f in broken)
    return {id(f) for f in broken if covers and f.check in ("C81", "C56")}


def _of_lost_table(broken: Sequence[Finding]) -> set[int]:
    """Without the table of a fund the tables of the funds do not make the whole."""
    lost = any(f.check == "C53" and re.search("基金|国有资本", f.message) for f in broken)
    return {id(f) for f in broken if lost and f.check == "C38"}


def _of_one_sentence(broken: Sequence[Finding], places: Places) -> set[int]:
    """What a sentence says of its change is told once."""
    kept: list[tuple[int, int]] = []
    told: set[int] = set()
    turned = [f for f in broken if f.check == "C69" and "方向相反" in f.message]
    ordered = sorted(
        (f for f in broken if f.check in _OF_SENTENCE and f not in turned),
        key=lambda f: _OF_SENTENCE.index(f.check),
    )
    for finding in [*turned, *ordered]:
        spans = [
            (side.citation.pieces[0].start, side.citation.pieces[-1].end)
            for side in _sides(finding)
            if side.citation and side.citation.pieces and places.row(side.citation) is None
        ]
        if any(a < d and c < b for a, b in spans for c, d in kept):
            told.add(id(finding))
        else:
            kept += list(dict.fromkeys(spans))
    return told
