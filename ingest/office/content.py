"""What an office file is, by its bytes: the suffix is often wrong, the content never.

People rename files, and programs export one format under the name of another. Takes bytes, gives the
kind; opens nothing beyond a directory of names. Web pages are known in `ingest.web.kinds`.

    D0 CF 11 E0 … with an entry 'WordDocument' -> 'doc';  PK … with 'xl/workbook.xml' -> 'xlsx'
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from typing import Literal, NamedTuple

__all__ = ["Kind", "has_password", "kind_of"]

Kind = Literal["docx", "xlsx", "doc", "xls", "encrypted", "rtf", "other"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = re.compile(rb"\t[\x00\x02\x04\x08]..[\x00-\x07]", re.DOTALL)
_STREAMS: dict[str, Kind] = {
    "encryptedpackage": "encrypted",
    "worddocument": "doc",
    "workbook": "xls",
    "book": "xls",
}
_MOST_SECTORS = 4096
_NO_SECTOR = 0xFFFFFFFA


def kind_of(data: bytes) -> Kind:
    """What the bytes are; 'other' for everything that is no office file."""
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE):
        return next((_STREAMS[e.name] for e in _entries(data) if e.name in _STREAMS), "other")
    if _BIFF.match(data[:6]):
        return "xls"
    return "rtf" if data.lstrip()[:5] == b"{\\rtf" else "other"


def _zipped(data: bytes) -> Kind:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, struct.error):
        return "other"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "other"


class _Entry(NamedTuple):
    """A name in the directory of an OLE file, and the first sector of what it names."""

    name: str
    sector: int


def has_password(data: bytes) -> bool:
    """A .doc that is encrypted says so in the flags at its head."""
    stream = next((entry for entry in _entries(data) if entry.name == "worddocument"), None)
    if stream is None:
        return False
    at = (stream.sector + 1) * _sector_size(data) + 10
    return bool(int.from_bytes(data[at : at + 2], "little") & 0x0100)


def _sector_size(data: bytes) -> int:
    return 1 << min(int.from_bytes(data[30:32], "little"), 16)


def _entries(data: bytes) -> Iterator[_Entry]:
    """The directory of an OLE file; entries of embedded objects come after their document's."""
    size = _sector_size(data)
    try:
        (sector,), table = struct.unpack_from("<I", data, 48), _table(data, size)
        for _ in range(_MOST_SECTORS):
            yield from _names(data[(sector + 1) * size : (sector + 2) * size])
            sector = table[sector]
    except (struct.error, IndexError):
        return


def _table(data: bytes, size: int) -> list[int]:
    """Which sector follows which; the first 109 parts of it, enough for 7 MB of directory ahead."""
    table: list[int] = []
    for number in struct.unpack_from("<109I", data, 76):
        if number < _NO_SECTOR:
            table += struct.unpack_from(f"<{size // 4}I", data, (number + 1) * size)
    return table


def _names(sector: bytes) -> Iterator[_Entry]:
    for at in range(0, len(sector), 128):
        length = int.from_bytes(sector[at + 64 : at + 66], "little")
        if 2 < length <= 64:
            name = sector[at : at + length - 2].decode("utf-16-le", "replace").lower()
            yield _Entry(name, int.from_bytes(sector[at + 116 : at + 120], "little"))
