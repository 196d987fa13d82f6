"""Notes that say a table is empty: '本单位没有政府性基金预算支出，故本表无数据'.

Takes a table and its document, gives the Citation of the note or of the cell that says so. Knows no
facts; a note about how tables are filled in ('无数据的栏目不填列') says nothing of this one.
"""

from __future__ import annotations

import re

from ingest.citation import Citation
from ingest.document import Document, Span, Table
from ingest.figures.periods import folded

__all__ = ["EMPTY_NOTE", "empty_note"]

EMPTY_NOTE = re.compile(
    r"空表|空白表|表为空|[无没]有?(?:相关)?数据(?!的)|未安排|未发生|无相关收支|[此本]表无(?:内容|发生)"
    r"|不涉及(?:[该此本]项|此类|相关)(?:内容|业务|工作|收支)|(?:无|没有|不涉及)[^,，。]{2,40}(?:支出|收入|预算|经费|拨款|安排|采购)"
)
_EMPTY_CELL = re.compile(r"[此本]表(?:为空|无数据|为空表)|空表")
_SPACE = re.compile(r"\s+")


def empty_note(document: Document, table: Table) -> Citation | None:
    """The note, or the cell, that says a table is empty, as a citation."""
    cell = next((c for c in table.cells if _EMPTY_CELL.search(folded(c.text))), None)
    if cell and cell.row >= table.header_rows:
        return document.cite_cell(table, cell)
    note = next((n for n in table.notes if EMPTY_NOTE.search(folded(n))), None)
    if note is None:
        return None
    spaced = r"\s*".join(map(re.escape, _SPACE.sub("", note)))
    found = re.compile(spaced).search(document.text, table.start, table.end + 2000)
    return document.cite_spans([Span(*found.span())]) if found else None
