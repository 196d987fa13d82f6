"""One writer at a time; a dead one leaves nothing locked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.errors import StoreError, StoreLocked
from ingest.store.lock import holder, locked

HOLD = """
import sys, time
from pathlib import Path
from ingest.store.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def _holding_process(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_holder_is_named_while_it_holds_and_not_after(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path):
        who = holder(path)
        assert who is not None
        assert who.pid == os.getpid()
    assert holder(path) is None


def test_a_second_writer_in_another_process_is_told_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = _holding_process(path)
    try:
        begun = time.monotonic()
        with pytest.raises(StoreLocked, match=f"进程 {process.pid}（") as caught, locked(path, 0.3):
            pass
        assert 0.3 <= time.monotonic() - begun < 5
        assert str(tmp_path) in str(caught.value)
        assert f"结束进程 {process.pid}" in caught.value.remedy
        assert caught.value.exit_code == 5
    finally:
        process.kill()
        process.communicate()


def test_a_second_writer_goes_on_when_the_first_finishes_in_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = _holding_process(path)
    os.kill(process.pid, signal.SIGKILL)
    with locked(path, 5):
        assert holder(path) is not None
    process.communicate()


def test_a_killed_writer_leaves_the_lock_free_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = _holding_process(path)
    process.kill()
    process.communicate()
    with locked(path, 0):
        who = holder(path)
    assert who is not None
    assert who.pid == os.getpid()


def test_a_folder_that_cannot_be_written_is_an_error_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="不能写"), locked(tmp_path / "none" / "lock", 0):
        pass
