"""Where documents come from: the files named, those in folders, and those in archives.

Takes paths, gives Sources in order: one a file, one a member of an archive. Reads nothing before it is
asked; what cannot be opened is a Source with its error.

    '公开/2025.zip'  →  Source(name '2025.zip/预算.pdf', key '/…/公开/2025.zip!/预算.pdf')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.archive import ARCHIVES, members, unread
from ingest.document import Document
from ingest.errors import InputError
from ingest.read import SUFFIXES, file_bytes, is_read

__all__ = ["Source", "find_files", "left_out", "sources"]


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be read. `key` is what the catalogue knows it by."""

    path: Path
    name: str
    key: str
    data: Callable[[], bytes]
    error: InputError | None = None
    inside: str | None = None

    def small_bytes(self, max_bytes: int) -> bytes:
        """The bytes; nothing where the file is missing, too large or cannot be had."""
        if self.error is not None:
            return b""
        if self.inside is not None:
            return self.data()
        try:
            return self.data() if self.path.stat().st_size <= max_bytes else b""
        except OSError:
            return b""

    def read(self, read: Callable[..., Document], max_bytes: int) -> Document:
        """The document; `read` is `read_document`."""
        if self.error is not None:
            raise self.error
        if self.inside is None:
            return read(self.path, max_bytes=max_bytes)
        return read(Path(self.inside), max_bytes=max_bytes, name=self.name, data=self.data())


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those in the folders named that have a suffix we read, in order.

    A path that does not exist stays in the list: reading it says so.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file is path or (file.is_file() and _is_ours(file)):
                found[file] = None
    return list(found)


def sources(file: Path, max_bytes: int) -> Iterator[Source]:
    """What one file holds: itself, or the members of an archive."""
    key = str(file.absolute())
    if file.suffix.lower() not in ARCHIVES or not file.is_file():
        yield Source(file, file.name, key, file.read_bytes)
        return
    try:
        data = file_bytes(file, max_bytes, file.name)
        for member in members(data, file.name, is_read, max_bytes):
            inner = f"{key}!/{member.path}"
            kept = partial(_same, member.data)
            yield Source(file, member.name, inner, kept, member.error, member.path)
    except InputError as error:
        yield Source(file, file.name, key, bytes, error)


def _same(data: bytes) -> bytes:
    return data


def left_out(paths: Sequence[Path]) -> dict[str, int]:
    """How many files of which suffix lie in the folders and archives named and are not read."""
    strangers: Counter[str] = Counter()
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            if not file.is_file() or file.name.startswith((".", "~$")):
                continue
            if file.suffix.lower() in ARCHIVES:
                strangers += unread(file, is_read)
            elif file is not path and not _is_ours(file):
                strangers[file.suffix.lower() or "无后缀"] += 1
    return dict(sorted(strangers.items()))


def _is_ours(file: Path) -> bool:
    """Readable by its suffix, and not a hidden file or the lock file of an office program."""
    return file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$"))
