"""A file appears whole or not at all: written beside its place, then moved there in one step.

    replaced_whole(Path("记录.xlsx"), lambda stream: book.save(stream))

Takes a path and what writes to an open stream; the old file stays as it was if anything goes wrong.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ingest.errors import UsageError

__all__ = ["replaced_whole", "writable"]


def writable(path: Path) -> Path:
    """The path, if its folder is there; a UsageError otherwise, before any work is done."""
    if not path.absolute().parent.is_dir():
        raise UsageError(str(path), "所在文件夹不存在", "请先建好文件夹，或换一个位置")
    if path.is_dir():
        raise UsageError(str(path), "这是一个文件夹", "请写明文件名")
    return path


def replaced_whole(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write beside the target, then rename: a reader sees the old file or the new one."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UsageError(str(path), f"不能写入：{error.strerror}", "请换一个可写的位置") from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
