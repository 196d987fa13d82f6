"""The files of a library beside its database: version, original bytes, read documents.

Takes a folder, gives writing whole files or none, reading them back, and sweeping away what no
catalogue row names. Knows nothing of SQL; touches only names it gives itself (64 hex digits).

    STORE/VERSION                      1
    STORE/blobs/eb6b2328…              the file as it came
    STORE/documents/eb6b2328….json     {"reader_version": 1, "document": {…}}
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.document import READER_VERSION, Document
from ingest.errors import StoreError, StoreVersion, UsageError
from ingest.store.serial import codec, from_json, to_json

__all__ = ["STORE_VERSION", "Shelf", "WriteBytes", "write_whole"]

STORE_VERSION = 1
"""Raised when a store of the version before can no longer be read."""

WriteBytes = Callable[[Path, bytes], None]

_OURS = re.compile(r"[0-9a-f]{64}(?:\.json)?(?:\.part)?")
_PARTS = frozenset({"VERSION", "VERSION.part", "lock", "blobs", "documents", "vectors"})


def write_whole(path: Path, data: bytes) -> None:
    """All of it or nothing, also when the power fails in between."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


@dataclass(frozen=True)
class Shelf:
    """The files of one library; `write` is the one place where bytes reach the disk."""

    folder: Path
    write: WriteBytes = write_whole

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.folder / "lock"

    @property
    def database(self) -> Path:
        """The SQL database."""
        return self.folder / "library.sqlite"

    @property
    def vectors(self) -> Path:
        """The folder of the derived vector index."""
        return self.folder / "vectors"

    def make(self) -> None:
        """Create the folder; a folder that holds other things is never taken over."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            names = {path.name for path in self.folder.iterdir()}
        except OSError as error:
            raise self.failed(error) from error
        strangers = {n for n in names - _PARTS if not n.startswith("library.sqlite")}
        if strangers and "VERSION" not in names:
            raise UsageError(
                str(self.folder), "这个目录里已有别的文件，不是资料库", "请用 --store 换一个空目录"
            )

    def check_version(self) -> bool:
        """True for a store of ours, False where there is none yet; StoreVersion for another's."""
        try:
            said = (self.folder / "VERSION").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return False
        except (OSError, UnicodeDecodeError) as error:
            raise self.failed(error) from error
        if said != str(STORE_VERSION):
            raise StoreVersion(
                str(self.folder),
                f"资料库的版本是 {said[:20] or '空'}，本程序用的是 {STORE_VERSION}",
                "请用写它的那个版本打开，或用 --store 指定新目录后重新导入",
            )
        return True

    def sign(self) -> None:
        """The folders, and the version once they are there."""
        for name in ("blobs", "documents", "vectors"):
            (self.folder / name).mkdir(exist_ok=True)
        self._put(self.folder / "VERSION", f"{STORE_VERSION}\n".encode())

    def put(self, document: Document, data: bytes) -> None:
        """Both files of a document."""
        written = {"reader_version": READER_VERSION, "document": codec(Document).dump(document)}
        blob = self._blob(document.doc_id)
        if not (blob.exists() and blob.stat().st_size == len(data)):
            self._put(blob, data)
        self._put(self._json(document.doc_id), to_json(written).encode("utf-8", "surrogatepass"))

    def _put(self, path: Path, data: bytes) -> None:
        try:
            self.write(path, data)
        except OSError as error:
            raise self.failed(error) from error

    def blob(self, doc_id: str) -> bytes:
        """The file as it came."""
        return self._read(self._blob(doc_id))

    def document(self, doc_id: str, reader_version: int) -> Document:
        """The document as it was read by a reader of this version."""
        data = from_json(self._read(self._json(doc_id)).decode("utf-8", "surrogatepass"))
        if data["reader_version"] != reader_version:
            raise self._gone(doc_id)
        document: Document = codec(Document).load(data["document"])
        return document

    def has(self, doc_id: str) -> bool:
        """Both files are there."""
        return self._blob(doc_id).exists() and self._json(doc_id).exists()

    def drop(self, doc_id: str) -> None:
        """Remove both files; what cannot be removed now is swept later."""
        for path in (self._blob(doc_id), self._json(doc_id)):
            with contextlib.suppress(OSError):
                path.unlink()

    def sweep(self, known: Collection[str]) -> int:
        """Remove files of ours that belong to no known document; how many. Only under the lock."""
        swept = 0
        for path in list(self._files()):
            if path.suffix == ".part" or path.name.removesuffix(".json") not in known:
                with contextlib.suppress(OSError):
                    path.unlink()
                    swept += 1
        return swept

    def _files(self) -> Iterator[Path]:
        for name in ("blobs", "documents"):
            folder = self.folder / name
            if folder.is_dir():
                yield from (path for path in folder.iterdir() if _OURS.fullmatch(path.name))

    def _blob(self, doc_id: str) -> Path:
        return self.folder / "blobs" / doc_id

    def _json(self, doc_id: str) -> Path:
        return self.folder / "documents" / f"{doc_id}.json"

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise self._gone(path.name.removesuffix(".json")) from error
        except OSError as error:
            raise self.failed(error) from error

    def _gone(self, doc_id: str) -> StoreError:
        return StoreError(
            str(self.folder),
            f"文件 {doc_id[:12]} 的内容缺失或已过时",
            "请用 mingzhang ingest 重新导入该文件",
        )

    def failed(self, error: Exception) -> StoreError:
        """What to tell people when the disk refuses."""
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        if full or "disk is full" in str(error):
            return StoreError(
                str(self.folder), "磁盘已满，没有写入", "请清理磁盘后再导入，已导入的文件不受影响"
            )
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return StoreError(
            str(self.folder), f"资料库不能读写（{why}）", "请检查目录权限，或用 --store 换一个目录"
        )
