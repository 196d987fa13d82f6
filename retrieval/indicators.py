"""Targets beside the names of indicators, in tables of performance goals.

Takes an Understood and a Document, gives the numbers that fit. Knows no sentences.

    '某面积的目标值是多少'   ->   '204 平方米' in the cell beside '某面积'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.amount import number
from ingest.document import Cell, Document, Table
from retrieval.counters import Said
from retrieval.lexicon import folded, label_key
from retrieval.prose import cell_line
from retrieval.reading import Understood

__all__ = ["indicators"]

_INDICATOR = re.compile(r"目标值|指标值|指标|绩效目标|目标(?=是|为|多少)")
_SHORTEST_NAME = 5
_NUMBER = r"\d[\d,]*(?:\.\d+)?"


def indicators(understood: Understood, document: Document) -> Iterator[Said]:
    """Targets beside the names of indicators, the longest name that the question says."""
    text = understood.query.text
    if not _INDICATOR.search(text):
        return
    found: list[tuple[int, Said]] = []
    for table in document.tables:
        for cells in _rows(table):
            for name, value in pairwise(cells):
                key = label_key(name.text)
                if (
                    len(key) >= _SHORTEST_NAME
                    and key in text
                    and (said := _target(document, table, name, value))
                ):
                    found.append((len(key), said))
    longest = max((length for length, _ in found), default=0)
    yield from (said for length, said in found if length == longest)


def _rows(table: Table) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return [sorted(cells, key=lambda cell: cell.col) for cells in rows.values()]


_TARGET = re.compile(rf"^[≥≤<>=]*({_NUMBER})\s*([^\d\s]{{0,6}})$")


def _target(document: Document, table: Table, name: Cell, value: Cell) -> Said | None:
    """'≥10 场' beside '服务活动举办数量'; a bare number of a money table is none."""
    match = _TARGET.match(folded(value.text))
    amount = number(match[1]) if match else None
    if match is None or amount is None or not match[2]:
        return None
    line = cell_line(document, table, [name, value])
    return Said(line, folded(value.text), amount, match[2])
