"""Records become files, written whole or not at all: JSON lines, CSV, a workbook, Parquet.

    export_records(Path("记录.csv"))        refuses any other suffix before the work starts
    write_records(records, Path("记录.csv"))  also writes 记录.functional.csv, 记录.economic.csv, 记录.projects.csv

CSV is UTF-8 with a byte order mark (Excel opens it rightly) and no cell can run as a formula.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from extract.record import Figure, ListRow, Record
from extract.whole_file import replaced_whole, writable
from ingest.citation import Citation
from ingest.errors import UsageError
from ingest.facts import Finding

__all__ = ["export_records", "write_records"]

_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def export_records(path: Path) -> Path:
    """The path, if we can write its format there; a UsageError otherwise."""
    if path.suffix.lower() not in _WRITERS:
        known = "、".join(_WRITERS)
        raise UsageError(
            str(path), f"不能导出“{path.suffix or '没有后缀'}”文件", f"现在能写 {known}"
        )
    if path.suffix.lower() == ".parquet":
        from extract.parquet_export import arrow

        arrow()
    return writable(path)


def write_records(records: Sequence[Record], path: Path, findings: Sequence[Finding] = ()) -> None:
    """Write all records; the old file stays as it was if anything goes wrong.

    `findings` are what the checks say of the same documents: a sheet of their own in a workbook.
    """
    _WRITERS[export_records(path).suffix.lower()](records, path, findings)


def _write_jsonl(records: Sequence[Record], path: Path, _: Sequence[Finding]) -> None:
    def lines(stream: IO[bytes]) -> None:
        for record in records:
            line = json.dumps(record.as_json(), ensure_ascii=False)
            stream.write(line.encode("utf-8") + b"\n")

    replaced_whole(path, lines)


def _write_csv(records: Sequence[Record], path: Path, _: Sequence[Finding]) -> None:
    _write_table([_flat(record) for record in records], path)
    for name in dict.fromkeys(name for record in records for name in record.lists):
        rows = [row for record in records for row in _list_rows(record, name)]
        if rows:
            _write_table(rows, path.with_name(f"{path.stem}.{name}{path.suffix}"))


def _write_xlsx(records: Sequence[Record], path: Path, findings: Sequence[Finding]) -> None:
    from extract.workbook_export import write_workbook

    write_workbook(records, path, findings)


def _write_parquet(records: Sequence[Record], path: Path, _: Sequence[Finding]) -> None:
    from extract.parquet_export import write_parquet

    write_parquet(records, path)


_WRITERS: dict[str, Callable[[Sequence[Record], Path, Sequence[Finding]], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".parquet": _write_parquet,
}


def _write_table(rows: Sequence[Mapping[str, str]], path: Path) -> None:
    def table(stream: IO[bytes]) -> None:
        names = list(dict.fromkeys(name for row in rows for name in row))
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        writer = csv.DictWriter(text, names, restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _harmless(value) for name, value in row.items()})
        text.flush()
        text.detach()

    replaced_whole(path, table)


def _flat(record: Record) -> dict[str, str]:
    """One row: each field with its value, state, status, place and how it was found."""
    row = {"doc": record.doc, "doc_id": record.doc_id, "document_kind": record.document_kind or ""}
    row |= {name: figure.shown for name, figure in record.scalars.items()}
    for name, figure in record.scalars.items():
        row |= _details(name, figure)
    return row


def _details(name: str, figure: Figure) -> dict[str, str]:
    evidence = figure.evidence
    return {
        f"{name}.state": figure.state,
        f"{name}.status": figure.status or "",
        f"{name}.how": figure.how or "",
        f"{name}.place": _place(evidence),
        f"{name}.quote": evidence.quote if evidence else "",
        f"{name}.checks": " ".join(f"{mark.check}:{mark.status}" for mark in figure.checks),
        f"{name}.alternatives": " ".join(str(other.value) for other in figure.alternatives),
    }


def _list_rows(record: Record, name: str) -> Iterator[dict[str, str]]:
    for row in record.lists.get(name, ()):
        for values in _nested(row):
            yield {
                "doc": record.doc,
                **values,
                "status": row.status or "",
                "place": _place(row.evidence),
            }


def _nested(row: ListRow) -> Iterator[dict[str, str]]:
    """A row with rows inside gives one line for each of them, its own values repeated."""
    own = {key: value or "" for key, value in row.values.items()}
    inner = [
        (name, values) for name, rows in row.rows.items() for r in rows for values in _nested(r)
    ]
    for name, values in inner:
        yield own | {f"{name}.{key}": value for key, value in values.items()}
    if not inner:
        yield own


def _place(evidence: Citation | None) -> str:
    return f"{evidence.section} {evidence.place}".strip() if evidence else ""


def _harmless(text: str) -> str:
    """A cell that spreadsheet programs show and never run: '=1+1' -> \"'=1+1\"; '-5.2' stays."""
    if _PLAIN_NUMBER.fullmatch(text) or not text.lstrip().startswith(
        ("=", "+", "-", "@", "\t", "\r")
    ):
        return text
    return "'" + text
