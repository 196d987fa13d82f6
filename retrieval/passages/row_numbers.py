"""Quantities that a row of a table says in words: '清疏管网185公里' beside the project it is of.

Takes a question without its unit and year, and a Document, gives the numbers that fit: the row with its
heads must account for every word, and say one number of the kind asked for. Knows no money.

    '要清疏多少公里排水管网'   ->   '清疏管网185公里' in the row '排水管网清疏'
    '过程拿了多少分'          ->   '17.60' under '得分' in the row '过程'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ingest.amount import number
from ingest.document import Cell, Document, Span, Table
from retrieval.passages.counters import MONEY, Said, Wanted, quantities, wanted_number
from retrieval.printed.prose import Passage, cell_line
from retrieval.understand.accounted import pairs_of, unsaid
from retrieval.words.lexicon import folded, label_key

__all__ = ["row_numbers"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCORE = re.compile(r"得分$|^评分$|自评分$")
_SHORTEST = 3
_LEAST = 0.6
"""The share of the question's pairs that the row itself says, its heads not counted."""


class _Row(NamedTuple):
    """The cells of a printed row, with those that span it from above, and what it says."""

    table: Table
    cells: tuple[Cell, ...]
    key: str


def row_numbers(
    document: Document, asked: str, before: str, unit: str, of_year: Callable[[str], bool]
) -> list[Said]:
    """The numbers of the rows that account for all that is asked; those of one row only.

    `before`: what was said before in the conversation; the row must say something of it.
    """
    wanted = wanted_number(asked)
    if wanted is None or MONEY in wanted.units[0] or "%" in wanted.units:
        return []
    pairs, earlier = pairs_of(wanted.rest), pairs_of(before)
    if not pairs:
        return []
    found: list[Said] = []
    for row in _rows(document):
        held = sum(pair in row.key for pair in pairs) / len(pairs)
        if held < _LEAST or (earlier and not any(pair in row.key for pair in earlier)):
            continue
        if not unsaid(wanted.rest, (row.key, *_heads(row), folded(row.table.title), unit)):
            found += _in_words(document, row, wanted, of_year)
    return found or list(_scores(document, asked, wanted, unit))


def _in_words(
    document: Document, row: _Row, wanted: Wanted, of_year: Callable[[str], bool]
) -> Iterator[Said]:
    """The one number that the texts of the row say of the kind asked for."""
    told: list[tuple[Cell, str, str, bool]] = []
    for cell in row.cells:
        if len(_HAN.findall(cell.text)) >= _SHORTEST and cell.pieces:
            spans = tuple(Span(piece.start, piece.end) for piece in cell.pieces)
            passage = Passage(document, spans, row.table.section)
            told += [(cell, *one) for one in quantities(passage.key, wanted, of_year)]
    told = [one for one in told if one[3]] if any(one[3] for one in told) else told
    if len(told) != 1:
        return
    cell, printed, unit, behind = told[0]
    value = number(printed)
    if value is None or (_of_measure(wanted) and not behind):
        return
    name = _name(row, cell, wanted)
    cells = [name, cell] if name else [cell]
    yield Said(cell_line(document, row.table, cells), printed, value, unit)


def _of_measure(wanted: Wanted) -> bool:
    """An area or a length of another name is another one: the number must stand right behind it."""
    return wanted.head.endswith(("面积", "长度", "里程", "时长", "人数", "期限", "容量"))


def _name(row: _Row, cell: Cell, wanted: Wanted) -> Cell | None:
    """The cell that says most of the question beside the one with the number."""
    pairs = pairs_of(wanted.rest)
    graded = [
        (sum(pair in folded(other.text) for pair in pairs), -number_)
        for number_, other in enumerate(row.cells)
    ]
    if not graded:
        return None
    most, place = max(graded)
    named = row.cells[-place]
    return named if most and named is not cell else None


def _scores(document: Document, asked: str, wanted: Wanted, unit: str) -> Iterator[Said]:
    """The score of the row that the question names in full."""
    if wanted.units[0] != "分":
        return
    found: dict[tuple[int, int], Said] = {}
    for row in _rows(document):
        labels = [cell for cell in row.cells if _HAN.search(cell.text)]
        named = [cell for cell in labels if label_key(cell.text) in asked and len(cell.text) > 1]
        title = folded(row.table.title)
        if not named or unsaid(wanted.rest, (*(folded(c.text) for c in named), title, unit)):
            continue
        for cell in row.cells:
            if _SCORE.search(_head(row.table, cell)) and _NUMBER.fullmatch(cell.text.strip()):
                value = number(cell.text.strip())
                if value is not None:
                    line = cell_line(document, row.table, [named[-1], cell])
                    place = (row.table.position, cell.row)
                    found[place] = Said(line, cell.text.strip(), value, "分")
    yield from found.values()


def _head(table: Table, cell: Cell) -> str:
    path = table.column_paths[cell.col] if cell.col < len(table.column_paths) else ()
    return folded(path[-1]) if path else ""


def _heads(row: _Row) -> Sequence[str]:
    return [_head(row.table, cell) for cell in row.cells]


_KNOWN: dict[str, tuple[_Row, ...]] = {}


def _rows(document: Document) -> tuple[_Row, ...]:
    """The rows that print words and numbers, of all tables; kept for the next question."""
    if document.doc_id not in _KNOWN:
        if len(_KNOWN) > 64:
            _KNOWN.clear()
        _KNOWN[document.doc_id] = tuple(row for table in document.tables for row in _rows_of(table))
    return _KNOWN[document.doc_id]


def _rows_of(table: Table) -> Iterator[_Row]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.text.strip():
            for at in range(cell.row, cell.row + cell.row_span):
                rows.setdefault(at, []).append(cell)
    for at in sorted(rows):
        cells = tuple(sorted(rows[at], key=lambda cell: cell.col))
        key = "|".join(folded(cell.text) for cell in cells)
        if _HAN.search(key) and _NUMBER.search(key):
            yield _Row(table, cells, key)
