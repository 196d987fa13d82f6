"""Into which columns a table is parted: the heads over its figures, without codes, names and the total.

Takes an Understood and Sources, gives a Composed answer or None: for the one table that is named, and where a
number of columns is said only where there are so many. Of a form that nobody filled in its kinds are asked
so too. Knows no figures.

    '基本支出那张表除了合计还要分成哪两栏填'   ->   '人员经费'  '公用经费'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Cell, Document, Table
from ingest.structure.numbering import chinese_number
from retrieval.passages.asked_documents import readings, rows_of
from retrieval.passages.quoted import quoted
from retrieval.passages.table_notes import tables_meant
from retrieval.printed.prose import Line, Told, cell_line
from retrieval.understand.accounted import content
from retrieval.understand.question import Query
from retrieval.understand.reading import Understood
from retrieval.understand.sources import Sources
from retrieval.words.lexicon import label_key
from retrieval.writing.compose import Composed
from retrieval.writing.prompts import lead

__all__ = ["asks_columns", "table_columns_answer"]

_N = r"(?P<n>[两二三四五六七八九十几些])"
_ASKS = re.compile(
    rf"(?:还|又|都)?(?:要|得|需要?)?(?:分成?|分为|分开|设|列|有)(?:了|着)*(?:按)?哪{_N}(?:个|大)*(?P<of>栏|列|[种类项](?:支出|收入|经费|钱)?)(?:来)?(?:填写?|列|报)?"
)
_WITHOUT = re.compile(r"除了?(?:合计|总计|小计)(?:这?一?[栏列])?(?:之?以?外)?")
_NO_PART = re.compile(r"编码|代码|名称|科目$|^[类款项]$|合计|总计|小计|序号|备注|项目$")
_FEWEST = 2


def asks_columns(query: Query) -> bool:
    """Whether the columns of a table are asked for, which no figure in it tells."""
    text = content(query)
    match = _ASKS.search(text)
    return match is not None and match["of"] in ("栏", "列") and "表" in text


def table_columns_answer(understood: Understood, sources: Sources) -> Composed | None:
    """The heads of the columns of the one table named; see the module docstring."""
    query = understood.query
    text = content(query)
    match = _ASKS.search(text)
    if match is None or "表" not in text or "多少" in text:
        return None
    named = label_key(_WITHOUT.sub("|", text[: match.start()] + "|" + text[match.end() :]))
    for reading in readings(rows_of(understood, any_year=False), query, sources):
        if not (reading.document.info.blank_form or match["of"] in ("栏", "列")):
            continue
        meant = tables_meant(reading.document, named)
        lines = list(_heads(reading.document, meant[0])) if len(meant) == 1 else []
        if len(lines) >= _FEWEST and len(lines) == _number(match["n"], len(lines)):
            return quoted([(reading.row, Told(lead("section"), tuple(lines)))])
    return None


def _number(said: str, otherwise: int) -> int:
    return otherwise if said in "几些" else 2 if said == "两" else chinese_number(said)


def _heads(document: Document, table: Table) -> Iterator[Line]:
    """The head of every column of figures, each wording once."""
    seen: set[str] = set()
    for col, path in enumerate(table.column_paths):
        key = label_key(path[-1]) if path else ""
        if not key or key in seen or any(_NO_PART.search(label_key(part)) for part in path):
            continue
        cell = _cell(table, col, path[-1])
        if cell is not None:
            seen.add(key)
            yield cell_line(document, table, [cell])


def _cell(table: Table, col: int, text: str) -> Cell | None:
    heads = (table.at(row, col) for row in range(table.header_rows - 1, -1, -1))
    return next((cell for cell in heads if cell is not None and cell.text == text), None)
