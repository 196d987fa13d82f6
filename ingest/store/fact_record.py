"""A Fact ↔ the columns of a SQL row: what look-ups filter by stands alone, the rest is compact.

Takes and gives plain tuples in the order of COLUMNS; knows no SQL. What can be told from another
column is not stored again (the quote where it equals the printed text, the document's id). Reading
back shares equal paths and sections between facts, so that 100,000 of them stay small.

    code '2060101'  item '行政运行'  value '1211'  printed '1,211'  year 2019  …
    row_path '科学技术支出␟科学技术管理事务␟行政运行'  pieces '[[1021,1027,"第7页",[[7,301.2,…]]]]'
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ingest.citation import Box, Citation, Piece
from ingest.document import Span
from ingest.facts import Fact
from ingest.store.serial import from_json, to_json

__all__ = ["COLUMNS", "FactLoader", "fact_columns", "pieces_from", "pieces_text"]

COLUMNS = (
    "id",
    "table_position",
    "row",
    "col",
    "row_path",
    "column_path",
    "code",
    "item",
    "kind",
    "value",
    "printed",
    "unit",
    "year",
    "stage",
    "measure",
    "side",
    "fund",
    "scope",
    "state",
    "confidence",
    "section",
    "page",
    "quote",
    "pieces",
    "at_start",
    "at_end",
    "recognition",
)
"""In the order of `fact_columns` and of what `FactLoader` takes."""

_MARK = "\x1f"


def fact_columns(fact: Fact) -> tuple[str | int | float | None, ...]:
    """The columns of one fact; its document and position are the caller's."""
    cited = fact.citation
    return (
        fact.id.removeprefix(fact.doc_id),
        fact.table,
        fact.row,
        fact.column,
        _path_text(fact.row_path),
        _path_text(fact.column_path),
        fact.code,
        fact.item,
        fact.kind,
        None if fact.value is None else str(fact.value),
        fact.printed,
        fact.unit,
        fact.year,
        fact.stage,
        fact.measure,
        fact.side,
        fact.fund,
        fact.scope,
        fact.state,
        fact.confidence,
        cited.section,
        cited.page,
        None if cited.quote == fact.printed else cited.quote,
        pieces_text(cited.pieces),
        fact.at.start,
        fact.at.end,
        fact.recognition,
    )


def _path_text(path: Sequence[str]) -> str | None:
    """None for the empty path, which is not the path of one empty label."""
    return _MARK.join(path) if path else None


def pieces_text(pieces: Sequence[Piece]) -> str:
    """Pieces as compact JSON; boxes only where there are any."""
    return to_json([piece if piece.boxes else piece[:3] for piece in pieces])


def pieces_from(text: str) -> tuple[Piece, ...]:
    """Back from `pieces_text`."""
    return tuple([_piece(*data) for data in from_json(text)])


def _piece(start: int, end: int, place: str, boxes: Sequence[Sequence[Any]] = ()) -> Piece:
    return Piece(start, end, place, tuple([Box._make(box) for box in boxes]))


class FactLoader:
    """Turns rows back into Facts; one loader a query, so that equal texts are kept once."""

    def __init__(self) -> None:
        self._paths: dict[str | None, tuple[str, ...]] = {None: ()}
        self._sections: dict[str, str] = {}

    def fact(self, doc_id: str, doc: str, row: Sequence[Any]) -> Fact:
        """The fact of one row in the order of COLUMNS."""
        (
            id_, table, at_row, column, row_path, column_path, code, _, kind, value, printed,
            unit, year, stage, measure, side, fund, scope, state, confidence, section, page, quote,
            pieces, start, end, *recognition,
        ) = row  # fmt: skip
        section = self._sections.setdefault(section, section)
        quote = printed if quote is None else quote
        return Fact(
            id_ if not id_.startswith(":") else doc_id + id_,
            doc_id,
            table,
            at_row,
            column,
            self._path(row_path),
            self._path(column_path),
            code,
            kind,
            None if value is None else Decimal(value),
            printed,
            unit,
            year,
            stage,
            measure,
            side,
            fund,
            scope,
            state,
            confidence,
            Citation(doc, doc_id, section, page, pieces_from(pieces), quote),
            Span(start, end),
            recognition[0] if recognition else 1.0,
        )

    def _path(self, text: str | None) -> tuple[str, ...]:
        known = self._paths.get(text)
        if known is None:
            known = self._paths[text] = tuple((text or "").split(_MARK))
        return known
