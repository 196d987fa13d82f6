"""One writer at a time: a locked file that says who holds it.

Takes the path of the lock file, gives a context in which this process is the only writer. The
system drops the lock when the process dies, so nothing is ever left locked. Readers never lock.

    STORE/lock   {"pid": 4711, "host": "desk", "started": "2026-01-05T08:30:00+00:00"}
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ingest.errors import StoreError, StoreLocked

__all__ = ["WAIT", "Holder", "holder", "locked"]

WAIT = 10.0
"""Seconds a second writer waits before it gives up and names the first."""

_STEP = 0.05


class Holder(NamedTuple):
    """Who writes: process, host, and since when (UTC, ISO 8601)."""

    pid: int
    host: str
    started: str


def holder(path: Path) -> Holder | None:
    """Who is named in a lock file; None when nobody is."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Holder(int(said["pid"]), str(said["host"]), str(said["started"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def locked(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock; StoreLocked names the holder when it is not free within `wait` seconds."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        _acquire(file, path, wait)
        _sign(file)
        yield
        os.ftruncate(file, 0)
    finally:
        os.close(file)


def _acquire(file: int, path: Path, wait: float) -> None:
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise _held(path) from error
            time.sleep(_STEP)
        except OSError as error:
            raise _unusable(path, error) from error
        else:
            return


def _sign(file: int) -> None:
    me = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"))
    os.ftruncate(file, 0)
    os.pwrite(file, json.dumps(me._asdict()).encode(), 0)


def _held(path: Path) -> StoreLocked:
    who = holder(path)
    named = f"进程 {who.pid}（{who.host}，{who.started} 开始）" if who else "另一个进程"
    stop = f"，或结束进程 {who.pid} 后再试" if who else ""
    return StoreLocked(str(path.parent), f"{named}正在写资料库", f"请等它结束{stop or '后再试'}")


def _unusable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        str(path.parent),
        f"资料库不能写（{error.strerror or error}）",
        "请检查目录权限，或用 --store 换一个目录",
    )
