"""Records become a Parquet file: a row a document, amounts as decimal128, lists as lists of rows.

    total_income decimal128(38, 8), total_income_state string, total_income_status string, …
    functional   list<struct<code string, name string, …, total decimal128(38, 8), …>>

The only door to pyarrow, which comes with the extra `bulk`; without it a UsageError says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import IO, Any

from extract.record import Figure, ListRow, Record
from extract.whole_file import replaced_whole
from ingest.amount import number
from ingest.errors import UsageError

__all__ = ["arrow", "write_parquet"]

PLACES = 8
"""Decimals of every amount: one 分 is 0.000001 万元, percents print four at most."""

_TEXT = frozenset({"code", "name", "level", "fiscal_year", "unit_name"})


def arrow() -> ModuleType:
    """The library, or what to do to have it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError(
            "Parquet",
            "没有安装 pyarrow",
            "请先 pip install 'mingzhang[bulk]'，或改写 .xlsx、.csv、.jsonl",
        ) from None
    module: ModuleType = pyarrow
    return module


def write_parquet(records: Sequence[Record], path: Path) -> None:
    """All records, whole or not at all."""
    pa: Any = arrow()
    columns: dict[str, Any] = {
        "doc": pa.array([r.doc for r in records], pa.string()),
        "doc_id": pa.array([r.doc_id for r in records], pa.string()),
        "document_kind": pa.array([r.document_kind for r in records], pa.string()),
    }
    for name in dict.fromkeys(name for record in records for name in record.scalars):
        columns |= _scalar(pa, name, [record.scalars.get(name) for record in records])
    for name in dict.fromkeys(name for record in records for name in record.lists):
        columns[name] = _rows(pa, [record.lists.get(name, ()) for record in records])
    table = pa.table(columns)

    def save(stream: IO[bytes]) -> None:
        pa.parquet.write_table(table, stream, compression="zstd")

    replaced_whole(path, save)


def _scalar(pa: Any, name: str, figures: Sequence[Figure | None]) -> dict[str, Any]:
    text = name in _TEXT or any(f and isinstance(f.value, str) for f in figures)
    values = [None if f is None or f.value is None else f.value for f in figures]
    string = pa.string()
    return {
        name: _array(pa, [str(v) if v is not None and text else v for v in values], text=text),
        f"{name}_state": pa.array([f and f.state for f in figures], string),
        f"{name}_status": pa.array([f and f.status for f in figures], string),
        f"{name}_how": pa.array([f and f.how for f in figures], string),
        f"{name}_place": pa.array(
            [f.evidence.place if f and f.evidence else None for f in figures], string
        ),
        f"{name}_quote": pa.array(
            [f.evidence.quote if f and f.evidence else None for f in figures], string
        ),
    }


def _array(pa: Any, values: Sequence[Any], *, text: bool) -> Any:
    return pa.array(values, pa.string() if text else pa.decimal128(38, PLACES))


def _rows(pa: Any, lists: Sequence[Sequence[ListRow]]) -> Any:
    """One list of structs; a column is of amounts where every value in it is a number."""
    every = [row for rows in lists for row in rows]
    kind = _struct(pa, every)
    data = [[_plain(row, kind) for row in rows] for rows in lists]
    return pa.array(data, pa.list_(kind))


def _struct(pa: Any, rows: Sequence[ListRow]) -> Any:
    names = dict.fromkeys(name for row in rows for name in row.values)
    fields = [(name, _kind(pa, name, (row.values.get(name) for row in rows))) for name in names]
    for name in dict.fromkeys(name for row in rows for name in row.rows):
        inner = [one for row in rows for one in row.rows.get(name, ())]
        fields.append((name, pa.list_(_struct(pa, inner))))
    return pa.struct([*fields, ("status", pa.string()), ("place", pa.string())])


def _kind(pa: Any, name: str, values: Iterable[str | None]) -> Any:
    printed = [value for value in values if value is not None]
    numbers = name not in _TEXT and all(number(value) is not None for value in printed)
    return pa.decimal128(38, PLACES) if numbers and printed else pa.string()


def _plain(row: ListRow, kind: Any) -> Mapping[str, Any]:
    line: dict[str, Any] = {}
    for name, value in row.values.items():
        decimal = str(kind.field(name).type).startswith("decimal")
        line[name] = _decimal(value) if decimal else value
    for name, rows in row.rows.items():
        inner = kind.field(name).type.value_type
        line[name] = [_plain(one, inner) for one in rows]
    place = row.evidence.place if row.evidence else None
    return line | {"status": row.status, "place": place}


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else number(value)
