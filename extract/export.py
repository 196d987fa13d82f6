"""Records become files: one JSON line or one CSV row a document, written whole or not at all.

    export_records(Path("记录.csv"))        refuses any other suffix before the work starts
    write_records(records, Path("记录.csv"))  also writes 记录.functional.csv, 记录.economic.csv, 记录.projects.csv

CSV is UTF-8 with a byte order mark (Excel opens it rightly) and no cell can run as a formula.
"""

from __future__ import annotations

import csv
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from extract.record import Figure, Record
from ingest.amount import plain
from ingest.errors import UsageError

__all__ = ["export_records", "write_records"]

_LISTS = ("functional", "economic", "projects")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def export_records(path: Path) -> Path:
    """The path, if we can write its format there; a UsageError otherwise."""
    if path.suffix.lower() not in _WRITERS:
        known = "、".join(_WRITERS)
        raise UsageError(
            str(path), f"不能导出“{path.suffix or '没有后缀'}”文件", f"现在能写 {known}"
        )
    if not path.absolute().parent.is_dir():
        raise UsageError(str(path), "所在文件夹不存在", "请先建好文件夹，或换一个位置")
    return path


def write_records(records: Sequence[Record], path: Path) -> None:
    """Write all records; the old file stays as it was if anything goes wrong."""
    _WRITERS[export_records(path).suffix.lower()](records, path)


def _write_jsonl(records: Sequence[Record], path: Path) -> None:
    def lines(stream: IO[str]) -> None:
        for record in records:
            stream.write(json.dumps(record.as_json(), ensure_ascii=False) + "\n")

    _replace(path, lines, encoding="utf-8")


def _write_csv(records: Sequence[Record], path: Path) -> None:
    _write_table([_flat(record) for record in records], path)
    for name in _LISTS:
        rows = [row for record in records for row in _list_rows(record, name)]
        if rows:
            _write_table(rows, path.with_name(f"{path.stem}.{name}{path.suffix}"))


_WRITERS: dict[str, Callable[[Sequence[Record], Path], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
}


def _write_table(rows: Sequence[Mapping[str, str]], path: Path) -> None:
    def table(stream: IO[str]) -> None:
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(stream, names, restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _harmless(value) for name, value in row.items()})

    _replace(path, table, encoding="utf-8-sig")


def _flat(record: Record) -> dict[str, str]:
    """One row: each field with its value, state, place and how it was found."""
    row = {"doc": record.doc, "doc_id": record.doc_id, "document_kind": record.document_kind or ""}
    scalars = {"unit_name": record.unit_name, "fiscal_year": record.fiscal_year, **record.figures}
    for name, figure in scalars.items():
        row[name] = _value(figure)
    for name, figure in scalars.items():
        row |= _details(name, figure)
    return row


def _value(figure: Figure) -> str:
    if figure.value is None:
        return ""
    return figure.value if isinstance(figure.value, str) else plain(figure.value)


def _details(name: str, figure: Figure) -> dict[str, str]:
    evidence = figure.evidence
    return {
        f"{name}.state": figure.state,
        f"{name}.how": figure.how or "",
        f"{name}.place": f"{evidence.section} {evidence.place}".strip() if evidence else "",
        f"{name}.quote": evidence.quote if evidence else "",
        f"{name}.checks": " ".join(f"{mark.check}:{mark.status}" for mark in figure.checks),
    }


def _list_rows(record: Record, name: str) -> Iterator[dict[str, str]]:
    for row in record.lists.get(name, ()):
        evidence = row.evidence
        yield {
            "doc": record.doc,
            **{key: value or "" for key, value in row.values.items()},
            "place": f"{evidence.section} {evidence.place}".strip() if evidence else "",
        }


def _harmless(text: str) -> str:
    """A cell that spreadsheet programs show and never run: '=1+1' -> \"'=1+1\"; '-5.2' stays."""
    if _PLAIN_NUMBER.fullmatch(text) or not text.lstrip().startswith(
        ("=", "+", "-", "@", "\t", "\r")
    ):
        return text
    return "'" + text


def _replace(path: Path, write: Callable[[IO[str]], None], encoding: str) -> None:
    """Write beside the target, then rename: a reader sees the old file or the new one."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UsageError(str(path), f"不能写入：{error.strerror}", "请换一个可写的位置") from None
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            write(stream)
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
